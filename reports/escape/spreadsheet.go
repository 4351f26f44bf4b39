// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package escape

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"lizenzlotse/reports/i18n"
)

// Formula reports whether a spreadsheet program could take a text for a formula or command, on opening or once somebody
// edits the cell: it begins, blanks aside, with one of = + - @ | %, or with the full-width form of one.
func Formula(s string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \t\r\n\u00a0\u3000'\""))
	return strings.ContainsRune("=+-@|%＝＋－＠｜％", first)
}

// A CSV writes a table for the spreadsheet programs of a language, so that a double click opens it with its columns and
// umlauts: RFC 4180 in UTF-8 with a byte order mark, in German with semicolons, for there the comma parts a number.
type CSV struct {
	w *csv.Writer
	// foreign parts cells in the tables of the other language.
	foreign byte
	// err is that of the byte order mark.
	err error
}

// NewCSV begins one.
func NewCSV(w io.Writer, l i18n.Lang) *CSV {
	_, err := io.WriteString(w, "\ufeff")
	c := &CSV{csv.NewWriter(w), ';', err}
	c.w.UseCRLF = true
	if l.Code() == "de" {
		c.w.Comma, c.foreign = ';', ','
	}
	return c
}

// Write writes a row as one line: line breaks, which only texts of our own may hold, become " · ". A cell that begins
// like a formula gets an apostrophe first, which spreadsheet programs show, and so does what would be a cell elsewhere.
func (c *CSV) Write(row []string) error {
	if c.err != nil {
		return c.err
	}
	cells := make([]string, len(row))
	for i, s := range row {
		if s = i18n.InLog(strings.ReplaceAll(s, "\n", " · ")); Formula(s) {
			s = "'" + s
		}
		cells[i] = unparted(s, c.foreign)
	}
	return c.w.Write(cells)
}

// unparted keeps what stands behind each separator from being a formula, where a program takes that for the beginning of
// a cell: English ones take the commas in German tables for it, and quotation marks do not help there.
func unparted(s string, separator byte) string {
	i := strings.IndexByte(s, separator)
	if i < 0 {
		return s
	}
	var b strings.Builder
	for ; i >= 0; i = strings.IndexByte(s, separator) {
		b.WriteString(s[:i+1])
		if s = s[i+1:]; Formula(s) {
			b.WriteByte('\'')
		}
	}
	b.WriteString(s)
	return b.String()
}

// Flush writes what is buffered.
func (c *CSV) Flush() error {
	c.w.Flush()
	return errors.Join(c.err, c.w.Error())
}
