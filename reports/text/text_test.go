// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text_test

import (
	"bytes"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/golden"
	"lizenzlotse/reports/text"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

func bid(t *testing.T) *assessment.Assessment {
	t.Helper()
	return golden.Saved(t, "bid.json")
}

func write(t *testing.T, a *assessment.Assessment, o text.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := text.Write(&b, a, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// compared is the bid held against an earlier result by another policy, in which some of it stood.
func compared(t *testing.T) *assessment.Assessment {
	a := bid(t)
	a.Bidder = "Nordlicht GmbH"
	a.Redacted = &assessment.Redaction{Names: 2, Components: 1, Mails: 3}
	a.Baseline = &assessment.Baseline{Name: "oktober.json", SHA256: strings.Repeat("ab", 32), Date: "2026-10-01", Gone: 1, New: assessment.Review,
		Policy: "nordstadt 2025.4, SHA-256 " + strings.Repeat("cd", 32)}
	for i := range a.Results {
		if r := &a.Results[i]; r.Rule == "LIZ-005" || r.Rule == "LIZ-004" {
			r.Known = true
			a.Baseline.Known++
		}
	}
	return a.OnlyNew()
}

func TestGolden(t *testing.T) {
	a := bid(t)
	scan := &assessment.Assessment{Inventory: a.Inventory}
	got := map[string]string{"pipe.de.txt": write(t, a, text.Options{Lang: "de"})}
	for lang, width := range map[string]int{"de": 90, "en": 60} {
		for _, view := range text.Views() {
			got["terminal-"+string(view)+"."+lang+".txt"] = write(t, a, text.Options{Lang: lang, Terminal: true, Width: width, View: view})
			got["pipe-"+string(view)+"."+lang+".txt"] = write(t, a, text.Options{Lang: lang, View: view})
			got["new-"+string(view)+"."+lang+".txt"] = write(t, compared(t), text.Options{Lang: lang, Terminal: true, Width: width, View: view})
		}
		got["scan-terminal."+lang+".txt"] = write(t, scan, text.Options{Lang: lang, Terminal: true})
		got["scan-auditor."+lang+".txt"] = write(t, scan, text.Options{Lang: lang, Terminal: true, View: text.ViewAuditor})
		got["scan-pipe."+lang+".txt"] = write(t, scan, text.Options{Lang: lang})
	}
	for name, got := range got {
		golden.Check(t, name, got)
	}
}

var painted = regexp.MustCompile("\x1b\\[[0-9;]+m")

// Colour says nothing that words do not say.
func TestColorOnlyPaints(t *testing.T) {
	o := text.Options{Lang: "de", Terminal: true, Width: 100, View: text.ViewAuditor}
	plain := write(t, bid(t), o)
	o.Color = true
	color := write(t, bid(t), o)
	if color == plain || !strings.Contains(color, "\x1b[31;1m✗ Befund: nicht erfüllt\x1b[0m") {
		t.Error("nothing is painted")
	}
	if got := painted.ReplaceAllString(color, ""); got != plain {
		t.Errorf("without its colours the text differs:\n%s", cmp.Diff(plain, got))
	}
}

// No line is wider than the terminal, but for a place that stands alone in it: cut or broken, nothing would open it.
func TestWidth(t *testing.T) {
	for _, a := range []*assessment.Assessment{wide(t), {Inventory: wide(t).Inventory}} {
		for _, width := range []int{32, 40, 80, 120, 200} {
			for _, view := range append(text.Views(), "") {
				got := write(t, a, text.Options{Lang: "de", Terminal: true, Width: width, Color: true, View: view, From: "/home/a/bid"})
				for line := range strings.Lines(got) {
					line = painted.ReplaceAllString(strings.TrimSuffix(line, "\n"), "")
					if n := screenColumns(line); n > width && strings.Contains(strings.TrimSpace(line), " ") {
						t.Errorf("width %d, %q: %d columns: %s", width, view, n, line)
					}
				}
				if width >= 120 && !strings.Contains(painted.ReplaceAllString(got, ""), strings.Repeat("漢", 50)) {
					t.Errorf("width %d, %q: a name is cut", width, view)
				}
			}
		}
	}
}

// wide is the bid with names that take more or fewer columns than they have characters.
func wide(t *testing.T) *assessment.Assessment {
	a := bid(t)
	names := []string{strings.Repeat("漢", 50), strings.Repeat("e\u0301", 70), strings.Repeat("😀 ", 40), strings.Repeat("x", 250), strings.Repeat("한", 90)}
	for i, name := range names {
		id := "pkg:generic/wide" + strconv.Itoa(i)
		license := inventory.License{State: inventory.Unparsed, Raw: name}
		a.Inventory.Components = append(a.Inventory.Components, inventory.Component{ID: id, Name: name, Claims: []inventory.Claim{{Kind: inventory.Declared, License: license}}})
		a.Inventory.Issues = append(a.Inventory.Issues, inventory.Issue{Code: "x", Path: name, Effect: inventory.Unread})
		m := inventory.Message{Key: "rule.licence.ref", Args: inventory.Args{"licence": name}}
		a.Results = append(a.Results, assessment.Result{Rule: "LIZ-005", Component: id, Verdict: assessment.Violated, Message: m, Evidence: []inventory.Evidence{
			{Path: "src/" + strings.ReplaceAll(name, " ", "_"), Line: inventory.LineRange{First: 3, Last: 3}, Quote: strings.Repeat(name+" ", 5)}}})
		a.Questions = append(a.Questions, assessment.Question{Rule: "LIZ-005", Addressee: assessment.Bidder, Message: m, Components: []string{id}})
	}
	return a
}

// screenColumns counts as a terminal does the characters that occur in these tests.
func screenColumns(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r), unicode.Is(unicode.Hangul, r), r == '😀':
			n++
		case r == '\u0301':
			n--
		}
	}
	return n
}

