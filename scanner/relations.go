// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"slices"

	"lizenzlotse/scanner/inventory"
)

// relations keeps one relation for what several documents say alike, with the places of all that say it. Who says less, that one
// depends on the other and not when, says the same; who says something else has a relation of its own.
type relations struct {
	list  []inventory.Relation
	parts bool           // some of them may say what is part of what
	at    map[ends][]int // indices in list; nil as long as one document says everything
}

type ends struct {
	from, to string
	kind     inventory.RelationKind
}

// addAll takes in those of an SBOM. The list is not needed by anybody else any more.
func (x *relations) addAll(d *inventory.Document, list []inventory.Relation, several bool) {
	x.parts = x.parts || len(list) > 0
	if !several { // whose they are needs no word
		x.list = list
		return
	}
	said := []inventory.Evidence{{Path: d.ID, Detector: d.Format}}
	for _, r := range list {
		if len(r.Evidence) == 0 {
			r.Evidence = said[:1:1] // that of all
		}
		x.add(r)
	}
}

// contain takes in what lies in what, each once.
func (x *relations) contain(list []inventory.Relation) {
	if !x.parts { // files of package managers say nothing of that
		x.list = append(x.list, list...)
		return
	}
	for _, r := range list {
		x.add(r)
	}
}

// addOnce takes in a list in which nothing is said twice, and which is not needed by anybody else any more.
func (x *relations) addOnce(list []inventory.Relation) {
	if len(x.list) == 0 {
		x.list = list
		return
	}
	x.list = slices.Grow(x.list, len(list))
	for _, r := range list {
		x.add(r)
	}
}

// add takes in one.
func (x *relations) add(r inventory.Relation) {
	if x.at == nil {
		x.at = make(map[ends][]int, len(x.list))
		for i, r := range x.list {
			key := ends{r.From, r.To, r.Kind}
			x.at[key] = append(x.at[key], i)
		}
	}
	key := ends{r.From, r.To, r.Kind}
	for _, i := range x.at[key] {
		had := &x.list[i]
		if had.Scope != r.Scope && had.Scope != "" && r.Scope != "" {
			continue
		}
		if had.Scope == "" {
			had.Scope = r.Scope
		}
		had.Unclear = had.Unclear && r.Unclear
		if len(had.Evidence) < maxStatements {
			for _, e := range r.Evidence {
				if !slices.Contains(had.Evidence, e) {
					had.Evidence = append(had.Evidence[:len(had.Evidence):len(had.Evidence)], e)
				}
			}
		}
		return
	}
	x.at[key] = append(x.at[key], len(x.list))
	x.list = append(x.list, r)
}

// all gives them in the order in which they came; the list is never nil.
func (x *relations) all() []inventory.Relation {
	if x.list == nil {
		return []inventory.Relation{}
	}
	return x.list
}

// maxStatements bounds how many places a relation names that say it.
const maxStatements = 100
