// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/golden"
	"lizenzlotse/reports/html"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// bid reads the sample that the tests of the reports share: a bid with a proprietary component, one
// under a network copyleft licence, a wrong statement and a file that could not be read.
func bid(t *testing.T) *assessment.Assessment {
	t.Helper()
	return golden.Saved(t, "bid.json")
}

func write(t *testing.T, a *assessment.Assessment, lang string) string {
	t.Helper()
	var b bytes.Buffer
	o := html.Options{Lang: lang, Created: time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC), ToolVersion: "0.1.0"}
	if err := html.Write(&b, a, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var styleSheet = regexp.MustCompile(`(?s)<style>.*?</style>`)

// goldenPage compares a page with its golden file, without the style sheet, which is a file of its own.
func goldenPage(t *testing.T, name, page string) {
	t.Helper()
	golden.Check(t, name, styleSheet.ReplaceAllString(page, "<style></style>"))
}

func TestGolden(t *testing.T) {
	a := bid(t)
	goldenPage(t, "bid.de.html", write(t, a, "de"))
	goldenPage(t, "bid.en.html", write(t, a, "en"))
	goldenPage(t, "scan.de.html", write(t, &assessment.Assessment{Inventory: a.Inventory}, "de"))
}

func TestEveryWordIsInTheCatalogue(t *testing.T) {
	a := bid(t)
	for _, lang := range []string{"de", "en"} {
		for _, page := range []string{write(t, a, lang), write(t, &assessment.Assessment{Inventory: a.Inventory}, lang)} {
			if i := strings.Index(page, "[["); i >= 0 {
				t.Errorf("%s: missing in the catalogue: %s", lang, page[i:i+60])
			}
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	first := write(t, bid(t), "de")
	for range 5 {
		if write(t, bid(t), "de") != first {
			t.Fatal("written again, the page differs")
		}
	}
}

// A page is one file: it loads nothing, runs nothing and asks nobody.
func TestSelfContained(t *testing.T) {
	page := write(t, bid(t), "de")
	for _, loads := range []string{"<script", "<link", "<img", "<iframe", "<object", " src=", "@import", "onload", "onclick"} {
		if strings.Contains(strings.ToLower(page), loads) {
			t.Errorf("the page contains %q", loads)
		}
	}
	if n := strings.Count(page, "url("); n == 0 || n != strings.Count(page, `fill="url(#class-`) {
		t.Error("url() names something that is not a pattern of the page")
	}
	if !strings.Contains(page, `content="default-src &#39;none&#39;`) && !strings.Contains(page, `content="default-src 'none'`) {
		t.Error("the page has no content security policy")
	}
}

// walk reads a page as XML, which it is as well, and fails where it is not well formed.
func walk(t *testing.T, page string, visit func(xml.StartElement), text func(string)) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(page, "<!DOCTYPE html>")))
	d.Strict = true
	d.Entity = xml.HTMLEntity
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			line, column := d.InputPos()
			t.Fatalf("line %d, column %d: %v", line, column, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			visit(token)
		case xml.CharData:
			if text != nil {
				text(string(token))
			}
		}
	}
}

