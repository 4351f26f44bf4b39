// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import "strings"

// inComments gives what is to be read around the keywords of a licence's text, of which the first and the last stand at the
// given places; they are counted up to seen. It is cut to the comments that these are in, /* … */ or lines of //: code
// round the comment has no words of its text. CodeBelow tells that it ends with such lines, and something else is below them.
func inComments(text string, first, last, seen int) (r region, codeBelow bool) {
	r.start = max(first-textBefore, 0)
	if open := inComment(text, r.start, first); open >= 0 {
		r.start = first - len(strings.TrimLeft(text[open:first], commentMarks))
	} else if inLineComment(text, first) {
		r.start = lineCommentStart(text, r.start, first)
	}
	r.end, codeBelow = endOfComments(text, last, seen, min(last+textAfter, len(text)))
	return r, codeBelow
}

// endOfComments gives where the comments end that the last keyword is in, or limit,
// and whether they are lines of // with something below.
func endOfComments(text string, last, seen, limit int) (end int, codeBelow bool) {
	lines := false
	end = limit
	if inComment(text, max(last-commentReach, 0), last) >= 0 {
		end = commentsEnd(text, last, limit)
	} else if lines = inLineComment(text, last); lines {
		end = lineCommentEnd(text, last, limit)
	}
	if end < seen && nextKeyword(text[:limit], end) >= 0 {
		return limit, false
	}
	return end, lines && end < limit
}

// inComment gives where the comment begins that text[at] is in, looking no further back than low; -1 if
// it is in none. Only what opens at the beginning of a line is one: "/*" means other things in scripts.
func inComment(text string, low, at int) int {
	open := strings.LastIndex(text[low:at], "/*")
	if open < 0 || strings.Contains(text[low+open:at], "*/") {
		return -1
	}
	open += low
	line := text[max(open-maxIndent, 0):open]
	if line = line[strings.LastIndexByte(line, '\n')+1:]; strings.TrimLeft(line, " \t") != "" {
		return -1
	}
	return open
}

// commentsEnd gives where the comment around text[at] ends, with those that follow with nothing between; limit, if not before.
func commentsEnd(text string, at, limit int) int {
	for {
		i := strings.Index(text[at:limit], "*/")
		if i < 0 {
			return limit
		}
		end := at + i + len("*/")
		next := strings.TrimLeft(text[end:limit], " \t\r\n")
		if !strings.HasPrefix(next, "/*") {
			return len(strings.TrimRight(text[:end], commentMarks))
		}
		at = limit - len(next) + len("/*")
	}
}

// commentMarks stand round the words of a comment.
const commentMarks = "/* \t\r\n"

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
