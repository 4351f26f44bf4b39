// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"cmp"
	"slices"
	"sync"
)

// A match is a stretch of words that a template was found in.
type match struct {
	template    int
	first, last int      // words of the text
	holes       [][2]int // words between them that say something else, from and to
	// In words: of the template that are there, by what they are, and of the text that are not in it.
	hard, disclaimer, soft, extra int
	keys, foreign                 int     // see tally
	limits                        int     // see tally
	keysWithin                    int     // that the template has between the ends of the match
	words                         float64 // see cluster

	score float64 // 1 if all is there and nothing else
	dense float64 // 1 if what is there has nothing missing or added between its ends
	worth float64 // by which matches in the same place are compared
	// The disclaimer is not there; more conditions follow.
	cut, goesOn bool
}

func (m *match) weigh(t *template) {
	all, got := t.hard, m.hard+m.disclaimer
	if m.disclaimer*2 < t.hard-t.grant && t.grant < t.hard {
		m.cut = true
		all = t.grant + m.disclaimer
	}
	m.score = float64(got) / float64(max(all+m.extra, 1))
	m.worth = float64(got) + float64(m.soft)*0.95 - float64(m.extra) - float64(all-got)
	if m.cut {
		m.worth -= 2
	}
	if m.score < sure && !t.common {
		m.worth -= 3 + float64(all-got)
	}
}

// namedText is from where on a text has the name of its licence for sure. In shorter ones it may be
// the name of somebody's work, which others replace.
const namedText = 600

// torn is how many words of a text without a change are enough though its end or beginning is missing.
const torn = 150

// tornException is how many are of an exception.
const tornException = 70

// Of a rare licence more may be missing at the ends if there is hardly a change between them in so
// many words.
const (
	nearlyWhole = 0.95
	fairly      = 100
)

// isTorn reports whether a match is a text without a change but for its missing end or beginning.
func (m *match) isTorn(t *template) bool {
	return !m.cut && t.kind == TemplateText && m.dense >= sure && m.hard+m.disclaimer >= torn && t.hard >= 2*torn && m.score >= 0.45
}

// What a template needs, by how many words must be there: less is taken for chance.
func (m *match) holds(t *template) bool {
	switch {
	case m.limits > 0 && t.kind == TemplateText && t.size < namedText, // a short text that grants less
		t.kind == TemplateHeader && (m.keys*4 < t.keys*3 || m.foreign > 0),
		t.kind == TemplateException && m.keys*4 < t.keys*3 && (m.dense < sure || m.keys < m.keysWithin),
		t.kind == TemplateText && (t.size >= namedText || !t.common && m.score < sure) && m.keys*2 < m.keysWithin:
		return false
	}
	need := t.hard
	if m.cut {
		return (t.grant >= 40 || t.common && t.grant >= 30 && m.disclaimer >= 10) && m.score >= 0.97 && !m.goesOn
	}
	switch {
	case need < 12:
		return m.score >= 0.99
	case need < 30:
		return m.score >= 0.9
	case m.isTorn(t), t.kind == TemplateException && m.dense >= sure && m.hard >= tornException && m.score >= 0.7:
		return true
	case t.kind == TemplateHeader:
		return m.score >= 0.84
	case !t.common && (m.dense < nearlyWhole || m.hard+m.disclaimer < fairly):
		return m.score >= 0.88
	}
	return m.score >= 0.8
}

// A seed is a fingerprint that the text has: words[at] and the place in a template.
type seed struct {
	template uint16
	place    uint16
	at       int32
}

const (
	maxSeeds = 1 << 18 // of a region
	stepsPer = 400     // steps of alignment for each word of a region
)

// Templates that are compared with one place of the text at most, the likely ones first, and how
// many words a place has. The largest families have some forty members.
const (
	rivals    = 32
	rivalSpan = 64
	promising = 0.6 // share of fingerprints of one that is missed if it is not compared
)

// A finder is what a search needs for itself and leaves to the next one.
type finder struct {
	seeds, sorted []seed
	ends          []int
	clusters      []cluster
	bits          []uint16
	keys          []uint32
}

var finders = sync.Pool{New: func() any { return new(finder) }}

// seeds finds them; limited if there are more than are looked at.
func (t *texts) seeds(list []seed, words []Word) (_ []seed, limited bool) {
	for i := 0; i+Gram <= len(words); i++ {
		if len(list) >= maxSeeds {
			return list, true
		}
		from, to := t.lookup(GramHash(words[i : i+Gram]))
		for ; from < to; from++ {
			p := read32(t.places, from*4)
			list = append(list, seed{uint16(p >> 16), uint16(p), int32(i)})
		}
	}
	return list, false
}

