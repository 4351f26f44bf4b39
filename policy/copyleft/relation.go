// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copyleft

import (
	"slices"

	"lizenzlotse/scanner/inventory"
)

// looseness orders the relations by how much of a part is left of it in what uses it, the closest first.
// What says little stands behind what it may stand for.
var looseness = []inventory.RelationKind{inventory.Incorporates, inventory.LinksStatic, inventory.LinksDynamic,
	inventory.DependsOn, inventory.Contains, inventory.UsesSeparately, inventory.TestsWith, inventory.BuildsWith}

// Relations tells for each component how own code uses it, at whatever remove: a way through several
// components is as close as its loosest step, and there may be several ways. What a separate program links is thus used
// separately. What the subject or a document is about counts as own code here, unless something uses it. A component that no
// way leads to has none: nothing says how it is used, whatever is said of what others do with it.
//
// The time is linear in the number of relations.
func Relations(inv *inventory.Inventory, own func(id string) bool) *Ways {
	w := &Ways{index: make(map[string]int, len(inv.Components))}
	from, at := "", w.node("")
	for i := range inv.Relations {
		r := &inv.Relations[i]
		if k := slices.Index(looseness, r.Kind); k >= 0 && r.From != r.To {
			if r.From != from { // they are sorted by it
				from, at = r.From, w.node(r.From)
			}
			to := w.node(r.To)
			w.nodes[at].uses = append(w.nodes[at].uses, step{to, uint8(k)})
			w.nodes[to].used = true
		}
	}
	walk := func(id string) {
		from, known := w.index[id]
		if !known || w.nodes[from].begun {
			return
		}
		w.nodes[from].begun = true
		for todo := []step{{from, 0}}; len(todo) > 0; {
			at := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			for _, next := range w.nodes[at.to].uses {
				next.kind = max(next.kind, at.kind)
				if bit := uint8(1) << next.kind; w.nodes[next.to].seen&bit == 0 {
					w.nodes[next.to].seen |= bit
					todo = append(todo, next)
				}
			}
		}
	}
	for i := range inv.Components {
		if id := inv.Components[i].ID; own(id) {
			walk(id)
		}
	}
	for _, id := range slices.Concat([]string{inv.Subject.Main}, inv.Subject.Roots) {
		walk(id)
	}
	for i := range inv.Documents {
		d := &inv.Documents[i]
		for _, id := range slices.Concat([]string{d.Main}, d.Described) {
			if at, known := w.index[id]; known && !w.nodes[at].used {
				walk(id)
			}
		}
	}
	return w
}

// Ways are those in which own code uses components.
type Ways struct {
	index map[string]int // in nodes, by ID
	nodes []node
}

// A node is a component that relations name.
type node struct {
	uses  []step
	used  bool
	begun bool  // a walk began there
	seen  uint8 // a bit for each kind of way to it
}

// A step leads to a node, in a way of looseness.
type step struct {
	to   int
	kind uint8
}

func (w *Ways) node(id string) int {
	at, known := w.index[id]
	if !known {
		at = len(w.nodes)
		w.index[id] = at
		w.nodes = append(w.nodes, node{})
	}
	return at
}

// To are the ways to a component, the closest first; none if nothing says how it is used.
func (w *Ways) To(id string) (kinds []inventory.RelationKind) {
	at, known := w.index[id]
	if !known {
		return nil
	}
	for k, kind := range looseness {
		if w.nodes[at].seen&(1<<k) != 0 {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
