// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	"slices"
	"strings"
)

// Limits of what a field may hold, beyond which nobody understands it: licences, brackets within brackets, and
// meanings that all of it together may have.
const (
	maxFieldLicenses = 100
	maxFieldDepth    = 20
	maxFieldMeanings = 64
)

// A fieldParser reads names, addresses and expressions joined by operators, words and signs of lists.
type fieldParser struct {
	grammar *fieldGrammar
	text    string
	list    []fieldToken
	i       int
	depth   int
	atoms   []fieldAtom

	named   bool
	address bool
	either  bool // a word that asks for an "or"
}

// A fieldAtom is a licence as it is named in a field.
type fieldAtom struct {
	expression Expression
	others     []Expression
	family     *Family // of a name
	bare       bool    // the name leaves the version open
	id         bool    // it is an id
}

// A fieldNode is an atom, or nodes with what joins them.
type fieldNode struct {
	atom int // index into the parser's
	list []fieldNode
	ops  []fieldOp
}

type fieldOp uint8

const (
	joinAnd     fieldOp = iota
	joinOr              // one may be chosen
	joinUnclear         // a comma, a slash, a line: nobody says which
)

func (p *fieldParser) read() (Reading, bool) {
	p.list = lexField(p.text)
	if !p.balance() {
		return Reading{}, false
	}
	root, ok := p.group()
	if !ok || p.peek().kind != fieldEnd || len(p.atoms) == 0 || p.either && !root.holds(joinOr) {
		return Reading{}, false
	}
	r := Reading{Expression: p.join(root, false, p.usual)}
	if r.Others, ok = p.meanings(root, r.Expression); !ok {
		return Reading{}, false
	}
	switch {
	case root.holds(joinUnclear) && len(Atoms(r.Expression)) > 1:
		r.Way = ByList
	case p.address:
		r.Way = ByAddress
	case p.named:
		r.Way = ByName
	default:
		r.Way = ByMending
	}
	return r, true
}

func (p *fieldParser) peek() fieldToken { return p.list[p.i] }

// at gives the token n further on; behind the last it is the last.
func (p *fieldParser) at(n int) fieldToken { return p.list[min(p.i+n, len(p.list)-1)] }

func (p *fieldParser) isWord(n int, words ...string) bool {
	t := p.at(n)
	return t.kind == fieldWord && slices.Contains(words, t.word)
}

// skip steps over the words given, as many as there are.
func (p *fieldParser) skip(words ...string) (any bool) {
	for p.isWord(0, words...) {
		p.i++
		any = true
	}
	return any
}

// balance leaves out brackets that have no partner where brackets make no difference, because one operator joins all.
func (p *fieldParser) balance() bool {
	depth, broken := 0, false
	var ops [2]bool
	for _, t := range p.list {
		switch {
		case t.kind == fieldOpen:
			depth++
		case t.kind == fieldClose:
			depth--
			broken = broken || depth < 0
		case t.kind == fieldWord && (t.word == "or" || t.word == "oder"):
			ops[0] = true
		case t.kind == fieldWord && (t.word == "and" || t.word == "und"), t.kind == fieldComma, t.kind == fieldSlash, t.kind == fieldAmp, t.kind == fieldBar, t.kind == fieldPlus:
			ops[1] = true
		}
	}
	if depth == 0 && !broken {
		return true
	}
	p.list = slices.DeleteFunc(p.list, func(t fieldToken) bool { return t.kind == fieldOpen || t.kind == fieldClose })
	return !ops[0] || !ops[1]
}

// fillers are words around a name that say no more than that it is a licence.
var fillers = []string{"the", "a", "under", "licensed", "released", "distributed", "available", "published", "terms", "of", "license", "licenses"}

// group reads licences and what joins them, up to a closing bracket or the end.
func (p *fieldParser) group() (fieldNode, bool) {
	if p.depth++; p.depth > maxFieldDepth {
		return fieldNode{}, false
	}
	defer func() { p.depth-- }()
	dual := p.choice()
	first, ok := p.operand()
	if !ok {
		return fieldNode{}, false
	}
	n := fieldNode{list: []fieldNode{first}}
	for {
		dual = p.choice() || dual
		if k := p.peek().kind; k == fieldEnd || k == fieldClose {
			break
		}
		op, joined := p.operator()
		before := p.i
		next, ok := p.operand()
		switch {
		case !ok:
			return fieldNode{}, false
		case joined:
		case p.repeats(n.list[len(n.list)-1], next):
			continue
		case p.list[before].line || p.isID(n.list[len(n.list)-1]) && p.isID(next):
			op = joinUnclear
		default:
			return fieldNode{}, false
		}
		n.list, n.ops = append(n.list, next), append(n.ops, op)
	}
	if len(n.list) == 1 {
		return n.list[0], true
	}
	if dual { // whatever joins the licences
		if slices.Contains(n.ops, joinOr) && (slices.Contains(n.ops, joinAnd) || slices.Contains(n.ops, joinUnclear)) {
			return fieldNode{}, false
		}
		for i := range n.ops {
			n.ops[i] = joinOr
		}
	}
	return n, true
}

