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
