// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import "math/bits"

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
	if skipText, skipTempl, found = a.resyncNextTo(g, i, j, dir); found {
		return skipText, skipTempl, true
	}
	if skipText, skipTempl, found = a.resyncCloseBy(g, i, j, dir); found {
		return skipText, skipTempl, true
	}
	a.budget -= closeBy * closeBy / 4
	return a.resyncFar(g, i, j, dir, matched)
}

// resyncNextTo looks where the next few words agree, those first where the fewest are passed over.
func (a *aligner) resyncNextTo(g *trigrams, i, j, dir int) (skipText, skipTempl int, found bool) {
	for d := 1; d <= nextTo; d++ {
		for t := 0; t <= d; t++ {
			x, y := i+dir*(d-t), j+dir*t
			if uint(x) < uint(len(a.bits)) && uint(y) < uint(len(g.words)) && a.bits[x] == g.words[y] && a.agree(g, x, y, dir, 2) {
				return d - t, t, true
			}
		}
	}
	return 0, 0, false
}

// resyncCloseBy looks in the same order where words farther off agree. Most of them are in the text or in the
// template alone, so it first finds those that are in both.
func (a *aligner) resyncCloseBy(g *trigrams, i, j, dir int) (skipText, skipTempl int, found bool) {
	var there uint64               // a bit for each word of the text, which others may share
	var passed [closeBy + 1]uint32 // by how many words are passed over: of them so many of the template, a bit for each number
	text, templ := min(closeBy+1, ahead(len(a.bits), i, dir)), min(closeBy+1, ahead(len(g.words), j, dir))
	for k := range text {
		there |= 1 << (a.bits[i+dir*k] >> 3 & 63)
	}
	for t := range templ {
		w := g.words[j+dir*t]
		if there>>(w>>3&63)&1 == 0 {
			continue
		}
		for k := max(0, nextTo+1-t); k < min(text, closeBy+1-t); k++ {
			if a.bits[i+dir*k] == w {
				passed[k+t] |= 1 << t
			}
		}
	}
	for d, list := range passed {
		for ; list != 0; list &= list - 1 {
			t := bits.TrailingZeros32(list)
			if a.agree(g, i+dir*(d-t), j+dir*t, dir, 3) {
				return d - t, t, true
			}
		}
	}
	return 0, 0, false
}

// ahead is how many words of so many there are from the i-th on in a direction.
func ahead(words, i, dir int) int {
	if dir < 0 {
		return i + 1
	}
	return words - i
}

// resyncFar looks for three words in a row that are in both.
func (a *aligner) resyncFar(g *trigrams, i, j, dir, matched int) (skipText, skipTempl int, found bool) {
	reach := farTempl + matched/2
	best := reach + 1
	low, back := i, 0 // the first of three words, in the order of the text, and from there to the first in the direction
	if dir < 0 {
		low, back = i-2, 2
	}
	last := min(farText, ahead(len(a.bits), i, dir)-3)
	for k := 0; k <= last && k < best; k++ {
		chain := 0
		for p := *g.like(a.keys[low+dir*k]); p > 0 && chain < maxChain; p = g.next[p-1] {
			chain++
			a.budget--
			to := int(p-1) + back
			n := (to - j) * dir
			if n < 0 || n > reach || k+n/2 >= best {
				continue
			}
			need := 4
			if n > 40 || k > 30 {
				need = 6
			}
			if a.agree(g, i+dir*k, to, dir, need) {
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
