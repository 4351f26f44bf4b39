// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package comparison_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"lizenzlotse/policy/assessment"
	making "lizenzlotse/policy/comparison"
	"lizenzlotse/reports/comparison"
	"lizenzlotse/reports/golden"
	"lizenzlotse/scanner/inventory"
)

var styleSheet = regexp.MustCompile(`(?s)<style>.*?</style>`)

// judged is the bid of the other reports, as that of a bidder.
func judged(t *testing.T, bidder string) *assessment.Assessment {
	t.Helper()
	f, err := os.Open("../testdata/bid.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := assessment.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	a.Bidder = bidder
	return a
}

// compared sets bids side by side whose results lie in a.json, b.json and so on.
func compared(t *testing.T, all ...*assessment.Assessment) *assessment.Comparison {
	t.Helper()
	var bids []*making.Bid
	for i, a := range all {
		b, err := making.Take(a, string(rune('a'+i))+".json", strings.Repeat(string(rune('a'+i)), 64))
		if err != nil {
			t.Fatal(err)
		}
		bids = append(bids, b)
	}
	c, err := making.Compare(bids)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// sample is three bids: as it is, one with fewer findings, and one that was not read whole.
func sample(t *testing.T) *assessment.Comparison {
	fewer, partly := judged(t, "Hafenlicht eG"), judged(t, "")
	fewer.Classes = []assessment.ClassShare{{Class: "permissive", Components: []string{"a", "b", "c"}}, {Class: "proprietary", Components: []string{"d"}}}
	fewer.Verdict, fewer.Results, fewer.Questions, fewer.Inventory.Subject.SHA256 = assessment.Satisfied, nil, nil, strings.Repeat("f", 64)
	for i := range fewer.Rules {
		u := &fewer.Rules[i]
		u.Verdict, u.Counts = assessment.Satisfied, assessment.Counts{Satisfied: 4}
		if u.Points != nil {
			u.Points = &assessment.Points{Proposed: u.Points.Of, Of: u.Points.Of, How: u.Points.How}
		}
	}
	first := judged(t, "Musterwerk IT GmbH")
	first.Complete, fewer.Complete = true, true
	partly.Inventory.Issues = append(partly.Inventory.Issues, inventory.Issue{Code: "unreadable", Effect: inventory.Unread})
	return compared(t, first, fewer, partly)
}

func TestGolden(t *testing.T) {
	created := time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)
	for name, write := range map[string]func(io.Writer, *assessment.Comparison) error{
		"bids.de.txt": func(w io.Writer, c *assessment.Comparison) error {
			return comparison.WriteText(w, c, comparison.Options{Lang: "de"})
		},
		"bids.wide.en.txt": func(w io.Writer, c *assessment.Comparison) error {
			return comparison.WriteText(w, c, comparison.Options{Lang: "en", Terminal: true, Width: 120})
		},
		"bids.narrow.de.txt": func(w io.Writer, c *assessment.Comparison) error {
			return comparison.WriteText(w, c, comparison.Options{Lang: "de", Terminal: true, Width: 60})
		},
		"bids.de.html": func(w io.Writer, c *assessment.Comparison) error {
			return comparison.WriteHTML(w, c, comparison.Options{Lang: "de", Created: created, ToolVersion: "0.1.0"})
		},
		"bids.en.html": func(w io.Writer, c *assessment.Comparison) error {
			return comparison.WriteHTML(w, c, comparison.Options{Lang: "en", Created: created, ToolVersion: "0.1.0"})
		},
		"bids.json": comparison.WriteJSON,
	} {
		var b bytes.Buffer
		if err := write(&b, sample(t)); err != nil {
			t.Fatal(err)
		}
		written := styleSheet.ReplaceAll(b.Bytes(), []byte("<style></style>")) // a file of its own
		golden.Check(t, name, string(written))
	}
}

// texts are all cells of a workbook.
func texts(t *testing.T, book []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/") && f.Name != "xl/sharedStrings.xml" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(r)
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			switch x := token.(type) {
			case xml.StartElement:
				if x.Name.Local == "f" {
					t.Errorf("a formula in %s", f.Name)
				}
			case xml.CharData:
				all.Write(x)
				all.WriteByte('\n')
			}
		}
		r.Close()
	}
	return all.String()
}

func TestWorkbook(t *testing.T) {
	var b bytes.Buffer
	if err := comparison.WriteXLSX(&b, sample(t), comparison.Options{Lang: "de"}); err != nil {
		t.Fatal(err)
	}
	all := texts(t, b.Bytes())
	for _, want := range []string{"Musterwerk IT GmbH", "Hafenlicht eG", "LIZ-001", "nicht vollständig gelesen", "SHA-256 " + strings.Repeat("b", 64), "empfiehlt keines"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in the workbook", want)
		}
	}
}

