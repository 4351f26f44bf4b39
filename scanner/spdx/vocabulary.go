// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	_ "embed" // the tables
	"strings"
	"sync"
)

// The tables of what licences are called. In a phrase "a|b" is either word and "[a]" one that may be missing.
var (
	//go:embed names.tsv
	namesTSV string // what licences are called, beside their names and ids on the SPDX list
	//go:embed families.tsv
	familiesTSV string // what a name without a version stands for
	//go:embed addresses.tsv
	addressesTSV string // where licences are published, beside the addresses of the SPDX list
)

// A Family is a licence in all its versions, or a single one.
type Family struct {
	Name     string
	Versions map[string]string // id by version as [NormalVersion] has it; nil for a single licence
	GNU      bool              // ids end in "-only" and "-or-later", which Versions leaves out
	Bare     Expression        // what the name alone stands for
	Readings []Expression      // and may stand for
	Low      bool              // Bare is a guess: the name leaves the version open
	Group    string            // what all that may be meant by the bare name have in common
}

// Expression is what the family is in these versions, which it must have. Of several one may be chosen.
func (f *Family) Expression(versions []string, later bool) Expression {
	var list []Expression
	for _, number := range versions {
		id := f.Versions[number]
		switch {
		case f.GNU && later:
			id += "-or-later"
		case f.GNU:
			id += "-only"
		}
		list = append(list, License{ID: id, OrLater: later && !f.GNU})
	}
	if later && len(list) > 1 {
		return list[0]
	}
	return Any(list...)
}

// Strength tells how surely a phrase is the name of a licence.
type Strength uint8

// The strengths.
const (
	Weak   Strength = iota // a word of its own meaning: "license" has to follow
	Medium                 // a word that has to be near one that tells of licensing
	Strong                 // nothing else has this name
)

// UnnamedException is the Exception of phrases which say that there is one, and not which.
const UnnamedException = "exception"

// A Name is what a phrase means.
type Name struct {
	Phrase    string // of the tables, whose places have [Choices], or as the SPDX list writes it
	Listed    bool   // it is the list's, and gives way to a name of the tables
	Family    *Family
	Version   string // of the family, if the name has it in it
	Exception string // id of an exception; then Family is nil
	Strength  Strength
	Bracketed bool         // the list has brackets in it
	Bare      []Expression // what it stands for without a version, and may, if not what the family does
}

// A Vocabulary is what licences are called and where they are published. It must not be changed.
type Vocabulary struct {
	Families map[string]*Family
	Names    []Name   // where two have one phrase, of the list's the first counts, and of the tables' the last
	made     sync.Map // *Family by what at is asked for
}

// Words is the vocabulary. It may be called concurrently.
var Words = sync.OnceValue(func() *Vocabulary {
	strengths := map[string]Strength{"weak": Weak, "medium": Medium, "strong": Strong}
	v := &Vocabulary{Families: make(map[string]*Family, len(Licenses())), Names: make([]Name, 0, 3*len(Licenses()))}
	v.addListed()
	for f := range rows(familiesTSV) {
		v.describeFamily(f)
	}
	for f := range rows(namesTSV) {
		n := Name{Phrase: f[0], Strength: strengths[f[2]]}
		if _, ok := LookupException(f[1]); ok || f[1] == UnnamedException {
			n.Exception = f[1]
		} else {
			n.Family, n.Version = v.meaning(f[1])
		}
		for _, id := range strings.Fields(f[3]) {
			n.Bare = append(n.Bare, License{ID: id})
		}
		v.Names = append(v.Names, n)
	}
	return v
})

// Choices are what may stand at one place of a table's phrase: "a|b", or, if it may be left out, "[a|b]".
func Choices(slot string) []string {
	if inner, ok := strings.CutPrefix(slot, "["); ok {
		return append(strings.Split(strings.TrimSuffix(inner, "]"), "|"), "")
	}
	return strings.Split(slot, "|")
}

// meaning is the family of an expression, which is added if there is none, and the version.
func (v *Vocabulary) meaning(text string) (*Family, string) {
	f, version := v.named(text)
	if version == "" {
		v.Families[text] = f
	}
	return f, version
}

// named is meaning without adding anything.
func (v *Vocabulary) named(text string) (*Family, string) {
	if f, ok := v.Families[text]; ok {
		return f, ""
	}
	if stem, version, ok := SplitVersion(text); ok && v.Families[stem] != nil && !v.Families[stem].GNU {
		return v.Families[stem], version
	}
	return &Family{Name: text, Bare: MustParse(text), Group: Group(text)}, ""
}

// Group is what comes before the first number of an id: all of BSD are one, for whoever says just that.
func Group(id string) string {
	for i := 0; i+1 < len(id); i++ {
		if id[i] == '-' && '0' <= id[i+1] && id[i+1] <= '9' {
			return id[:i]
		}
	}
	return id
}

// SplitVersion takes an id apart: "MPL-1.1" is version 1.1 of MPL.
func SplitVersion(id string) (stem, version string, ok bool) {
	id = strings.TrimSuffix(strings.TrimSuffix(id, "-only"), "-or-later")
	i := strings.LastIndexByte(id, '-')
	if i < 0 {
		return "", "", false
	}
	stem, version = id[:i], id[i+1:]
	if version == "" || version[0] < '0' || version[0] > '9' || !strings.Contains(version, ".") || strings.Trim(version[:len(version)-1], "0123456789.") != "" {
		return "", "", false
	}
	return stem, NormalVersion(strings.ToLower(version)), true
}

// NormalVersion makes "2.0" of version 2 the same as "2".
func NormalVersion(v string) string {
	if i := strings.IndexByte(v, '.'); i > 0 && strings.Trim(v[i:], ".0") == "" {
		return v[:i]
	}
	return v
}

// describeFamily reads what the name of a family stands for, where it is not its latest version.
func (v *Vocabulary) describeFamily(fields [6]string) {
	f := v.Families[fields[0]]
	if f == nil {
		f = &Family{Name: fields[0], Group: fields[0]}
		v.Families[fields[0]] = f
	}
	f.Bare, f.Low = MustParse(fields[1]), fields[2] == "low"
	for _, r := range strings.Fields(fields[3]) {
		f.Readings = append(f.Readings, License{ID: r})
	}
}
