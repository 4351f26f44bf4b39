// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"strings"
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
	places  []place // those that were left when the walk ended
}

// candidates finds a set of patterns that gives, for this text, the matches that all patterns give.
//
// Licensecheck follows all its patterns at once, and one pattern's next word can keep another from
// being followed with a spelling mistake. So a pattern is left out only where one that goes the
// same way is there, or where a walk without it comes to the same end.
func (h *heads) candidates(text string, words []token) set {
	var found set
	var closed []walk
	for i := 1; i < len(words); i++ {
		places := h.begin(words, i)
		if places == nil {
			continue
		}
		w := h.follow(text, words, i, places)
		if w.matched >= 0 {
			found.add(w.matched)
		}
		if w.open {
			for _, p := range w.places {
				found.add(p.pattern)
			}
			continue
		}
		closed = append(closed, w)
		if w.matched >= 0 {
			i = w.end // the search goes on with the first two words behind the match
		}
	}
	again := !found.empty()
	for pass := 0; again; pass++ {
		if pass == maxPasses {
			return loadCatalogue().everything()
		}
		again = false
		rest := closed[:0]
		for _, w := range closed {
			if h.sameWith(&found, text, words, &w) {
				rest = append(rest, w)
				continue
			}
			found.add(w.places[0].pattern)
			again = true
		}
		closed = rest
	}
	return found
}

// begin gives the patterns that can begin with the words at i-1 and i.
func (h *heads) begin(words []token, i int) []place {
	a, b := words[i-1].word, words[i].word
	if a < 0 || b < 0 || !h.first[a] {
		return nil
	}
	return h.starts[startKey(a, b)]
}

// sameWith reports whether the patterns found so far alone end the walk as all patterns did.
func (h *heads) sameWith(found *set, text string, words []token, w *walk) bool {
	var places []place
	for _, p := range h.begin(words, w.start) {
		if found.has(p.pattern) {
			places = append(places, p)
		}
	}
	if len(places) == 0 {
		return w.matched < 0
	}
	again := h.follow(text, words, w.start, places)
	return !again.open && again.matched == w.matched && again.end == w.end
}

// follow walks on from the word behind i, all places at once.
func (h *heads) follow(text string, words []token, i int, places []place) walk {
	w := walk{start: i, matched: -1, places: places}
	for steps := 2; ; {
		w.note(h, i+1)
		if w.open = h.isOpen(w.places) || steps >= headLength && len(w.places) == 1; w.open {
			return w
		}
		if i++; i >= len(words) {
			return w
		}
		next := h.step(w.places, words[i].word)
		if next == nil {
			var half []place
			next, half, i = h.respell(text, words, i, w.places)
			if half != nil {
				at := w
				at.places = half
				at.note(h, i)
				w.matched, w.end = at.matched, at.end
			}
		}
		if next != nil {
			steps++
		} else if next = h.step(w.places, gap); next == nil {
			return w
		}
		w.places = next
	}
}

// note remembers the match that may end where the places are.
func (w *walk) note(h *heads, end int) {
	for _, p := range w.places { // in the order of their patterns, of which the first counts
		if h.flags[p.state]&accepts != 0 {
			w.matched, w.end = p.pattern, end
			return
		}
	}
}

func (h *heads) isOpen(places []place) bool {
	for _, p := range places {
		if h.flags[p.state]&leaf != 0 {
			return true
		}
	}
	return false
}

// step goes by one word from all places: those that expect it, and, if there are any, those that
// take any word. It is nil if none expects it.
func (h *heads) step(places []place, word int32) []place {
	if word == unknownWord {
		return nil
	}
	expected := false
	for _, p := range places {
		if h.next(p.state, word) >= 0 {
			expected = true
			break
		}
	}
	if !expected {
		return nil
	}
	next := make([]place, 0, len(places))
	for _, p := range places {
		n := h.next(p.state, word)
		if n < 0 {
			n = h.next(p.state, gap)
		}
		if n >= 0 {
			next = append(next, place{p.pattern, n})
		}
	}
	return next
}

func (h *heads) next(state, word int32) int32 {
	for _, p := range h.from(state) {
		if p.word == word {
			return p.next
		}
	}
	return -1
}

// respell takes the word at i, which no place expects, for one that is: two words for one, one for
// two, or one letter wrong. It returns the places behind it, where a match may end halfway the
// places there, and the index of the last word it used.
func (h *heads) respell(text string, words []token, i int, places []place) (next, half []place, last int) {
	have := spelling(text[words[i].lo:words[i].hi])
	second := ""
	if i+1 < len(words) {
		second = spelling(text[words[i+1].lo:words[i+1].hi])
	}
	for _, number := range h.expected(places) {
		want := h.words[number]
		if len(want) == len(have)+len(second) && strings.HasPrefix(want, have) && strings.HasSuffix(want, second) {
			return h.step(places, number), nil, i + 1
		}
		if rest, ok := strings.CutPrefix(have, want); ok && rest != "" {
			half := h.step(places, number)
			if behind := h.stepSpelled(half, rest); behind != nil {
				return behind, half, i
			}
		}
		if misspelt(want, have) {
			return h.step(places, number), nil, i
		}
	}
	return nil, nil, i
}

// expected lists the words that lead on, in licensecheck's order.
func (h *heads) expected(places []place) []int32 {
	var list []int32
	for _, p := range places {
		for _, q := range h.from(p.state) {
			if q.word >= 0 && !slices.Contains(list, q.word) {
				list = append(list, q.word)
			}
		}
	}
	slices.Sort(list)
	return list
}

// stepSpelled goes by the rest of a word that is to be the next: as one that is expected, else as
// any. Where the index ends, it stays.
func (h *heads) stepSpelled(places []place, rest string) []place {
	anything := false
	for _, p := range places {
		for _, q := range h.from(p.state) {
			anything = anything || q.word == gap || h.words[q.word] == rest
		}
	}
	switch {
	case !anything:
		return nil
	case h.isOpen(places):
		return places
	}
	if number, ok := h.numbers.get([]byte(rest)); ok && h.words[number] == rest {
		if next := h.step(places, number); next != nil {
			return next
		}
	}
	return h.step(places, gap)
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
