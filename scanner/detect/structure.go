// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Most licences that one choice is made of.
const maxRow = 32

// How far apart, in lexemes, what belongs together may stand.
const (
	choiceBefore  = 40  // an announcement of a choice, before the first licence
	choiceBehind  = 8   // "at your option", behind the last
	insteadBefore = 40  // "alternatively", before the other licence
	insteadGap    = 400 // between a licence and one that may be had instead
	choiceGap     = 60  // between licences that a choice was announced of
	exceptionGap  = 400 // between a notice and the exception to it
)

// join puts exceptions to their licences and makes choices of licences that are offered as such.
func (p *parser) join(units []unit) (hits []hit) {
	kept := make([]unit, 0, len(units))
	list := p.except(merge(units))
	for i, u := range list {
		switch {
		case u.kind == inventory.FoundReference:
			hits = append(hits, u.hit)
		case u.derived && !(i > 0 && p.rows(list[i-1], u)) && !(i+1 < len(list) && p.rows(u, list[i+1])):
			p.doc.refuse(u.hit, refusedElsewhere)
		default:
			kept = append(kept, u)
		}
	}
	for i := 0; i < len(kept); i++ {
		whole, joined := kept[i], false
		for n := 1; n < maxRow && i+1 < len(kept); n++ {
			choice, row := p.isChoice(kept, whole, i)
			if !choice {
				break
			}
			i++
			whole = either(whole, kept[i])
			whole.row = whole.row || row
			joined = true
		}
		if joined || !whole.derived {
			hits = append(hits, whole.hit)
		} else {
			p.doc.refuse(whole.hit, refusedElsewhere)
		}
	}
	return hits
}

// Repetition is how soon the same licence is named again to say what it is called, in lexemes.
const repetition = 3

// merge makes one of a licence and the other name or the address that is given for it at once.
func merge(units []unit) []unit {
	kept := units[:0]
	for _, u := range units {
		if n := len(kept) - 1; n >= 0 && u.exception == "" && kept[n].exception == "" && u.from-kept[n].to <= repetition && u.detector == DetectorProse &&
			kept[n].kind != inventory.FoundTag && (spdx.Equal(u.expression, kept[n].expression) || u.bare && u.family != nil && kept[n].family != nil && u.family.group == kept[n].family.group) {
			kept[n].to = max(kept[n].to, u.to)
			kept[n].derived = kept[n].derived && u.derived
			continue
		}
		kept = append(kept, u)
	}
	return kept
}

// either is the choice of two units.
func either(a, b unit) unit {
	c := a
	c.end, c.to = max(a.end, b.end), max(a.to, b.to)
	c.expression = spdx.Any(a.expression, b.expression)
	c.readings, c.family, c.bare, c.derived = nil, b.family, false, false
	if a.kind != b.kind {
		c.kind = inventory.FoundNotice
	}
	c.detector = DetectorProse
	if a.bare || b.bare || a.confidence == inventory.Low || b.confidence == inventory.Low {
		c.confidence = inventory.Low
	} else {
		c.confidence = inventory.Medium
	}
	return c
}

// except attaches exceptions to the licence before them, or, if there is none, behind them.
func (p *parser) except(units []unit) []unit {
	kept := units[:0]
	var waiting *unit
	for i := range units {
		u := units[i]
		if u.exception == "" {
			if waiting != nil && u.kind != inventory.FoundTag && takesException(u.expression, waiting.exception) && u.from-waiting.to < choiceGap {
				u.expression = with(u.expression, waiting.exception)
				u.readings, u.derived = nil, false
				waiting = nil
			}
			kept = append(kept, u)
			continue
		}
		done := false
		for j := len(kept) - 1; j >= 0 && u.from-kept[j].to < exceptionGap; j-- {
			if kept[j].kind != inventory.FoundReference && kept[j].kind != inventory.FoundTag && !kept[j].derived && takesException(kept[j].expression, u.exception) {
				kept[j].expression = with(kept[j].expression, u.exception)
				kept[j].readings, kept[j].derived, kept[j].bare = nil, false, false
				kept[j].family = nil
				done = true
				break
			}
		}
		if !done {
			kept = orphan(kept, waiting)
			w := u
			waiting = &w
		}
	}
	return orphan(kept, waiting)
}

// orphan adds an exception of which the text does not say to what it is one.
func orphan(units []unit, u *unit) []unit {
	if u == nil {
		return units
	}
	if u.detector == DetectorTexts {
		others := make([]hit, len(units))
		for i := range units {
			others[i] = units[i].hit
		}
		if o := alone(u.hit, others); o.expression != nil {
			units = append(units, unit{hit: o, from: u.from, to: u.to})
		}
		return units
	}
	o := *u
	o.expression = spdx.MustParse(refBase + " WITH " + u.exception)
	o.kind, o.confidence, o.detector, o.unknown = inventory.FoundReference, inventory.Low, DetectorProse, hintElsewhere
	o.exception = "" // it stands in the expression now
	return append(units, o)
}