func TestPipeHasOneLineAFinding(t *testing.T) {
	a := bid(t)
	got := write(t, a, text.Options{Lang: "en"})
	want := map[string]int{}
	for _, r := range a.Results {
		want[r.Rule]++
	}
	for rule, results := range want {
		n := 0
		for line := range strings.Lines(got) {
			if strings.HasPrefix(line, rule+": ") {
				n++
			}
		}
		if n != results {
			t.Errorf("%s has %d lines and %d results", rule, n, results)
		}
	}
	if strings.Contains(got, "[[") {
		t.Error("a word is not in the catalogue")
	}
	if !strings.Contains(got, "kartenkern 7.1: LicenseRef-Proprietary-GeoWerk: lib/kartenkern/LIZENZ.txt:1: ") {
		t.Error("component, licence and place are not in a line")
	}
}

func TestNothingOfTheInputReachesTheTerminal(t *testing.T) {
	const hostile = "\x1b]0;title\a\x1b[31mred\u202eevil\n::error::x\r\x9b2J\xff"
	evidence := []inventory.Evidence{{Path: hostile, Line: inventory.LineRange{First: 1, Last: 1}, Quote: hostile}}
	message := inventory.Message{Key: hostile, Args: inventory.Args{"x": hostile}}
	inv := &inventory.Inventory{
		Subject:      inventory.Subject{Name: hostile, Version: hostile},
		Declarations: []inventory.Declaration{{ID: hostile, Bidder: hostile, Answers: []inventory.Answer{{Topic: hostile, Says: hostile, Detail: hostile, Proof: hostile}}}},
		Components: []inventory.Component{{ID: hostile, Name: hostile, Version: hostile, Claims: []inventory.Claim{
			{Kind: inventory.Declared, License: inventory.License{State: inventory.Unparsed, Raw: hostile}}}}},
		Issues: []inventory.Issue{{Code: hostile, Path: hostile, Args: inventory.Args{"x": hostile}, Effect: inventory.Unread}},
	}
	both := assessment.Text{DE: hostile, EN: hostile}
	judged := &assessment.Assessment{
		Inventory: inv, Policy: assessment.Policy{Name: hostile, Version: hostile, FromInput: true, FrozenOn: hostile, FrozenSHA256: "x"}, Date: hostile, Verdict: assessment.Review,
		Procedure: &assessment.Procedure{Number: hostile, Title: hostile, Regime: hostile, Kind: hostile, Lot: hostile, Opened: hostile,
			Overridden: []assessment.Overridden{{Field: hostile, Was: hostile}}, Refused: []string{hostile},
			Contract: &assessment.Contract{Template: hostile, Version: hostile}},
		Outbound:  hostile,
		Overrides: []assessment.Override{{License: hostile, Class: hostile, Was: hostile, Reason: hostile, Origin: hostile}},
		Decisions: []assessment.Decision{{ID: hostile, Kind: hostile, Ground: hostile, Text: hostile, Signed: []assessment.Signature{{Name: hostile, Date: hostile}},
			Owner: hostile, Until: hostile, State: hostile}},
		Results: []assessment.Result{{Rule: hostile, Component: hostile, Verdict: assessment.Review, Message: message, Evidence: evidence,
			Expression: spdx.License{ID: hostile}}, {Rule: "R", File: hostile, Message: message}},
		Rules:     []assessment.RuleUsed{{ID: hostile, Doc: assessment.Doc{Title: both, Fix: both}}},
		Questions: []assessment.Question{{Rule: hostile, Addressee: assessment.City, Message: message, Components: []string{hostile}}},
	}
	judged.Bidder, judged.Baseline = hostile, &assessment.Baseline{Name: hostile, Date: hostile, Policy: hostile, Subject: hostile}
	options := []text.Options{{}, {Lang: "en", Terminal: true, Color: true, From: hostile}}
	for _, view := range text.Views() {
		options = append(options, text.Options{View: view}, text.Options{Terminal: true, View: view})
	}
	for _, a := range []*assessment.Assessment{judged, judged.OnlyNew(), {Inventory: inv}} {
		for _, o := range options {
			got := write(t, a, o)
			for _, r := range painted.ReplaceAllString(got, "") {
				if r != '\n' && r != '\t' && r != '\u00a0' && !unicode.IsPrint(r) {
					t.Fatalf("%+v: %U is written", o, r)
				}
			}
			if strings.Contains(got, "\x1b[31mred") || strings.Contains(got, "\n::error") {
				t.Errorf("%+v: the input paints or begins a line", o)
			}
			if !strings.Contains(got, `\x1b[31mred\u202eevil\n`) {
				t.Errorf("%+v: what was hidden is not shown", o)
			}
		}
	}
}

