// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package difference

import (
	"cmp"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// Options of a match. The zero Options do nothing more than match by purl and name.
type Options struct {
	// MainBefore and MainAfter are the IDs of what the two sides are as a whole: one component, whatever
	// its name, if both are given.
	MainBefore, MainAfter string
}

// Matched says which components are the same.
type Matched struct {
	Pairs         []Pair
	Before, After []*inventory.Component // those without a partner
}

// A Pair is one component in both states.
type Pair struct {
	Before, After *inventory.Component
	Main          bool // what the sides are as a whole
}

// Match finds for each component its other state: the one of equal version with the same purl or, where
// one of them has no purl, the same name, else likewise that of another version. Of several versions side
// by side those of one major version stay together, the latest first. A name that may mean several components matches none of them.
func Match(before, after []*inventory.Component, o Options) Matched {
	m := &matcher{before: before, after: after, paired: [2][]bool{make([]bool, len(before)), make([]bool, len(after))}}
	m.mains(o)
	// Equal versions first, by whatever name: what is there still, did not become another version.
	for _, pass := range []struct {
		settle func(*group)
		mixes  func(*group) bool
	}{{m.settleEqual, m.mixesEqual}, {m.settle, m.mixes}} {
		m.stage(purlKey, nil, pass.settle)
		m.stage(nameKey, nil, pass.settle)
		m.stage(fullName, pass.mixes, pass.settle)
		m.stage(lastName, pass.mixes, pass.settle)
	}
	r := Matched{Pairs: m.pairs}
	for i, c := range before {
		if !m.paired[0][i] {
			r.Before = append(r.Before, c)
		}
	}
	for i, c := range after {
		if !m.paired[1][i] {
			r.After = append(r.After, c)
		}
	}
	return r
}

type matcher struct {
	before, after []*inventory.Component
	paired        [2][]bool
	pairs         []Pair
}

func (m *matcher) mains(o Options) {
	if o.MainBefore == "" || o.MainAfter == "" {
		return
	}
	has := func(id string) func(*inventory.Component) bool {
		return func(c *inventory.Component) bool { return c.ID == id }
	}
	i, k := slices.IndexFunc(m.before, has(o.MainBefore)), slices.IndexFunc(m.after, has(o.MainAfter))
	if i >= 0 && k >= 0 {
		m.pair(i, k)
		m.pairs[0].Main = true
	}
}

func (m *matcher) pair(before, after int) {
	m.paired[0][before], m.paired[1][after] = true, true
	m.pairs = append(m.pairs, Pair{Before: m.before[before], After: m.after[after]})
}

// A group holds the indices of what has one key and no partner yet.
type group struct{ before, after []int }

// stage pairs what has the same key. Where the key is a name across purls, mixes says whether it is
// ambiguous: two purls that differ are two components.
func (m *matcher) stage(key func(*inventory.Component) string, mixes func(*group) bool, settle func(*group)) {
	groups := map[string]*group{}
	var order []*group
	for i, c := range m.before {
		if k := key(c); k != "" && !m.paired[0][i] {
			g := groups[k]
			if g == nil {
				g = &group{}
				groups[k] = g
				order = append(order, g)
			}
			g.before = append(g.before, i)
		}
	}
	for i, c := range m.after {
		if m.paired[1][i] {
			continue
		}
		if g := groups[key(c)]; g != nil {
			g.after = append(g.after, i)
		}
	}
	for _, g := range order {
		if len(g.after) == 0 || mixes != nil && !mixes(g) {
			continue
		}
		settle(g)
	}
}

// mixes reports whether each side of a group means one component, one of them without a purl, and their
// names are the same, or but for a group that one of them does not give.
func (m *matcher) mixes(g *group) bool {
	before, oneBefore := identities(m.before, g.before)
	after, oneAfter := identities(m.after, g.after)
	a, b := m.before[g.before[0]], m.after[g.after[0]]
	return oneBefore && oneAfter && (before == "" || after == "") &&
		(fullName(a) == fullName(b) || fullName(a) == lastName(a) || fullName(b) == lastName(b))
}

// identities gives the purl without version that all have, "" where none has one; it is not ok if they differ.
func identities(all []*inventory.Component, indices []int) (purl string, one bool) {
	name := fullName(all[indices[0]])
	purl = purlKey(all[indices[0]])
	for _, i := range indices[1:] {
		if purlKey(all[i]) != purl || purl == "" && fullName(all[i]) != name {
			return "", false
		}
	}
	return purl, true
}

// mixesEqual reports whether a group means one component, of which a side may have some versions with a
// purl and some without: all have one purl or none, and one name or that without its group.
func (m *matcher) mixesEqual(g *group) bool {
	var purl, name string
	for side, all := range [][]*inventory.Component{m.before, m.after} {
		for _, i := range [][]int{g.before, g.after}[side] {
			p, full := purlKey(all[i]), fullName(all[i])
			if purl != "" && p != "" && p != purl {
				return false
			}
			purl = cmp.Or(purl, p)
			if !strings.Contains(full, "/") {
				continue
			}
			if name != "" && full != name {
				return false
			}
			name = full
		}
	}
	return true
}

// settleEqual pairs those of one component that have the same version.
func (m *matcher) settleEqual(g *group) {
	if len(g.before) == 1 && len(g.after) == 1 {
		if v := m.before[g.before[0]].Version; v != "" && v == m.after[g.after[0]].Version {
			m.pair(g.before[0], g.after[0])
		}
		return
	}
	m.order(g)
	for _, same := range []func(*inventory.Component) string{
		func(c *inventory.Component) string { return c.Version + " id " + c.ID },
		func(c *inventory.Component) string { return c.Version + " of " + foldText(c.Supplier) },
		func(c *inventory.Component) string { return c.Version },
	} {
		m.inOrder(g, func(c *inventory.Component) string {
			if c.Version == "" {
				return ""
			}
			return same(c)
		})
	}
}

// settle pairs the versions of one component.
func (m *matcher) settle(g *group) {
	if len(g.before) == 1 && len(g.after) == 1 {
		m.pair(g.before[0], g.after[0])
		return
	}
	m.order(g)
	for _, same := range []func(*inventory.Component) string{
		func(c *inventory.Component) string { return "id " + c.ID },
		func(c *inventory.Component) string { return "major " + major(c.Version) },
		func(*inventory.Component) string { return "any" },
	} {
		m.inOrder(g, same)
	}
}

// order puts the latest versions first.
func (m *matcher) order(g *group) {
	byVersion := func(all []*inventory.Component) func(a, b int) int {
		return func(a, b int) int {
			return cmp.Or(compareVersions(all[b].Version, all[a].Version), cmp.Compare(all[a].ID, all[b].ID), cmp.Compare(a, b))
		}
	}
	slices.SortFunc(g.before, byVersion(m.before))
	slices.SortFunc(g.after, byVersion(m.after))
}

// inOrder pairs the first of each key with the first of the same key, and so on; "" is no key.
func (m *matcher) inOrder(g *group, key func(*inventory.Component) string) {
	open := map[string][]int{}
	for _, i := range g.after {
		if !m.paired[1][i] {
			if k := key(m.after[i]); k != "" {
				open[k] = append(open[k], i)
			}
		}
	}
	for _, i := range g.before {
		k := key(m.before[i])
		if m.paired[0][i] || len(open[k]) == 0 {
			continue
		}
		m.pair(i, open[k][0])
		open[k] = open[k][1:]
	}
}

// purlKey is the purl without version, qualifiers and subpath; "" without a purl.
func purlKey(c *inventory.Component) string {
	if c.PURL == "" {
		return ""
	}
	p := c.PURL
	if i := strings.IndexAny(p, "?#"); i >= 0 {
		p = p[:i]
	}
	if at := strings.LastIndexByte(p, '@'); at > strings.LastIndexByte(p, '/') {
		p = p[:at]
	}
	return strings.ToLower(p)
}

// nameKey is the name of a component without a purl; "" of any other.
func nameKey(c *inventory.Component) string {
	if c.PURL != "" {
		return ""
	}
	return fullName(c)
}

// Names gives the names by which a component without a purl is looked for, in the form in which they are
// compared: with its group, "org.example/core", and without.
func Names(c *inventory.Component) (full, last string) { return fullName(c), lastName(c) }

// fullName is the name with its group, in which a colon stands for a slash.
func fullName(c *inventory.Component) string {
	if c.PURL != "" {
		if _, name, ok := strings.Cut(purlKey(c), "/"); ok {
			return strings.ReplaceAll(name, "%40", "@")
		}
	}
	return strings.ReplaceAll(foldText(c.Name), ":", "/")
}

// lastName is the name without its group.
func lastName(c *inventory.Component) string {
	name := fullName(c)
	return name[strings.LastIndexByte(name, '/')+1:]
}
