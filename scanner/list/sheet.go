// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package list

import (
	"encoding/xml"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"lizenzlotse/scanner/inventory"
)

// sheet reads the rows of a sheet. What a merged cell shows stands in each row it reaches over.
func (r *reading) sheet(w *workbook, s sheetRef) ([]row, error) {
	var rows []row
	var merged []area
	last := 0
	err := w.each(s.part, func(d *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			n, err := strconv.Atoi(attr(e, "r"))
			if err != nil || n <= last {
				n = last + 1
			}
			last = n
			hidden, _ := strconv.ParseBool(attr(e, "hidden"))
			x := row{line: n, hidden: s.hidden || hidden}
			if err := r.cells(w, d, s.name, &x); err != nil {
				return err
			}
			if x.empty() {
				return nil
			}
			if len(rows) > MaxRows+headingRows {
				r.note("list-rows", inventory.Unread, r.place(s.name, n), inventory.Args{"limit": itoa(MaxRows)})
				return errRows
			}
			rows = append(rows, x)
		case "mergeCell":
			if a, ok := areaOf(attr(e, "ref")); ok && len(merged) < MaxRows {
				merged = append(merged, a)
			}
		}
		return nil
	})
	switch {
	case err == errPart && len(rows) > 0:
		r.note("list-part", inventory.Unread, r.place(s.name, last), nil)
	case err != nil && err != errRows:
		return nil, err
	}
	r.spread(s.name, rows, merged)
	return rows, nil
}

// cells reads the cells of a row up to its end.
func (r *reading) cells(w *workbook, d *xml.Decoder, sheet string, x *row) error {
	column := -1
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		if end, ok := t.(xml.EndElement); ok && end.Name.Local == "row" {
			return nil
		}
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "c" {
			continue
		}
		column++
		if at, _, ok := address(attr(e, "r")); ok {
			column = at
		}
		value, err := r.value(w, d, e, sheet, x.line)
		if err != nil {
			return err
		}
		if len(value) > MaxCell {
			value = cut(value, MaxCell)
			r.note("list-cell", inventory.Unread, r.place(sheet, x.line), inventory.Args{"limit": itoa(MaxCell)})
		}
		if value == "" {
			continue
		}
		if column >= MaxColumns {
			r.note("list-columns", inventory.Unread, r.place(sheet, x.line), inventory.Args{"limit": itoa(MaxColumns)})
			continue
		}
		for len(x.cells) <= column {
			x.cells = append(x.cells, "")
		}
		if was := x.cells[column]; was != "" && was != value { // no spreadsheet program writes this, and each shows another
			r.note("list-cell-twice", inventory.Unread, r.place(sheet, x.line), inventory.Args{"was": cut(quote(was), 80)})
		}
		x.cells[column] = value
	}
}

// value is what a cell shows.
func (r *reading) value(w *workbook, d *xml.Decoder, start xml.StartElement, sheet string, line int) (string, error) {
	kind, raw := attr(start, "t"), ""
	for {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		if end, ok := t.(xml.EndElement); ok && end.Name.Local == "c" {
			break
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "v":
			if raw, err = simple(d); err != nil {
				return "", err
			}
		case "is":
			return text(d, e)
		}
	}
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(raw))
		if err != nil || i < 0 || i >= len(w.strings) {
			return "", nil
		}
		return w.strings[i], nil
	case "str", "e":
		return raw, nil
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[raw], nil
	case "d":
		return raw, nil
	}
	style := style{decimals: -1}
	if i, err := strconv.Atoi(attr(start, "s")); err == nil && i >= 0 && i < len(w.styles) {
		style = w.styles[i]
	}
	shown := number(raw, style)
	if style.date && shown != raw {
		r.note("list-date", inventory.Note, r.place(sheet, line), nil)
	}
	return shown, nil
}

// simple is the text of an element without others in it.
func simple(d *xml.Decoder) (string, error) {
	var b strings.Builder
	for {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.CharData:
			if b.Len() <= MaxCell {
				b.Write(t)
			}
		case xml.EndElement:
			return b.String(), nil
		}
	}
}

// number shows a number as its format asks for, as far as lists of software need it.
func number(raw string, s style) string {
	v, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	switch {
	case err != nil || math.IsInf(v, 0) || math.IsNaN(v):
		return raw
	case s.date && v >= 1 && v < 2958466: // 31 December 9999
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(v)).Format(time.DateOnly)
	case s.decimals >= 0 && s.decimals < 16 && math.Abs(v) < 1e15:
		return strconv.FormatFloat(v, 'f', s.decimals, 64)
	}
	// Spreadsheets compute with fifteen digits and store more.
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil || math.Abs(rounded) >= 1e15 {
		return raw
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// An area is what a merged cell reaches over, columns from 0 and rows from 1.
type area struct{ left, top, right, bottom int }

func areaOf(ref string) (a area, ok bool) {
	from, to, _ := strings.Cut(ref, ":")
	var one, two bool
	a.left, a.top, one = address(from)
	a.right, a.bottom, two = address(to)
	return a, one && two && a.left <= a.right && a.top <= a.bottom
}

// address reads "AB12": the column from 0, the row from 1.
func address(ref string) (column, line int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4 && 'A' <= ref[i] && ref[i] <= 'Z'; i++ {
		column = column*26 + int(ref[i]-'A') + 1
	}
	line, err := strconv.Atoi(ref[i:])
	return column - 1, line, i > 0 && err == nil && line > 0
}

// spread puts what a merged cell shows into every row it reaches over, once for each cell that is there:
// the rows are visited a bounded number of times however many areas a stranger made up.
func (r *reading) spread(sheet string, rows []row, merged []area) {
	budget := 4 * (MaxRows + len(rows))
	for _, a := range merged {
		first, _ := slices.BinarySearchFunc(rows, a.top, func(x row, line int) int { return x.line - line })
		if first >= len(rows) || rows[first].line != a.top || a.left >= len(rows[first].cells) {
			continue
		}
		if a.right > a.left {
			rows[first].banner = true
		}
		value := rows[first].cells[a.left]
		for i := first + 1; i < len(rows) && rows[i].line <= a.bottom && value != ""; i++ {
			if budget--; budget < 0 {
				r.note("list-merged-limit", inventory.Unread, r.place(sheet, rows[i].line), nil)
				return
			}
			x := &rows[i]
			for len(x.cells) <= a.left {
				x.cells = append(x.cells, "")
			}
			if x.cells[a.left] == "" {
				x.cells[a.left] = value
				r.note("list-merged", inventory.Repaired, r.place(sheet, x.line), nil)
			}
		}
	}
}
