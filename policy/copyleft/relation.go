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
// way leads to has no entry: nothing says how it is used, whatever is said of what others do with it.
//
// The time is linear in the number of relations.
func Relations(inv *inventory.Inventory, own func(id string) bool) map[string][]inventory.RelationKind {
	uses := map[string][]step{}
	used := map[string]bool{}
	for _, r := range inv.Relations {
		if k := slices.Index(looseness, r.Kind); k >= 0 && r.From != r.To {
			uses[r.From] = append(uses[r.From], step{r.To, uint8(k)})
			used[r.To] = true
		}
	}
	seen := map[string]uint8{} // a bit for each kind of way to a component
	begun := map[string]bool{}
	walk := func(from string) {
		if begun[from] {
			return
		}
		begun[from] = true
		for todo := []step{{from, 0}}; len(todo) > 0; {
			at := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			for _, next := range uses[at.to] {
				next.kind = max(next.kind, at.kind)
				if bit := uint8(1) << next.kind; seen[next.to]&bit == 0 {
					seen[next.to] |= bit
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
			if !used[id] {
				walk(id)
			}
		}
	}
	kinds := make(map[string][]inventory.RelationKind, len(seen))
	for id, bits := range seen {
		for k, kind := range looseness {
			if bits&(1<<k) != 0 {
				kinds[id] = append(kinds[id], kind)
			}
		}
	}
	return kinds
}

// A step leads to a component, in a way of looseness.
type step struct {
	to   string
	kind uint8
}
