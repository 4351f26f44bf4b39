// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package envelope

import (
	"bytes"
	"encoding/json"
)

// The functions of this file find their way through JSON without decoding it. They take what is not
// quite JSON, comments and commas too many, always come to an end, and never call themselves.

// eachMember calls yield with each key of the object that text begins with and where its value stands,
// until yield says no or the object ends or makes no sense.
func eachMember(text []byte, yield func(key string, from, end int) bool) {
	i := skipBlank(text, 0)
	if i >= len(text) || text[i] != '{' {
		return
	}
	for i++; ; {
		for i = skipBlank(text, i); i < len(text) && text[i] == ','; i = skipBlank(text, i) {
			i++
		}
		if i >= len(text) || text[i] != '"' {
			return
		}
		start := i
		i = skipString(text, i)
		key := keyOf(text[start:i])
		if i = skipBlank(text, i); i >= len(text) || text[i] != ':' {
			return
		}
		start = skipBlank(text, i+1)
		i = skipValue(text, start)
		if !yield(key, start, i) {
			return
		}
	}
}

// eachElement does the same with the list that text begins with.
func eachElement(text []byte, yield func(from, end int) bool) {
	i := skipBlank(text, 0)
	if i >= len(text) || text[i] != '[' {
		return
	}
	for i++; ; i++ {
		i = skipBlank(text, i)
		if i >= len(text) || text[i] == ']' || text[i] == '}' {
			return
		}
		start := i
		i = skipValue(text, start)
		if i > start && !yield(start, i) || i >= len(text) || text[i] != ',' {
			return
		}
	}
}

// eachValue calls yield with the values that follow one another in a text, and with the words between
// them, of which value is false.
func eachValue(text []byte, yield func(from, end int, value bool) bool) {
	for i := 0; ; {
		i = skipBlank(text, i)
		if i >= len(text) {
			return
		}
		start := i
		switch text[i] {
		case '{', '[', '"':
			if i = skipOne(text, i); !yield(start, i, true) {
				return
			}
		case ',', 0x1E: // what stands between in RFC 7464, or where the brackets of a list are missing
			i++
		default:
			next := bytes.IndexAny(text[i+1:], "{[\"\n")
			if i += 1 + next; next < 0 {
				i = len(text)
			}
			if !yield(start, i, false) {
				return
			}
		}
	}
}

// maxKey is longer than any key that says something here.
const maxKey = 64

func keyOf(quoted []byte) string {
	if len(quoted) < 2 || len(quoted) > maxKey {
		return ""
	}
	if bytes.IndexByte(quoted, '\\') < 0 {
		return string(quoted[1 : len(quoted)-1])
	}
	key, _ := stringOf(quoted)
	return key
}

// stringOf decodes a string of JSON.
func stringOf(quoted []byte) (s string, ok bool) {
	return s, json.Unmarshal(quoted, &s) == nil
}

// skipString gives the end of the string that begins at i.
func skipString(text []byte, i int) int {
	for i++; i < len(text); i++ {
		end := bytes.IndexByte(text[i:], '"')
		if end < 0 {
			return len(text)
		}
		slashes := 0
		for j := i + end - 1; j >= i && text[j] == '\\'; j-- {
			slashes++
		}
		if i += end; slashes%2 == 0 {
			return i + 1
		}
	}
	return len(text)
}

// skipOne gives the end of the string, list or object that begins at i.
func skipOne(text []byte, i int) int {
	for depth := 0; i < len(text); {
		switch text[i] {
		case '"':
			i = skipString(text, i)
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		case '/':
			i = max(skipComment(text, i), i+1)
		default:
			i++
		}
		if depth <= 0 {
			return i
		}
	}
	return len(text)
}

// skipValue gives the end of the value that begins at i: a comma or a closing bracket that is not its own.
func skipValue(text []byte, i int) int {
	for i < len(text) {
		switch text[i] {
		case '"', '{', '[':
			i = skipOne(text, i)
		case '}', ']', ',':
			return i
		case '/':
			i = max(skipComment(text, i), i+1)
		default:
			i++
		}
	}
	return len(text)
}

// skipBlank gives the first position from i on that is neither white space nor in a comment.
func skipBlank(text []byte, i int) int {
	for i < len(text) {
		switch text[i] {
		case ' ', '\t', '\r', '\n', '\f', '\v':
			i++
		case '/', '#':
			next := skipComment(text, i)
			if next == i {
				return i
			}
			i = next
		default:
			return i
		}
	}
	return len(text)
}

// skipComment gives the end of the comment that begins at i, or i if none does.
func skipComment(text []byte, i int) int {
	rest := text[i:]
	end := "\n"
	switch {
	case bytes.HasPrefix(rest, []byte("/*")):
		end = "*/"
		rest = rest[2:]
		i += 2
	case !bytes.HasPrefix(rest, []byte("//")) && rest[0] != '#':
		return i
	}
	n := bytes.Index(rest, []byte(end))
	if n < 0 {
		return len(text)
	}
	return i + n + len(end)
}
