// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// refusalGap is how many lexemes may stand between words that refuse together.
const refusalGap = 30

// A refusing stretch of a passage is what in it refuses to give a licence, whatever else is said near
// it: of stretches that are apart the first that says enough.
type refusing struct {
	from, to, weight int
	seen             []int32 // hints that were counted
}

// add counts a hint of n lexemes.
func (r *refusing) add(i, n int, number int32, weight int) {
	if r.weight > 0 && i-r.to > refusalGap {
		if r.weight >= passageEnough {
			return
		}
		*r = refusing{seen: r.seen[:0]}
	}
	if r.weight == 0 {
		r.from = i
	}
	r.to = i + n
	if len(r.seen) < maxHints && !slices.Contains(r.seen, number) {
		r.seen = append(r.seen, number)
		r.weight += weight
	}
}

// refusal is the hit of a stretch that refuses.
func (p *parser) refusal(r refusing) hit {
	return hit{start: int(p.list[r.from].lo), end: int(p.list[r.to-1].hi), expression: spdx.License{ID: refProprietary}, kind: inventory.FoundNotice,
		confidence: inventory.Medium, detector: DetectorProse, unknown: hintProprietary, refuses: true}
}

// refusals are the surroundings of keywords that refuse, in what is read of a text.
func refusals(d *document) (list []region) {
	for _, r := range d.parts {
		text := d.text[:r.end]
		for at := nextKeyword(text, r.start); at >= 0; at = nextKeyword(text, at+1) {
			if !slices.ContainsFunc(refusingWords, func(k string) bool { return hasFoldPrefix(text[at:], k) }) {
				continue
			}
			near := region{start: at - noticeBefore, end: at + noticeAfter}.inLines(text)
			list = append(list, near)
			at = max(at, near.end-noticeBefore)
		}
	}
	return list
}
