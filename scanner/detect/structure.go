// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"strings"

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
	orReach       = 12  // between two licences of a sentence, of which the first is followed by "or"
	restateGap    = 60  // between a licence and its name again
	behindReach   = 40  // between the last licence and "under either of these licences"
)

// join puts exceptions to their licences and makes choices of licences that are offered as such.
func (p *parser) join(units []unit) (hits []hit) {
	kept := make([]unit, 0, len(units))
	list, hits := p.ownExceptions(merge(units))
	list = p.except(list)
	for i, u := range list {
		switch {
		case u.kind == inventory.FoundReference && !p.isEntry(list, i):
			hits = append(hits, u.hit)
		case u.derived && !(i > 0 && p.rows(list[i-1], u)) && !(i+1 < len(list) && p.rows(u, list[i+1])):
			p.doc.refuse(u.hit, refusedElsewhere)
		default:
			kept = append(kept, u)
		}
	}
	return append(hits, p.choices(restated(kept))...)
}

// choices makes choices of the units that are offered beside each other.
func (p *parser) choices(list []unit) (hits []hit) {
	var made []unit
	for i := 0; i < len(list); i++ {
		whole, joined := list[i], false
		for n := 1; n < maxRow && i+1 < len(list); n++ {
			choice, row := p.isChoice(list, whole, i)
			if !choice {
				break
			}
			i++
			whole = either(whole, list[i])
			whole.row = whole.row || row
			joined = true
		}
		if joined && !recalls(made, whole) {
			made = append(made, whole)
		} else if !joined && !whole.derived {
			hits = append(hits, whole.hit)
		} else {
			p.doc.refuse(whole.hit, refusedElsewhere)
		}
	}
	for _, u := range made {
		hits = append(hits, u.hit)
	}
	return hits
}

// recalls reports whether a choice only recalls one that was made before it: "a recipient may use it
// under either the MPL or the GPL". What it names besides belongs to that choice.
func recalls(made []unit, u unit) bool {
	n := len(made) - 1
	if n < 0 || !u.brief || made[n].brief || u.from-made[n].to > insteadGap {
		return false
	}
	for _, atom := range spdx.Atoms(u.expression) {
		if offers(made[n].expression, atom) {
			made[n].expression = spdx.Any(made[n].expression, u.expression)
			made[n].to = max(made[n].to, u.to)
			return true
		}
	}
	return false
}

// restated makes one unit of a licence and its name again, which may stand on the other side of the
// words that offer something in its place.
func restated(units []unit) []unit {
	kept := units[:0]
	for _, u := range units {
		u.once, u.again = u.to, u.from
		if n := len(kept) - 1; n >= 0 && u.detector == DetectorProse && u.kind == inventory.FoundNotice && kept[n].kind != inventory.FoundTag &&
			u.from >= kept[n].to && u.from-kept[n].to <= restateGap && !u.derived && spdx.Equal(u.expression, kept[n].expression) {
			kept[n].to, kept[n].again = u.to, u.from
			continue
		}
		kept = append(kept, u)
	}
	return kept
}

// Repetition is how soon the same licence is named again to say what it is called, in lexemes.
const repetition = 3

