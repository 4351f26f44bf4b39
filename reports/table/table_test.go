// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package table_test

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/golden"
	"lizenzlotse/reports/table"
	"lizenzlotse/scanner/inventory"
)

func options(lang string) table.Options {
	return table.Options{Lang: lang, Created: time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC), ToolVersion: "0.1.0"}
}

func open(t *testing.T, a *assessment.Assessment, lang string) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := table.WriteXLSX(&b, a, options(lang)); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// dump is what a reader sees of a workbook: the sheets, and of each row its cells that are not empty, with their headings.
func dump(t *testing.T, f *excelize.File) string {
	t.Helper()
	var b strings.Builder
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "=== %s: %s\n", name, strings.Join(rows[0], " | "))
		for i, row := range rows[1:] {
			fmt.Fprintf(&b, "--- %d\n", i+2)
			for x, cell := range row {
				if cell != "" {
					fmt.Fprintf(&b, "%s: %s\n", rows[0][x], strings.ReplaceAll(cell, "\n", "\n  "))
				}
			}
		}
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	bid := golden.Saved(t, "bid.json")
	scan := &assessment.Assessment{Inventory: bid.Inventory}
	all := map[string]string{
		"bid.de.txt":     dump(t, open(t, bid, "de")),
		"bid.en.txt":     dump(t, open(t, bid, "en")),
		"decided.de.txt": dump(t, open(t, golden.Saved(t, "decided.json"), "de")),
		"scan.de.txt":    dump(t, open(t, scan, "de")),
	}
	for name, a := range map[string]*assessment.Assessment{"bid.de.csv": bid, "bid.en.csv": bid, "scan.de.csv": scan} {
		var b bytes.Buffer
		if err := table.WriteCSV(&b, a, options(name[strings.Index(name, ".")+1:][:2])); err != nil {
			t.Fatal(err)
		}
		all[name] = b.String()
	}
	for name, got := range all {
		golden.Check(t, name, got)
		if strings.Contains(got, "[[") {
			t.Errorf("%s: a word is missing in the catalogue", name)
		}
	}
}

// TestEveryResultHasARow: unlike reports for reading, tables leave nothing out.
func TestEveryResultHasARow(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	first := a.Results[0]
	for i := range 10_000 {
		r := first
		r.Fingerprint = strconv.Itoa(i)
		r.Evidence = []inventory.Evidence{{Path: "src/a.c", Line: inventory.LineRange{First: i + 1, Last: i + 2}}, {Path: "src/b.c"}}
		a.Results = append(a.Results, r)
	}
	rows, err := open(t, a, "en").GetRows("Findings")
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(a.Results)+1 {
		t.Errorf("%d rows of %d results", len(rows), len(a.Results))
	}
	var b bytes.Buffer
	if err := table.WriteCSV(&b, a, options("en")); err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(b.Bytes(), []byte("\r\n")); n != len(rows) {
		t.Errorf("%d lines of CSV, %d rows", n, len(rows))
	}
}

// TestKnown: with a baseline a row says whether the finding is new.
func TestKnown(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	a.Baseline = &assessment.Baseline{Name: "before.json", SHA256: "ab", Date: "2026-10-01", Known: 1, Gone: 2, New: assessment.Review}
	a.Results[0].Known = true
	a.Redacted = &assessment.Redaction{Names: 1, Components: 2, Mails: 3}
	a.Bidder = "=Nordlicht"
	got := dump(t, open(t, a, "en"))
	if strings.Count(got, "Known: known before\n") != 1 || strings.Count(got, "Known: new\n") != len(a.Results)-1 {
		t.Error("it is not said which findings are new")
	}
	for _, want := range []string{"before.json, 2026-10-01", "held against before.json of 2026-10-01: 1 result stood there already", "2 are gone", "1 name of persons or companies, 2 components and 3 e-mail addresses", ": =Nordlicht\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not said", want)
		}
	}
}

// TestLongLists: a cell names the first of many, and how many more there are.
func TestLongLists(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	var ids []string
	for i := range 50_000 {
		ids = append(ids, "pkg:npm/name-"+strconv.Itoa(i))
	}
	a.Duties = []assessment.Duty{{Kind: assessment.DutyNotice, Addressee: assessment.Bidder, License: "MIT", Components: ids}}
	cell, err := open(t, a, "de").GetCellValue("Pflichten", "E2")
	if err != nil || !strings.HasSuffix(cell, "\nund 49.800 weitere") || strings.Count(cell, "\n") != 200 {
		t.Errorf("the cell ends with %q, %v", cell[max(0, len(cell)-40):], err)
	}
}

// wordings puts one question of a supplement for many, and one more that rests on another paragraph.
func wordings(a *assessment.Assessment, n int) {
	q := assessment.Question{Rule: "LIZ-001", Addressee: assessment.Bidder, Kind: assessment.QuestionSupplement,
		Message: inventory.NewMessage("question.several.rule.licence.unparsed", "n", strconv.Itoa(n)),
		Basis:   []assessment.Source{{Title: "VgV", Section: "§ 56 Abs. 3"}}}
	for i := range n {
		q.Parts = append(q.Parts, assessment.QuestionPart{Message: inventory.NewMessage("question.each.rule.licence.unparsed", "raw", "<i>"+strconv.Itoa(i)+"\u202e"),
			Components: []string{a.Inventory.Components[0].ID, a.Inventory.Components[1].ID}})
	}
	q.Components = q.Parts[0].Components
	other := assessment.Question{Rule: "LIZ-002", Addressee: assessment.Bidder, Kind: assessment.QuestionSupplement, Limit: q.Limit,
		Message: inventory.NewMessage("rule.licence.missing"), Basis: []assessment.Source{{Title: "GWB", Section: "§ 122"}}}
	a.Questions = []assessment.Question{q, other}
}

// What was asked once for many is a list in the cell of the question.
func TestWordings(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	wordings(a, 1_000)
	rows, err := open(t, a, "de").GetRows("Fragen")
	if err != nil {
		t.Fatal(err)
	}
	cell := rows[len(rows)-2][4]
	lines := strings.Split(cell, "\n")
	if len(lines) != 102 || !strings.HasPrefix(lines[1], "– „<i>0") || !strings.HasSuffix(lines[1], " und 1 weitere") || lines[101] != "und 900 weitere" || strings.Contains(cell, "\u202e") {
		t.Errorf("%d lines: %q", len(lines), cell)
	}
}
