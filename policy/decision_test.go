// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// recorded reads decisions; each lacks only its signature and text.
func recorded(t *testing.T, list ...string) []assessment.Decision {
	t.Helper()
	text := "decisions:\n"
	for i, d := range list {
		if !strings.Contains(d, "signed:") {
			d += ", signed: [{name: A. Example, date: 2026-11-20}]"
		}
		text += fmt.Sprintf("  - {id: d%d, text: because, %s}\n", i+1, d)
	}
	decisions, err := mustLoad(t, "dortmund").LoadDecisions([]string{"d.yml"}, func(path string) ([]byte, error) {
		if path == "d.yml" {
			return []byte(text), nil
		}
		return nil, fs.ErrNotExist
	})
	if err != nil {
		t.Fatal(err)
	}
	return decisions
}

func states(a *assessment.Assessment) []string {
	var list []string
	for _, d := range a.Decisions {
		list = append(list, fmt.Sprintf("%s %s %d %v", d.ID, d.State, d.Results, d.Components))
	}
	return list
}

// outcomes are the results with the decision of each.
func outcomes(a *assessment.Assessment) []string {
	list := results(a)
	for i := range list {
		if d := a.Results[i].Decision; d != "" {
			list[i] += " by " + d
		}
	}
	return list
}

// sold is a component that comes by subscription.
func sold(c inventory.Component) []inventory.Component {
	c.Claims[0].Terms = []string{"subscription"}
	return []inventory.Component{c}
}

const proprietary = "LicenseRef-scancode-proprietary-license"

