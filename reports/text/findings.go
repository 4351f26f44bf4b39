// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A cause is what equal results have in common. It is shown once.
type cause struct {
	rule, message, license string
	said, decision         string // the verdict in words; the recorded decision that was applied
	verdict                assessment.Verdict
	noted                  bool
	components             []string
	places                 []string // the first
	total                  int      // places in all
}

// causes groups the results by what is said of them, the worst first and each rule in one piece. Of very
// many the worst are given, whatever their rule, and how many more there are.
func (p *printer) causes() (all []*cause, hidden int) {
	say := func(r *assessment.Result) string { return clean(p.l.Message(r.Message.Key, r.Message.Args)) }
	groups := p.a.CausesOfParts(func(r *assessment.Result) string {
		return say(r) + "\x00" + spdx.Text(r.Expression) + "\x00" + r.Decision
	}) // those of documents are listed by document
	if hidden = len(groups) - maxCauses; hidden > 0 {
		least := slices.SortedStableFunc(slices.Values(groups), func(x, y *assessment.Cause) int {
			return y.Results[0].Severity() - x.Results[0].Severity()
		})[maxCauses:]
		drop := make(map[*assessment.Cause]bool, hidden)
		for _, g := range least {
			drop[g] = true
		}
		groups = slices.DeleteFunc(groups, func(g *assessment.Cause) bool { return drop[g] })
	}
	for _, g := range groups {
		first := g.Results[0]
		c := &cause{rule: g.Rule, message: say(first), license: clean(spdx.Text(first.Expression)), verdict: g.Verdict, noted: g.Noted,
			said: p.said(first), decision: p.decision(first)}
		known := map[string]bool{}
		for _, r := range g.Results {
			if r.Component != "" && !known[r.Component] {
				known[r.Component] = true
				c.components = append(c.components, r.Component)
			}
			places := p.places(r)
			c.total += len(places)
			c.places = append(c.places, places[:min(maxPlaces-len(c.places), len(places))]...)
		}
		all = append(all, c)
	}
	return all, max(0, hidden)
}

// findings writes the causes under their rules.
func (p *printer) findings() {
	all, hidden := p.causes()
	if len(all) == 0 && len(p.a.ByDocument()) == 0 {
		p.none()
		p.line(0, "")
	}
	for len(all) > 0 {
		c := all[0]
		title := ""
		if u := p.rules[c.rule]; u != nil {
			title = clean(u.Doc.Title.In(p.l.Code()))
		}
		p.wrap(0, 2, p.paint(bold, clean(c.rule)), p.paint(bold, title))
		for len(all) > 0 && all[0].rule == c.rule {
			p.cause(all[0])
			all = all[1:]
		}
		if u := p.rules[c.rule]; u != nil && u.Doc.Fix.In(p.l.Code()) != "" {
			p.wrap(2, 4, "→", p.l.T("text.fix", "fix", clean(u.Doc.Fix.In(p.l.Code()))))
		}
		p.line(0, "")
	}
	if hidden > 0 {
		p.wrap(0, 2, p.paint(dim, "…"), p.paint(dim, p.l.T("report.findings.hidden", "n", strconv.Itoa(hidden))))
		p.line(0, "")
	}
}

func (p *printer) cause(c *cause) {
	color := colors[c.verdict]
	if c.noted {
		color = dim
	}
	p.wrap(2, 4, p.paint(color, sign(c.verdict, c.noted)+" "+c.said+":"), c.message)
	if c.decision != "" {
		p.wrap(4, 6, "–", c.decision)
	}
	var names []string
	for _, id := range c.components[:min(maxComponents, len(c.components))] {
		names = append(names, clean(p.name(id)))
	}
	switch {
	case c.license == "":
	case len(names) == 1:
		p.wrap(4, 6, names[0], "("+p.paint(cyan, c.license)+")")
		names = nil
	default:
		p.wrap(4, 6, p.paint(cyan, c.license), "")
	}
	p.some(4, names, max(0, len(c.components)-maxComponents))
	for _, place := range c.places {
		p.line(6, p.paint(dim, p.openable(place))) // whole, whatever the width: else nothing opens it
	}
	p.some(6, nil, c.total-len(c.places))
}

// some writes the first of several things, one a line, and how many more there are.
func (p *printer) some(indent int, shown []string, more int) {
	for _, s := range shown {
		p.wrap(indent, indent+2, "", s)
	}
	if more > 0 {
		p.wrap(indent, indent+2, "", p.paint(dim, p.l.T("text.more", "n", strconv.Itoa(more))))
	}
}

