// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
)

// A Phrase is put into a [Phrasebook]: its words, and what it means.
type Phrase struct {
	Words []string
	Value int
}

// PackPhrasebook makes what [OpenPhrasebook] reads, of trees of phrases and of words that need not stand in one of them. Of
// two phrases of a tree with the same words the first counts, and one without words does not. It panics where numbers have no room.
func PackPhrasebook(words []string, trees ...[]Phrase) []byte {
	words = slices.Clone(words)
	for _, t := range trees {
		for _, p := range t {
			words = append(words, p.Words...)
		}
	}
	slices.Sort(words)
	words = slices.Compact(words)
	numbers := make(map[string]int, len(words))
	for i, w := range words {
		numbers[w] = i + 1
	}
	b := appendNumber(nil, len(trees))
	for _, t := range trees {
		b = appendTree(b, numbers, t)
	}
	b = appendNumber(b, len(words))
	end := 0
	for _, w := range words {
		end += len(w)
		b = appendNumber(b, end)
	}
	for _, w := range words {
		b = append(b, w...)
	}
	return b
}

// A phraseNode is a place in the tree of phrases while it grows.
type phraseNode struct {
	next  map[int]*phraseNode
	word  int // that leads here
	value int // plus 1
}

func appendTree(b []byte, numbers map[string]int, phrases []Phrase) []byte {
	root := &phraseNode{}
	for _, p := range phrases {
		at := root
		for _, w := range p.Words {
			n := numbers[w]
			if at.next[n] == nil {
				if at.next == nil {
					at.next = map[int]*phraseNode{}
				}
				at.next[n] = &phraseNode{word: n}
			}
			at = at.next[n]
		}
		if at != root && at.value == 0 {
			at.value = p.Value + 1
		}
	}
	nodes := []*phraseNode{root}
	var firsts []int
	for i := 0; i < len(nodes); i++ {
		firsts = append(firsts, len(nodes))
		for _, word := range slices.Sorted(maps.Keys(nodes[i].next)) {
			nodes = append(nodes, nodes[i].next[word])
		}
	}
	b = appendNumber(b, len(nodes))
	for _, n := range nodes {
		b = appendNumber(b, n.word)
	}
	for _, first := range append(firsts, len(nodes)) {
		b = appendNumber(b, first)
	}
	for _, n := range nodes {
		b = appendNumber(b, n.value)
	}
	return b
}

func appendNumber(b []byte, n int) []byte {
	if n > math.MaxUint16 {
		panic("spdx: more than a phrasebook has room for")
	}
	return binary.LittleEndian.AppendUint16(b, uint16(n))
}
