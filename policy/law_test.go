// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// question finds the one question that a message became.
func question(t *testing.T, a *assessment.Assessment, key string) assessment.Question {
	t.Helper()
	i := slices.IndexFunc(a.Questions, func(q assessment.Question) bool { return q.Message.Key == key })
	if i < 0 {
		t.Fatalf("%s is no question: %+v", key, a.Questions)
	}
	return a.Questions[i]
}

func put(q assessment.Question) string {
	s := string(q.Kind) + " " + strings.TrimPrefix(q.Need.Key, "question.need.")
	if q.Limit.Key != "" {
		s += " " + strings.TrimPrefix(q.Limit.Key, "question.limit.")
	}
	if u := q.Limit.Args["unsure"]; u != "" {
		s += "?" + u
	}
	for _, b := range q.Basis {
		law := b.Title[strings.LastIndex(b.Title, "(")+1:]
		s += fmt.Sprintf(" [%s %s, %s]", strings.TrimSuffix(law, ")"), b.Section, b.Date)
	}
	return s
}

// What is unclear, what is missing and what only the city knows, in one bid.
const asked = `
name: asked
rules:
  LIZ-001: %s
  LIZ-005: ask
  EIG-001: ask
own:
  paths: [app]
`

const published = `{weight: must, criterion: {kind: %s, published: {document: Leistungsbeschreibung, number: "4.3", date: 2026-09-01}%s}}`

func askedOf(t *testing.T, kind string) *assessment.Assessment {
	t.Helper()
	weight := "must"
	switch kind {
	case "A":
		weight = fmt.Sprintf(published, "A", "")
	case "B":
		weight = fmt.Sprintf(published, "B", ", scale: [all or nothing]")
	}
	own := found("file:app", "app", "MIT")
	return policy.Assess(of(
		own,
		named("pkg:npm/silent@1"),
		named("pkg:npm/words@1", "see the vendor"),
		named("pkg:npm/paid@1", "LicenseRef-Proprietary-Acme"),
	), mustLoad(t, fmt.Sprintf(asked, weight)), policy.Options{Date: "2026-11-22"})
}

func TestKindsOfQuestions(t *testing.T) {
	const (
		silent = "rule.licence.missing"          // a gap in a document
		words  = "rule.licence.unparsed"         // a statement
		text   = "rule.licence.ref-without-text" // a document is missing
		paid   = "rule.liz-005.proprietary"      // the city's own
		own    = "rule.eig-001.missing"          // owed at acceptance
		a15    = " [VgV § 15 Abs. 5, 2022-03]"
		a56    = " [VgV § 56 Abs. 2, 2022-03] [VgV § 56 Abs. 3, 2022-03]"
	)
	vgv := &assessment.Procedure{Regime: assessment.RegimeVgV, Kind: "open"}
	for _, c := range []struct {
		name      string
		criterion string
		procedure *assessment.Procedure
		stage     assessment.Stage
		want      map[string]string
	}{
		{"no procedure", "", nil, "", map[string]string{
			silent: "clarification licence clarification?none",
			words:  "clarification licence clarification?none",
			text:   "supplement licence-text supplement?none",
			paid:   "ourselves justification",
			own:    "acceptance licence-text acceptance?none",
		}},
		{"VgV, open", "", vgv, assessment.StageBid, map[string]string{
			silent: "clarification licence clarification" + a15,
			words:  "clarification licence clarification" + a15,
			text:   "supplement licence-text supplement" + a56,
			paid:   "ourselves justification",
			own:    "acceptance licence-text acceptance [GWB § 128 Abs. 2, 2022-03]",
		}},
		{"a minimum requirement", "A", vgv, assessment.StageBid, map[string]string{
			silent: "supplement licence supplement" + a56,
			words:  "clarification licence clarification" + a15,
		}},
		{"a scored criterion", "B", vgv, assessment.StageBid, map[string]string{
			silent: "neither licence neither [VgV § 56 Abs. 3, 2022-03]",
			words:  "clarification licence clarification-scored" + a15,
			text:   "neither licence-text neither [VgV § 56 Abs. 3, 2022-03]",
		}},
		{"VgV, negotiated", "", &assessment.Procedure{Regime: assessment.RegimeVgV, Kind: "negotiated-with-call"}, assessment.StageBid, map[string]string{
			words: "clarification licence clarification?other-kind",
			text:  "supplement licence-text supplement" + a56,
		}},
		{"VgV, kind not given", "", &assessment.Procedure{Regime: assessment.RegimeVgV}, assessment.StageBid, map[string]string{
			words: "clarification licence clarification?kind-vgv" + a15,
		}},
		{"UVgO", "B", &assessment.Procedure{Regime: assessment.RegimeUVgO, Kind: "public-tender"}, assessment.StageBid, map[string]string{
			words:  "clarification licence clarification-scored [UVgO § 9, 2017-02-02]",
			silent: "neither licence neither [UVgO § 41, 2017-02-02]",
			own:    "acceptance licence-text acceptance?no-paragraph",
		}},
		{"UVgO, a document", "", &assessment.Procedure{Regime: assessment.RegimeUVgO, Kind: "negotiated-award"}, assessment.StageBid, map[string]string{
			words: "clarification licence clarification?other-kind",
			text:  "supplement licence-text supplement [UVgO § 41, 2017-02-02]", // once, though it says both
		}},
		{"a statute of the city's own", "", &assessment.Procedure{Regime: assessment.RegimeStatute}, assessment.StageBid, map[string]string{
			words: "clarification licence clarification?own-statute",
			text:  "supplement licence-text supplement?own-statute",
			own:   "acceptance licence-text acceptance?own-statute",
		}},
		{"outside procurement", "", &assessment.Procedure{Regime: assessment.RegimeOutside}, "", map[string]string{
			words: "clarification licence outside",
			text:  "clarification licence-text outside",
			paid:  "ourselves justification",
		}},
		{"after the award", "B", vgv, assessment.StageAcceptance, map[string]string{
			words: "acceptance licence contract",
			text:  "acceptance licence-text contract",
			paid:  "ourselves justification",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := askedOf(t, c.criterion)
			a.Procedure, a.Stage = c.procedure, c.stage
			policy.Ask(a)
			for key, want := range c.want {
				if got := put(question(t, a, key)); got != want {
					t.Errorf("%s:\n got %s\nwant %s", key, got, want)
				}
			}
		})
	}
}

