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

// wrap writes a lead, if there is one, and a text; on a terminal lines break between words, and all but the first
// begin at the column hanging. A word that no line could hold is broken, too.
func (p *printer) wrap(indent, hanging int, lead, s string) {
	if !p.o.Terminal {
		p.line(indent, strings.Trim(lead+" "+s, " "))
		return
	}
	for i, line := range p.broken(indent, hanging, lead+" "+s) {
		if i > 0 {
			indent = hanging
		}
		p.line(indent, line)
	}
}

// heading writes a line that names what follows.
func (p *printer) heading(s string) { p.wrap(0, 2, p.paint(bold, s), "") }

// broken gives the lines of a text, without what they are indented by.
func (p *printer) broken(indent, hanging int, s string) []string {
	var lines []string
	line, at := "", indent
	for word := range strings.SplitSeq(s, " ") {
		if word == "" {
			continue
		}
		w := columns(word)
		switch {
		case line == "":
		case at+1+w > p.measure:
			lines, line, at = append(lines, line), "", hanging
		default:
			line += " "
			at++
		}
		for at+w > p.measure { // the line is empty, and still the word too wide
			head := fit(word, p.measure-at)
			if head == word {
				break
			}
			lines, at, word = append(lines, head), hanging, word[len(head):]
			w = columns(word)
		}
		line += word
		at += w
	}
	if line != "" || lines == nil {
		lines = append(lines, line)
	}
	return lines
}

// fit is the beginning of a text that so many columns hold, one character at least; colours and marks stay with what they
// are on, and the rest begins with no colon, which CI systems might take for a command.
func fit(s string, to int) string {
	n, end, color := 0, 0, false
	for i, r := range s {
		w := 0
		switch {
		case r == '\x1b':
			color = true
		case color:
			color = r != 'm'
		default:
			w = runeColumns(r)
		}
		if n > 0 && w > 0 && r != ':' && (n <= to || end == 0) {
			end = i
		}
		if n += w; n > to && end > 0 {
			return s[:end]
		}
	}
	return s
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
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me) || r >= 0x1160 && r <= 0x11ff { // the latter join the Hangul letter before them
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// shorten cuts a text to so many columns.
func shorten(s string, to int) string {
	if columns(s) <= to {
		return s
	}
	return fit(s, to-1) + "…"
}

// shortenWords cuts a text to so many columns, behind a word where there is one.
func shortenWords(s string, to int) string {
	short := shorten(s, to)
	if short == s {
		return s
	}
	if end := strings.LastIndexByte(short, ' '); end > len(short)/2 {
		return short[:end] + " …"
	}
	return short
}
