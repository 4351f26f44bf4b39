// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"cmp"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/spdx"
)

// licenses is the table of a scan: which licence how many components state and how many files carry.
func (p *printer) licenses() {
	type row struct {
		license           string
		components, files int
	}
	byLicense := map[string]*row{}
	at := func(license string) *row {
		if byLicense[license] == nil {
			byLicense[license] = &row{license: license}
		}
		return byLicense[license]
	}
	for i := range p.a.Inventory.Components {
		at(p.a.Inventory.Components[i].Stated()).components++
	}
	for i := range p.a.Inventory.Files {
		if f := &p.a.Inventory.Files[i]; f.License != nil {
			at(spdx.Text(f.License)).files++
		}
	}
	var rows []*row
	for _, r := range byLicense {
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b *row) int {
		if (a.license == "") != (b.license == "") {
			return cmp.Compare(len(b.license), len(a.license)) // what states nothing comes last
		}
		return cmp.Or(b.components-a.components, b.files-a.files, cmp.Compare(a.license, b.license))
	})
	n := p.fits(len(rows), p.most(maxRows, 15))
	more := len(rows) - n
	table := [][]string{{p.l.T("report.col.license"), p.l.T("report.col.components"), p.l.T("report.col.files")}}
	for _, r := range rows[:n] {
		license := clean(p.l.Word("license", r.license))
		if license == "" {
			license = p.l.T("report.licenses.none")
		}
		table = append(table, []string{license, p.l.Number(r.components), p.l.Number(r.files)})
	}
	p.table(table)
	if more > 0 {
		p.saved(0, more)
		p.line(0, "")
	}
}

// summary is the figures of the whole.
func (p *printer) summary() {
	licenses := map[string]bool{}
	for i := range p.a.Inventory.Components {
		if s := p.a.Inventory.Components[i].Stated(); s != "" {
			licenses[s] = true
		}
	}
	if !p.a.Judged() { // the table above has those of files too
		for i := range p.a.Inventory.Files {
			if e := p.a.Inventory.Files[i].License; e != nil {
				licenses[spdx.Text(e)] = true
			}
		}
	}
	table := [][]string{
		{p.l.T("text.summary"), ""},
		{p.l.T("report.col.components"), p.l.Number(len(p.a.Inventory.Components))},
		{p.l.T("report.col.files"), p.l.Number(len(p.a.Inventory.Files))},
		{p.l.T("text.licenses.found"), p.l.Number(len(licenses))},
	}
	if p.a.Judged() {
		var counts [4]int
		notes := 0
		for i := range p.a.Results {
			switch r := &p.a.Results[i]; {
			case r.Noted:
				notes++
			case r.Verdict >= 0 && int(r.Verdict) < len(counts):
				counts[r.Verdict]++
			}
		}
		for v := assessment.Violated; v > assessment.Satisfied; v-- {
			if v == assessment.Conditional && counts[v] == 0 {
				continue
			}
			table = append(table, []string{p.l.T("report.figure." + v.String()), p.l.Number(counts[v])})
		}
		table = append(table, []string{p.l.T("report.figure.note"), p.l.Number(notes)})
	}
	p.table(table)
}

// table writes rows of which the first is a heading: the first column to the left, numbers to the right. What the first
// column cannot hold goes on in the next line. In a pipe the columns are separated by a tab.
func (p *printer) table(rows [][]string) {
	defer p.line(0, "")
	if !p.o.Terminal {
		for _, row := range rows {
			p.line(0, strings.TrimRight(strings.Join(row, "\t"), "\t"))
		}
		return
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], columns(cell))
		}
	}
	rest := p.o.Width
	for _, w := range widths[1:] {
		rest -= w + 2
	}
	widths[0] = min(widths[0], max(10, rest))
	narrow := *p
	narrow.measure = widths[0]
	for i, row := range rows {
		for j, cell := range narrow.broken(0, 2, row[0]) {
			line := "  " + cell
			if j == 0 {
				line = cell + strings.Repeat(" ", max(0, widths[0]-columns(cell)))
				for k, cell := range row[1:] {
					line += "  " + strings.Repeat(" ", widths[k+1]-columns(cell)) + cell
				}
			}
			if line = strings.TrimRight(line, " "); i == 0 {
				line = p.paint(bold, line)
			}
			p.line(0, line)
		}
	}
}
