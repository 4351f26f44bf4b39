// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A lexeme is a word, a number or an address of prose: text[lo:hi]. Numbers end before the letter
// that follows them, and letters before a number, so that "GPLv2+" is gpl, v, 2.
type lexeme struct {
	word   int32 // its number in the vocabulary, or unknownWord
	lo, hi int32
	sep    separator // what stands between it and the one before
	kind   lexemeKind
}

type lexemeKind uint8

const (
	isWord lexemeKind = iota
	isNumber
	isAddress // of the web
	isName    // part of an identifier, a file's name or a mail address
	isMasked  // part of what another detector found
)

// A separator is the set of what stands between two lexemes.
type separator uint32

const (
	sepComma separator = 1 << iota
	sepSlash
	sepColon
	sepPlus
	sepStop // the end of a sentence
	sepOpen // a parenthesis
	sepClose
	sepLine
	sepBlank // an empty line
	sepAnd   // an ampersand
	sepBar
	sepAtLeast // >=
	sepQuote
	sepSpace // white space, or anything else that parts words
	sepDash
	sepEquals
	sepCompare // == or !=
)

const sepParagraph = sepStop | sepBlank

// Longest word, and longest address, that is looked at.
const (
	maxWord    = 40
	maxAddress = 300
)

// A lexer cuts a text into lexemes.
type lexer struct {
	text  string
	words *wordTable
	list  []lexeme
	sep   separator
	fresh bool // only decoration since the line began
	inner bool // that line began with an escape of a string, whose own line may end here
	name  bool // the next word belongs to the last one's name
}

// lex appends the lexemes of text[lo:hi] to list. Comment marks at both ends of lines are passed over.
func lex(list []lexeme, words *wordTable, text string, lo, hi int) []lexeme {
	x := lexer{text: text[:hi], words: words, list: list, fresh: true, sep: sepLine | sepBlank}
	for i := lo; i < hi; {
		i = x.step(i)
	}
	return append(x.list, lexeme{word: unknownWord, lo: int32(hi), hi: int32(hi), sep: sepLine | sepBlank | sepStop, kind: isName})
}

func (x *lexer) step(i int) int {
	c := x.text[i]
	if letter := asciiWord[c]; letter != 0 {
		if letter <= '9' {
			return x.number(i)
		}
		return x.letters(i)
	}
	if c >= utf8.RuneSelf {
		r, n := utf8.DecodeRuneInString(x.text[i:])
		if unicode.IsLetter(r) {
			return x.letters(i)
		}
		x.sep |= sepSpace
		return i + n
	}
	if c == '\n' {
		if x.fresh && !x.inner {
			x.sep |= sepBlank
		}
		x.inner = false
		x.sep = x.sep&^(sepSlash|sepBar|sepPlus|sepDash) | sepLine | sepSpace
		x.fresh = true
		return i + 1
	}
	n := 1
	switch c {
	case ' ', '\t', '*':
		x.sep |= sepSpace
	case '<':
		n = max(tagLength(x.text[i:min(len(x.text), i+maxAddress)]), 1)
		x.sep |= sepSpace
		if n > 1 {
			x.licenseTag(i, i+n)
		}
	case '&':
		if n = entityLength(x.text[i:min(len(x.text), i+12)]); n == 0 {
			n = 1
			x.sep |= sepAnd
		}
		x.sep |= sepSpace
	case '\\':
		// Escapes of strings, and fonts of manual pages.
		if i+1 < len(x.text) {
			switch rest := x.text[i+1:]; rest[0] {
			case 'p':
				if strings.HasPrefix(rest, "par") && (len(rest) == 3 || asciiWord[rest[3]] == 0) { // of RTF
					n = len("\\par")
					x.sep |= sepLine
				}
			case 'n', 'r', 't':
				n = 2
				if x.inner && rest[0] == 'n' {
					x.sep |= sepBlank
				}
				x.sep |= sepLine
				x.fresh = rest[0] == 'n'
				x.inner = x.fresh
			case 'f':
				n = min(3, len(x.text)-i)
			case '"', '\'':
				n = 2
			}
		}
		x.sep |= sepSpace
	case '@':
		if rest := x.text[i+1:]; x.fresh && (strings.HasPrefix(rest, "c ") || strings.HasPrefix(rest, "comment ")) { // of Texinfo
			return i + strings.IndexByte(x.text[i:], ' ')
		}
		x.mark(c, i)
	default:
		if !x.fresh || c == ':' || c == '+' || c == '(' {
			x.mark(c, i)
		} else {
			x.sep |= sepSpace
		}
	}
	return i + n
}

// mark notes a character between words.
func (x *lexer) mark(c byte, i int) {
	next := byte(' ')
	if i+1 < len(x.text) {
		next = x.text[i+1]
	}
	switch c {
	case ',':
		x.sep |= sepComma
	case '/':
		x.sep |= sepSlash
		x.name = false
	case ':':
		x.sep |= sepColon
	case '=':
		x.sep |= sepEquals
		if next == '=' || i > 0 && x.text[i-1] == '!' {
			x.sep |= sepCompare
		}
	case '+':
		x.sep |= sepPlus
	case '(', '[':
		x.sep |= sepOpen
	case ')', ']':
		x.sep |= sepClose
	case '|':
		x.sep |= sepBar
	case '"', '\'', '`':
		x.sep |= sepQuote
		return
	case '-':
		x.sep |= sepDash
		return
	case '>':
		if next == '=' {
			x.sep |= sepAtLeast
		}
	case '!', '?':
		if next <= ' ' && !x.isExclaimed() {
			x.sep |= sepStop
		}
	case '.':
		if n := len(x.list) - 1; n >= 0 && x.list[n].hi-x.list[n].lo == 1 && x.list[n].kind != isNumber && int(x.list[n].hi) == i && next <= ' ' {
			return // an abbreviation
		}
		if next <= ' ' || next == '"' || next == ')' || next == '<' || next == '\\' {
			x.sep |= sepStop
		} else if asciiWord[next] != 0 {
			x.joined(i)
		}
		return
	case '_', '@', '$':
		x.joined(i)
		return
	}
	x.sep |= sepSpace
}

// isExclaimed reports whether the last word is a name that is written with a mark of exclamation.
func (x *lexer) isExclaimed() bool {
	n := len(x.list) - 1
	return n >= 0 && strings.EqualFold(x.text[x.list[n].lo:x.list[n].hi], "yahoo")
}

// joined makes the words on both sides of a place parts of a name, if there is nothing between.
func (x *lexer) joined(i int) {
	at := i
	for n := len(x.list) - 1; n >= 0 && int(x.list[n].hi) == i && (x.list[n].kind == isWord || x.list[n].kind == isNumber && x.text[at] == '_'); n-- {
		x.list[n].kind = isName
		i = int(x.list[n].lo)
	}
	x.name = true
}

func (x *lexer) emit(l lexeme) {
	if x.name && x.sep&(sepSpace|sepLine) == 0 && l.kind == isWord {
		l.kind = isName
	}
	l.sep = x.sep
	x.list = append(x.list, l)
	x.sep, x.fresh, x.inner, x.name = 0, false, false, false
}
