// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment_test

import (
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// Every format says of a rule what this says: its verdict, and beside it what it applied to, what was approved and what remarked.
func TestRuleWords(t *testing.T) {
	exception := assessment.Decision{ID: "e", Kind: assessment.Exception, State: assessment.DecisionUsed}
	lacks := assessment.Result{Rule: "r", Verdict: assessment.Conditional}
	approved := assessment.Result{Rule: "r", Verdict: assessment.Conditional, Decision: "e"}
	for name, c := range map[string]struct {
		rule    assessment.RuleUsed
		results []assessment.Result
		want    string
	}{
		"nothing to judge": {assessment.RuleUsed{}, nil, "not-applicable"},
		"satisfied":        {assessment.RuleUsed{Counts: assessment.Counts{Satisfied: 1}}, nil, "satisfied"},
		"remarked":         {assessment.RuleUsed{Counts: assessment.Counts{Satisfied: 1}}, []assessment.Result{{Rule: "r"}}, "remarked"},
		"noted":            {assessment.RuleUsed{Counts: assessment.Counts{Satisfied: 1, Noted: 1}}, []assessment.Result{{Rule: "r", Noted: true}}, "noted"},
		"lacking": {assessment.RuleUsed{Weight: assessment.Should, Verdict: assessment.Conditional, Counts: assessment.Counts{Conditional: 2}},
			[]assessment.Result{lacks, approved}, "lacking"},
		"approved": {assessment.RuleUsed{Weight: assessment.Should, Verdict: assessment.Conditional, Counts: assessment.Counts{Conditional: 1}},
			[]assessment.Result{approved}, "excepted"},
		"not approved of all": {assessment.RuleUsed{Weight: assessment.Must, Verdict: assessment.Violated, Counts: assessment.Counts{Conditional: 1, Violated: 1}},
			[]assessment.Result{approved, {Rule: "r", Verdict: assessment.Violated}}, "violated"},
	} {
		c.rule.ID = "r"
		a := &assessment.Assessment{Inventory: &inventory.Inventory{}, Rules: []assessment.RuleUsed{c.rule}, Results: c.results, Decisions: []assessment.Decision{exception}}
		if got := a.RuleWords()["r"]; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
