// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package criteria writes the rules of a policy as drafts for tender documents, and the forms that bidders fill in.
//
// A draft never says that a rule is a criterion unless the policy says where it was published as one: what is written
// here is meant to be published, and becomes a requirement by that alone.
package criteria

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/escape"
	"lizenzlotse/reports/i18n"
)

// A Draft is what is written.
type Draft struct {
	Policy     assessment.Policy
	Ground     assessment.Text // the objective reason on record for asking for open source; zero: there is none
	Procedure  *assessment.Procedure
	Rules      []assessment.RuleUsed
	OpenSource map[string]bool // the rules that ask for open source
}

// Options say how.
type Options struct {
	Lang     string // "en"; anything else is German
	Markdown bool   // rather than plain text
}

// Write writes the drafts, in the order of the procurement.
func Write(w io.Writer, d *Draft, o Options) error {
	p := &printer{w: bufio.NewWriter(w), l: i18n.For(o.Lang), markdown: o.Markdown, d: d}
	p.heading(1, p.l.T("criteria.title"))
	p.head()
	p.paragraph("", p.l.T("criteria.draft"))
	p.paragraph("", p.l.T("criteria.draft.scale"))
	p.ground()
	parts := []struct {
		key string
		has func(*assessment.RuleUsed) bool
	}{
		{"criteria.part.suitability", func(r *assessment.RuleUsed) bool { return stage(r) == assessment.StageSuitability }},
		{"criteria.part.bid", func(r *assessment.RuleUsed) bool { return stage(r) == assessment.StageBid }},
		{"criteria.part.performance", func(r *assessment.RuleUsed) bool {
			return stage(r) == assessment.StagePerformance || stage(r) == assessment.StageAcceptance
		}},
	}
	var notes, ours []*assessment.RuleUsed
	for i := range d.Rules {
		switch r := &d.Rules[i]; {
		case r.Weight == assessment.WNote && r.Criterion == nil:
			notes = append(notes, r)
		case own(r):
			ours = append(ours, r)
		}
	}
	for _, part := range parts {
		first := true
		for i := range d.Rules {
			r := &d.Rules[i]
			if !part.has(r) || own(r) || r.Weight == assessment.WNote && r.Criterion == nil {
				continue
			}
			if first {
				p.heading(2, p.l.T(part.key))
				first = false
			}
			p.rule(r)
		}
	}
	if len(ours) > 0 {
		p.heading(2, p.l.T("criteria.part.own"))
		p.paragraph("", p.l.T("criteria.own"))
		for _, r := range ours {
			p.own(r)
		}
	}
	if len(notes) > 0 {
		p.heading(2, p.l.T("criteria.part.notes"))
		p.paragraph("", p.l.T("criteria.notes"))
		for _, r := range notes {
			p.item(r.ID + ": " + r.Doc.Title.In(p.l.Code()))
		}
		p.blank()
	}
	return p.w.Flush()
}

type printer struct {
	w        *bufio.Writer
	l        i18n.Lang
	markdown bool
	d        *Draft
}

func (p *printer) line(s string) { p.w.WriteString(s + "\n") }
func (p *printer) blank()        { p.w.WriteByte('\n') }

// clean puts a text of others on one line, and takes from Markdown what it would read into it.
func (p *printer) clean(s string) string {
	s = strings.Join(strings.Fields(i18n.Visible(s)), " ")
	if !p.markdown {
		return s
	}
	return escape.Markdown(s)
}

func (p *printer) heading(level int, s string) {
	s = p.clean(s)
	if p.markdown {
		p.line(strings.Repeat("#", level) + " " + s)
		p.blank()
		return
	}
	p.line(s)
	if level < 3 {
		p.line(strings.Repeat(map[int]string{1: "=", 2: "-"}[level], len([]rune(s))))
	}
	p.blank()
}

// paragraph writes a text behind its label; without one, alone.
func (p *printer) paragraph(label, s string) {
	if s == "" {
		return
	}
	p.labelled("", label, s)
	p.blank()
}

func (p *printer) labelled(lead, label, s string) {
	switch {
	case label == "":
		p.line(lead + p.clean(s))
	case p.markdown:
		p.line(lead + "**" + p.clean(label) + ":** " + p.clean(s))
	default:
		p.line(lead + p.clean(label) + ": " + p.clean(s))
	}
}

func (p *printer) item(s string) { p.labelled("- ", "", s) }

