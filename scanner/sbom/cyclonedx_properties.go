// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// properties reads those of the BSI's taxonomy (TR-03183-2, table 12, and the published list, which
// spell the effective licence in two ways).
func properties(e *inventory.Entry, all []cdx.Property) {
	const taxonomy = "bsi:component:"
	for _, p := range all {
		if len(p.Name) <= len(taxonomy) || !strings.EqualFold(p.Name[:len(taxonomy)], taxonomy) {
			continue
		}
		set := func(field func(*inventory.Artifact) *string) {
			if e.Deployable == nil {
				e.Deployable = &inventory.Artifact{}
			}
			f := field(e.Deployable)
			*f = cmp.Or(*f, p.Value)
		}
		switch strings.ToLower(p.Name[len(taxonomy):]) {
		case "filename":
			set(func(a *inventory.Artifact) *string { return &a.Filename })
		case "executable":
			set(func(a *inventory.Artifact) *string { return &a.Executable })
		case "archive":
			set(func(a *inventory.Artifact) *string { return &a.Archive })
		case "structured":
			set(func(a *inventory.Artifact) *string { return &a.Structured })
		case "effectivelicence", "effectivelicense":
			e.Effective = cmp.Or(e.Effective, p.Value)
		}
	}
}

// ownProperty begins the names of the properties in which this program writes what CycloneDX has no field for.
//
// Anybody can write them. That is safe because they only ever add: a relation becomes one more kind between two
// components that the document connects anyway, and rules go by the worst kind; a licence gets one more
// claim, one more text, or the doubts that its original wording leaves; a scope is told apart only where the
// document's own field says that it is none of the run time. What would take duties away (that a component is
// external, one's own, or a mere file) is written for people and not read.
const ownProperty = "lizenzlotse:"

// ownName gives the rest of a property's name if it is one of ours.
func ownName(p *cdx.Property) (name string, ok bool) { return strings.CutPrefix(p.Name, ownProperty) }

// A kindOf is what a property says of how one component uses another.
type kindOf struct {
	from  string // ID
	ref   string
	kind  inventory.RelationKind
	scope inventory.Scope
}

var (
	relationKinds = []inventory.RelationKind{
		inventory.Contains, inventory.Incorporates, inventory.LinksStatic, inventory.LinksDynamic, inventory.UsesSeparately,
		inventory.BuildsWith, inventory.TestsWith, inventory.DependsOn,
	}
	knownScopes = []inventory.Scope{"", inventory.Runtime, inventory.Build, inventory.Dev, inventory.Test, inventory.Optional}
)

// ownRelations remembers what a component's properties say of its relations until all components are known.
func (g *graph) ownRelations(id string, all []cdx.Property) {
	for i := range all {
		name, ok := ownName(&all[i])
		if !ok {
			continue
		}
		if name, ok = strings.CutPrefix(name, "relation:"); !ok {
			continue
		}
		kind, scope, _ := strings.Cut(name, ":")
		k := kindOf{id, all[i].Value, inventory.RelationKind(kind), inventory.Scope(scope)}
		if !slices.Contains(relationKinds, k.kind) || !slices.Contains(knownScopes, k.scope) {
			g.log.note("sbom-relation-other", kind, all[i].Name)
			continue
		}
		g.kinds = append(g.kinds, k)
	}
}

// kindsOfRelations adds the kinds that properties name to what the document connects.
func (g *graph) kindsOfRelations() {
	if len(g.kinds) == 0 {
		return
	}
	type pair struct{ from, to string }
	connected := make(map[pair]bool, len(g.result.Relations))
	for _, r := range g.result.Relations {
		connected[pair{r.From, r.To}] = true
	}
	for _, k := range g.kinds {
		to, there := g.entries[g.own(k.ref)]
		switch {
		case !there:
			g.missing(k.ref, string(k.kind)+" → "+k.ref)
		case !connected[pair{k.from, g.result.Components[to].ID}]:
			g.log.note("sbom-relation-other", string(k.kind), string(k.kind)+" → "+k.ref)
		default:
			g.result.Relations = append(g.result.Relations, inventory.Relation{From: k.from, To: g.result.Components[to].ID, Kind: k.kind, Scope: k.scope})
		}
	}
}

// ownTexts keeps the texts of LicenseRefs; what a listed licence says needs nobody's word.
func (r *reading) ownTexts(all []cdx.Property) {
	for i := range all {
		name, _ := ownName(&all[i])
		if ref, ok := strings.CutPrefix(name, "license-text:"); ok && isReference(ref) {
			r.addText(ref, all[i].Value)
		}
	}
}

func isReference(name string) bool {
	return strings.HasPrefix(name, "LicenseRef-") || strings.HasPrefix(name, "AdditionRef-")
}

// ownClaims adds to a component's claims what CycloneDX has no way to say: that somebody says NOASSERTION, and in
// which words a licence was first written, where they mean what stands there now.
func (r *reading) ownClaims(claims []inventory.Claim, all []cdx.Property, ref string) []inventory.Claim {
	for i := range all {
		name, _ := ownName(&all[i])
		kind, ok := strings.CutPrefix(name, "license:")
		if !ok {
			continue
		}
		kind, raw := strings.CutSuffix(kind, ":raw")
		k := inventory.ClaimKind(kind)
		if k != inventory.Declared && k != inventory.Concluded {
			continue
		}
		license := r.license(strings.TrimSpace(all[i].Value))
		switch {
		case !raw && license.State == inventory.NoAssertion:
			claims = append(claims, r.claim(k, license, ref))
		case raw && license.State == inventory.Known:
			for n := range claims[:min(len(claims), maxNames)] {
				c := &claims[n]
				if c.Kind == k && c.License.State == inventory.Known && c.License.Normalised == "" && spdx.Equal(c.License.Expression, license.Expression) {
					c.License = license
					break
				}
			}
		}
	}
	return claims
}

// ownScope tells apart what CycloneDX calls excluded.
func ownScope(all []cdx.Property) inventory.Scope {
	for i := range all {
		if name, _ := ownName(&all[i]); name == "scope" {
			switch s := inventory.Scope(all[i].Value); s {
			case inventory.Build, inventory.Dev, inventory.Test:
				return s
			}
		}
	}
	return inventory.Dev
}

// ownFields takes what names a component or says that it was changed, in the forms that CycloneDX does not take.
func (g *graph) ownFields(e *inventory.Entry, all []cdx.Property) {
	for i := range all {
		name, ok := ownName(&all[i])
		if !ok {
			continue
		}
		value := strings.TrimSpace(all[i].Value)
		field, rest, _ := strings.Cut(name, ":")
		switch {
		case value == "" || rest == "":
		case field == "identifier" && len(e.Identifiers) < maxNames:
			e.Identifiers = appendNew(e.Identifiers, inventory.Identifier{Kind: rest, Value: value})
		case field == "hash" && len(e.Hashes) < maxNames:
			e.Hashes = appendNew(e.Hashes, inventory.Hash{Algorithm: rest, Value: strings.ToLower(value)})
		case field == "pedigree":
			n, err := strconv.Atoi(value)
			if err != nil || n <= 0 {
				continue
			}
			if e.Pedigree == nil {
				e.Pedigree = &inventory.Pedigree{}
			}
			switch rest {
			case "patches":
				e.Pedigree.Patches = max(e.Pedigree.Patches, n)
			case "commits":
				e.Pedigree.Commits = max(e.Pedigree.Commits, n)
			}
		}
	}
}
