// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"strings"
	"sync"
)

// A set is a set of licensecheck's patterns, by number.
type set [7]uint64

func (s *set) add(pattern int32)      { s[pattern>>6] |= 1 << (pattern & 63) }
func (s *set) has(pattern int32) bool { return s[pattern>>6]>>(pattern&63)&1 != 0 }
func (s *set) empty() bool            { return *s == set{} }

func (s *set) contains(other *set) bool {
	for i := range s {
		if other[i]&^s[i] != 0 {
			return false
		}
	}
	return true
}

// headLength is how many words, not counting gaps, are followed at least before a pattern counts as found.
const headLength = 12

// maxPasses bounds the search for a small set; after that it is all patterns, which is always right.
const maxPasses = 8

// A walk is what came of following all patterns that can begin at one place of a text.
type walk struct {
	start   int     // the second word of the place
	matched int32   // the pattern that matched last, or -1
	end     int     // where it ended, as an index into the words
	open    bool    // the index does not tell what comes next: places may all still match
	places  []place // those that were left when the walk ended; the next walk writes over them
	first   int32   // the pattern of the first of them
}

// A walker follows patterns through a text.
type walker struct {
	*heads
	text  string
	words []token

	// What is left to the next walk. The places of a step are written to next, while those of the one before are in now.
	now, next, half []place
	wanted          []int32
	closed          []walk
}

var walkers = sync.Pool{New: func() any { return new(walker) }}

// candidates finds a set of patterns that gives, for this text, the matches that all patterns give.
//
// Licensecheck follows all its patterns at once, and one pattern's next word can keep another from
// being followed with a spelling mistake. So a pattern is left out only where one that goes the
// same way is there, or where a walk without it comes to the same end.
func (h *heads) candidates(text string, words []token) set {
	x := walkers.Get().(*walker)
	defer walkers.Put(x)
	x.heads, x.text, x.words = h, text, words
	found := x.candidates()
	x.text, x.words = "", nil // which others use
	return found
}

func (x *walker) candidates() set {
	var found set
	closed := x.closed[:0]
	for i := 1; i < len(x.words); i++ {
		places := x.begin(i)
		if places == nil {
			continue
		}
		w := x.follow(i, places)
		if w.matched >= 0 {
			found.add(w.matched)
		}
		if w.open {
			for _, p := range w.places {
				found.add(p.pattern)
			}
			continue
		}
		w.first = w.places[0].pattern
		closed = append(closed, w)
		if w.matched >= 0 {
			i = w.end // the search goes on with the first two words behind the match
		}
	}
	x.closed = closed
	again := !found.empty()
	for pass := 0; again; pass++ {
		if pass == maxPasses {
			return loadCatalogue().everything()
		}
		again = false
		rest := closed[:0]
		for _, w := range closed {
			if x.sameWith(&found, &w) {
				rest = append(rest, w)
				continue
			}
			found.add(w.first)
			again = true
		}
		closed = rest
	}
	return found
}

// begin gives the patterns that can begin with the words at i-1 and i.
func (x *walker) begin(i int) []place {
	a, b := x.words[i-1].word, x.words[i].word
	if a < 0 || b < 0 || !x.first[a] || !x.second[b] {
		return nil
	}
	return x.starts[startKey(a, b)]
}

// sameWith reports whether the patterns found so far alone end the walk as all patterns did.
func (x *walker) sameWith(found *set, w *walk) bool {
	x.now = x.now[:0]
	for _, p := range x.begin(w.start) {
		if found.has(p.pattern) {
			x.now = append(x.now, p)
		}
	}
	if len(x.now) == 0 {
		return w.matched < 0
	}
	again := x.follow(w.start, x.now)
	return !again.open && again.matched == w.matched && again.end == w.end
}

// follow walks on from the word behind i, all places at once.
func (x *walker) follow(i int, places []place) walk {
	w := walk{start: i, matched: -1, places: places}
	for steps := 2; ; {
		w.note(x.heads, i+1)
		if w.open = x.isOpen(w.places) || steps >= headLength && len(w.places) == 1; w.open {
			return w
		}
		if i++; i >= len(x.words) {
			return w
		}
		next := x.step(x.next[:0], w.places, x.words[i].word)
		if next == nil {
			var half []place
			next, half, i = x.respell(i, w.places)
			if half != nil {
				at := w
				at.places = half
				at.note(x.heads, i)
				w.matched, w.end = at.matched, at.end
			}
		}
		if next != nil {
			steps++
		} else if next = x.step(x.next[:0], w.places, gap); next == nil {
			return w
		}
		w.places, x.now, x.next = next, next, x.now
	}
}

