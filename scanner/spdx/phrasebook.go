// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	"iter"
	"sort"
)

// A Phrasebook has words, numbered from 1 in their order, and trees of phrases over them. It is read where it lies, in the
// data of the program, so that a run builds nothing; [PackPhrasebook] makes one when a table changes.
type Phrasebook struct {
	Trees   []Phrases
	ends    string // of the words among letters, two bytes each
	letters string
}

// Phrases is a tree of phrases: from node to node a word leads on. Node 0 is where they begin.
//
// Nodes stand in the order of their depth, and those that one leads to side by side, in the order of the words that lead
// there. So a node has to say only where these begin: they end where those of the next node begin. Each of the strings has
// two bytes a node.
type Phrases struct {
	words  string // that lead to it
	next   string // the first that it leads to; one more than there are nodes
	values string // what the phrase means that ends there, plus 1; 0: none does
}

// number reads the number i of those that a string has, each of two bytes.
func number(s string, i int32) int32 { return int32(s[2*i]) | int32(s[2*i+1])<<8 }

// OpenPhrasebook reads what [PackPhrasebook] made.
func OpenPhrasebook(data string) *Phrasebook {
	cut := func(n int32) (part string) {
		part, data = data[:n], data[n:]
		return part
	}
	count := func() int32 { return number(cut(2), 0) }
	b := &Phrasebook{Trees: make([]Phrases, count())}
	for i := range b.Trees {
		n := count()
		b.Trees[i] = Phrases{words: cut(2 * n), next: cut(2*n + 2), values: cut(2 * n)}
	}
	b.ends = cut(2 * count())
	b.letters = data
	return b
}

// Len is how many words there are.
func (b *Phrasebook) Len() int { return len(b.ends) / 2 }

// Word is the word with a number from 1 to [Phrasebook.Len].
func (b *Phrasebook) Word(n int32) string {
	start := int32(0)
	if n > 1 {
		start = number(b.ends, n-2)
	}
	return b.letters[start:number(b.ends, n-1)]
}

// Find gives the number of a word; 0: it has none.
func (b *Phrasebook) Find(word string) int32 {
	n, found := sort.Find(b.Len(), func(i int) int {
		if w := b.Word(int32(i + 1)); word < w {
			return -1
		} else if word > w {
			return 1
		}
		return 0
	})
	if !found {
		return 0
	}
	return int32(n + 1)
}

// Follow gives the node that a word leads to; 0: none.
func (p *Phrases) Follow(node, word int32) int32 {
	lo, hi := number(p.next, node), number(p.next, node+1)
	for lo < hi {
		mid := (lo + hi) / 2
		switch w := number(p.words, mid); {
		case w == word:
			return mid
		case w < word:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return 0
}

// Beginnings yields the nodes and words that node 0 leads to.
func (p *Phrases) Beginnings() iter.Seq2[int32, int32] {
	return func(yield func(node, word int32) bool) {
		for node := number(p.next, 0); node < number(p.next, 1); node++ {
			if !yield(node, number(p.words, node)) {
				return
			}
		}
	}
}

// Value is what the phrase means that ends at a node; -1: none does.
func (p *Phrases) Value(node int32) int32 { return number(p.values, node) - 1 }
