// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"github.com/goccy/go-yaml/ast"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// everything reports whether an exclusion leaves nothing to be judged: it covers paths that have nothing in common.
func everything(pattern string) bool {
	for _, path := range []string{"a", ".b-0", "Ü c/_.d", "e/f/1/~g.tar.gz"} {
		if !inventory.MatchPath(pattern, path) {
			return false
		}
	}
	return pattern != ""
}

// house reads the licences of the house: licences, pairs or families.
func (r *reader) house(x pair) []Item {
	var list []Item
	seen := map[string]bool{}
	for _, n := range r.Items(x) {
		e := r.entry(n, x.Name)
		if e.class != "" {
			r.Fail(n, inventory.NewMessage("profile.house.class", "value", e.text))
		}
		if seen[e.key] {
			r.Fail(n, inventory.NewMessage("file.duplicate", "key", e.text))
		}
		seen[e.key] = true
		list = append(list, Item{e.text, r.Origin(n)})
	}
	return list
}

// dependencies reads the three lists. What stands in two of them is an error, because no order says which one is meant.
func (r *reader) dependencies(x pair) []Dependency {
	byStanding := map[assessment.Standing][]Dependency{}
	before := map[string]Dependency{}
	known := map[string]func(pair){}
	for _, s := range assessment.Standings() {
		known[string(s)] = func(x pair) {
			for _, n := range r.Items(x) {
				e := r.entry(n, x.Name)
				d := Dependency{e.text, s, r.Origin(n)}
				if b, twice := before[e.key]; twice && b.Standing == s {
					r.Fail(n, inventory.NewMessage("file.duplicate", "key", e.text))
				} else if twice {
					r.Fail(n, inventory.NewMessage("profile.dependency.twice", "entry", e.text, "list", string(s), "other", string(b.Standing), "origin", b.Origin),
						inventory.NewMessage("profile.hint.dependency"))
				}
				before[e.key] = d
				byStanding[s] = append(byStanding[s], d)
			}
		}
	}
	r.Fields(x.Value, x.Name, known)
	var list []Dependency
	for _, s := range assessment.Standings() {
		list = append(list, byStanding[s]...)
	}
	return list
}

// entry reads an entry of a list of licences.
func (r *reader) entry(n ast.Node, field string) entry {
	s := r.Text(n, field)
	e, ok := parseEntry(s)
	if !ok {
		r.Fail(n, inventory.NewMessage("profile.entry", "value", s), meantEntry(s))
	}
	return e
}

func meantEntry(value string) inventory.Message {
	names := make([]string, 0, 1000)
	for _, l := range spdx.Licenses() {
		names = append(names, l.ID)
	}
	for _, c := range facts.Classes() {
		names = append(names, classPrefix+string(c))
	}
	if meant := spdx.Nearest(value, names); meant != "" {
		return inventory.NewMessage("file.hint.meant", "meant", meant)
	}
	return inventory.NewMessage("profile.hint.entry")
}

// expression reads an SPDX expression.
func (r *reader) expression(x pair) string {
	s := r.Value(x)
	e, err := spdx.Parse(s)
	if err != nil {
		r.Fail(x.Value, inventory.NewMessage("profile.expression", "field", x.Name, "value", s), meantEntry(s))
		return s
	}
	return e.String()
}