func TestDecisionsAreApplied(t *testing.T) {
	exception := "kind: exception, reason: other, owner: me, until: 2027-01-01, "
	for name, x := range map[string]struct {
		rules, decision string
		components      []inventory.Component
		want            []string
		state           string
		verdict         assessment.Verdict
		questions       int
	}{
		"a conclusion is judged": {"LIZ-001: must, LIZ-003: must, LIZ-011: ask", "kind: conclusion, component: pkg:npm/a@1, licence: see the manual, concluded: MIT",
			of(named("pkg:npm/a@1", "see the manual")).Components, nil, "d1 used 0 [pkg:npm/a@1]", assessment.Satisfied, 0},
		"a conclusion settles contradictions": {"LIZ-011: ask", "kind: conclusion, component: pkg:npm/a, concluded: ISC",
			of(named("pkg:npm/a@1", "MIT", "ISC"), named("pkg:npm/a@2", "MIT", "ISC")).Components, nil, "d1 used 0 [pkg:npm/a@1 pkg:npm/a@2]", assessment.Satisfied, 0},
		"a conclusion says nothing of the price": {"LIZ-005: ask", "kind: conclusion, component: pkg:npm/a@1, concluded: MIT",
			sold(named("pkg:npm/a@1", "see the manual")), []string{"LIZ-005 pkg:npm/a@1 review rule.liz-005.terms"}, "d1 used 0 [pkg:npm/a@1]", assessment.Review, 1},
		"a conclusion is no pardon": {"LIZ-003: must", "kind: conclusion, component: pkg:npm/a@1, concluded: BUSL-1.1",
			of(named("pkg:npm/a@1", "MIT")).Components, []string{"LIZ-003 pkg:npm/a@1 violated rule.liz-003.not-approved by d1"}, "d1 used 1 [pkg:npm/a@1]", assessment.Violated, 0},
		"a conclusion of what is not said any more": {"LIZ-001: must", "kind: conclusion, component: pkg:npm/a@1, licence: see the book, concluded: MIT",
			of(named("pkg:npm/a@1", "see the manual")).Components, []string{"LIZ-001 pkg:npm/a@1 review rule.licence.unparsed"}, "d1 unmatched 0 []", assessment.Review, 1},
		"a choice is judged, and made": {"LIZ-003: must, LIZ-010: ask", "kind: choice, licence: MIT OR GPL-2.0-only, concluded: MIT",
			of(named("pkg:npm/a@1", "MIT OR GPL-2.0-only"), named("pkg:npm/b@1", "MIT OR GPL-2.0-only"), named("pkg:npm/c@1", "MIT OR ISC")).Components,
			[]string{"LIZ-010 pkg:npm/c@1 review rule.liz-010.choice"}, "d1 used 0 [pkg:npm/a@1 pkg:npm/b@1]", assessment.Review, 1},
		"a choice of the worse branch counts": {"LIZ-003: must", "kind: choice, component: pkg:npm/a@1, concluded: BUSL-1.1",
			of(named("pkg:npm/a@1", "MIT OR BUSL-1.1")).Components, []string{"LIZ-003 pkg:npm/a@1 violated rule.liz-003.not-approved by d1"}, "d1 used 1 [pkg:npm/a@1]", assessment.Violated, 0},
		"a choice within": {"LIZ-010: ask", "kind: choice, component: pkg:npm/a@1, concluded: MIT AND ISC",
			of(named("pkg:npm/a@1", "(MIT OR GPL-2.0-only) AND ISC")).Components, nil, "d1 used 0 [pkg:npm/a@1]", assessment.Satisfied, 0},
		"no branch": {"LIZ-010: ask", "kind: choice, component: pkg:npm/a@1, concluded: Zlib",
			of(named("pkg:npm/a@1", "MIT OR GPL-2.0-only")).Components, []string{"LIZ-010 pkg:npm/a@1 review rule.liz-010.choice"}, "d1 unmatched 0 []", assessment.Review, 1},
		"half of what applies together": {"LIZ-010: ask", "kind: choice, component: pkg:npm/a@1, concluded: MIT",
			of(named("pkg:npm/a@1", "(MIT OR GPL-2.0-only) AND ISC")).Components, []string{"LIZ-010 pkg:npm/a@1 review rule.liz-010.choice"}, "d1 unmatched 0 []", assessment.Review, 1},
		"a reason is on record": {"LIZ-005: ask", "kind: justification, rule: LIZ-005, component: pkg:npm/a@1, ground: technical",
			of(named("pkg:npm/a@1", proprietary)).Components, []string{"LIZ-005 pkg:npm/a@1 satisfied rule.liz-005.proprietary by d1"}, "d1 used 1 [pkg:npm/a@1]", assessment.Satisfied, 0},
		"a reason under a licence": {"LIZ-005: ask", "kind: justification, rule: LIZ-005, licence: " + proprietary + ", ground: financial",
			of(named("pkg:npm/a@1", proprietary+" AND MIT"), named("pkg:npm/b@1", "UNLICENSED")).Components,
			[]string{"LIZ-005 pkg:npm/a@1 satisfied rule.liz-005.proprietary by d1", "LIZ-005 pkg:npm/b@1 review rule.liz-005.wording"}, "d1 used 1 [pkg:npm/a@1]", assessment.Review, 1},
		"a reason for one licence is none for another": {"LIZ-004: ask", "kind: justification, rule: LIZ-004, licence: BUSL-1.1, ground: technical",
			of(named("pkg:npm/a@1", "BUSL-1.1 AND SSPL-1.0")).Components, []string{"LIZ-004 pkg:npm/a@1 review rule.liz-004.varies"}, "d1 unmatched 0 []", assessment.Review, 2},
		"a reason does not make good what must be": {"LIZ-005: must", "kind: justification, rule: LIZ-005, component: pkg:npm/a@1, ground: technical",
			of(named("pkg:npm/a@1", proprietary)).Components, []string{"LIZ-005 pkg:npm/a@1 violated rule.liz-005.proprietary by d1"}, "d1 used 1 [pkg:npm/a@1]", assessment.Violated, 0},
		"a reason does not say which licence it is": {"LIZ-005: ask", "kind: justification, rule: LIZ-005, component: pkg:npm/a@1, ground: technical",
			of(named("pkg:npm/a@1", "see the manual")).Components, []string{"LIZ-005 pkg:npm/a@1 review rule.licence.unparsed"}, "d1 unmatched 0 []", assessment.Review, 1},
		"a reason is none for a rule that asks for none": {"LIZ-003: must", "kind: justification, rule: LIZ-003, component: pkg:npm/a@1, ground: technical",
			of(named("pkg:npm/a@1", "BUSL-1.1")).Components, []string{"LIZ-003 pkg:npm/a@1 violated rule.liz-003.not-approved"}, "d1 unmatched 0 []", assessment.Violated, 0},
		"an exception": {"LIZ-005: must", exception + "rule: LIZ-005, component: pkg:npm/a@1",
			of(named("pkg:npm/a@1", proprietary), named("pkg:npm/a@2", proprietary)).Components,
			[]string{"LIZ-005 pkg:npm/a@1 conditional rule.liz-005.proprietary by d1", "LIZ-005 pkg:npm/a@2 violated rule.liz-005.proprietary"}, "d1 used 1 [pkg:npm/a@1]", assessment.Violated, 0},
		"an exception from one rule is none from the next": {"LIZ-001: must, LIZ-003: must", exception + "rule: LIZ-001, component: pkg:npm/a@1",
			of(named("pkg:npm/a@1", "see the manual")).Components,
			[]string{"LIZ-001 pkg:npm/a@1 conditional rule.licence.unparsed by d1", "LIZ-003 pkg:npm/a@1 review rule.licence.unparsed"}, "d1 used 1 [pkg:npm/a@1]", assessment.Review, 1},
		"an exception from a note": {"LIZ-003: note", exception + "rule: LIZ-003, component: pkg:npm/a@1",
			of(named("pkg:npm/a@1", "BUSL-1.1")).Components, []string{"LIZ-003 pkg:npm/a@1 satisfied rule.liz-003.not-approved noted by d1"}, "d1 used 1 [pkg:npm/a@1]", assessment.Satisfied, 0},
		"an exception for a file": {"LIZ-003: must", exception + "rule: LIZ-003, files: [{path: lib/x.go, sha256: " + strings.Repeat("a", 64) + "}]",
			of(found("a", "lib", "BUSL-1.1"), found("b", "src", "BUSL-1.1")).Components,
			[]string{"LIZ-003 a conditional rule.liz-003.not-approved by d1", "LIZ-003 b violated rule.liz-003.not-approved"}, "d1 used 1 [a]", assessment.Violated, 0},
		"nothing of the kind": {"LIZ-003: must", exception + "rule: LIZ-003, component: pkg:npm/z@1",
			of(named("pkg:npm/a@1", "MIT")).Components, nil, "d1 unmatched 0 []", assessment.Satisfied, 0},
	} {
		t.Run(name, func(t *testing.T) {
			inv := of(x.components...)
			inv.Files = []inventory.File{{Path: "lib/x.go", SHA256: strings.Repeat("a", 64)}}
			a := policy.Assess(inv, mustLoad(t, "\nrules: {"+x.rules+"}"), policy.Options{Date: "2026-11-22", Decisions: recorded(t, x.decision)})
			equal(t, "results", x.want, outcomes(a))
			equal(t, "decisions", []string{x.state}, states(a))
			if a.Verdict != x.verdict || len(a.Questions) != x.questions {
				t.Errorf("verdict %v, questions %v", a.Verdict, a.Questions)
			}
			for _, u := range a.Rules {
				if c := u.Counts; c.Satisfied+c.Conditional+c.Review+c.Violated+c.Noted != len(inv.Components) && u.ID != "LIZ-011" {
					t.Errorf("%s counts %+v", u.ID, c)
				}
			}
		})
	}
}