// What CI systems take for a command in the log of a job is shown, and is none there, wherever it stands and however lines break.
func TestNoCommandsForCISystems(t *testing.T) {
	for _, command := range []string{"::error file=a.c::x", "::add-mask::secret", "##vso[task.setvariable variable=a]b", "##[group]x", "##teamcity[x]",
		"section_start:1:x\r\x1b[0K", "a ::stop-commands::b", strings.Repeat("x", 28) + "::error::y"} {
		evidence := []inventory.Evidence{{Path: command, Line: inventory.LineRange{First: 1, Last: 1}, Quote: command}}
		m := inventory.Message{Key: "rule.licence.ref", Args: inventory.Args{"licence": command}}
		both := assessment.Text{DE: command, EN: command}
		a := &assessment.Assessment{Policy: assessment.Policy{Name: "p"}, Bidder: command, Verdict: assessment.Violated,
			Inventory: &inventory.Inventory{Subject: inventory.Subject{Name: command}, Documents: []inventory.Document{{ID: command}},
				Components: []inventory.Component{{ID: command, Name: command, Claims: []inventory.Claim{{License: inventory.License{State: inventory.Unparsed, Raw: command}}}}},
				Issues:     []inventory.Issue{{Code: command, Path: command, Effect: inventory.Unread}}},
			Results: []assessment.Result{{Rule: "LIZ-005", Component: command, Verdict: assessment.Violated, Message: m, Evidence: evidence},
				{Rule: "SBM-001", File: command, Verdict: assessment.Review, Message: m}},
			Rules:     []assessment.RuleUsed{{ID: "LIZ-005", Doc: assessment.Doc{Title: both, Fix: both, Sources: []assessment.Source{{Title: command}}}}},
			Questions: []assessment.Question{{Rule: "LIZ-005", Addressee: assessment.Bidder, Message: m, Components: []string{command}}}}
		for _, a := range []*assessment.Assessment{a, {Inventory: a.Inventory}} {
			for _, view := range append(text.Views(), "") {
				for _, o := range []text.Options{{View: view}, {View: view, Terminal: true, Width: 40}} {
					for line := range strings.Lines(write(t, a, o)) {
						if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##vso[") || strings.Contains(line, "##[") ||
							strings.Contains(line, "##teamcity[") || strings.ContainsAny(line, "\r\x1b") {
							t.Errorf("%q, %+v: %q", command, o, line)
						}
					}
				}
			}
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	for _, o := range []text.Options{{Terminal: true}, {Lang: "en"}} {
		first := write(t, bid(t), o)
		for range 5 {
			if write(t, bid(t), o) != first {
				t.Fatal("written again, the text differs")
			}
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

// On a terminal the worst of very many causes is shown and the rest is counted; a pipe gets all of it.
func TestTerminalIsBounded(t *testing.T) {
	const many = 2000
	a := &assessment.Assessment{Inventory: &inventory.Inventory{}, Policy: assessment.Policy{Name: "p"}, Verdict: assessment.Violated, Complete: true}
	for i := range many {
		id := "pkg:generic/c" + strconv.Itoa(i)
		license := spdx.License{ID: "LicenseRef-" + strconv.Itoa(i)}
		verdict := assessment.Review
		if i == many-1 {
			verdict = assessment.Violated
		}
		a.Inventory.Components = append(a.Inventory.Components, inventory.Component{ID: id, Name: id,
			Claims: []inventory.Claim{{Kind: inventory.Declared, License: inventory.KnownLicense(license)}}})
		m := inventory.Message{Key: "rule.licence.ref", Args: inventory.Args{"licence": license.ID}}
		a.Results = append(a.Results, assessment.Result{Rule: "LIZ-001", Component: id, Verdict: verdict, Expression: license, Message: m})
		a.Questions = append(a.Questions, assessment.Question{Rule: "LIZ-001", Addressee: assessment.City, Message: m, Components: []string{id}})
		a.Excluded = append(a.Excluded, assessment.Exclusion{Pattern: id})
	}
	terminal, pipe := text.Options{Lang: "de", Terminal: true, Width: 120, View: text.ViewAuditor}, text.Options{Lang: "de"}
	judged := write(t, a, terminal)
	for _, want := range []string{"1.900 weitere Ursachen stehen", "1.950 weitere Einträge stehen", "1.980 weitere Einträge stehen", "LicenseRef-1999"} {
		if !strings.Contains(judged, want) {
			t.Errorf("the terminal does not show %q", want)
		}
	}
	if n := strings.Count(judged, "\n"); n > 1000 {
		t.Errorf("%d lines on a terminal", n)
	}
	scan := &assessment.Assessment{Inventory: a.Inventory}
	if s := write(t, scan, terminal); strings.Count(s, "\n") > 200 || !strings.Contains(s, "1.900 weitere Einträge stehen") {
		t.Errorf("a scan has %d lines on a terminal", strings.Count(s, "\n"))
	}
	if n := strings.Count(write(t, a, pipe), "\n"); n < 3*many {
		t.Errorf("%d lines in a pipe", n)
	}
	if n := strings.Count(write(t, scan, pipe), "\n"); n < many {
		t.Errorf("a scan has %d lines in a pipe", n)
	}
}

// However much there is, a developer sees one screen of it, the worst first, and of each rule where it strikes most.
func TestOneScreen(t *testing.T) {
	for _, rules := range []int{1, 3, 5, 8, 30} {
		a := &assessment.Assessment{Inventory: &inventory.Inventory{}, Policy: assessment.Policy{Name: "p"}, Verdict: assessment.Violated, Complete: true}
		for i := range rules {
			id := "LIZ-" + strconv.Itoa(100+i)
			fix := assessment.Text{EN: "Do this first. " + strings.Repeat("Then there is more to say about it. ", 10)}
			a.Rules = append(a.Rules, assessment.RuleUsed{ID: id, Doc: assessment.Doc{Title: assessment.Text{EN: "Title " + strconv.Itoa(i)}, Fix: fix}})
			for n := range 1000 {
				m := inventory.Message{Key: "rule.licence.ref", Args: inventory.Args{"licence": "LicenseRef-" + strconv.Itoa(max(n, 500))}}
				verdict := assessment.Review
				if i == rules-1 {
					verdict = assessment.Violated
				}
				a.Results = append(a.Results, assessment.Result{Rule: id, Verdict: verdict, Message: m,
					Evidence: []inventory.Evidence{{Path: "src/file" + strconv.Itoa(n) + ".c", Line: inventory.LineRange{First: n + 1, Last: n + 2}, Quote: "the words " + strconv.Itoa(n)}}})
			}
		}
		for _, width := range []int{80, 120} {
			got := write(t, a, text.Options{Lang: "en", Terminal: true, Width: width})
			if n := strings.Count(got, "\n"); n > 55 {
				t.Errorf("%d rules, width %d: %d lines\n%s", rules, width, n, got)
			}
			first := "✗ LIZ-" + strconv.Itoa(99+rules) + " Title " + strconv.Itoa(rules-1) + " · finding: not satisfied, 1000 places\n  src/file0.c:1"
			if !strings.Contains(got, "\n\n"+strings.Replace(first, "1000", "1,000", 1)) || !strings.Contains(got, "  → Do this first.") || !strings.Contains(got, "more causes (--output json)") {
				t.Errorf("%d rules, width %d:\n%s", rules, width, got)
			}
		}
	}
}

// A name without end takes one line of a developer's screen for each place.
func TestALongNameTakesOneLine(t *testing.T) {
	a := bid(t)
	for i := range a.Inventory.Components {
		a.Inventory.Components[i].Name = strings.Repeat("x", 10000)
	}
	got := write(t, a, text.Options{Lang: "en", Width: 80, Terminal: true, View: "developer"})
	if !strings.Contains(got, "\n    xxxxx") {
		t.Error("the name is not shown:\n" + got)
	}
	if strings.Contains(got, "\n      xxxxx") {
		t.Error("the name goes on in another line:\n" + got)
	}
}

func TestAnErrorOfTheWriterIsGivenBack(t *testing.T) {
	if err := text.Write(full{}, bid(t), text.Options{}); err == nil {
		t.Error("no error")
	}
}

func TestOrderAndWhatIsLeftOut(t *testing.T) {
	a := bid(t)
	a.Stage = ""
	a.Results = append(a.Results, assessment.Result{Rule: "EIG-002", Component: "file:.", Verdict: assessment.Satisfied,
		Message: inventory.Message{Key: "rule.eig-003.not-visited", Args: inventory.Args{"url": "https://example.org"}}})
	a.Excluded = []assessment.Exclusion{{Pattern: "a/**", Origin: "--exclude", Files: 3}}
	for _, o := range []text.Options{{Lang: "de"}, {Lang: "de", Terminal: true, Width: 120, View: text.ViewAuditor}} {
		got := write(t, a, o)
		at := -1
		for _, rule := range []string{"\nLIZ-005", "\nLIZ-001", "\nLIZ-006", "\nLIZ-003", "\nEIG-002"} {
			now := strings.Index(got, rule)
			if now <= at {
				t.Errorf("%+v: %s does not come after what is worse", o, rule[1:])
			}
			at = now
		}
		for _, want := range []string{"erfüllt, mit Hinweis", "a/** (3 Dateien, festgelegt in --exclude)\n", "Verfahrensstand: nicht angegeben"} {
			if !strings.Contains(got, want) {
				t.Errorf("%+v: %q is missing", o, want)
			}
		}
	}
}

// judgedSBOM adds what was found about the SBOM of the bid, a hostile word in it.
func judgedSBOM(t *testing.T) *assessment.Assessment {
	a := bid(t)
	id := a.Inventory.Documents[0].ID
	u := func(rule, title string) assessment.RuleUsed {
		return assessment.RuleUsed{ID: rule, Weight: assessment.Must, Origin: "x:1", Doc: assessment.Doc{Title: assessment.Text{DE: title, EN: title},
			Fix: assessment.Text{DE: title + " ergänzen.", EN: "Add it."}}}
	}
	a.Rules = append(a.Rules, u("SBM-007", "Name und Version"), u("SBM-021", "Signatur"))
	said := func(rule string, v assessment.Verdict, noted bool, field string) assessment.Result {
		return assessment.Result{Rule: rule, File: id, Verdict: v, Noted: noted,
			Message: inventory.Message{Key: "rule.sbm.components.missing", Args: inventory.Args{"field": field, "count": "2", "total": "1000", "wrong": "", "open": "",
				"reasons": "", "level": "must", "standard": "BSI TR-03183-2 2.1.0", "section": "5.2.2", "examples": "<b>x</b>"}},
			Evidence: []inventory.Evidence{{Path: id, Line: inventory.LineRange{First: 7, Last: 7}}, {Path: id, Line: inventory.LineRange{First: 9, Last: 9}}}}
	}
	a.Results = append(a.Results, said("SBM-021", assessment.Satisfied, true, "signature"), said("SBM-007", assessment.Violated, false, "version"))
	return a
}

func TestSBOMsAreShownByDocument(t *testing.T) {
	a := judgedSBOM(t)
	id := a.Inventory.Documents[0].ID
	got := write(t, a, text.Options{Lang: "de", Terminal: true, Width: 120, View: text.ViewAuditor})
	_, quality, _ := strings.Cut(got, "\n"+id+" (CycloneDX")
	wanted := []string{"✗ Befund: nicht erfüllt: SBM-007: Version: fehlt bei 2 von 1.000 Komponenten.", "· Hinweis: SBM-021: Signatur", "→ SBM-007: Name und Version ergänzen."}
	for _, w := range wanted {
		before, after, ok := strings.Cut(quality, w)
		if !ok {
			t.Errorf("no %q after what was wanted before:\n%s", w, quality)
		}
		quality = after
		if strings.Contains(before, "→ SBM-021") {
			t.Error("a note has something to do")
		}
	}
	if pipe := write(t, a, text.Options{Lang: "de"}); !strings.Contains(pipe, "SBM-007: Befund: nicht erfüllt: "+id+":7: Version: fehlt") {
		t.Error(pipe)
	}
}

// A question about several wordings names them: the first on a terminal, all of them in the one line of a pipe.
func TestWordingsOfAQuestion(t *testing.T) {
	a := bid(t)
	q := assessment.Question{Rule: "LIZ-001", Addressee: assessment.Bidder, Message: inventory.Message{Key: "question.several.rule.licence.unparsed", Args: inventory.Args{"n": "14"}}}
	for i := range 14 {
		q.Parts = append(q.Parts, assessment.QuestionPart{Components: []string{"c" + strconv.Itoa(i)},
			Message: inventory.Message{Key: "question.each.rule.licence.unparsed", Args: inventory.Args{"raw": "odd-" + strconv.Itoa(i)}}})
	}
	a.Questions = []assessment.Question{q}
	if got := write(t, a, text.Options{Lang: "en", Terminal: true, Width: 120, View: text.ViewOfficer}); !strings.Contains(got, "· \"odd-0\" (c0)\n    · \"odd-1\"") ||
		strings.Contains(got, "odd-13") || !strings.Contains(got, "… and 2 more") {
		t.Error(got)
	}
	if got := write(t, a, text.Options{Lang: "en"}); !strings.Contains(got, `"odd-12" (c12); "odd-13" (c13)`) {
		t.Error(got)
	}
}

func TestAPolicyThatJudgesNoComponentsSaysSo(t *testing.T) {
	a := bid(t)
	const said = "Diese Richtlinie beurteilt Stücklisten, keine Lizenzen."
	if strings.Contains(write(t, a, text.Options{Lang: "de"}), said) {
		t.Error("said of a policy about licences")
	}
	for i := range a.Rules {
		a.Rules[i].Documents = true
	}
	if got := write(t, a, text.Options{Lang: "de"}); !strings.Contains(got, said) {
		t.Error(got)
	}
}

func TestAPolicyOfNotesSaysSo(t *testing.T) {
	a := bid(t)
	const said = "Diese Richtlinie gibt nur Hinweise"
	if strings.Contains(write(t, a, text.Options{Lang: "de"}), said) {
		t.Error("said of a policy that demands")
	}
	for i := range a.Rules {
		a.Rules[i].Weight = assessment.WNote
	}
	if got := write(t, a, text.Options{Lang: "de"}); !strings.Contains(got, said) {
		t.Error(got)
	}
}

func TestWhatIsNotSatisfiedIsListedWithWhatToDo(t *testing.T) {
	a := judgedSBOM(t)
	got := write(t, a, text.Options{Lang: "de", Terminal: true, Width: 120, View: text.ViewAuditor})
	_, list, _ := strings.Cut(got, "Nicht erfüllte Anforderungen (")
	list, _, found := strings.Cut(list, "\nFragen an")
	if !found || !strings.Contains(list, "✗ SBM-007 Name und Version (an 1 Stelle)\n    → Was zu tun ist: Name und Version ergänzen.") || strings.Contains(list, "SBM-021") {
		t.Errorf("%q", list)
	}
}
