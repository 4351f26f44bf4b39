// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package questions_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/golden"
	"lizenzlotse/reports/questions"
	"lizenzlotse/scanner/inventory"
)

func bid(t *testing.T) *assessment.Assessment {
	t.Helper()
	return golden.Saved(t, "bid.json")
}

func write(t *testing.T, a *assessment.Assessment, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := questions.Write(&b, a, lang); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, lang := range []string{"de", "en"} {
		got := write(t, bid(t), lang)
		golden.Check(t, "bid."+lang+".md", got)
	}
}

// What goes out is what stands between a subject line and the closing: nothing for the authority alone may be in it.
func TestLettersHoldNothingInternal(t *testing.T) {
	text := write(t, bid(t), "de")
	letters := regexp.MustCompile(`(?s)\*\*Betreff:.*?Mit freundlichen Grüßen`).FindAllString(text, -1)
	if len(letters) != 2 {
		t.Fatalf("%d letters:\n%s", len(letters), text)
	}
	for _, letter := range letters {
		for _, internal := range []string{"nicht mitsenden", "bleibt im Haus", "Vorschlag", "Vergabestelle", "LIZ-004", "EIG-003"} {
			if strings.Contains(letter, internal) {
				t.Errorf("a letter contains %q:\n%s", internal, letter)
			}
		}
		if !strings.Contains(letter, "**Frist:** ____") {
			t.Errorf("a letter has no blank for the deadline:\n%s", letter)
		}
	}
	if strings.Contains(text, "Bieterfrage") {
		t.Error("Bieterfragen are those that bidders ask")
	}
}

func TestEveryWordIsInTheCatalogue(t *testing.T) {
	regimes := append(assessment.Regimes(), "")
	for _, lang := range []string{"de", "en"} {
		for _, r := range regimes {
			a := bid(t)
			a.Procedure.Regime = r
			a.Questions = nil
			for _, kind := range []assessment.QuestionKind{"clarification", "supplement", "neither", "acceptance", "ourselves", ""} {
				for _, limit := range []string{"clarification", "clarification-scored", "supplement", "supplement-suitability", "neither", "acceptance", "contract", "outside"} {
					for _, unsure := range []string{"", "none", "own-statute", "no-paragraph", "other-kind", "kind-vgv", "kind-uvgo"} {
						a.Questions = append(a.Questions, assessment.Question{Rule: "LIZ-001", Kind: kind, Message: inventory.Message{Key: "rule.licence.missing"},
							Limit: inventory.Message{Key: "question.limit." + limit, Args: inventory.Args{"unsure": unsure}}})
					}
				}
			}
			text := write(t, a, lang)
			if i := strings.Index(text, `\[\[`); i >= 0 {
				t.Fatalf("%s, %s: missing in the catalogue: %.80s", lang, r, text[i:])
			}
			if strings.Contains(text, " kind-vgv") || strings.Contains(text, "own-statute") {
				t.Errorf("%s, %s: a value has no word", lang, r)
			}
		}
	}
}

// One question may stand for very many wordings; each is listed with who it is about, up to a limit that is told.
func TestManyWordingsAreAList(t *testing.T) {
	a := bid(t)
	q := assessment.Question{Rule: "LIZ-001", Addressee: assessment.Bidder, Kind: assessment.QuestionClarification,
		Message: inventory.Message{Key: "question.several.rule.licence.unparsed", Args: inventory.Args{"n": "60"}}}
	for i := range 60 {
		q.Parts = append(q.Parts, assessment.QuestionPart{Components: []string{a.Inventory.Components[i%20].ID},
			Message: inventory.Message{Key: "question.each.rule.licence.unparsed", Args: inventory.Args{"raw": fmt.Sprintf("wording %d", i)}}})
	}
	a.Questions = []assessment.Question{q}
	text := write(t, a, "de")
	if n := strings.Count(text, "„wording "); n != 50 || !strings.Contains(text, "10 weitere") {
		t.Errorf("%d wordings:\n%s", n, text)
	}
	if strings.Count(text, "Unter welcher Lizenz stehen die Komponenten jeweils?") != 1 {
		t.Errorf("not one question:\n%s", text)
	}
}

