// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var parsers = sync.Pool{New: func() any { return new(parser) }}

// prose reads what no other detector read of the regions of a text, and joins all hits to what they
// say together.
func prose(d *document, regions []region, hits []hit) []hit {
	g := loadGrammar()
	sortHits(hits)
	var all []hit
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	p.g, p.doc, p.text = g, d, d.text
	for i := range hits {
		p.reread(&hits[i])
	}
	versions := map[string]spdx.Expression{}
	named := map[string]bool{}
	note(versions, named, hits)
	counted := map[string]int{}
	read := 0   // statements
	masked := 0 // what was found before this place ends here
	for _, r := range stretches(d.text, regions) {
		p.list = lex(p.list[:0], g.words, d.text, r.start, r.end)
		first := sort.Search(len(hits), func(i int) bool { return hits[i].start >= r.start })
		last := first + sort.Search(len(hits)-first, func(i int) bool { return hits[first+i].start >= r.end })
		inside := hits[first:last]
		p.mask(0, sort.Search(len(p.list)-1, func(i int) bool { return int(p.list[i].lo) >= masked }))
		for _, h := range inside {
			masked = max(masked, h.end)
		}
		if read > maxUnits { // nobody says so much of licences, and putting it together takes its time
			d.limited = true
			break
		}
		units := p.units(inside)
		p.read()
		for i := range units {
			p.extend(&units[i])
		}
		for _, m := range p.mentions() {
			if introduces(&m.hit, hits) {
				d.refuse(m.hit, refusedInText)
				continue
			}
			units = append(units, unit{hit: m.hit, from: m.from, to: m.to})
		}
		units = append(units, p.addresses()...)
		slices.SortStableFunc(units, func(a, b unit) int { return a.from - b.from })
		read += len(units)
		for _, u := range units {
			if u.detector == DetectorProse {
				note(versions, named, []hit{u.hit})
			}
		}
		p.lend(units, versions, named)
		var passages []passage
		if !d.unkeyed {
			passages = p.passages()
		}
		units = p.inText(units, passages)
		for _, h := range append(p.join(slices.Clone(units)), p.unknown(passages, units)...) {
			key := h.expression.String()
			if counted[key]++; counted[key] > maxSame && h.detector == DetectorProse {
				d.refuse(h, refusedRepeated)
				continue
			}
			all = append(all, h)
		}
	}
	sortHits(all)
	p.doc, p.text = nil, ""
	return all
}

// How much is read at once, in bytes, and how far back from there a line's end is looked for.
const (
	stretch    = 1 << 20
	stretchEnd = 4 << 10
)

// maxUnits is from how many statements in one file on no more of it is read.
const maxUnits = 1 << 17

// maxSame is how often prose is noted to say the same.
const maxSame = 4 * maxRepeats

// stretches cuts regions into what is read at once.
func stretches(text string, regions []region) (list []region) {
	for _, r := range regions {
		for r.end-r.start > stretch {
			end := r.start + stretch
			if i := strings.LastIndexAny(text[end-stretchEnd:end], " \n"); i >= 0 {
				end += i + 1 - stretchEnd
			}
			for !utf8.RuneStart(text[end]) {
				end--
			}
			list = append(list, region{start: r.start, end: end})
			r.start = end
		}
		list = append(list, r)
	}
	return list
}