func attribute(e xml.StartElement, name string) (string, bool) {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

// What can be checked of WCAG without a browser: structure, headings in order, tables with
// captions and scopes, links that lead somewhere, ids that are there once.
func TestAccessibleStructure(t *testing.T) {
	a := bid(t)
	for name, page := range map[string]string{
		"de":      write(t, a, "de"),
		"en":      write(t, a, "en"),
		"scan":    write(t, &assessment.Assessment{Inventory: a.Inventory}, "de"),
		"nothing": write(t, &assessment.Assessment{Inventory: &inventory.Inventory{}}, "de"),
	} {
		ids, links := map[string]int{}, []string{}
		level, mains, tables, captions := 0, 0, 0, 0
		landmarks := map[string]int{}
		lang := ""
		walk(t, page, func(e xml.StartElement) {
			if id, ok := attribute(e, "id"); ok {
				ids[id]++
			}
			switch e.Name.Local {
			case "html":
				lang, _ = attribute(e, "lang")
			case "main":
				mains++
			case "nav", "section":
				if by, ok := attribute(e, "aria-labelledby"); ok {
					landmarks[by]++
					links = append(links, by)
				}
			case "h1", "h2", "h3", "h4", "h5", "h6":
				if now := int(e.Name.Local[1] - '0'); now > level+1 {
					t.Errorf("%s: h%d follows h%d", name, now, level)
				} else {
					level = now
				}
			case "table":
				tables++
			case "caption":
				captions++
			case "th":
				if scope, ok := attribute(e, "scope"); !ok || scope == "" {
					t.Errorf("%s: a table heading has no scope", name)
				}
			case "a", "use":
				if href, _ := attribute(e, "href"); strings.HasPrefix(href, "#") {
					links = append(links, href[1:])
				}
			}
		}, nil)
		if want := map[string]string{"en": "en"}[name]; want == "" && lang != "de" || want != "" && lang != want {
			t.Errorf("%s: lang is %q", name, lang)
		}
		if mains != 1 || tables != captions || tables == 0 {
			t.Errorf("%s: %d main, %d tables, %d captions", name, mains, tables, captions)
		}
		for by, n := range landmarks {
			if n > 1 {
				t.Errorf("%s: %d landmarks are called %s", name, n, by)
			}
		}
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s: id %s stands %d times", name, id, n)
			}
		}
		for _, link := range links {
			if ids[link] == 0 {
				t.Errorf("%s: a link leads to #%s, which is not there", name, link)
			}
		}
	}
}

const hostile = "<script>alert(1)</script>\"'</style>&\x1b[31m\u202eevil\u2066\u200b\x00\xff{{.}}"

