// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"cmp"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Words that the grammar of versions goes by.
var wordList = []string{
	"version", "versions", "v", "ver", "vers", "rev", "revision", "release", "only", "or", "and", "either", "any", "license", "licenses", "e", "use",
	"licensed", "of", "the", "a", "under", "style", "with", "two", "three", "exactly", "module", "alone", "dual", "exception", "http",
	"oder", "und", "nur", "der", "international", "accepted", "approved", "alternatively", "generic", "unported", "germany", "universal", "plus", "which", "that", "unlike", "mean", "text", "das", "like", "identifier", "id", "type", "name", "compatible", "compatibility", "incompatible", "was", "were", "war", "waren", "until", "before", "prior", "bis", "to", "up", "not", "part", "nicht", "teil", "bestandteil", "if", "while", "wenn",
	"section", "sections", "this", "file", "one", "code", "program", "library",
}

// Words between a version and what it belongs to, and between it and the leave to take a later one.
const fillers = "of the a or any at your option choice discretion opinion license licenses gnu general public lesser library affero " +
	"as published by free software foundation fsf and either gpl lgpl agpl its their that if you prefer licensee user users s " +
	"version versions v later newer inc is under terms mozilla eclipse apache to in der die oder nach ihrer wahl jeder jede späteren dieser version lizenz fassung " +
	"this soon they will be approved european commission sobald diese von europäischen kommission genehmigt wurden work"

// How far a version may stand from the name, in lexemes.
const (
	versionReach = 28 // behind it, within the paragraph
	versionBack  = 14 // before it, within the sentence
	laterReach   = 12
)

// A versioned is what was read of the versions of a licence.
type versioned struct {
	numbers []string // as the family has them
	later   bool
	only    bool
	far     bool // it stands well behind the name
	to      int  // behind the last lexeme read
	from    int  // the first lexeme, if it stands before the name
}

func (p *parser) is(i int, words ...string) bool {
	w := p.list[i].word
	if w < 0 {
		return false
	}
	for _, s := range words {
		if n, ok := p.g.words.get([]byte(s)); ok && n == w {
			return true
		}
	}
	return false
}

func (p *parser) isVersionWord(i int) bool {
	return p.is(i, "version", "versions", "v", "ver", "vers", "rev", "revision", "release")
}

// number gives the version of a family that the lexeme is, as the family has it.
func (p *parser) number(i int, f *family) (string, bool) {
	l := p.list[i]
	s := ""
	switch {
	case l.kind == isNumber || l.kind == isName && l.lo < l.hi && isDigit(p.text[l.lo]):
		s = spdx.NormalVersion(string(fold(nil, p.text[l.lo:l.hi])))
		if _, ok := f.Versions[s]; !ok && len(s) == 2 && f.GNU { // "lgpl21", "gplv30"
			if at := i - 1; at >= 0 && (p.list[at].hi == l.lo || p.isVersionWord(at) || hasFoldPrefix(p.text[p.list[at].lo:], "gnu") || at > 0 && p.is(at-1, "gnu")) {
				s = spdx.NormalVersion(s[:1] + "." + s[1:])
			}
		}
	case p.is(i, "two"):
		s = "2"
	case p.is(i, "three"):
		s = "3"
	}
	_, ok := f.Versions[s]
	return s, s != "" && ok
}

// version reads the version that goes with the name at list[from:to].
func (p *parser) version(f *family, from, to int) (v versioned, ok bool) {
	if len(f.Versions) == 0 {
		return v, false
	}
	if v, ok = p.versionHere(f, to); ok {
		return v, true
	}
	if v, ok = p.versionBefore(f, from); ok {
		v.to = to
		return v, true
	}
	return p.versionBehind(f, to)
}

// versionHere reads a version that follows the name at once: "license (GPL), version 2", "v2", "2".
func (p *parser) versionHere(f *family, to int) (v versioned, ok bool) {
	i := to
	for n := 0; n < 4 && p.within(i, sepParagraph); n++ {
		if n == 0 && p.is(i, "license", "licenses", "lizenz") || p.namesSame(i, f) || p.is(i, "under", "either", "exactly", "with") && p.isVersionWord(i+1) {
			i++
			continue
		}
		break
	}
	if p.within(i, sepBlank) && p.isVersionWord(i) {
		i++
		if p.list[i].sep&sepStop != 0 && p.is(i-1, "version") {
			return v, false
		}
	} else if !p.within(i, sepStop|sepBlank|sepColon) || p.list[i].sep&sepLine != 0 && !p.has(f, i) {
		return v, false
	}
	if number, ok := p.parted(i, f); ok {
		return p.tail(f, number, i+2, len(p.list)), true
	}
	number, ok := p.number(i, f)
	if !ok {
		return v, false
	}
	return p.tail(f, number, i+1, len(p.list)), true
}