// byTemplate puts seeds in order of template, and leaves those of one in the order of the text.
func (t *texts) byTemplate(f *finder) []seed {
	seeds := f.seeds
	ends := slices.Grow(f.ends[:0], len(t.templates)+1)[:len(t.templates)+1]
	clear(ends)
	f.ends = ends
	for _, s := range seeds {
		ends[s.template+1]++
	}
	for i := 1; i < len(ends); i++ {
		ends[i] += ends[i-1]
	}
	sorted := slices.Grow(f.sorted[:0], len(seeds))[:len(seeds)]
	f.sorted = sorted
	for _, s := range seeds {
		sorted[ends[s.template]] = s
		ends[s.template]++
	}
	return sorted
}

// A cluster is the seeds that lie as in one copy of a template.
type cluster struct {
	template    int
	first, last seed
	share       float64 // of the fingerprints of the template
	count       int
	words       float64 // as many as are there by that share
}

// sideBySide is to how many of the last clusters a seed may belong: a template that says something
// more than once has seeds of one place in several.
const sideBySide = 6

// clusters puts seeds together that lie about as far apart in the text as in the template.
func (t *texts) clusters(f *finder) []cluster {
	seeds := t.byTemplate(f)
	list := f.clusters[:0]
	for _, s := range seeds {
		start := int(s.at) - int(s.place)
		best, bestShift := -1, 1<<30
		for n := len(list) - 1; n >= 0 && n >= len(list)-sideBySide && list[n].template == int(s.template); n-- {
			last := list[n].last
			shift := start - (int(last.at) - int(last.place))
			if shift <= farText && shift >= -farTempl-t.templates[s.template].size/2 && s.place >= last.place && max(shift, -shift) < bestShift {
				best, bestShift = n, max(shift, -shift)
			}
		}
		if best < 0 {
			list = append(list, cluster{template: int(s.template), first: s, last: s, count: 1})
			continue
		}
		if s.place != list[best].last.place {
			list[best].count++
		}
		list[best].last = s
	}
	f.clusters = list
	kept := list[:0]
	for _, c := range list {
		tmpl := &t.templates[c.template]
		c.share = float64(c.count) / float64(tmpl.prints)
		c.words = c.share * float64(tmpl.size)
		if c.count >= 2 && c.share >= 0.1 || tmpl.size < 40 && c.share >= 0.15 || c.count >= 8 {
			kept = append(kept, c)
		}
	}
	slices.SortStableFunc(kept, func(a, b cluster) int {
		return cmp.Compare(b.share*float64(b.count), a.share*float64(a.count))
	})
	return kept
}

// find gives the templates that the words hold, in order, none in the place of another; limited if
// the search was cut short. If somebody asks which came near, refuse is told.
func (t *texts) find(words []Word, refuse refuser) (held []match, limited bool) {
	f := finders.Get().(*finder)
	defer finders.Put(f)
	var cut bool
	if f.seeds, cut = t.seeds(f.seeds[:0], words); len(f.seeds) == 0 {
		return nil, cut
	}
	clusters := t.clusters(f)
	if len(clusters) == 0 {
		return nil, cut
	}
	held, limited = t.compare(t.aligner(f, words), clusters, refuse)
	return held, limited || cut
}

// compare aligns the words with the templates that the clusters promise, the likely ones first.
func (t *texts) compare(a *aligner, clusters []cluster, refuse refuser) (held []match, limited bool) {
	var torn []match // likely licences of which a part is there as it is in a rare one
	tried := make([]uint8, len(a.words)/rivalSpan+1)
	for _, c := range clusters {
		if a.budget <= 0 {
			limited = true
			break
		}
		where := int(c.first.at+c.last.at) / 2 / rivalSpan
		if tried[where] == rivals {
			limited = limited || c.share >= promising && !slices.ContainsFunc(held, func(m match) bool { return m.first <= int(c.last.at) && int(c.first.at) <= m.last })
			continue
		}
		tried[where]++
		if slices.ContainsFunc(held, func(m match) bool {
			return m.outdoes(&c, &t.templates[c.template]) || refuse == nil && t.isBeyond(&m, &c)
		}) {
			continue
		}
		m := a.align(t, c.template, int(c.first.at), int(c.first.place))
		if m.score > 0.6 && m.score < sure && c.last != c.first { // where the parts meet depends on where it begins
			if other := a.align(t, c.template, int(c.last.at), int(c.last.place)); other.worth > m.worth {
				m = other
			}
		}
		m.words = c.words
		if m.holds(&t.templates[c.template]) {
			held = append(held, m)
			continue
		}
		if t.templates[c.template].common && m.cut && m.dense >= sure {
			torn = append(torn, m)
		}
		if m.score >= nearly {
			refuse.tell(m, refusedPartial)
		}
	}
	for i, m := range held {
		if !m.cut || t.templates[m.template].common {
			continue
		}
		for _, o := range torn {
			if o.first == m.first && o.last == m.last && familyOf(t.templates[o.template].id) == familyOf(t.templates[m.template].id) {
				refuse.tell(m, refusedOutdone)
				held[i], held[i].worth = o, m.worth
				break
			}
		}
	}
	return t.settle(held, refuse), limited
}

// nearly is the score from which a match that is none is worth to be told of.
const nearly = 0.5
