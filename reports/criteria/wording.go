// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package criteria

import (
	"cmp"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

// A Wording is a rule in the words of tender documents.
type Wording struct {
	Demand string // the requirement
	Proof  string // how it is shown
	Person string // what a person decides
}

// WordingOf gives the words for a rule; false for a rule that has none of its own, as one that a city wrote itself.
func WordingOf(rule string, l i18n.Lang) (Wording, bool) {
	family, _, _ := strings.Cut(rule, "-")
	of := func(part string) string {
		for _, key := range []string{part + "." + rule, part + "." + family} {
			if l.Has(key) {
				return l.T(key)
			}
		}
		return ""
	}
	w := Wording{Demand: of("demand"), Proof: of("proof"), Person: of("person")}
	return w, w.Demand != ""
}

// wording is WordingOf, or for a rule of a city's own what its documentation says.
func wording(r *assessment.RuleUsed, l i18n.Lang) Wording {
	w, ok := WordingOf(r.ID, l)
	if !ok {
		w.Demand = cmp.Or(r.Doc.Title.In(l.Code()), r.Doc.What.In(l.Code()))
	}
	// A duty of the city's own asks something of bidders only as a criterion, and in other words.
	if key := "criterion-demand." + r.ID; r.Criterion != nil && l.Has(key) {
		w.Demand = l.T(key)
	}
	return w
}

// own reports whether what a rule asks for is the city's own duty, and so no requirement on bidders. What is due at
// acceptance belongs to the contract, even where the city records it, and what was published as a criterion is one.
func own(r *assessment.RuleUsed) bool {
	if r.Criterion != nil {
		return false
	}
	switch r.Doc.Stage {
	case assessment.StageOwnDuty:
		return true
	case assessment.StagePerformance, assessment.StageAcceptance:
		return false
	}
	return r.Doc.Addressee == assessment.City
}

// stage is when a rule asks: as a criterion, what the city owes itself otherwise is judged with the bid.
func stage(r *assessment.RuleUsed) assessment.Stage {
	if r.Criterion != nil && r.Doc.Stage == assessment.StageOwnDuty {
		return assessment.StageBid
	}
	return r.Doc.Stage
}
