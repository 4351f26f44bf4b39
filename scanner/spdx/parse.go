// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Limits of what Parse reads. Real expressions stay far below both; a bid's may not.
const (
	MaxLength = 1 << 20 // bytes
	MaxDepth  = 500     // parentheses within parentheses
)

const (
	licenseRef  = "LicenseRef-"
	additionRef = "AdditionRef-"
	documentRef = "DocumentRef-"
)

// A ParseError says why a text is no SPDX expression, and where.
type ParseError struct {
	Code   string // one of the Err constants
	Offset int    // in bytes from the start of the text
	Token  string // what stands there; empty at the end of the text
}

// Codes of a [ParseError].
const (
	ErrEmpty            = "empty"             // nothing but white space
	ErrTooLong          = "too-long"          // more than MaxLength bytes
	ErrTooDeep          = "too-deep"          // more than MaxDepth parentheses open
	ErrUnexpected       = "unexpected"        // a token that cannot stand there, or a character outside the grammar
	ErrUnknownLicense   = "unknown-license"   // an identifier that the SPDX list does not have
	ErrUnknownException = "unknown-exception" // the same behind WITH
	ErrUnbalanced       = "unbalanced"        // a parenthesis without its partner
	ErrOutside          = "outside"           // NONE or NOASSERTION, which are no expressions
)

func (e *ParseError) Error() string {
	if e.Token == "" {
		return fmt.Sprintf("licence expression: %s at byte %d", e.Code, e.Offset)
	}
	return fmt.Sprintf("licence expression: %s at byte %d: %.60q", e.Code, e.Offset, e.Token)
}

// Parse reads an SPDX licence expression (SPDX 3.0.1, Annex B). Operators are all upper or all
// lower case, identifiers match without regard to case and come out as the list prints them,
// deprecated ones included. The error is a *[ParseError]. Time and memory are linear in the text.
//
// Two things are read more generously than the annex has them: any white space may stand where it
// has spaces, and none is asked for beside a parenthesis.
func Parse(text string) (Expression, error) {
	if len(text) > MaxLength {
		return nil, &ParseError{Code: ErrTooLong, Offset: MaxLength}
	}
	return parse(text, MaxDepth)
}

// ParseText undoes [Text]: it is nil for "" and otherwise reads as [Parse] does. It takes any length and
// twice the depth, because joining what Parse accepts can make an expression that Parse would not.
func ParseText(text string) (Expression, error) {
	if text == "" {
		return nil, nil
	}
	return parse(text, 2*MaxDepth)
}

func parse(text string, maxDepth int) (Expression, error) {
	p := parser{text: text, maxDepth: maxDepth}
	p.next()
	if p.kind == end && p.err == nil {
		return nil, &ParseError{Code: ErrEmpty, Offset: len(text)}
	}
	e := p.or()
	if p.kind != end {
		p.unexpected()
	}
	if p.err != nil {
		return nil, p.err
	}
	if p.nested {
		e = unnest(e)
	}
	return e, nil
}

// MustParse is Parse for expressions that stand in our own sources; it panics on an error.
func MustParse(text string) Expression {
	e, err := Parse(text)
	if err != nil {
		panic(err)
	}
	return e
}

type kind int

const (
	end kind = iota
	word
	opening
	closing
	opAnd
	opOr
	opWith
)

// A parser looks at one token at a time: kind, token and start describe it, rest is where the next begins.
type parser struct {
	text  string
	kind  kind
	token string
	start int
	rest  int

	depth    int
	maxDepth int
	nested   bool // an And stands in an And, or an Or in an Or
	err      *ParseError
}

func (p *parser) fail(code string) {
	if p.err == nil {
		p.err = &ParseError{Code: code, Offset: p.start, Token: p.token}
	}
	p.kind = end
}

// unexpected fails at a token that cannot stand where it does.
func (p *parser) unexpected() {
	if p.kind == closing && p.depth == 0 {
		p.fail(ErrUnbalanced)
		return
	}
	p.fail(ErrUnexpected)
}

func (p *parser) next() {
	for p.rest < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.rest]) >= 0 {
		p.rest++
	}
	p.start, p.token = p.rest, ""
	if p.rest == len(p.text) {
		p.kind = end
		return
	}
	switch p.text[p.rest] {
	case '(':
		p.take(opening, 1)
		return
	case ')':
		p.take(closing, 1)
		return
	}
	n := 0
	for p.rest+n < len(p.text) && isWordByte(p.text[p.rest+n]) {
		n++
	}
	if n == 0 {
		_, size := utf8.DecodeRuneInString(p.text[p.rest:])
		p.token = p.text[p.rest : p.rest+size]
		p.fail(ErrUnexpected)
		return
	}
	p.take(word, n)
	switch p.token {
	case "AND", "and":
		p.kind = opAnd
	case "OR", "or":
		p.kind = opOr
	case "WITH", "with":
		p.kind = opWith
	}
}

