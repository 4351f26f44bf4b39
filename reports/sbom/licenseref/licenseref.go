// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package licenseref names the licences that the SPDX list does not have, as every SPDX document must that
// mentions one, and keeps the texts that explain the names.
package licenseref

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// prefix begins the references that we make for what is no expression.
const prefix = "LicenseRef-lizenzlotse-"

// separator stands between several texts that came with the input under one reference.
const separator = "\n\n----\n\n"

// A Set is the references of one document that is written.
type Set struct {
	input []inventory.Text
	texts map[named][]inventory.Text // of the input, by document and name
	plain map[string]map[string]bool // name -> the digests of all texts under it
	used  map[string]*explained      // by the reference in the document that is written
}

type named struct{ document, license string }

type explained struct {
	raw     string // what was written, where the reference is of our making
	comment string
	texts   map[string]string // by their digests
}

// New makes an empty set for an input that brings these texts along.
func New(texts []inventory.Text) *Set {
	s := &Set{texts, map[named][]inventory.Text{}, map[string]map[string]bool{}, map[string]*explained{}}
	for _, t := range texts {
		key := named{t.Document, t.License}
		s.texts[key] = append(s.texts[key], t)
		if s.plain[t.License] == nil {
			s.plain[t.License] = map[string]bool{}
		}
		s.plain[t.License][t.SHA256] = true
	}
	return s
}

// Make gives the reference that stands for a wording; origin is whose wording it is. The texts that came
// under other names explain it too.
func (s *Set) Make(raw, origin string, others ...string) string {
	id := prefix + Hash(raw)
	for _, name := range append(others, raw) {
		s.use(id, raw, s.texts[named{origin, name}])
	}
	return id
}

// Comment says something of a reference that [Set.Make] gave.
func (s *Set) Comment(id, comment string) { s.used[id].comment = comment }

// Keep gives the reference that stands here for one of an input document. Its name means something
// within that document only: where others explain it differently it gets a name of its own.
func (s *Set) Keep(id, origin string) string {
	texts := s.texts[named{origin, id}]
	if len(s.plain[id]) > 1 && len(texts) > 0 {
		var sums []string
		for _, t := range texts {
			sums = append(sums, t.SHA256)
		}
		slices.Sort(sums)
		id += "-" + Hash(strings.Join(slices.Compact(sums), " "))
	}
	s.use(id, "", texts)
	return id
}

func (s *Set) use(id, raw string, texts []inventory.Text) {
	e := s.used[id]
	if e == nil {
		e = &explained{raw: raw, texts: map[string]string{}}
		s.used[id] = e
	}
	for _, t := range texts {
		e.texts[t.SHA256] = t.Text
	}
}

// Names are the references that were made or kept so far, sorted.
func (s *Set) Names() []string { return slices.Sorted(maps.Keys(s.used)) }

// A Reference is one of the document, with what explains it.
type Reference struct {
	ID      string
	Raw     string // the wording it stands for; empty where an input document has the reference itself
	Comment string
	Text    string // never empty: [inventory.NoText] where nothing came along
}

// All are the references in use, and every other one whose text came with the input, sorted by ID.
func (s *Set) All() []Reference {
	for _, t := range s.input {
		if e, err := spdx.Parse(t.License); err == nil {
			if l, ok := e.(spdx.License); ok && l.IsRef() && l.Document == "" && !l.OrLater {
				s.Keep(l.ID, t.Document)
			}
		}
	}
	var list []Reference
	for _, id := range s.Names() {
		e := s.used[id]
		parts := slices.Sorted(maps.Values(e.texts))
		if e.raw != "" {
			parts = append([]string{e.raw}, parts...)
		}
		text := strings.Join(parts, separator)
		if strings.TrimSpace(text) == "" {
			text = inventory.NoText
		}
		list = append(list, Reference{id, e.raw, e.comment, text})
	}
	return list
}

// Hash is a part of a name that stands for what is too long to be one.
func Hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}
