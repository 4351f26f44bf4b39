// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package difference

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/difference"
)

// maxRows is how many of a list a terminal shows; licence changes are shown all.
const maxRows = 100

// WriteText writes for people at a terminal, and for programs that go by lines in a pipe.
func WriteText(w io.Writer, r *difference.Result, o Options) error {
	l := i18n.For(o.Lang)
	b := bufio.NewWriter(w)
	line := func(s string) {
		b.WriteString(s)
		b.WriteByte('\n')
	}
	paint := func(s string) string {
		if !o.Color {
			return s
		}
		return "\x1b[1m" + s + "\x1b[0m"
	}
	line(paint(clean(l.T("difference.title", "before", title(r.Before), "after", title(r.After)))))
	for _, s := range remarks(r, l) {
		line("! " + clean(s))
	}
	if !r.Any() {
		line(l.T("difference.none", "unchanged", strconv.Itoa(r.Unchanged)))
		return b.Flush()
	}
	for _, s := range sections(r, l) {
		if !o.Terminal {
			for i := range s.rows {
				line(plain(&s.rows[i], l.T(s.key), l))
			}
			continue
		}
		line("")
		line(paint(l.T(s.key) + " (" + l.Number(s.changed) + ")"))
		rows := s.rows
		if s.key != "difference.licenses" {
			rows = rows[:min(len(rows), maxRows)]
		}
		last := ""
		for i := range rows {
			x := &rows[i]
			if head := clean(strings.TrimSpace(x.name + " " + x.versions())); head != last {
				line("  " + head)
				last = head
			}
			if said := detail(x, l); said != "" {
				line("    " + said)
			}
		}
		if more := len(s.rows) - len(rows); more > 0 {
			line("  … " + l.T("difference.more", "n", strconv.Itoa(more)))
		}
	}
	if o.Terminal {
		line("")
	}
	line(l.T("difference.unchanged", "n", strconv.Itoa(r.Unchanged)))
	return b.Flush()
}

// plain is a difference in one line.
func plain(x *row, heading string, l i18n.Lang) string {
	parts := []string{heading, clean(strings.TrimSpace(x.name + " " + x.versions()))}
	if said := detail(x, l); said != "" {
		parts = append(parts, said)
	}
	return strings.Join(parts, ": ")
}

// detail is what changed, with the places where it stands.
func detail(x *row, l i18n.Lang) string {
	s := clean(x.arrow(l))
	if x.what != "" {
		s = x.what + ": " + s
	}
	switch {
	case x.from != "" && x.to != "" && x.from != x.to:
		s += " (" + clean(x.from) + " → " + clean(x.to) + ")"
	case x.from != "" || x.to != "":
		place := x.to
		if place == "" {
			place = x.from
		}
		s = strings.TrimSpace(s + " (" + clean(place) + ")")
	}
	return s
}

// clean makes a text of the input safe for a terminal: one line, nothing hidden, not endless.
func clean(s string) string { return i18n.InLog(i18n.Cut(s, maxText)) }
