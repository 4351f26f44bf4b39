// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"strings"

	"lizenzlotse/policy/assessment"
)

// quality writes what came out for documents as a whole, one after the other: the worst first, then
// what to do about what is more than a note.
func (p *printer) quality() {
	all := p.a.ByDocument()
	for _, d := range all[:min(len(all), maxRows)] {
		title := p.l.Word("format", d.Document.Format)
		p.wrap(0, 2, p.paint(bold, clean(d.Document.ID)), clean("("+strings.TrimSpace(title+" "+d.Document.Version)+")"))
		var rules []string
		for _, r := range d.Results[:min(len(d.Results), maxCauses)] {
			color := colors[r.Verdict]
			if r.Noted {
				color = dim
			} else if u := p.rules[r.Rule]; u != nil && r.Verdict != assessment.Satisfied && (len(rules) == 0 || rules[len(rules)-1] != r.Rule) {
				rules = append(rules, r.Rule)
			}
			lead := p.paint(color, sign(r.Verdict, r.Noted)+" "+p.said(r)+":")
			p.wrap(2, 4, lead, clean(r.Rule)+": "+clean(p.l.Message(r.Message.Key, r.Message.Args)))
			if line := p.decision(r); line != "" {
				p.wrap(4, 6, "–", line)
			}
		}
		p.saved(2, max(0, len(d.Results)-maxCauses))
		for _, rule := range rules {
			p.wrap(2, 4, "→", clean(rule)+": "+clean(p.rules[rule].Doc.Fix.In(p.l.Code())))
		}
		p.line(0, "")
	}
	p.saved(0, max(0, len(all)-maxRows))
}
