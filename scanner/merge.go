// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"slices"

	"lizenzlotse/scanner/inventory"
)

// A merger keeps one component for each ID. What several sources say of it stands side by side
// in its claims and instances; of single values the first that says anything stays, but of scopes the one nearest to the
// product: what one document calls a tool may be shipped according to another.
type merger struct {
	list []inventory.Component
	byID map[string]int // index in list
}

// newMerger makes one for about so many components.
func newMerger(n int) *merger {
	return &merger{make([]inventory.Component, 0, n), make(map[string]int, n)}
}

func (m *merger) add(c *inventory.Component) {
	if i, ok := m.byID[c.ID]; ok {
		merge(&m.list[i], c)
		return
	}
	m.byID[c.ID] = len(m.list)
	m.list = append(m.list, *c)
}

// addAll adds components that nobody else needs any more: an empty merger puts its own in their place.
func (m *merger) addAll(all []inventory.Component) {
	if len(m.list) == 0 && cap(m.list) < len(all) {
		m.list, m.byID = all[:0], make(map[string]int, len(all))
	}
	m.list = slices.Grow(m.list, len(all))
	for i := range all {
		m.add(&all[i]) // in all, no further than here
	}
}

func (m *merger) claim(id string, claim inventory.Claim) {
	c := &m.list[m.byID[id]]
	c.Claims = append(c.Claims, claim)
}

// sorted gives the components in the order of their IDs; the merger is done with then.
func (m *merger) sorted() []inventory.Component {
	for i := range m.list {
		c := &m.list[i]
		c.Copyrights, c.Hashes, c.Instances, c.Evidence = unique(c.Copyrights), unique(c.Hashes), unique(c.Instances), unique(c.Evidence)
	}
	slices.SortFunc(m.list, func(a, b inventory.Component) int { return cmp.Compare(a.ID, b.ID) })
	return m.list
}

func merge(into, c *inventory.Component) {
	into.PURL = cmp.Or(into.PURL, c.PURL)
	into.Name = cmp.Or(into.Name, c.Name)
	into.Version = cmp.Or(into.Version, c.Version)
	into.Supplier = cmp.Or(into.Supplier, c.Supplier)
	into.Type = cmp.Or(into.Type, c.Type)
	if slices.Index(nearest, c.Scope) > slices.Index(nearest, into.Scope) {
		into.Scope = c.Scope
	}
	if into.Role != inventory.ThirdParty { // said once, it holds
		into.Role = cmp.Or(c.Role, into.Role)
	}
	if into.Modified != inventory.Yes {
		into.Modified = cmp.Or(c.Modified, into.Modified)
	}
	into.Resolved = inventory.Least(into.Resolved, c.Resolved)
	into.Distribution.Homepage = cmp.Or(into.Distribution.Homepage, c.Distribution.Homepage)
	into.Distribution.Source = cmp.Or(into.Distribution.Source, c.Distribution.Source)
	into.Distribution.Download = cmp.Or(into.Distribution.Download, c.Distribution.Download)
	into.Distribution.Package = cmp.Or(into.Distribution.Package, c.Distribution.Package)
	if into.Publiccode == nil {
		into.Publiccode = c.Publiccode
	}
	into.Evidence = append(into.Evidence, c.Evidence...)
	into.Claims = append(into.Claims, c.Claims...)
	into.Copyrights = append(into.Copyrights, c.Copyrights...)
	into.Hashes = append(into.Hashes, c.Hashes...)
	into.Instances = append(into.Instances, c.Instances...)
	into.Registries = unique(append(slices.Clip(into.Registries), c.Registries...))
}

// nearest orders the scopes, the one nearest to the product last; the first says nothing.
var nearest = []inventory.Scope{"", inventory.Test, inventory.Dev, inventory.Build, inventory.Optional, inventory.Runtime}

// unique keeps the first of each, in linear time: a document may name one component a million times.
// The list is left as it is, as others may have it too.
func unique[T comparable](list []T) []T {
	const few = 8
	if len(list) <= few { // as most: nothing to look up
		for i := 1; i < len(list); i++ {
			if slices.Contains(list[:i], list[i]) {
				return firsts(list)
			}
		}
		return list
	}
	return firsts(list)
}

func firsts[T comparable](list []T) []T {
	seen := make(map[T]bool, len(list))
	kept := make([]T, 0, len(list))
	for _, x := range list {
		if !seen[x] {
			seen[x] = true
			kept = append(kept, x)
		}
	}
	return kept
}
