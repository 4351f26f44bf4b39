// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

// procedure says in which procurement the judgement belongs, what the call decided otherwise than its file, and which
// declarations of bidders there are.
func (p *printer) procedure() {
	if in := p.a.Procedure; in != nil {
		m := in.Named()
		p.wrap(0, 2, p.l.T("report.head.procedure")+":", clean(p.l.Message(m.Key, m.Args)))
		for _, o := range in.Overridden {
			p.wrap(0, 2, p.l.T("report.head.overridden")+":", clean(p.l.T("report.overridden", "field", o.Field, "was", p.l.Word(o.Field, o.Was))))
		}
	}
	for _, d := range p.a.Inventory.Declarations {
		p.wrap(0, 2, p.l.T("report.head.declaration")+":", clean(p.l.T("report.declaration", "file", d.ID, "bidder", d.Bidder)))
		for _, x := range d.Answers {
			m := x.Named()
			p.wrap(2, 4, "·", clean(p.l.Message(m.Key, m.Args)))
		}
	}
}
