// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"strings"

	"lizenzlotse/reports/i18n"
)

// procedure adds to the title block in which procurement the judgement belongs, what the call decided otherwise than its
// file, and which declarations of bidders there are.
func (p *page) procedure(add func(key, value string)) {
	if in := p.a.Procedure; in != nil {
		m := in.Named()
		add("report.head.procedure", i18n.Cut(p.l.Message(m.Key, m.Args), maxText))
		for _, o := range in.Overridden {
			add("report.head.overridden", i18n.Cut(p.l.T("report.overridden", "field", o.Field, "was", p.l.Word(o.Field, o.Was)), maxText))
		}
	}
	for _, d := range p.a.Inventory.Declarations {
		parts := []string{i18n.Cut(p.l.T("report.declaration", "file", d.ID, "bidder", d.Bidder), maxText)}
		for _, x := range d.Answers {
			m := x.Named()
			parts = append(parts, i18n.Cut(p.l.Message(m.Key, m.Args), maxText))
		}
		add("report.head.declaration", strings.Join(parts, "; "))
	}
}
