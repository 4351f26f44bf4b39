// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"encoding/binary"
	"math/bits"
)

// Every word that is read is looked up, so what it is looked up in is no map: these tables know that words
// are short, and that nothing is ever taken out of them.

// A wordTable gives words their numbers. It is made by newWordTable.
type wordTable struct {
	slots []wordSlot // as many as a power of two, at most three quarters of them used
	count int
}

type wordSlot struct {
	word   string // empty: not used
	number int32
}

func slotsFor(entries int) int { return 1 << bits.Len(uint(max(entries/3*4+4, 8)-1)) }

// newWordTable has room for so many words.
func newWordTable(words int) *wordTable {
	return &wordTable{slots: make([]wordSlot, slotsFor(words))}
}

// slot gives where a word is, or would be put.
func (t *wordTable) slot(word []byte) *wordSlot {
	mask := uint32(len(t.slots) - 1)
	for i := wordHash(word) & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.word == "" || s.word == string(word) {
			return s
		}
	}
}

// get gives the number of a word. A nil table has none.
func (t *wordTable) get(word []byte) (number int32, ok bool) {
	if t == nil {
		return 0, false
	}
	s := t.slot(word)
	return s.number, s.word != ""
}

// put gives a word, which is not empty, its number.
func (t *wordTable) put(word string, number int32) {
	s := t.slot([]byte(word))
	if s.word == "" {
		if t.count++; t.count > len(t.slots)/4*3 {
			grown := newWordTable(2 * t.count)
			for _, o := range t.slots {
				if o.word != "" {
					*grown.slot([]byte(o.word)) = o
				}
			}
			t.slots = grown.slots
			s = t.slot([]byte(word))
		}
	}
	*s = wordSlot{word, number}
}

// wordHash mixes the ends of a word, which are all of it up to sixteen letters.
func wordHash(word []byte) uint32 {
	var first, last uint64
	switch n := len(word); {
	case n >= 8:
		first, last = binary.LittleEndian.Uint64(word), binary.LittleEndian.Uint64(word[n-8:])
	case n >= 4:
		first, last = uint64(binary.LittleEndian.Uint32(word)), uint64(binary.LittleEndian.Uint32(word[n-4:]))
	case n > 0:
		first, last = uint64(word[0]), uint64(word[n/2])<<8|uint64(word[n-1])
	}
	high, low := bits.Mul64(first^0x9E3779B97F4A7C15, last^0xD6E8FEB86659FD93^uint64(len(word)))
	return uint32(high^low) ^ uint32((high^low)>>32)
}
