// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"html"
	"strings"
)

// trimLeader cuts comment marks and what else begins lines.
func trimLeader(s string) string {
	s = strings.TrimLeft(s, " \t\r*/#;!%>|\"'+-.\\")
	for _, word := range [...]string{"dnl ", "REM ", "rem ", "echo ", "C ", "c ", "@c "} {
		if rest, ok := strings.CutPrefix(s, word); ok {
			return strings.TrimLeft(rest, " \t")
		}
	}
	return s
}

// pod undoes the angle brackets of Perl's documentation.
var pod = strings.NewReplacer("E<lt>", "<", "E<gt>", ">")

// cleanLine takes markup out of a line, and cuts it where a comment or string ends.
func cleanLine(s string, quoted bool) (clean string, closed bool) {
	if strings.IndexByte(s, '<') >= 0 {
		if strings.Contains(s, "E<") {
			s = pod.Replace(s)
		}
		s = stripMarkup(s)
	}
	if i := strings.Index(s, "]("); i >= 0 { // Markdown
		if j := strings.IndexByte(s[i:], ')'); j >= 0 {
			s = s[:i+1] + s[i+j+1:]
		}
	}
	for _, end := range [...]string{"*/", "-->", "*)", "\\n", "\\r", "\\par", "<br", "|", "`", "}", "%>", "?>", "{{{", "\t\t\t"} {
		if i := strings.Index(s, end); i >= 0 {
			s, closed = s[:i], true
		}
	}
	if i := stringEnd(s); i >= 0 {
		if quoted && hasFoldPrefix(s[i+1:], ", \"") {
			rest, _ := cleanLine(s[i+4:], quoted)
			return s[:i] + "; " + rest, true
		}
		s, closed = s[:i], true
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return strings.ReplaceAll(s, "\u00a0", " "), closed
}

// stringEnd finds the quote that ends a string, but not those about a nickname.
func stringEnd(s string) int {
	open := false
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			if i+1 < len(s) && i > 0 && s[i-1] == ' ' && isIdentifier(s[i+1]) {
				open = true
			} else if !open {
				return i
			} else {
				open = false
			}
		case '\'':
			if i > 0 && (i+1 == len(s) || strings.IndexByte("),;]\r", s[i+1]) >= 0) {
				return i
			}
		}
	}
	return -1
}

// stripMarkup makes spaces of elements of HTML and its like, and leaves mail addresses and blanks.
func stripMarkup(s string) string {
	closing := strings.Contains(s, "</")
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		j := strings.IndexByte(s[i:], '>')
		if j < 0 || j == 1 {
			break
		}
		inside := s[i+1 : i+j]
		b.WriteString(s[:i])
		if (closing || strings.ContainsAny(inside, "=/")) && !strings.Contains(inside, "@") || strings.HasPrefix(inside, "a href") {
			b.WriteByte(' ')
		} else {
			b.WriteString(s[i : i+j+1])
		}
		s = s[i+j+1:]
	}
	b.WriteString(s)
	return b.String()
}
