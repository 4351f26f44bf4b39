// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
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
	Kind  string      // in words; empty where none is proposed
	Limit string      // what holds for all of them; empty where they differ
	Basis []sourceRow // what holds for all of them; none where they differ
	List  []question
	First int // number of the first: they are counted through
}

type question struct {
	Rule, Anchor, Text, Need string
	Limit                    string // where it is this one's alone
	Basis                    []sourceRow
	Due                      string // empty if the bid has to answer it
	Parts                    list[questionPart]
	Components               list[component] // of a question without parts
	Places                   list[place]
}

type questionPart struct {
	Text       string
	Components list[component]
}

func (p *view) questions() []questions {
	var all []questions
	for _, who := range addressees {
		groups, more := assessment.First(p.a.Asked(who), p.room(maxQuestions))
		if len(groups) == 0 {
			continue
		}
		x := questions{Addressee: string(who), More: more}
		first := 1
		for _, g := range groups {
			x.Kinds = append(x.Kinds, p.questionKind(g, first))
			first += len(g.Questions)
		}
		all = append(all, x)
	}
	return all
}

// questionKind says once what holds for all questions of a kind.
func (p *view) questionKind(g assessment.QuestionGroup, first int) questionKind {
	k := questionKind{First: first, Limit: p.say(g.Limited())}
	if g.Kind != assessment.QuestionOurselves { // the heading says that
		k.Kind = i18n.Cut(p.l.Word("question-kind", string(g.Kind)), maxText)
	}
	basis, same := g.Basis()
	if same {
		k.Basis = each(basis, maxComponents, sourceOf).Items
	}
	for _, q := range g.Questions {
		shown := p.question(q)
		if k.Limit != "" {
			shown.Limit = ""
		}
		if same {
			shown.Basis = nil
		}
		k.List = append(k.List, shown)
	}
	return k
}

// say is a message in words; the zero Message is "".
func (p *view) say(m inventory.Message) string {
	if m.Key == "" {
		return ""
	}
	return i18n.Cut(p.l.Message(m.Key, m.Args), maxProse)
}

func (p *view) question(q *assessment.Question) question {
	x := question{
		Rule: q.Rule, Anchor: p.where(q.Rule), Text: p.say(q.Message), Need: p.say(q.Need), Limit: p.say(q.Limit), Due: p.due(q.Due(p.rules[q.Rule])),
		Parts: each(q.Parts, p.room(maxComponents), func(x assessment.QuestionPart) questionPart {
			return questionPart{p.say(x.Message), each(x.Components, 5, p.component)}
		}),
		Basis: each(q.Basis, maxComponents, sourceOf).Items,
		Places: each(q.Evidence, maxWhere+1, func(e inventory.Evidence) place {
			e.Quote = "" // the message says it
			return placeOf(e)
		}),
	}
	x.Places.Items = merged(x.Places.Items)
	if len(q.Parts) == 0 {
		x.Components = each(q.Components, 5, p.component)
	}
	return x
}
