// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// number reads digits with single dots between, and one letter that belongs to a version ("1.3c").
func (x *lexer) number(i int) int {
	if end := x.mixed(i); end > 0 {
		return end
	}
	end := i
	dots := false
	for end < len(x.text) {
		c := x.text[end]
		if c == '.' && end+1 < len(x.text) && isDigit(x.text[end+1]) {
			dots = true
			end++
		} else if !isDigit(c) {
			break
		}
		end++
	}
	if dots && end < len(x.text) && asciiWord[x.text[end]] > '9' && (end+1 == len(x.text) || asciiWord[x.text[end+1]] == 0) {
		end++
	}
	x.emit(lexeme{word: x.lookup(i, end), lo: int32(i), hi: int32(end), kind: isNumber})
	return end
}

// Most changes between letters and digits in a word that is not just a number of somebody's, and how
// long such a word may be.
const (
	maxMixes = 2
	maxMixed = 14
)

// mixed passes over a run of letters and digits that is a key or sum; it gives 0 for any other.
func (x *lexer) mixed(i int) int {
	if i > 0 && asciiWord[x.text[i-1]] != 0 {
		return 0
	}
	end, mixes := i, 0
	for end < len(x.text) && asciiWord[x.text[end]] != 0 {
		if end > i && isDigit(x.text[end]) != isDigit(x.text[end-1]) {
			mixes++
		}
		end++
	}
	if (mixes < maxMixes || mixes == maxMixes && !isDigit(x.text[i])) && (mixes == 0 || end-i <= maxMixed) {
		return 0
	}
	x.emit(lexeme{word: unknownWord, lo: int32(i), hi: int32(end), kind: isName})
	return end
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// letters reads a word or an address.
func (x *lexer) letters(i int) int {
	if end := x.plainWord(i); end > 0 {
		return end
	}
	if end := x.mixed(i); end > 0 {
		return end
	}
	end := x.wordEnd(i)
	rest := x.text[end:]
	if strings.HasPrefix(rest, "://") || strings.HasPrefix(rest, ".") && end-i == 3 && hasFoldPrefix(x.text[i:], "www") {
		return x.address(i)
	}
	if x.fresh && len(rest) > 0 && (rest[0] == ' ' || rest[0] == '\t') && isCommentWord(x.text[i:end]) {
		return end
	}
	if strings.HasPrefix(rest, "-") && end-i < maxWord {
		if next := x.hyphenated(end); next > 0 {
			last := x.wordEnd(next)
			var buf [2 * maxWord]byte
			word := append(fold(buf[:0], x.text[i:end]), fold(nil, x.text[next:min(last, next+maxWord)])...)
			if w, ok := x.words.get(word); ok {
				x.emit(lexeme{word: w, lo: int32(i), hi: int32(last)})
				return last
			}
		}
	}
	if end < len(rest)+end && len(rest) > 0 && isDigit(rest[0]) && end-i > 1 && asciiWord[x.text[end-1]] == 'v' {
		if w := x.lookup(i, end-1); w != unknownWord {
			x.emit(lexeme{word: w, lo: int32(i), hi: int32(end - 1)})
			i = end - 1
		}
	}
	x.emit(lexeme{word: x.lookup(i, end), lo: int32(i), hi: int32(end)})
	return end
}

// plainWord reads what most words are: letters of ASCII, and nothing next to them that they may be one with;
// it gives 0 for any other.
func (x *lexer) plainWord(i int) int {
	var word [maxWord]byte
	n := 0
	for ; n < len(word) && i+n < len(x.text); n++ {
		letter := asciiWord[x.text[i+n]]
		if letter <= '9' {
			break
		}
		word[n] = letter
	}
	end := i + n
	if end == len(x.text) {
		return 0
	}
	switch c := x.text[end]; {
	case asciiWord[c] != 0, c >= utf8.RuneSelf, c == ':', c == '-', c == '.' && n == len("www"), n == len("dnl") && x.fresh:
		return 0
	}
	number, ok := x.words.get(word[:n])
	if !ok {
		number = unknownWord
	}
	x.emit(lexeme{word: number, lo: int32(i), hi: int32(end)})
	return end
}

func (x *lexer) wordEnd(i int) int {
	for i < len(x.text) {
		if c := x.text[i]; asciiWord[c] > '9' {
			i++
		} else if c < utf8.RuneSelf {
			break
		} else if r, n := utf8.DecodeRuneInString(x.text[i:]); unicode.IsLetter(r) {
			i += n
		} else {
			break
		}
	}
	return i
}

// hyphenated finds where a word goes on that a hyphen at the end of a line parts; 0: nowhere.
func (x *lexer) hyphenated(i int) int {
	line := false
	for n := 1; n < 60 && i+n < len(x.text); n++ {
		switch c := x.text[i+n]; {
		case c == '\n':
			if line {
				return 0
			}
			line = true
		case asciiWord[c] > '9' && line:
			return i + n
		case asciiWord[c] != 0 || c >= utf8.RuneSelf:
			return 0
		}
	}
	return 0
}

// isCommentWord tells the words that begin a comment in some languages.
func isCommentWord(s string) bool {
	return len(s) == 3 && (strings.EqualFold(s, "dnl") || strings.EqualFold(s, "rem"))
}

func (x *lexer) lookup(lo, hi int) int32 {
	if hi-lo > maxWord {
		return unknownWord
	}
	var buf [maxWord + 8]byte
	if w, ok := x.words.get(fold(buf[:0], x.text[lo:hi])); ok {
		return w
	}
	return unknownWord
}

// fold appends a word in lower case.
func fold(to []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			to = append(to, c)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		to = utf8.AppendRune(to, unicode.ToLower(r))
		i += n - 1
	}
	return to
}
