// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"encoding/binary"
	"strings"
)

// A mark is what says that a copyright is named behind it: "Copyright", "(c)", "©" or several of them
// in a row.
type copyrightMark struct {
	start, end int
	word       bool // "Copyright" or what stands for it
	capital    bool // and it begins with a capital
	symbol     bool // ©
	paren      bool // (c)
	tag        bool // SPDX-FileCopyrightText, @copyright
	colon      bool // or what assigns stands behind it
	code       bool // it may be an identifier
}

// Ways to begin a mark, by three letters; ALL takes its first two bytes with any third.
var markStarts = [...]string{"cop", "(c)", "(co", "urh", "u00", "xa9", "#16", "#xa"}

// The search for marks looks at two bytes, going on by two where they are none that a mark begins with.
const (
	skip byte = iota
	stay      // the second and third byte of a mark: look closer
	step      // the first and second: so does the next place
)

// markSteps says so of two bytes by pair, which takes letters without regard to case.
var markSteps = func() (table [1 << 14]byte) {
	const c2, a9 = 0xC2, 0xA9
	set := func(a, b byte, to byte) { table[couples(uint64(a)|uint64(b)<<8)&(1<<14-1)] = to }
	for i := range 256 {
		set(byte(i), c2, step)
	}
	for _, k := range markStarts {
		set(k[0], k[1], step)
	}
	for _, k := range markStarts {
		set(k[1], k[2], stay)
	}
	set(c2, a9, stay)
	for i := range 256 {
		set(a9, byte(i), stay)
	}
	return table
}()

// couples makes of each two bytes of a word the place in markSteps that is theirs: all their bits but that
// of case, in 14 of 16.
func couples(word uint64) uint64 {
	bits := word&0x1f1f1f1f1f1f1f1f | word>>1&0x6060606060606060
	return bits&0x007f007f007f007f | bits>>1&0x3f803f803f803f80
}

// nextMark finds the first mark at or behind a place of a text, and whatever marks follow it at once.
func nextMark(text string, from int) (m copyrightMark, ok bool) {
	const all = 1<<14 - 1
	data := asBytes(text)
	for i := max(from, 0); i+2 < len(data); {
		if i <= len(data)-9 {
			at := couples(binary.LittleEndian.Uint64(data[i+1 : i+9]))
			if markSteps[at&all]|markSteps[at>>16&all]|markSteps[at>>32&all]|markSteps[at>>48] == skip {
				i += 8
				continue
			}
		}
		switch markSteps[couples(uint64(data[i+1])|uint64(data[i+2])<<8)&all] {
		case skip:
			i += 2
			continue
		case stay:
			if m, ok = markAt(text, i); ok {
				return m.chain(text), true
			}
		}
		i++
	}
	return m, false
}

// markAt reads the mark whose sign or word is at i.
func markAt(text string, i int) (m copyrightMark, ok bool) {
	m.start = i
	rest := text[i:]
	switch rest[0] {
	case 'c', 'C':
		return wordMark(text, i)
	case '(':
		switch {
		case hasFoldPrefix(rest, "(c)"):
			m.end, m.paren = i+3, true
			return m, i == 0 || !isIdentifier(text[i-1])
		case i > 0 && text[i-1] == '\\' && strings.HasPrefix(rest, "(co"): // of manual pages
			m.start, m.end, m.symbol = i-1, i+3, true
			return m, true
		}
	case 0xC2:
		m.end, m.symbol = i+2, true
		return m, strings.HasPrefix(rest, "\u00a9")
	case 'u', 'U':
		if hasFoldPrefix(rest, "urheberrecht") && !isWordAt(text, i+len("urheberrecht")) {
			m.end, m.word, m.capital = i+len("urheberrecht"), true, rest[0] == 'U'
			return m, i == 0 || !isIdentifier(text[i-1])
		}
		if i > 0 && text[i-1] == '\\' && hasFoldPrefix(rest, "u00a9") {
			m.start, m.end, m.symbol = i-1, i+5, true
			return m, true
		}
	case 'x', 'X':
		if i > 0 && text[i-1] == '\\' && hasFoldPrefix(rest, "xa9") {
			m.start, m.end, m.symbol = i-1, i+3, true
			return m, true
		}
	case '#':
		if i > 0 && text[i-1] == '&' {
			for _, s := range [...]string{"#169;", "#xa9;"} {
				if hasFoldPrefix(rest, s) {
					m.start, m.end, m.symbol = i-1, i+len(s), true
					return m, true
				}
			}
		}
	}
	return m, false
}

