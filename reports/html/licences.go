// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"cmp"
	"slices"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/spdx"
)

// A share is a row of the licence table with its bar.
type share struct {
	Label string
	Count int
	Files int
	Width string // of the bar, in hundredths of its full width
}

// licenses counts components by what is said of their licence: declared, else concluded, else detected.
func (p *view) licenses() []share {
	type count struct{ components, files int }
	counts := map[string]*count{}
	at := func(label string) *count {
		if counts[label] == nil {
			counts[label] = new(count)
		}
		return counts[label]
	}
	v := p.a.Inventory
	for i := range v.Components {
		at(v.Components[i].Stated()).components++
	}
	if !p.a.Judged() {
		for i := range v.Files {
			if v.Files[i].License != nil {
				at(spdx.Text(v.Files[i].License)).files++
			}
		}
	}
	var rows []share
	for label, c := range counts {
		if label != "" {
			rows = append(rows, share{Label: p.l.Word("license", label), Count: c.components, Files: c.files})
		}
	}
	slices.SortFunc(rows, func(a, b share) int {
		return cmp.Or(b.Count-a.Count, b.Files-a.Files, cmp.Compare(a.Label, b.Label))
	})
	if rest := take(rows, maxLicenses); rest.More > 0 {
		other := share{Label: p.l.T("report.licenses.other", "n", strconv.Itoa(rest.More))}
		for _, r := range rows[maxLicenses:] {
			other.Count += r.Count
			other.Files += r.Files
		}
		rows = append(slices.Clone(rest.Items), other)
	}
	if c := counts[""]; c != nil {
		rows = append(rows, share{Label: p.l.T("report.licenses.none"), Count: c.components})
	}
	for i := range rows {
		rows[i].Label = i18n.Cut(rows[i].Label, maxText)
		rows[i].Width = hundredths(rows[i].Count, len(v.Components))
	}
	return rows
}

// A tally is how many components came to the same.
type tally struct {
	Mark  mark
	Count int
}

// tallies counts components by what they came to, the worst first, and last what was not judged.
func (p *view) tallies() []tally {
	var rows []tally
	at := map[string]int{}
	var order []assessment.Outcome
	for v := assessment.Violated; v >= assessment.Satisfied; v-- {
		order = append(order, assessment.Outcome{Verdict: v})
	}
	order = append(order, assessment.Outcome{Unjudged: true}, assessment.Outcome{Excluded: true})
	for i := range order {
		at[order[i].Word()] = len(rows)
		rows = append(rows, tally{Mark: p.ofComponent(&order[i])})
	}
	for i := range p.came {
		if n, known := at[p.came[i].Word()]; known {
			rows[n].Count++
		}
	}
	return slices.DeleteFunc(rows, func(t tally) bool { return t.Count == 0 })
}

func hundredths(part, whole int) string {
	if whole == 0 {
		return "0"
	}
	return strconv.FormatFloat(float64(part)*100/float64(whole), 'f', 2, 64)
}
