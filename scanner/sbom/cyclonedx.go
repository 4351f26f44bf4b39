// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
)

// bom takes over what the library read; version is as the document writes it.
func (r *reading) bom(b *cdx.BOM, version string) {
	d := &r.result.Document
	d.Version = version
	d.Namespace = b.SerialNumber
	d.Signed = d.Signed || b.Signature != nil
	d.Completeness = completeness(list(b.Compositions))
	r.findLines(cycloneDXLines[r.format])
	if m := b.Metadata; m != nil {
		d.Created = m.Timestamp
		d.Authors = bomAuthors(m)
		d.Tools = bomTools(m.Tools)
		if m.Component != nil {
			d.Name = nameVersion(m.Component.Name, m.Component.Version)
			r.main = r.components([]cdx.Component{*m.Component})
		}
	}
	r.components(list(b.Components))
	r.services(list(b.Services))
	r.dependencies(list(b.Dependencies))
}

func nameVersion(name, version string) string {
	return strings.TrimSpace(name + " " + version)
}

// components takes components and what is nested in them, and gives the first one's ID. The
// nesting is walked with a list of its own, not by recursion, as strangers decide its depth.
//
// Each component is given up as soon as it is taken over, so that the document does not stay in
// memory beside the inventory.
func (r *reading) components(top []cdx.Component) (first string) {
	r.result.Components = slices.Grow(r.result.Components, len(top))
	type item struct {
		component *cdx.Component
		parent    string
	}
	var open []item
	push := func(all []cdx.Component, parent string) {
		for i := range slices.Backward(all) {
			open = append(open, item{&all[i], parent})
		}
	}
	push(top, "")
	for n := 0; len(open) > 0; n++ {
		next := open[len(open)-1]
		open = open[:len(open)-1]
		id := r.add(r.component(next.component), inventory.Entry{Name: next.component.Name, Version: next.component.Version}, next.component.BOMRef)
		if n == 0 {
			first = id
		}
		if next.parent != "" {
			r.result.Relations = append(r.result.Relations, inventory.Relation{From: next.parent, To: id, Kind: inventory.Contains})
		}
		inner := list(next.component.Components)
		*next.component = cdx.Component{}
		push(inner, id)
	}
	return first
}

func (r *reading) component(c *cdx.Component) inventory.Component {
	out := inventory.Component{
		PURL:         c.PackageURL,
		Name:         c.Name,
		Version:      c.Version,
		Supplier:     componentSupplier(c),
		Type:         string(c.Type),
		Scope:        componentScope(c),
		Modified:     componentModified(c),
		Hashes:       hashes(list(c.Hashes)),
		Distribution: distribution(list(c.ExternalReferences)),
		Copyrights:   componentCopyrights(c),
	}
	if c.Group != "" && c.PackageURL == "" {
		out.Name = c.Group + "/" + c.Name
	}
	out.Claims = r.licenseClaims(c.Licenses, inventory.Declared, c.BOMRef)
	if c.Evidence != nil {
		out.Claims = append(out.Claims, r.licenseClaims(c.Evidence.Licenses, inventory.Detected, c.BOMRef)...)
	}
	return out
}

func (r *reading) services(top []cdx.Service) {
	open := slices.Clone(top)
	slices.Reverse(open)
	for len(open) > 0 {
		s := open[len(open)-1]
		open = open[:len(open)-1]
		c := inventory.Component{
			Name: s.Name, Version: s.Version, Type: "service",
			Distribution: distribution(list(s.ExternalReferences)),
			Claims:       r.licenseClaims(s.Licenses, inventory.Declared, s.BOMRef),
		}
		if s.Provider != nil {
			c.Supplier = s.Provider.Name
		}
		r.add(c, inventory.Entry{Name: s.Name, Version: s.Version}, s.BOMRef)
		for _, inner := range slices.Backward(list(s.Services)) {
			open = append(open, inner)
		}
	}
}

func (r *reading) dependencies(all []cdx.Dependency) {
	n := 0
	for _, d := range all {
		n += len(list(d.Dependencies))
	}
	r.result.Relations = slices.Grow(r.result.Relations, n)
	for _, d := range all {
		for _, ref := range list(d.Dependencies) {
			r.relate(d.Ref, ref, inventory.DependsOn, "")
		}
	}
}

// relate records a relation between two references of the document, if both are components.
func (r *reading) relate(from, to string, kind inventory.RelationKind, scope inventory.Scope) {
	a, b := r.refs[from], r.refs[to]
	if a == "" || b == "" {
		missing := from
		if a != "" {
			missing = to
		}
		r.log.note("sbom-relation-dangling", missing, from+" → "+to)
		return
	}
	if a != b {
		r.result.Relations = append(r.result.Relations, inventory.Relation{From: a, To: b, Kind: kind, Scope: scope})
	}
}

func componentSupplier(c *cdx.Component) string {
	for _, o := range []*cdx.OrganizationalEntity{c.Supplier, c.Manufacturer} {
		if o != nil && o.Name != "" {
			return o.Name
		}
	}
	return c.Publisher
}