func TestDecisionsEnd(t *testing.T) {
	sum, other := strings.Repeat("a", 64), strings.Repeat("b", 64)
	decision := "kind: justification, rule: LIZ-005, component: pkg:npm/a@1, ground: technical, until: 2026-12-31, files: [{path: lib/LICENSE, sha256: " + sum + "}]"
	for name, x := range map[string]struct {
		date, sum, decision string
		examiners           int
		state               assessment.DecisionState
		want                []string // of the rules about decisions
	}{
		"in force":       {"2026-12-31", sum, decision, 1, assessment.DecisionUsed, nil},
		"expired":        {"2027-01-01", sum, decision, 1, assessment.DecisionExpired, []string{"VER-001  review rule.ver-001.expired by d1"}},
		"not yet signed": {"2026-11-19", sum, decision, 1, assessment.DecisionPending, []string{"VER-001  review rule.ver-001.future by d1"}},
		"one of two":     {"2026-11-22", sum, decision, 2, assessment.DecisionPending, []string{"VER-001  review rule.ver-001.unsigned by d1"}},
		"two of two": {"2026-11-22", sum, decision + ", signed: [{name: A, date: 2026-11-20}, {name: B, date: 2026-11-21}]", 2,
			assessment.DecisionUsed, nil},
		"another file":    {"2026-11-22", other, decision, 1, assessment.DecisionChanged, []string{"VER-002  violated rule.ver-002.changed by d1"}},
		"no file":         {"2026-11-22", "", decision, 1, assessment.DecisionChanged, []string{"VER-002  violated rule.ver-002.changed by d1"}},
		"another version": {"2026-11-22", sum, strings.Replace(decision, "a@1", "a@2", 1), 1, assessment.DecisionUnmatched, []string{"VER-001  review rule.ver-001.other-version by d1"}},
		"gone":            {"2026-11-22", sum, strings.Replace(decision, "a@1", "z", 1), 1, assessment.DecisionUnmatched, []string{"VER-001  review rule.ver-001.unmatched by d1"}},
		"no branch": {"2026-11-22", sum, "kind: choice, component: pkg:npm/a@1, concluded: MIT", 1, assessment.DecisionUnmatched,
			[]string{"VER-001  review rule.ver-001.no-branch by d1"}},
		"an exception for every version": {"2026-11-22", sum, "kind: exception, rule: LIZ-005, component: pkg:npm/a, reason: other, owner: me, until: 2027-01-01", 1,
			assessment.DecisionUsed, []string{"VER-002  violated rule.ver-002.unbound by d1"}},
		"an exception for this version": {"2026-11-22", sum, "kind: exception, rule: LIZ-005, component: pkg:npm/a@1, reason: other, owner: me, until: 2027-01-01", 1,
			assessment.DecisionUsed, nil},
	} {
		t.Run(name, func(t *testing.T) {
			inv := of(named("pkg:npm/a@1", proprietary))
			if x.sum != "" {
				inv.Files = []inventory.File{{Path: "lib/LICENSE", SHA256: x.sum}}
			}
			p := mustLoad(t, fmt.Sprintf("\nexaminers: %d\nrules: {LIZ-005: ask, VER-001: ask, VER-002: must}", x.examiners))
			a := policy.Assess(inv, p, policy.Options{Date: x.date, Decisions: recorded(t, x.decision)})
			if a.Decisions[0].State != x.state {
				t.Errorf("state %s, want %s", a.Decisions[0].State, x.state)
			}
			got := slices.DeleteFunc(outcomes(a), func(s string) bool { return strings.HasPrefix(s, "LIZ-") })
			if len(x.want)+len(got) > 0 {
				equal(t, "results", x.want, got)
			}
			if inForce := x.state == assessment.DecisionUsed; inForce == (used(a, "LIZ-005").Counts.Review == 1) {
				t.Errorf("in force %v: %+v", inForce, used(a, "LIZ-005").Counts)
			}
			if u := used(a, "VER-001"); u.Counts.Satisfied+u.Counts.Review != 1 || !u.Documents {
				t.Errorf("VER-001 counts %+v", u.Counts)
			}
			for _, r := range a.Results {
				if strings.HasPrefix(r.Rule, "VER-") && (len(r.Evidence) != 1 || r.Evidence[0].Path != "d.yml" || r.Evidence[0].Line.First != 2) {
					t.Errorf("it stands in %v", r.Evidence)
				}
			}
		})
	}
}

