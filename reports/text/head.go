// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// head is the verdict with what was judged, and how complete it is.
func (p *printer) head() {
	p.warnings()
	subject := clean(p.a.Inventory.Title())
	complete := p.a.Inventory.Complete()
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
		complete = p.a.Complete
	} else {
		first, rest, _ := strings.Cut(p.l.T("text.scan", "subject", subject), " ")
		p.wrap(0, 2, p.paint(bold, first), p.paint(bold, rest))
	}
	if p.a.Bidder != "" {
		p.wrap(0, 2, p.l.T("text.bidder")+":", clean(p.a.Bidder))
	}
	p.comparison()
	p.procedure()
	p.redacted()
	p.incomplete(complete)
	p.line(0, "")
}

// outcome is the verdict in words, and of what, where it is not that of the whole.
func (p *printer) outcome() string {
	verdict := p.verdict(p.a.Verdict, false)
	if p.a.Compared() {
		return p.l.T("text.verdict.new", "verdict", verdict)
	}
	return verdict
}

// redacted says that it is a copy from which something was taken out.
func (p *printer) redacted() {
	if r := p.a.Redacted; r != nil {
		p.wrap(0, 2, "!", p.l.T("text.redacted", "names", strconv.Itoa(r.Names), "components", strconv.Itoa(r.Components), "mails", strconv.Itoa(r.Mails)))
	}
}

// stage is where the procurement stands, or that nobody said so.
func (p *printer) stage() string {
	if p.a.Stage == "" {
		return p.l.T("report.head.stage.none")
	}
	return clean(p.l.Word("stage", string(p.a.Stage)))
}

func (p *printer) count(effect inventory.Effect) int {
	n := 0
	for _, i := range p.a.Inventory.Issues {
		if i.Effect == effect {
			n++
		}
	}
	return n
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
func (p *printer) incomplete(complete bool) {
	if complete {
		return
	}
	reason := p.l.T("report.incomplete.nothing")
	if i := p.a.Inventory.Interrupted(); i != nil {
		reason = p.l.T("report.incomplete.interrupted", "files", i.Args["files"])
	} else if n := p.count(inventory.Unread); n > 0 {
		reason = p.l.T("report.incomplete.unread", "n", strconv.Itoa(n))
	}
	p.wrap(0, 2, p.paint(yellow+bold, "! "+p.l.T("verdict.incomplete")+":"), reason)
}

// comparison says what the result was held against, and what of it is shown.
func (p *printer) comparison() {
	b := p.a.Baseline
	if b == nil {
		return
	}
	text := p.l.T("text.baseline", "name", b.Name, "date", b.Date, "known", strconv.Itoa(b.Known), "gone", strconv.Itoa(b.Gone))
	if p.a.Compared() {
		text += " " + p.l.T("text.baseline.hidden", "verdict", b.Whole.String())
	} else {
		text += " " + p.l.T("text.baseline.new", "verdict", b.New.String())
	}
	p.wrap(0, 2, "–", long(text))
	for _, said := range []struct{ key, name, value string }{{"text.baseline.policy", "policy", b.Policy}, {"text.baseline.subject", "subject", b.Subject}} {
		if said.value != "" {
			p.wrap(0, 2, p.paint(yellow, "!"), p.paint(yellow, long(p.l.T(said.key, said.name, said.value))))
		}
	}
}
