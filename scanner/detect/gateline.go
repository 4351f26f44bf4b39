// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import "strings"

// lineMark begins a comment that ends with its line.
const lineMark = "//"

// ruled is what the lines above and below the words of a comment are drawn with.
const ruled = commentMarks + "=-#~+_"

// maxMarked is how far before a place its line may begin.
const maxMarked = 400

// inLineComment reports whether text[at] is in a comment that is a whole line.
func inLineComment(text string, at int) bool {
	line := text[max(at-maxMarked, 0):at]
	return strings.HasPrefix(strings.TrimLeft(line[strings.LastIndexByte(line, '\n')+1:], " \t"), lineMark)
}

// lineCommentStart gives where the line comments begin that text[at] is in, with those before them and nothing between; low,
// if not behind.
func lineCommentStart(text string, low, at int) int {
	start := at
	for end := at; ; {
		line := low + strings.LastIndexByte(text[low:end], '\n') + 1
		rest := strings.TrimLeft(text[line:end], " \t\r")
		switch {
		case strings.HasPrefix(rest, lineMark):
			start = line
		case rest != "" && (line > low || low == 0): // code; what begins at low may be the end of a line
			return at - len(strings.TrimLeft(text[start:at], ruled))
		}
		if line == low {
			return low
		}
		end = line - 1
	}
}

// lineCommentEnd gives where the line comments end that text[at] is in, with those that follow with nothing between; limit,
// if not before.
func lineCommentEnd(text string, at, limit int) int {
	for end := at; ; {
		i := strings.IndexByte(text[end:limit], '\n')
		if i < 0 {
			return limit
		}
		next := strings.TrimLeft(text[end+i:limit], " \t\r\n")
		if next == "" {
			return limit
		}
		if !strings.HasPrefix(next, lineMark) {
			return len(strings.TrimRight(text[:end+i], ruled))
		}
		end = limit - len(next)
	}
}
