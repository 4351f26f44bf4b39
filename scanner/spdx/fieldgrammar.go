// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	_ "embed" // the aliases
	"slices"
	"strings"
	"sync"
)

//go:embed aliases.tsv
var aliasesTSV string

// A fieldGrammar finds names in fields: a tree of the words of all phrases.
type fieldGrammar struct {
	vocabulary *Vocabulary
	words      map[string]int32
	next       map[[2]int32]int32 // by node and word
	names      []*Name            // by node; nil: no phrase ends there
	texts      map[string][]int32 // words of texts, while it is built
}

// fieldNames are the names of the vocabulary and the aliases, which go before. A name that only says what a licence is like
// ("BSD-style") is none in a field.
var fieldNames = sync.OnceValue(buildFieldNames)

func buildFieldNames() *fieldGrammar {
	v := Words()
	g := &fieldGrammar{vocabulary: v, words: make(map[string]int32, 2500), next: make(map[[2]int32]int32, 20_000),
		names: make([]*Name, 1, 20_000), texts: make(map[string][]int32, 5000)}
	for i := range v.Names {
		n := &v.Names[i]
		if n.Family != nil && !n.Listed && !inFields(n) {
			continue
		}
		g.add(n)
	}
	for f := range rows(aliasesTSV) {
		n := &Name{Phrase: f[0], Strength: Strong}
		n.Family, n.Version = v.named(f[1])
		if f[2] != "" {
			n.Bare = []Expression{MustParse(f[1])}
			for other := range strings.SplitSeq(f[2], ";") {
				n.Bare = append(n.Bare, MustParse(other))
			}
		}
		g.add(n)
	}
	g.texts = nil
	return g
}

// inFields reports whether a name of prose is one in a field: not where its "and" is known to mean a choice, nor where it
// stands for terms that nobody has read, which the policy weighs by their wording.
func inFields(n *Name) bool {
	switch e := n.Family.Bare.(type) {
	case Or:
		return !slices.Contains(strings.Fields(n.Phrase), "and")
	case License:
		return !e.IsRef()
	}
	return true
}

// add adds all phrases that the choices in a name make. A name of the list gives way to what is there already.
func (g *fieldGrammar) add(n *Name) {
	nodes, next := []int32{0}, []int32{}
	for slot := range strings.SplitSeq(n.Phrase, " ") {
		next = next[:0]
		for _, choice := range Choices(slot) {
			if choice == "style" || choice == "like" || choice == "type" {
				continue
			}
			words := g.lexed(choice)
			for _, node := range nodes {
				for _, w := range words {
					node = g.step(node, w)
				}
				next = append(next, node)
			}
		}
		nodes, next = next, nodes
	}
	for _, node := range nodes {
		if node != 0 && (g.names[node] == nil || !n.Listed) {
			g.names[node] = n
		}
	}
}

// step gives the node that a word leads to, which is made if there is none.
func (g *fieldGrammar) step(node, word int32) int32 {
	next, ok := g.next[[2]int32{node, word}]
	if !ok {
		next = int32(len(g.names))
		g.next[[2]int32{node, word}] = next
		g.names = append(g.names, nil)
	}
	return next
}

// follow gives the node that a word leads to; 0: none.
func (g *fieldGrammar) follow(node int32, word string) int32 {
	w, ok := g.words[word]
	if !ok {
		return 0
	}
	return g.next[[2]int32{node, w}]
}

// lexed gives the words of a text. Most stand in many phrases.
func (g *fieldGrammar) lexed(text string) []int32 {
	words, ok := g.texts[text]
	if ok {
		return words
	}
	for _, t := range lexField(text) {
		if t.kind != fieldWord && t.kind != fieldNumber {
			continue
		}
		w, ok := g.words[t.word]
		if !ok {
			w = int32(len(g.words) + 1)
			g.words[t.word] = w
		}
		words = append(words, w)
	}
	g.texts[text] = words
	return words
}