// note remembers the match that may end where the places are.
func (w *walk) note(h *heads, end int) {
	for _, p := range w.places { // in the order of their patterns, of which the first counts
		if h.has(p.state, accepts) {
			w.matched, w.end = p.pattern, end
			return
		}
	}
}

func (h *heads) isOpen(places []place) bool {
	for _, p := range places {
		if h.has(p.state, leaf) {
			return true
		}
	}
	return false
}

// step goes by one word from all places: those that expect it, and, if there are any, those that
// take any word. It is nil if none expects it, else it is written behind next.
func (h *heads) step(next, places []place, word int32) []place {
	if word == unknownWord {
		return nil
	}
	expected := false
	for _, p := range places {
		to := int32(-1)
		for i, end := h.from(p.state); i < end; i++ {
			w, next := h.pair(i)
			if w == word {
				to, expected = next, true
				break
			}
			if w == gap {
				to = next
			}
		}
		if to >= 0 {
			next = append(next, place{p.pattern, to})
		}
	}
	if !expected {
		return nil
	}
	return next
}

// respell takes the word at i, which no place expects, for one that is: two words for one, one for
// two, or one letter wrong. It returns the places behind it, where a match may end halfway the
// places there, and the index of the last word it used.
func (x *walker) respell(i int, places []place) (next, half []place, last int) {
	have := spelling(x.text[x.words[i].lo:x.words[i].hi])
	for _, number := range x.expected(places) {
		want := x.heads.words[number]
		if strings.HasPrefix(want, have) {
			second := ""
			if i+1 < len(x.words) {
				second = spelling(x.text[x.words[i+1].lo:x.words[i+1].hi])
			}
			if len(want) == len(have)+len(second) && strings.HasSuffix(want, second) {
				return x.step(x.next[:0], places, number), nil, i + 1
			}
		}
		if rest, ok := strings.CutPrefix(have, want); ok && rest != "" {
			x.half = x.step(x.half[:0], places, number)
			if behind := x.stepSpelled(x.half, rest); behind != nil {
				return behind, x.half, i
			}
		}
		if misspelt(want, have) {
			return x.step(x.next[:0], places, number), nil, i
		}
	}
	return nil, nil, i
}

// expected lists the words that lead on, in licensecheck's order.
func (x *walker) expected(places []place) []int32 {
	x.wanted = x.wanted[:0]
	for _, p := range places {
		for i, end := x.from(p.state); i < end; i++ {
			if w, _ := x.pair(i); w != gap && !slices.Contains(x.wanted, w) {
				x.wanted = append(x.wanted, w)
			}
		}
	}
	slices.Sort(x.wanted)
	return x.wanted
}

// stepSpelled goes by the rest of a word that is to be the next: as one that is expected, else as
// any. Where the index ends, it stays.
func (x *walker) stepSpelled(places []place, rest string) []place {
	anything := false
	for _, p := range places {
		for i, end := x.from(p.state); i < end && !anything; i++ {
			w, _ := x.pair(i)
			anything = w == gap || x.heads.words[w] == rest
		}
	}
	switch {
	case !anything:
		return nil
	case x.isOpen(places):
		return append(x.next[:0], places...)
	}
	if number, ok := x.numbers.get([]byte(rest)); ok && x.heads.words[number] == rest {
		if next := x.step(x.next[:0], places, number); next != nil {
			return next
		}
	}
	return x.step(x.next[:0], places, gap)
}

// misspelt reports whether one letter of have is wrong, missing or too many to be want.
func misspelt(want, have string) bool {
	if d := len(have) - len(want); -1 <= d && d <= 1 && max(len(have), len(want)) >= 4 {
		head, tail := 0, 0
		for head < min(len(have), len(want)) && have[head] == want[head] {
			head++
		}
		for tail < min(len(have), len(want)) && have[len(have)-1-tail] == want[len(want)-1-tail] {
			tail++
		}
		if head+tail >= max(len(have), len(want))-1 {
			return true
		}
	}
	return (want == "c" || want == "copyright") && (have == "c" || have == "copyright" || have == "©")
}
