// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// results are what came out for each rule, the worst first: those that found something with how often, and how many others
// there are. Published criteria stand above, with the same words.
func (p *printer) results() {
	type row struct {
		u        *assessment.RuleUsed
		severity int
	}
	var rows []row
	satisfied, unused := 0, 0
	worst := map[string]int{}
	for i := range p.a.Results {
		r := &p.a.Results[i]
		if had, known := worst[r.Rule]; !known || r.Severity() > had {
			worst[r.Rule] = r.Severity()
		}
	}
	for i := range p.a.Rules {
		u := &p.a.Rules[i]
		s, found := worst[u.ID]
		switch c := u.Counts; {
		case found:
			if u.Verdict > assessment.Satisfied {
				s = int(u.Verdict)
			}
			rows = append(rows, row{u, s})
		case u.Verdict > assessment.Satisfied: // another rule says the same of it
			rows = append(rows, row{u, int(u.Verdict)})
		case c.Satisfied > 0:
			satisfied++
		default:
			unused++
		}
	}
	if len(p.a.Rules) == 0 {
		return
	}
	slices.SortStableFunc(rows, func(x, y row) int { return y.severity - x.severity })
	p.heading(p.l.T("report.section.rules"))
	n := p.fits(len(rows), maxQuestions)
	for _, x := range rows[:n] {
		u := x.u
		noted := x.severity == 0
		color := colors[u.Verdict]
		if noted {
			color = dim
		}
		where := p.l.T("text.places", "n", strconv.Itoa(max(1, ofVerdict(u))))
		if x.severity < 0 {
			where = ""
		}
		p.wrap(2, 4, p.paint(color, sign(u.Verdict, noted)), p.title(u)+": "+p.paint(color, i18n.Commas(p.l.Word("verdict", p.words[u.ID]), where)))
	}
	p.saved(2, len(rows)-n)
	if !p.a.Compared() { // what satisfies a rule is nothing new
		p.wrap(2, 4, sign(assessment.Satisfied, false), p.l.T("text.results.rest", "satisfied", strconv.Itoa(satisfied), "unused", strconv.Itoa(unused)))
	}
	p.line(0, "")
}

// ofVerdict is how many components or documents ended with the verdict of the rule; where that is satisfied, how many have a note.
func ofVerdict(u *assessment.RuleUsed) int {
	switch u.Verdict {
	case assessment.Violated:
		return u.Counts.Violated
	case assessment.Review:
		return u.Counts.Review
	case assessment.Conditional:
		return u.Counts.Conditional
	}
	return u.Counts.Noted
}

// todo is what there is to do now: about rules that were violated, with questions, and with what was not read.
func (p *printer) todo() {
	unmet, unread := p.a.Unmet(), p.a.Inventory.Count(inventory.Unread)
	papers := len(p.a.Inventory.Papers())
	if len(unmet)+len(p.a.Questions)+unread+papers == 0 {
		return
	}
	p.heading(p.l.T("report.section.todo"))
	p.fixes(unmet)
	asked, ours := 0, 0
	byKind := map[assessment.QuestionKind]int{}
	for i := range p.a.Questions {
		if q := &p.a.Questions[i]; q.Addressee == assessment.City {
			ours++
		} else {
			asked++
			byKind[q.Kind]++
		}
	}
	var forms []string
	for _, k := range assessment.QuestionKinds() {
		if n := byKind[k]; n > 0 {
			forms = append(forms, p.l.Word("question-kind", string(k))+" ("+p.l.Number(n)+")")
		}
	}
	for _, x := range []struct {
		n                int
		sign, key, forms string
	}{{asked, "?", "text.todo.asked", strings.Join(forms, ", ")}, {ours, "?", "text.todo.ours", ""}, {unread, "!", "text.todo.unread", ""}, {papers, "→", "text.todo.papers", ""}} {
		if x.n > 0 {
			p.wrap(2, 4, x.sign, p.l.T(x.key, "n", strconv.Itoa(x.n), "forms", x.forms))
		}
	}
	p.line(0, "")
}

// title is a rule's ID with what it is called.
func (p *printer) title(u *assessment.RuleUsed) string {
	if title := u.Doc.Title.In(p.l.Code()); title != "" {
		return clean(u.ID) + " " + clean(title)
	}
	return clean(u.ID)
}

// never is what is not examined, whatever the input.
func (p *printer) never() {
	p.heading(p.l.T("report.section.limits"))
	p.wrap(2, 4, "–", p.l.T("report.limits.always"))
	if named, total := p.a.Inventory.OnlyNamed(), len(p.a.Inventory.Components); named > 0 {
		p.wrap(2, 4, "–", p.l.T("report.limits.named", "n", strconv.Itoa(named), "total", strconv.Itoa(total)))
	}
	if m := p.a.Inventory.DependenciesKnown(); m.Key != "" {
		p.wrap(2, 4, "–", p.say(m))
	}
	p.line(0, "")
}