// hostile has the same text wherever strangers, or a policy, wrote something.
func hostile(t *testing.T, text string) *assessment.Comparison {
	a, b := judged(t, text+"1"), judged(t, text+"2")
	for _, x := range []*assessment.Assessment{a, b} {
		x.Policy.Name, x.Policy.Version, x.Policy.Title = text, text, assessment.Text{DE: text, EN: text}
		x.Procedure = &assessment.Procedure{Number: text, Title: text, Lot: text, Opened: "2027-01-01" + text, Origin: text, SHA256: text}
		x.Use, x.Stage, x.Outbound, x.Date, x.Delivered = assessment.Use(text), assessment.Stage(text), text, text, text+"d"
		x.Inventory.Tools = []inventory.Tool{{Name: text, Version: text}}
		x.Inventory.Subject = inventory.Subject{Name: text, SHA256: text, Inputs: []inventory.Input{{Name: text, SHA256: text}}}
		x.Inventory.Documents = []inventory.Document{{ID: text, Format: text, Version: text}}
		x.Excluded, x.Own = []assessment.Exclusion{{Pattern: text, Files: 1}}, []assessment.OwnCode{{Kind: text, Value: text}}
		x.Duties = []assessment.Duty{{Kind: text, Addressee: assessment.City, Components: []string{text}}}
		for i := range x.Rules {
			x.Rules[i].ID, x.Rules[i].Doc.Title = text+x.Rules[i].ID, assessment.Text{DE: text, EN: text}
			x.Rules[i].Criterion = &assessment.Criterion{Kind: "A", Published: assessment.Published{Document: text, Number: text, Date: text}}
		}
	}
	b.Rules[0].Verdict = assessment.Violated
	c := compared(t, a, b)
	c.Sections[0].Rows[0].Cells[0].Outcome = text
	return c
}

func TestHostileText(t *testing.T) {
	write := func(c *assessment.Comparison) (text, page, book bytes.Buffer) {
		if err := comparison.WriteText(&text, c, comparison.Options{Lang: "en"}); err != nil {
			t.Fatal(err)
		}
		if err := comparison.WriteHTML(&page, c, comparison.Options{}); err != nil {
			t.Fatal(err)
		}
		if err := comparison.WriteXLSX(&book, c, comparison.Options{}); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, page, _ := write(hostile(t, "x"))
	lines, elements := strings.Count(text.String(), "\n"), strings.Count(page.String(), "<")
	for _, s := range []string{"\x1b[31mred", "a\nb", "</style><script>alert(1)</script>", "=cmd()", "\u202eexe", "a\rb", "\u200b", "::error::x", "a\tb", "{{.}}", "\xff", "a: b", strings.Repeat("長", 1000)} {
		text, page, book := write(hostile(t, s))
		for _, out := range []string{text.String(), page.String(), texts(t, book.Bytes())} {
			if strings.ContainsAny(out, "\x1b\r\u202e\u200b") || strings.Contains(out, "ZgotmplZ") {
				t.Errorf("%.20q: something hides in %.2000q", s, out)
			}
		}
		if n := strings.Count(text.String(), "\n"); n != lines {
			t.Errorf("%.20q: %d lines of text, want %d", s, n, lines)
		}
		if n := strings.Count(page.String(), "<"); n != elements {
			t.Errorf("%.20q: %d elements in the page, want %d", s, n, elements)
		}
		if page.Len() > 1<<20 {
			t.Errorf("%.20q: a page of %d bytes", s, page.Len())
		}
		for line := range strings.Lines(text.String()) {
			if strings.HasPrefix(line, "::") {
				t.Errorf("a command for a CI log: %s", line)
			}
		}
	}
}

// TestTerminal: nothing is wider than the terminal, however many bids there are and whatever they are called.
func TestTerminal(t *testing.T) {
	var all []*assessment.Assessment
	for i := range 12 {
		all = append(all, judged(t, strings.Repeat("Bietergemeinschaft", i)+" 東京システム"))
	}
	c := compared(t, all...)
	for _, width := range []int{1, 20, 80, 200, 400} {
		var b bytes.Buffer
		if err := comparison.WriteText(&b, c, comparison.Options{Terminal: true, Width: width}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); width >= 20 && n > width {
				t.Errorf("width %d: %d characters: %s", width, n, line)
			}
		}
	}
}
