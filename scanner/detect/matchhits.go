// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"sort"
	"strings"
	"sync"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// DetectorTexts is the Evidence.Detector of texts of the SPDX list that were recognised by their words.
const DetectorTexts = "spdx-texts"

// Scores from which a match is sure.
const (
	sure   = 0.98
	likely = 0.90
)

// maxCostly is in how many bytes of a file the comparison may be cut short. Behind them nothing is compared: the file is
// incomplete anyway, and a piece of it takes as long as a tree of others.
const maxCostly = 8 * piece

var wordLists = sync.Pool{New: func() any { return new([]Word) }}

// listTexts finds the texts, headers and exceptions of the SPDX list in text[r.start:r.end], and
// puts them together with what licensecheck found there.
func listTexts(d *document, r region, found []hit) []hit {
	if !wantsTexts(d, r, found) {
		return found
	}
	t := loadTexts()
	var own []hit
	list := wordLists.Get().(*[]Word)
	defer wordLists.Put(list)
	var before string // what was compared last, for a text that is repeated need not be compared again
	var matches []match
	for start := r.start; start < r.end; {
		end := min(start+piece, r.end)
		next := end
		limited := false
		if text := d.text[start:end]; text != before || d.explained {
			if d.costly >= maxCostly {
				d.limited = true
				break
			}
			d.compared++
			*list = appendWords((*list)[:0], text)
			words := *list
			var refuse refuser
			if d.explained {
				refuse = func(m match, why refusal) { d.refuse(t.hitAt(m, words, start), why) }
			}
			matches, limited = t.find(words, refuse)
			before = text
			if limited {
				d.costly += len(text)
			}
		}
		words := *list
		d.limited = d.limited || limited
		for _, m := range matches {
			h := t.hitAt(m, words, start)
			for _, o := range m.holes {
				h.holes = append(h.holes, [2]int{start + int(words[o[0]].Lo), start + int(words[o[1]].Hi)})
			}
			if end < r.end && h.end > end-overlap && h.start > start { // may go on behind the piece
				next = min(next, h.start)
				break
			}
			own = append(own, h)
			next = end
		}
		if end == r.end {
			break
		}
		start = max(min(next, end-overlap), start+piece/4)
	}
	return combine(d, found, own)
}

// hitAt is the hit of a match in words that begin at a place of the text.
func (t *texts) hitAt(m match, words []Word, start int) hit {
	h := t.hit(m)
	if l, ok := h.expression.(spdx.License); ok && h.kind == inventory.FoundHeader && strings.HasSuffix(l.ID, "-or-later") && !saysLater(words[m.first:m.last+1]) {
		h.expression = spdx.License{ID: strings.TrimSuffix(l.ID, "-or-later") + "-only"} // the notice, without the leave
	}
	h.start, h.end = start+int(words[m.first].Lo), start+int(words[m.last].Hi)
	return h
}

func saysLater(words []Word) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return w.Hash == hashLater })
}

// wantsTexts reports whether it is worth to look: licensecheck left a keyword uncovered, or found a
// licence that it takes for others of its kind.
func wantsTexts(d *document, r region, found []hit) bool {
	at := r.start
	for _, h := range found {
		if h.kind == inventory.FoundReference {
			continue
		}
		if takesForOthers(h.expression) || hasVariants(h.expression) || isOurs(h.expression) {
			return true
		}
		if h.start > at && tells(d.text[at:h.start]) {
			return true
		}
		at = max(at, h.end)
	}
	return tells(d.text[at:r.end]) || found == nil && r.end-r.start <= wholeSize
}

// variants are the families, by the beginning of their ids, of which the list has members that
// licensecheck does not know.
var variants = sync.OnceValue(func() map[string]bool {
	c, families := loadCatalogue(), map[string]bool{}
	for _, t := range loadTexts().templates {
		if t.kind == TemplateText && c.byID[t.id] == "" {
			families[familyOf(t.id)] = true
		}
	}
	return families
})

func familyOf(id string) string {
	name, _, _ := strings.Cut(id, "-")
	return name
}

func hasVariants(e spdx.Expression) bool {
	for _, atom := range spdx.Atoms(e) {
		id := atom.String()
		bare, _ := strings.CutSuffix(strings.TrimSuffix(id, "-or-later"), "-only")
		if !isBare(bare) && variants()[familyOf(id)] {
			return true
		}
	}
	return false
}

// hit tells what a match says. High: all is there. Medium: nearly all. Low: parts were changed or
// the disclaimer is missing, a word was put in that may limit what is granted, or a text leaves "or
// later" open.
func (t *texts) hit(m match) hit {
	tmpl := &t.templates[m.template]
	h := hit{kind: inventory.FoundText, detector: DetectorTexts, confidence: inventory.Low, score: m.score}
	switch {
	case m.cut || m.limits > 0:
	case m.score >= sure:
		h.confidence = inventory.High
	case m.score >= likely:
		h.confidence = inventory.Medium
	}
	switch tmpl.kind {
	case TemplateException:
		h.kind = inventory.FoundHeader
		h.exception = tmpl.id
		return h
	case TemplateHeader:
		h.kind = inventory.FoundHeader
		h.expression = spdx.Current(spdx.License{ID: tmpl.id})
		return h
	}
	id := tmpl.id
	if bare, ok := strings.CutSuffix(id, "-only"); ok && isBare(bare) {
		id = bare
	}
	h.expression, h.readings = expressionOf(id)
	if h.readings != nil {
		h.confidence = inventory.Low
	}
	return h
}

