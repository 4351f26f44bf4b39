// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package criteria_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/rule"
	"lizenzlotse/reports/criteria"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// named is what makes a requirement one of a product, a standard or a certificate.
var named = regexp.MustCompile(`SPDX|CycloneDX|openCode|OSI|ISO|WCAG|BITV|REUSE|publiccode|purl|CPE`)

func TestEveryRuleHasItsWords(t *testing.T) {
	for _, r := range rule.All {
		id := r.ID
		for lang, equivalent := range map[string]string{"de": "gleichwertig", "en": "equivalent"} {
			w, ok := criteria.WordingOf(id, i18n.For(lang))
			if !ok || w.Demand == "" || w.Proof == "" || w.Person == "" {
				t.Errorf("%s (%s): %+v", id, lang, w)
			}
			if named.MatchString(w.Demand) && !strings.Contains(w.Demand, equivalent) {
				t.Errorf("%s (%s) names a product, standard or certificate and nothing equivalent: %s", id, lang, w.Demand)
			}
			if !strings.HasSuffix(w.Demand, ".") || strings.Contains(w.Demand, "Kriterium") || strings.Contains(w.Demand, "criterion") {
				t.Errorf("%s (%s): %s", id, lang, w.Demand)
			}
		}
	}
	if _, ok := criteria.WordingOf("STADT-1", i18n.For("de")); ok {
		t.Error("a rule of a city's own has no words here")
	}
}

func used(id string, stage assessment.Stage, weight assessment.Weight) assessment.RuleUsed {
	return assessment.RuleUsed{ID: id, Weight: weight, Doc: assessment.Doc{
		Title: assessment.Text{DE: "Titel *" + id, EN: "title *" + id}, What: assessment.Text{DE: "Was", EN: "what"}, Stage: stage, Addressee: assessment.Bidder}}
}

func draft() *criteria.Draft {
	d := &criteria.Draft{
		Policy:     assessment.Policy{Name: "p", Version: "1", SHA256: "ab"},
		OpenSource: map[string]bool{"LIZ-003": true, "LIZ-005": true},
		Rules: []assessment.RuleUsed{
			used("LIZ-001", assessment.StageBid, assessment.Must), used("LIZ-003", assessment.StageBid, assessment.Should),
			used("LIZ-005", assessment.StageOwnDuty, assessment.Ask), used("LIZ-010", assessment.StageBid, assessment.WNote),
			used("VER-004", assessment.StageSuitability, assessment.Ask), used("EIG-002", assessment.StageAcceptance, assessment.Must),
			used("STADT-1", assessment.StageBid, assessment.Ask), used("EIG-004", assessment.StageAcceptance, assessment.Ask),
		},
	}
	d.Rules[7].Doc.Addressee = assessment.City // records what the contract has to give
	d.Rules[0].Criterion = &assessment.Criterion{Kind: "A", Published: assessment.Published{Document: "LB", Number: "4.1", Date: "2026-10-05"}}
	return d
}

