// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

// questions are what people are to answer, by addressee and by the form in which they may be put.
func (p *printer) questions() {
	for _, who := range []assessment.Addressee{assessment.Bidder, assessment.City} {
		groups := p.a.Asked(who)
		total := 0
		for _, g := range groups {
			total += len(g.Questions)
		}
		if total == 0 {
			continue
		}
		p.heading(p.l.T("text.questions."+string(who), "n", strconv.Itoa(total)))
		groups, more := assessment.First(groups, p.fits(total, maxQuestions))
		for _, g := range groups {
			for i, q := range g.Questions {
				if i == 0 || !slices.Equal(g.Questions[i-1].Basis, q.Basis) {
					p.kind(q)
				}
				if i == 0 || g.Questions[i-1].Limit.String() != q.Limit.String() {
					p.limit(q)
				}
				p.question(q)
			}
		}
		p.saved(2, more)
		p.line(0, "")
	}
}

// kind says how the questions that follow may be put, and by which provisions.
func (p *printer) kind(q *assessment.Question) {
	if q.Kind == "" || q.Kind == assessment.QuestionOurselves { // the heading says the latter
		return
	}
	text := clean(p.l.Word("question-kind", string(q.Kind)))
	var basis []string
	for _, b := range q.Basis[:min(len(q.Basis), maxPlaces)] {
		s := i18n.Commas(b.Title, b.Section)
		if b.Date != "" {
			s += " (" + p.l.T("report.source.date", "date", b.Date) + ")"
		}
		basis = append(basis, s)
	}
	if len(basis) > 0 {
		text += " – " + clean(strings.Join(basis, "; "))
	}
	p.wrap(2, 4, p.paint(bold, "#"), p.paint(bold, text))
}

// limit says what the answers to the questions that follow may not do; a pipe has it in the saved result.
func (p *printer) limit(q *assessment.Question) {
	if q.Limit.Key != "" && p.o.Terminal {
		p.wrap(4, 6, p.paint(dim, "!"), p.paint(dim, long(p.l.Message(q.Limit.Key, q.Limit.Args))))
	}
}

// question is what was seen and what is needed.
func (p *printer) question(q *assessment.Question) {
	text := long(p.l.Message(q.Message.Key, q.Message.Args)) + " (" + clean(q.Rule)
	if due := q.Due(p.rules[q.Rule]); due != "" {
		text += ", " + clean(p.l.Word("due", string(due)))
	}
	text += ")"
	if n := len(q.Components); n == 1 {
		text += " – " + clean(p.name(q.Components[0]))
	} else if n > 1 {
		text += " – " + p.l.T("text.components", "n", strconv.Itoa(n))
	}
	if !p.o.Terminal && len(q.Parts) > 0 { // a question is one line
		text += ": " + strings.Join(p.parts(q, len(q.Parts)), "; ")
	}
	p.wrap(2, 4, "?", text)
	if n := min(len(q.Parts), maxParts); n > 0 && p.o.Terminal {
		list := p.parts(q, n)
		if more := len(q.Parts) - n; more > 0 {
			list = append(list, p.l.T("text.more", "n", strconv.Itoa(more)))
		}
		for _, s := range list {
			p.wrap(4, 6, "·", s)
		}
	}
	if q.Need.Key != "" && p.o.Terminal { // in a pipe a question is one line
		p.wrap(4, 6, "→", long(p.l.Message(q.Need.Key, q.Need.Args)))
	}
}

// maxParts is how many wordings of one question a terminal shows.
const maxParts = 12

// parts are the first wordings that a question is about.
func (p *printer) parts(q *assessment.Question, n int) []string {
	var list []string
	for _, x := range q.Parts[:n] {
		s := clean(p.l.Message(x.Message.Key, x.Message.Args))
		if len(x.Components) == 1 {
			s += " (" + clean(p.name(x.Components[0])) + ")"
		} else if m := len(x.Components); m > 1 {
			s += " (" + p.l.T("text.components", "n", strconv.Itoa(m)) + ")"
		}
		list = append(list, s)
	}
	return list
}