// none says that there is nothing to list.
func (p *printer) none() {
	if p.a.Compared() {
		p.line(0, p.l.T("text.none.new"))
		return
	}
	p.line(0, p.l.T("text.none"))
}

// unmet are the rules that were violated, with what to do about each.
func (p *printer) unmet() {
	all := p.a.Unmet()
	if len(all) == 0 {
		return
	}
	p.heading(p.l.T("report.unmet", "n", strconv.Itoa(len(all))))
	p.fixes(all)
	p.line(0, "")
}

// fixes says of rules that were violated what to do about each.
func (p *printer) fixes(all []assessment.Unmet) {
	n := p.fits(len(all), maxQuestions)
	for _, x := range all[:n] {
		text, fix := clean(x.Rule), ""
		if u := p.rules[x.Rule]; u != nil {
			text = strings.TrimSpace(text + " " + clean(u.Doc.Title.In(p.l.Code())))
			fix = clean(u.Doc.Fix.In(p.l.Code()))
		}
		where := p.l.T("report.unmet.places", "n", strconv.Itoa(x.Places))
		if due := p.rules[x.Rule].Due(); due != "" {
			where += ", " + clean(p.l.Word("due", string(due)))
		}
		p.wrap(2, 4, sign(assessment.Violated, false), text+" ("+where+")")
		if fix != "" {
			p.wrap(4, 6, "→", p.l.T("text.fix", "fix", fix))
		}
	}
	p.saved(2, len(all)-n)
}

// unread is what was not examined: all of it in a pipe, the beginning of it on a terminal.
func (p *printer) unread() {
	total := p.a.Inventory.Count(inventory.Unread)
	if total == 0 {
		return
	}
	p.heading(p.l.T("text.unread", "n", strconv.Itoa(total)))
	shown := 0
	for _, i := range p.a.Inventory.Issues {
		if i.Effect != inventory.Unread {
			continue
		}
		if shown++; shown > p.fits(total, maxUnread) {
			p.line(2, p.paint(dim, p.l.T("text.more", "n", strconv.Itoa(total-maxUnread))))
			break
		}
		text := clean(p.l.Issue(i.Code, i.Args))
		if i.Path != "" {
			text = clean(i.Path) + ": " + text
		}
		p.wrap(2, 4, "!", text)
	}
	p.line(0, "")
}

// papers are what people have to read themselves.
func (p *printer) papers() {
	papers := p.a.Inventory.Papers()
	if len(papers) == 0 {
		return
	}
	p.heading(p.l.T("report.papers"))
	p.wrap(2, 4, "→", p.l.T("report.papers.text"))
	n := p.fits(len(papers), maxExcluded)
	for _, x := range papers[:n] {
		p.wrap(2, 4, "–", clean(x))
	}
	p.saved(2, len(papers)-n)
	p.line(0, "")
}

// listed is what a list says of how components are used, as far as it did not say it so that all is known.
func (p *printer) listed() {
	var lines []string
	for _, i := range p.a.Inventory.Issues {
		if i.OfUse() {
			lines = append(lines, clean(i.Path)+": "+clean(p.l.Issue(i.Code, i.Args)))
		}
	}
	if len(lines) == 0 {
		return
	}
	p.heading(p.l.T("report.listed"))
	n := p.fits(len(lines), maxExcluded)
	for _, l := range lines[:n] {
		p.wrap(2, 4, "?", l)
	}
	p.saved(2, len(lines)-n)
	p.line(0, "")
}

// own is what said which part is own code, if something did.
func (p *printer) own() {
	if len(p.a.Own) == 0 {
		return
	}
	p.heading(p.l.T("report.own"))
	n := p.fits(len(p.a.Own), maxExcluded)
	for _, o := range p.a.Own[:n] {
		p.wrap(2, 4, "–", clean(p.l.Message(o.Message().Key, o.Message().Args)))
	}
	p.saved(2, len(p.a.Own)-n)
	p.line(0, "")
}

// excluded is what patterns left out of the examination, with the reason of each.
func (p *printer) excluded() {
	var lines []string
	for _, x := range p.a.Exclusions() {
		lines = append(lines, clean(x.Pattern)+" "+clean(p.l.T("text.excluded.one", "reason", x.Reason, "origin", x.Origin, "files", strconv.Itoa(x.Files))))
	}
	if len(lines) == 0 {
		return
	}
	p.heading(p.l.T("text.excluded", "n", strconv.Itoa(len(lines))))
	n := p.fits(len(lines), maxExcluded)
	for _, l := range lines[:n] {
		p.wrap(2, 4, "–", l)
	}
	p.saved(2, len(lines)-n)
	p.line(0, "")
}
