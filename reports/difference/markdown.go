// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package difference

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"lizenzlotse/reports/escape"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/difference"
)

// What a comment on a merge request shows; it has no room for more.
const (
	maxTableRows = 50  // a list
	maxCell      = 120 // characters
)

// WriteMarkdown writes for a comment on a merge request: a table for each list, all but licence
// changes folded away.
func WriteMarkdown(w io.Writer, r *difference.Result, o Options) error {
	l := i18n.For(o.Lang)
	b := bufio.NewWriter(w)
	line := func(parts ...string) {
		for _, s := range parts {
			b.WriteString(s)
		}
		b.WriteByte('\n')
	}
	line("### ", l.T("difference.title", "before", code(title(r.Before)), "after", code(title(r.After))))
	line("")
	for _, u := range remarks(r, l) {
		line("> ⚠ ", escape.Markdown(u))
		line("")
	}
	all := sections(r, l)
	if len(all) == 0 {
		line(l.T("difference.none", "unchanged", strconv.Itoa(r.Unchanged)))
		return b.Flush()
	}
	var counts []string
	for _, s := range all {
		counts = append(counts, l.T(s.key)+": **"+l.Number(s.changed)+"**")
	}
	line(strings.Join(counts, " · "), " · ", l.T("difference.unchanged", "n", strconv.Itoa(r.Unchanged)))
	for _, s := range all {
		folded := s.key != "difference.licenses" && s.key != "difference.statements"
		line("")
		if folded {
			line("<details><summary>", l.T(s.key), " (", l.Number(s.changed), ")</summary>")
		} else {
			line("#### ", l.T(s.key))
		}
		line("")
		table(line, s.rows, l)
		if folded {
			line("")
			line("</details>")
		}
	}
	return b.Flush()
}

func table(line func(...string), rows []row, l i18n.Lang) {
	line("| ", l.T("difference.col.component"), " | ", l.T("difference.col.version"), " | ", l.T("difference.col.what"), " | ",
		l.T("difference.col.was"), " | ", l.T("difference.col.is"), " |")
	line("| --- | --- | --- | --- | --- |")
	for i := range rows[:min(len(rows), maxTableRows)] {
		x := &rows[i]
		was, is := code(x.was), code(x.is)
		switch x.how {
		case difference.Stated:
			was = l.T("difference.silent")
		case difference.Unstated:
			is = l.T("difference.silent")
		}
		versions := code(x.versions())
		if x.before != x.after && !x.alone {
			versions = code(x.before) + " → " + code(x.after)
		}
		line("| ", code(x.name), " | ", versions, " | ", x.what, " | ", was, " | ", is, " |")
	}
	if more := len(rows) - maxTableRows; more > 0 {
		line("")
		line("… ", l.T("difference.more", "n", strconv.Itoa(more)))
	}
}

func code(s string) string { return escape.Code(i18n.Cut(s, maxCell)) }