// parted gives a version whose digits an underscore or a space parts: "artistic_2_0", "mpl 1 1".
func (p *parser) parted(i int, f *family) (string, bool) {
	if i+2 >= len(p.list) {
		return "", false
	}
	a, b := p.list[i], p.list[i+1]
	if a.hi-a.lo != 1 || b.hi-b.lo != 1 || b.lo != a.hi+1 || strings.IndexByte(" _", p.text[a.hi]) < 0 || !isDigit(p.text[a.lo]) || !isDigit(p.text[b.lo]) {
		return "", false
	}
	s := spdx.NormalVersion(p.text[a.lo:a.hi] + "." + p.text[b.lo:b.hi])
	return s, f.Versions[s] != ""
}

// has reports whether the number at i is a version with a dot in it, which is no item of a list.
func (p *parser) has(f *family, i int) bool {
	l := p.list[i]
	return l.hi-l.lo >= 3
}

// versionBefore reads "version 2 or later of the" before a name.
func (p *parser) versionBefore(f *family, from int) (v versioned, ok bool) {
	found := -1
	for i := from - 1; i > 0 && i > from-versionBack && p.within(i+1, sepParagraph); i-- {
		if p.list[i+1].sep&sepColon != 0 || i < p.behind {
			break // it goes with what was named before
		}
		if p.list[i].kind == isNumber && p.isVersionWord(i-1) {
			if _, ok := p.number(i, f); ok {
				found = i
			}
			break
		}
		if !p.isFiller(i) {
			break
		}
	}
	if found < 0 {
		return v, false
	}
	number, _ := p.number(found, f)
	v = p.tail(f, number, found+1, from)
	v.from = found - 1
	return v, true
}

// Where licences of Creative Commons were fitted to the law of a country, as their ids and their names have it.
var ports = map[string]string{
	"at": "AT", "austria": "AT", "österreich": "AT", "au": "AU", "australia": "AU", "ch": "CH", "switzerland": "CH", "schweiz": "CH",
	"de": "DE", "germany": "DE", "deutschland": "DE", "fr": "FR", "france": "FR", "igo": "IGO", "jp": "JP", "japan": "JP",
	"nl": "NL", "netherlands": "NL", "niederlande": "NL", "uk": "UK", "us": "US",
}

// ported gives the id of a licence for the country that is named behind it, if the list has it.
func (p *parser) ported(id string, i int) (string, bool) {
	if !strings.HasPrefix(id, "CC-") || !p.within(i, sepParagraph|sepComma|sepColon) || p.list[i].kind != isWord {
		return id, false
	}
	word := p.text[p.list[i].lo:p.list[i].hi]
	if word != strings.ToUpper(word) && len(word) < 3 && p.text[p.list[i].lo-1] != '-' { // "at", "us"
		return id, false
	}
	l, ok := spdx.LookupLicense(id + "-" + ports[string(fold(nil, word))])
	return cmp.Or(l.ID, id), ok
}

// isFiller is for the words that may stand between a version and what it belongs to.
func (p *parser) isFiller(i int) bool {
	w := p.list[i].word
	return w > 0 && p.g.filler[w] || p.list[i].kind == isNumber
}

// versionBehind reads a version that follows in the same paragraph: "as published by the Free
// Software Foundation; either version 2 of the license".
func (p *parser) versionBehind(f *family, to int) (v versioned, ok bool) {
	for i := to; i < to+versionReach && p.within(i, sepBlank); i++ {
		if p.list[i].sep&sepStop != 0 && i > to+1 && !f.GNU {
			return v, false
		}
		if p.otherName(i, f) || p.name[i] >= 0 && p.g.name(p.name[i]).Exception != "" {
			return v, false
		}
		if p.isVersionWord(i) && p.within(i+1, sepParagraph) {
			if number, ok := p.number(i+1, f); ok {
				v = p.tail(f, number, i+2, len(p.list))
				v.far = true
				return v, true
			}
		}
	}
	return v, false
}

