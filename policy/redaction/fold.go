// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package redaction

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A folded text is what stays of it for comparison: its letters and digits, decomposed, in lower case and without marks,
// whatever they were encoded as. Everything else only separates.
type folded struct {
	text       []byte
	start, end []int  // of each byte of text, where what it stands for begins and ends in the original
	apart      []bool // something separates the byte from the one before, or it begins a word within one: "acmePortal"
}

// fold takes percent-encoding (also of itself), HTML references and JSON escapes for what they stand for.
func fold(s string) *folded {
	f := &folded{text: make([]byte, 0, len(s)), start: make([]int, 0, len(s)), end: make([]int, 0, len(s)), apart: make([]bool, 0, len(s))}
	separated, last := true, rune(0)
	put := func(d rune, from, to int) {
		switch {
		case d >= utf8.RuneSelf && (unicode.Is(unicode.Mn, d) || unicode.Is(unicode.Cf, d)): // an accent, or what nobody sees
			return
		case !unicode.IsLetter(d) && !unicode.IsDigit(d):
			separated = true
			return
		}
		camel := unicode.IsUpper(d) && unicode.IsLower(last) || unicode.IsDigit(d) != unicode.IsDigit(last)
		last = d
		text := lower(d)
		for i := range len(text) {
			f.text, f.start, f.end = append(f.text, text[i]), append(f.start, from), append(f.end, to)
			f.apart = append(f.apart, i == 0 && (separated || camel))
		}
		separated = false
	}
	add := func(r rune, from, to int) {
		if r < utf8.RuneSelf {
			put(r, from, to)
			return
		}
		for _, d := range norm.NFKD.String(string(r)) {
			put(d, from, to)
		}
	}
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf && s[i] != '%' && s[i] != '&' && s[i] != '\\' {
			add(rune(s[i]), i, i+1)
			i++
			continue
		}
		text, n := decoded(s[i:])
		for _, r := range text {
			add(r, i, i+n)
		}
		i += n
	}
	return f
}

// decoded gives what the encoding at the beginning of a text stands for, and its length; without one it is the first character.
func decoded(s string) (string, int) {
	switch s[0] {
	case '%':
		if text, n := percent(s); n > 0 {
			return text, n
		}
	case '&':
		if end := strings.IndexByte(s[:min(len(s), 12)], ';'); end > 0 {
			if text := html.UnescapeString(s[:end+1]); text != s[:end+1] {
				return text, end + 1
			}
		}
	case '\\':
		if len(s) >= 6 && (s[1] == 'u' || s[1] == 'U') {
			if code, err := strconv.ParseUint(s[2:6], 16, 32); err == nil {
				return string(rune(code)), 6
			}
		}
	}
	_, n := utf8.DecodeRuneInString(s)
	return s[:n], n
}

// percent decodes one character from percent-encoded bytes, which may be encoded more than once.
func percent(s string) (text string, n int) {
	var bytes []byte
	for n < len(s) && s[n] == '%' {
		i := n + 1
		for strings.HasPrefix(s[i:], "25") && i+4 <= len(s) {
			i += 2
		}
		if i+2 > len(s) {
			break
		}
		code, err := strconv.ParseUint(s[i:i+2], 16, 8)
		if err != nil {
			break
		}
		bytes, n = append(bytes, byte(code)), i+2
		if utf8.FullRune(bytes) {
			break
		}
	}
	return string(bytes), n
}

// lower is the letter in lower case; those that no decomposition turns into letters of the alphabet are told here.
func lower(r rune) string {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return string(r)
	}
	switch r = unicode.ToLower(r); r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ':
		return "d"
	case 'ı':
		return "i"
	}
	return string(r)
}