// That a licence is not known is asked once, by the first rule; what else depends on the answer is said with it.
func TestAnAnswerThatBearsOnTheScore(t *testing.T) {
	const text = `
name: both
rules:
  LIZ-001: %s
  LIZ-004: ask
  LIZ-005: %s
`
	judge := func(second string) *assessment.Assessment {
		p := mustLoad(t, fmt.Sprintf(text, fmt.Sprintf(published, "A", ""), second))
		return policy.Assess(of(named("pkg:npm/silent@1"), named("pkg:npm/words@1", "see the vendor")), p, policy.Options{Date: "2026-11-22"})
	}
	for _, c := range []struct{ second, want string }{
		{fmt.Sprintf(published, "B", ", scale: [all or nothing]"), "LIZ-005"},
		{fmt.Sprintf(published, "A", ""), ""},
		{"should", ""},
	} {
		a := judge(c.second)
		for _, key := range []string{"rule.licence.missing", "rule.licence.unparsed"} {
			if q := question(t, a, key); q.Rule != "LIZ-001" || q.Limit.Args["scored"] != c.want {
				t.Errorf("%s with %s: %s asks, the limit is %v", key, c.second, q.Rule, q.Limit)
			}
		}
		a.Stage = assessment.StageAcceptance
		policy.Ask(a)
		if q := question(t, a, "rule.licence.missing"); q.Limit.Args["scored"] != "" {
			t.Errorf("with a contract: %v", q.Limit)
		}
	}
}

func TestQuestionsShowWhereItWasSeen(t *testing.T) {
	a := askedOf(t, "")
	q := question(t, a, "rule.licence.unparsed")
	if len(q.Evidence) != 1 || q.Evidence[0].Path != "bom.json" || q.Evidence[0].Line.First != 7 {
		t.Errorf("evidence: %+v", q.Evidence)
	}
	if q.Need.Args["raw"] != "see the vendor" {
		t.Errorf("the need has not the arguments of the message: %+v", q.Need)
	}
}

// One question for one licence, however many components are under it, and no more places than a result has.
func TestOneQuestionALicence(t *testing.T) {
	var all []inventory.Component
	for i := range 100 {
		c := named(fmt.Sprintf("pkg:npm/c%03d@1", i), "Vendor Terms")
		c.Claims[0].Evidence[0].Line = inventory.LineRange{First: i + 1, Last: i + 1}
		all = append(all, c)
	}
	a := policy.Assess(of(all...), mustLoad(t, "\nname: p\nrules: {LIZ-001: must}\n"), policy.Options{Date: "2026-11-22"})
	if len(a.Questions) != 1 || len(a.Questions[0].Components) != 100 || len(a.Questions[0].Evidence) != 20 {
		t.Fatalf("%d questions, with %d components and %d places", len(a.Questions), len(a.Questions[0].Components), len(a.Questions[0].Evidence))
	}
	if len(a.Results[0].Evidence) != 1 {
		t.Errorf("the places of the question have got into a result: %+v", a.Results[0].Evidence)
	}
}

func TestParagraphsOfTheRegime(t *testing.T) {
	a := askedOf(t, "")
	if len(a.Paragraphs) != 0 {
		t.Errorf("without a procedure: %+v", a.Paragraphs)
	}
	topics := func(p *assessment.Procedure) string {
		a.Procedure = p
		policy.Ask(a)
		var list []string
		for _, p := range a.Paragraphs {
			list = append(list, p.Topic)
		}
		return strings.Join(list, " ")
	}
	if got := topics(&assessment.Procedure{Regime: assessment.RegimeUVgO, Kind: "direct"}); got != "supplement supplement-limits exclusion documentation retention" {
		t.Errorf("UVgO, direct: %s", got)
	}
	if got := topics(&assessment.Procedure{Regime: assessment.RegimeStatute}); got != "" {
		t.Errorf("own statute: %s", got)
	}
}
