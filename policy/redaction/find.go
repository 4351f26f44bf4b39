// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package redaction

import (
	"slices"
	"strings"
)

// A kind of what is taken out.
type kind int

const (
	aName kind = iota
	aComponent
	aMail
)

// A mark says what stands in the place of something: the n-th of its kind.
type mark struct {
	kind kind
	n    int
}

// A term is a spelling that is looked for, folded.
type term struct {
	text  string
	apart []bool // as of a folded text
	whole bool   // it is found as a word of its own only, with nothing separating its letters but what does in the term
	path  bool   // what follows of a path belongs to it
	mark  mark
	// initial and tail say that it begins or ends with a word so short that it is one of its own in the text too.
	initial, tail bool
}

// pieces is how short the first or last word of a term is for that.
const pieces = 3

// Short terms are found as whole words only: "ITK" is no part of "Pitkin".
const short = 5

// A finder finds terms. All are added before the first is looked for.
type finder struct {
	terms []*term            // sorted by their texts once one is looked for, no two alike
	from  map[[2]byte][2]int // of terms, those that begin with two bytes
	known map[string]bool
}

func newFinder() *finder { return &finder{known: map[string]bool{}} }

// add looks for a spelling too. What has fewer than two letters and digits is not looked for.
func (x *finder) add(spelling string, m mark, path bool) {
	f := fold(spelling)
	x.put(&term{text: string(f.text), apart: f.apart, whole: path || len(f.text) < short, path: path, mark: m})
	if path {
		return
	}
	// Umlauts may be spelt out, or not be.
	out := strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue").Replace(spelling)
	back := strings.NewReplacer("ae", "a", "oe", "o", "ue", "u").Replace(string(f.text))
	for _, s := range []string{out, back} {
		if v := fold(s); len(v.text) >= short && string(v.text) != string(f.text) {
			x.put(&term{text: string(v.text), apart: v.apart, mark: m})
		}
	}
}

func (x *finder) put(t *term) {
	if len(t.text) < 2 || x.known[t.text] {
		return
	}
	x.known[t.text] = true
	for k := 1; k < len(t.text); k++ {
		if t.apart[k] {
			t.initial = t.initial || k < pieces
			t.tail = len(t.text)-k < pieces
		}
	}
	x.terms, x.from = append(x.terms, t), nil
}

func (x *finder) sort() {
	slices.SortFunc(x.terms, func(a, b *term) int { return strings.Compare(a.text, b.text) })
	x.from = map[[2]byte][2]int{}
	for i, t := range x.terms {
		key := [2]byte{t.text[0], t.text[1]}
		r, had := x.from[key]
		if !had {
			r[0] = i
		}
		r[1] = i + 1
		x.from[key] = r
	}
}

// A span is a part of a text with what stands in its place.
type span struct {
	from, to int
	mark     mark
}

// cut is the length from which a text may have been cut short, so that a name at its end is not whole.
const cut = 200

func (x *finder) find(s string) []span {
	if len(x.terms) == 0 || len(s) < 2 {
		return nil
	}
	if x.from == nil {
		x.sort()
	}
	f := fold(s)
	var list []span
	for i := 0; i+1 < len(f.text); i++ {
		t, n := x.at(f, i, len(s) >= cut)
		if t == nil {
			continue
		}
		to := f.end[i+n-1]
		if t.path {
			to += pathEnd(s[to:])
		}
		list = append(list, span{f.start[i], to, t.mark})
	}
	return list
}

// at gives the longest term that stands at a place of a text, and how much of it does: where the text may have been cut
// short, its end may be the beginning of a term. The terms that begin like the text from there on are a range that
// narrows with every byte.
func (x *finder) at(f *folded, i int, cut bool) (best *term, n int) {
	r, ok := x.from[[2]byte{f.text[i], f.text[i+1]}]
	lo, hi := r[0], r[1]
	for k := 2; ok && lo < hi; k++ {
		if t := x.terms[lo]; len(t.text) == k {
			if t.in(f, i) {
				best, n = t, k
			}
			lo++
		}
		if i+k == len(f.text) {
			if best == nil && cut && lo < hi && k >= 4 && f.apart[i] {
				return x.terms[lo], k
			}
			break
		}
		next := f.text[i+k]
		rest := x.terms[lo:hi]
		from, _ := slices.BinarySearchFunc(rest, next, func(t *term, b byte) int { return int(t.text[k]) - int(b) })
		to, _ := slices.BinarySearchFunc(rest, int(next)+1, func(t *term, b int) int { return int(t.text[k]) - b })
		lo, hi = lo+from, lo+to
	}
	return best, n
}

// in reports whether a term that begins at a place of a text may be found there.
func (t *term) in(f *folded, i int) bool {
	n := len(t.text)
	if !t.whole {
		// "A. Example" is not within "Barbara Example", nor "Example IT" within "example item".
		return (!t.initial || f.apart[i]) && (!t.tail || f.ends(i+n))
	}
	if !f.apart[i] || !f.ends(i+n) {
		return false
	}
	for k := 1; k < n; k++ {
		if f.apart[i+k] && !t.apart[k] {
			return false
		}
	}
	return true
}

// ends reports whether a word ends before a place of a text: nothing but the "s" of a genitive may follow.
func (f *folded) ends(i int) bool {
	return i >= len(f.text) || f.apart[i] || f.text[i] == 's' && (i+1 >= len(f.text) || f.apart[i+1])
}

// pathEnd is how far a path goes on that a text continues with.
func pathEnd(s string) int {
	if s == "" || s[0] != '/' && s[0] != '!' {
		return 0
	}
	if end := strings.IndexAny(s, " \t\r\n,;:\"'()<>"); end >= 0 {
		return end
	}
	return len(s)
}

// merge sorts spans and drops those that begin within another, the longer of which counts.
func merge(list []span) []span {
	slices.SortStableFunc(list, func(a, b span) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return b.to - a.to
	})
	merged := list[:0]
	for _, s := range list {
		if n := len(merged); n > 0 && s.from < merged[n-1].to {
			merged[n-1].to = max(merged[n-1].to, s.to)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}