func TestDecisionsOnDocuments(t *testing.T) {
	inv := sbomOf("sbom.json")
	inv.Documents[0].SHA256 = strings.Repeat("c", 64)
	p := mustLoad(t, "\nsbom: [bsi-2.1.0]\nrules: {SBM-001: must, SBM-007: must}")
	d := recorded(t, "kind: exception, rule: SBM-007, reason: other, owner: me, until: 2027-01-01, files: [{path: sbom.json, sha256: "+inv.Documents[0].SHA256+"}]")
	a := policy.Assess(inv, p, policy.Options{Date: "2026-11-22", Decisions: d})
	equal(t, "results", []string{"SBM-001  violated rule.sbm-001.format", "SBM-007  conditional rule.sbm.components.missing by d1"}, outcomes(a))
	equal(t, "decisions", []string{"d1 used 1 []"}, states(a))
	inv.Documents[0].SHA256 = strings.Repeat("d", 64)
	if a := policy.Assess(inv, p, policy.Options{Date: "2026-11-22", Decisions: d}); a.Decisions[0].State != assessment.DecisionChanged || used(a, "SBM-007").Verdict != assessment.Violated {
		t.Errorf("another document: %v, %v", a.Decisions[0].State, used(a, "SBM-007").Verdict)
	}
}

