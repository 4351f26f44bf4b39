// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package markdown

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/spdx"
)

// todo is what people have to do now: what is not met, what is to be asked, what could not be read.
func (p *printer) todo() {
	p.section("report.section.todo")
	if unmet := p.a.Unmet(); len(unmet) > 0 {
		p.subsection(text(p.l.T("report.unmet", "n", strconv.Itoa(len(unmet)))))
		var items []string
		for _, x := range unmet[:min(len(unmet), maxRows)] {
			s := strong(text(x.Rule))
			if u := p.rules[x.Rule]; u != nil {
				s += " " + text(u.Doc.Title.In(p.l.Code())) + " (" + i18n.Commas(text(p.l.T("report.unmet.places", "n", strconv.Itoa(x.Places))), text(p.due(u.Due()))) + "): " +
					prose(u.Doc.Fix.In(p.l.Code()))
			}
			items = append(items, s)
		}
		p.items(items)
	}
	p.questions()
	p.unread()
	if papers := len(p.a.Inventory.Papers()); papers > 0 {
		p.subsection(text(p.l.T("report.papers")))
		p.paragraph(text(p.l.T("report.papers.todo", "n", strconv.Itoa(papers))))
	}
}

// due is when something is owed; "" if that is with the bid.
func (p *printer) due(stage assessment.Stage) string { return p.l.Word("due", string(stage)) }

// questions are put by addressee and by the form in which they may be asked.
func (p *printer) questions() {
	if len(p.a.Questions) == 0 {
		p.paragraph(text(p.l.T("report.questions.none")))
		return
	}
	for _, who := range []assessment.Addressee{assessment.Bidder, assessment.City} {
		groups, more := assessment.First(p.a.Asked(who), maxQuestions)
		if len(groups) == 0 {
			continue
		}
		p.subsection(text(p.l.T("report.questions." + string(who))))
		if who == assessment.Bidder {
			p.paragraph(text(p.l.T("markdown.questions")))
		}
		number := 0
		for _, g := range groups {
			number = p.asked(g, number)
		}
		if more > 0 {
			p.paragraph(text(p.l.T("report.more.saved", "n", strconv.Itoa(more))))
		}
	}
}

// asked writes the questions of one form, and what holds for all of them once. It gives the number of the last.
func (p *printer) asked(g assessment.QuestionGroup, number int) int {
	if g.Kind != "" && g.Kind != assessment.QuestionOurselves { // the heading says that
		p.line("")
		p.line("#### ", text(p.l.Word("question-kind", string(g.Kind))))
	}
	limit := g.Limited()
	p.paragraph(p.say(limit))
	_, alike := g.Basis()
	if alike {
		if s := p.restsOn(g.Questions[0]); s != "" {
			p.paragraph(s)
		}
	}
	p.line("")
	for _, q := range g.Questions {
		number++
		parts := []string{p.say(q.Message), p.say(q.Need)}
		if limit.Key == "" {
			parts = append(parts, p.say(q.Limit))
		}
		if !alike { // a paragraph does not stand above questions that do not rest on it
			if s := p.restsOn(q); s != "" {
				parts = append(parts, s+".")
			}
		}
		if len(q.Components) > 0 && len(q.Parts) == 0 {
			parts = append(parts, text(p.l.T("report.components.concerned"))+": "+p.names(q.Components, maxComponents)+".")
		}
		if len(q.Evidence) > 0 {
			var seen []string
			for _, e := range q.Evidence[:min(len(q.Evidence), 3)] {
				seen = append(seen, place(e, false))
			}
			parts = append(parts, text(p.l.T("report.questions.seen"))+" "+strings.Join(seen, ", ")+".")
		}
		if due := p.due(q.Due(p.rules[q.Rule])); due != "" {
			parts = append(parts, "("+text(due)+")")
		}
		p.line(strconv.Itoa(number), ". ", strong(text(q.Rule)), " ", strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " "))
		p.wordings(q, len(strconv.Itoa(number))+2)
	}
	return number
}

// wordings are what a question that was put once for many is about, as a list below it.
func (p *printer) wordings(q *assessment.Question, indent int) {
	margin := strings.Repeat(" ", indent)
	for _, x := range q.Parts[:min(len(q.Parts), maxRows)] {
		s := p.say(x.Message)
		if len(x.Components) > 0 {
			s += ": " + p.names(x.Components, maxComponents)
		}
		p.line(margin, "- ", s)
	}
	if more := len(q.Parts) - maxRows; more > 0 {
		p.line(margin, "- ", text(p.l.T("report.more.saved", "n", strconv.Itoa(more))))
	}
}

// restsOn names the provisions that a question rests on; "" without any.
func (p *printer) restsOn(q *assessment.Question) string {
	var list []string
	for _, b := range q.Basis[:min(len(q.Basis), maxRows)] {
		list = append(list, p.source(b))
	}
	if len(list) == 0 {
		return ""
	}
	return text(p.l.T("report.questions.basis")) + " " + strings.Join(list, "; ")
}

