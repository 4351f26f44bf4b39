// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package xlsx writes sheets of text cells as an Office Open XML workbook (ECMA-376), for Excel and LibreOffice.
//
// Every cell is text: what looks like a formula, a number or a date stays the characters it is. Sheets are written row
// by row; a large one goes through a temporary file of the system, which is removed when Write returns.
package xlsx

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"lizenzlotse/reports/escape"
	"lizenzlotse/reports/i18n"
)

// A Sheet is a table with a head.
type Sheet struct {
	Name    string // made fit for Excel: at most 31 characters, none that it forbids, and unlike the others
	Title   string // at the top of each printed page, in full
	Columns []Column
	// Rows are as long as Columns or shorter. A line break in a cell breaks the line; what strangers wrote goes through
	// i18n.Visible before. The slice may be used again for the next row.
	Rows iter.Seq[[]string]
}

// A Column has a heading and a width in characters; the zero width is 20.
type Column struct {
	Head  string
	Width float64
}

const (
	defaultWidth = 20
	perPage      = 210 // characters that can still be read on paper side by side
)

// Options say what stands in the workbook besides the sheets.
type Options struct {
	Lang    string    // "en"; anything else is German
	Title   string    // in the document's properties
	Created time.Time // there too, unless zero
}

// What Excel holds at most ("Excel specifications and limits", Microsoft support).
const (
	maxRows = 1_048_576
	maxCell = 32_767 // UTF-16 units
)

// Write writes a workbook of at least one sheet, each with at least one column and filters, a head that stays in sight
// and is repeated on each printed page, A4 across. A text longer than a cell can be is cut and says so, and a sheet that
// cannot hold all its rows says in its last one how many are missing. The same sheets and options give the same bytes.
func Write(w io.Writer, sheets []Sheet, o Options) (err error) {
	if len(sheets) == 0 {
		return errors.New("a workbook needs a sheet")
	}
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }() // takes temporary files away
	b := book{file: f, lang: i18n.For(o.Lang)}
	if err := b.prepare(o); err != nil {
		return err
	}
	names := sheetNames(sheets)
	for i, name := range names {
		if i == 0 {
			err = f.SetSheetName(f.GetSheetName(0), name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err != nil {
			return err
		}
	}
	for i, s := range sheets {
		if err := b.sheet(names[i], s); err != nil {
			return fmt.Errorf("sheet %s: %w", names[i], err)
		}
	}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &sorted{w: w} })
	return f.Write(io.Discard)
}

// A book is the workbook while it is written.
type book struct {
	file        *excelize.File
	lang        i18n.Lang
	head, plain int // styles
	guarded     int // plain, and stays text where somebody edits it
}

