// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	"slices"
	"strings"
)

// licence reads one licence: an address, an id, or a name with its version, whichever reaches farther.
func (p *fieldParser) licence() (fieldAtom, bool) {
	if p.peek().kind == fieldAddress {
		return p.published()
	}
	start := p.i
	byID, isID := p.id()
	idEnd := p.i
	p.i = start
	byName, isName := p.name()
	switch {
	case isName && (!isID || p.i > idEnd):
		p.named = true
		return byName, true
	case isID:
		p.i = idEnd
		return byID, true
	}
	p.i = start
	return fieldAtom{}, false
}

// published reads an address.
func (p *fieldParser) published() (fieldAtom, bool) {
	t := p.peek()
	text := strings.TrimRight(p.text[t.lo:t.hi], ".")
	p.i++
	p.address = true
	if e, ok := expressionAddress(text); ok {
		return fieldAtom{expression: Current(e), id: true}, true
	}
	f, version := p.grammar.vocabulary.Address(text)
	if f == nil {
		return fieldAtom{}, false
	}
	if version != "" {
		return atomOf(f, []string{version}, false, false), true
	}
	a := bareAtom(f, nil)
	if e, ok := a.expression.(License); ok && len(a.others) == 0 { // the address of a text, which does not say "or later"
		a.others = orLater(e)
	}
	return a, true
}

// orLater is what a version of GNU's licences may mean of which nothing more is said.
func orLater(l License) []Expression {
	stem, only := strings.CutSuffix(l.ID, "-only")
	if !only {
		return nil
	}
	if _, ok := LookupLicense(stem + "-or-later"); !ok {
		return nil
	}
	return []Expression{License{ID: stem + "-or-later"}}
}

// id reads an identifier of the list or a LicenseRef.
func (p *fieldParser) id() (fieldAtom, bool) {
	text, n := p.chunk(0)
	if n == 0 {
		return fieldAtom{}, false
	}
	e, err := Parse(text)
	if err != nil {
		return fieldAtom{}, false
	}
	p.i += n
	return fieldAtom{expression: Current(e), id: true}, true
}

// chunk is the text of an identifier that begins at the token n further on, and how many tokens make it.
func (p *fieldParser) chunk(n int) (string, int) {
	start := p.at(n)
	if start.kind != fieldWord && start.kind != fieldNumber {
		return "", 0
	}
	end := start.lo
	for end < len(p.text) && isWordByte(p.text[end]) {
		end++
	}
	count := 0
	for t := p.at(n); t.kind != fieldEnd && t.lo < end; t = p.at(n + count) {
		if count++; t.hi > end {
			return "", 0
		}
	}
	return strings.TrimRight(p.text[start.lo:end], "."), count
}

// phrase finds the longest name that begins here, and how many tokens it has. Slashes and plus signs between its words
// do not count, nor brackets around some of them, nor a comma before a version; other signs end it.
func (p *fieldParser) phrase(n int) (found *Name, length int) {
	node, open := int32(0), 0
	for i := n; ; i++ {
		switch t := p.at(i); t.kind {
		case fieldWord, fieldNumber:
			if node = p.grammar.follow(node, t.word); node == 0 {
				return found, length
			}
		case fieldSlash, fieldPlus, fieldComma, fieldOpen, fieldClose:
			if i == n && (t.kind != fieldOpen || p.at(i+2).kind != fieldClose) || t.kind == fieldComma && p.at(i+1).kind != fieldNumber && !p.isWord(i+1, "version", "v") {
				return found, length
			}
			if t.kind == fieldPlus && !t.spaced && p.endsAt(i+1) { // or later
				return found, length
			}
			if t.kind == fieldOpen {
				open++
			}
			if t.kind != fieldClose {
				continue
			}
			if open--; open < 0 {
				return found, length
			}
		default:
			return found, length
		}
		if name := p.grammar.name(node); name != nil && open == 0 {
			found, length = name, i+1-n
		}
	}
}

// name reads a name with its version.
func (p *fieldParser) name() (fieldAtom, bool) {
	n, length := p.phrase(0)
	if n == nil || n.Family == nil || n.Strength == Weak && !(p.i+length < len(p.list) && p.isWord(length, "license")) {
		return fieldAtom{}, false
	}
	p.i += length
	f := n.Family
	if f.GNU && p.peek().kind == fieldPlus && !p.peek().spaced && p.endsAt(1) { // Fedora's GPL+: any version
		p.i++
		return fieldAtom{expression: f.Bare, family: f}, true
	}
	if versions, later, only, ok := p.version(f); ok {
		a := atomOf(f, versions, later, only)
		p.country(&a)
		return a, true
	}
	if n.Version != "" && n.Bare == nil {
		return atomOf(f, []string{n.Version}, p.later(), false), true
	}
	return bareAtom(f, n.Bare), true
}

