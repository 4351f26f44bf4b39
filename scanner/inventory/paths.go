// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"cmp"
	"maps"
	"slices"
)

// Paths tells why a component is in: for each that needs it directly, and for each way in which it does, a shortest chain of relations from the
// subject, or from a component that nothing else needs, down to it. The shortest come first. At most limit are given; total is
// how many there are. What needs the component only by a circle has a path that begins at itself.
func (v *Inventory) Paths(id string, limit int) (paths [][]Relation, total int) {
	needs := map[string][]int{} // indices of relations, by From
	needed := map[string]bool{}
	var last []int // relations that lead to the component
	for i, r := range v.Relations {
		if r.From == r.To {
			continue
		}
		needs[r.From] = append(needs[r.From], i)
		needed[r.To] = true
		if r.To == id {
			last = append(last, i)
		}
	}
	reached := map[string]int{} // by which relation each was reached first; -1 of where paths begin
	var queue []string
	begin := func(from string) {
		if _, ok := reached[from]; !ok && len(needs[from]) > 0 {
			reached[from] = -1
			queue = append(queue, from)
		}
	}
	begin("")
	begin(v.Subject.Main)
	for _, from := range slices.Sorted(maps.Keys(needs)) {
		if !needed[from] {
			begin(from)
		}
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if at == id { // a way through the component itself is no reason for it
			continue
		}
		for _, i := range needs[at] {
			if to := v.Relations[i].To; !has(reached, to) {
				reached[to] = i
				queue = append(queue, to)
			}
		}
	}
	for _, i := range last {
		path := []Relation{v.Relations[i]}
		for from := v.Relations[i].From; ; {
			up, ok := reached[from]
			if !ok || up < 0 {
				break
			}
			path = append(path, v.Relations[up])
			from = v.Relations[up].From
		}
		slices.Reverse(path)
		paths = append(paths, path)
	}
	slices.SortStableFunc(paths, func(a, b []Relation) int { return cmp.Compare(len(a), len(b)) })
	return paths[:min(limit, len(paths))], len(paths)
}

func has[K comparable, V any](m map[K]V, k K) bool {
	_, ok := m[k]
	return ok
}
