// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"net/url"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
)

// A graph is a CycloneDX document on its way into a Result, with what connects its components.
type graph struct {
	*reading
	serial   string
	entries  map[string]int // the document's reference -> index in the result's components
	complete map[string]inventory.Completeness
	external map[string]bool // references of components whose XML says that they are external
	others   map[string]bool // references to what the document has and the inventory does not keep as components
	kinds    []kindOf        // what properties say of how components use each other

	names     slab[inventory.Identifier]
	digests   slab[inventory.Hash]
	artifacts slab[inventory.Artifact]
}

// beside remembers the reference of something that is no component of the inventory.
func (g *graph) beside(ref string) {
	if ref == "" {
		return
	}
	if g.others == nil {
		g.others = map[string]bool{}
	}
	g.others[ref] = true
}

// compositions collects what is said of the coverage of the document and of each component.
func (g *graph) compositions(all []cdx.Composition) {
	for _, c := range all {
		says := completenessOf(c.Aggregate)
		if len(list(c.Vulnerabilities)) > 0 && len(list(c.Assemblies)) == 0 && len(list(c.Dependencies)) == 0 {
			continue // how complete the list of vulnerabilities is
		}
		g.result.Document.Completeness = least(g.result.Document.Completeness, says)
		if says == "" {
			continue
		}
		if g.complete == nil {
			g.complete = map[string]inventory.Completeness{}
		}
		for _, refs := range []*[]cdx.BOMReference{c.Assemblies, c.Dependencies} {
			for _, ref := range list(refs) {
				ref := g.own(string(ref))
				g.complete[ref] = least(g.complete[ref], says)
			}
		}
	}
}

// dangling counts the references of compositions that lead to nothing.
func (g *graph) dangling(all []cdx.Composition) {
	for _, c := range all {
		for _, refs := range []*[]cdx.BOMReference{c.Assemblies, c.Dependencies} {
			for _, ref := range list(refs) {
				if _, here := g.entries[g.own(string(ref))]; !here {
					g.missing(string(ref), "compositions")
				}
			}
		}
	}
}

// dependencies takes the dependency graph. An entry that lists nothing says that there is nothing.
// What a component provides (an algorithm, a standard) is no part of it and no dependency.
func (g *graph) dependencies(all []cdx.Dependency) {
	for i := range all {
		d := &all[i]
		from, here := g.entries[g.own(d.Ref)]
		if !here {
			g.missing(d.Ref, d.Ref)
		} else if e := g.result.Components[from].Instances[0].Entry; len(list(d.Dependencies)) > 0 {
			e.Dependencies = inventory.DependenciesListed
		} else if e.Dependencies == "" {
			e.Dependencies = inventory.DependenciesNone
		}
		for _, ref := range list(d.Dependencies) {
			to, there := g.entries[g.own(ref)]
			if !there {
				g.missing(ref, d.Ref+" → "+ref)
				continue
			}
			if !here {
				continue
			}
			a, b := g.result.Components[from].ID, g.result.Components[to].ID
			if a != b {
				g.result.Relations = append(g.result.Relations, inventory.Relation{From: a, To: b, Kind: inventory.DependsOn})
			}
		}
		for _, ref := range list(d.Provides) {
			if _, there := g.entries[g.own(ref)]; !there {
				g.missing(ref, d.Ref+" → "+ref)
				continue
			}
			g.log.note("sbom-relation-other", "provides", d.Ref+" → "+ref)
		}
		*d = cdx.Dependency{}
	}
}

// missing notes a reference that leads to no component. One into another document, or to a tool or
// an ancestor, leads to something all the same.
func (g *graph) missing(ref, what string) {
	if own := g.own(ref); strings.HasPrefix(own, bomLink) || g.others[own] {
		g.log.note("sbom-relation-outside", ref, what)
		return
	}
	g.result.Document.Dangling++
	g.log.note("sbom-relation-dangling", ref, what)
}

// bomLink introduces a reference into a document by its serial number: "urn:cdx:serial/version#ref".
const bomLink = "urn:cdx:"

// own gives the plain reference where a link leads into this very document, else what it was given.
func (g *graph) own(ref string) string {
	rest, isLink := strings.CutPrefix(ref, bomLink)
	if !isLink {
		return ref
	}
	document, inner, hasRef := strings.Cut(rest, "#")
	serial, _, _ := strings.Cut(document, "/")
	if !hasRef || serial == "" || !strings.EqualFold("urn:uuid:"+serial, g.serial) {
		return ref
	}
	if plain, err := url.QueryUnescape(inner); err == nil {
		return plain
	}
	return inner
}