// bareAtom is what a name says without a version.
func bareAtom(f *Family, bare []Expression) fieldAtom {
	a := fieldAtom{expression: Current(f.Bare), others: f.Readings, family: f, bare: f.Low || len(bare) > 1}
	if len(bare) > 0 {
		a.expression, a.others = bare[0], bare[1:]
	} else if f.Low && len(f.Readings) == 0 {
		for _, id := range f.Versions {
			if e := (License{ID: id}); !Equal(e, a.expression) {
				a.others = append(a.others, e)
			}
		}
		slices.SortFunc(a.others, func(x, y Expression) int { return strings.Compare(x.String(), y.String()) })
	}
	return a
}

func atomOf(f *Family, versions []string, later, only bool) fieldAtom {
	a := fieldAtom{expression: f.Expression(versions, later), family: f}
	if l, ok := a.expression.(License); ok && f.GNU && !later && !only {
		a.others = orLater(l)
	}
	return a
}

// endsAt reports whether the token n further on is no part of the same word.
func (p *fieldParser) endsAt(n int) bool {
	t := p.at(n)
	return t.spaced || t.kind != fieldWord && t.kind != fieldNumber
}

// version reads the version behind a name and what is said of other versions.
func (p *fieldParser) version(f *Family) (versions []string, later, only, ok bool) {
	if len(f.Versions) == 0 {
		return nil, false, false, false
	}
	start := p.i
	p.skip("license", "licenses", "agreement")
	if p.peek().kind == fieldOpen && p.at(2).kind == fieldClose { // "Public License (GPL), version 2"
		if n, length := p.phrase(1); n != nil && length == 1 && n.Family == f {
			p.i += 3
		}
	}
	if p.peek().kind == fieldComma {
		p.i++
	}
	open := p.peek().kind == fieldOpen
	if open {
		p.i++
	}
	least := p.peek().kind == fieldAtLeast || p.isWord(0, "ab") // German for from
	if least {
		p.i++
	}
	p.versionWord()
	number, ok := p.number(f)
	if !ok {
		p.i = start
		return nil, false, false, false
	}
	if open {
		least, only = least || p.later(), p.skip("only")
		if p.peek().kind != fieldClose {
			p.i = start
			return nil, false, false, false
		}
		p.i++
	}
	versions = []string{number}
	if only || least || p.later() {
		return versions, !only, only, true
	}
	for {
		before := p.i
		if !p.skip("or", "oder") {
			break
		}
		p.versionWord()
		if number, ok = p.number(f); !ok {
			p.i = before
			break
		}
		versions = append(versions, number)
	}
	p.skip("license", "licenses")
	if p.skip("only", "alone", "nur") {
		return versions, false, true, true
	}
	if p.peek().kind == fieldOpen && p.isWord(1, "only") && p.at(2).kind == fieldClose {
		p.i += 3
		return versions, false, true, true
	}
	return versions, p.later(), false, true
}

func (p *fieldParser) versionWord() bool {
	return p.skip("version", "versions", "v", "ver", "vers", "versione", "versión", "versie", "release")
}

// number reads the number of a version that the family has.
func (p *fieldParser) number(f *Family) (string, bool) {
	t := p.peek()
	if t.kind != fieldNumber {
		return "", false
	}
	s := t.word
	if f.Versions[s] == "" && f.GNU && len(s) == 2 { // "LGPL21"
		s = NormalVersion(s[:1] + "." + s[1:])
	}
	if f.Versions[s] == "" {
		return "", false
	}
	p.i++
	return s, true
}

// later reads that later versions may be chosen: "+", "or later", "(or any later version)".
func (p *fieldParser) later() bool {
	start := p.i
	if p.peek().kind == fieldPlus && !p.peek().spaced && p.endsAt(1) && !p.isWord(1, "file") {
		p.i++
		return true
	}
	open := 0
	sign := func() {
		switch p.peek().kind {
		case fieldOpen:
			open++
			p.i++
		case fieldClose:
			if open > 0 {
				open--
				p.i++
			}
		case fieldComma:
			p.i++
		}
	}
	sign()
	if p.skip("or", "and", "oder", "und", "ou") {
		sign()
		p.skip("at", "your", "option", "nach", "ihrer", "wahl")
		sign()
		p.skip("any", "a", "all", "the", "versions", "version", "jede", "eine")
		if p.skip("later", "newer", "above", "greater", "higher", "subsequent", "up", "neuer", "neuere", "später", "spätere", "höher") {
			p.skip("version", "versions", "license")
			if open == 0 || open == 1 && p.peek().kind == fieldClose {
				p.i += open
				return true
			}
		}
	}
	p.i = start
	return false
}

// country reads for which country's law a licence of Creative Commons was fitted: "CC BY-SA 3.0 DE".
func (p *fieldParser) country(a *fieldAtom) {
	l, ok := a.expression.(License)
	t := p.peek()
	if !ok || t.kind != fieldWord || !ports[p.text[t.lo:t.hi]] {
		return
	}
	if ported, ok := LookupLicense(l.ID + "-" + p.text[t.lo:t.hi]); ok {
		a.expression = License{ID: ported.ID}
		p.i++
	}
}
