// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"lizenzlotse/policy/assessment"
)

// Colours of a terminal, as numbers of an SGR sequence.
const (
	bold   = "1;"
	dim    = "2;"
	red    = "31;"
	green  = "32;"
	yellow = "33;"
	blue   = "34;"
	cyan   = "36;"
)

var colors = map[assessment.Verdict]string{
	assessment.Satisfied:   green,
	assessment.Conditional: blue,
	assessment.Review:      yellow,
	assessment.Violated:    red,
}

// sign is the verdict in one character, for whoever sees no colour.
func sign(v assessment.Verdict, noted bool) string {
	switch {
	case noted:
		return "·"
	case v == assessment.Satisfied:
		return "✓"
	case v == assessment.Conditional:
		return "≈"
	case v == assessment.Review:
		return "?"
	default:
		return "✗"
	}
}

func (p *printer) paint(color, s string) string {
	if !p.o.Color || s == "" {
		return s
	}
	return "\x1b[" + strings.TrimSuffix(color, ";") + "m" + s + "\x1b[0m"
}

// line writes one line. The writer keeps the first error, which Flush returns.
func (p *printer) line(indent int, s string) {
	if s != "" {
		p.w.WriteString(strings.Repeat(" ", indent))
		p.w.WriteString(s)
	}
	p.w.WriteByte('\n')
}

// wrap writes a lead and a text; on a terminal lines break between words, and all but the first
// begin at the column hanging.
func (p *printer) wrap(indent, hanging int, lead, s string) {
	if !p.o.Terminal {
		p.line(indent, lead+" "+s)
		return
	}
	line := lead
	at := indent + columns(lead)
	for word := range strings.FieldsSeq(s) {
		if w := columns(word); at+1+w > p.o.Width && at > hanging {
			p.line(indent, line)
			indent, line, at = hanging, word, hanging+w
		} else {
			line += " " + word
			at += 1 + w
		}
	}
	p.line(indent, line)
}

// columns is how much of a terminal's line a text takes: wide characters two, combining marks
// none, and colours none.
func columns(s string) int {
	n := 0
	color := false
	for _, r := range s {
		switch {
		case r == '\x1b': // only our own colours: those of the input are written out
			color = true
		case color:
			color = r != 'm'
		default:
			n += runeColumns(r)
		}
	}
	return n
}

func runeColumns(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return 0
	}
	return 1
}

// shorten cuts a text to so many columns.
func shorten(s string, to int) string {
	if columns(s) <= to {
		return s
	}
	n := 0
	for i, r := range s {
		if n += runeColumns(r); n > to-1 {
			return s[:i] + "…"
		}
	}
	return s
}
