// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package envelope

import (
	"bytes"
	"encoding/json"
	"lizenzlotse/scanner/loosejson"
)

// The functions of this file find their way through JSON without decoding it. They take what is not
// quite JSON, comments and commas too many, always come to an end, and never call themselves.

// eachMember calls yield with each key of the object that text begins with and where its value stands,
// until yield says no or the object ends or makes no sense.
func eachMember(text []byte, yield func(key string, from, end int) bool) {
	i := loosejson.SkipBlank(text, 0)
	if i >= len(text) || text[i] != '{' {
		return
	}
	for i++; ; {
		for i = loosejson.SkipBlank(text, i); i < len(text) && text[i] == ','; i = loosejson.SkipBlank(text, i) {
			i++
		}
		if i >= len(text) || text[i] != '"' {
			return
		}
		start := i
		i = loosejson.SkipString(text, i)
		key := keyOf(text[start:i])
		if i = loosejson.SkipBlank(text, i); i >= len(text) || text[i] != ':' {
			return
		}
		start = loosejson.SkipBlank(text, i+1)
		i = loosejson.SkipValue(text, start)
		if !yield(key, start, i) {
			return
		}
	}
}

// eachElement does the same with the list that text begins with.
func eachElement(text []byte, yield func(from, end int) bool) {
	i := loosejson.SkipBlank(text, 0)
	if i >= len(text) || text[i] != '[' {
		return
	}
	for i++; ; i++ {
		i = loosejson.SkipBlank(text, i)
		if i >= len(text) || text[i] == ']' || text[i] == '}' {
			return
		}
		start := i
		i = loosejson.SkipValue(text, start)
		if i > start && !yield(start, i) || i >= len(text) || text[i] != ',' {
			return
		}
	}
}

// eachValue calls yield with the values that follow one another in a text, and with the words between
// them, of which value is false.
func eachValue(text []byte, yield func(from, end int, value bool) bool) {
	for i := 0; ; {
		i = loosejson.SkipBlank(text, i)
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

// skipOne gives the end of the string, list or object that begins at i.
func skipOne(text []byte, i int) int {
	for depth := 0; i < len(text); {
		switch text[i] {
		case '"':
			i = loosejson.SkipString(text, i)
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		case '/':
			i = max(loosejson.SkipComment(text, i), i+1)
		default:
			i++
		}
		if depth <= 0 {
			return i
		}
	}
	return len(text)
}