// takesException reports whether an expression has a licence that an exception may be made to.
func takesException(e spdx.Expression, exception string) bool {
	for _, atom := range spdx.Atoms(e) {
		if isExcepted(atom, exception) {
			return true
		}
	}
	return false
}

func isExcepted(atom spdx.Expression, exception string) bool {
	l, ok := atom.(spdx.License)
	return ok && hasAnyPrefix(l.ID, baseFamily(exception))
}

// with puts an exception to the last licence of an expression that takes one.
func with(e spdx.Expression, exception string) spdx.Expression {
	var last spdx.Expression
	for _, atom := range spdx.Atoms(e) {
		if isExcepted(atom, exception) {
			last = atom
		}
	}
	if _, version, ok := splitVersion(last.String()); ok {
		if e, ok := spdx.LookupException(exception + "-" + version + ".0"); ok {
			exception = e.ID
		}
	}
	pair := spdx.MustParse(last.String() + " WITH " + exception)
	return spdx.Fold(e, func(atom spdx.Expression) spdx.Expression {
		if spdx.Equal(atom, last) {
			return pair
		}
		return atom
	}, func(list []spdx.Expression) spdx.Expression { return spdx.All(list...) },
		func(list []spdx.Expression) spdx.Expression { return spdx.Any(list...) })
}

// isChoice reports whether units[i+1] is offered as another choice beside what is in whole, and
// whether the two are named one beside the other.
func (p *parser) isChoice(units []unit, whole unit, i int) (choice, row bool) {
	a, b := units[i], units[i+1]
	if a.kind == inventory.FoundTag || b.kind == inventory.FoundTag {
		return false, false
	}
	if p.rows(a, b) {
		if p.orBetween(a, b) || p.choiceBefore(whole, signChoice|signDual) || p.choiceBehind(b) || whole.row && p.isAside(a, b) {
			return true, true
		}
		// In a list the word before the last licence decides for all.
		for j := i + 1; j+1 < len(units) && j < i+maxRow && p.rows(units[j], units[j+1]); j++ {
			if p.orBetween(units[j], units[j+1]) {
				return true, true
			}
		}
		return false, false
	}
	gap := b.from - a.to
	if a.derived || b.derived || gap < 0 || gap > insteadGap {
		return false, false
	}
	for j := b.from - 1; j >= a.to && j >= b.from-insteadBefore; j-- {
		if p.sign[j]&signInstead != 0 && (b.from-j < 12 || !p.is(j, "or")) {
			return true, false
		}
	}
	if gap > choiceGap || whole.row {
		return false, false
	}
	return p.choiceBefore(whole, signDual) || gap < 30 && (p.choiceBehind(b) || p.choiceBefore(whole, signChoice) && p.orBetween(unit{to: max(a.to, b.from-8)}, b)), false
}

// isAside reports whether a licence is named in brackets behind another version of it.
func (p *parser) isAside(a, b unit) bool {
	return p.list[b.from].sep&sepOpen != 0 && a.family != nil && b.family != nil && a.family == b.family
}

// rows is inRow for units.
func (p *parser) rows(a, b unit) bool {
	return a.to <= b.from && p.inRow(mention{from: a.from, to: a.to}, mention{from: b.from, to: b.to})
}

func (p *parser) orBetween(a, b unit) bool {
	for i := a.to; i <= b.from; i++ {
		if p.list[i].sep&(sepSlash|sepBar) != 0 || i < b.from && p.is(i, "or", "oder") {
			return true
		}
	}
	return false
}

// choiceBefore reports whether a choice is announced before a unit.
func (p *parser) choiceBefore(u unit, which signs) bool {
	blanks := 0
	for i := u.from - 1; i >= 0 && i >= u.from-choiceBefore; i-- {
		if p.list[i].kind == isMasked {
			return false
		}
		if p.list[i+1].sep&sepBlank != 0 {
			if blanks++; blanks > 2 {
				return false
			}
		}
		if p.sign[i]&which != 0 {
			return true
		}
	}
	return false
}

// choiceBehind reports whether the choice is said to be one behind its last licence.
func (p *parser) choiceBehind(u unit) bool {
	for i := u.to; i < u.to+choiceBehind && p.within(i, sepBlank); i++ {
		if p.sign[i]&(signChoice|signDual) != 0 {
			return true
		}
	}
	return false
}