// developmentProperties of the CycloneDX property taxonomy and their values that say when a component is needed.
var developmentProperties = map[string]map[string]inventory.Scope{
	"cdx:npm:package:development":           {"true": inventory.Dev},
	"cdx:composer:package:isDevRequirement": {"true": inventory.Dev, "1": inventory.Dev},
	"cdx:pipenv:category":                   {"develop": inventory.Dev, "dev": inventory.Dev},
	"cdx:poetry:group":                      {"dev": inventory.Dev, "test": inventory.Test},
	"cdx:maven:package:test":                {"true": inventory.Test},
	"cdx:rust:dependency:kind":              {"dev": inventory.Dev, "build": inventory.Build},
}

// componentScope reads the scope. CycloneDX means by "excluded" what is used for tests and other
// purposes but not at run time.
func componentScope(c *cdx.Component) inventory.Scope {
	for _, p := range list(c.Properties) {
		if s := developmentProperties[p.Name][strings.ToLower(strings.TrimSpace(p.Value))]; s != "" {
			return s
		}
	}
	switch c.Scope {
	case cdx.ScopeRequired:
		return inventory.Runtime
	case cdx.ScopeOptional:
		return inventory.Optional
	case cdx.ScopeExcluded:
		return inventory.Dev
	}
	return ""
}

func componentModified(c *cdx.Component) inventory.Modified {
	if p := c.Pedigree; p != nil && len(list(p.Patches))+len(list(p.Ancestors))+len(list(p.Commits)) > 0 {
		return inventory.Yes
	}
	switch {
	case c.Modified == nil:
		return ""
	case *c.Modified:
		return inventory.Yes
	}
	return inventory.No
}

func componentCopyrights(c *cdx.Component) []string {
	var all []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(all, s) && len(all) < maxCopyrights {
			all = append(all, s)
		}
	}
	add(c.Copyright)
	if c.Evidence != nil {
		for _, x := range list(c.Evidence.Copyright) {
			add(x.Text)
		}
	}
	return all
}

// maxCopyrights bounds a component's copyright notices; each is compared with those before it.
const maxCopyrights = 1000

// hashes spells the algorithms as SPDX does: "SHA-256" is "SHA256", "SHA3-256" is the same in both.
func hashes(all []cdx.Hash) []inventory.Hash {
	var out []inventory.Hash
	for _, h := range all {
		name := string(h.Algorithm)
		if rest, ok := strings.CutPrefix(strings.ToUpper(name), "SHA-"); ok {
			name = "SHA" + rest
		}
		if value := strings.TrimSpace(h.Value); value != "" && name != "" {
			out = append(out, inventory.Hash{Algorithm: name, Value: strings.ToLower(value)})
		}
	}
	return out
}

func distribution(refs []cdx.ExternalReference) (d inventory.Distribution) {
	set := func(field *string, url string) {
		if *field == "" {
			*field = strings.TrimSpace(url)
		}
	}
	var archive string
	for _, e := range refs {
		switch e.Type {
		case cdx.ERTypeWebsite:
			set(&d.Homepage, e.URL)
		case cdx.ERTypeVCS:
			set(&d.Source, e.URL)
		case cdx.ERTypeSourceDistribution:
			set(&archive, e.URL)
		case cdx.ERTypeDistribution:
			set(&d.Download, e.URL)
		}
	}
	set(&d.Source, archive)
	return d
}

func bomAuthors(m *cdx.Metadata) []inventory.Party {
	var all []inventory.Party
	for _, a := range list(m.Authors) {
		all = addParty(all, inventory.Party{Kind: inventory.Person, Name: a.Name, Email: a.Email})
	}
	for _, o := range []*cdx.OrganizationalEntity{m.Manufacturer, m.Manufacture, m.Supplier} {
		if o != nil {
			all = addParty(all, inventory.Party{Kind: inventory.Organization, Name: o.Name})
		}
	}
	return all
}

func bomTools(t *cdx.ToolsChoice) []inventory.Tool {
	if t == nil {
		return nil
	}
	var all []inventory.Tool
	for _, x := range list(t.Tools) {
		all = addTool(all, inventory.Tool{Name: x.Name, Version: x.Version})
	}
	for _, x := range list(t.Components) {
		all = addTool(all, inventory.Tool{Name: x.Name, Version: x.Version})
	}
	for _, x := range list(t.Services) {
		all = addTool(all, inventory.Tool{Name: x.Name, Version: x.Version})
	}
	return all
}

// completeness sums up what the compositions say: the least of them counts.
func completeness(all []cdx.Composition) inventory.Completeness {
	out := inventory.Completeness("")
	for _, c := range all {
		switch a := string(c.Aggregate); {
		case strings.HasPrefix(a, "incomplete"):
			return inventory.Incomplete
		case a == string(cdx.CompositionAggregateComplete):
			if out == "" {
				out = inventory.Complete
			}
		default:
			out = inventory.Unknown
		}
	}
	return out
}