// wordMark reads "Copyright" and what it is part of, "Copr." and "&copy;".
func wordMark(text string, i int) (m copyrightMark, ok bool) {
	m.start, m.word, m.capital = i, true, text[i] == 'C'
	rest := text[i:]
	switch {
	case hasFoldPrefix(rest, "copyright"):
		m.end = i + len("copyright")
		for _, s := range [...]string{"ed", "s", "ed"} {
			if hasFoldPrefix(text[m.end:], s) && !isWordAt(text, m.end+len(s)) {
				m.end += len(s)
			}
		}
	case hasFoldPrefix(rest, "copr."), hasFoldPrefix(rest, "copyr."):
		m.end = i + strings.IndexByte(rest, '.') + 1
		return m, i == 0 || !isIdentifier(text[i-1])
	case i > 0 && text[i-1] == '&' && hasFoldPrefix(rest, "copy") && !isWordAt(text, i+4):
		m = copyrightMark{start: i - 1, end: i + 4, symbol: true}
		if m.end < len(text) && text[m.end] == ';' {
			m.end++
		}
		return m, true
	default:
		return m, false
	}
	for _, tag := range [...]string{"spdx-file", "spdx-snippet"} {
		if hasFoldSuffix(text[:i], tag) && hasFoldPrefix(text[m.end:], "text") {
			m.start, m.end, m.tag = i-len(tag), m.end+len("text"), true
		}
	}
	if i > 0 && !m.tag {
		switch c := text[i-1]; {
		case c == '_' || c == '.' || c == '-' || c == '$' || c == '/':
			m.code = true
		case c == '@':
			m.tag = true
		case c == '\\': // of TeX, or as '@'
			m.symbol = true
		case isIdentifier(c):
			return m, false
		}
	}
	if isWordAt(text, m.end) {
		m.code = true
		for m.end < len(text) && text[m.end] == '_' {
			m.end++
		}
		if isWordAt(text, m.end) {
			return m, false
		}
	}
	return m, true
}

// chain takes what follows a mark and is no more than punctuation and other marks.
func (m copyrightMark) chain(text string) copyrightMark {
	for at := m.end; at < len(text); {
		switch c := text[at]; {
		case c == ' ' || c == '\t' || c == ',' || c == '-':
			at++
		case c == ':' || c == '=':
			m.colon = true
			at++
			m.end = at
		case (c == '"' || c == '\'' || c == '[') && (m.colon || m.code || m.tag):
			at++
			m.end = at
		case (c == 'u' || c == 'r') && m.colon && at+1 < len(text) && (text[at+1] == '\'' || text[at+1] == '"'): // of Python
			at++
		case (c == '"' || c == '\'') && at == m.end: // the name of a field
			at++
		default:
			if c == '\\' || c == '&' {
				at++ // the mark has it in front
			}
			if n := faultySign(text[at:]); n > 0 {
				at += n
				m.end, m.symbol = at, true
				continue
			}
			n, ok := copyrightMark{}, false
			if at+2 < len(text) {
				n, ok = markAt(text, at)
				ok = ok || n.paren // "Copyright(c)"
			}
			if !ok {
				return m
			}
			m.end, at = n.end, n.end
			m.word, m.symbol, m.paren = m.word || n.word, m.symbol || n.symbol, m.paren || n.paren
			m.capital, m.tag = m.capital || n.capital, m.tag || n.tag
		}
	}
	return m
}

// faultySign is the length of what stands for © where it was not to be had, or somebody mistook the
// encoding; behind another mark only.
func faultySign(s string) int {
	for _, sign := range [...]string{"\u24b8", "\u24d2", "\u00c2\u00a9", "\ufffd ", "? 19", "? 20", "? (c)"} {
		if strings.HasPrefix(s, sign) {
			if sign[0] == '?' {
				return 1
			}
			return len(sign)
		}
	}
	return 0
}

// strong reports whether what follows is a notice even if it names no year.
func (m *copyrightMark) strong() bool { return m.tag || m.symbol || m.word && m.paren }

func isIdentifier(c byte) bool { return asciiWord[c] != 0 || c == '_' || c >= 0x80 }

// isWordAt reports whether a letter, digit or underscore is at a place.
func isWordAt(text string, at int) bool {
	return at < len(text) && (asciiWord[text[at]] != 0 || text[at] == '_')
}

func hasFoldSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && hasFoldPrefix(s[len(s)-len(suffix):], suffix)
}
