// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import "lizenzlotse/policy/assessment"

// decision is what a person decided on a result, in one line; "" if nobody did.
func (p *printer) decision(r *assessment.Result) string {
	switch d := p.decisions[r.Decision]; {
	case d != nil:
		return p.l.T("report.decision", "decision", p.decisionLine(d))
	case r.Decision != "":
		return p.l.T("report.decision", "decision", clean(r.Decision))
	}
	return ""
}

func (p *printer) decisionLine(d *assessment.Decision) string {
	m := d.Message(p.l.Date)
	return clean(p.l.Message(m.Key, m.Args))
}

// decided lists what people decided, with what became of it.
func (p *printer) decided() {
	if len(p.a.Decisions) == 0 {
		return
	}
	p.line(0, p.paint(bold, p.l.T("report.decisions")))
	n := p.fits(len(p.a.Decisions), maxQuestions)
	for i := range p.a.Decisions[:n] {
		d := &p.a.Decisions[i]
		m := d.Outcome(p.decisionLine(d))
		sign := "!"
		if d.State == assessment.DecisionUsed {
			sign = "✓"
		}
		p.wrap(2, 4, sign, clean(p.l.Message(m.Key, m.Args)))
	}
	p.saved(2, len(p.a.Decisions)-n)
	p.line(0, "")
}
