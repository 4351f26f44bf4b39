// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// isChoice reports whether units[i+1] is offered as another choice beside what is in whole, and
// whether the two are named one beside the other.
func (p *parser) isChoice(units []unit, whole unit, i int) (choice, row bool) {
	a, b := units[i], units[i+1]
	if a.kind == inventory.FoundTag || b.kind == inventory.FoundTag {
		return false, false
	}
	if p.areEntries(a, b) {
		return true, true
	}
	if p.rows(a, b) {
		if p.orBetween(a, b) || excludeEachOther(whole.expression, b.expression) || p.choiceBefore(whole, signChoice|signDual) || p.choiceBehind(b) || p.choiceBehindAll(units, i) || whole.row && (p.isAside(a, b) || !p.andBetween(a, b)) {
			return true, true
		}
		// In a list the word before the last licence decides for all.
		for j := i + 1; j+1 < len(units) && j < i+maxRow && p.rows(units[j], units[j+1]); j++ {
			if p.orBetween(units[j], units[j+1]) {
				return true, true
			}
		}
		return p.grantsBoth(units, i), p.grantsBoth(units, i)
	}
	return p.isOffered(units, whole, i), false
}

// grantsBoth reports whether units[i] and what stands in a row with it are granted together, "under
// the MIT and GPL licenses", where one grants more than the other: both at once would be the GPL alone.
func (p *parser) grantsBoth(units []unit, i int) bool {
	first, last := i, i+1
	for first > 0 && first > i-maxRow && p.rows(units[first-1], units[first]) {
		first--
	}
	for last+1 < len(units) && last < i+maxRow && p.rows(units[last], units[last+1]) {
		last++
	}
	if !p.is(units[last].to, "licenses") || !p.andBetween(units[last-1], units[last]) {
		return false
	}
	under, gpl, more := false, false, false
	for j := units[first].from - 1; j >= 0 && j >= units[first].from-2; j-- {
		under = under || p.is(j, "under")
	}
	for _, u := range units[first : last+1] {
		gpl = gpl || anyAtom(u.expression, gnu)
		more = more || anyAtom(u.expression, []string{"MIT", "BSD-", "X11", "ISC"})
	}
	return under && gpl && more
}

// isOffered reports whether units[i+1], which stands apart from the one before it, is offered beside
// what is in whole.
func (p *parser) isOffered(units []unit, whole unit, i int) bool {
	a, b := units[i], units[i+1]
	gap := b.from - a.to
	if a.derived || b.derived || gap > insteadGap {
		return false
	}
	if p.instead(a, b) || gap >= 0 && gap <= orReach && p.is(a.to, "or", "oder") && p.sameSentence(a, b) && !p.later(a.to, b.from) {
		return true
	}
	if gap < 0 || gap > choiceGap || whole.row && (gap > repetition || p.list[b.from].sep&sepLine == 0) {
		return false
	}
	if isOr(whole.expression) && !spdx.Equal(whole.expression, a.expression) && p.blankBetween(a, b) && !p.isItem(a, b) {
		return false // the choice was made
	}
	if p.choiceBefore(whole, signDual) || p.choiceBehindAll(units, i) {
		return true
	}
	if p.choiceBefore(whole, signChoice) && (p.isItem(a, b) || gap < 30 && p.orWord(max(a.to, b.from-8), b.from)) {
		return true
	}
	return gap < 30 && p.choiceBehind(b) && p.sameSentence(a, b)
}

// instead reports whether b is said to stand in the place of a: "alternatively". b may stand in a
// passage of a, such as a sentence between the conditions of a text and its disclaimer.
func (p *parser) instead(a, b unit) bool {
	first := a.once
	if b.from < a.to {
		first = a.from
	}
	for j := b.again - 1; j >= first && j >= b.from-insteadBefore; j-- {
		if p.list[j].kind == isMasked && j < b.from && b.from < a.to {
			return false
		}
		if p.sign[j]&signInstead == 0 {
			continue
		}
		if reach := insteadBefore; p.is(j, "or") {
			if reach = 2 * orReach; p.is(j+1, "the") {
				reach = orReach
			}
			if b.again-j >= reach || p.later(j, min(j+laterReach, b.from)) {
				continue
			}
		}
		return true
	}
	return false
}

// later reports whether list[from:to] is the leave to take a later version.
func (p *parser) later(from, to int) bool {
	for i := from; i < to; i++ {
		if p.sign[i]&signLater != 0 {
			return true
		}
	}
	return false
}

func (p *parser) blankBetween(a, b unit) bool {
	for i := a.to; i <= b.from; i++ {
		if p.list[i].sep&sepBlank != 0 {
			return true
		}
	}
	return false
}

func (p *parser) sameSentence(a, b unit) bool {
	for i := a.to; i <= b.from; i++ {
		if p.list[i].sep&(sepStop|sepBlank) != 0 {
			return false
		}
	}
	return true
}

// orWord reports whether one of list[from:to] is an "or".
func (p *parser) orWord(from, to int) bool {
	for i := from; i < to; i++ {
		if p.is(i, "or", "oder") {
			return true
		}
	}
	return false
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

func (p *parser) andBetween(a, b unit) bool {
	for i := a.to; i <= b.from; i++ {
		if p.list[i].sep&(sepAnd|sepPlus) != 0 || i < b.from && p.is(i, "and", "und") {
			return true
		}
	}
	return false
}

// choiceBefore reports whether a choice is announced before a unit.
func (p *parser) choiceBefore(u unit, which signs) bool {
	blanks, ended := 0, p.list[u.from].sep&sepStop != 0
	for i := u.from - 1; i >= 0 && i >= u.from-choiceBefore; i-- {
		if p.list[i].kind == isMasked {
			return false
		}
		if p.list[i+1].sep&sepBlank != 0 {
			if blanks++; blanks > 2 {
				return false
			}
		}
		if p.sign[i]&which&signDual != 0 || p.is(i, "either") && p.list[i+1].sep&sepColon != 0 {
			return true
		}
		if p.sign[i]&which != 0 && !ended {
			return true
		}
		ended = ended || p.list[i].sep&sepStop != 0
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

// choiceBehindAll reports whether a choice of all licences that stand near each other from units[i]
// on is announced behind the last of them: "you may choose one of the above licences".
func (p *parser) choiceBehindAll(units []unit, i int) bool {
	for j := i + 1; j < len(units) && j < i+maxRow; j++ {
		if units[j].from-units[j-1].to > choiceGap {
			return false
		}
		end := min(units[j].to+behindReach, len(p.list)-1)
		if j+1 < len(units) {
			end = min(end, units[j+1].from)
		}
		for k := units[j].to; k < end && p.list[k].kind != isMasked; k++ {
			if p.sign[k]&signBehind != 0 {
				return true
			}
		}
	}
	return false
}
