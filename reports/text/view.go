// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

// A View says whom the text is for. The zero View leaves it to what is judged: on a terminal [ViewOfficer] where a
// procedure or a stage of one is named, else [ViewDeveloper]; in a pipe all sections but those of the auditor.
type View string

// The views.
const (
	ViewOfficer   View = "officer"   // the result for criteria and rules, what to do now, questions, duties, what was not examined
	ViewDeveloper View = "developer" // one screen: each rule once, where, and how to fix it
	ViewAuditor   View = "auditor"   // everything, with rules, sources, digests and decisions
)

// Views lists the views.
func Views() []View { return []View{ViewOfficer, ViewDeveloper, ViewAuditor} }

// chosen is the view that is written; "" is that of a pipe that asked for none.
func (p *printer) chosen() View {
	switch {
	case p.o.View != "" || !p.o.Terminal:
		return p.o.View
	case p.a.Procedure != nil || p.a.Stage != "":
		return ViewOfficer
	}
	return ViewDeveloper
}

// view writes the sections of the view, one after the other.
func (p *printer) view() {
	if !p.a.Judged() {
		p.scan()
		return
	}
	switch p.chosen() {
	case ViewDeveloper:
		p.developer()
	case ViewOfficer:
		p.head()
		p.criteria()
		p.results()
		if !p.o.Terminal {
			p.lines()
		}
		p.todo()
		p.questions()
		p.duties()
		p.decided()
		p.overrides()
		p.unread()
		p.papers()
		p.listed()
		p.excluded()
		p.never()
		p.lookups()
		p.summary()
		p.more("text.more.officer")
	case ViewAuditor:
		p.head()
		p.all()
		p.notes()
		p.never()
		p.told()
		p.ruled()
		p.basis()
		p.summary()
	default:
		p.head()
		p.all()
		p.summary()
	}
}

// all is everything that was found and said, in the order in which it matters.
func (p *printer) all() {
	if p.o.Terminal {
		p.findings()
		p.quality()
	} else {
		p.lines()
	}
	p.criteria()
	p.unmet()
	p.questions()
	p.duties()
	p.decided()
	p.overrides()
	p.unread()
	p.papers()
	p.listed()
	p.own()
	p.excluded()
}

// scan is what was found without a judgement.
func (p *printer) scan() {
	p.head()
	p.licenses()
	p.wordings()
	p.unread()
	p.papers()
	p.listed()
	p.excluded()
	if p.chosen() == ViewAuditor {
		p.notes()
		p.never()
		p.told()
		p.basis()
	}
	p.summary()
	if p.o.Terminal && p.chosen() != ViewAuditor {
		p.more("text.more.scan")
	}
}

// more is the command that tells more, on a terminal.
func (p *printer) more(key string, pairs ...string) {
	if p.o.Terminal {
		p.wrap(0, 2, p.paint(dim, "→"), p.paint(dim, p.l.T(key, pairs...)))
	}
}