// hostileBid puts the same text wherever an input or a policy can put one.
func hostileBid() *assessment.Assessment {
	evidence := []inventory.Evidence{{Path: hostile, Line: inventory.LineRange{First: 3, Last: 4}, Quote: hostile}}
	license := inventory.License{State: inventory.Unparsed, Raw: hostile}
	text := assessment.Text{DE: hostile, EN: hostile}
	source := []assessment.Source{{Title: hostile, Section: hostile, Date: hostile, URL: "javascript:alert(1)"}}
	message := inventory.Message{Key: hostile, Args: inventory.Args{"x": hostile}}
	return &assessment.Assessment{
		Inventory: &inventory.Inventory{
			Schema:  inventory.Schema,
			Subject: inventory.Subject{Name: hostile, Version: hostile, Inputs: []inventory.Input{{Name: hostile, Kind: hostile, SHA256: hostile}}},
			Documents: []inventory.Document{{ID: hostile, Format: hostile, Version: hostile, Authors: []inventory.Party{{Name: hostile}}, Tools: []inventory.Tool{{Name: hostile}},
				Created: hostile, Completeness: hostile}},
			Declarations: []inventory.Declaration{{ID: hostile, Bidder: hostile, Answers: []inventory.Answer{{Topic: hostile, Says: hostile, Detail: hostile, Proof: hostile}}}},
			Components: []inventory.Component{{ID: hostile, Name: hostile, Version: hostile, Claims: []inventory.Claim{
				{Kind: inventory.Declared, License: license}, {Kind: inventory.Detected, License: license}}}},
			Issues: []inventory.Issue{{Code: hostile, Path: hostile, Args: inventory.Args{"x": hostile}, Effect: inventory.Unread},
				{Code: hostile, Path: hostile, Effect: inventory.Note}, {Code: hostile, Path: hostile, Effect: inventory.Repaired}},
			Tools: []inventory.Tool{{Name: hostile, Version: hostile}},
		},
		Policy: assessment.Policy{Name: hostile, Version: hostile, SHA256: hostile, Origin: hostile, Title: text, Decides: text,
			FrozenOn: hostile, FrozenSHA256: "x", Sources: source, FromInput: true},
		Use: hostile, Stage: hostile, Date: hostile, Verdict: assessment.Violated,
		Results: []assessment.Result{{Rule: hostile, Component: hostile, Verdict: assessment.Violated, Message: message, Evidence: evidence,
			Expression: spdx.License{ID: hostile}, Choice: spdx.License{ID: hostile}, Decision: hostile,
			Leaves: []assessment.Leaf{{License: hostile, Message: message}, {License: hostile, Message: message}}}},
		Rules: []assessment.RuleUsed{{ID: hostile, Weight: hostile, Origin: hostile,
			Criterion: &assessment.Criterion{Kind: hostile, Scale: []string{hostile},
				Published: assessment.Published{Document: hostile, Number: hostile, Date: hostile}},
			Points: &assessment.Points{Proposed: 1, Of: 2, How: message},
			Doc:    assessment.Doc{Title: text, What: text, Why: text, Fix: text, Sources: source}}},
		Excluded: []assessment.Exclusion{{Pattern: hostile, Reason: hostile, Origin: hostile}},
		Duties:   []assessment.Duty{{Kind: hostile, Addressee: assessment.City, License: hostile, Components: []string{hostile}}},
		Questions: []assessment.Question{{Rule: hostile, Addressee: assessment.Bidder, Kind: hostile, Message: message, Need: message, Limit: message,
			Components: []string{hostile}, Evidence: evidence, Basis: source}},

		Decisions: []assessment.Decision{{ID: hostile + "2", State: assessment.DecisionUsed}, {ID: hostile, Kind: hostile, Rule: hostile, Component: hostile,
			License: hostile, Files: []assessment.DecidedFile{{Path: hostile, SHA256: hostile}}, Concluded: spdx.License{ID: hostile}, Ground: hostile, Text: hostile,
			Signed: []assessment.Signature{{Name: hostile, Date: hostile}}, Owner: hostile, Until: hostile, State: hostile, Origin: hostile}},
		Procedure: &assessment.Procedure{Number: hostile, Title: hostile, Regime: hostile, Kind: hostile, Lot: hostile, Opened: hostile,
			Contract: &assessment.Contract{Template: hostile, Version: hostile}, Origin: hostile, SHA256: hostile,
			Overridden: []assessment.Overridden{{Field: hostile, Was: hostile}}, Refused: []string{hostile}},
		Paragraphs: []assessment.Paragraph{{Topic: hostile, Says: message, Source: source[0]}},
		Outbound:   hostile, Bidder: hostile, Baseline: &assessment.Baseline{Name: hostile, SHA256: hostile, Date: hostile}, Redacted: &assessment.Redaction{Names: 1},
		Classes:   []assessment.ClassShare{{Class: hostile, Components: []string{hostile}}, {Class: assessment.ClassProprietary, Components: []string{hostile + "2"}}},
		Overrides: []assessment.Override{{License: hostile, Class: hostile, Was: hostile, Reason: hostile, Origin: hostile, Components: []string{hostile}}},
	}
}

func TestNothingOfTheInputHidesOrRuns(t *testing.T) {
	judged := hostileBid()
	for name, a := range map[string]*assessment.Assessment{"judged": judged, "scan": {Inventory: judged.Inventory}} {
		for _, lang := range []string{"de", "en"} {
			page := write(t, a, lang)
			for _, r := range page {
				if r != '\n' && r != '\t' && r != '\u00a0' && !unicode.IsPrint(r) {
					t.Fatalf("%s: the page contains %U", name, r)
				}
			}
			if strings.Count(page, "</style>") != 1 {
				t.Errorf("%s: the style sheet was closed early", name)
			}
			seen := 0
			walk(t, styleSheet.ReplaceAllString(page, ""), func(e xml.StartElement) {
				if e.Name.Local == "script" {
					t.Errorf("%s: a script came in", name)
				}
				if href, ok := attribute(e, "href"); ok && !strings.HasPrefix(href, "#") {
					t.Errorf("%s: a link leads to %s", name, href)
				}
			}, func(s string) {
				seen += strings.Count(s, `<script>alert(1)</script>"'</style>&\x1b[31m\u202eevil\u2066\u200b`)
			})
			if seen < 10 {
				t.Errorf("%s: the text of the input is shown %d times only", name, seen)
			}
		}
	}
}

