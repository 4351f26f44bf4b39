// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	_ "embed" // the tables
	"strings"
	"sync"

	"lizenzlotse/scanner/spdx"
)

// The tables of the grammar. What licences are called and where they are published, the [spdx.Vocabulary] has.
var (
	//go:embed signs.tsv
	signsTSV string // words that tell what is said of a licence
	//go:embed unknown.tsv
	unknownTSV string // wordings of licences that are none we know
)

type (
	family   = spdx.Family
	strength = spdx.Strength
)

const (
	weak   = spdx.Weak
	medium = spdx.Medium
	strong = spdx.Strong
)

// A name is what a phrase means.
type name struct {
	family    *family
	version   string // of the family, if the name has it in it
	exception string // id of an exception
	strength  strength
	spelling  string            // with the capitals it is to have
	bracketed bool              // the list has brackets in it
	acronym   bool              // its first word is to have capitals
	bare      []spdx.Expression // what it stands for without a version, and may, if not what the family does
}

// A phrases finds the longest of a set of phrases at a place of a text.
type phrases struct {
	next  *edgeTable
	value []int32 // by node; -1: no phrase ends here
	first []bool  // by word

	begins []int32 // the words of first
}

type grammar struct {
	vocabulary *spdx.Vocabulary
	words      *wordTable
	names      phrases
	nameList   []name
	signs      phrases
	signList   []sign
	hints      phrases
	hintList   []hint
	texts      map[string][]int32 // words of texts, while it is built
	filler     []bool             // words that may stand between a version and what it belongs to
}

// Words that are one and the same to the grammar.
var synonyms = map[string]string{
	"licence": "license", "licences": "licenses", "licenced": "licensed", "licencing": "licensing", "lizensiert": "lizenziert",
	"liscense": "license", "lisence": "license", "licesne": "license", "lincense": "license", "licese": "license", "liscensed": "licensed",
	"spdxlicense": "license", "licenseidentifier": "license", "spdxlicenseidentifier": "license", "licenseid": "license", "licenseexceptionid": "license", "licensename": "license", "lizenzname": "lizenz",
	"glp": "gpl", "lglp": "lgpl", "apgl": "agpl", "aglp": "agpl", "gppl": "gpl", "gnugpl": "gpl", "gnulgpl": "lgpl", "gnuagpl": "agpl", "berkley": "berkeley",
}

var loadGrammar = sync.OnceValue(newGrammar)

func newGrammar() *grammar {
	g := &grammar{vocabulary: spdx.Words(), words: newWordTable(2500), texts: make(map[string][]int32, 5000)}
	for _, p := range []struct {
		*phrases
		nodes int // about so many
	}{{&g.names, 20_000}, {&g.signs, 1500}, {&g.hints, 6000}} {
		p.next, p.value = newEdgeTable(p.nodes), append(make([]int32, 0, p.nodes), -1)
	}
	for _, w := range append(wordList, strings.Fields(fillers)...) {
		g.word(w)
	}
	for i := range g.vocabulary.Names {
		g.addName(&g.vocabulary.Names[i])
	}
	for f := range tableRows(signsTSV) {
		g.addSign(f)
	}
	for f := range tableRows(unknownTSV) {
		g.addHint(f)
	}
	g.filler = make([]bool, g.words.count+1)
	for _, w := range strings.Fields(fillers) {
		g.filler[g.word(w)] = true
	}
	for from, to := range synonyms {
		if w, ok := g.words.get([]byte(to)); ok {
			g.words.put(from, w)
		}
	}
	for _, p := range []*phrases{&g.names, &g.signs, &g.hints} {
		p.first = make([]bool, g.words.count+1)
		for _, w := range p.begins {
			p.first[w] = true
		}
	}
	g.texts = nil
	return g
}

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

func (g *grammar) word(s string) int32 {
	if to, ok := synonyms[s]; ok {
		s = to
	}
	n, ok := g.words.get([]byte(s))
	if !ok {
		n = int32(g.words.count + 1)
		g.words.put(s, n)
	}
	return n
}

// addName adds a name; one of the list gives way to what is there already.
func (g *grammar) addName(v *spdx.Name) {
	n := name{family: v.Family, version: v.Version, exception: v.Exception, strength: v.Strength, bracketed: v.Bracketed, bare: v.Bare}
	n.spelling = v.Phrase
	if first, _, _ := strings.Cut(strings.ReplaceAll(v.Phrase, "-", " "), " "); v.Listed {
		n.acronym = first == strings.ToUpper(first) && !isLower(first) && len(first) < 5
	} else {
		n.spelling = strings.ToUpper(v.Phrase)
	}
	g.nameList = append(g.nameList, n)
	g.add(&g.names, v.Phrase, int32(len(g.nameList)-1), !v.Listed)
}

// add adds all phrases that the choices in one make. They are followed side by side, as most share what
// they begin with.
func (g *grammar) add(p *phrases, phrase string, value int32, replace bool) {
	nodes, next := []int32{0}, []int32{}
	for slot := range strings.SplitSeq(phrase, " ") {
		next = next[:0]
		for _, choice := range spdx.Choices(slot) {
			words := g.lexed(choice)
			for _, node := range nodes {
				for _, w := range words {
					node = p.step(node, w)
				}
				next = append(next, node)
			}
		}
		nodes, next = next, nodes
	}
	for _, node := range nodes {
		if node != 0 && (p.value[node] < 0 || replace) {
			p.value[node] = value
		}
	}
}

// step gives the node that a word leads to, which is made if there is none.
func (p *phrases) step(node, word int32) int32 {
	key := edgeKey{node, word}
	next, ok := p.next.get(key)
	if !ok {
		next = int32(len(p.value))
		p.next.put(key, next)
		p.value = append(p.value, -1)
		if node == 0 {
			p.begins = append(p.begins, word)
		}
	}
	return next
}

// lexed gives the words of a text. Most stand in many phrases.
func (g *grammar) lexed(text string) []int32 {
	words, ok := g.texts[text]
	if !ok {
		list := lex(nil, nil, text, 0, len(text))
		for _, l := range list[:len(list)-1] {
			words = append(words, g.word(string(fold(nil, text[l.lo:l.hi]))))
		}
		g.texts[text] = words
	}
	return words
}

// expand writes out the choices in a phrase.
func expand(phrase string) []string {
	head, rest, more := strings.Cut(phrase, " ")
	first := spdx.Choices(head)
	if !more {
		return first
	}
	var all []string
	for _, tail := range expand(rest) {
		for _, c := range first {
			all = append(all, strings.TrimSpace(c+" "+tail))
		}
	}
	return all
}

// find gives the value of a phrase, or -1.
func (g *grammar) find(p *phrases, phrase string) int32 {
	node := int32(0)
	for _, w := range strings.Fields(phrase) {
		next, ok := p.next.get(edgeKey{node, g.word(w)})
		if !ok {
			return -1
		}
		node = next
	}
	return p.value[node]
}

// longest finds the longest phrase that list begins with: how many lexemes it has, and its value.
func (p *phrases) longest(list []lexeme, stop separator) (length int, value int32) {
	value = -1
	if w := list[0].word; w < 0 || !p.first[w] {
		return 0, -1
	}
	node := int32(0)
	for i, l := range list {
		if cut := l.sep & stop; l.word < 0 || i > 0 && cut != 0 && !(cut == sepOpen && l.kind == isNumber) {
			break
		}
		next, ok := p.next.get(edgeKey{node, l.word})
		if !ok {
			break
		}
		node = next
		if v := p.value[node]; v >= 0 {
			length, value = i+1, v
		}
	}
	return length, value
}