// combine puts own hits beside those of licensecheck, which are in order. Where both speak of one place, licensecheck
// is right, unless it saw only a part of what is there or took the text for another that is like it.
func combine(d *document, found, own []hit) []hit {
	list := slices.Clone(found)
	gone := make([]bool, len(list))
	reach := reaches(found)
	wider := 0 // how far widened hits may now go beyond their places in found
	var kept []hit
	for _, o := range own {
		covered, same := 0, -1
		var under []hit
		from, to := reach.between(o.start, o.end)
		for i := from; i < to; i++ {
			f := found[i]
			if f.kind == inventory.FoundReference || f.end <= o.start || o.end <= f.start {
				continue
			}
			covered += min(f.end, o.end) - max(f.start, o.start)
			under = append(under, f)
			if same < 0 && o.exception == "" && !gone[i] && list[i].start == f.start && list[i].end == f.end && saysSame(f, o) {
				same = i
			}
		}
		if same >= 0 {
			before := list[same]
			widen(&list[same], o, under)
			wider = max(wider, before.start-list[same].start, list[same].end-before.end)
			continue
		}
		if under != nil && o.exception == "" && !replaces(o, under, covered) {
			d.refuse(o, refusedOutdone)
			continue
		}
		if o.exception == "" {
			from, to = reach.between(o.start-wider, o.end+wider)
			for i := from; i < to; i++ {
				f := &list[i]
				if !gone[i] && 2*(min(f.end, o.end)-max(f.start, o.start)) > f.end-f.start &&
					(f.kind != inventory.FoundReference || o.score >= sure && !o.inHole(f.start)) {
					gone[i] = true
					d.refuse(*f, refusedOutdone)
				}
			}
		}
		kept = append(kept, o)
	}
	all := list[:0]
	for i, f := range list {
		if !gone[i] {
			all = append(all, f)
		}
	}
	return append(all, kept...)
}

// Reached are the places that hits in order come to, so that those about a place are found without looking at all.
type reached struct {
	hits []hit
	ends []int // the last end of a hit and of those before it
}

func reaches(hits []hit) reached {
	r := reached{hits, make([]int, len(hits))}
	last := 0
	for i, h := range hits {
		last = max(last, h.end)
		r.ends[i] = last
	}
	return r
}

// between gives a range of hits in which all are that touch a place.
func (r reached) between(start, end int) (from, to int) {
	from = sort.Search(len(r.ends), func(i int) bool { return r.ends[i] > start })
	to = from + sort.Search(len(r.hits)-from, func(i int) bool { return r.hits[from+i].start >= end })
	return from, to
}

// widen makes a hit of licensecheck as long as what the words of the list's text have of it: the
// title before it and what licensecheck does not know of. What stands in there names no licence; in
// a header, where others are offered, it may.
func widen(f *hit, o hit, under []hit) {
	if o.score < likely || o.kind != inventory.FoundText || f.kind != inventory.FoundText {
		return
	}
	for _, u := range under {
		if u.start >= f.end {
			o.end = min(o.end, u.start)
		}
	}
	f.start, f.end = min(f.start, o.start), max(f.end, o.end)
	f.begin, f.titled, f.holes = o.start, true, o.holes
}

// saysSame reports whether two hits name the same licence, or the same version of one of the families.
func saysSame(f, o hit) bool {
	if spdx.Equal(f.expression, o.expression) {
		return true
	}
	for _, r := range append(slices.Clone(f.readings), o.readings...) {
		if spdx.Equal(r, o.expression) || spdx.Equal(r, f.expression) {
			return true
		}
	}
	return false
}

// replaces reports whether an own hit stands in the place of those of licensecheck under it.
func replaces(o hit, under []hit, covered int) bool {
	if o.score < likely || o.confidence == inventory.Low && o.readings == nil {
		return false
	}
	if covered*2 < o.end-o.start || covered*8 < (o.end-o.start)*7 { // it saw only a part
		return true
	}
	for _, f := range under {
		if !takesForOthers(f.expression) && o.kind == inventory.FoundText && isPattern(o.expression) {
			return false // it knows both
		}
		inside := min(f.end, o.end) - max(f.start, o.start)
		if inside*10 < (f.end-f.start)*7 { // it saw more
			return false
		}
	}
	return o.score >= sure
}

// takesForOthers reports whether a licence is one that licensecheck finds in texts that are others.
func takesForOthers(e spdx.Expression) bool {
	return strings.HasPrefix(e.String(), "HPND") || strings.HasPrefix(e.String(), "LGPL-2.0")
}

// isOurs reports whether a licence has no id of the list.
func isOurs(e spdx.Expression) bool { return strings.HasPrefix(e.String(), refPrefix) }

// isPattern reports whether licensecheck has a pattern for a licence.
func isPattern(e spdx.Expression) bool {
	c := loadCatalogue()
	l, ok := e.(spdx.License)
	return ok && c.byID[l.ID] != ""
}
