// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package markdown_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/golden"
	"lizenzlotse/reports/markdown"
	"lizenzlotse/scanner/inventory"
)

func write(t *testing.T, a *assessment.Assessment, lang string) string {
	t.Helper()
	var b bytes.Buffer
	o := markdown.Options{Lang: lang, Created: time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC), ToolVersion: "0.1.0"}
	if err := markdown.Write(&b, a, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	for name, got := range map[string]string{
		"bid.de.md":     write(t, a, "de"),
		"bid.en.md":     write(t, a, "en"),
		"decided.de.md": write(t, golden.Saved(t, "decided.json"), "de"),
		"scan.de.md":    write(t, &assessment.Assessment{Inventory: a.Inventory}, "de"),
	} {
		golden.Check(t, name, got)
		if strings.Contains(got, "[[") {
			t.Errorf("%s: a word is missing in the catalogue", name)
		}
	}
}

// TestLength: the length follows the causes, however often each was met.
func TestLength(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	few := len(write(t, a, "de"))
	first := a.Results[0]
	for i := range 100_000 {
		r := first
		r.File = "src/file-" + strconv.Itoa(i)
		r.Evidence = []inventory.Evidence{{Path: r.File, Line: inventory.LineRange{First: i + 1}, Quote: strings.Repeat("q", 200)}}
		a.Results = append(a.Results, r)
	}
	many := write(t, a, "de")
	if len(many) > few+20_000 || !strings.Contains(many, "100.0") {
		t.Errorf("a hundred thousand findings of one cause make %d bytes of %d, or their number is not told", len(many), few)
	}
	for i := range 5_000 {
		r := first
		r.Message = inventory.NewMessage("rule.test."+strconv.Itoa(i), "x", strings.Repeat("y", 5_000))
		a.Results = append(a.Results, r)
	}
	if all := write(t, a, "de"); len(all) > few+500_000 || !strings.Contains(all, "weitere Ursachen") {
		t.Errorf("five thousand causes make %d bytes", len(all))
	}
}

// TestNew: with a baseline each cause says how much of it is new.
func TestNew(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	a.Baseline = &assessment.Baseline{Name: "before.json", SHA256: "ab", Date: "2026-10-01", Known: 1, Gone: 2, New: assessment.Review}
	a.Results[0].Known = true
	a.Redacted = &assessment.Redaction{Names: 1, Components: 2, Mails: 3}
	a.Bidder = "Nordlicht"
	got := write(t, a, "en")
	for _, want := range []string{"held against before.json of 2026-10-01: 1 result stood there already", "2 are gone", "new: 0 of 1", "1 name of persons or companies, 2 components and 3 e-mail addresses", ": Nordlicht\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not said", want)
		}
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

// What was asked once for many is a list below the question, and a paragraph stands with what rests on it.
func TestWordings(t *testing.T) {
	a := golden.Saved(t, "bid.json")
	wordings(a, 3)
	got := write(t, a, "de")
	for _, want := range []string{"\n1. **LIZ-001** ", "\n   - „\\<i\\>0", "\n   - „\\<i\\>2", "Vorschrift: VgV, § 56 Abs. 3.", "\n2. **LIZ-002** ", "Vorschrift: GWB, § 122."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing:\n%s", want, got)
		}
	}
	if strings.Contains(got, "\u202e") || strings.Contains(got, "VgV, § 56 Abs. 3; GWB") {
		t.Errorf("what is hidden or what belongs to another question is shown:\n%s", got)
	}
	wordings(a, 100_000)
	if many := write(t, a, "de"); len(many) > len(got)+100_000 || !strings.Contains(many, "99.") {
		t.Errorf("a hundred thousand wordings make %d bytes", len(many))
	}
}
