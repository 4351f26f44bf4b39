// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package markdown

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// unread is what could not be read and has to be looked at by hand.
func (p *printer) unread() {
	items := p.issues(inventory.Issue.Unread)
	if len(items) == 0 {
		return
	}
	p.subsection(text(p.l.T("report.unread")))
	p.paragraph(text(p.l.T("report.unread.note")))
	p.items(items)
}

// issues are those that are asked for, by their wording, with the first paths of each.
func (p *printer) issues(asked func(inventory.Issue) bool) []string {
	groups := p.a.Inventory.IssuesBySaying(asked, func(i inventory.Issue) string { return p.l.Issue(i.Code, i.Args) })
	var items []string
	for _, g := range groups[:min(len(groups), maxRows)] {
		var paths []string
		for _, s := range g.Paths[:min(len(g.Paths), maxPaths)] {
			paths = append(paths, path(s))
		}
		s := text(g.Text)
		if len(paths) > 0 {
			s += ": " + strings.Join(paths, ", ")
		}
		if more := g.Count - max(1, len(paths)); more > 0 {
			s += " " + text(p.l.T("report.more", "n", strconv.Itoa(more)))
		}
		items = append(items, s)
	}
	if more := len(groups) - maxRows; more > 0 {
		items = append(items, text(p.l.T("report.more.saved", "n", strconv.Itoa(more))))
	}
	return items
}

// maxTold bounds how many places tell of one component.
const maxTold = 3

// maxPapers bounds how many papers are named.
const maxPapers = 200

// limits is what was not examined, and what was mended on the way.
func (p *printer) limits() {
	l := p.l
	p.section("report.section.limits")
	p.paragraph(prose(l.T("report.limits.always")))
	if named := p.a.Inventory.OnlyNamed(); named > 0 {
		p.paragraph(text(l.T("report.limits.named", "n", strconv.Itoa(named), "total", strconv.Itoa(len(p.a.Inventory.Components)))))
	}
	if m := p.a.Inventory.DependenciesKnown(); m.Key != "" {
		p.paragraph(p.say(m))
	}
	unread := p.issues(inventory.Issue.Unread)
	if len(unread) == 0 {
		p.paragraph(text(l.T("report.unread.none")))
	} else if p.a.Judged() {
		p.paragraph(strong(text(l.T("report.unread"))))
		p.items(unread)
	}
	if papers := p.a.Inventory.Papers(); len(papers) > 0 {
		p.paragraph(strong(text(l.T("report.papers"))))
		p.paragraph(text(l.T("report.papers.text")))
		var items []string
		for _, x := range papers[:min(len(papers), maxPapers)] {
			items = append(items, path(x))
		}
		if more := len(papers) - len(items); more > 0 {
			items = append(items, text(l.T("report.more.saved", "n", strconv.Itoa(more))))
		}
		p.items(items)
	}
	p.excluded()
	if listed := p.issues(inventory.Issue.OfUse); len(listed) > 0 {
		p.paragraph(strong(text(l.T("report.listed"))))
		p.items(listed)
	}
	if mended := p.a.Inventory.Count(inventory.Repaired); mended > 0 {
		p.paragraph(strong(text(l.T("report.repaired", "n", strconv.Itoa(mended)))))
		p.items(p.issues(inventory.Issue.Repaired))
	}
	noted := 0
	for _, i := range p.a.Inventory.Issues {
		if i.Noted() {
			noted++
		}
	}
	if noted > 0 {
		p.paragraph(strong(text(l.T("report.notes", "n", strconv.Itoa(noted)))))
		p.items(p.issues(inventory.Issue.Noted))
	}
	p.told()
}

// told is what says of components that no manifest names, and no document, that they are there.
func (p *printer) told() {
	var items []string
	more := 0
	for i := range p.a.Inventory.Components {
		c := &p.a.Inventory.Components[i]
		for n, e := range c.Evidence {
			if n == maxTold || len(items) == maxRows {
				more += len(c.Evidence) - n
				break
			}
			items = append(items, p.component(c.ID)+": "+place(e, true))
		}
	}
	if len(items) == 0 {
		return
	}
	p.paragraph(strong(text(p.l.T("report.told"))))
	p.items(items)
	if more > 0 {
		p.paragraph(text(p.l.T("report.more.saved", "n", strconv.Itoa(more))))
	}
}

// excluded is what the judgement left out; without one, what the scanner noted.
func (p *printer) excluded() {
	var rows [][]string
	for _, x := range p.a.Exclusions() {
		reason := x.Reason
		if reason == "" {
			reason = p.l.T("report.excluded.noreason", "origin", x.Origin)
		}
		rows = append(rows, []string{path(x.Pattern), text(reason), text(p.l.Word("origin", x.Origin)), p.l.Number(x.Files)})
	}
	if len(rows) == 0 {
		p.paragraph(text(p.l.T("report.excluded.none")))
		return
	}
	p.table(rows, "report.col.pattern", "report.col.reason", "report.col.origin", "report.col.files")
}

