// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word of a text as licensecheck reads it: text[lo:hi], and its number in the index
// of heads, which is unknownWord for every word that no pattern begins with.
type token struct {
	word   int32
	lo, hi int32
}

const unknownWord = -1

// asciiWord is the lower-case form of the ASCII letters and digits, 0 for everything else.
var asciiWord = func() (table [256]byte) {
	for c := '0'; c <= '9'; c++ {
		table[c] = byte(c)
	}
	for c := 'a'; c <= 'z'; c++ {
		table[c], table[c-'a'+'A'] = byte(c), byte(c)
	}
	return table
}()

// respelled are words that licensecheck takes for one and the same.
var respelled = map[string]string{
	"https": "http", "are": "is", "them": "it", "they": "it", "these": "the", "this": "the", "those": "the", "copies": "copy",
}

// appendTokens splits text into words just as licensecheck does: without regard to case and
// punctuation, and passing over HTML tags, entities and the addresses of Markdown links.
func (h *heads) appendTokens(list []token, text string) []token {
	var long [64]byte
	for i := 0; i < len(text); {
		c := text[i]
		if asciiWord[c] == 0 && c < utf8.RuneSelf {
			n := 0
			switch c {
			case '<':
				n = tagLength(text[i:])
			case '{':
				n = anchorLength(text[i:])
			case '&':
				n = entityLength(text[i:])
				if n == len("&copy;") && text[i:i+n] == "&copy;" {
					list = h.emit(list, h.copyright, i, i+n)
				}
			case ']':
				n = linkLength(text[i:])
			}
			i += max(n, 1)
			continue
		}
		lo, folded := i, long[:0]
		for i < len(text) && asciiWord[text[i]] != 0 {
			i++
		}
		if i < len(text) && text[i] >= utf8.RuneSelf {
			i, folded = foldWord(text, lo, folded)
			if i == lo { // no letter
				_, n := utf8.DecodeRuneInString(text[lo:])
				i += n
				continue
			}
		} else if h.known.has(text[lo:i]) || i < len(text) && text[i] == '(' {
			for _, c := range asBytes(text[lo:i]) {
				folded = append(folded, asciiWord[c])
			}
		}
		hi := i
		sign := text[lo] == "©"[0] && strings.HasPrefix(text[lo:], "©")
		if !sign && strings.HasPrefix(text[i:], "(s)") {
			folded = append(folded, 's')
			hi, i = i+3, i+3
		}
		if sign {
			list = h.emit(list, h.copyright, lo, hi)
			continue
		}
		if hi-lo == 1 && asciiWord[text[lo]] == 'c' && lo > 0 && text[lo-1] == '(' && hi < len(text) && text[hi] == ')' {
			list = h.emit(list, h.copyright, lo-1, hi+1)
			continue
		}
		if len(folded) == 0 { // seen at once
			list = append(list, token{unknownWord, int32(lo), int32(hi)})
			continue
		}
		list = h.emit(list, h.lookup(folded), lo, hi)
	}
	return list
}

// emit adds a word; "copyright" standing twice is one.
func (h *heads) emit(list []token, word int32, lo, hi int) []token {
	if word == h.copyright && len(list) > 0 && list[len(list)-1].word == word {
		return list
	}
	return append(list, token{word, int32(lo), int32(hi)})
}

// foldWord reads the word at text[lo:] that is not all ASCII, and where it ends: at lo, if there is none.
func foldWord(text string, lo int, folded []byte) (int, []byte) {
	r, n := utf8.DecodeRuneInString(text[lo:])
	if r == '©' {
		return lo + n, folded
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return lo, folded
	}
	i := lo
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !(i > lo && unicode.Is(unicode.Mn, r)) {
			break
		}
		folded = utf8.AppendRune(folded, foldRune(r))
		i += n
	}
	return i, folded
}

// foldRune strips case, and the acute or grave accent from a vowel.
func foldRune(r rune) rune {
	for f := unicode.SimpleFold(r); f < r; f = unicode.SimpleFold(r) {
		r = f
	}
	switch r {
	case 'Á', 'À':
		return 'a'
	case 'É', 'È':
		return 'e'
	case 'Í', 'Ì':
		return 'i'
	case 'Ó', 'Ò':
		return 'o'
	case 'Ú', 'Ù':
		return 'u'
	}
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

// spelling is a word of a text without case, as it is compared when it is none that is expected.
func spelling(s string) string {
	if isPlain(s) {
		return s
	}
	var b []byte
	for _, r := range s {
		if r != '(' && r != ')' {
			b = utf8.AppendRune(b, foldRune(r))
		}
	}
	return string(b)
}

// isPlain reports whether a word has none but small letters and digits.
func isPlain(word string) bool {
	for i := range len(word) {
		if c := word[i]; c == 0 || asciiWord[c] != c {
			return false
		}
	}
	return true
}

// tagLength is the length of the HTML tag that s begins with, or 0.
func tagLength(s string) int {
	i := 1
	if strings.HasPrefix(s, "</") {
		i = 2
	}
	if len(s) < 3 || i >= len(s) || asciiWord[s[i]] < 'a' {
		return 0
	}
	space, lines := false, 0
	for ; i < len(s); i++ {
		switch s[i] {
		case '@': // an address in angle brackets, not a tag
			if !space {
				return 0
			}
		case ':':
			if !space && i+1 < len(s) && s[i+1] == '/' {
				return 0
			}
		case '\r', '\n':
			if lines++; lines > 2 {
				return 0
			}
		case '<':
			return 0
		case '>':
			return i + 1
		case ' ':
			space = true
		}
	}
	return 0
}

// entityLength is the length of the HTML entity that s begins with, or 0.
func entityLength(s string) int {
	first, isPart := 1, func(c byte) bool { return asciiWord[c] >= 'a' }
	switch {
	case strings.HasPrefix(s, "&#x"):
		first, isPart = 3, func(c byte) bool { return asciiWord[c] != 0 && asciiWord[c] <= 'f' }
	case strings.HasPrefix(s, "&#"):
		first, isPart = 2, func(c byte) bool { return '0' <= c && c <= '9' }
	}
	i := first
	for i < len(s) && isPart(s[i]) {
		i++
	}
	if i > first && i < len(s) && s[i] == ';' {
		return i + 1
	}
	return 0
}

// anchorLength is the length of the Markdown anchor ("{#name}") that s begins with, or 0.
func anchorLength(s string) int {
	if len(s) < 4 || s[1] != '#' {
		return 0
	}
	if end := strings.IndexAny(s, "} \r\n"); end > 0 && s[end] == '}' {
		return end + 1
	}
	return 0
}

// linkLength is the length of the end of a Markdown link ("](address)") that s begins with, or 0.
func linkLength(s string) int {
	if len(s) < 3 || s[1] != '(' {
		return 0
	}
	for _, prefix := range []string{"http://", "https://", "mailto:", "file:", "#"} {
		if !strings.HasPrefix(s[2:], prefix) {
			continue
		}
		if end := strings.IndexAny(s, ") \t\r\n"); end > 0 && s[end] == ')' {
			return end + 1
		}
	}
	return 0
}
