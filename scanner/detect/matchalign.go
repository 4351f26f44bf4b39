// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import "slices"

// Alignment follows a template and a text from five words that they share to both ends. Where they
// part, it looks for the nearest place where both go on alike.

// Trigrams finds where three words stand in a template.
type trigrams struct {
	words []uint16
	flags []uint8
	first []int32  // by hash: a place plus one, or 0
	next  []int32  // the place before it with the same hash, likewise
	must  []uint16 // how many words before a place must be there
	keys  []uint16 // and how many of them name the licence
}

func trigramKey(a, b, c uint16) uint32 {
	return (uint32(a)*0x9E3779B1 ^ uint32(b)*0x85EBCA6B ^ uint32(c)*0xC2B2AE35) >> 3
}

// unpack prepares a template for alignment, once.
func (t *texts) unpack(n int) *trigrams {
	if g := t.trigrams[n].Load(); g != nil {
		return g
	}
	size := t.templates[n].size
	g := &trigrams{words: make([]uint16, size), flags: make([]uint8, size), next: make([]int32, size),
		must: make([]uint16, size+1), keys: make([]uint16, size+1)}
	for i := range size {
		w, f := t.word(t.templates[n].words + i)
		g.words[i], g.flags[i] = w, uint8(f)
		g.must[i+1], g.keys[i+1] = g.must[i], g.keys[i]
		if f != Soft && f != Gap {
			g.must[i+1]++
		}
		if f == Key {
			g.keys[i+1]++
		}
	}
	buckets := 64
	for buckets < size {
		buckets *= 2
	}
	g.first = make([]int32, buckets)
	for i := range size - 2 {
		first := g.like(trigramKey(g.words[i], g.words[i+1], g.words[i+2]))
		g.next[i], *first = *first, int32(i+1)
	}
	t.trigrams[n].Store(g)
	return g
}

// like gives where the last of the trigrams stands that have a key like this.
func (g *trigrams) like(key uint32) *int32 { return &g.first[int(key)&(len(g.first)-1)] }

// How far alignment looks beyond a place where text and template part, in words.
const (
	nextTo   = 4
	closeBy  = 16
	farText  = 60
	farTempl = 150
	gapWords = 16 // words of the text that a gap takes
	ownWords = 8  // words of the text that are not in the template and say something of their own
	solid    = 5  // soft words in a row that are none by chance
	maxChain = 32 // places of one trigram that are looked at
)

// An aligner compares a text with templates. Budget is how many steps it may still take.
type aligner struct {
	words   []Word
	bits    []uint16
	keys    []uint32 // of the trigrams that begin with each word but the last two
	foreign *wordSet
	holes   [][2]int // passages of the text that extend passed over
	budget  int
}

// aligner prepares words for being compared.
func (t *texts) aligner(f *finder, words []Word) *aligner {
	f.bits, f.keys = f.bits[:0], f.keys[:0]
	for i, w := range words {
		f.bits = append(f.bits, WordBits(w.Hash))
		if i >= 2 {
			f.keys = append(f.keys, trigramKey(f.bits[i-2], f.bits[i-1], f.bits[i]))
		}
	}
	return &aligner{words: words, bits: f.bits, keys: f.keys, foreign: &t.foreign, budget: len(words)*stepsPer + 1<<16}
}

// A tally is what an alignment found so far, in words.
type tally struct {
	matched        [8]int // of the template that are in the text, by what they are
	gain           int    // all these without the extra ones
	extra, foreign int    // of the text that are not in the template; that name a licence
	end, last      int    // index of the last word of the text, and of the template
	limits         int    // of those, words that may take away what the template grants
	holes          int    // how many passages of the text that are not in the template were passed
}

func (t *tally) hard() int { return t.matched[Hard] + t.matched[Key] }

// extend follows text and template from (i, j) in a direction, 1 or -1. It gives the tally where it
// was best.
func (a *aligner) extend(g *trigrams, i, j, dir int) tally {
	now := tally{end: i - dir, last: j - dir}
	best := now
	open := false // a gap was passed just before j
	missed, mayMiss := 0, 20+len(g.words)/3
	run := solid // soft words in a row; behind a skip a few of them may be chance
	for i >= 0 && i < len(a.bits) && j >= 0 && j < len(g.words) && a.budget > 0 {
		a.budget--
		flag := g.flags[j]
		if flag == Gap {
			open = true
			j += dir
			continue
		}
		if a.bits[i] == g.words[j] {
			now.matched[flag&7]++
			now.gain++
			if run++; flag != Soft {
				run = solid
			}
			now.end, now.last = i, j
			i, j, open = i+dir, j+dir, false
			continue
		}
		if run >= solid && now.gain > best.gain {
			best = now
		}
		skipText, skipTempl, found := a.resync(g, i, j, dir, now.hard()+now.matched[Disclaimer])
		if !found {
			break
		}
		extra, foreign, limits := a.extras(g, i, j, dir, skipText, skipTempl, open)
		now.limits += limits
		if extra >= ownWords {
			a.holes = append(a.holes, [2]int{min(i, i+dir*(skipText-1)), max(i, i+dir*(skipText-1))})
			now.holes++
		}
		if skipText >= ownWords {
			for k := range skipText {
				if at := i + dir*k; a.words[at].Hash == hashMust && at+1 < len(a.words) && a.words[at+1].Hash != hashNot {
					now.limits++ // a condition more, other than that of not using names
				}
			}
		}
		now.extra += extra
		now.gain -= extra
		now.foreign += foreign
		run = 0
		for k := range skipTempl {
			if f := g.flags[j+dir*k]; f != Soft && f != Gap {
				missed++
			}
		}
		if now.gain < best.gain-farText-best.gain/8 || missed > mayMiss {
			break
		}
		i, j, open = i+dir*skipText, j+dir*skipTempl, false
	}
	if run >= solid && now.gain > best.gain {
		best = now
	}
	return best
}