// basis is what the result rests on, so that it can be made again.
func (p *printer) basis() {
	l := p.l
	p.section("report.section.basis")
	if p.a.Judged() {
		p.policy()
	}
	p.subsection(text(l.T("report.inputs")))
	s := p.a.Inventory.Subject
	inputs := s.Inputs
	if len(inputs) != 1 {
		inputs = append(slices.Clone(inputs), inventory.Input{Name: s.Name, Kind: s.Kind, SHA256: s.SHA256})
	}
	var rows [][]string
	for _, i := range inputs {
		rows = append(rows, []string{path(i.Name), text(l.Word("subject", string(i.Kind))), code(i.SHA256)})
	}
	for _, d := range p.a.Inventory.Documents {
		rows = append(rows, []string{path(d.ID), text(strings.TrimSpace(l.Word("format", d.Format) + " " + d.Version)), code(d.SHA256)})
	}
	if x := p.a.Procedure; x != nil {
		rows = append(rows, []string{path(x.Origin), text(l.T("report.procedure.origin")), code(x.SHA256)})
	}
	if b := p.a.Baseline; b != nil {
		rows = append(rows, []string{path(b.Name), text(l.T("report.baseline.with")), code(b.SHA256)})
	}
	p.table(rows, "report.col.input", "report.col.kind", "report.policy.sha256")
	if m := p.a.Inventory.LookedUp(); m.Key != "" {
		p.subsection(text(l.T("report.lookups")))
		p.paragraph(p.say(m))
	}
	p.subsection(text(l.T("report.tools")))
	var tools []string
	for _, t := range p.a.Inventory.Tools {
		tools = append(tools, text(t.String()))
	}
	if p.o.ToolVersion != "" {
		tools = append(tools, text(l.T("report.tool.report")+" "+p.o.ToolVersion))
	}
	p.items(tools[:min(len(tools), maxRows)])
}

// policy names the policy and its sources.
func (p *printer) policy() {
	l, x := p.l, &p.a.Policy
	p.subsection(text(l.T("report.policy")))
	var items []string
	add := func(key, value string) {
		if value != "" {
			items = append(items, text(l.T(key))+": "+value)
		}
	}
	add("report.policy.name", text(strings.TrimSpace(x.Name+" "+x.Version)))
	add("report.policy.origin", text(l.Word("origin", x.Origin)))
	add("report.policy.sha256", code(x.SHA256))
	add("report.policy.frozen", text(l.Date(x.FrozenOn)))
	add("report.policy.frozen.sha256", code(x.FrozenSHA256))
	if len(p.a.Own) == 0 {
		add("report.own", text(l.T("report.own.default")))
	}
	for _, o := range p.a.Own {
		add("report.own", p.say(o.Message()))
	}
	for _, s := range x.Sources[:min(len(x.Sources), maxRows)] {
		add("report.col.source", p.source(s))
	}
	for _, o := range p.a.Overrides[:min(len(p.a.Overrides), maxRows)] {
		add("report.overrides", code(o.License)+" "+text(l.Word("class", o.Class))+": "+text(o.Reason)+" ("+text(l.Word("origin", o.Origin))+")")
	}
	p.items(items)
	p.paragraphs()
	p.sources()
}

// paragraphs are what is on record of the regime.
func (p *printer) paragraphs() {
	var items []string
	for _, x := range p.a.Paragraphs {
		items = append(items, p.source(x.Source)+": "+p.say(x.Says))
	}
	if len(items) > 0 {
		p.subsection(text(p.l.T("report.paragraphs")))
		p.items(items)
		p.paragraph(prose(p.l.T("report.paragraphs.note")))
	}
}

// sources are those of the rules that said something.
func (p *printer) sources() {
	found := map[string]bool{}
	for i := range p.a.Results {
		found[p.a.Results[i].Rule] = true
	}
	var items []string
	for i := range p.a.Rules {
		u := &p.a.Rules[i]
		if !found[u.ID] || len(u.Doc.Sources) == 0 {
			continue
		}
		var list []string
		for _, s := range u.Doc.Sources[:min(len(u.Doc.Sources), maxPaths)] {
			list = append(list, p.source(s))
		}
		s := strong(text(u.ID)) + ": " + strings.Join(list, "; ")
		if u.Doc.Reading {
			s += ". " + text(p.l.T("report.reading"))
		}
		items = append(items, s)
	}
	if len(items) > 0 {
		p.subsection(text(p.l.T("report.rulesources")))
		p.items(items[:min(len(items), maxRows)])
	}
}
