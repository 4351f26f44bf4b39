// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

// decision is what a person decided on a result, on one line; "" if nobody did.
func (p *printer) decision(r *assessment.Result) string {
	switch d := p.decisions[r.Decision]; {
	case d != nil:
		return p.l.T("report.decision", "decision", p.decisionLine(d))
	case r.Decision != "":
		return p.l.T("report.decision", "decision", clean(r.Decision))
	}
	return ""
}

// decisionLine names a decision with its ground, its text and its end.
func (p *printer) decisionLine(d *assessment.Decision) string {
	concluded := ""
	if d.Concluded != nil {
		concluded = d.Concluded.String()
	}
	until := ""
	if d.Until != "" {
		until = p.l.T("report.decisions.until", "until", d.Until)
	}
	return clean(i18n.Commas(d.ID+" ("+p.l.Word("decision-kind", string(d.Kind))+")", p.l.Word("ground", d.Ground), concluded, until) + ": " + d.Text)
}

// decided lists what people decided, with what became of it: who, when, and who answers for a deviation.
func (p *printer) decided() {
	if len(p.a.Decisions) == 0 {
		return
	}
	p.heading(p.l.T("report.section.decisions"))
	n := p.fits(len(p.a.Decisions), maxQuestions)
	for i := range p.a.Decisions[:n] {
		d := &p.a.Decisions[i]
		lead := "!"
		if d.State == assessment.DecisionUsed {
			lead = "✓"
		}
		state := p.l.Word("decision-state", string(d.State))
		if d.Results > 0 {
			state += " " + p.l.T("report.decisions.used", "n", strconv.Itoa(d.Results))
		}
		p.wrap(2, 4, lead, clean(state)+" – "+p.decisionLine(d))
		who := ""
		for _, s := range d.Signed[:min(len(d.Signed), maxPlaces)] {
			who = i18n.Commas(who, s.Name+" "+p.l.Date(s.Date))
		}
		if who == "" {
			who = p.l.T("report.decisions.unsigned")
		}
		if d.Owner != "" {
			who = i18n.Commas(who, p.l.T("report.decisions.owner", "owner", d.Owner))
		}
		p.wrap(4, 6, p.l.T("report.col.who")+":", clean(who))
	}
	p.saved(2, len(p.a.Decisions)-n)
	p.line(0, "")
}
