// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// References for what says something of the licence and names none.
const (
	refDomain      = "LicenseRef-lizenzlotse-public-domain"
	refProprietary = "LicenseRef-lizenzlotse-proprietary-notice"
	refBase        = UnknownPrefix + "base"      // of an exception that is named without what it is one to
	refException   = UnknownPrefix + "exception" // an exception in words of its author's own
)

// RefElsewhere stands for a licence that is said to be told elsewhere: "see the file COPYING".
const RefElsewhere = UnknownPrefix + "reference"

// A hintKind is what a wording tells of an unknown licence. The zero value is for hits that are known.
type hintKind uint8

const (
	hintElsewhere hintKind = iota + 1
	hintGrant
	hintProprietary
	hintDomain
	hintDisclaimer
	hintAgainst // the same words are said of something else
	hintKinds
)

var hintNames = map[string]hintKind{
	"elsewhere": hintElsewhere, "grant": hintGrant, "proprietary": hintProprietary, "domain": hintDomain, "disclaimer": hintDisclaimer,
	"against": hintAgainst, "field": hintProprietary, "sternfield": hintProprietary, "label": hintElsewhere, "refusal": hintProprietary,
}

// givesWay reports whether what is known of a file's licence is more than this.
func (k hintKind) givesWay() bool { return k == hintElsewhere || k == hintDisclaimer }

// A hint is what a phrase weighs.
type hint struct {
	kind   hintKind
	weight int
	field  bool // only where it is all that a field says of the licence
	stern  bool // it refuses whatever else a file says
}

// hintsOf reads what the rows of a table weigh.
func hintsOf(table string) (list []hint) {
	for f := range tableRows(table) {
		weight, err := strconv.Atoi(f[2])
		if err != nil || hintNames[f[0]] == 0 {
			panic("detect: unknown.tsv: " + f[1])
		}
		list = append(list, hint{hintNames[f[0]], weight, strings.HasSuffix(f[0], "field") || f[0] == "label", f[0] == "refusal" || f[0] == "sternfield"})
	}
	return list
}

// Limits of passages that read like a licence.
const (
	passageGap    = 100 // lexemes without a hint that end a passage
	passageEnough = 10
	plainHint     = 5   // what weighs less is said of other things as well
	openingHint   = 3   // what weighs less begins no passage
	maxHints      = 64  // that are counted of a passage
	textEnough    = 60  // a passage that is a licence's text
	longText      = 150 // lexemes of a text that other licences may be named in or by
	textNear      = 60
	passageNear   = 80 // a passage so near a licence that is known belongs to it
)

// A passage is a stretch of prose with hints.
type passage struct {
	from, to int
	weight   [hintKinds]int
	seen     []int32 // hints that were counted
	plain    bool    // one of them is seldom said of anything else
	refusal  refusing
}

// passages finds the stretches of prose that tell of licensing.
func (p *parser) passages() (all []passage) {
	open := false
	for i := 0; i < len(p.list)-1; i++ {
		n, number, h := p.hint(i)
		if n == 0 {
			continue
		}
		if !open || i-all[len(all)-1].to > passageGap {
			if h.weight < openingHint {
				i += n - 1
				continue
			}
			all, open = append(all, passage{from: i, to: i}), true
		}
		at := &all[len(all)-1]
		if len(at.seen) < maxHints && !slices.Contains(at.seen, number) {
			at.seen = append(at.seen, number)
			at.weight[h.kind] += h.weight
			at.plain = at.plain || h.weight >= plainHint && h.kind < hintDisclaimer
		}
		if h.stern && h.weight > 0 && (!p.isQuoted(i, n) || p.isField(i, n)) {
			at.refusal.add(i, n, number, h.weight)
		}
		if h.weight >= plainHint || i-at.to <= passageGap/2 {
			at.to = i + n
		}
		i += n - 1
	}
	return all
}