func written(t *testing.T, d *criteria.Draft, o criteria.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := criteria.Write(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDrafts(t *testing.T) {
	text := written(t, draft(), criteria.Options{Lang: "de"})
	at := -1
	for _, part := range []string{"Entwurf:", "Sachgrund", "kein Sachgrund festgehalten", "Eignung\n---", "VER-004", "Angebot\n---", "LIZ-001",
		"A-Kriterium (Mindestanforderung), veröffentlicht in LB, 4.1, am 05.10.2026", "LIZ-003 Titel *LIZ-003", "oder unter gleichwertigen",
		"Stand: Entwurf, nicht als Kriterium veröffentlicht", "Sachgrund: Es ist kein Sachgrund", "Anforderung: Titel *STADT-1",
		"Ausführung und Abnahme\n", "EIG-002", "EIG-004", "Der Auftragnehmer verschafft die Rechte", "Gerichtet an: Stadt", "Eigene Pflicht der Stadt\n", "LIZ-005", "Nur Hinweise\n", "- LIZ-010: Titel *LIZ-010"} {
		next := strings.Index(text[at+1:], part)
		if next < 0 {
			t.Fatalf("%q is not there, or not in its place:\n%s", part, text)
		}
		at += next
	}
	if n := strings.Count(text, "veröffentlicht in"); n != 1 {
		t.Errorf("%d rules are called criteria", n)
	}
	d := draft()
	d.Ground = assessment.Text{DE: "Pflege durch <andere>", EN: "care"}
	d.Rules[1].Criterion = &assessment.Criterion{Kind: "B", Published: d.Rules[0].Criterion.Published,
		Steps: []assessment.Step{{Points: 10, From: 90, Text: "fast alle"}, {Points: 2, From: 50}}}
	d.Rules[6].Doc.Addressee = assessment.City // of whom nothing is demanded in a tender
	d.Procedure = &assessment.Procedure{Number: "2026-17", Regime: assessment.RegimeVgV, Kind: "open", Lot: "1"}
	d.Policy.FrozenOn, d.Policy.FrozenSHA256 = "2026-10-01", "cd"
	text = written(t, d, criteria.Options{Lang: "de", Markdown: true})
	for _, part := range []string{"# Entwurf", "### LIZ-003 Titel \\*LIZ-003", `Pflege durch \<andere\>`, "**Sachgrund:** wie oben",
		"2026-17, Vergabeverordnung (VgV), offenes Verfahren, Los 1", "festgeschrieben am 01.10.2026 und seitdem geändert",
		"- 10 Punkte, wenn mindestens 90 % der Komponenten oder Unterlagen die Anforderung erfüllen: fast alle\n- 2 Punkte"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not there:\n%s", part, text)
		}
	}
	if strings.Index(text, "STADT-1") < strings.Index(text, "Eigene Pflicht") {
		t.Error("what the city owes stands among the requirements")
	}
	if strings.Contains(text, "kein Sachgrund") {
		t.Error("the ground is on record")
	}
	if text := written(t, d, criteria.Options{Lang: "en"}); strings.Contains(text, "[[") || !strings.Contains(text, "Drafts") && !strings.Contains(text, "drafts") {
		t.Error(text)
	}
}

// What was published as a criterion is asked of bidders, whoever owes it otherwise.
func TestCriteriaOfTheCitysOwnDuties(t *testing.T) {
	d := draft()
	d.Rules[2].Criterion = &assessment.Criterion{Kind: "B", Published: d.Rules[0].Criterion.Published, Steps: []assessment.Step{{Points: 10, From: 100}, {}}}
	d.Rules[2].Doc.Addressee = assessment.City
	text := written(t, d, criteria.Options{Lang: "de"})
	_, bid, _ := strings.Cut(text, "Angebot\n---")
	bid, _, _ = strings.Cut(bid, "Ausführung und Abnahme\n")
	for _, part := range []string{"LIZ-005", "keine proprietären Komponenten", "B-Kriterium (Bewertung), veröffentlicht in LB", "10 Punkte, wenn mindestens 100 %", "- 0 Punkte sonst", "Gerichtet an: Bieter"} {
		if !strings.Contains(bid, part) {
			t.Errorf("%q does not stand under the bid:\n%s", part, text)
		}
	}
	if strings.Contains(text, "Eigene Pflicht der Stadt") || !strings.Contains(text, "alles andere bleibt im Haus") {
		t.Error(text)
	}
}

func TestForms(t *testing.T) {
	for _, lang := range []string{"de", "en"} {
		var b bytes.Buffer
		d := &criteria.Draft{Procedure: &assessment.Procedure{Number: `a "b"`}}
		if err := criteria.WriteDeclaration(&b, d, lang); err != nil {
			t.Fatal(err)
		}
		for key, want := range map[string]int{"iso-5230": 0, "accessibility": 0, "own-code": 1, "contract": 1} {
			if n := strings.Count(b.String(), "\n"+key); (n > 0) != (want > 0) {
				t.Errorf("%s stands %d times in a form whose policy asks for no certificate", key, n)
			}
		}
		b.Reset()
		d.Rules = []assessment.RuleUsed{used("VER-004", assessment.StageSuitability, assessment.Ask), used("VER-005", assessment.StageBid, assessment.Ask)}
		if err := criteria.WriteDeclaration(&b, d, lang); err != nil {
			t.Fatal(err)
		}
		for _, f := range inventory.DeclarationFields() {
			if strings.Count(b.String(), "\n"+f.Key+":") != 1 {
				t.Errorf("%s stands %d times in the form", f.Key, strings.Count(b.String(), "\n"+f.Key+":"))
			}
		}
		if !strings.Contains(b.String(), `procedure: "a \"b\""`) || strings.Contains(b.String(), "[[") {
			t.Error(b.String())
		}
		b.Reset()
		if err := criteria.WriteComponents(&b, lang); err != nil || strings.Count(b.String(), "\n") != 2 || strings.Contains(b.String(), "[[") {
			t.Errorf("%v: %s", err, b.String())
		}
	}
}
