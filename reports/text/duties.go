// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
)

const maxLicenses = 12 // of one duty, and rules that a screen only names, on a terminal

// duties are what the licences ask for: a line for each kind, or for those that the same licences ask for,
// with these licences.
func (p *printer) duties() {
	if p.a.Compared() {
		return // they come from the whole
	}
	said := false
	for _, who := range []assessment.Addressee{assessment.Bidder, assessment.City} {
		var kinds []string
		licenses := map[string][]string{}
		for _, d := range p.a.Duties {
			if d.Addressee != who {
				continue
			}
			if licenses[d.Kind] == nil {
				kinds = append(kinds, d.Kind)
			}
			if l := clean(d.License); !slices.Contains(licenses[d.Kind], l) {
				licenses[d.Kind] = append(licenses[d.Kind], l)
			}
		}
		if len(kinds) == 0 {
			continue
		}
		first, rest, _ := strings.Cut(p.l.T("report.duties."+string(who)), " ")
		p.wrap(0, 2, p.paint(bold, first), p.paint(bold, rest))
		if !said {
			said = true
			p.wrap(2, 4, p.paint(dim, "–"), p.paint(dim, p.l.T("report.duties.form")))
		}
		var lines [][]string // kinds
		for _, k := range kinds {
			i := slices.IndexFunc(lines, func(same []string) bool { return slices.Equal(licenses[same[0]], licenses[k]) })
			if i < 0 {
				lines = append(lines, []string{k})
				continue
			}
			lines[i] = append(lines[i], k)
		}
		for _, same := range lines {
			list := licenses[same[0]]
			more := 0
			if p.o.Terminal && len(list) > maxLicenses {
				list, more = list[:maxLicenses], len(list)-maxLicenses
			}
			var named []string
			for _, k := range same {
				named = append(named, clean(p.l.Word("duty", k)))
			}
			text := strings.Join(named, "; ") + ": " + strings.Join(list, ", ")
			if more > 0 {
				text += ", " + p.l.T("text.more", "n", strconv.Itoa(more))
			}
			p.wrap(2, 4, "·", text)
		}
		p.line(0, "")
	}
}