// merge makes one of a licence and the other name or the address that is given for it at once.
func merge(units []unit) []unit {
	kept := units[:0]
	for _, u := range units {
		if n := len(kept) - 1; n >= 0 && u.exception == "" && kept[n].exception == "" && u.from-kept[n].to <= repetition && (u.detector == DetectorProse || u.kind == inventory.FoundReference) &&
			kept[n].kind != inventory.FoundTag && (spdx.Equal(u.expression, kept[n].expression) || u.bare && u.family != nil && kept[n].family != nil && u.family.Group == kept[n].family.Group) {
			kept[n].to, kept[n].end = max(kept[n].to, u.to), max(kept[n].end, u.end)
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
	c.again = b.again
	c.brief = (a.brief || a.derived || a.bare) && (b.derived || b.bare)
	if isRuby(a.expression) {
		c.expression = spdx.Any(a.expression, besideRuby(b))
	} else if isRuby(b.expression) {
		c.expression = spdx.Any(besideRuby(a), b.expression)
	}
	if settles(a.expression, b) { // a text of what was offered
		c.expression = a.expression
	} else if settles(b.expression, a) {
		c.expression = b.expression
	}
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

// settles reports whether an expression names what an open text may mean.
func settles(e spdx.Expression, u unit) bool {
	return u.kind == inventory.FoundText && u.exception == "" && len(u.readings) > 0 && slices.ContainsFunc(spdx.Atoms(e), func(atom spdx.Expression) bool {
		return slices.ContainsFunc(u.readings, func(r spdx.Expression) bool { return spdx.Equal(atom, r) })
	})
}

func isRuby(e spdx.Expression) bool { return e.String() == "Ruby" }

// besideRuby is what a licence is that Ruby's offers instead of itself: its "GPL" is version 2.
func besideRuby(u unit) spdx.Expression {
	if u.bare && spdx.Group(u.expression.String()) == "GPL" {
		return spdx.License{ID: "GPL-2.0-only"}
	}
	return u.expression
}

// except attaches exceptions to the licence before them, or, if there is none, behind them.
func (p *parser) except(units []unit) []unit {
	worded := p.worded(units)
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
		if said := worded[sortOf(u.exception)]; said != "" && p.isOnlyNamed(u) {
			u.exception = said
		}
		done := false
		for j := len(kept) - 1; j >= 0 && !done && u.from-kept[j].to < exceptionGap; j-- {
			done = kept[j].kind != inventory.FoundReference && kept[j].kind != inventory.FoundTag && !kept[j].derived && kept[j].take(u.exception) ||
				u.detector != DetectorTexts && hasPair(kept[j].expression, u.exception)
		}
		if !done {
			kept = orphan(kept, waiting)
			w := u
			waiting = &w
		}
	}
	return orphan(kept, waiting)
}

// ownExceptions takes from the units what says only that there is an exception, and reports it
// where a licence takes one and none of the list is named or quoted near it.
func (p *parser) ownExceptions(units []unit) (kept []unit, hits []hit) {
	kept = units[:0:0]
	for i, u := range units {
		if u.exception != ownException {
			kept = append(kept, u)
		} else if p.isOwnException(units, i) {
			h := u.hit
			h.exception, h.expression, h.unknown = "", spdx.License{ID: refException}, hintGrant
			h.kind, h.confidence, h.detector = inventory.FoundNotice, inventory.Low, DetectorProse
			hits = append(hits, h)
		}
	}
	return kept, hits
}

// How far from the licence that it is made to an exception may be mentioned, in lexemes, and how near
// one of the list is the same.
const (
	ownGap  = 80
	sameGap = 200
)

func (p *parser) isOwnException(units []unit, at int) bool {
	u := units[at]
	if before := p.text[:u.start]; hasFoldSuffix(strings.TrimRight(before, ", \t\r\n"), "however") {
		return false // as the GPL begins one of its own
	}
	gap := ownGap
	if p.is(u.from, "with") {
		gap = repetition
	}
	made := false
	first := max(0, at-maxRow)
	for i, o := range units[first:min(len(units), at+maxRow)] {
		switch near := max(o.from-u.to, u.from-o.to); {
		case near > sameGap || o.exception == ownException:
		case o.exception != "" || hasPair(o.expression, ""):
			return false
		case first+i < at && o.kind != inventory.FoundReference && near <= gap && anyAtom(o.expression, excepted):
			made = true
		}
	}
	return made
}

// take makes an exception to a licence, if it has one that takes it. A licence whose version is not
// said is that for which the exception was written.
func (u *unit) take(exception string) bool {
	if !takesException(u.expression, exception) {
		exception = exceptionFor[[2]string{exception, u.expression.String()}]
		if exception == "" || !takesException(u.expression, exception) {
			return false
		}
	}
	if base := exceptionBase[exception]; u.bare && base != "" && spdx.Group(base) == spdx.Group(u.expression.String()) {
		u.expression = spdx.License{ID: base}
	}
	u.expression = with(u.expression, exception)
	u.readings, u.derived, u.bare, u.family = nil, false, false, nil
	return true
}

// worded finds which exceptions of each sort have their words in the text.
func (p *parser) worded(units []unit) map[string]string {
	found := map[string]string{}
	for _, u := range units {
		switch {
		case u.exception != "" && !p.isOnlyNamed(u):
			noteWorded(found, u.exception)
		case u.exception == "" && u.detector != DetectorProse && u.kind != inventory.FoundTag:
			for _, atom := range spdx.Atoms(u.expression) {
				if w, ok := atom.(spdx.With); ok {
					noteWorded(found, w.Exception.ID)
				}
			}
		}
	}
	return found
}

func noteWorded(found map[string]string, exception string) {
	if sort := sortOf(exception); sort != "" && found[sort] == "" {
		found[sort] = exception
	}
}

// sortOf is the sort that an exception is of, or "".
func sortOf(exception string) string {
	for _, sort := range sorts {
		if strings.Contains(strings.ToLower(exception), sort) {
			return sort
		}
	}
	return ""
}

// isOnlyNamed reports whether an exception is called by its name, and not there in its words.
func (p *parser) isOnlyNamed(u unit) bool {
	if u.detector == DetectorTexts {
		return false
	}
	words := strings.ToLower(p.text[u.start:u.end])
	return strings.Contains(words, "exception") || strings.Contains(words, "exemption")
}

// hasPair reports whether an expression has a licence with an exception, or with any for "".
func hasPair(e spdx.Expression, exception string) bool {
	return slices.ContainsFunc(spdx.Atoms(e), func(atom spdx.Expression) bool {
		w, ok := atom.(spdx.With)
		return ok && (exception == "" || w.Exception.ID == exception)
	})
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
	if _, version, ok := spdx.SplitVersion(last.String()); ok {
		if e, ok := spdx.LookupException(exception + "-" + version + ".0"); ok {
			exception = e.ID
		}
	}
	stem := strings.TrimSuffix(strings.TrimSuffix(last.String(), "-only"), "-or-later")
	if other := exceptionFor[[2]string{exception, stem}]; other != "" {
		exception = other
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
