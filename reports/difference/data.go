// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package difference

import (
	"bufio"
	"encoding/json"
	"io"

	"lizenzlotse/reports/escape"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/difference"
)

// WriteJSON writes the whole result; reports/schema has its schema.
func WriteJSON(w io.Writer, r *difference.Result) error {
	b := bufio.NewWriterSize(w, 1<<16)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return err
	}
	return b.Flush()
}

// WriteCSV writes a line for each difference, as the spreadsheets of the language read it.
func WriteCSV(w io.Writer, r *difference.Result, o Options) error {
	l := i18n.For(o.Lang)
	c := escape.NewCSV(w, l)
	head := []string{l.T("difference.col.group")}
	for _, key := range []string{"difference.col.component", "difference.col.before", "difference.col.after", "difference.col.what",
		"difference.col.was", "difference.col.is", "difference.col.from", "difference.col.to"} {
		head = append(head, l.T(key))
	}
	if err := c.Write(head); err != nil {
		return err
	}
	for _, s := range sections(r, l) {
		for _, x := range s.rows {
			record := []string{l.T(s.key), x.name, x.before, x.after, x.what, x.was, x.is, x.from, x.to}
			for i := range record {
				record[i] = i18n.Visible(record[i])
			}
			if err := c.Write(record); err != nil {
				return err
			}
		}
	}
	return c.Flush()
}
