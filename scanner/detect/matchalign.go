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
	first []int32 // by hash: a place plus one, or 0
	next  []int32 // the place before it with the same hash, likewise
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
	g := &trigrams{words: make([]uint16, size), flags: make([]uint8, size), next: make([]int32, size)}
	for i := range size {
		w, f := t.word(t.templates[n].words + i)
		g.words[i], g.flags[i] = w, uint8(f)
	}
	buckets := 64
	for buckets < size {
		buckets *= 2
	}
	g.first = make([]int32, buckets)
	for i := range size - 2 {
		k := g.bucket(g.words[i], g.words[i+1], g.words[i+2])
		g.next[i] = g.first[k]
		g.first[k] = int32(i + 1)
	}
	t.trigrams[n].Store(g)
	return g
}

func (g *trigrams) bucket(a, b, c uint16) int { return int(trigramKey(a, b, c)) & (len(g.first) - 1) }

// How far alignment looks beyond a place where text and template part, in words.
const (
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
	foreign *wordSet
	holes   [][2]int // passages of the text that extend passed over
	budget  int
}

// aligner prepares words for being compared.
func (t *texts) aligner(words []Word) *aligner {
	a := &aligner{words: words, bits: make([]uint16, len(words)), foreign: &t.foreign, budget: len(words)*stepsPer + 1<<16}
	for i, w := range words {
		a.bits[i] = WordBits(w.Hash)
	}
	return a
}

// A tally is what an alignment found so far, in words.
type tally struct {
	hard, disclaimer, soft int // of the template that are in the text
	keys                   int // of the hard ones, those that name the licence
	extra, foreign         int // of the text that are not in the template; that name a licence
	end, last              int // index of the last word of the text, and of the template
	limits                 int // of those, words that may take away what the template grants
	holes                  int // how many passages of the text that are not in the template were passed
}

func (t *tally) gain() int { return t.hard + t.disclaimer + t.soft - t.extra }

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
			switch flag {
			case Key:
				now.keys++
				fallthrough
			case Hard:
				now.hard++
			case Disclaimer:
				now.disclaimer++
			default:
				now.soft++
				run++
			}
			if flag != Soft {
				run = solid
			}
			now.end, now.last = i, j
			if run >= solid && now.gain() > best.gain() {
				best = now
			}
			i, j, open = i+dir, j+dir, false
			continue
		}
		skipText, skipTempl, found := a.resync(g, i, j, dir, now.hard+now.disclaimer)
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
		now.foreign += foreign
		run = 0
		for k := range skipTempl {
			if f := g.flags[j+dir*k]; f != Soft && f != Gap {
				missed++
			}
		}
		if now.gain() < best.gain()-farText-best.gain()/8 || missed > mayMiss {
			break
		}
		i, j, open = i+dir*skipText, j+dir*skipTempl, false
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
		if h := a.words[i+dir*k].Hash; limiting[h] {
			limits++
		} else if denying[h] {
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

func hashSet(words ...string) map[uint32]bool {
	m := map[uint32]bool{}
	for _, w := range words {
		m[hashOf(w)] = true
	}
	return m
}

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

// resync finds how many words to pass over in the text and in the template.
func (a *aligner) resync(g *trigrams, i, j, dir, matched int) (skipText, skipTempl int, found bool) {
	// What is soft in the template may be missing as a whole, or be replaced.
	if g.flags[j] == Soft || g.flags[j] == Gap {
		end := j
		for end >= 0 && end < len(g.flags) && (g.flags[end] == Soft || g.flags[end] == Gap) {
			end += dir
		}
		n := (end - j) * dir
		for k := 0; k <= closeBy/2; k++ {
			if a.agree(g, i+dir*k, end, dir, 2) {
				return k, n, true
			}
		}
	}
	for d := 1; d <= closeBy; d++ {
		need := 2
		if d > 4 {
			need = 3
		}
		for t := 0; t <= d; t++ {
			x, y := i+dir*(d-t), j+dir*t
			if uint(x) >= uint(len(a.bits)) || uint(y) >= uint(len(g.words)) || a.bits[x] != g.words[y] {
				continue
			}
			if a.agree(g, x, y, dir, need) {
				return d - t, t, true
			}
		}
	}
	a.budget -= closeBy * closeBy / 4
	reach := farTempl + matched/2
	best := reach + 1
	for k := 0; k <= farText && k < best; k++ {
		at := i + dir*k
		if at < 0 || at >= len(a.bits) || at+2*dir < 0 || at+2*dir >= len(a.bits) {
			break
		}
		low := min(at, at+2*dir)
		chain := 0
		for p := g.first[g.bucket(a.bits[low], a.bits[low+1], a.bits[low+2])]; p > 0 && chain < maxChain; p = g.next[p-1] {
			chain++
			a.budget--
			to := int(p - 1)
			if dir < 0 {
				to += 2
			}
			n := (to - j) * dir
			if n < 0 || n > reach || k+n/2 >= best {
				continue
			}
			need := 4
			if n > 40 || k > 30 {
				need = 6
			}
			if a.agree(g, at, to, dir, need) {
				best, skipText, skipTempl, found = k+n/2, k, n, true
			}
		}
	}
	return skipText, skipTempl, found
}

// agree reports whether text and template have so many words alike from (i, j) on, leaving out
// soft ones of the template and loose ones of the text.
func (a *aligner) agree(g *trigrams, i, j, dir, need int) bool {
	a.budget--
	if i < 0 || i >= len(a.bits) || j < 0 || j >= len(g.words) || a.bits[i] != g.words[j] || g.flags[j] == Gap {
		return false
	}
	for slack := 24; need > 0; {
		if i < 0 || i >= len(a.bits) || j < 0 || j >= len(g.words) {
			return false
		}
		switch {
		case g.flags[j] == Gap:
			j += dir
		case a.bits[i] == g.words[j]:
			i, j, need = i+dir, j+dir, need-1
		case slack == 0:
			return false
		case g.flags[j] == Soft:
			j += dir
			slack--
		case a.words[i].Loose:
			i += dir
			slack--
		default:
			return false
		}
		a.budget--
	}
	return true
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
	m.hard, m.disclaimer = on.hard+back.hard, on.disclaimer+back.disclaimer
	m.soft, m.extra = on.soft+back.soft, on.extra+back.extra
	m.keys, m.foreign, m.limits = on.keys+back.keys, on.foreign+back.foreign, on.limits+back.limits
	m.weigh(&t.templates[n])
	if m.cut {
		m.goesOn = a.goesOn(m.last + 1)
	}
	within := 0
	for k := back.last; k <= on.last; k++ {
		if k >= 0 && k < len(g.flags) && g.flags[k] != Soft && g.flags[k] != Gap {
			within++
			if g.flags[k] == Key {
				m.keysWithin++
			}
		}
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
		if conditions[w.Hash] {
			return true
		}
	}
	return false
}
