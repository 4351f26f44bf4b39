// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package i18n

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible writes out what a text could hide from its reader: control characters, terminal
// escapes, marks that turn the direction of writing, characters without width, and bytes that
// are no UTF-8. "\x1b" and "\u202e" then stand there in letters. Line breaks and tabs count as
// control characters.
func Visible(s string) string { return visible(s, false) }

// VisibleLines is Visible, and leaves line breaks and tabs alone.
func VisibleLines(s string) string { return visible(s, true) }

func visible(s string, lines bool) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		clean = s[i] >= ' ' && s[i] < 0x7f || lines && (s[i] == '\n' || s[i] == '\t')
	}
	if clean {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case lines && (r == '\n' || r == '\t'), unicode.IsPrint(r), unicode.Is(unicode.Zs, r):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
		i += size
	}
	return b.String()
}

// InLog is Visible, and breaks up what CI systems take for a command in the log of a job: a word that begins with "::"
// (GitHub), and "##" with "[" or a name and "[" behind it (GitHub, Azure, TeamCity). GitLab's sections need control
// characters.
func InLog(s string) string {
	s = Visible(s)
	if !strings.Contains(s, "::") && !strings.Contains(s, "##") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], "::") && (i == 0 || endsInSpace(s[:i])):
			b.WriteString(`\x3a`)
		case s[i] == '#' && i > 0 && s[i-1] == '#' && opensBracket(s[i+1:]):
			b.WriteString(`\x23`)
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func endsInSpace(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(r)
}

// opensBracket reports whether there is a "[", behind letters at most.
func opensBracket(s string) bool {
	const longest = 40
	for i := range min(len(s), longest) {
		switch c := s[i] | 0x20; {
		case s[i] == '[':
			return true
		case c < 'a' || c > 'z':
			return false
		}
	}
	return false
}

// Cut shortens a text to at most max characters, an ellipsis included.
func Cut(s string, max int) string {
	if len(s) <= max {
		return s
	}
	n, end := 0, 0
	for i := range s {
		if n++; n == max {
			end = i
		}
		if n > max {
			return s[:end] + "…"
		}
	}
	return s
}

// CutMiddle shortens a text to at most max characters by its middle: of a path, the end tells most.
func CutMiddle(s string, max int) string {
	if len(s) <= max || utf8.RuneCountInString(s) <= max {
		return s
	}
	r := []rune(s)
	head := (max - 1) / 3
	return string(r[:head]) + "…" + string(r[len(r)-(max-1-head):])
}
