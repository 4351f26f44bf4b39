// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// questions are those for one addressee, by the form in which they may be put.
type questions struct {
	Addressee string
	Kinds     []questionKind
	More      int
}

type questionKind struct {
	Kind  string // in words; empty where none is proposed
	Limit string // what holds for all of them; empty where they differ
	Basis []sourceRow
	List  []question
	First int // number of the first: they are counted through
}

type question struct {
	Rule, Anchor, Text, Need string
	Limit                    string // where it is this one's alone
	Due                      string // empty if the bid has to answer it
	Components               list[component]
	Places                   list[place]
}

var kindsOfQuestions = []assessment.QuestionKind{assessment.QuestionClarification, assessment.QuestionSupplement, assessment.QuestionNeither,
	assessment.QuestionAcceptance, assessment.QuestionOurselves}

func (p *view) questions() []questions {
	var all []questions
	for _, who := range addressees {
		byKind := map[assessment.QuestionKind][]*assessment.Question{}
		kinds := kindsOfQuestions
		total := 0
		for i := range p.a.Questions {
			q := &p.a.Questions[i]
			if q.Addressee != who && (q.Addressee != "" || who != assessment.City) {
				continue
			}
			if total++; total > p.room(maxQuestions) {
				continue
			}
			if byKind[q.Kind] == nil && !slices.Contains(kindsOfQuestions, q.Kind) {
				kinds = append(kinds[:len(kinds):len(kinds)], q.Kind)
			}
			byKind[q.Kind] = append(byKind[q.Kind], q)
		}
		if total == 0 {
			continue
		}
		x := questions{Addressee: string(who), More: max(0, total-p.room(maxQuestions))}
		first := 1
		for _, kind := range kinds {
			if asked := byKind[kind]; len(asked) > 0 {
				x.Kinds = append(x.Kinds, p.questionKind(kind, asked, first))
				first += len(asked)
			}
		}
		all = append(all, x)
	}
	return all
}

// questionKind says once what holds for all questions of a kind.
func (p *view) questionKind(kind assessment.QuestionKind, asked []*assessment.Question, first int) questionKind {
	k := questionKind{First: first}
	if kind != assessment.QuestionOurselves { // the heading says that
		k.Kind = i18n.Cut(p.l.Word("question-kind", string(kind)), maxText)
	}
	same := true
	seen := map[assessment.Source]bool{}
	for _, q := range asked {
		k.List = append(k.List, p.question(q))
		same = same && q.Limit.String() == asked[0].Limit.String()
		for _, b := range q.Basis {
			if !seen[b] && len(seen) < maxComponents {
				seen[b] = true
				k.Basis = append(k.Basis, sourceOf(b))
			}
		}
	}
	if same {
		k.Limit = k.List[0].Limit
		for i := range k.List {
			k.List[i].Limit = ""
		}
	}
	return k
}

func (p *view) question(q *assessment.Question) question {
	say := func(m inventory.Message) string {
		if m.Key == "" {
			return ""
		}
		return i18n.Cut(p.l.Message(m.Key, m.Args), maxProse)
	}
	x := question{
		Rule: q.Rule, Anchor: p.where(q.Rule), Text: say(q.Message), Need: say(q.Need), Limit: say(q.Limit),
		Components: each(q.Components, 5, p.component),
		Places: each(q.Evidence, maxWhere+1, func(e inventory.Evidence) place {
			return place{Path: i18n.CutMiddle(e.Path, maxPath), Line: lines(e.Line)}
		}),
	}
	x.Places.Items = merged(x.Places.Items)
	if q.Kind != assessment.QuestionAcceptance { // which says it
		x.Due = p.due(q.Rule)
	}
	if q.Addressee == assessment.City {
		x.Due = ""
	}
	return x
}