// extras counts the words that are passed over in the text and mean something: none in a gap, and
// not those that stand for soft words.
func (a *aligner) extras(g *trigrams, i, j, dir, skipText, skipTempl int, open bool) (count, foreign, limits int) {
	soft, denials := 0, 0
	for k := range skipTempl {
		switch g.flags[j+dir*k] {
		case Gap:
			open = true
		case Soft:
			soft++
		}
	}
	if n := j + dir*skipTempl; n >= 0 && n < len(g.flags) && g.flags[n] == Gap {
		open = true
	}
	for k := range skipText {
		if !a.words[i+dir*k].Loose {
			count++
		}
		if a.names(g, i+dir*k) {
			foreign++
		}
		if h := a.words[i+dir*k].Hash; limiting.has(h) {
			limits++
		} else if denying.has(h) {
			denials++
		}
	}
	if open {
		return max(0, count-gapWords-soft), 0, 0
	}
	if count > soft {
		limits += denials
	}
	return max(0, count-soft), foreign, limits
}

// limiting are words that turn a grant into another one where somebody puts them in; denying do where
// they stand for nothing that the template leaves open.
var limiting = hashSet("noncommercial", "nonprofit", "commercial", "academic", "educational", "research", "personal", "internal",
	"evaluation", "military", "nuclear", "prohibited", "forbidden")

var denying = hashSet("not", "never", "except", "only", "unless")

// names reports whether a word names another licence than the template, or the number of its version.
func (a *aligner) names(g *trigrams, i int) bool {
	if !a.foreign.has(a.bits[i]) {
		return false
	}
	w := a.words[i]
	if w.Hi-w.Lo > 2 {
		for j, f := range g.flags {
			if f == Key && g.words[j] == a.bits[i] {
				return false
			}
		}
		return true
	}
	if i == 0 {
		return false
	}
	before := a.words[i-1]
	return before.Hash == hashVersion || before.Hi-before.Lo <= 2 && before.Hi+1 == w.Lo
}

// align compares the text with a template from a place that both have: words[i] and the j-th word.
func (a *aligner) align(t *texts, n, i, j int) match {
	g := t.unpack(n)
	a.holes = a.holes[:0]
	on := a.extend(g, i, j, 1)
	holes := slices.Clone(a.holes[:on.holes])
	a.holes = a.holes[:0]
	back := a.extend(g, i-1, j-1, -1)
	holes = append(holes, a.holes[:back.holes]...)
	m := match{template: n, first: i, last: on.end, holes: holes}
	if back.end < i {
		m.first = back.end
	}
	m.hard, m.disclaimer = on.hard()+back.hard(), on.matched[Disclaimer]+back.matched[Disclaimer]
	m.soft, m.extra = on.matched[Soft]+back.matched[Soft], on.extra+back.extra
	m.keys, m.foreign, m.limits = on.matched[Key]+back.matched[Key], on.foreign+back.foreign, on.limits+back.limits
	m.weigh(&t.templates[n])
	if m.cut {
		m.goesOn = a.goesOn(m.last + 1)
	}
	within := 0
	if from := max(back.last, 0); from <= on.last {
		within = int(g.must[on.last+1] - g.must[from])
		m.keysWithin = int(g.keys[on.last+1] - g.keys[from])
	}
	m.dense = float64(m.hard+m.disclaimer) / float64(max(within+m.extra, 1))
	if tmpl := &t.templates[n]; m.score < sure && m.isTorn(tmpl) {
		m.worth += 0.75 * float64(tmpl.hard-within)
		if !tmpl.common {
			m.worth += float64(tmpl.hard - within)
		}
	}
	return m
}

// conditions are words that begin another condition of a licence.
var conditions = hashSet("redistribution", "redistributions", "must", "provided")

// How far behind a match another condition may be, in words.
const nextCondition = 40

// goesOn reports whether behind a match more conditions follow, so that it is not a text without
// its disclaimer but another one.
func (a *aligner) goesOn(i int) bool {
	for _, w := range a.words[i:min(len(a.words), i+nextCondition)] {
		if conditions.has(w.Hash) {
			return true
		}
	}
	return false
}
