// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// section cuts a section out of a page, without the places where a path may go on in the next line.
func section(t *testing.T, page, id string) string {
	t.Helper()
	_, rest, found := strings.Cut(page, `<section id="`+id+`"`)
	if !found {
		t.Fatalf("no section %s", id)
	}
	rest, _, _ = strings.Cut(rest, "\n<section id=")
	return strings.ReplaceAll(rest, "<wbr/>", "")
}

func holds(t *testing.T, where, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not say %q", where, want)
		}
	}
}

func lacks(t *testing.T, where, text string, unwanted ...string) {
	t.Helper()
	for _, s := range unwanted {
		if strings.Contains(text, s) {
			t.Errorf("%s says %q", where, s)
		}
	}
}

func TestARuleThatAppliedToNothingIsNotSatisfied(t *testing.T) {
	a := bid(t)
	for i := range a.Rules {
		if a.Rules[i].ID == "EIG-002" {
			a.Rules[i].Counts, a.Rules[i].Criterion = assessment.Counts{}, &assessment.Criterion{Kind: "A"}
		}
	}
	page := write(t, a, "de")
	holds(t, "the result", section(t, page, "result"), "nach 10 Regeln", "nicht anwendbar")
	_, row, _ := strings.Cut(section(t, page, "ruledocs"), "EIG-002")
	row, _, _ = strings.Cut(row, "</tr>")
	holds(t, "the row of the rule", row, "nicht anwendbar")
	lacks(t, "the row of the rule", row, "sign-satisfied")
}

func TestDutiesHaveAFigureWhereThereAreSome(t *testing.T) {
	a := bid(t)
	holds(t, "the result", section(t, write(t, a, "de"), "result"), "<dt>Abweichungen</dt><dd>2</dd>")
	for i := range a.Results {
		a.Results[i].Verdict = assessment.Review
	}
	lacks(t, "the result", section(t, write(t, a, "de"), "result"), "<dt>Abweichungen</dt>")
}

func TestHeadAndQuestionsSayTheStage(t *testing.T) {
	a := bid(t)
	a.Stage = ""
	a.Questions = append(a.Questions, assessment.Question{Rule: "EIG-001", Addressee: assessment.Bidder,
		Message: inventory.Message{Key: "rule.eig-001.missing"}})
	page := write(t, a, "de")
	holds(t, "the page", page, "<dt>Verfahrensstand</dt><dd>nicht angegeben</dd>")
	todo := section(t, page, "todo")
	holds(t, "the list of questions", todo, "EIG-001</a> · zur Abnahme", "EIG-003</a></span>")
	lacks(t, "the list of questions", todo, "LIZ-001</a> ·")
}

func TestOrderIsBySeverity(t *testing.T) {
	a := bid(t)
	a.Results = append(a.Results, assessment.Result{Rule: "EIG-002", Component: "file:.", Verdict: assessment.Satisfied,
		Message: inventory.Message{Key: "rule.eig-003.not-visited", Args: inventory.Args{"url": "https://example.org"}}})
	at := -1
	findings := section(t, write(t, a, "de"), "findings")
	for _, rule := range []string{"LIZ-005", "LIZ-001", "LIZ-006", "LIZ-003", "EIG-002"} {
		now := strings.Index(findings, `<span class="code">`+rule)
		if now <= at {
			t.Errorf("%s does not come after what is worse", rule)
		}
		at = now
	}
	holds(t, "the section", findings[at:], "erfüllt, mit Hinweis")
}

func TestWordingsOfACauseAreAList(t *testing.T) {
	page := write(t, manyFindings(2, 1), "de")
	holds(t, "the cause", page, "Nr. 1</span></h4>\n<ul class=\"messages\"><li>")
	page = write(t, manyFindings(1, 1), "de")
	lacks(t, "a cause of one wording", page, `<ul class="messages">`)
}

func TestWhatIsLeftOutIsToldOnce(t *testing.T) {
	a := bid(t)
	a.Excluded = []assessment.Exclusion{{Pattern: "a/**", Origin: "--exclude", Files: 3}}
	a.Inventory.Issues = []inventory.Issue{{Code: inventory.IssueExcluded, Path: "a/**", Effect: inventory.Note,
		Args: inventory.Args{"origin": "--exclude", "files": "3"}}}
	for name, a := range map[string]*assessment.Assessment{"judged": a, "scan": {Inventory: a.Inventory}} {
		limits := section(t, write(t, a, "de"), "limits")
		holds(t, name, limits, "Nie geprüft wird", "22 von 26 Komponenten", "ohne Begründung (--exclude)", `data-label="Dateien">3<`)
		if n := strings.Count(limits, "a/**"); n != 1 {
			t.Errorf("%s: the pattern stands %d times", name, n)
		}
		lacks(t, name, limits, "Anmerkungen zum Einlesen")
	}
}

