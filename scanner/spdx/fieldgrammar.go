// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	_ "embed" // the aliases and phrases
	"slices"
	"strings"
	"sync"
)

//go:generate go run ./generate fieldnames.bin

var (
	//go:embed aliases.tsv
	aliasesTSV string
	//go:embed fieldnames.bin
	packedFieldNames string
)

// The trees of fieldnames.bin: the phrases of names and aliases, by their number, and the full names of the list, by that of the licence.
const (
	fieldPhrases = iota
	listedNames
)

var fieldBook = sync.OnceValue(func() *Phrasebook { return OpenPhrasebook(packedFieldNames) })

// A fieldGrammar finds names in fields: a tree of the words of all phrases.
type fieldGrammar struct {
	vocabulary *Vocabulary
	book       *Phrasebook
	phrases    *Phrases
}

// fieldNames are the names of the vocabulary and the aliases, which go before. [PackFieldNames] has made a tree of their phrases.
var fieldNames = sync.OnceValue(func() *fieldGrammar {
	return &fieldGrammar{vocabulary: Words(), book: fieldBook(), phrases: &fieldBook().Trees[fieldPhrases]}
})

// aliases are names as well, which a run reads when it meets one.
var aliases = sync.OnceValue(func() (list []Name) {
	v := Words()
	for f := range rows(aliasesTSV) {
		n := Name{Phrase: f[0], Strength: Strong}
		n.Family, n.Version = v.named(f[1])
		if f[2] != "" {
			n.Bare = []Expression{MustParse(f[1])}
			for other := range strings.SplitSeq(f[2], ";") {
				n.Bare = append(n.Bare, MustParse(other))
			}
		}
		list = append(list, n)
	}
	return list
})

// follow gives the node that a word leads to; 0: none.
func (g *fieldGrammar) follow(node int32, word string) int32 {
	return g.phrases.Follow(node, g.book.Find(word))
}

// name gives the name that ends at a node; nil: none does. Aliases are counted behind the names of the vocabulary.
func (g *fieldGrammar) name(node int32) *Name {
	switch i, names := int(g.phrases.Value(node)), g.vocabulary.Names; {
	case i < 0:
		return nil
	case i < len(names):
		return &names[i]
	default:
		return &aliases()[i-len(names)]
	}
}

// PackFieldNames makes fieldnames.bin of the names of the vocabulary, the aliases and the list. Nothing but generate needs it.
func PackFieldNames() []byte {
	names := Words().Names
	var tables, listed []Phrase
	for i, n := range slices.Concat(names, aliases()) {
		switch phrases := phrasesOf(n.Phrase, i); {
		case n.Listed:
			listed = append(listed, phrases...)
		case i >= len(names) || n.Family == nil || inFields(&n):
			tables = append(tables, phrases...)
		}
	}
	slices.Reverse(tables) // the last counts, and before the list's
	return PackPhrasebook(nil, slices.Concat(tables, listed), fullNames())
}

// fullNames are those of the list. Of two licences with one name the last has it, and what is deprecated only where nothing else has.
func fullNames() (list []Phrase) {
	var deprecated []Phrase
	for i, l := range Licenses() {
		p := Phrase{Words: foldName(l.Name), Value: i}
		if l.Deprecated {
			deprecated = append(deprecated, p)
		} else {
			list = append(list, p)
		}
	}
	slices.Reverse(list)
	return append(list, deprecated...)
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

// phrasesOf gives all phrases that the choices in one make, as fields are cut into words. What only says that a licence
// is like another ("BSD-style") is no name in a field.
func phrasesOf(phrase string, value int) (list []Phrase) {
	all := [][]string{nil}
	for slot := range strings.SplitSeq(phrase, " ") {
		var longer [][]string
		for _, before := range all {
			for _, choice := range Choices(slot) {
				if choice != "style" && choice != "like" && choice != "type" {
					longer = append(longer, slices.Concat(before, fieldWords(choice)))
				}
			}
		}
		all = longer
	}
	for _, words := range all {
		list = append(list, Phrase{Words: words, Value: value})
	}
	return list
}

func fieldWords(text string) (words []string) {
	for _, t := range lexField(text) {
		if t.kind == fieldWord || t.kind == fieldNumber {
			words = append(words, t.word)
		}
	}
	return words
}
