// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package loosejson finds its way through JSON as people write it, with comments and what else no parser
// takes, without reading it: to tell what a file is before anybody decodes it. All of it is linear, and
// positions behind the end of a text never come out.
package loosejson

import "bytes"

// SkipString gives the end of the string that begins at i.
func SkipString(data []byte, i int) int {
	for i++; i < len(data); i++ {
		end := bytes.IndexByte(data[i:], '"')
		if end < 0 {
			return len(data)
		}
		slashes := 0
		for j := i + end - 1; j >= i && data[j] == '\\'; j-- {
			slashes++
		}
		if i += end; slashes%2 == 0 {
			return i + 1
		}
	}
	return len(data)
}

// SkipValue gives the end of the value that begins at i: a comma or a closing bracket that is not its own.
func SkipValue(data []byte, i int) int {
	depth := 0
	for i < len(data) {
		switch data[i] {
		case '"':
			i = SkipString(data, i)
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i
			}
			depth--
		case ',':
			if depth == 0 {
				return i
			}
		case '/':
			if next := SkipComment(data, i); next > i {
				i = next
				continue
			}
		}
		i++
	}
	return len(data)
}

// SkipBlank gives the first position from i on that is neither white space nor in a comment.
func SkipBlank(data []byte, i int) int {
	for i < len(data) {
		switch data[i] {
		case ' ', '\t', '\r', '\n', '\f', '\v':
			i++
		case '/', '#':
			next := SkipComment(data, i)
			if next == i {
				return i
			}
			i = next
		default:
			return i
		}
	}
	return len(data)
}

// SkipComment gives the end of the comment that begins at i, or i if none does.
func SkipComment(data []byte, i int) int {
	switch {
	case data[i] == '#', i+1 < len(data) && data[i] == '/' && data[i+1] == '/':
		if n := bytes.IndexByte(data[i:], '\n'); n >= 0 {
			return i + n + 1
		}
	case i+1 < len(data) && data[i] == '/' && data[i+1] == '*':
		return endOfBlock(data, i+2)
	default:
		return i
	}
	return len(data)
}

// endOfBlock gives the place behind the next "*/". It looks for the slash, as many comments have an asterisk in each line.
func endOfBlock(data []byte, from int) int {
	for at := from; ; {
		n := bytes.IndexByte(data[at:], '/')
		if n < 0 {
			return len(data)
		}
		if at += n + 1; at-2 >= from && data[at-2] == '*' {
			return at
		}
	}
}
