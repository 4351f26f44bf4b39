// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	_ "embed" // heads.bin
	"strings"
	"sync"
)

//go:generate go run ./generate heads.bin

//go:embed heads.bin
var packedHeads string

// Heads is the index of how the patterns of licensecheck begin: for each an automaton over words, read where it lies. It is
// never changed after loading.
type heads struct {
	words   []string // word 0 is the gap
	numbers *wordTable
	ordered string             // words of which licensecheck must learn the one before the other
	states  string             // where the pairs of each state begin, and its flags; one more than there are states
	pairs   string             // from a state to the next
	starts  map[uint64][]place // by the two words that a match begins with
	first   []bool             // words that stand first in one of these
	second  []bool             // and those behind them

	copyright, http int32
	known           glances // of its words
}

// A place is how far a pattern has got.
type place struct {
	pattern int32 // its number among licensecheck's
	state   int32
}

const gap = 0 // any word

const (
	accepts uint8 = 1 // a match may end here
	leaf    uint8 = 2 // how the pattern goes on is not in the index
)

func startKey(a, b int32) uint64 { return uint64(a)<<32 | uint64(uint32(b)) }

// loadHeads reads the index. A fault in it is a fault of the build, so it panics.
var loadHeads = sync.OnceValue(func() *heads {
	data := packedHeads[16:]
	cut := func(n int) (part string) {
		part, data = data[:n], data[n:]
		return part
	}
	count := func(i int) int { return int(read32(packedHeads, 4*i)) }
	h := &heads{ordered: cut(2 * count(0)), starts: make(map[uint64][]place, count(1))}
	roots := cut(2 * count(1))
	h.states, h.pairs = cut(4*count(2)+4), cut(4*count(3))
	h.words = strings.Split("\n"+strings.TrimSuffix(data, "\n"), "\n")
	h.numbers = newWordTable(len(h.words) + len(respelled))
	for i, w := range h.words[1:] {
		if respelled[w] == "" {
			h.numbers.put(w, int32(i+1))
		}
	}
	for from, to := range respelled {
		if n, ok := h.numbers.get([]byte(to)); ok {
			h.numbers.put(from, n)
		}
	}
	for _, s := range h.numbers.slots {
		if s.word != "" {
			h.known.add(s.word)
		}
	}
	h.copyright, _ = h.numbers.get([]byte("copyright"))
	h.http, _ = h.numbers.get([]byte("http"))
	h.first, h.second = make([]bool, len(h.words)), make([]bool, len(h.words))
	for pattern := range len(roots) / 2 {
		for i, end := h.from(int32(read16(roots, 2*pattern))); i < end; i++ {
			a, state := h.pair(i)
			h.first[a] = true
			for j, end := h.from(state); j < end; j++ {
				b, next := h.pair(j)
				h.second[b] = true
				key := startKey(a, b)
				h.starts[key] = append(h.starts[key], place{int32(pattern), next})
			}
		}
	}
	return h
})

// from gives the numbers of the pairs that lead on from a state.
func (h *heads) from(state int32) (first, end int) {
	return int(read32(h.states, 4*int(state)) >> 2), int(read32(h.states, 4*int(state)+4) >> 2)
}

// has reports whether a state has a flag.
func (h *heads) has(state int32, flag uint8) bool { return h.states[4*state]&flag != 0 }

// pair gives a word, or gap, and the state that it leads to, which of a leaf means nothing.
func (h *heads) pair(i int) (word, next int32) {
	return int32(read16(h.pairs, 4*i)), int32(read16(h.pairs, 4*i+2))
}

// Glances are what can be seen at once of some words: their ends, and the middle or the length.
type glances [1 << 15 / 64]uint64

// glance is the same for a word in any case.
func glance(word string) int {
	last := len(word) - 1
	return int(word[0]&31)<<10 | int(word[last]&31)<<5 | int(word[last/2]^byte(last))&31
}

func (g *glances) add(word string)      { i := glance(word); g[i>>6] |= 1 << (i & 63) }
func (g *glances) has(word string) bool { i := glance(word); return g[i>>6]>>(i&63)&1 != 0 }

// lookup gives the number of a word in small letters, or unknownWord.
func (h *heads) lookup(folded []byte) int32 {
	if n, ok := h.numbers.get(folded); ok {
		return n
	}
	return unknownWord
}