func sortHits(hits []hit) {
	slices.SortStableFunc(hits, func(a, b hit) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
}

// note keeps the first version that a text names of each family, and of all whether it names it.
func note(versions map[string]spdx.Expression, named map[string]bool, hits []hit) {
	for _, h := range hits {
		if h.narrow && versions["called "+h.family.Group] == nil {
			versions["called "+h.family.Group] = h.expression
		}
		if h.bare || h.expression == nil {
			continue
		}
		for _, atom := range spdx.Atoms(spdx.Current(h.expression)) {
			if w, ok := atom.(spdx.With); ok {
				atom = w.License
			}
			group := spdx.Group(atom.String())
			if h.kind == inventory.FoundReference {
				group = "at " + group
			}
			if versions[group] == nil {
				versions[group] = atom
			}
			if h.family == nil || h.family.Versions != nil {
				named[atom.String()] = true
			}
		}
	}
}

// lend gives bare names the version that the text has elsewhere.
func (p *parser) lend(units []unit, versions map[string]spdx.Expression, named map[string]bool) {
	for i := range units {
		u := &units[i]
		if l, ok := u.expression.(spdx.License); ok && u.detector == DetectorProse && u.open {
			if id, ok := strings.CutSuffix(l.ID, "-only"); ok && named[id+"-or-later"] {
				u.expression, u.derived = spdx.License{ID: id + "-or-later"}, true
			}
		}
		if isX11(u.expression) && u.detector == DetectorProse && named["MIT"] { // two names of one text
			u.expression, u.derived = spdx.License{ID: "MIT"}, true
		}
		if !u.bare || u.family == nil {
			continue
		}
		e := versions[u.family.Group]
		if e == nil {
			e = versions["at "+u.family.Group]
		}
		if e != nil {
			u.expression, u.readings, u.derived, u.bare = e, nil, true, false
			u.confidence = inventory.Medium
		} else if e := versions["called "+u.family.Group]; e != nil && !u.narrow {
			u.expression, u.readings = e, slices.DeleteFunc(slices.Clone(u.readings), func(r spdx.Expression) bool { return spdx.Equal(r, e) })
		}
	}
}

func isX11(e spdx.Expression) bool { return e != nil && e.String() == "X11" }

// A unit is a hit and the lexemes it has.
type unit struct {
	hit
	from, to int
	once     int  // behind the first of the places that name it
	again    int  // where the last of them begins
	row      bool // a choice of licences that are named one beside the other
	brief    bool // a choice of licences that were named more closely before
}

// units says which lexemes the hits of other detectors have, and takes these from the reading.
func (p *parser) units(hits []hit) []unit {
	list := make([]unit, len(hits))
	for i, h := range hits {
		start := h.start + noticeStart(h, p.text)
		u := unit{hit: h,
			from: sort.Search(len(p.list)-1, func(i int) bool { return int(p.list[i].hi) > start }),
			to:   sort.Search(len(p.list)-1, func(i int) bool { return int(p.list[i].lo) >= h.end }),
		}
		for j, end := u.from, p.offerIn(u); j < end; j++ {
			if !h.inHole(int(p.list[j].lo)) {
				p.mask(j, j+1)
			}
		}
		list[i] = u
	}
	p.maskTags()
	return list
}

// maxTagLine is how far the line of a tag is left to those who read tags, in bytes.
const maxTagLine = 300

// maskTags leaves the lines of tags alone, read or not: their rest is part of them.
func (p *parser) maskTags() {
	const tag = "SPDX-License-Identifier"
	if len(p.list) == 0 {
		return
	}
	last := int(p.list[len(p.list)-1].hi)
	for at := int(p.list[0].lo); at < last; {
		n := strings.Index(p.text[at:last], tag)
		if n < 0 {
			return
		}
		at += n
		line := p.text[at:min(len(p.text), at+maxTagLine)]
		if n := strings.IndexByte(line, '\n'); n >= 0 {
			line = line[:n]
		}
		end := at + max(len(line), 1)
		p.mask(
			sort.Search(len(p.list)-1, func(i int) bool { return int(p.list[i].hi) > at }),
			sort.Search(len(p.list)-1, func(i int) bool { return int(p.list[i].lo) >= end }))
		at = end
	}
}

// mask takes lexemes from the reading.
func (p *parser) mask(from, to int) {
	for i := from; i < to; i++ {
		p.list[i].kind, p.list[i].word = isMasked, unknownWord
	}
}

// inHole reports whether a place of a hit is in a passage that is not part of what was found.
func (h *hit) inHole(at int) bool {
	for _, o := range h.holes {
		if o[0] <= at && at < o[1] {
			return true
		}
	}
	return false
}

// Words that notices begin with, behind the lines that licensecheck counts to them.
var noticeStarts = []string{"free software", "redistribut", "permission is hereby", "permission to use"}

// noticeStart is where in a match the notice itself begins: what stands between it and a copyright
// line is read as well.
func noticeStart(h hit, text string) int {
	if h.kind != inventory.FoundHeader && h.kind != inventory.FoundText || h.detector != DetectorPatterns {
		return 0
	}
	if h.titled {
		return h.begin - h.start
	}
	matched := text[h.start:min(h.end, h.start+maxPreface)]
	for i := range len(matched) {
		if c := matched[i] | 0x20; c != 'f' && c != 'r' && c != 'p' {
			continue
		}
		for _, w := range noticeStarts {
			if hasFoldPrefix(matched[i:], w) {
				return max(strings.LastIndexByte(matched[:i], '\n'), 0)
			}
		}
	}
	return 0
}

// Most that is looked at for the beginning of a notice, in bytes.
const maxPreface = 2 << 10
