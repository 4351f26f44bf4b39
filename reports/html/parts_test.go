// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html_test

import (
	"encoding/xml"
	"strconv"
	"strings"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// The picture is for the eye alone: the table below it says the same, and each piece differs by letter and pattern.
func TestThePictureOfTheClasses(t *testing.T) {
	a := bid(t)
	a.Classes = []assessment.ClassShare{{Class: "permissive", Components: make([]string, 90)}, {Class: "copyleft-strong", Components: make([]string, 8)},
		{Class: assessment.ClassUnknown, Components: make([]string, 1)}, {Class: "<new>", Components: make([]string, 1)}}
	licenses := section(t, write(t, a, "de"), "licenses")
	_, picture, _ := strings.Cut(licenses, `<svg class="chart"`)
	picture, table, _ := strings.Cut(picture, "</svg>")
	holds(t, "the picture", picture, `aria-hidden="true"`, `x="90.00%" y="0" width="8.00%"`, `fill="url(#class-copyleft-strong)"`, `fill="url(#class-)"`, ">A</text>", ">B</text>")
	lacks(t, "a piece without room", picture, ">C</text>")
	holds(t, "the table", table, "A: freizügig", "B: starkes Copyleft", "C: nicht bekannt oder nicht geklärt", "D: &lt;new&gt;", "90\u00a0%", "8\u00a0%")

	end := 0.0
	for _, piece := range strings.Split(picture, "<rect ")[1:] {
		start, _, _ := strings.Cut(strings.TrimPrefix(piece, `x="`), "%")
		_, w, _ := strings.Cut(piece, ` width="`)
		width, _, _ := strings.Cut(w, "%")
		from, err1 := strconv.ParseFloat(start, 64)
		wide, err2 := strconv.ParseFloat(width, 64)
		if err1 != nil || err2 != nil || from != end {
			t.Errorf("a piece begins at %s%%, the one before ends at %v", start, end)
		}
		end = from + wide
	}
	if end != 100 {
		t.Errorf("the pieces end at %v", end)
	}

	patterns := map[string]bool{}
	walk(t, write(t, a, "de"), func(e xml.StartElement) {
		if id, _ := attribute(e, "id"); e.Name.Local == "pattern" {
			patterns[id] = true
		}
	}, nil)
	for _, key := range i18n.For("de").Keys() {
		class, found := strings.CutPrefix(key, "class.")
		if found && !patterns["class-"+class] {
			t.Errorf("the picture has no pattern for %s", class)
		}
	}
	a.Classes = nil
	lacks(t, "without classes", section(t, write(t, a, "de"), "licenses"), `class="chart"`, "Proprietäre Komponenten")
}

func TestProprietaryPartsHaveAReasonOrNone(t *testing.T) {
	a := bid(t)
	first, second := a.Inventory.Components[0].ID, a.Inventory.Components[1].ID
	a.Classes = []assessment.ClassShare{{Class: "permissive", Components: []string{"x"}}, {Class: assessment.ClassProprietary, Components: []string{first, second}},
		{Class: assessment.ClassUnknown, Components: []string{"y"}}}
	a.Decisions = []assessment.Decision{{ID: "d", Kind: assessment.Justification, State: assessment.DecisionUsed, Rule: "LIZ-005", Component: first,
		Components: []string{first}, Ground: "technical", Text: "geprüft & <gut>", Signed: []assessment.Signature{{Name: "A. Beispiel", Date: "2026-11-02"}}},
		{ID: "e", Kind: assessment.Justification, State: assessment.DecisionExpired, Rule: "LIZ-005", Component: second, Text: "alt"}}
	licenses := section(t, write(t, a, "de"), "licenses")
	holds(t, "the section", licenses, "2 von 4 Komponenten (50\u00a0%) sind proprietär; für 1 ist eine Begründung festgehalten, für 1 nicht.",
		"Bei 1 Komponente ist die Lizenz nicht bekannt", "<strong>Begründung</strong> (angewandt), technisch: geprüft &amp; &lt;gut&gt;", "A. Beispiel, 02.11.2026", "(abgelaufen): alt")
	a.Decisions = nil
	holds(t, "without decisions", section(t, write(t, a, "de"), "licenses"), "für 0 ist eine Begründung festgehalten, für 2 nicht", "keine Begründung festgehalten")
	a.Classes = a.Classes[:1]
	holds(t, "without proprietary parts", section(t, write(t, a, "de"), "licenses"), "Keine der 1 Komponente ist als proprietär eingeordnet.")
}

// Criteria come before notes, A before B, whatever the order of the rules.
func TestCriteriaComeFirst(t *testing.T) {
	a := bid(t)
	result := section(t, write(t, a, "de"), "result")
	at := 0
	for _, part := range []string{"<h3>Veröffentlichte Kriterien</h3>", "A-Kriterium (Mindestanforderung)", "B-Kriterium (Bewertung)",
		"<h3>Hinweise: Regeln, die keine veröffentlichten Kriterien sind</h3>", "<h3>Worauf die Richtlinie beruht</h3>"} {
		i := strings.Index(result[at:], part)
		if i < 0 {
			t.Fatalf("%q does not come after what precedes it", part)
		}
		at += i
	}
	for i := range a.Rules {
		if a.Rules[i].ID == "" || !strings.Contains(result, a.Rules[i].ID) {
			t.Errorf("the result does not say what %s came to", a.Rules[i].ID)
		}
	}
}

func TestTheBaselineIsShown(t *testing.T) {
	a := bid(t)
	lacks(t, "without a baseline", write(t, a, "de"), "Vergleich mit einem früheren Ergebnis", `class="since"`)
	a.Baseline = &assessment.Baseline{Name: "alt.json", SHA256: "ab12", Date: "2026-11-03", Known: 1, Gone: 2, New: assessment.Review}
	a.Results[0].Known = true
	page := write(t, a, "de")
	holds(t, "the result", section(t, page, "result"), "Verglichen wurde mit alt.json vom 03.11.2026: 1 Ergebnis stand dort schon, "+
		strconv.Itoa(len(a.Results)-1)+" sind neu, 2 sind weggefallen.", "Das Neue allein ergibt: ", "ab12")
	holds(t, "the findings", section(t, page, "findings"), `<span class="since">schon bekannt</span>`, `<span class="since">neu</span>`)
	a.Baseline.Policy, a.Baseline.Subject = "p 1", "<andere>"
	holds(t, "the result", section(t, write(t, a, "de"), "result"), "nach einer anderen Richtlinie bewertet: p 1", "&lt;andere&gt;")
	holds(t, "what came since alone", section(t, write(t, a.OnlyNew(), "de"), "result"), "Bekanntes wird hier nicht gezeigt")
	lacks(t, "what came since alone", section(t, write(t, a.OnlyNew(), "de"), "result"), "Das Neue allein ergibt")
	many := manyFindings(3, 1)
	many.Baseline, many.Results[1].Known = a.Baseline, true
	holds(t, "a cause of both", write(t, many, "de"), `<span class="since">1 schon bekannt, 2 neu</span>`)
}

func TestARedactedCopySaysSoFirst(t *testing.T) {
	a := bid(t)
	a.Redacted = &assessment.Redaction{Names: 3, Components: 1, Mails: 0}
	page := write(t, a, "de")
	holds(t, "the page", page, "<strong>Geschwärzte Fassung.</strong> In dieser Fassung sind Angaben unkenntlich gemacht: 3 Namen", "1 Komponente und 0 E-Mail-Adressen",
		`content: "Geschwärzte Fassung.`)
	if strings.Index(page, "<strong>Geschwärzte") > strings.Index(page, `id="result"`) {
		t.Error("the banner comes after the result")
	}
}

// What a rule checks, and each source, stands once, however many findings there are.
func TestDocumentationStandsOnce(t *testing.T) {
	a := bid(t)
	page := write(t, a, "de")
	for _, u := range a.Rules {
		if n := strings.Count(page, u.Doc.What.DE); u.Doc.What.DE != "" && n != 1 {
			t.Errorf("%s: what it checks stands %d times", u.ID, n)
		}
	}
	sources := strings.Count(section(t, page, "basis"), `<li id="source-`)
	if again := strings.Count(page, `<span class="number">[`); sources == 0 || again != sources {
		t.Errorf("%d sources, numbered %d times", sources, again)
	}
}

func TestAnExceptionIsNoDuty(t *testing.T) {
	a := bid(t)
	u := &a.Rules[0]
	u.Verdict, u.Weight, u.Counts = assessment.Conditional, assessment.Must, assessment.Counts{Conditional: 1}
	a.Decisions = []assessment.Decision{{ID: "d", Kind: assessment.Exception, State: assessment.DecisionUsed, Rule: u.ID}}
	a.Results = []assessment.Result{{Rule: u.ID, Verdict: assessment.Conditional, Decision: "d", Message: inventory.Message{Key: "rule.x"}}}
	holds(t, "the result", section(t, write(t, a, "de"), "result"), "erfüllt durch genehmigte Ausnahme")
	a.Results = append(a.Results, assessment.Result{Rule: u.ID, Verdict: assessment.Conditional, Message: inventory.Message{Key: "rule.x"}})
	lacks(t, "with another", section(t, write(t, a, "de"), "result"), "erfüllt durch genehmigte Ausnahme")
}

// A rule whose notes stand under the findings of another is not simply satisfied.
func TestARuleWithNotesAloneIsNotAmongTheSatisfied(t *testing.T) {
	a := bid(t)
	u := &a.Rules[0]
	u.Criterion, u.Verdict, u.Counts = nil, assessment.Satisfied, assessment.Counts{Satisfied: 6, Noted: 2}
	a.Results = a.Results[:0]
	_, row, _ := strings.Cut(section(t, write(t, a, "de"), "result"), `<span class="code">`+u.ID+"</span>")
	row, _, _ = strings.Cut(row, "</tr>")
	holds(t, "the row", row, ">Hinweis<", "Komponenten: 6 erfüllt, 2 mit Hinweis")
}