// crowded adds to many findings what else a hostile bid, and whoever judges it, can make many of.
func crowded(a *assessment.Assessment) {
	long := strings.Repeat("<long>&", 60)
	var ids []string
	for _, c := range a.Inventory.Components {
		ids = append(ids, c.ID)
	}
	message := inventory.Message{Key: "rule.x", Args: inventory.Args{"path": strings.Repeat("&", 500)}}
	for i := range 1000 {
		id := fmt.Sprint(long, i, ".cdx.json")
		a.Inventory.Documents = append(a.Inventory.Documents, inventory.Document{ID: id, Format: long, Version: long})
		for j := range 40 {
			a.Results = append(a.Results, assessment.Result{Rule: fmt.Sprint("SBM-", j), File: id, Verdict: assessment.Violated, Message: message,
				Evidence: []inventory.Evidence{{Path: id, Line: inventory.LineRange{First: i + 1}}, {Path: id + "b", Quote: long}}})
		}
		a.Decisions = append(a.Decisions, assessment.Decision{ID: fmt.Sprint("d", i), Kind: assessment.Justification, State: assessment.DecisionUsed,
			Rule: "R-1", Component: ids[i], Components: ids[i : i+1], Text: long})
	}
	a.Classes = []assessment.ClassShare{{Class: assessment.ClassProprietary, Components: ids}}
	a.Baseline = &assessment.Baseline{Name: long}
}

// manyFindings is a bid with so many findings, of so many causes, of longest names.
func manyFindings(findings, causes int) *assessment.Assessment {
	long := strings.Repeat("<long>/", 60)
	a := &assessment.Assessment{
		Inventory: &inventory.Inventory{Schema: inventory.Schema, Subject: inventory.Subject{Name: "many", Kind: inventory.KindTree}},
		Policy:    assessment.Policy{Name: "p"}, Verdict: assessment.Violated, Complete: true,
	}
	license := inventory.ReadLicense("MIT")
	for i := range findings {
		id := fmt.Sprintf("pkg:generic/%s%d@1", long, i)
		a.Inventory.Components = append(a.Inventory.Components, inventory.Component{ID: id, Name: id, Version: "1",
			Claims:    []inventory.Claim{{Kind: inventory.Declared, Origin: "scan", License: license}},
			Instances: []inventory.Instance{{Path: id}, {Path: id + "b"}, {Document: id}, {Document: id + "b"}}})
		a.Inventory.Issues = append(a.Inventory.Issues, inventory.Issue{Code: fmt.Sprint("code-", i%causes), Path: id, Effect: inventory.Unread})
		a.Results = append(a.Results, assessment.Result{
			Rule: fmt.Sprint("R-", i%causes), Component: id, Verdict: assessment.Review,
			Expression: spdx.License{ID: fmt.Sprintf("LicenseRef-%s-%d", strings.Repeat("y", 400), i%causes)},
			Message:    inventory.Message{Key: "rule.x", Args: inventory.Args{"path": id}},
			Evidence:   []inventory.Evidence{{Path: id, Line: inventory.LineRange{First: 1, Last: 9}, Quote: strings.Repeat("&", 240)}},
		})
		a.Duties = append(a.Duties, assessment.Duty{Kind: "notice", Addressee: assessment.City, License: long, Components: []string{id, id}})
		a.Questions = append(a.Questions, assessment.Question{Rule: "R-1", Addressee: assessment.Bidder, Message: inventory.Message{Key: id}, Components: []string{id}})
	}
	for i := range causes {
		a.Rules = append(a.Rules, assessment.RuleUsed{ID: fmt.Sprint("R-", i), Doc: assessment.Doc{What: assessment.Text{DE: long, EN: long}}})
	}
	return a
}

