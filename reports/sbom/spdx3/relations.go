// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx3

import (
	"cmp"
	"slices"
	"strings"

	"lizenzlotse/reports/sbom/licenseref"
	"lizenzlotse/scanner/inventory"
)

// A relation is what relationships have in common that can be one with several ends.
type relation struct {
	from, kind, scope, comment, description, completeness string
	files                                                 bool // from a package to its files
}

type group struct{ to []string }

func (d *document) relate(r relation, to string) {
	g := d.related[r]
	if g == nil {
		g = &group{}
		d.related[r] = g
	}
	g.to = append(g.to, to)
}

// A coverage is what documents say of a component's parts and dependencies.
type coverage struct {
	completeness inventory.Completeness
	dependencies inventory.Dependencies
}

// least takes another document's word in: what promises less counts.
func (c coverage) least(x *inventory.Entry) coverage {
	for _, word := range []inventory.Completeness{inventory.Incomplete, inventory.Unknown, inventory.Complete} {
		if c.completeness == word || x.Completeness == word {
			c.completeness = word
			break
		}
	}
	if c.dependencies != inventory.DependenciesListed {
		c.dependencies = cmp.Or(x.Dependencies, c.dependencies)
	}
	return c
}

// completenesses are SPDX 3's (Core, RelationshipCompleteness).
var completenesses = map[inventory.Completeness]string{
	inventory.Complete: "complete", inventory.Incomplete: "incomplete", inventory.Unknown: "noAssertion",
}

// scopes are SPDX 3's (Core, LifecycleScopeType).
var scopes = map[inventory.Scope]string{
	inventory.Runtime: "runtime", inventory.Build: "build", inventory.Dev: "development", inventory.Test: "test",
}

// A wording is how SPDX 3 writes a relation.
type wording struct{ kind, scope, comment string }

func word(r inventory.Relation) (w wording, ok bool) {
	w.scope = scopes[r.Scope]
	switch r.Kind {
	case inventory.Contains:
		w.kind = "contains"
		if r.Scope == inventory.Optional {
			w.kind = "hasOptionalComponent"
		}
	case inventory.DependsOn:
		w.kind = "dependsOn"
		if r.Scope == inventory.Optional {
			w.kind = "hasOptionalDependency"
		}
	case inventory.UsesSeparately:
		w.kind, w.comment = "dependsOn", string(inventory.UsesSeparately)
	case inventory.LinksStatic:
		w.kind = "hasStaticLink"
	case inventory.LinksDynamic:
		w.kind = "hasDynamicLink"
	case inventory.Incorporates:
		w.kind = "descendantOf"
	case inventory.BuildsWith:
		w.kind, w.scope = "usesTool", cmp.Or(w.scope, "build")
		if r.Scope == inventory.Build {
			w.kind = "dependsOn" // a tool or a library: more is not known
		}
	case inventory.TestsWith:
		w.kind, w.scope = "dependsOn", "test"
	default:
		return w, false
	}
	return w, true
}

// ofParts and ofDependencies are the relationships of which it is said how complete they are.
var (
	ofParts        = map[string]bool{"contains": true, "hasOptionalComponent": true}
	ofDependencies = map[string]bool{"dependsOn": true, "hasOptionalDependency": true, "hasStaticLink": true, "hasDynamicLink": true}
)

// unclear is the comment of a relation of which nothing says whether it is direct.
const unclear = "directly or through others"

// relations writes the inventory's relations, and that the whole contains what nothing else is said to
// hold or use. How complete the parts of a component are is its documents' word; of its dependencies it is always said, noAssertion
// where nobody knows (BSI TR-03183-2, 5.2.2; Core, RelationshipCompleteness: complete is known to be exhaustive).
func (d *document) relations() {
	held := map[string]bool{}
	root := ""
	if len(d.roots) > 0 {
		root = d.roots[0]
		held[root] = true
	}
	said := map[string]bool{}
	known := make(map[string]string, len(d.inventory.Components)) // completeness of the dependencies, by the ID of the component
	for i := range d.inventory.Components {
		c := &d.inventory.Components[i]
		known[c.ID] = completenesses[cmp.Or(inventory.Least(d.covers[c.ID].completeness, c.Resolved), inventory.Unknown)]
	}
	for _, r := range d.inventory.Relations {
		from, okFrom := d.ids[r.From]
		to, okTo := d.ids[r.To]
		w, ok := word(r)
		if !okFrom || !okTo || !ok || from == to {
			continue
		}
		held[to] = true
		x := relation{from: from, kind: w.kind, scope: w.scope, comment: w.comment}
		switch {
		case ofParts[w.kind]:
			x.completeness = completenesses[d.covers[r.From].completeness]
		case ofDependencies[w.kind]:
			x.completeness = known[r.From]
			said[r.From] = true
		}
		if r.Unclear {
			x.comment = unclear
		}
		d.relate(x, to)
	}
	for _, c := range d.inventory.Components {
		id, cover := d.ids[c.ID], d.covers[c.ID]
		switch {
		case said[c.ID]:
		case known[c.ID] == "complete":
			d.relate(relation{from: id, kind: "dependsOn", completeness: "complete"}, "NoneElement")
		case cover.dependencies == inventory.DependenciesNone:
			d.relate(relation{from: id, kind: "dependsOn", completeness: completenesses[cover.completeness]}, "NoneElement")
		default:
			d.relate(relation{from: id, kind: "dependsOn", completeness: known[c.ID]}, "NoAssertionElement")
		}
		if !held[id] {
			held[id] = true
			if root == "" {
				d.roots = append(d.roots, id)
			} else {
				d.relate(relation{from: root, kind: "contains", comment: inventory.NotStated}, id)
			}
		}
	}
	if len(d.roots) == 0 { // all hold each other
		d.roots = []string{d.ids[d.inventory.Components[0].ID]}
	}
}

// relationships are the elements for all relations, in the order of their ends.
func (d *document) relationships() []element {
	out := make([]element, 0, len(d.related))
	for r, g := range d.related {
		to := sorted(g.to)
		e := element{Type: "Relationship", From: r.from, RelationshipType: r.kind, Scope: r.scope, Comment: r.comment,
			Description: r.description, Completeness: r.completeness, To: to}
		if r.scope != "" {
			e.Type = "LifecycleScopedRelationship"
		}
		e.ID = d.base + "#Relationship-" + licenseref.Hash(strings.Join([]string{r.from, r.kind, r.scope, r.comment, r.description, r.completeness, strings.Join(to, " ")}, "\x00"))
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b element) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.RelationshipType, b.RelationshipType), cmp.Compare(a.ID, b.ID))
	})
	return out
}
