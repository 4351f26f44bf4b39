// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"cmp"
	"slices"
)

// Rivals are the templates that may be what one place of a text is. Families have up to forty members that begin alike,
// so most comparisons are with rivals of a text that is found already.

// A refuser is told of matches that are left out, if somebody asked.
type refuser func(match, refusal)

func (r refuser) tell(m match, why refusal) {
	if r != nil {
		r(m, why)
	}
}

// isPlainer reports whether a match of which all is there lies within another of the same family
// that is changed and has not twice as much, or is a likely licence in the place of a rare one that is as
// much changed.
func (t *texts) isPlainer(m, o *match) bool {
	a, b := &t.templates[m.template], &t.templates[o.template]
	if o.cut || o.score < sure || a.kind != b.kind || familyOf(a.id) != familyOf(b.id) {
		return false
	}
	if m.score < sure && m.first <= o.first && o.last <= m.last {
		return m.worth < 2*o.worth
	}
	return b.common && !a.common && m.score < 1 && o.extra <= m.extra && o.first-m.first <= closeBy && m.last-o.last <= closeBy
}

// outdoes reports whether a cluster, of the given template, is part of a match, or promises less in its place.
func (m *match) outdoes(c *cluster, t *template) bool {
	if int(c.first.at) < m.first || m.last < int(c.last.at) {
		return false
	}
	switch {
	case m.template == c.template:
		return m.score >= likely
	case m.score == 1 && !m.cut:
		return c.words < m.words*0.6 || float64(t.size) <= m.worth // as much as it could be worth if all of it were there
	}
	return m.score >= likely && c.words < m.words*0.2
}

// byChance is how many words next to a match, or for what it leaves open, another template may have there.
const byChance = 2

// isBeyond reports whether a cluster within a match is of a template that has so much else that it cannot be worth more, nor be
// the plainer of the two: all that it shares with the text lies in the place of the match.
func (t *texts) isBeyond(m *match, c *cluster) bool {
	mine, other := &t.templates[m.template], &t.templates[c.template]
	if m.cut || m.score < likely || int(c.first.at) < m.first || m.last < int(c.last.at) {
		return false
	}
	there := m.last - m.first + 1 + byChance
	if there >= 2*torn { // beside long texts others may stand that the longest of them displaces
		return false
	}
	if mayBePlainer := m.score < sure || other.common && !mine.common; mayBePlainer && float64(there) >= sure*float64(other.hard) {
		return false
	}
	most := other.ceiling(there)
	return most < m.worth || most == m.worth && m.template < c.template // of equals settle takes the first
}

// ceiling is what a match of the template is worth at most where so many words of the text may be part of it: see weigh and align.
func (t *template) ceiling(there int) float64 {
	missing := float64(max(0, t.hard-there))
	worth := float64(min(there, t.size)) - missing
	if !t.common && float64(there) < sure*float64(t.hard) {
		worth -= 3 + missing
	}
	if t.kind == TemplateText && t.hard >= 2*torn && there >= torn {
		worth += 0.75 * missing
		if !t.common {
			worth += missing
		}
	}
	return worth
}

// settle keeps the best of matches that overlap.
func (t *texts) settle(held []match, refuse refuser) []match {
	slices.SortStableFunc(held, func(a, b match) int {
		if a.worth != b.worth {
			return cmp.Compare(b.worth, a.worth)
		}
		return cmp.Compare(a.template, b.template)
	})
	var kept []match
	for n, m := range held {
		if m.score < 1 && slices.ContainsFunc(held[n+1:], func(o match) bool { return t.isPlainer(&m, &o) }) {
			refuse.tell(m, refusedOutdone)
			continue
		}
		i, _ := slices.BinarySearchFunc(kept, m, func(k, m match) int { return cmp.Compare(k.first, m.first) })
		if (i == 0 || kept[i-1].last < m.first) && (i == len(kept) || m.last < kept[i].first) {
			kept = slices.Insert(kept, i, m)
		} else {
			refuse.tell(m, refusedOutdone)
		}
	}
	return kept
}
