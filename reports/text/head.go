// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// head is the verdict with what was judged, and how complete it is.
func (p *printer) head() {
	p.warnings()
	subject := clean(p.a.Inventory.Title())
	if p.a.Judged() {
		v := p.a.Verdict
		p.wrap(0, 2, p.paint(colors[v]+bold, sign(v, false)+" "+p.outcome()), "")
		if p.o.Terminal && !p.a.Compared() {
			p.wrap(0, 2, p.paint(dim, "–"), p.paint(dim, p.l.T("report.verdict."+v.String())))
		}
		policy := clean(strings.TrimSpace(p.a.Policy.Name + " " + p.a.Policy.Version))
		p.wrap(0, 2, p.paint(dim, subject), p.l.T("text.subject", "policy", policy, "date", clean(p.a.Date), "stage", p.stage()))
		if p.a.OnlyDocuments() {
			p.wrap(0, 2, "!", p.l.T("report.documents-only"))
		}
		if p.a.OnlyNotes() {
			p.wrap(0, 2, "!", p.l.T("report.notes-only"))
		}
	} else {
		first, rest, _ := strings.Cut(p.l.T("report.title.scan", "subject", subject), " ")
		p.wrap(0, 2, p.paint(bold, first), p.paint(bold, rest))
	}
	if p.a.Bidder != "" {
		p.wrap(0, 2, p.l.T("report.remark.bidder")+":", clean(p.a.Bidder))
	}
	p.comparison()
	p.procedure()
	p.redacted()
	p.incomplete()
	p.line(0, "")
}

// outcome is the verdict in words, and of what, where it is not that of the whole.
func (p *printer) outcome() string {
	verdict := p.l.Word("verdict", p.a.Verdict.String())
	if p.a.Compared() {
		return p.l.T("text.verdict.new", "verdict", verdict)
	}
	return verdict
}

// redacted says that it is a copy from which something was taken out.
func (p *printer) redacted() {
	if r := p.a.Redacted; r != nil {
		p.wrap(0, 2, "!", p.l.T("report.redacted.title")+" "+p.say(r.Message()))
	}
}

// stage is where the procurement stands, or that nobody said so.
func (p *printer) stage() string {
	if p.a.Stage == "" {
		return p.l.T("report.head.stage.none")
	}
	return clean(p.l.Word("stage", string(p.a.Stage)))
}

// warnings are what the reader has to know before anything else.
func (p *printer) warnings() {
	if slices.ContainsFunc(p.a.Inventory.Issues, func(i inventory.Issue) bool { return i.Code == inventory.IssueSaved }) {
		p.wrap(0, 2, p.paint(yellow, "!"), p.paint(yellow, p.l.T("text.fromsaved")))
	}
	if p.a.Policy.FromInput {
		p.wrap(0, 2, p.paint(yellow, "!"), p.paint(yellow, p.l.T("text.frominput")))
	}
	for _, m := range p.a.Mismatch() {
		p.wrap(0, 2, p.paint(yellow, "!"), p.paint(yellow, clean(p.l.Message(m.Key, m.Args))))
	}
}

// incomplete says that not everything was read, and why.
func (p *printer) incomplete() {
	if why := p.a.Incomplete(); why.Key != "" {
		p.wrap(0, 2, p.paint(yellow+bold, "! "+p.l.T("verdict.incomplete")+":"), p.l.Message(why.Key, why.Args))
	}
}

// comparison says what the result was held against, and what of it is shown.
func (p *printer) comparison() {
	b := p.a.Baseline
	if b == nil {
		return
	}
	p.wrap(0, 2, "–", p.say(b.Message(p.a))+" "+p.say(b.Verdicts()))
	for _, m := range b.Caveats() {
		p.wrap(0, 2, p.paint(yellow, "!"), p.paint(yellow, p.say(m)))
	}
}
