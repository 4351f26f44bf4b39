// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// ruled are all rules that were asked, with weight, outcome, counts and what they rest on.
func (p *printer) ruled() {
	if len(p.a.Rules) == 0 {
		return
	}
	p.heading(p.l.T("text.ruled", "n", strconv.Itoa(len(p.a.Rules))))
	for i := range p.a.Rules {
		u := &p.a.Rules[i]
		c := u.Counts
		mark := sign(u.Verdict, p.words[u.ID] == "noted")
		if !u.Applied() {
			mark = "–"
		}
		counts := p.l.T("report.counted", "satisfied", strconv.Itoa(c.Satisfied), "conditional", strconv.Itoa(c.Conditional),
			"review", strconv.Itoa(c.Review), "violated", strconv.Itoa(c.Violated), "noted", strconv.Itoa(c.Noted))
		p.wrap(2, 4, p.paint(colors[u.Verdict], mark), p.title(u)+": "+p.l.Word("verdict", p.words[u.ID])+" ("+counts+")")
		p.wrap(4, 6, "·", p.l.T("report.weight", "weight", string(u.Weight), "origin", clean(u.Origin)))
		for _, s := range u.Doc.Sources {
			p.wrap(4, 6, "·", p.l.T("report.source", "source", long(p.source(s))))
		}
		if u.Doc.Reading {
			p.wrap(4, 6, "·", p.l.T("report.reading"))
		}
	}
	p.line(0, "")
}

// source names a source on one line.
func (p *printer) source(s assessment.Source) string {
	text := i18n.Commas(s.Title, s.Section)
	if s.Date != "" {
		text += " (" + p.l.T("report.source.date", "date", s.Date) + ")"
	}
	if s.Secondary {
		text += " – " + p.l.T("report.source.secondary")
	}
	return strings.TrimSpace(text + " " + s.URL)
}

// basis is what the result rests on, so that it can be made again: policy, inputs, documents, programs and data.
func (p *printer) basis() {
	row := func(name, value string) {
		if value != "" {
			p.wrap(2, 4, name+":", clean(value))
		}
	}
	if p.a.Judged() {
		x := &p.a.Policy
		p.heading(p.l.T("report.policy"))
		row(p.l.T("report.policy.name"), strings.TrimSpace(x.Name+" "+x.Version))
		row(p.l.T("report.policy.origin"), p.l.Word("origin", x.Origin))
		row(p.l.T("report.policy.sha256"), x.SHA256)
		row(p.l.T("report.policy.frozen"), p.l.Date(x.FrozenOn))
		row(p.l.T("report.policy.frozen.sha256"), x.FrozenSHA256)
		row(p.l.T("report.policy.decides"), x.Decides.In(p.l.Code()))
		for _, s := range x.Sources {
			p.wrap(2, 4, "·", p.l.T("report.source", "source", long(p.source(s))))
		}
		if in := p.a.Procedure; in != nil {
			row(p.l.T("report.procedure.origin"), strings.TrimSpace(in.Origin+" "+in.SHA256))
		}
		if b := p.a.Baseline; b != nil {
			row(p.l.T("report.baseline.with"), b.Name+" "+b.SHA256)
		}
		p.line(0, "")
	}
	p.inputs()
	p.lookups()
	p.heading(p.l.T("report.tools"))
	for _, t := range p.a.Inventory.Tools[:p.fits(len(p.a.Inventory.Tools), maxRows)] {
		p.wrap(2, 4, "·", clean(t.String()))
	}
	p.saved(2, len(p.a.Inventory.Tools)-p.fits(len(p.a.Inventory.Tools), maxRows))
	p.line(0, "")
}

// notes are what a reader may have to know of how the input was read, each kind once.
func (p *printer) notes() {
	groups := p.a.Inventory.IssuesBySaying(inventory.Issue.Noted, func(i inventory.Issue) string { return p.l.Issue(i.Code, i.Args) })
	if len(groups) == 0 {
		return
	}
	total := 0
	for _, g := range groups {
		total += g.Count
	}
	p.heading(p.l.T("report.notes", "n", strconv.Itoa(total)))
	n := p.fits(len(groups), maxRows)
	for _, g := range groups[:n] {
		places := clean(strings.Join(g.Paths[:min(len(g.Paths), maxNotePaths)], ", "))
		if more := g.Count - min(len(g.Paths), maxNotePaths); more > 0 && places != "" {
			places += " " + p.l.T("report.more", "n", strconv.Itoa(more))
		}
		if places != "" {
			places = ": " + places
		}
		p.wrap(2, 4, "·", clean(g.Text)+places)
	}
	p.saved(2, len(groups)-n)
	p.line(0, "")
}

// maxNotePaths is how many places of one kind of note are named.
const maxNotePaths = 5

// told is what says of components that no manifest names, and no document, that they are there.
func (p *printer) told() {
	var lines []string
	for i := range p.a.Inventory.Components {
		c := &p.a.Inventory.Components[i]
		for _, e := range c.Evidence {
			lines = append(lines, clean(p.name(c.ID))+": "+i18n.Commas(clean(e.Place()), quoted(clean(e.Quote))))
		}
	}
	if len(lines) == 0 {
		return
	}
	p.heading(p.l.T("report.told"))
	n := p.fits(len(lines), maxRows)
	for _, l := range lines[:n] {
		p.wrap(2, 4, "·", l)
	}
	p.saved(2, len(lines)-n)
	p.line(0, "")
}

// quoted is what stands somewhere; "" for nothing.
func quoted(s string) string {
	if s == "" {
		return ""
	}
	return "“" + s + "”"
}

// lookups are what registries were asked, where somebody was.
func (p *printer) lookups() {
	if m := p.a.Inventory.LookedUp(); m.Key != "" {
		p.heading(p.l.T("report.lookups"))
		p.wrap(2, 2, "", p.say(m))
		p.line(0, "")
	}
}

// inputs are what was handed over, and the documents found in it, each with its digest.
func (p *printer) inputs() {
	s := p.a.Inventory.Subject
	list := s.Inputs
	if len(list) == 0 {
		list = []inventory.Input{{Name: s.Name, Kind: s.Kind, SHA256: s.SHA256}}
	}
	p.heading(p.l.T("report.inputs"))
	n := p.fits(len(list), maxRows)
	for _, i := range list[:n] {
		p.wrap(2, 4, "·", strings.TrimSpace(clean(i.Name)+" ("+clean(p.l.Word("subject", string(i.Kind)))+") "+clean(i.SHA256)))
	}
	p.saved(2, len(list)-n)
	documents := p.a.Inventory.Documents
	n = p.fits(len(documents), maxRows)
	for _, d := range documents[:n] {
		p.wrap(2, 4, "·", strings.TrimSpace(clean(d.ID)+" ("+clean(strings.TrimSpace(p.l.Word("format", d.Format)+" "+d.Version))+") "+clean(d.SHA256)))
	}
	p.saved(2, len(documents)-n)
	p.line(0, "")
}
