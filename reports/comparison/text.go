// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package comparison

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

// Columns of a terminal.
const (
	maxLabel = 34 // of the first column
	minCell  = 18 // below that, bids stand below each other
	gap      = 2
)

// A printer writes the text.
type printer struct {
	words
	w *bufio.Writer
	o Options
}

// WriteText writes what differs in sentences and then the rows: on a terminal in columns as far as they fit, in a pipe with a
// line for each row and a tab between the cells.
func WriteText(w io.Writer, c *assessment.Comparison, o Options) error {
	if o.Width == 0 {
		o.Width = 80
	}
	p := &printer{words{c, i18n.For(o.Lang)}, bufio.NewWriter(w), o}
	p.heading(p.l.T("comparison.title", "n", strconv.Itoa(len(c.Bids)), "title", p.title()))
	for _, f := range p.facts(o) {
		p.wrap("", "  ", f.Label+": "+f.Value)
	}
	for _, s := range p.remarks() {
		p.line("")
		p.wrap("! ", "  ", s)
	}
	p.line("")
	p.heading(p.l.T("comparison.statements"))
	if len(c.Statements) == 0 {
		p.wrap("", "", p.l.T("comparison.statements.none"))
	}
	for _, s := range p.sentences() {
		p.wrap("- ", "  ", s.Lead+": "+s.Says)
	}
	if s := p.alike(); s != "" {
		p.wrap("- ", "  ", s)
	}
	for _, s := range c.Sections {
		p.section(&s)
	}
	p.line("")
	for _, s := range p.notes() {
		p.wrap("", "", s)
	}
	return p.w.Flush()
}

func (p *printer) section(s *assessment.ComparisonSection) {
	p.line("")
	p.heading(p.l.T("comparison.section." + s.ID))
	if note := p.note(s.ID); note != "" {
		p.wrap("", "", note)
	}
	n := len(p.c.Bids)
	label := min(maxLabel, p.o.Width/3)
	cell := (p.o.Width-label)/n - gap
	switch {
	case !p.o.Terminal:
		row := []string{p.l.T("comparison.col.row")}
		for i := range n {
			row = append(row, p.head(i))
		}
		p.line(strings.Join(row, "\t"))
		for i := range s.Rows {
			p.tabbed(&s.Rows[i])
		}
	case cell >= minCell:
		p.columns(s, label, cell)
	default:
		for i := range s.Rows {
			p.stacked(&s.Rows[i])
		}
	}
}

// tabbed writes a row on one line.
func (p *printer) tabbed(r *assessment.ComparisonRow) {
	row := []string{p.first(r)}
	for i := range r.Cells {
		row = append(row, strings.Join(p.whole(&r.Cells[i]), "; "))
	}
	p.line(strings.Join(row, "\t"))
}

// first is the first cell of a row. It begins with a sign, so that no name of a row is read as a command by a CI log.
func (p *printer) first(r *assessment.ComparisonRow) string {
	s := p.named(r)
	if at := p.published(r); at != "" {
		s += " (" + at + ")"
	}
	if r.Differs {
		return "≠ " + s
	}
	return "= " + s
}

// stacked writes the bids below each other, those of which the same is said together.
func (p *printer) stacked(r *assessment.ComparisonRow) {
	p.wrap("", "  ", p.first(r))
	var order []string
	bids := map[string][]int{}
	for i := range r.Cells {
		said := strings.Join(p.whole(&r.Cells[i]), "; ")
		if bids[said] == nil {
			order = append(order, said)
		}
		bids[said] = append(bids[said], i)
	}
	for _, said := range order {
		p.wrap("    ", "      ", p.names(bids[said])+": "+said)
	}
}

// columns writes a section as a table, each cell broken between words.
func (p *printer) columns(s *assessment.ComparisonSection, label, cell int) {
	head := [][]string{{""}}
	for i := range p.c.Bids {
		head = append(head, broken(p.head(i), cell))
	}
	p.across(head, label, cell, p.bold)
	for i := range s.Rows {
		r := &s.Rows[i]
		row := [][]string{broken(p.first(r), label)}
		for j := range r.Cells {
			var lines []string
			for _, line := range p.whole(&r.Cells[j]) {
				lines = append(lines, broken(line, cell)...)
			}
			row = append(row, lines)
		}
		p.across(row, label, cell, func(s string) string { return s })
	}
}

// across writes cells of several lines side by side.
func (p *printer) across(row [][]string, label, cell int, paint func(string) string) {
	height := 0
	for _, lines := range row {
		height = max(height, len(lines))
	}
	for at := range height {
		line := ""
		for i, lines := range row {
			s, w := "", cell+gap
			if i == 0 {
				w = label + gap
			}
			if at < len(lines) {
				s = lines[at]
			}
			line += s + strings.Repeat(" ", max(0, w-columns(s)))
		}
		p.line(paint(strings.TrimRight(line, " ")))
	}
}

func (p *printer) bold(s string) string {
	if !p.o.Color || s == "" {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

// heading writes a line that stands out, on a terminal broken between words.
func (p *printer) heading(s string) {
	lines := []string{s}
	if p.o.Terminal {
		lines = broken(s, p.o.Width)
	}
	for _, line := range lines {
		p.line(p.bold(line))
	}
}

func (p *printer) line(s string) {
	p.w.WriteString(s)
	p.w.WriteByte('\n')
}

// wrap writes a text, on a terminal broken between words.
func (p *printer) wrap(first, next, s string) {
	if !p.o.Terminal {
		p.line(first + s)
		return
	}
	for i, line := range broken(s, p.o.Width-max(columns(first), columns(next))) {
		if i == 0 {
			p.line(first + line)
		} else {
			p.line(next + line)
		}
	}
}

// broken breaks a text between words, and a word that is longer than a line within.
func broken(s string, to int) []string {
	var lines []string
	to = max(to, 1)
	line, at := "", 0
	for word := range strings.FieldsSeq(s) {
		for columns(word) > to {
			if line != "" {
				lines, line, at = append(lines, line), "", 0
			}
			head := prefix(word, to)
			lines, word = append(lines, head), word[len(head):]
		}
		w := columns(word)
		if line != "" && at+1+w > to {
			lines, line, at = append(lines, line), "", 0
		}
		if line != "" {
			line, at = line+" ", at+1
		}
		line, at = line+word, at+w
	}
	return append(lines, line)
}

// prefix is as much of a text as so many columns take, and one character at least.
func prefix(s string, to int) string {
	n := 0
	for i, r := range s {
		if n += columns(string(r)); n > to && i > 0 {
			return s[:i]
		}
	}
	return s
}

// columns is how much of a terminal's line a text takes: wide characters two, combining marks none.
func columns(s string) int {
	n := 0
	for _, r := range s {
		kind := width.LookupRune(r).Kind()
		switch {
		case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
			n += 2
		case !unicode.In(r, unicode.Mn, unicode.Me):
			n++
		}
	}
	return n
}