func (b *book) prepare(o Options) error {
	// The template of the library names its author and a day of its own.
	b.file.Pkg.Store("docProps/core.xml",
		[]byte(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>`))
	p := excelize.DocProperties{Title: i18n.Visible(o.Title), Creator: "Lizenzlotse", LastModifiedBy: "Lizenzlotse", Language: b.lang.Code()}
	if !o.Created.IsZero() {
		p.Created = o.Created.UTC().Format(time.RFC3339)
		p.Modified = p.Created
	}
	if err := b.file.SetDocProps(&p); err != nil {
		return err
	}
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: "Lizenzlotse"}); err != nil {
		return err
	}
	const text = 49 // the built-in number format "@", ECMA-376 Part 1, 18.8.30
	styles := []struct {
		id    *int
		style excelize.Style
	}{
		{&b.head, excelize.Style{NumFmt: text, Font: &excelize.Font{Bold: true, Family: "Calibri", Size: 11},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8E8E8"}},
			Border:    []excelize.Border{{Type: "bottom", Style: 1, Color: "000000"}},
			Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&b.plain, excelize.Style{NumFmt: text, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&b.guarded, excelize.Style{NumFmt: text, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
			Font: &excelize.Font{Family: "Calibri", Size: 11}}}, // the same font, named: equal styles would be one
	}
	for _, s := range styles {
		var err error
		if *s.id, err = b.file.NewStyle(&s.style); err != nil {
			return err
		}
	}
	yes := true
	b.file.Styles.CellXfs.Xf[b.guarded].QuotePrefix = &yes
	return nil
}

func (b *book) sheet(name string, s Sheet) error {
	last, err := excelize.ColumnNumberToName(len(s.Columns))
	if err != nil {
		return err
	}
	if err := b.page(name, s.Title, s.Columns); err != nil {
		return err
	}
	w, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: "A2", ActiveCell: "A2", Pane: "bottomLeft"}}}); err != nil {
		return err
	}
	s.Columns = slices.Clone(s.Columns) // the caller keeps its own
	head := make([]any, len(s.Columns))
	tall := 1
	for i := range s.Columns {
		c := &s.Columns[i]
		c.Width = cmp.Or(c.Width, defaultWidth)
		tall = max(tall, height(c.Head, c.Width-3)) // beside the button of the filter
		if err := w.SetColWidth(i+1, i+1, c.Width); err != nil {
			return err
		}
		head[i] = excelize.Cell{StyleID: b.head, Value: b.text(c.Head)}
	}
	if err := w.SetRow("A1", head, tallness(tall)); err != nil {
		return err
	}
	n, err := b.rows(w, s)
	if err != nil {
		return err
	}
	if err := b.file.AutoFilter(name, "A1:"+last+strconv.Itoa(max(n, 2)), nil); err != nil {
		return err
	}
	return w.Flush()
}

// page says how a sheet is printed: on as many pages side by side as it needs to be read, with the first column on each. It comes before the first row: the library writes a sheet's beginning then.
func (b *book) page(name, title string, columns []Column) error {
	yes, across, a4, many := true, "landscape", 9, 0
	total := 0.0
	for _, c := range columns {
		total += cmp.Or(c.Width, defaultWidth)
	}
	wide := int(math.Ceil(total / perPage))
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	if err := b.file.SetSheetDimension(name, ""); err != nil { // of one cell, says the template
		return err
	}
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &across, Size: &a4, FitToWidth: &wide, FitToHeight: &many}); err != nil {
		return err
	}
	// A header holds 255 characters; & begins a code in it.
	title = strings.ReplaceAll(i18n.Cut(i18n.Visible(title), 90), "&", "&&")
	if err := b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + title + "&R&A", OddFooter: "&LLizenzlotse&R&P / &N"}); err != nil {
		return err
	}
	repeated := "'" + name + "'!$1:$1"
	if wide > 1 {
		repeated = "'" + name + "'!$A:$A," + repeated
	}
	return b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name, RefersTo: repeated})
}

// rows writes them below the head and gives the number of the last one. The last that fits is held back until it is
// known whether it is the last there is.
func (b *book) rows(w *excelize.StreamWriter, s Sheet) (int, error) {
	cells := make([]any, len(s.Columns))
	set := func(n int, row []string) error {
		tall := 1
		for i := range cells {
			cells[i] = nil // an empty cell is none
			if i < len(row) && row[i] != "" {
				cells[i] = b.cell(row[i])
				tall = max(tall, height(row[i], s.Columns[i].Width))
			}
		}
		return w.SetRow("A"+strconv.Itoa(n), cells, tallness(tall))
	}
	n, missing := 1, 0
	var held []string
	for row := range s.Rows {
		if len(row) > len(s.Columns) {
			return 0, fmt.Errorf("a row of %d cells under %d headings", len(row), len(s.Columns))
		}
		if n < maxRows-1 {
			n++
			if err := set(n, row); err != nil {
				return 0, err
			}
			continue
		}
		if missing == 0 {
			held = append(held, row...)
		}
		missing++
	}
	if missing == 0 {
		return n, nil
	}
	if missing > 1 {
		held = []string{b.lang.T("xlsx.rows", "n", strconv.Itoa(missing), "max", strconv.Itoa(maxRows))}
	}
	return n + 1, set(n+1, held)
}

func (b *book) cell(s string) excelize.Cell {
	style := b.plain
	if escape.Formula(s) {
		style = b.guarded
	}
	return excelize.Cell{StyleID: style, Value: b.text(s)}
}

// text is what a cell can hold of a text. Characters that XML forbids are among those that are written out.
func (b *book) text(s string) string {
	s = literal(i18n.VisibleLines(s))
	if len(s) <= maxCell || units(s) <= maxCell {
		return s
	}
	mark := " … " + b.lang.T("xlsx.cut", "n", strconv.Itoa(units(s)))
	rest := maxCell - units(mark)
	for i, r := range s {
		if rest -= width(r); rest < 0 {
			return s[:i] + mark
		}
	}
	return s
}

// literal writes out what programs would read as a character's number: _x0041_ stands for A (ECMA-376 Part 1, 22.9.2.19).
func literal(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if i+6 < len(s) && s[i] == '_' && s[i+1] == 'x' && s[i+6] == '_' {
			if _, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				b.WriteString(`\x5f`)
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// height is about how many lines a text takes in a column of that many characters, at most maxTall. LibreOffice does not
// work it out itself when it opens a workbook.
func height(s string, width float64) int {
	lines := 0
	for line := range strings.SplitSeq(s, "\n") {
		if lines++; len(line) > int(width) {
			lines += int(float64(units(line[:min(len(line), maxTall*256)])) * 1.1 / max(width, 1)) // words do not break where a line is full
		}
		if lines >= maxTall {
			return maxTall
		}
	}
	return lines
}

const maxTall = 20

func tallness(lines int) excelize.RowOpts { return excelize.RowOpts{Height: 15 * float64(lines)} }

// units counts as Excel does.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += width(r)
	}
	return n
}

func width(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}
