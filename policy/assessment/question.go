// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import (
	"cmp"
	"slices"

	"lizenzlotse/scanner/inventory"
)

// A Question is what a person has to answer. One question covers every component it is about.
type Question struct {
	Rule       string            `json:"rule"`
	Addressee  Addressee         `json:"addressee"`
	Kind       QuestionKind      `json:"kind,omitempty"`
	Message    inventory.Message `json:"message"`              // what was seen
	Need       inventory.Message `json:"need,omitzero"`        // what is needed to settle it
	Limit      inventory.Message `json:"limit,omitzero"`       // what the answer may not do, or why it may not be asked for at all
	Components []string          `json:"components,omitempty"` // IDs
	// Parts tell apart what one question is about, where findings differ in no more than what they quote; none of most.
	Parts []QuestionPart `json:"parts,omitempty"`
	// Evidence shows where it was seen: some places, at most as many as a result has.
	Evidence []inventory.Evidence `json:"evidence,omitempty"`
	// Basis are the paragraphs that the kind and the limit rest on, each with its Stand as the date.
	Basis []Source `json:"basis,omitempty"`
}

// A QuestionPart is one of the wordings that a question is about.
type QuestionPart struct {
	Message    inventory.Message `json:"message"`
	Components []string          `json:"components,omitempty"` // IDs
}

// QuestionKind is the form in which a question may be put. The tool proposes it; the contracting authority decides.
type QuestionKind string

// The kinds of a question (§ 15(5) and § 56 VgV, § 9 and § 41 UVgO; outside procurement there is no difference).
const (
	QuestionClarification QuestionKind = "clarification" // Aufklärung: explains, may not change the bid
	QuestionSupplement    QuestionKind = "supplement"    // Nachforderung: documents that are missing or incomplete
	QuestionNeither       QuestionKind = "neither"       // may not be demanded before the award
	QuestionAcceptance    QuestionKind = "acceptance"    // belongs to performance or acceptance
	QuestionOurselves     QuestionKind = "ourselves"     // the authority answers it itself
)

// QuestionKinds are the kinds in the order in which people are shown them.
func QuestionKinds() []QuestionKind {
	return []QuestionKind{QuestionClarification, QuestionSupplement, QuestionNeither, QuestionAcceptance, QuestionOurselves}
}

// A QuestionGroup is the questions for one addressee that may be put in one form.
type QuestionGroup struct {
	Kind      QuestionKind
	Questions []*Question // one or more
}

// Asked gives the questions for an addressee by their kinds, in the order of [QuestionKinds], and last what is of no kind
// known here. A question that names no addressee is the city's.
func (a *Assessment) Asked(who Addressee) []QuestionGroup {
	byKind := map[QuestionKind][]*Question{}
	kinds := QuestionKinds()
	for i := range a.Questions {
		q := &a.Questions[i]
		if cmp.Or(q.Addressee, City) != who {
			continue
		}
		if !slices.Contains(kinds, q.Kind) {
			kinds = append(kinds, q.Kind)
		}
		byKind[q.Kind] = append(byKind[q.Kind], q)
	}
	var groups []QuestionGroup
	for _, kind := range kinds {
		if len(byKind[kind]) > 0 {
			groups = append(groups, QuestionGroup{kind, byKind[kind]})
		}
	}
	return groups
}

// Limited is the limit that holds for all of them; the zero Message where they differ.
func (g QuestionGroup) Limited() inventory.Message {
	limit := g.Questions[0].Limit
	if slices.ContainsFunc(g.Questions, func(q *Question) bool { return q.Limit.String() != limit.String() }) {
		return inventory.Message{}
	}
	return limit
}

// Basis are the paragraphs that all of them rest on, none where there are none; not alike where they differ: then one would stand
// above questions that do not rest on it.
func (g QuestionGroup) Basis() (basis []Source, alike bool) {
	basis = g.Questions[0].Basis
	if slices.ContainsFunc(g.Questions, func(q *Question) bool { return !slices.Equal(q.Basis, basis) }) {
		return nil, false
	}
	return basis, true
}

// First gives the first n questions of several groups, and how many are left out.
func First(groups []QuestionGroup, n int) (shown []QuestionGroup, more int) {
	for _, g := range groups {
		some := g.Questions[:min(n, len(g.Questions))]
		n -= len(some)
		more += len(g.Questions) - len(some)
		if len(some) > 0 {
			shown = append(shown, QuestionGroup{g.Kind, some})
		}
	}
	return shown, more
}

// Due is the stage at which what the rule asks for is owed; "" where that is with the bid. A nil rule owes nothing.
func (u *RuleUsed) Due() Stage {
	if u == nil || u.Doc.Stage == StageBid {
		return ""
	}
	return u.Doc.Stage
}

// Due is when the bidder owes the answer; "" where that is with the bid, where its kind says it, and where the city answers
// itself. U is the rule that asks, nil where the policy does not list it.
func (q *Question) Due(u *RuleUsed) Stage {
	if q.Addressee != Bidder || q.Kind == QuestionAcceptance {
		return ""
	}
	return u.Due()
}
