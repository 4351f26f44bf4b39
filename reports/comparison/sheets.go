// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package comparison

import (
	"io"
	"iter"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/reports/xlsx"
)

// WriteXLSX writes a workbook: what the bids have in common and what must be known first, what differs in words, and
// every row with a column for each bid.
func WriteXLSX(w io.Writer, c *assessment.Comparison, o Options) error {
	x := words{c, i18n.For(o.Lang)}
	title := x.l.T("comparison.title", "n", strconv.Itoa(len(c.Bids)), "title", x.title())
	columns := []xlsx.Column{{Head: x.l.T("comparison.col.section"), Width: 22}, {Head: x.l.T("report.col.rule"), Width: 10},
		{Head: x.l.T("comparison.col.row"), Width: 34}, {Head: x.l.T("comparison.differs"), Width: 11}}
	for i := range c.Bids {
		columns = append(columns, xlsx.Column{Head: x.head(i), Width: 26})
	}
	return xlsx.Write(w, []xlsx.Sheet{
		{Name: x.l.T("comparison.sheet.rows"), Title: title, Columns: columns, Rows: x.sheetRows()},
		{Name: x.l.T("comparison.sheet.statements"), Title: title, Columns: []xlsx.Column{{Head: x.l.T("comparison.col.row"), Width: 44},
			{Head: x.l.T("comparison.statements"), Width: 100}}, Rows: x.sheetStatements()},
		{Name: x.l.T("comparison.sheet.facts"), Title: title, Columns: []xlsx.Column{{Head: x.l.T("comparison.col.fact"), Width: 30},
			{Head: x.l.T("comparison.col.value"), Width: 110}}, Rows: x.sheetFacts(o)},
	}, xlsx.Options{Lang: o.Lang, Title: title, Created: o.Created})
}

func (x words) sheetRows() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, s := range x.c.Sections {
			title := x.l.T("comparison.section." + s.ID)
			for i := range s.Rows {
				r := &s.Rows[i]
				label := x.label(r)
				if at := x.published(r); at != "" {
					label += "\n" + at
				}
				row := []string{title, clean(r.Rule), label, ""}
				if r.Differs {
					row[3] = x.l.T("comparison.differs")
				}
				for j := range r.Cells {
					row = append(row, strings.Join(x.whole(&r.Cells[j]), "\n"))
				}
				if !yield(row) {
					return
				}
			}
		}
	}
}

func (x words) sheetStatements() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		list := x.sentences()
		if len(list) == 0 {
			list = append(list, sentence{"", x.l.T("comparison.statements.none")})
		}
		if same := x.alike(); same != "" {
			list = append(list, sentence{"", same})
		}
		for _, s := range list {
			if !yield([]string{s.Lead, s.Says}) {
				return
			}
		}
	}
}

func (x words) sheetFacts(o Options) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		var list []fact
		for _, s := range x.remarks() {
			list = append(list, fact{x.l.T("comparison.remark"), s})
		}
		for _, s := range x.notes() {
			list = append(list, fact{x.l.T("comparison.note.head"), s})
		}
		for _, f := range append(list, x.facts(o)...) {
			if !yield([]string{f.Label, f.Value}) {
				return
			}
		}
	}
}