func TestSeveralDecisionsOnOneComponent(t *testing.T) {
	inv := of(named("pkg:npm/a@1", "see the manual"), named("pkg:npm/b@1", "MIT OR Zlib"), named("pkg:npm/c@1", "MIT OR Zlib"))
	d := recorded(t,
		"kind: choice, component: pkg:npm/a@1, concluded: MIT",
		"kind: conclusion, component: pkg:npm/a@1, concluded: MIT OR GPL-2.0-only",
		"kind: choice, licence: MIT OR Zlib, concluded: MIT",
		"kind: choice, component: pkg:npm/c@1, concluded: Zlib")
	a := policy.Assess(inv, mustLoad(t, "\nrules: {LIZ-001: must, LIZ-010: must}"), policy.Options{Date: "2026-11-22", Decisions: d})
	equal(t, "results", []string(nil), outcomes(a))
	equal(t, "decisions", []string{"d1 used 0 [pkg:npm/a@1]", "d2 used 0 [pkg:npm/a@1]", "d3 used 0 [pkg:npm/b@1]", "d4 used 0 [pkg:npm/c@1]"}, states(a))
	decided := a.Decided()
	for component, want := range map[string]string{"pkg:npm/a@1": "d1", "pkg:npm/b@1": "d3", "pkg:npm/c@1": "d4"} {
		if decided[component] == nil || decided[component].ID != want {
			t.Errorf("%s was decided by %v, want %s", component, decided[component], want)
		}
	}
	if d[0].State != "" || len(d[0].Components) != 0 {
		t.Error("the decisions that were handed in were changed")
	}
	for _, c := range inv.Components {
		if got := c.Licenses(inventory.Concluded); got != "" {
			t.Errorf("the inventory says that %s was concluded", got)
		}
	}
}

// An exception can be about a rule of the policy itself, and decisions about decisions there are none.
func TestWhichRulesCanBeDecided(t *testing.T) {
	p := mustLoad(t, `
name: stadt
rules: {LIZ-001: note}
custom:
  STADT-1: {weight: must, finds: 'licence.network', says: "Netzklausel"}
`)
	load := func(rule string) ([]assessment.Decision, error) {
		return p.LoadDecisions([]string{"d.yml"}, func(string) ([]byte, error) {
			return []byte("decisions:\n  - {id: d1, kind: exception, rule: " + rule + ", component: pkg:npm/a@1, reason: separate, owner: me, until: 2027-01-01, text: x, " +
				"signed: [{name: me, date: 2026-11-22}]}\n"), nil
		})
	}
	d, err := load("STADT-1")
	if err != nil {
		t.Fatal(err)
	}
	a := policy.Assess(of(named("pkg:npm/a@1", "AGPL-3.0-only")), p, policy.Options{Date: "2026-11-22", Decisions: d})
	equal(t, "results", []string{"STADT-1 pkg:npm/a@1 conditional rule.custom.found by d1"}, outcomes(a))
	for _, rule := range []string{"VER-001", "STADT-2"} {
		if _, err := load(rule); err == nil || !strings.Contains(err.Error(), "file.value field=rule value="+rule) {
			t.Errorf("%s: %v", rule, err)
		}
	}
}
