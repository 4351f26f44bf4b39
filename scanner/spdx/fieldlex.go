// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A fieldToken is a word, a number or a sign of a licence field: text[lo:hi].
type fieldToken struct {
	kind   fieldKind
	word   string // in lower case; of a number its [NormalVersion]
	lo, hi int
	spaced bool // white space, or the beginning, stands before it
	line   bool // there is the end of a line in that
}

type fieldKind uint8

const (
	fieldEnd fieldKind = iota
	fieldWord
	fieldNumber
	fieldAddress
	fieldOpen
	fieldClose
	fieldComma // or semicolon
	fieldSlash
	fieldPlus
	fieldAmp
	fieldBar
	fieldAtLeast // >=
	fieldOther   // what has no meaning in a name
)

var fieldSigns = map[byte]fieldKind{
	'(': fieldOpen, ')': fieldClose, ',': fieldComma, ';': fieldComma, '/': fieldSlash, '+': fieldPlus, '&': fieldAmp, '|': fieldBar,
}

// lexField cuts a field into tokens. Letters end where digits begin, and a v before digits is a word of its own: "GPLv2"
// is gpl, v, 2. Hyphens and quotes only part words; a full stop does at the end of one. "Licence" is license.
func lexField(text string) (list []fieldToken) {
	spaced, line := true, false
	emit := func(kind fieldKind, lo, hi int) {
		list = append(list, fieldToken{kind: kind, lo: lo, hi: hi, spaced: spaced, line: line})
		spaced, line = false, false
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch kind, sign := fieldSigns[text[i]]; {
		case unicode.IsSpace(r):
			spaced, line = true, line || r == '\n'
			i += size
		case unicode.IsLetter(r):
			if n := addressLength(text[i:]); n > 0 {
				emit(fieldAddress, i, i+n)
				i += n
				continue
			}
			end := i
			for end < len(text) {
				r, n := utf8.DecodeRuneInString(text[end:])
				if !unicode.IsLetter(r) {
					break
				}
				end += n
			}
			if last := end - 1; last > i && end < len(text) && isDigit(text[end]) && text[last]|0x20 == 'v' {
				end = last
			}
			emit(fieldWord, i, end)
			list[len(list)-1].word = foldWord(text[i:end])
			i = end
		case isDigit(text[i]):
			end := numberEnd(text, i)
			emit(fieldNumber, i, end)
			list[len(list)-1].word = NormalVersion(strings.ReplaceAll(strings.ToLower(text[i:end]), "_", "."))
			i = end
		case strings.HasPrefix(text[i:], ">="):
			emit(fieldAtLeast, i, i+2)
			i += 2
		case sign:
			emit(kind, i, i+1)
			i++
		case strings.ContainsRune("-_'\"`“”„’–—®™", r), r == '.' && (i+1 == len(text) || !isLetterOrDigit(text[i+1])):
			i += size
		default:
			emit(fieldOther, i, i+size)
			i += size
		}
	}
	spaced = true
	emit(fieldEnd, len(text), len(text))
	return list
}

func foldWord(s string) string {
	switch s = strings.ToLower(s); s {
	case "licence":
		return "license"
	case "licences":
		return "licenses"
	}
	return s
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetterOrDigit(c byte) bool { return isIDByte(c) && c != '-' && c != '.' }

// numberEnd is where digits with single dots between end, and one letter that belongs to a version ("1.3c"). An
// underscore between digits is a dot, as registries write it ("apache_2_0").
func numberEnd(text string, i int) int {
	dots := false
	for i < len(text) {
		if (text[i] == '.' || text[i] == '_') && i+1 < len(text) && isDigit(text[i+1]) {
			dots = true
		} else if !isDigit(text[i]) {
			break
		}
		i++
	}
	if dots && i < len(text) && isLetterOrDigit(text[i]) && (i+1 == len(text) || !isLetterOrDigit(text[i+1])) {
		i++
	}
	return i
}

// addressLength is how long the address is that a text begins with; 0: it begins with none.
func addressLength(text string) int {
	if !hasFold(text, "http://") && !hasFold(text, "https://") && !hasFold(text, "www.") {
		return 0
	}
	end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;()<>\"'|[]{}", r) })
	if end < 0 {
		return len(text)
	}
	return end
}

func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
