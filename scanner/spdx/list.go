// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	_ "embed" // the list
	"strings"
	"sync"
	"unicode"
)

// ListVersion is the version of the SPDX License List that this package carries.
const ListVersion = "3.28.0"

// A ListedLicense is an entry of the SPDX License List.
type ListedLicense struct {
	ID         string
	Name       string
	OSI        bool // approved by the Open Source Initiative, as the list marks it
	Deprecated bool
	Successor  string   // of a deprecated id: the expression that replaces it, or "" where the list names none
	URLs       []string // where the text is published
}

// A ListedException is an entry of the list of exceptions.
type ListedException struct {
	ID         string
	Name       string
	Deprecated bool
	Successor  string   // of a deprecated id: the exception that replaces it, or "" where the list names none
	URLs       []string // where the text is published
}

// LookupLicense finds an id of the list without regard to case, deprecated ids included. Of these
// some end in "+" ("GPL-2.0+"); to other ids the operator does not belong.
func LookupLicense(id string) (ListedLicense, bool) {
	l := list()
	i, ok := l.licenseIDs.find(id)
	if !ok {
		return ListedLicense{}, false
	}
	return l.licenses[i], true
}

// LookupException finds an exception's id without regard to case.
func LookupException(id string) (ListedException, bool) {
	l := list()
	i, ok := l.exceptionIDs.find(id)
	if !ok {
		return ListedException{}, false
	}
	return l.exceptions[i], true
}

// LookupName finds a licence by the full name the list gives it. Case, white space and punctuation do
// not matter, nor do a leading "the", the words "software" and "version" or the v before a number, and
// licence may be spelt either way: "The Apache Software License, Version 2.0" is the list's "Apache
// License 2.0". Where a deprecated id and its successor share a name, it is the successor's.
func LookupName(name string) (ListedLicense, bool) {
	if len(name) > maxName {
		return ListedLicense{}, false
	}
	book := fieldBook()
	names, node := &book.Trees[listedNames], int32(0)
	for _, word := range foldName(name) {
		if node = names.Follow(node, book.Find(word)); node == 0 {
			return ListedLicense{}, false
		}
	}
	i := names.Value(node)
	if i < 0 {
		return ListedLicense{}, false
	}
	return list().licenses[i], true
}

// Licenses is the list, sorted by id without regard to case. The caller must not change it.
func Licenses() []ListedLicense { return list().licenses }

// Exceptions is the list of exceptions, sorted likewise.
func Exceptions() []ListedException { return list().exceptions }

//go:embed licenses.tsv
var licensesTSV string

//go:embed exceptions.tsv
var exceptionsTSV string

// loaded is the list in memory, with its indexes.
type loaded struct {
	licenses     []ListedLicense
	exceptions   []ListedException
	licenseIDs   index
	exceptionIDs index
}

// list reads the embedded tables when it is first asked; it may be called concurrently.
var list = sync.OnceValue(load)

func load() *loaded {
	licenses, exceptions := strings.Count(licensesTSV, "\n"), strings.Count(exceptionsTSV, "\n")
	l := &loaded{
		licenses: make([]ListedLicense, 0, licenses), exceptions: make([]ListedException, 0, exceptions),
		licenseIDs: make(index, licenses), exceptionIDs: make(index, exceptions),
	}
	for f := range rows(licensesTSV) {
		l.licenseIDs.add(f[0], len(l.licenses))
		l.licenses = append(l.licenses, ListedLicense{
			ID: f[0], Name: f[1], OSI: f[2] != "", Deprecated: f[3] != "", Successor: f[4], URLs: strings.Fields(f[5]),
		})
	}
	for f := range rows(exceptionsTSV) {
		l.exceptionIDs.add(f[0], len(l.exceptions))
		l.exceptions = append(l.exceptions, ListedException{
			ID: f[0], Name: f[1], Deprecated: f[3] != "", Successor: f[4], URLs: strings.Fields(f[5]),
		})
	}
	return l
}

// rows yields the six fields of every line that is no comment.
func rows(table string) func(yield func([6]string) bool) {
	return func(yield func([6]string) bool) {
		for line := range strings.Lines(table) {
			if line[0] == '#' {
				continue
			}
			var fields [6]string
			rest := strings.TrimSuffix(line, "\n")
			for i := range fields {
				fields[i], rest, _ = strings.Cut(rest, "\t")
			}
			if line != "\n" && !yield(fields) {
				return
			}
		}
	}
}

// Longest id and name that are looked up; a test holds that the list has none longer.
const (
	maxID   = 64
	maxName = 200
)

// An index finds ids by their spelling in lower case.
type index map[string]int

func (x index) add(id string, i int) { x[strings.ToLower(id)] = i }

// find does not allocate. Only ASCII letters are folded: no id has others.
func (x index) find(id string) (int, bool) {
	if len(id) > maxID {
		return 0, false
	}
	var lower [maxID]byte
	for i := range len(id) {
		c := id[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	i, ok := x[string(lower[:len(id)])]
	return i, ok
}

// foldName gives the words of a name as far as they matter.
func foldName(name string) []string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '+'
	})
	kept := words[:0]
	for i, w := range words {
		w = strings.Trim(w, ".")
		if i == 0 && w == "the" || w == "" || w == "version" || w == "v" || w == "software" {
			continue
		}
		if len(w) > 1 && w[0] == 'v' && '0' <= w[1] && w[1] <= '9' {
			w = w[1:]
		}
		if w == "licence" {
			w = "license"
		}
		kept = append(kept, w)
	}
	return kept
}