func TestComponentsOfACheck(t *testing.T) {
	a := bid(t)
	a.Excluded = []assessment.Exclusion{{Pattern: "lib/allein/**", Reason: "x", Origin: "p.yml"}}
	a.Inventory.Components = append(a.Inventory.Components, inventory.Component{ID: "file:lib/allein", Name: "allein",
		Instances: []inventory.Instance{{Path: "lib/allein/x"}}})
	page := write(t, a, "de")
	rows := map[string]string{}
	list := strings.Split(section(t, page, "components"), "<tr ")
	for _, row := range list {
		_, name, _ := strings.Cut(row, `class="component">`)
		name, _, _ = strings.Cut(name, "<")
		rows[strings.TrimSpace(name)] = row
	}
	holds(t, "kartenkern", rows["kartenkern"], "Proprietär, GeoWerk EULA 2024", "liegt vor <code>lib/kartenkern", "genannt in <code>nachweise/sbom.cdx.json",
		"Befund: nicht erfüllt", "LIZ-005")
	holds(t, "mailbote", rows["mailbote"], "MIT-0", "nur genannt in <code>nachweise/sbom.cdx.json", ">erfüllt<")
	holds(t, "allein", rows["allein"], "ausgenommen, nicht geprüft")
	if !strings.Contains(list[2], "kartenkern") {
		t.Error("the worst does not come first")
	}
	lacks(t, "a short list", section(t, page, "components"), "<details>")
	holds(t, "a long list", section(t, write(t, manyFindings(1000, 1), "de"), "components"), "460 weitere Komponenten", "500 weitere Einträge")
}

func TestAScanIsHeadedByWhatItIs(t *testing.T) {
	a := bid(t)
	scan := &assessment.Assessment{Inventory: a.Inventory}
	holds(t, "a scan", write(t, scan, "de"), "<h1>Bestandsaufnahme der Lizenzen ", "<title>Bestandsaufnahme der Lizenzen:")
	holds(t, "a scan", write(t, scan, "en"), "<h1>Licence inventory ")
	page := write(t, a, "de")
	holds(t, "a check", page, "<h1>Lizenzprüfung ", "geprüft von / Datum:</p>", "Bieter:</p>")
	lacks(t, "a check of a procedure with a number", page, "Vergabenummer:</p>")
	a.Procedure, a.Bidder = nil, "Nordlicht <GmbH>"
	page = write(t, a, "de")
	holds(t, "a check without a procedure", page, "Vergabenummer:</p>", "<dt>Bieter</dt><dd>Nordlicht &lt;GmbH&gt;</dd>")
	lacks(t, "a check that names the bidder", page, "Bieter:</p>")
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
	page := write(t, a, "de")
	quality := section(t, page, "quality")
	holds(t, "quality", quality, a.Inventory.Documents[0].ID, "Befunde: 1 · Prüfbedarf: 0 · Hinweise: 1", "Version: fehlt bei 2 von 1.000 Komponenten. Dort ist das Pflicht (BSI TR-03183-2 2.1.0, 5.2.2).",
		"&lt;b&gt;x&lt;/b&gt;", "Zeile 7, 9", "Was zu tun ist: Name und Version ergänzen.", "<summary>1 Hinweis</summary>")
	if strings.Index(quality, "SBM-007") > strings.Index(quality, "SBM-021") {
		t.Error("the worst does not come first")
	}
	lacks(t, "findings", section(t, page, "findings"), "SBM-007")
	lacks(t, "without results on documents", write(t, bid(t), "de"), `id="quality"`)
	for _, id := range []string{"SBM-007", "SBM-021"} {
		for i := range a.Rules {
			if anchor := fmt.Sprintf("rule-%d", i+1); a.Rules[i].ID == id && strings.Count(quality, ` id="`+anchor+`"`) != 1 {
				t.Errorf("%s: no place for links to %s", id, anchor)
			}
		}
	}
}

