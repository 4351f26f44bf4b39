// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"cmp"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// guess lets the project need what nothing else needs; of packages that need only each other, the first. Where the file has all
// that its packages need, that is no guess but for those: why else would it have them.
func (g *graph) guess() {
	next := make([][]int, len(g.Components))
	needed := make([]bool, len(g.Components))
	for _, n := range g.needs {
		if n.from >= 0 && n.from != n.to {
			next[n.from] = append(next[n.from], int(n.to))
			needed[n.to] = true
		}
	}
	seen := make([]bool, len(g.Components))
	round := false // what is left is needed only in a circle
	root := func(i int, known bool) {
		if !known {
			if scope := g.Components[i].Scope; g.tells && g.whole() && !round {
				g.need(-1, i, scope, g.Components[i].Instances[0].Line)
			} else {
				g.needSomehow(i, scope, g.Components[i].Instances[0].Line, "")
			}
		}
		seen[i] = true
		for queue := []int{i}; len(queue) > 0; {
			at := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			for _, to := range next[at] {
				if !seen[to] {
					seen[to] = true
					queue = append(queue, to)
				}
			}
		}
	}
	for _, n := range g.needs {
		if n.from < 0 {
			root(int(n.to), true)
			needed[n.to] = true
		}
	}
	for i := range g.Components {
		if !needed[i] {
			root(i, false)
		}
	}
	round = true
	for i := range g.Components {
		if !seen[i] {
			root(i, false)
		}
	}
}

// reaching are the scopes from the nearest to the product on. What is needed by something is no nearer than that, and no nearer
// than how it is needed; of several ways the nearest counts.
var reaching = []inventory.Scope{inventory.Runtime, inventory.Optional, inventory.Build, inventory.Dev, inventory.Test}

// scopes gives each package of which the file says no scope the scope by which the project needs it, at whatever remove.
func (d *Dependencies) scopes() {
	index := make(map[string]int, len(d.Components))
	for i, c := range d.Components {
		if _, ok := index[c.ID]; !ok { // one that lies at several places stands there as often
			index[c.ID] = i
		}
	}
	type step struct{ to, distance int }
	next := make([][]step, len(d.Components))
	at := make([][]int, len(reaching)) // what is reached at each distance
	edges := slices.ContainsFunc(d.Relations, func(r inventory.Relation) bool { _, ok := index[r.From]; return ok })
	for _, r := range d.Relations {
		to, ok := index[r.To]
		if !ok || r.Unclear && r.Scope == "" && !edges {
			continue
		}
		distance := max(0, slices.Index(reaching, r.Scope))
		if from, ok := index[r.From]; ok {
			next[from] = append(next[from], step{to, distance})
		} else {
			at[distance] = append(at[distance], to)
		}
	}
	seen := make([]bool, len(d.Components))
	reached := make([]inventory.Scope, len(d.Components))
	for far := range at {
		for len(at[far]) > 0 {
			i := at[far][0]
			at[far] = at[far][1:]
			if seen[i] {
				continue
			}
			seen[i] = true
			reached[i] = reaching[far]
			for _, s := range next[i] {
				to := max(far, s.distance)
				at[to] = append(at[to], s.to)
			}
		}
	}
	for i := range d.Components {
		if c := &d.Components[i]; c.Scope == "" || !d.stated[c.ID] {
			c.Scope = reached[index[c.ID]]
		}
	}
}

// arrange sorts the relations and leaves out what is said twice.
func (d *Dependencies) arrange() {
	slices.SortStableFunc(d.Relations, func(a, b inventory.Relation) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), strings.Compare(string(a.Scope), string(b.Scope)))
	})
	d.Relations = slices.CompactFunc(d.Relations, func(a, b inventory.Relation) bool {
		return a.From == b.From && a.To == b.To && a.Scope == b.Scope
	})
}