// Once there is a contract nobody clears up a bid: what is open or not met is asked of the contractor.
func TestTheContractorIsAskedAtAcceptance(t *testing.T) {
	a := bid(t)
	a.Stage = assessment.StageAcceptance
	unmet := a.Unmet()[0].Rule
	for i := range a.Rules {
		if a.Rules[i].ID == unmet {
			a.Rules[i].Doc.Addressee = assessment.Bidder
		}
	}
	for i := range a.Questions {
		if a.Questions[i].Kind != assessment.QuestionOurselves {
			a.Questions[i].Kind, a.Questions[i].Limit, a.Questions[i].Basis = assessment.QuestionAcceptance, inventory.Message{Key: "question.limit.contract"}, nil
		}
	}
	text := write(t, a, "de")
	letters := regexp.MustCompile(`(?s)\*\*Betreff:.*?Mit freundlichen Grüßen`).FindAllString(text, -1)
	if len(letters) != 1 {
		t.Fatalf("%d letters:\n%s", len(letters), text)
	}
	for _, award := range []string{"Vergabeverfahren", "Angebot", "Nachforderung", "§"} {
		if strings.Contains(letters[0], award) {
			t.Errorf("the letter contains %q:\n%s", award, letters[0])
		}
	}
	if !strings.Contains(letters[0], "nicht erfüllt:\n\n- **") || !strings.Contains(letters[0], "Offene Fragen:") {
		t.Errorf("what is not met is missing:\n%s", letters[0])
	}
}

func TestWithoutQuestions(t *testing.T) {
	a := bid(t)
	a.Questions = nil
	if text := write(t, a, "de"); !strings.Contains(text, "keine Fragen offen") || strings.Contains(text, "**Betreff:") {
		t.Errorf("no questions:\n%s", text)
	}
	scan := &assessment.Assessment{Inventory: a.Inventory}
	if text := write(t, scan, "de"); !strings.Contains(text, "keine Richtlinie angewandt") || strings.Contains(text, "**Betreff:") {
		t.Errorf("a scan:\n%s", text)
	}
}

func TestOutsideAProcedureNothingIsAnAward(t *testing.T) {
	a := bid(t)
	a.Procedure.Regime, a.Paragraphs = assessment.RegimeOutside, nil
	for i := range a.Questions {
		a.Questions[i].Kind, a.Questions[i].Limit, a.Questions[i].Basis = assessment.QuestionClarification, inventory.Message{Key: "question.limit.outside"}, nil
	}
	text := write(t, a, "de")
	for _, award := range []string{"Betreff: Vergabeverfahren", "Ihrem Angebot", "§"} {
		if strings.Contains(text, award) {
			t.Errorf("contains %q:\n%s", award, text)
		}
	}
}

// What strangers wrote stays text: no markup, no link, no line of its own.
func TestHostileNames(t *testing.T) {
	const hostile = "# x\n\n---\n**Frist:** heute [klick](https://example.org) <script> www.example.org @name `a` | ~~b~~ \x1b[31m _c_"
	a := bid(t)
	a.Procedure.Number, a.Procedure.Title, a.Procedure.Lot = hostile, hostile, hostile
	a.Procedure.Regime, a.Procedure.Kind = hostile, hostile
	a.Inventory.Components[1].Name, a.Inventory.Components[1].Version = hostile, hostile
	a.Questions = []assessment.Question{{
		Rule: hostile, Kind: assessment.QuestionClarification, Message: inventory.Message{Key: "rule.licence.unparsed", Args: inventory.Args{"raw": hostile}},
		Components: []string{a.Inventory.Components[1].ID, hostile}, Evidence: []inventory.Evidence{{Path: hostile, Quote: hostile}},
		Basis: []assessment.Source{{Title: hostile, Section: hostile, Date: hostile, URL: hostile}},
	}, {Rule: "r", Kind: hostile, Message: inventory.Message{Key: hostile, Args: inventory.Args{hostile: hostile}}}}
	text := write(t, a, "de")
	for _, live := range []string{"\n# x", " <script", "[klick]", "https://", " www.example", " @name", " `a`", "~~b", "\x1b", " _c_", "heute**", "**Frist:** heute"} {
		if strings.Contains(text, live) {
			t.Errorf("%q is in the text", live)
		}
	}
	if !strings.Contains(text, "heute") {
		t.Error("the names are gone")
	}
}

func TestLongListsEnd(t *testing.T) {
	a := bid(t)
	q := assessment.Question{Rule: "LIZ-001", Kind: assessment.QuestionClarification, Message: inventory.Message{Key: "rule.licence.missing"}}
	for i := range 1000 {
		q.Components = append(q.Components, fmt.Sprintf("pkg:npm/c%d@1", i))
		q.Evidence = append(q.Evidence, inventory.Evidence{Path: fmt.Sprintf("p%d", i)})
	}
	a.Questions = nil
	for range 1000 {
		a.Questions = append(a.Questions, q)
	}
	text := write(t, a, "de")
	if len(text) > 1_000_000 || !strings.Contains(text, "und 990 weitere") || !strings.Contains(text, "800 weitere Einträge") {
		t.Errorf("%d bytes: %.3000s", len(text), text)
	}
}
