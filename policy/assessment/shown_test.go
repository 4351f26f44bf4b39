// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment_test

import (
	"slices"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// Questions come by the form in which they may be put, whoever shows them, and none is lost that names no addressee or kind.
func TestAsked(t *testing.T) {
	q := func(rule string, who assessment.Addressee, kind assessment.QuestionKind) assessment.Question {
		return assessment.Question{Rule: rule, Addressee: who, Kind: kind}
	}
	a := &assessment.Assessment{Questions: []assessment.Question{q("1", assessment.Bidder, "strange"), q("2", assessment.Bidder, assessment.QuestionSupplement),
		q("3", "", assessment.QuestionOurselves), q("4", assessment.Bidder, assessment.QuestionClarification), q("5", assessment.City, ""), q("6", assessment.Bidder, assessment.QuestionSupplement)}}
	rules := func(groups []assessment.QuestionGroup) (list []string) {
		for _, g := range groups {
			for _, q := range g.Questions {
				list = append(list, q.Rule)
			}
		}
		return list
	}
	if got := rules(a.Asked(assessment.Bidder)); !slices.Equal(got, []string{"4", "2", "6", "1"}) {
		t.Errorf("the bidder's: %v", got)
	}
	if got := rules(a.Asked(assessment.City)); !slices.Equal(got, []string{"3", "5"}) {
		t.Errorf("the city's: %v", got)
	}
	shown, more := assessment.First(a.Asked(assessment.Bidder), 2)
	if got := rules(shown); !slices.Equal(got, []string{"4", "2"}) || more != 2 || len(shown) != 2 {
		t.Errorf("the first: %v, %d more", got, more)
	}
	if _, more := assessment.First(a.Asked(assessment.Bidder), 4); more != 0 {
		t.Errorf("of all there are %d more", more)
	}
}

// When something is owed is said where it is not with the bid, of a question to the bidder alone.
func TestDue(t *testing.T) {
	at := func(s assessment.Stage) *assessment.RuleUsed {
		return &assessment.RuleUsed{Doc: assessment.Doc{Stage: s}}
	}
	asked := assessment.Question{Addressee: assessment.Bidder, Kind: assessment.QuestionNeither}
	ours := assessment.Question{Addressee: assessment.City}
	accepted := assessment.Question{Addressee: assessment.Bidder, Kind: assessment.QuestionAcceptance}
	for i, got := range []assessment.Stage{asked.Due(nil), asked.Due(at("")), asked.Due(at(assessment.StageBid)), ours.Due(at(assessment.StageAcceptance)),
		accepted.Due(at(assessment.StageAcceptance))} {
		if got != "" {
			t.Errorf("%d: %s", i, got)
		}
	}
	if got := asked.Due(at(assessment.StageAcceptance)); got != assessment.StageAcceptance {
		t.Error(got)
	}
}

func TestSeen(t *testing.T) {
	c := &inventory.Component{Instances: []inventory.Instance{{Path: "."}, {Path: "lib"}, {Document: "bom.json", Line: 7}}}
	evidence := []inventory.Evidence{{Path: "a.c", Line: inventory.LineRange{First: 2, Last: 4}}}
	for _, x := range []struct {
		r    assessment.Result
		c    *inventory.Component
		want string
	}{
		{assessment.Result{File: "f", Evidence: evidence}, c, "a.c:2-4 "},
		{assessment.Result{File: "f"}, c, "f "},
		{assessment.Result{}, c, "lib bom.json:7 "},
		{assessment.Result{}, nil, ""},
	} {
		got := ""
		for _, e := range x.r.Seen(x.c) {
			got += e.Place() + " "
		}
		if got != x.want {
			t.Errorf("%q, want %q", got, x.want)
		}
	}
}
