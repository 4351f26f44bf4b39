// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	_ "embed" // the tables
	"strings"
	"sync"

	"lizenzlotse/scanner/spdx"
)

//go:generate go run ./generate grammar.bin

// The tables of the grammar, of which [PackGrammar] makes grammar.bin. What licences are called and where they are published,
// the [spdx.Vocabulary] has.
var (
	//go:embed signs.tsv
	signsTSV string // words that tell what is said of a licence
	//go:embed unknown.tsv
	unknownTSV string // wordings of licences that are none we know
	//go:embed grammar.bin
	packedGrammar string
)

type family = spdx.Family

const (
	weak   = spdx.Weak
	medium = spdx.Medium
	strong = spdx.Strong
)

// A phrases finds the longest of a set of phrases at a place of a text.
type phrases struct {
	spdx.Phrases
	first []int32 // by word: the node of phrases that begin with it; 0: none does
}

// A grammar has the trees of grammar.bin. A sign means what it says; a name and a hint mean their number.
type grammar struct {
	vocabulary *spdx.Vocabulary
	words      *wordTable
	names      phrases // of the vocabulary
	signs      phrases
	hints      phrases
	hintList   []hint
	filler     []bool // words that may stand between a version and what it belongs to
}

// Words that are one and the same to the grammar.
var synonyms = map[string]string{
	"licence": "license", "licences": "licenses", "licenced": "licensed", "licencing": "licensing", "lizensiert": "lizenziert",
	"liscense": "license", "lisence": "license", "licesne": "license", "lincense": "license", "licese": "license", "liscensed": "licensed",
	"spdxlicense": "license", "licenseidentifier": "license", "spdxlicenseidentifier": "license", "licenseid": "license", "licenseexceptionid": "license", "licensename": "license", "lizenzname": "lizenz",
	"glp": "gpl", "lglp": "lgpl", "apgl": "agpl", "aglp": "agpl", "gppl": "gpl", "gnugpl": "gpl", "gnulgpl": "lgpl", "gnuagpl": "agpl", "berkley": "berkeley",
}

var loadGrammar = sync.OnceValue(func() *grammar {
	book := spdx.OpenPhrasebook(packedGrammar)
	g := &grammar{vocabulary: spdx.Words(), words: newWordTable(book.Len() + len(synonyms)), hintList: hintsOf(unknownTSV)}
	for n := int32(1); n <= int32(book.Len()); n++ {
		g.words.put(book.Word(n), n)
	}
	g.filler = make([]bool, book.Len()+1)
	for w := range strings.FieldsSeq(fillers) {
		g.filler[book.Find(plainWord(w))] = true
	}
	for from, to := range synonyms {
		if n := book.Find(to); n != 0 {
			g.words.put(from, n)
		}
	}
	for i, p := range []*phrases{&g.names, &g.signs, &g.hints} {
		p.Phrases, p.first = book.Trees[i], make([]int32, book.Len()+1)
		for node, word := range p.Beginnings() {
			p.first[word] = node
		}
	}
	return g
})

// name is what the names of the vocabulary have under a number.
func (g *grammar) name(n int32) *spdx.Name { return &g.vocabulary.Names[n] }

// tableRows yields the four fields of every line that is no comment.
func tableRows(table string) func(yield func([4]string) bool) {
	return func(yield func([4]string) bool) {
		for line := range strings.Lines(table) {
			line = strings.TrimSuffix(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			var fields [4]string
			for i := range fields {
				fields[i], line, _ = strings.Cut(line, "\t")
			}
			if !yield(fields) {
				return
			}
		}
	}
}

// longest finds the longest phrase that list begins with: how many lexemes it has, and its value.
func (p *phrases) longest(list []lexeme, stop separator) (length int, value int32) {
	value = -1
	if list[0].word < 0 {
		return 0, -1
	}
	node := p.first[list[0].word]
	for i := 1; node != 0; i++ {
		if v := p.Value(node); v >= 0 {
			length, value = i, v
		}
		l := &list[i]
		if cut := l.sep & stop; l.word < 0 || cut != 0 && !(cut == sepOpen && l.kind == isNumber) {
			break
		}
		node = p.Follow(node, l.word)
	}
	return length, value
}