// Where no rule looks at components, none of them is satisfied.
func TestComponentsThatNoRuleJudges(t *testing.T) {
	a := judgedSBOM(t)
	a.Rules = a.Rules[len(a.Rules)-2:]
	for i := range a.Rules {
		a.Rules[i].Documents = true
	}
	a.Results, a.Excluded = a.Results[len(a.Results)-2:], nil
	page := write(t, a, "de")
	holds(t, "the result", section(t, page, "result"), "Diese Richtlinie beurteilt Stücklisten, keine Lizenzen.")
	holds(t, "components", section(t, page, "components"), "nicht bewertet")
	lacks(t, "components", section(t, page, "components"), "sign-satisfied", "tone-satisfied")
	holds(t, "in English", write(t, a, "en"), "not judged", "This policy judges SBOMs, no licences.")
	a.Rules[0].Documents = false
	lacks(t, "with a rule about components", write(t, a, "de"), "nicht bewertet", "keine Lizenzen.")
}

func TestWhatIsNotSatisfiedComesFirstInWhatToDo(t *testing.T) {
	a := judgedSBOM(t)
	todo := section(t, write(t, a, "de"), "todo")
	n := 0
	for i := range a.Rules {
		violated := slices.ContainsFunc(a.Results, func(r assessment.Result) bool {
			return r.Rule == a.Rules[i].ID && r.Verdict == assessment.Violated && !r.Noted
		})
		link := fmt.Sprintf(`<a href="#rule-%d"><span class="code">%s</span> `, i+1, a.Rules[i].ID)
		if strings.Contains(todo, link) != violated {
			t.Errorf("%s: violated %t", a.Rules[i].ID, violated)
		}
		if violated {
			n++
		}
	}
	holds(t, "what to do", todo, fmt.Sprintf("<h3>Nicht erfüllte Anforderungen (%d)</h3>", n), "an 1 Stelle<", "Was zu tun ist: Name und Version ergänzen.")
	if strings.Index(todo, "Nicht erfüllte") > strings.Index(todo, "Fragen an den Bieter") {
		t.Error("the questions come first")
	}
	for i := range a.Results {
		a.Results[i].Noted = true
	}
	lacks(t, "with notes alone", section(t, write(t, a, "de"), "todo"), "Nicht erfüllte")
}

func TestThePolicyThatChangedIsAnAlert(t *testing.T) {
	a := bid(t)
	holds(t, "the page", write(t, a, "de"), "Richtlinie und Verfahren passen nicht zusammen.", "geändert")
	a.Policy.FrozenSHA256 = a.Policy.SHA256
	lacks(t, "the page", write(t, a, "de"), "passen nicht zusammen")
	a.Policy.FrozenOn = "2026-11-20" // the bids were opened on the 16th
	holds(t, "the page", write(t, a, "de"), "nach Öffnung der Angebote am 16.11.2026")
}

func TestQuestionsStandUnderTheirKind(t *testing.T) {
	a := bid(t)
	todo := section(t, write(t, a, "de"), "todo")
	at := 0
	for _, part := range []string{"Fragen an den Bieter", "<h4>Aufklärung</h4>", "§ 15 Abs. 5", "Stand 03/2022", "<h4>Nachforderung</h4>", "§ 56 Abs. 2", `<ol class="questions" start="4">`, "Von der Stadt selbst zu beantworten"} {
		i := strings.Index(todo[at:], part)
		if i < 0 {
			t.Fatalf("%q does not come after what precedes it", part)
		}
		at += i
	}
	lacks(t, "what the city asks itself", todo[at:], "<h4>", "§")

	// A limit that holds for all of a kind is said once, one that does not with its question.
	if n := strings.Count(todo, "betrifft es die Wertung, gar nicht"); n != 1 {
		t.Errorf("the limit of the only Nachforderung stands there %d times", n)
	}
	if n := strings.Count(todo, "Die Antwort darf das Angebot erläutern"); n != 3 {
		t.Errorf("limits that differ stand there %d times", n)
	}
}

// A path goes on in the next line after a folder, and the annex says what the words mean, folded on a screen.
func TestPathsBreakAfterFoldersAndWordsAreExplained(t *testing.T) {
	page := write(t, bid(t), "de")
	holds(t, "the page", page, "<code>nachweise/<wbr/>sbom.cdx.json</code>", "<wbr/>@")
	holds(t, "the terms", section(t, page, "terms"), "<details><summary>Was die Wörter dieses Berichts bedeuten</summary>", "<dt>Prüfbedarf</dt><dd>Die Angaben reichen")
	a := bid(t)
	a.Inventory.Components[0].ID = "pkg:npm/<b>&@1"
	lacks(t, "the page", write(t, a, "de"), "<b>")
}

