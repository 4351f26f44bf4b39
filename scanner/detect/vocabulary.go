// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	_ "embed" // the tables
	"strings"
	"sync"

	"lizenzlotse/scanner/spdx"
)

// The tables of the grammar. In a phrase "a|b" is either word and "[a]" one that may be missing.
var (
	//go:embed names.tsv
	namesTSV string // what licences are called, beside their names and ids on the SPDX list
	//go:embed families.tsv
	familiesTSV string // what a name without a version stands for
	//go:embed signs.tsv
	signsTSV string // words that tell what is said of a licence
	//go:embed unknown.tsv
	unknownTSV string // wordings of licences that are none we know
	//go:embed addresses.tsv
	addressesTSV string // where licences are published, beside the addresses of the SPDX list
)

// A family is a licence in all its versions, or a single one.
type family struct {
	name     string
	versions map[string]string // id by version, without ".0" at its end
	gnu      bool              // ids end in "-only" and "-or-later"
	bare     spdx.Expression   // what the name alone stands for
	readings []spdx.Expression // and may stand for
	low      bool
	group    string // what all that may be meant by the bare name have in common
}

// How surely a phrase is the name of a licence.
type strength uint8

const (
	weak   strength = iota // a word of its own meaning: "license" has to follow
	medium                 // a word that has to be near one that tells of licensing
	strong                 // nothing else has this name
)

var strengths = map[string]strength{"weak": weak, "medium": medium, "strong": strong}

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
	next  map[uint64]int32
	value []int32 // by node; -1: no phrase ends here
	first []bool  // by word

	begins []int32 // the words of first
}

