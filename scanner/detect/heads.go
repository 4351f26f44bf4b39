// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"bytes"
	"compress/flate"
	_ "embed" // heads.bin
	"encoding/binary"
	"io"
	"sync"
)

//go:generate go run ./generate heads.bin

//go:embed heads.bin
var packedHeads []byte

// Heads is the index of how the patterns of licensecheck begin: for each an automaton over words.
// It is never changed after loading.
type heads struct {
	words   []string
	numbers *wordTable
	ordered []int32  // words of which licensecheck must learn the one before the other
	states  []uint32 // where the pairs of each state begin; one more than there are states
	flags   []uint8  // of each state
	pairs   []pair
	starts  map[uint64][]place // by the two words that a match begins with
	first   []bool             // words that stand first in one of these
	second  []bool             // and those behind them

	copyright, http int32
	known           glances // of its words
}

// A pair leads from a state to the next by a word.
type pair struct {
	word int32 // or gap
	next int32
}

// A place is how far a pattern has got.
type place struct {
	pattern int32 // its number among licensecheck's
	state   int32
}

const gap = -2 // any word

const (
	accepts uint8 = 1 // a match may end here
	leaf    uint8 = 2 // how the pattern goes on is not in the index
)

func startKey(a, b int32) uint64 { return uint64(a)<<32 | uint64(uint32(b)) }

// loadHeads unpacks the index. A fault in it is a fault of the build, so it panics.
var loadHeads = sync.OnceValue(func() *heads {
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(packedHeads)))
	if err != nil {
		panic("detect: heads.bin: " + err.Error())
	}
	next := func() int {
		n, size := binary.Uvarint(data)
		if size <= 0 {
			panic("detect: heads.bin: cut short")
		}
		data = data[size:]
		return int(n)
	}
	h := &heads{starts: map[uint64][]place{}}
	h.words = make([]string, next()+1)
	h.numbers = newWordTable(len(h.words) + len(respelled))
	for i := 1; i < len(h.words); i++ { // word 0 is the gap
		n := next()
		h.words[i] = string(data[:n])
		if respelled[h.words[i]] == "" {
			h.numbers.put(h.words[i], int32(i))
		}
		data = data[n:]
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
	h.ordered = make([]int32, next())
	for i := range h.ordered {
		h.ordered[i] = int32(next())
	}
	ends := make([]int, next())
	for i := range ends {
		ends[i] = next()
	}
	count := ends[len(ends)-1]
	h.states, h.flags, h.pairs = make([]uint32, count+1), make([]uint8, count), make([]pair, 0, next())
	for i := range count {
		header := next()
		h.flags[i] = uint8(header & 3)
		for range header >> 2 {
			p := pair{word: int32(next())}
			if p.word == 0 {
				p.word = gap
			}
			if h.flags[i]&leaf == 0 {
				p.next = int32(i - next())
			}
			h.pairs = append(h.pairs, p)
		}
		h.states[i+1] = uint32(len(h.pairs))
	}
	h.first, h.second = make([]bool, len(h.words)), make([]bool, len(h.words))
	for pattern, end := range ends {
		for _, a := range h.from(int32(end - 1)) {
			for _, b := range h.from(a.next) {
				h.first[a.word], h.second[b.word] = true, true
				key := startKey(a.word, b.word)
				h.starts[key] = append(h.starts[key], place{int32(pattern), b.next})
			}
		}
	}
	return h
})

func (h *heads) from(state int32) []pair { return h.pairs[h.states[state]:h.states[state+1]] }

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