func TestDecisionsNameWhoAndUntilWhen(t *testing.T) {
	a := bid(t)
	page := write(t, a, "de")
	decisions := section(t, page, "decisions")
	holds(t, "the decisions", decisions, "Genehmigte Ausnahmen (Abweichungen)", "verantwortlich: Fachstelle Open Source", "bis 30.06.2027", "abgelaufen",
		"M. Beispiel, 02.11.2026", "K. Muster, 04.11.2026", "organisatorisch", "trifft auf nichts zu")
	if strings.Index(decisions, "ausnahme-protokoll") > strings.Index(decisions, "hausschrift") {
		t.Error("deviations do not come first")
	}
	holds(t, "the findings", section(t, page, "findings"), "<span>begründet</span>", "<span>erfüllt durch genehmigte Ausnahme</span>")
	a.Decisions = nil
	lacks(t, "the page", write(t, a, "de"), `id="decisions"`)
}

func TestTheHeadSaysEverythingOnce(t *testing.T) {
	page := write(t, bid(t), "de")
	_, head, _ := strings.Cut(page, "<header")
	head, _, _ = strings.Cut(head, "</header>")
	for _, label := range []string{"Verfahren", "Vergaberecht", "Verfahrensart", "Vertragsmuster", "Stichtag", "Richtlinie", "Richtlinie festgeschrieben"} {
		if n := strings.Count(head, "<dt>"+label+"</dt>"); n != 1 {
			t.Errorf("%s stands there %d times", label, n)
		}
	}
}

// What a policy makes of its source stands below it, for whoever knows the source alone.
func TestTheFirstPageSaysWhatIsAskedOfASource(t *testing.T) {
	a := bid(t)
	a.Policy.Sources[0].Asks = assessment.Text{DE: "Danach fragt <der> Bericht: was?", EN: "it asks"}
	page := write(t, a, "de")
	holds(t, "the result", section(t, page, "result"), "<p>Danach fragt &lt;der&gt; Bericht: was?</p>")
	lacks(t, "the basis", section(t, page, "basis"), "Danach fragt")
}

// What should be and is not is no duty that was fulfilled.
func TestShouldThatIsNotSatisfied(t *testing.T) {
	a := bid(t)
	for i := range a.Rules {
		if a.Rules[i].ID == "LIZ-005" {
			a.Rules[i].Weight, a.Rules[i].Verdict, a.Rules[i].Counts = assessment.Should, assessment.Conditional, assessment.Counts{Conditional: 2}
		}
	}
	_, row, _ := strings.Cut(section(t, write(t, a, "de"), "ruledocs"), "LIZ-005")
	row, _, _ = strings.Cut(row, "</tr>")
	holds(t, "the row of the rule", row, "Abweichung (soll)")
	lacks(t, "the row of the rule", row, "erfüllt, Pflichten beachten")
}

func TestThePageSaysWhatItRestsOn(t *testing.T) {
	a := bid(t)
	page := write(t, a, "de")
	holds(t, "the result", section(t, page, "result"), "Wo möglich Nutzung von Open Source Software.", "Es entscheidet die Vergabestelle",
		"Vorschlag: 5 von 10 Punkten", "20 von 25", "Die Wertung trifft ein Mensch")
	holds(t, "the basis", section(t, page, "basis"), "Eigene Einordnung von Lizenzen", "so ordnet die Stadt sie", "Vorschriften des Vergaberechts", "§ 8 Abs. 4", "Vergabebeschleunigungsgesetz")
	a.Procedure.Regime, a.Paragraphs = assessment.RegimeStatute, nil
	holds(t, "the basis", section(t, write(t, a, "de"), "basis"), "keine Vorschriften hinterlegt")
	a.Procedure = nil
	lacks(t, "the basis", section(t, write(t, a, "de"), "basis"), "Vorschriften des Vergaberechts")
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
func TestQuestionsThatWerePutOnce(t *testing.T) {
	a := bid(t)
	wordings(a, 30)
	todo := section(t, write(t, a, "de"), "todo")
	holds(t, "the question", todo, `<ul class="wordings"><li>„&lt;i&gt;0`, "10 weitere")
	if n := strings.Count(todo, "<li>„"); n != 20 {
		t.Errorf("%d wordings are shown", n)
	}
	lacks(t, "the question", todo, "Betrifft:", "\u202e", "</a>; ", "VgV, § 56 Abs. 3; ")
	before, after, _ := strings.Cut(todo, `<ol class="questions"`)
	lacks(t, "the heading", before, "§")
	first, second, _ := strings.Cut(after, "LIZ-002")
	holds(t, "the first", first, "VgV, § 56 Abs. 3")
	holds(t, "the second", second, "GWB, § 122")
	lacks(t, "the second", second, "§ 56")
}