type grammar struct {
	words     map[string]int32
	names     phrases
	nameList  []name
	signs     phrases
	signList  []sign
	hints     phrases
	hintList  []hint
	families  map[string]*family
	addresses map[string]*family
	texts     map[string][]int32 // words of texts, while it is built
	filler    []bool             // words that may stand between a version and what it belongs to
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
	g := &grammar{words: make(map[string]int32, 2500), families: make(map[string]*family, 1000), addresses: map[string]*family{}, texts: make(map[string][]int32, 5000)}
	for _, p := range []struct {
		*phrases
		nodes int // about so many
	}{{&g.names, 20_000}, {&g.signs, 1500}, {&g.hints, 6000}} {
		p.next, p.value = make(map[uint64]int32, p.nodes), append(make([]int32, 0, p.nodes), -1)
	}
	for _, w := range append(wordList, strings.Fields(fillers)...) {
		g.word(w)
	}
	g.addListed()
	for f := range tableRows(familiesTSV) {
		g.describeFamily(f)
	}
	for f := range tableRows(namesTSV) {
		n := name{strength: strengths[f[2]]}
		if _, ok := spdx.LookupException(f[1]); ok || f[1] == ownException {
			n.exception = f[1]
		} else {
			n.family, n.version = g.meaning(f[1])
		}
		for _, id := range strings.Fields(f[3]) {
			n.bare = append(n.bare, spdx.License{ID: id})
		}
		g.addName(f[0], n, true)
	}
	for f := range tableRows(signsTSV) {
		g.addSign(f)
	}
	for f := range tableRows(unknownTSV) {
		g.addHint(f)
	}
	g.addAddresses()
	g.filler = make([]bool, len(g.words)+1)
	for _, w := range strings.Fields(fillers) {
		g.filler[g.word(w)] = true
	}
	for from, to := range synonyms {
		if w, ok := g.words[to]; ok {
			g.words[from] = w
		}
	}
	for _, p := range []*phrases{&g.names, &g.signs, &g.hints} {
		p.first = make([]bool, len(g.words)+1)
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
	n, ok := g.words[s]
	if !ok {
		n = int32(len(g.words) + 1)
		g.words[s] = n
	}
	return n
}

// meaning is the family of an expression, which is made if there is none, and the version.
func (g *grammar) meaning(text string) (*family, string) {
	if f, ok := g.families[text]; ok {
		return f, ""
	}
	if stem, version, ok := splitVersion(text); ok && g.families[stem] != nil && !g.families[stem].gnu {
		return g.families[stem], version
	}
	f := &family{name: text, bare: spdx.MustParse(text), group: groupOf(text)}
	g.families[text] = f
	return f, ""
}

// groupOf is what comes before the first number of an id: all of BSD are one, for whoever says just that.
func groupOf(id string) string {
	for i := 0; i+1 < len(id); i++ {
		if id[i] == '-' && isDigit(id[i+1]) {
			return id[:i]
		}
	}
	return id
}

// splitVersion takes an id apart: "MPL-1.1" is version 1.1 of MPL.
func splitVersion(id string) (stem, version string, ok bool) {
	id = strings.TrimSuffix(strings.TrimSuffix(id, "-only"), "-or-later")
	i := strings.LastIndexByte(id, '-')
	if i < 0 {
		return "", "", false
	}
	stem, version = id[:i], id[i+1:]
	if !isDigit(version[0]) || !strings.Contains(version, ".") || strings.Trim(version[:len(version)-1], "0123456789.") != "" {
		return "", "", false
	}
	return stem, normalVersion(strings.ToLower(version)), true
}

// normalVersion makes "2.0" of version 2 the same as "2".
func normalVersion(v string) string {
	if i := strings.IndexByte(v, '.'); i > 0 && strings.Trim(v[i:], ".0") == "" {
		return v[:i]
	}
	return v
}

// describeFamily reads what the name of a family stands for, where it is not its latest version.
func (g *grammar) describeFamily(fields [4]string) {
	f := g.families[fields[0]]
	if f == nil {
		f = &family{name: fields[0], group: fields[0]}
		g.families[fields[0]] = f
	}
	f.bare, f.low = spdx.MustParse(fields[1]), fields[2] == "low"
	for _, r := range strings.Fields(fields[3]) {
		f.readings = append(f.readings, spdx.License{ID: r})
	}
}

// addName adds a phrase for a name; one that is there already is kept or replaced.
func (g *grammar) addName(phrase string, n name, replace bool) {
	n.spelling = phrase
	if first, _, _ := strings.Cut(strings.ReplaceAll(phrase, "-", " "), " "); !replace {
		n.acronym = first == strings.ToUpper(first) && !isLower(first) && len(first) < 5
	} else {
		n.spelling = strings.ToUpper(phrase)
	}
	g.nameList = append(g.nameList, n)
	g.add(&g.names, phrase, int32(len(g.nameList)-1), replace)
}

// add adds all phrases that the choices in one make. They are followed side by side, as most share what
// they begin with.
func (g *grammar) add(p *phrases, phrase string, value int32, replace bool) {
	nodes, next := []int32{0}, []int32{}
	for slot := range strings.SplitSeq(phrase, " ") {
		next = next[:0]
		for _, choice := range choices(slot) {
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
	key := uint64(node)<<32 | uint64(uint32(word))
	next, ok := p.next[key]
	if !ok {
		next = int32(len(p.value))
		p.next[key] = next
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

// choices are what may stand at one place of a phrase: "a|b", or, if it may be left out, "[a|b]".
func choices(slot string) []string {
	if inner, ok := strings.CutPrefix(slot, "["); ok {
		return append(strings.Split(strings.TrimSuffix(inner, "]"), "|"), "")
	}
	return strings.Split(slot, "|")
}

// expand writes out the choices in a phrase.
func expand(phrase string) []string {
	head, rest, more := strings.Cut(phrase, " ")
	first := choices(head)
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
		next, ok := p.next[uint64(node)<<32|uint64(uint32(g.word(w)))]
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
		next, ok := p.next[uint64(node)<<32|uint64(uint32(l.word))]
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