// hint weighs what begins at a lexeme, and says how many it has.
func (p *parser) hint(i int) (length int, number int32, h hint) {
	if p.list[i].kind == isAddress {
		if p.field(i) || i > 1 && p.field(i-1) || i > 2 && p.is(i-1, "use") && p.is(i-2, "of") { // "terms of use: "
			return 1, -1, hint{kind: hintElsewhere, weight: passageEnough}
		}
		return 0, 0, h
	}
	if p.list[i].word < 0 {
		return 0, 0, h
	}
	n, v := p.g.hints.longest(p.list[i:], sepBlank|sepEquals)
	if n == 0 || p.name[i] >= 0 && int(p.size[i]) >= n {
		return 0, 0, h
	}
	h = p.g.hintList[v]
	switch {
	case h.field && !p.isField(i, n) && !p.isMark(i, n):
		return 0, 0, h
	case (h.kind == hintDomain || h.stern) && i > 0 && p.is(i-1, "not", "non"):
		h.weight = 0
	case h.weight >= plainHint && p.isField(i, n), h.kind == hintDomain && p.standsAlone(i, n):
		h.weight = passageEnough
	case n == 1 && p.is(i, "confidential", "vertraulich") && p.standsAlone(i, n):
		h.weight = markedSecret
	case h.kind == hintElsewhere && p.is(i+n-1, "under", "to", "the") && p.namesLicense(i+n):
		h.weight = max(h.weight, passageEnough)
	}
	return n, v, h
}

const (
	sepMark = sepColon | sepEquals | sepParagraph | sepLine | sepBar | sepDash | sepQuote
	// markedSecret is what a word weighs that marks a paper as secret: enough beside "all rights reserved".
	markedSecret = 7
	// licenseName is how many words the name of a licence may have.
	licenseName = 8
)

// isField reports whether n lexemes from i on are all that is said behind "license:", or in the
// brackets of a macro of that name.
func (p *parser) isField(i, n int) bool {
	if i > 0 && p.is(i-1, "license") && p.text[max(p.list[i-1].lo-1, 0)] == '@' { // of a comment that documents
		return p.list[i+n].sep&sepMark != 0
	}
	if !p.field(i) && (i == 0 || p.list[i].sep&sepOpen == 0 || p.list[i].sep&sepQuote == 0 || !p.is(i-1, "license")) {
		return false
	}
	return p.list[i+n].sep&(sepMark|sepClose|sepComma) != 0
}

// isMark reports whether a lexeme is the word that packages of npm have for no licence, and a paragraph's
// first line.
func (p *parser) isMark(i, n int) bool {
	next := p.list[i+n].sep
	return n == 1 && p.text[p.list[i].lo:p.list[i].hi] == "UNLICENSED" && p.list[i].sep&sepBlank != 0 && next&sepLine != 0 && (p.list[i].sep|next)&(sepComma|sepQuote) == 0
}

// isQuoted reports whether n lexemes from i on are all between two quotes or bars, as in a list of words.
func (p *parser) isQuoted(i, n int) bool {
	return (p.list[i].sep|p.list[i+n].sep)&sepBar != 0 || p.list[i].sep&p.list[i+n].sep&sepQuote != 0
}

// standsAlone reports whether n lexemes from i on stand between marks, as in the head of a file that
// names its author and what it is in one line.
func (p *parser) standsAlone(i, n int) bool {
	return p.list[i].sep&sepMark != 0 && p.list[i+n].sep&(sepMark|sepComma) != 0 && p.list[i+n].sep&sepOpen == 0
}

// namesLicense reports whether what follows a word like "under" is called a licence.
func (p *parser) namesLicense(i int) bool {
	for end := min(i+licenseName, len(p.list)-1); i < end && p.list[i].sep&sepParagraph == 0; i++ {
		if p.is(i, "license", "licenses", "agreement", "lizenz") {
			return true
		}
	}
	return false
}

