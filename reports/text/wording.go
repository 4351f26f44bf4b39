// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"cmp"
	"slices"
	"strconv"

	"lizenzlotse/reports/i18n"
)

// maxWordings is how many ways of writing a licence a scan lists.
const maxWordings = 30

// wordings tells of the licences that were read as an expression how they were written, the commonest first.
func (p *printer) wordings() {
	type row struct {
		license, wording string
		components       int
	}
	byWording := map[[2]string]*row{}
	var rows []*row
	for i := range p.a.Inventory.Components {
		for _, l := range p.a.Inventory.Components[i].Reworded() {
			key := [2]string{l.Raw, string(l.Normalised)}
			if byWording[key] == nil {
				r := &row{license: clean(l.String()), wording: p.l.T(i18n.Wording(l.IsText(), string(l.Normalised)), "raw", clean(l.Raw))}
				if l.IsText() {
					r.license = "–"
				}
				byWording[key] = r
				rows = append(rows, r)
			}
			byWording[key].components++
		}
	}
	if len(rows) == 0 {
		return
	}
	slices.SortFunc(rows, func(a, b *row) int {
		return cmp.Or(b.components-a.components, cmp.Compare(a.license, b.license), cmp.Compare(a.wording, b.wording))
	})
	n := p.fits(len(rows), p.most(maxWordings, 5))
	p.heading(p.l.T("text.wordings"))
	for _, r := range rows[:n] {
		p.wrap(0, 2, r.license+":", r.wording+" "+p.l.T("text.wordings.components", "n", strconv.Itoa(r.components)))
	}
	if more := len(rows) - n; more > 0 {
		p.saved(0, more)
	}
	p.line(0, "")
}