func (p *parser) take(k kind, n int) {
	p.kind, p.token = k, p.text[p.rest:p.rest+n]
	p.rest += n
}

func isWordByte(c byte) bool { return isIDByte(c) || c == ':' || c == '+' }

func isIDByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.'
}

// or reads operands joined by OR. Nested Ors are left for unnest to join.
func (p *parser) or() Expression {
	e := p.and()
	if p.kind != opOr {
		return e
	}
	list := Or{e}
	for p.kind == opOr {
		p.next()
		list = append(list, p.and())
	}
	p.nested = p.nested || holdsItself(list)
	return list
}

func (p *parser) and() Expression {
	e := p.operand()
	if p.kind != opAnd {
		return e
	}
	list := And{e}
	for p.kind == opAnd {
		p.next()
		list = append(list, p.operand())
	}
	p.nested = p.nested || holdsItself(list)
	return list
}

func holdsItself[T operation](list T) bool {
	for _, x := range list {
		if _, ok := x.(T); ok {
			return true
		}
	}
	return false
}

// unnest makes one And of Ands within Ands, and one Or of Ors. Doing it once for the whole tree
// keeps parsing linear, however the parentheses are stacked.
func unnest(e Expression) Expression {
	switch e := e.(type) {
	case And:
		return And(appendUnnested(nil, e))
	case Or:
		return Or(appendUnnested(nil, e))
	}
	return e
}

func appendUnnested[T operation](flat []Expression, list T) []Expression {
	for _, x := range list {
		if inner, ok := x.(T); ok {
			flat = appendUnnested(flat, inner)
		} else {
			flat = append(flat, unnest(x))
		}
	}
	return flat
}

// operand reads a parenthesis or a licence with or without an exception.
func (p *parser) operand() Expression {
	switch p.kind {
	case opening:
		if p.depth++; p.depth > p.maxDepth {
			p.fail(ErrTooDeep)
			return nil
		}
		p.next()
		e := p.or()
		switch p.kind {
		case closing:
		case end:
			p.fail(ErrUnbalanced)
			return nil
		default:
			p.unexpected()
			return nil
		}
		p.depth--
		p.next()
		return e
	case word:
		l, ok := p.license()
		if !ok {
			return nil
		}
		if p.kind != opWith {
			return l
		}
		p.next()
		x, ok := p.exception()
		if !ok {
			return nil
		}
		return With{License: l, Exception: x}
	default:
		p.unexpected()
		return nil
	}
}

func (p *parser) license() (License, bool) {
	document, id, ok := p.ref(licenseRef)
	if ok {
		p.next()
		return License{Document: document, ID: id}, true
	}
	if p.err != nil {
		return License{}, false
	}
	id, later := strings.CutSuffix(p.token, "+")
	entry, known := LookupLicense(id)
	if !known || !isID(id) { // "GPL-2.0+" is on the list, but "GPL-2.0++" is nothing
		p.fail(unknown(id, ErrUnknownLicense))
		return License{}, false
	}
	p.next()
	return License{ID: entry.ID, OrLater: later}, true
}

func (p *parser) exception() (Exception, bool) {
	if p.kind != word {
		p.unexpected()
		return Exception{}, false
	}
	document, id, ok := p.ref(additionRef)
	if ok {
		p.next()
		return Exception{Document: document, ID: id}, true
	}
	if p.err != nil {
		return Exception{}, false
	}
	entry, known := LookupException(p.token)
	if !known {
		p.fail(unknown(p.token, ErrUnknownException))
		return Exception{}, false
	}
	p.next()
	return Exception{ID: entry.ID}, true
}

// unknown tells an identifier that the list lacks from a token that can be none.
func unknown(id, code string) string {
	if id == "NONE" || id == "NOASSERTION" {
		return ErrOutside
	}
	if !isID(id) {
		return ErrUnexpected
	}
	return code
}

// ref reads the token as a reference with the prefix given, with or without its document.
// Prefixes are case sensitive; a token that begins like a reference and is none fails.
func (p *parser) ref(prefix string) (document, id string, ok bool) {
	id = p.token
	if rest, found := strings.CutPrefix(id, documentRef); found {
		document, id, found = strings.Cut(rest, ":")
		if !found || !isID(document) || !strings.HasPrefix(id, prefix) {
			p.fail(ErrUnexpected)
			return "", "", false
		}
	}
	if !strings.HasPrefix(id, prefix) {
		return "", "", false
	}
	if !isID(id[len(prefix):]) {
		p.fail(ErrUnexpected)
		return "", "", false
	}
	return document, id, true
}

func isID(s string) bool {
	for i := range len(s) {
		if !isIDByte(s[i]) {
			return false
		}
	}
	return s != ""
}
