// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copyleft

import (
	"runtime"
	"slices"
	"sync"

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
	w := &Ways{index: make(map[string]int32, len(inv.Components)), nodes: make([]node, 0, len(inv.Components))}
	w.node("")
	for i := range inv.Components {
		w.node(inv.Components[i].ID)
	}
	links := w.links(inv.Relations)
	for _, l := range links {
		w.nodes[l.from].links++
	}
	steps := make([]step, len(links))
	for i := range w.nodes {
		n := &w.nodes[i]
		n.uses, steps = steps[:0:n.links], steps[n.links:]
	}
	for _, l := range links {
		w.nodes[l.from].uses = append(w.nodes[l.from].uses, l.step)
		w.nodes[l.to].used = true
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
	index map[string]int32 // in nodes, by ID
	nodes []node
}

// A node is a component, or what only relations name.
type node struct {
	uses  []step
	links int32 // how many steps there are
	used  bool
	begun bool  // a walk began there
	seen  uint8 // a bit for each kind of way to it
}

// A step leads to a node, in a way of looseness.
type step struct {
	to   int32
	kind uint8
}

// A link is a relation between nodes.
type link struct {
	from int32
	step
}

// links are the relations that tell how something is used, in their order. There may be far more of them than components, and
// finding the ends of each takes most of the time, so that is done for parts of the list side by side.
func (w *Ways) links(relations []inventory.Relation) []link {
	const few = 4096
	all := make([]link, len(relations))
	size := max(few, len(relations)/runtime.GOMAXPROCS(0)+1)
	var parts sync.WaitGroup
	for from := 0; from < len(relations); from += size {
		to := min(from+size, len(relations))
		parts.Go(func() { w.find(all[from:to], relations[from:to]) })
	}
	parts.Wait()
	kept := all[:0]
	for i, l := range all {
		r := &relations[i]
		if int(l.kind) == len(looseness) || r.From == r.To {
			continue
		}
		if l.from == unnamed {
			l.from = w.node(r.From)
		}
		if l.to == unnamed {
			l.to = w.node(r.To)
		}
		kept = append(kept, l)
	}
	return kept
}

// unnamed is the end of a link that is no component.
const unnamed = -1

// find gives each relation its ends, as far as they are nodes already, and its kind: that behind the last says nothing of use.
func (w *Ways) find(links []link, relations []inventory.Relation) {
	at := func(id string) int32 {
		if n, known := w.index[id]; known {
			return n
		}
		return unnamed
	}
	for i := range relations {
		r, l := &relations[i], &links[i]
		if i > 0 && r.From == relations[i-1].From { // they are sorted by it
			l.from = links[i-1].from
		} else {
			l.from = at(r.From)
		}
		k := slices.Index(looseness, r.Kind)
		if k < 0 {
			k = len(looseness)
		}
		l.step = step{at(r.To), uint8(k)}
	}
}

func (w *Ways) node(id string) int32 {
	at, known := w.index[id]
	if !known {
		at = int32(len(w.nodes))
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