// inText leaves out the names that stand in or by the text of a licence and do not say that
// something is under them.
func (p *parser) inText(units []unit, passages []passage) []unit {
	kept := make([]unit, 0, len(units))
	for _, u := range units {
		if !u.bare || u.cued || u.exception != "" || !p.isInText(u, units, passages) {
			kept = append(kept, u)
		} else {
			p.doc.refuse(u.hit, refusedInText)
		}
	}
	return kept
}

func (p *parser) isInText(u unit, units []unit, passages []passage) bool {
	i := sort.Search(len(passages), func(i int) bool { return passages[i].to >= u.to })
	if i < len(passages) && passages[i].from <= u.from && passages[i].sum() >= textEnough {
		return true
	}
	i = sort.Search(len(units), func(i int) bool { return units[i].from >= u.from-textNear })
	for j := max(i-maxRepeats, 0); j < min(i+2*maxRepeats, len(units)) && units[j].from < u.to+textNear; j++ {
		if o := units[j]; o.kind == inventory.FoundText && o.to > u.from-textNear && o.to-o.from >= longText {
			return true
		}
	}
	return false
}

func (at passage) sum() (sum int) {
	for _, w := range at.weight {
		sum += w
	}
	return sum - 2*at.weight[hintAgainst]
}

// unknown makes hits of the passages that read like a licence, a refusal or a waiver, apart from the
// units that are known.
func (p *parser) unknown(passages []passage, units []unit) (hits []hit) {
	next, known := 0, -passageNear // the units up to next end at known
	for _, at := range passages {
		for ; next < len(units) && units[next].from < at.to+passageNear; next++ {
			if units[next].kind != inventory.FoundReference {
				known = max(known, units[next].to)
			}
		}
		h, ok := p.judge(at)
		beyond := at.refusal.weight >= passageEnough
		near := known > at.from-passageNear && known > 0
		h.refuses = beyond
		switch {
		case beyond && (!ok || near || h.unknown.givesWay()):
			hits = append(hits, p.refusal(at.refusal))
		case !ok:
		case near:
			if h.unknown != hintElsewhere { // a grant is often told beside the name of what is granted
				p.doc.refuse(h, refusedHint)
			}
		default:
			hits = append(hits, h)
		}
	}
	return hits
}

// judge tells what a passage is, if it says enough.
func (p *parser) judge(at passage) (h hit, ok bool) {
	sum, kind := at.sum(), hintElsewhere
	for k, w := range at.weight[:hintAgainst] {
		if w > at.weight[kind] {
			kind = hintKind(k)
		}
	}
	if at.weight[hintDomain] >= passageEnough {
		kind = hintDomain
	}
	if sum < passageEnough || !at.plain {
		return h, false
	}
	if sum == at.weight[hintElsewhere]+at.weight[hintDisclaimer] && kind == hintDisclaimer && sum < 2*passageEnough {
		kind = hintDisclaimer
	}
	h = hit{start: int(p.list[at.from].lo), end: int(p.list[at.to-1].hi), kind: inventory.FoundNotice,
		confidence: inventory.Low, detector: DetectorProse, unknown: kind}
	switch kind {
	case hintDomain:
		h.expression, h.confidence = spdx.License{ID: refDomain}, inventory.Medium
	case hintProprietary:
		h.expression, h.confidence = spdx.License{ID: refProprietary}, inventory.Medium
	case hintElsewhere:
		h.expression, h.kind = spdx.License{ID: RefElsewhere}, inventory.FoundReference
	default:
		h.expression = spdx.License{ID: unknownID(p.plain(at.from, at.to))}
	}
	return h, true
}

// plain is a stretch of prose in lower case, without marks.
func (p *parser) plain(from, to int) string {
	var b strings.Builder
	for _, l := range p.list[from:to] {
		b.Write(fold(nil, p.text[l.lo:l.hi]))
		b.WriteByte(' ')
	}
	return b.String()
}