// choice steps over the words that say that there is one, and reports whether there are any: "dual licensed under", "dual
// license consisting of the".
func (p *fieldParser) choice() bool {
	p.i += p.lead()
	switch {
	case p.isWord(0, "dual", "dually", "tri", "triple", "multi") && p.isWord(1, "license", "licensed", "licensing"):
		p.i += 2
		if t := p.peek(); t.kind == fieldOther && p.text[t.lo:t.hi] == ":" {
			p.i++
		}
		p.skip("consisting", "under", "of", "the", "either")
	case p.isWord(0, "dual") && p.i == 0: // "Dual MIT/GPL"
		p.i++
	default:
		return false
	}
	p.named = true
	return true
}

// lead counts the fillers here, if "dual" follows them.
func (p *fieldParser) lead() int {
	n := 0
	for p.isWord(n, fillers...) {
		n++
	}
	if p.isWord(n, "dual", "dually", "tri", "triple", "multi") {
		return n
	}
	return 0
}

// operator reads what joins two licences.
func (p *fieldParser) operator() (op fieldOp, ok bool) {
	comma := false
	for p.peek().kind == fieldComma {
		comma = true
		p.i++
	}
	switch t := p.peek(); {
	case p.isWord(0, "and", "und", "et") && p.at(1).kind == fieldSlash && p.isWord(2, "or", "oder", "ou"):
		p.i += 3
		return joinUnclear, true
	case p.isWord(0, "and", "und", "et"):
		p.i++
		return joinAnd, true
	case p.isWord(0, "or", "oder", "ou"):
		p.i++
		return joinOr, true
	case t.kind == fieldAmp && !comma:
		p.skipSigns(fieldAmp)
		return joinAnd, true
	case (t.kind == fieldSlash || t.kind == fieldPlus || t.kind == fieldBar) && !comma:
		p.skipSigns(t.kind)
		return joinUnclear, true
	}
	return joinUnclear, comma
}

// skipSigns steps over one or two of a sign.
func (p *fieldParser) skipSigns(kind fieldKind) {
	p.i++
	if p.peek().kind == kind {
		p.i++
	}
}

// operand reads a bracket or a licence.
func (p *fieldParser) operand() (fieldNode, bool) {
	if len(p.atoms) == maxFieldLicenses {
		return fieldNode{}, false
	}
	for p.skipFillers(); p.isWord(0, "either", "both"); p.skipFillers() {
		p.either = p.either || p.isWord(0, "either")
		p.i++
	}
	if n, _ := p.phrase(0); n == nil && p.peek().kind == fieldOpen { // a name may begin with one: "(New) BSD"
		p.i++
		n, ok := p.group()
		if !ok || p.peek().kind != fieldClose {
			return n, false
		}
		p.i++
		p.skip("license", "licenses")
		return n, true
	}
	a, ok := p.licence()
	if !ok {
		return fieldNode{}, false
	}
	p.skip("license", "licenses", "agreement")
	if strings.HasPrefix(a.group(), "CC") {
		p.skip("international", "unported", "generic", "universal", "public", "domain", "dedication", "license")
	}
	p.inBrackets(&a)
	if !p.exception(&a) || !p.template(a) {
		return fieldNode{}, false
	}
	p.atoms = append(p.atoms, a)
	return fieldNode{atom: len(p.atoms) - 1}, true
}

// skipFillers steps over words that say no more than that a licence follows, up to a name that begins with one.
func (p *fieldParser) skipFillers() {
	for p.isWord(0, fillers...) {
		if n, _ := p.phrase(0); n != nil {
			return
		}
		p.i++
	}
}

// inBrackets steps over a bracket in which the licence is named once more: "The MIT License (MIT)".
func (p *fieldParser) inBrackets(a *fieldAtom) {
	if p.peek().kind != fieldOpen {
		return
	}
	before := *p
	p.i++
	p.skipFillers()
	again, ok := p.licence()
	p.skip("license")
	if !ok || p.peek().kind != fieldClose || !a.same(again) {
		*p = before
		return
	}
	p.i++
}

// repeats reports whether a licence is named twice, side by side: a name and its address. The clearer is kept.
func (p *fieldParser) repeats(a, b fieldNode) bool {
	if a.list != nil || b.list != nil || b.atom != len(p.atoms)-1 || !p.atoms[a.atom].same(p.atoms[b.atom]) {
		return false
	}
	p.atoms = p.atoms[:b.atom]
	return true
}

// same reports whether two name the same licence, and makes a what the clearer of the two says.
func (a *fieldAtom) same(b fieldAtom) bool {
	switch {
	case Equal(a.expression, b.expression):
		if len(b.others) < len(a.others) {
			a.expression, a.others, a.bare = b.expression, b.others, b.bare
		}
	case a.bare && a.group() == b.group():
		*a = b
	case b.bare && a.group() == b.group():
	default:
		return false
	}
	return true
}

func (a *fieldAtom) group() string {
	if a.family != nil {
		return a.family.Group
	}
	return Group(a.expression.String())
}

func (p *fieldParser) isID(n fieldNode) bool { return n.list == nil && p.atoms[n.atom].id }

func (n fieldNode) holds(op fieldOp) bool {
	return slices.Contains(n.ops, op) || slices.ContainsFunc(n.list, func(x fieldNode) bool { return x.holds(op) })
}

// template steps over what R writes behind a licence whose text has blanks: "MIT + file LICENSE". Behind any other the
// file holds terms of its own.
func (p *fieldParser) template(a fieldAtom) bool {
	if p.peek().kind != fieldPlus || !p.isWord(1, "file") {
		return true
	}
	if id := a.expression.String(); id != "MIT" && !strings.HasPrefix(id, "BSD-") || !p.isWord(2, "license") {
		return false
	}
	p.i += 3
	return true
}