func TestSizeFollowsTheCauses(t *testing.T) {
	const limit = 5 << 20
	for _, causes := range []int{1, 50, 100_000} {
		page := write(t, manyFindings(100_000, causes), "de")
		t.Logf("100,000 findings of %d causes: %d bytes", causes, len(page))
		if len(page) > limit {
			t.Errorf("100,000 findings of %d causes: %d bytes, more than %d", causes, len(page), limit)
		}
	}
	a := manyFindings(100_000, 300)
	crowded(a)
	if page := write(t, a, "de"); len(page) > limit {
		t.Errorf("with documents, decisions and proprietary parts: %d bytes", len(page))
	} else {
		t.Logf("with documents, decisions and proprietary parts: %d bytes", len(page))
	}
	if page := write(t, &assessment.Assessment{Inventory: a.Inventory}, "de"); len(page) > limit {
		t.Errorf("a scan of 100,000 components: %d bytes", len(page))
	}
}

func TestEqualFindingsAreOneEntry(t *testing.T) {
	page := write(t, manyFindings(1000, 2), "de")
	if n := strings.Count(page, `<article class="cause">`); n != 2 {
		t.Errorf("%d entries, want 2", n)
	}
	for _, want := range []string{"Fundstellen (500)", "480 weitere Fundstellen stehen"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestWhatTheFirstPageMustSay(t *testing.T) {
	a := bid(t)
	result := func() string {
		page := write(t, a, "de")
		return page[:strings.Index(page, "<nav")]
	}
	if page := result(); !strings.Contains(page, "A-Kriterium (Mindestanforderung)") || !strings.Contains(page, "veröffentlicht am 01.09.2026") {
		t.Error("a published criterion is not named with its publication")
	}
	for i := range a.Rules {
		a.Rules[i].Criterion = nil
	}
	page := result()
	if strings.Contains(page, "A-Kriterium") || !strings.Contains(page, "weder Mindestanforderungen noch Teil der Wertung") {
		t.Error("without a publication there is no criterion, and the page must say so")
	}
	if !strings.Contains(page, "unvollständig geprüft") || !strings.Contains(page, "für die Teile, die gelesen werden konnten") {
		t.Error("what is incomplete is not said")
	}
	if strings.Contains(page, "Richtlinie stammt aus dem Prüfgegenstand") {
		t.Error("the policy is not from the input")
	}
	a.Policy.FromInput, a.Complete, a.Verdict = true, true, assessment.Satisfied
	page = result()
	if !strings.Contains(page, "Richtlinie stammt aus dem Prüfgegenstand") {
		t.Error("a policy from the input is not pointed out")
	}
	if strings.Contains(page, "unvollständig") || !strings.Contains(page, `<p class="word">erfüllt</p>`) {
		t.Error("a complete and satisfied result is not shown as such")
	}
}

// TestWordings: both languages say of every way in which a licence was normalised how it was written.
func TestWordings(t *testing.T) {
	for _, lang := range []string{"de", "en"} {
		for _, raw := range []string{"The MIT License", "https://opensource.org/licenses/MIT", "MIT.", "GPL-2.0", "MIT, ISC", strings.Repeat("Permission is granted. ", 50)} {
			c := inventory.Component{ID: "c", Name: "c", Claims: []inventory.Claim{{Kind: inventory.Declared, Origin: "bom.json", License: inventory.ReadLicense(raw)}}}
			page := write(t, &assessment.Assessment{Inventory: &inventory.Inventory{Schema: inventory.Schema, Subject: inventory.Subject{Name: "x", Kind: inventory.KindFile}, Components: []inventory.Component{c}}}, lang)
			if !strings.Contains(page, raw[:min(10, len(raw))]) || strings.Contains(page, "report.wording") {
				t.Errorf("%s: nothing is said of %.40q", lang, raw)
			}
		}
		for _, way := range []inventory.Normalisation{inventory.ByName, inventory.ByAddress, inventory.ByMending, inventory.BySuccession, inventory.ByUnclearList,
			inventory.BySlash, inventory.ByList, inventory.ByWording, inventory.ByShortName} {
			if !i18n.For(lang).Has(i18n.Wording(false, string(way))) {
				t.Errorf("%s has no words for %s", lang, way)
			}
		}
	}
}
