// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package difference_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	report "lizenzlotse/reports/difference"
	"lizenzlotse/reports/golden"
	"lizenzlotse/scanner/difference"
	"lizenzlotse/scanner/inventory"
)

var styleSheet = regexp.MustCompile(`(?s)<style>.*?</style>`)

// sample has one difference of each kind, and what strangers may put into it.
func sample(t *testing.T) *difference.Result {
	t.Helper()
	data, err := os.ReadFile("testdata/sample.json")
	if err != nil {
		t.Fatal(err)
	}
	r := new(difference.Result)
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(r); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestGolden(t *testing.T) {
	for name, write := range map[string]func(*bytes.Buffer) error{
		"sample.de.txt": func(b *bytes.Buffer) error { return report.WriteText(b, sample(t), report.Options{Lang: "de"}) },
		"sample.terminal.en.txt": func(b *bytes.Buffer) error {
			return report.WriteText(b, sample(t), report.Options{Lang: "en", Terminal: true})
		},
		"sample.de.md": func(b *bytes.Buffer) error { return report.WriteMarkdown(b, sample(t), report.Options{Lang: "de"}) },
		"sample.de.html": func(b *bytes.Buffer) error {
			return report.WriteHTML(b, sample(t), report.Options{Lang: "de", Created: time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC), ToolVersion: "0.1.0"})
		},
		"sample.de.csv": func(b *bytes.Buffer) error { return report.WriteCSV(b, sample(t), report.Options{Lang: "de"}) },
		"sample.en.csv": func(b *bytes.Buffer) error { return report.WriteCSV(b, sample(t), report.Options{Lang: "en"}) },
		"sample.json":   func(b *bytes.Buffer) error { return report.WriteJSON(b, sample(t)) },
		"none.de.txt": func(b *bytes.Buffer) error {
			v := &inventory.Inventory{Subject: inventory.Subject{Name: "a"}}
			return report.WriteText(b, difference.Compare(v, v), report.Options{Lang: "de"})
		},
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		// The style sheet is a file of its own.
		written := styleSheet.ReplaceAll(b.Bytes(), []byte("<style></style>"))
		golden.Check(t, name, string(written))
	}
}

// hostile writes the same text into every field that comes from the input.
func hostile(text string) *difference.Result {
	p := difference.Part{ID: text, Name: text, Version: text, PURL: text, License: text, Place: text}
	q := p
	q.Version += "2"
	said := difference.Statement{License: text, From: []difference.From{{License: text, Origin: text, Place: text}}}
	c := difference.Change{Before: p, After: q,
		Licenses: []difference.LicenseChange{{Kind: inventory.Declared, How: difference.Changed, Before: said, After: said}},
		Fields:   []difference.FieldChange{{Field: difference.FieldSupplier, Before: text, After: text}}}
	return &difference.Result{Schema: difference.Schema, Before: difference.Side{Name: text}, After: difference.Side{Name: text, Complete: true},
		Uncompared: []difference.Uncompared{{Kind: inventory.Detected, Only: difference.InAfter}},
		Licenses:   []difference.Change{c}, Added: []difference.Part{p}, Removed: []difference.Part{p}, Versions: []difference.Change{{Before: p, After: q}}}
}

func TestHostileText(t *testing.T) {
	var harmless bytes.Buffer
	if err := report.WriteHTML(&harmless, hostile("x"), report.Options{}); err != nil {
		t.Fatal(err)
	}
	elements := strings.Count(harmless.String(), "<")
	for _, text := range []string{"\x1b[31mred", "a\nb | c", "`</details><script>", "``` | @everyone #1", `\|x`, "=1+1", "+x", "-x", "@x", " =x", "\t=x", "\u202eexe", "a\rb"} {
		r := hostile(text)
		var plain, md, table, page bytes.Buffer
		if report.WriteText(&plain, r, report.Options{}) != nil || report.WriteMarkdown(&md, r, report.Options{}) != nil || report.WriteCSV(&table, r, report.Options{Lang: "en"}) != nil || report.WriteHTML(&page, r, report.Options{}) != nil {
			t.Fatal("not written")
		}
		for _, out := range []string{plain.String(), md.String(), strings.ReplaceAll(table.String(), "\r\n", "\n"), page.String()} {
			if strings.ContainsAny(out, "\x1b\r\u202e") {
				t.Errorf("%q: something hides in %q", text, out)
			}
		}
		if n := strings.Count(plain.String(), "\n"); n != 9 {
			t.Errorf("%q: %d lines of text\n%s", text, n, plain.String())
		}
		if n := strings.Count(page.String(), "<"); n != elements {
			t.Errorf("%q: %d elements in the page, want %d", text, n, elements)
		}
		for line := range strings.Lines(md.String()) {
			if strings.HasPrefix(line, "|") && strings.Count(line, "|") != 6 {
				t.Errorf("%q: a row has other cells: %s", text, line)
			}
		}
		records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table.String(), "\ufeff"))).ReadAll()
		if err != nil || len(records) != 6 {
			t.Fatalf("%q: %d records, %v", text, len(records), err)
		}
		for _, record := range records {
			for _, cell := range record {
				if cell := strings.TrimSpace(cell); cell != "" && strings.ContainsAny(cell[:1], "=+-@") {
					t.Errorf("%q: a formula: %q", text, cell)
				}
			}
		}
	}
}

func TestManyAreCounted(t *testing.T) {
	r := hostile("x")
	for range 1000 {
		r.Licenses, r.Added = append(r.Licenses, r.Licenses[0]), append(r.Added, r.Added[0])
	}
	var text, md bytes.Buffer
	if report.WriteText(&text, r, report.Options{Lang: "en", Terminal: true}) != nil || report.WriteMarkdown(&md, r, report.Options{Lang: "en"}) != nil {
		t.Fatal("not written")
	}
	if !strings.Contains(text.String(), "… 901 more") || strings.Count(text.String(), "Declared") != 1001 {
		t.Errorf("the terminal shows\n%s", text.String())
	}
	if md.Len() > 60_000 || !strings.Contains(md.String(), "… 951 more") {
		t.Errorf("%d bytes of Markdown", md.Len())
	}
}
