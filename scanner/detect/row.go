// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import "lizenzlotse/scanner/spdx"

// chosen keeps the mentions that are granted, and those that stand in a row with one.
func (p *parser) chosen(all []mention) []mention {
	for i := 1; i < len(all); i++ {
		if p.repeats(all[i-1], all[i]) {
			all[i].certain, all[i-1].certain = true, true
		}
		if all[i-1].exception != ownException && p.inRow(all[i-1], all[i]) { // "as a special exception, Nokia gives you"
			all[i].certain = all[i].certain || all[i-1].certain || all[i].isGNU() != all[i-1].isGNU()
		}
	}
	for i := len(all) - 2; i >= 0; i-- {
		all[i].certain = all[i].certain || all[i+1].certain && all[i].exception != ownException && p.inRow(all[i], all[i+1])
	}
	kept := all[:0]
	for _, m := range all {
		if m.certain {
			kept = append(kept, m)
		} else {
			p.refuse(m, refusedNoCue)
		}
	}
	return kept
}

// refuse records why a mention is left out.
func (p *parser) refuse(m mention, why refusal) {
	m.start, m.end = int(p.list[m.from].lo), int(p.list[m.to-1].hi)
	p.doc.refuse(m.hit, why)
}

// repeats reports whether a licence is named by its name and its short form, one beside the other.
func (p *parser) repeats(a, b mention) bool {
	return a.to == b.from && p.within(b.from, sepParagraph|sepLine) && a.name.Strength+b.name.Strength >= medium && !p.isLower(a.named) && !p.isLower(b.named) &&
		a.name != b.name && a.expression != nil && b.expression != nil && spdx.Equal(a.expression, b.expression)
}

// isGNU reports whether a mention is of a licence whose name nobody says without meaning it.
func (m *mention) isGNU() bool { return m.family != nil && m.family.GNU && m.name.Strength >= medium }

// inRow reports whether nothing but what joins words of a list stands between two mentions.
func (p *parser) inRow(a, b mention) bool {
	if b.from-a.to > 3 {
		return false
	}
	for i := a.to; i < b.from; i++ {
		if !p.within(i, sepParagraph) || p.list[i].kind != isNumber && p.list[i].kind != isAddress && !p.is(i, "or", "and", "the", "license", "licenses", "oder", "und", "a", "with", "s") {
			return false
		}
	}
	return p.within(b.from, sepParagraph) && (b.from > a.to || p.list[b.from].sep&(sepSlash|sepComma|sepAnd|sepBar|sepOpen|sepPlus) != 0)
}