func (p *printer) head() {
	policy := p.d.Policy.Name
	if p.d.Policy.Version != "" {
		policy += " " + p.d.Policy.Version
	}
	if title := p.d.Policy.Title.In(p.l.Code()); title != "" {
		policy = title + " (" + policy + ")"
	}
	p.labelled("- ", p.l.T("criteria.policy"), policy+", SHA-256 "+p.d.Policy.SHA256)
	if p.d.Policy.FrozenOn != "" {
		key := "criteria.frozen"
		if p.d.Policy.Changed() {
			key = "criteria.frozen.changed"
		}
		p.item(p.l.T(key, "date", p.l.Date(p.d.Policy.FrozenOn)))
	}
	if in := p.d.Procedure; in != nil {
		m := in.Named()
		p.labelled("- ", p.l.T("criteria.procedure"), p.l.Message(m.Key, m.Args))
	}
	p.blank()
}

// ground says why open source may be asked for, or that nobody wrote it down.
func (p *printer) ground() {
	asks := false
	for i := range p.d.Rules {
		asks = asks || p.demands(&p.d.Rules[i])
	}
	if !asks {
		return
	}
	p.heading(2, p.l.T("criteria.ground"))
	if text := p.d.Ground.In(p.l.Code()); text != "" {
		p.paragraph("", text)
		return
	}
	p.paragraph("", p.l.T("criteria.ground.missing"))
}

// demands reports whether a rule asks bidders for open source.
func (p *printer) demands(r *assessment.RuleUsed) bool {
	return p.d.OpenSource[r.ID] && !own(r) && (r.Weight != assessment.WNote || r.Criterion != nil)
}

func (p *printer) rule(r *assessment.RuleUsed) {
	lang := p.l.Code()
	w := wording(r, p.l)
	p.heading(3, r.ID+" "+r.Doc.Title.In(lang))
	p.paragraph(p.l.T("criteria.demand"), w.Demand)
	p.paragraph(p.l.T("criteria.proof"), w.Proof)
	p.standing(r)
	if p.demands(r) {
		ground := p.l.T("criteria.ground.see")
		if p.d.Ground.In(lang) == "" {
			ground = p.l.T("criteria.ground.missing")
		}
		p.paragraph(p.l.T("criteria.ground"), ground)
	}
	addressee := r.Doc.Addressee
	if r.Criterion != nil {
		addressee = assessment.Bidder
	}
	p.paragraph(p.l.T("criteria.addressee"), p.l.Word("addressee", string(addressee)))
	p.paragraph(p.l.T("criteria.checked"), r.Doc.What.In(lang))
	p.paragraph(p.l.T("criteria.person"), w.Person)
	p.sources(r)
}

// standing says whether the rule is a criterion, which it is only where it was published as one, and by which scale.
func (p *printer) standing(r *assessment.RuleUsed) {
	c := r.Criterion
	if c == nil {
		p.paragraph(p.l.T("criteria.standing"), p.l.T("criteria.standing.draft"))
		return
	}
	p.paragraph(p.l.T("criteria.standing"), p.l.T("criteria.standing.published", "kind", p.l.Word("criterion", c.Kind),
		"document", c.Published.Document, "number", c.Published.Number, "date", p.l.Date(c.Published.Date)))
	if len(c.Scale)+len(c.Steps) == 0 {
		return
	}
	p.labelled("", p.l.T("criteria.scale"), p.l.T("criteria.scale.published"))
	p.blank()
	for _, s := range c.Scale {
		p.item(s)
	}
	for _, s := range c.Steps {
		key := "criteria.scale.step"
		if s.From == 0 {
			key = "criteria.scale.rest"
		}
		p.item(p.l.T(key, "points", strconv.Itoa(s.Points), "from", strconv.Itoa(s.From), "text", s.Text))
	}
	p.blank()
}

func (p *printer) sources(r *assessment.RuleUsed) {
	var list []string
	for _, s := range r.Doc.Sources {
		text := s.Title
		if s.Section != "" {
			text += ", " + s.Section
		}
		if s.Secondary {
			text += " (" + p.l.T("criteria.secondary") + ")"
		}
		list = append(list, text)
	}
	text := strings.Join(list, "; ")
	if r.Doc.Reading {
		text += ". " + p.l.T("criteria.reading")
	}
	p.paragraph(p.l.T("criteria.sources"), text)
}

func (p *printer) own(r *assessment.RuleUsed) {
	w := wording(r, p.l)
	p.heading(3, r.ID+" "+r.Doc.Title.In(p.l.Code()))
	p.paragraph("", w.Demand)
	p.paragraph(p.l.T("criteria.person"), w.Person)
}
