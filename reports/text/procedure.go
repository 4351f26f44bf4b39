// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"lizenzlotse/reports/i18n"
	"strconv"
	"strings"
)

// procedure says in which procurement the judgement belongs, what the call decided otherwise than
// its file, and which declarations of bidders there are.
func (p *printer) procedure() {
	if in := p.a.Procedure; in != nil {
		lot := ""
		if in.Lot != "" {
			lot = p.l.T("report.procedure.lot") + " " + in.Lot
		}
		named := i18n.Commas(in.Number, in.Title, lot, p.l.Word("regime", string(in.Regime)), p.l.Word("procedure-kind", in.Kind))
		p.wrap(0, 2, p.l.T("report.head.procedure")+":", clean(named))
		if c := in.Contract; c != nil {
			p.wrap(0, 2, p.l.T("report.procedure.contract")+":", clean(strings.TrimSpace(c.Template+" "+c.Version)))
		}
		for _, o := range in.Overridden {
			p.wrap(0, 2, p.l.T("report.head.overridden")+":", clean(p.l.T("report.overridden", "field", o.Field, "was", p.l.Word(o.Field, o.Was))))
		}
	}
	if p.a.Outbound != "" {
		p.wrap(0, 2, p.l.T("report.procedure.outbound")+":", clean(p.a.Outbound))
	}
	if on := p.a.Policy.FrozenOn; on != "" {
		p.wrap(0, 2, p.l.T("report.head.frozen")+":", clean(p.l.Date(on)))
	}
	for _, d := range p.a.Inventory.Declarations {
		p.wrap(0, 2, p.l.T("report.head.declaration")+":", clean(p.l.T("report.declaration", "file", d.ID, "bidder", d.Bidder)))
		for _, x := range d.Answers {
			m := x.Named()
			p.wrap(2, 4, "·", clean(p.l.Message(m.Key, m.Args)))
		}
	}
}

// criteria are the rules that were published as such, with the points that their scale proposes.
func (p *printer) criteria() {
	if p.a.Compared() {
		return // they are judged by the whole
	}
	first := true
	for i := range p.a.Rules {
		u := &p.a.Rules[i]
		c := u.Criterion
		if c == nil {
			continue
		}
		if first {
			p.heading(p.l.T("report.criteria"))
			first = false
		}
		published := p.l.T("report.published", "document", c.Published.Document, "number", c.Published.Number, "date", p.l.Date(c.Published.Date))
		word := p.l.Word("verdict", p.words[u.ID])
		text := p.title(u) + " – " + clean(p.l.Word("criterion", c.Kind)) + ", " + clean(published) + ": " + word
		p.wrap(2, 4, sign(u.Verdict, false), text)
		if x := u.Points; x != nil {
			proposed := p.l.T("report.points", "points", strconv.Itoa(x.Proposed), "of", strconv.Itoa(x.Of))
			p.wrap(4, 6, "→", proposed+". "+clean(p.l.Message(x.How.Key, x.How.Args)))
		}
	}
	if !first {
		p.line(0, "")
	}
}

// overrides are the licences that the policy classifies otherwise than the built-in data.
func (p *printer) overrides() {
	if len(p.a.Overrides) == 0 {
		return
	}
	p.heading(p.l.T("report.overrides"))
	n := p.fits(len(p.a.Overrides), maxQuestions)
	for _, o := range p.a.Overrides[:n] {
		text := clean(p.l.Word("class", o.Class))
		if o.Was != "" {
			text += " (" + p.l.T("text.override.was", "was", clean(p.l.Word("class", o.Was))) + ")"
		}
		p.wrap(2, 4, "–", clean(o.License)+": "+text+"; "+clean(o.Reason)+" ("+clean(o.Origin)+")")
	}
	p.saved(2, len(p.a.Overrides)-n)
	p.line(0, "")
}
