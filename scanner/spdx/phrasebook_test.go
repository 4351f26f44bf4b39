// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx_test

import (
	"strings"
	"testing"

	"lizenzlotse/scanner/spdx"
)

// valueOf follows a phrase; -1: it is none of the tree.
func valueOf(b *spdx.Phrasebook, tree int, phrase string) int32 {
	node := int32(0)
	for w := range strings.FieldsSeq(phrase) {
		if node = b.Trees[tree].Follow(node, b.Find(w)); node == 0 {
			return -1
		}
	}
	return b.Trees[tree].Value(node)
}

// TestPhrasebook: what is packed is found again, and nothing else.
func TestPhrasebook(t *testing.T) {
	trees := []map[string]int32{
		{"mit": 0, "mit license": 7, "the mit license": 300, "bsd license": 2, "bsd 3 clause": 3, "ü": 4},
		{"license": 1, "mit license agreement": 65_534},
		{},
	}
	var packed [][]spdx.Phrase
	for _, tree := range trees {
		phrases := []spdx.Phrase{{Value: 9}} // no words: nothing
		for phrase, value := range tree {
			phrases = append(phrases, spdx.Phrase{Words: strings.Fields(phrase), Value: int(value)})
		}
		for phrase := range tree { // the first counts
			phrases = append(phrases, spdx.Phrase{Words: strings.Fields(phrase), Value: 5})
		}
		packed = append(packed, phrases)
	}
	b := spdx.OpenPhrasebook(string(spdx.PackPhrasebook([]string{"alone", "mit"}, packed...)))
	if len(b.Trees) != len(trees) {
		t.Fatalf("%d trees", len(b.Trees))
	}
	for n := int32(1); n <= int32(b.Len()); n++ {
		if w := b.Word(n); b.Find(w) != n || n > 1 && w <= b.Word(n-1) {
			t.Errorf("word %d is %q", n, w)
		}
	}
	for _, w := range []string{"", "a", "mi", "mitt", "zzz"} {
		if b.Find(w) != 0 {
			t.Errorf("%q is found", w)
		}
	}
	if b.Len() != 9 || b.Find("alone") == 0 {
		t.Errorf("%d words", b.Len())
	}
	for i, tree := range trees {
		for _, other := range trees {
			for phrase := range other {
				want, ok := tree[phrase]
				if !ok {
					want = -1
				}
				if got := valueOf(b, i, phrase); got != want {
					t.Errorf("tree %d: %q is %d, want %d", i, phrase, got, want)
				}
			}
		}
		for _, phrase := range []string{"", "alone", "the", "the mit", "mit mit", "bsd 3 clause license", "unheard of"} {
			if got := valueOf(b, i, phrase); got != -1 {
				t.Errorf("tree %d: %q is %d", i, phrase, got)
			}
		}
		begins := 0
		for node, word := range b.Trees[i].Beginnings() {
			if begins++; b.Trees[i].Follow(0, word) != node {
				t.Errorf("tree %d does not begin with %q", i, b.Word(word))
			}
		}
		if want := []int{4, 2, 0}[i]; begins != want {
			t.Errorf("tree %d has %d beginnings, want %d", i, begins, want)
		}
	}
}