// findings are the causes under their rules, the worst first. What is about a document as a whole has a section of its own.
func (p *printer) findings() {
	documents := p.a.ByDocument()
	all := p.a.CausesOfParts(func(r *assessment.Result) string {
		return r.Message.Key + "\x00" + spdx.Text(r.Expression) + "\x00" + spdx.Text(r.Choice) + "\x00" + string(r.Settled(p.decisions[r.Decision]))
	})
	if len(all) > 0 || len(documents) == 0 {
		p.causes(all)
	}
	p.quality(documents)
}

func (p *printer) causes(all []*assessment.Cause) {
	p.section("report.section.findings")
	if len(all) == 0 {
		p.paragraph(text(p.l.T("report.findings.none")))
		return
	}
	hidden := max(0, len(all)-maxCauses)
	if hidden > 0 { // then the worst are shown, whatever their rule
		slices.SortStableFunc(all, func(x, y *assessment.Cause) int { return y.Results[0].Severity() - x.Results[0].Severity() })
		all = all[:maxCauses]
		order := map[string]int{}
		for i, c := range all {
			if _, known := order[c.Rule]; !known {
				order[c.Rule] = i
			}
		}
		slices.SortStableFunc(all, func(x, y *assessment.Cause) int { return cmp.Compare(order[x.Rule], order[y.Rule]) })
	}
	places := max(3, min(maxPlaces, totalPlaces/len(all)))
	rule := ""
	for i, c := range all {
		if i == 0 || c.Rule != rule {
			rule = c.Rule
			p.rule(rule)
		}
		p.cause(i+1, c, places)
	}
	if hidden > 0 {
		p.paragraph(text(p.l.T("report.findings.hidden", "n", strconv.Itoa(hidden))))
	}
}

// rule begins the findings of one.
func (p *printer) rule(id string) {
	u := p.rules[id]
	if u == nil {
		p.subsection(text(id))
		return
	}
	p.subsection(text(id + " " + u.Doc.Title.In(p.l.Code())))
	if fix := u.Doc.Fix.In(p.l.Code()); fix != "" {
		p.paragraph(text(p.l.T("report.doc.fix")) + ": " + prose(fix))
	}
}

// cause writes what results have in common once, with the first places and how many there are.
func (p *printer) cause(number int, c *assessment.Cause, most int) {
	first := c.Results[0]
	var wordings, ids, places, decisions []string
	seen := map[string]bool{}
	once := func(kind, s string) bool {
		known := seen[kind+s]
		seen[kind+s] = true
		return s != "" && !known
	}
	total, unknown, different := 0, 0, 0
	for _, r := range c.Results {
		if len(wordings) < maxWordings {
			if s := p.say(r.Message); once("message ", s) {
				wordings = append(wordings, s)
			}
		} else if once("message ", r.Message.String()) {
			different++
		}
		if once("component ", r.Component) {
			ids = append(ids, r.Component)
		}
		if once("decision ", r.Decision) && len(decisions) < maxRows {
			decisions = append(decisions, p.decision(r.Decision))
		}
		if !r.Known {
			unknown++
		}
		evidence := r.Seen(p.byID[r.Component])
		total += len(evidence)
		for _, e := range evidence[:min(len(evidence), most-len(places))] {
			places = append(places, place(e, true))
		}
	}
	p.line("")
	head := strong(text(p.l.T("report.finding.number", "n", strconv.Itoa(number)))+" "+p.mark(first.Word(p.decisions[first.Decision]))) + ": " + strings.Join(wordings, " / ")
	if different > 0 {
		head += " (" + text(p.l.T("report.wordings.more")) + ")"
	}
	p.line(head)
	var items []string
	if e := spdx.Text(first.Expression); e != "" {
		s := text(p.l.T("report.col.license")) + ": " + code(e)
		if choice := spdx.Text(first.Choice); choice != "" {
			s += ", " + text(p.l.T("report.choice")) + " " + code(choice)
		}
		items = append(items, s)
	}
	if len(ids) > 0 {
		items = append(items, text(p.l.T("report.components.concerned"))+" ("+p.l.Number(len(ids))+"): "+p.names(ids, maxComponents))
	}
	if p.a.Baseline != nil {
		items = append(items, text(p.l.T("markdown.new", "n", strconv.Itoa(unknown), "total", strconv.Itoa(len(c.Results)))))
	}
	for _, d := range decisions {
		items = append(items, text(p.l.T("markdown.decision"))+": "+d)
	}
	if total > 0 {
		items = append(items, text(p.l.T("report.evidence", "n", strconv.Itoa(total)))+":")
	}
	p.items(items)
	for _, s := range places {
		p.line("  * ", s)
	}
	if more := total - len(places); more > 0 {
		p.line("  * ", text(p.l.T("report.evidence.more", "n", strconv.Itoa(more))))
	}
}

// decision is what a person decided, on one line; its name where that is all there is.
func (p *printer) decision(id string) string {
	d := p.decisions[id]
	if d == nil {
		return text(id)
	}
	until := ""
	if d.Until != "" {
		until = text(p.l.T("report.decisions.until", "until", d.Until))
	}
	return i18n.Commas(text(d.ID)+" ("+text(p.l.Word("decision-kind", string(d.Kind)))+")", text(p.l.Word("ground", d.Ground)), until) + ": " + prose(d.Text)
}
