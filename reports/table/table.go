// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package table writes an assessment as tables: a workbook with a row for each component, finding, duty and question, and
// the findings alone as CSV. Unlike the reports for reading they leave nothing out: there is a row for every result.
//
// Without a judgement they hold what a scan found: components, and where a licence was found.
package table

import (
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/escape"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/reports/xlsx"
	"lizenzlotse/scanner/inventory"
)

// Options say how it is written.
type Options struct {
	Lang        string    // "en"; anything else is German
	Created     time.Time // stands in the workbook's properties, unless zero
	ToolVersion string    // of the program; "" does not stand there
}

// WriteXLSX writes the workbook.
func WriteXLSX(w io.Writer, a *assessment.Assessment, o Options) error {
	v := newView(a, o)
	title := "report.title"
	if !a.Judged() {
		title = "report.title.scan"
	}
	book := xlsx.Options{Lang: o.Lang, Title: v.l.T(title, "subject", i18n.Cut(a.Inventory.Title(), maxTitle)), Created: o.Created}
	var sheets []xlsx.Sheet
	for _, t := range v.tables() {
		s := xlsx.Sheet{Name: v.l.T("table.sheet." + t.name), Title: book.Title, Rows: t.rows}
		for _, c := range t.columns {
			s.Columns = append(s.Columns, xlsx.Column{Head: v.l.T("table.col." + c.key), Width: c.width})
		}
		sheets = append(sheets, s)
	}
	return xlsx.Write(w, sheets, book)
}

// WriteCSV writes the findings, of a scan the components. See [escape.CSV] for which programs read it.
func WriteCSV(w io.Writer, a *assessment.Assessment, o Options) error {
	v := newView(a, o)
	t := v.components()
	if a.Judged() {
		t = v.findings()
	}
	c := escape.NewCSV(w, v.l)
	var head []string
	for _, column := range t.columns {
		head = append(head, v.l.T("table.col."+column.key))
	}
	if err := c.Write(head); err != nil {
		return err
	}
	for row := range t.rows {
		if err := c.Write(row); err != nil {
			return err
		}
	}
	return c.Flush()
}

// A table has its name and columns in the catalogue, under "table.sheet." and "table.col.".
type table struct {
	name    string
	columns []column
	rows    iter.Seq[[]string] // what comes from the input has its hidden characters written out
}

type column struct {
	key   string
	width float64 // in characters
}

// What a cell shows of something long. The component's own row, or the saved result, has the rest.
const (
	maxTitle = 300 // characters
	maxNames = 200 // components of a duty or question
	maxLines = 100 // places, wordings or copyright notices
)

// A view is an assessment looked at.
type view struct {
	a         *assessment.Assessment
	l         i18n.Lang
	o         Options
	byID      map[string]*inventory.Component
	rules     map[string]*assessment.RuleUsed
	decisions map[string]*assessment.Decision
	words     map[string]string // by rule, what it came to
}

func newView(a *assessment.Assessment, o Options) *view {
	return &view{a: a, l: i18n.For(o.Lang), o: o, byID: a.Inventory.ByID(),
		rules: a.RulesByID(), decisions: a.DecisionsByID(), words: a.RuleWords()}
}

func (v *view) tables() []table {
	if !v.a.Judged() {
		return []table{v.result(), v.components(), v.found(), v.unexamined()}
	}
	return []table{v.result(), v.components(), v.findings(), v.duties(), v.questions(), v.unexamined()}
}

// say puts a message into words that hide nothing; the zero message is "".
func (v *view) say(m inventory.Message) string {
	if m.Key == "" {
		return ""
	}
	return i18n.Visible(v.l.Message(m.Key, m.Args))
}

// lines puts texts below each other in a cell.
func (v *view) lines(all []string) string {
	shown := make([]string, 0, min(len(all), maxLines)+1)
	for _, s := range all[:min(len(all), maxLines)] {
		shown = append(shown, i18n.Visible(s))
	}
	if more := len(all) - maxLines; more > 0 {
		shown = append(shown, v.l.T("report.more", "n", strconv.Itoa(more)))
	}
	return strings.Join(shown, "\n")
}

// names are components in a cell, below each other.
func (v *view) names(ids []string) string {
	shown := make([]string, 0, min(len(ids), maxNames)+1)
	for _, id := range ids[:min(len(ids), maxNames)] {
		name := id
		if c := v.byID[id]; c != nil && c.Name != "" {
			name = strings.TrimSpace(c.Name + " " + c.Version)
		}
		shown = append(shown, i18n.Visible(name))
	}
	if more := len(ids) - maxNames; more > 0 {
		shown = append(shown, v.l.T("report.more", "n", strconv.Itoa(more)))
	}
	return strings.Join(shown, "\n")
}
