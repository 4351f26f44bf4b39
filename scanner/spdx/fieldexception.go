// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

// exception reads "with" and an exception behind a licence. It fails where there is one that nobody knows.
func (p *fieldParser) exception(a *fieldAtom) bool {
	start := p.i
	open := p.peek().kind == fieldOpen
	if open || p.peek().kind == fieldComma {
		p.i++
	}
	sure := p.isWord(0, "with", "w")
	switch {
	case sure || p.isWord(0, "mit") && !open: // German for with
		p.i++
		if p.peek().kind == fieldSlash {
			p.i++
		}
		p.skip("the", "a", "gnu", "der")
	case p.at(0).kind == fieldPlus && p.isWord(1, "ce", "cpe"):
		p.i++
	case !p.isWord(0, "ce", "cpe"):
		p.i = start
		return true
	}
	id := p.exceptionID()
	if id == "" {
		p.i = start
		return !sure
	}
	p.skip("exception", "exceptions")
	if open {
		if p.peek().kind != fieldClose {
			return false
		}
		p.i++
	}
	pair := func(e Expression) Expression {
		if l, ok := e.(License); ok {
			return With{License: l, Exception: Exception{ID: id}}
		}
		return nil
	}
	if a.expression = pair(a.expression); a.expression == nil {
		return false
	}
	others := make([]Expression, len(a.others))
	for i, e := range a.others {
		if others[i] = pair(e); others[i] == nil {
			return false
		}
	}
	a.others, a.id = others, false
	return true
}

// exceptionID reads the name of an exception; "" if there is none that is known.
func (p *fieldParser) exceptionID() string {
	if text, n := p.chunk(0); n > 0 {
		if x, ok := LookupException(text); ok {
			p.i += n
			return x.ID
		}
	}
	if p.skip("ce", "cpe", "classpath") {
		return "Classpath-exception-2.0"
	}
	n, length := p.phrase(0)
	if n == nil || n.Exception == "" || n.Exception == UnnamedException {
		return ""
	}
	p.i += length
	before := p.i
	if p.peek().kind == fieldComma { // "Universal FOSS Exception, v1.0"
		p.i++
	}
	p.skip("version", "v")
	if _, version, ok := SplitVersion(n.Exception); ok && p.peek().kind == fieldNumber && p.peek().word == version {
		p.i++
	} else {
		p.i = before
	}
	return n.Exception
}