// tail reads what follows a version: "or later", "only", "or 3".
func (p *parser) tail(f *family, number string, i, end int) versioned {
	v := versioned{numbers: []string{number}, to: i}
	if end := int(p.list[i-1].hi); end < len(p.text) && p.text[end] == '+' && (end+1 == len(p.text) || asciiWord[p.text[end+1]] == 0) || p.list[i-1].sep&sepAtLeast != 0 {
		v.later = true
		return v
	}
	if p.is(i, "plus") && p.list[i+1].sep&(sepLine|sepStop|sepComma|sepClose) != 0 && p.within(i, sepParagraph|sepLine) {
		v.later, v.to = true, i+1
		return v
	}
	for n := 0; n < laterReach && i < end && p.within(i, sepParagraph); n++ {
		switch {
		case p.sign[i]&signLater != 0 && p.list[i].kind == isWord && n < 3:
			v.later, v.to = true, i+1
			return v
		case p.is(i, "only", "alone", "nur"):
			v.only, v.to = true, i+1
			return v
		case p.is(i, "or", "and", "oder", "und") || p.list[i].sep&sepSlash != 0 && p.list[i].kind == isNumber:
			if next, ok := p.other(f, i, end); ok {
				number, _ := p.number(next, f)
				v.numbers, v.to = append(v.numbers, number), next+1
				i = next + 1
				continue
			}
			if to := p.laterBehind(f, i+1, end); to > 0 {
				v.later, v.to = true, to
				return v
			}
			if n > 0 && !p.isFiller(i+1) {
				return v
			}
		case p.otherName(i, f):
			return v
		case !p.isFiller(i) && !p.namesSame(i, f):
			if at := p.leaveBehind(f, i, end); at > 0 {
				i = at
				continue
			}
			return v
		}
		i++
	}
	return v
}

// leaveBehind finds where the versions go on behind a clause that stands between: "version 2, a copy of which is in
// COPYING, or (at your option) any later version". It gives the place of the "or", 0 if there is none.
func (p *parser) leaveBehind(f *family, i, end int) int {
	for n := 0; n < versionReach && i+1 < end && p.within(i, sepParagraph) && !p.otherName(i, f); n++ {
		if p.is(i, "or", "oder") && (p.is(i+1, "at", "nach") || p.list[i].sep&sepComma != 0 && p.laterBehind(f, i+1, end) > 0) {
			return i
		}
		if p.is(i, "only", "nur") || p.isVersionWord(i) {
			return 0
		}
		i++
	}
	return 0
}

// other finds another version of the same licence: "or 3", "or version 3", "/3".
func (p *parser) other(f *family, i, end int) (int, bool) {
	if p.list[i].kind != isNumber {
		i++
		for n := 0; n < 6 && i < end && (p.isVersionWord(i) || p.is(i, "the", "at", "your", "option", "choice", "any")); n++ {
			i++
		}
	}
	if i >= end || !p.within(i, sepParagraph) || strings.HasPrefix(p.text[p.list[i].hi:], ")") && p.is(i+1, "the", "gnu", "a") { // the number of an item
		return 0, false
	}
	_, ok := p.number(i, f)
	return i, ok
}

// laterBehind finds the word that allows later versions behind an "or": where it ends, or 0.
func (p *parser) laterBehind(f *family, i, end int) int {
	for n := 0; n < laterReach && i < end && p.within(i, sepBlank); n++ {
		if p.sign[i]&signLater != 0 {
			if p.is(i+1, "version", "versions") && p.is(i+2, "accepted", "approved") {
				return 0 // by somebody named, who may not
			}
			return i + 1
		}
		if !p.isFiller(i) || p.list[i].kind == isNumber || p.otherName(i, f) {
			return 0
		}
		i++
	}
	return 0
}

// extend reads on behind a notice that another detector found and that ends with a version: "or any later", "or version 3".
func (p *parser) extend(u *unit) {
	l, ok := u.expression.(spdx.License)
	if !ok || u.kind != inventory.FoundHeader && u.kind != inventory.FoundNotice || u.to <= u.from || strings.HasSuffix(l.ID, "-or-later") || l.OrLater {
		return
	}
	stem, number, ok := spdx.SplitVersion(l.ID)
	f := p.g.vocabulary.Families[stem]
	if !ok || f == nil || f.Versions[number] == "" || !p.within(u.to, sepParagraph) || !p.is(u.to, "or", "oder") && p.leaveBehind(f, u.to, len(p.list)) == 0 || !endsInVersion(p.text[u.start:u.end]) {
		return
	}
	if v := p.tail(f, number, u.to, len(p.list)); v.later || len(v.numbers) > 1 && isDigit(p.text[u.end-1]) {
		u.expression, u.readings, u.end, u.to = f.Expression(v.numbers, v.later), nil, int(p.list[v.to-1].hi), v.to
	}
}

// endsInVersion reports whether a notice ends with "version 3" or "version 3 of the license".
func endsInVersion(notice string) bool {
	notice = strings.TrimRight(notice, " \t\r\n,(")
	n := len(notice)
	return n > 0 && isDigit(notice[n-1]) || n > len("license") && hasFoldPrefix(notice[n-len("license"):], "license")
}
