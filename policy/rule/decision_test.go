// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A settled situation is a decision before a rule, and what the rule is to say.
type settled struct {
	name string
	rule.DecisionCase
	want []string
}

func runDecisions(t *testing.T, id string, list []settled) {
	t.Helper()
	r := rule.ByID(id)
	for _, s := range list {
		s.Decision.ID, s.Decision.Origin = "LIZ-005-map", "decisions.yml:12"
		var got []string
		for _, o := range r.Decision(&s.DecisionCase) {
			state := [...]string{"pass", "unknown", "fail"}[o.State]
			got = append(got, strings.TrimSpace(state+" "+o.Message.Key))
			if o.State == rule.Fail && (len(o.Evidence) != 1 || o.Evidence[0].Path != "decisions.yml" || o.Evidence[0].Line.First != 12) {
				t.Errorf("%s: it stands in %v", s.name, o.Evidence)
			}
		}
		if d := cmp.Diff(s.want, got); d != "" {
			t.Errorf("%s %s (-want +got)\n%s", id, s.name, d)
		}
	}
}

func TestVER001(t *testing.T) {
	signed := []assessment.Signature{{Name: "A. Example", Date: "2026-11-22"}}
	in := func(state assessment.DecisionState) *assessment.Decision {
		return &assessment.Decision{Kind: assessment.Choice, State: state, Signed: signed, Until: "2026-12-31", Concluded: spdx.MustParse("MIT")}
	}
	runDecisions(t, "VER-001", []settled{
		{"in force", rule.DecisionCase{Decision: in(assessment.DecisionUsed), Examiners: 1}, []string{"pass"}},
		{"of other files, which is for another rule", rule.DecisionCase{Decision: in(assessment.DecisionChanged), Examiners: 1}, []string{"pass"}},
		{"ended", rule.DecisionCase{Decision: in(assessment.DecisionExpired), Examiners: 1}, []string{"fail rule.ver-001.expired"}},
		{"about nothing", rule.DecisionCase{Decision: in(assessment.DecisionUnmatched), Examiners: 1}, []string{"fail rule.ver-001.unmatched"}},
		{"about another version", rule.DecisionCase{Decision: in(assessment.DecisionUnmatched), Examiners: 1, Other: "pkg:npm/x@2"}, []string{"fail rule.ver-001.other-version"}},
		{"no branch", rule.DecisionCase{Decision: in(assessment.DecisionUnmatched), Examiners: 1, NoBranch: true}, []string{"fail rule.ver-001.no-branch"}},
		{"one signature of two", rule.DecisionCase{Decision: in(assessment.DecisionPending), Examiners: 2}, []string{"fail rule.ver-001.unsigned"}},
		{"signed later", rule.DecisionCase{Decision: in(assessment.DecisionPending), Examiners: 1, Date: "2026-11-21"}, []string{"fail rule.ver-001.future"}},
	})
}

func TestVER002(t *testing.T) {
	file := []assessment.DecidedFile{{Path: "lib/LICENSE", SHA256: strings.Repeat("a", 64)}}
	in := func(kind assessment.DecisionKind, state assessment.DecisionState, component string, files []assessment.DecidedFile) rule.DecisionCase {
		return rule.DecisionCase{Decision: &assessment.Decision{Kind: kind, State: state, Component: component, Files: files}}
	}
	changed := in(assessment.Justification, assessment.DecisionChanged, "pkg:npm/map@7.1", file)
	changed.Changed = []string{"a", "b", "c", "d", "e", "f"}
	runDecisions(t, "VER-002", []settled{
		{"the file that was judged", in(assessment.Justification, assessment.DecisionUsed, "pkg:npm/map@7.1", file), []string{"pass"}},
		{"other files", changed, []string{"fail rule.ver-002.changed"}},
		{"an exception for a version", in(assessment.Exception, assessment.DecisionUsed, "pkg:npm/@scope/map@7.1", nil), []string{"pass"}},
		{"an exception for a file", in(assessment.Exception, assessment.DecisionUsed, "pkg:npm/map", file), []string{"pass"}},
		{"an exception for what a document lists", in(assessment.Exception, assessment.DecisionUsed, "bom.json#map", nil), []string{"pass"}},
		{"an exception for every version", in(assessment.Exception, assessment.DecisionUsed, "pkg:npm/@scope/map", nil), []string{"fail rule.ver-002.unbound"}},
		{"an exception for a licence", in(assessment.Exception, assessment.DecisionUsed, "", nil), []string{"fail rule.ver-002.unbound"}},
		{"a choice for every version", in(assessment.Choice, assessment.DecisionUsed, "pkg:npm/map", nil), []string{"pass"}},
		{"one that has ended", in(assessment.Exception, assessment.DecisionExpired, "", nil), nil},
	})
	o := rule.ByID("VER-002").Decision(&changed)
	if got := o[0].Message.Args["files"]; got != "a, b, c, d, e, …" {
		t.Errorf("files %q", got)
	}
}

func TestChoose(t *testing.T) {
	for _, x := range []struct{ stated, of, chosen, want string }{
		{"MIT OR GPL-2.0-only", "", "MIT", "MIT"},
		{"MIT OR GPL-2.0-only", "MIT OR GPL-2.0-only", "GPL-2.0-only", "GPL-2.0-only"},
		{"MIT OR GPL-2.0-only", "MIT OR ISC", "MIT", ""},
		{"MIT OR GPL-2.0-only", "", "ISC", ""},
		{"MIT OR GPL-2.0-only", "", "MIT OR GPL-2.0-only", ""},
		{"MIT OR GPL-2.0-only OR ISC", "", "MIT OR ISC", "MIT OR ISC"},
		{"MIT AND (ISC OR Zlib)", "", "ISC AND MIT", "ISC AND MIT"},
		{"MIT AND (ISC OR Zlib)", "", "ISC", ""},
		{"GPL-2.0-only OR GPL-2.0-only WITH Classpath-exception-2.0", "", "GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"},
		{"MIT", "", "MIT", ""},
	} {
		claims := []inventory.Claim{declared(x.stated)}
		l := rule.Judged(claims)
		before := l.Parts[0].Expression.String()
		got := ""
		if l.Choose(x.of, spdx.MustParse(x.chosen)) {
			got = l.Parts[0].Expression.String()
		} else if l.Parts[0].Expression.String() != before {
			t.Errorf("%s: refused and changed", x.stated)
		}
		if got != x.want {
			t.Errorf("of %s choosing %s: %q, want %q", x.stated, x.chosen, got, x.want)
		}
	}
}
