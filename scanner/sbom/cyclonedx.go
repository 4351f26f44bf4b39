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
)

// bom takes over what the library read; version is as the document writes it, external the references
// of components of which the library does not tell that they are. Each part is given up as
// soon as it is taken over, so that the document does not stay in memory beside the inventory.
func (r *reading) bom(b *cdx.BOM, version string, external map[string]bool, components *pieces[cdx.Component], dependencies *pieces[cdx.Dependency]) {
	r.refs = nil // the graph has its own
	d := &r.result.Document
	d.Version = version
	d.Namespace = b.SerialNumber
	if b.Version > 0 {
		d.Revision = strconv.Itoa(b.Version)
	}
	d.Signed = d.Signed || b.Signature != nil
	d.Vulnerabilities = max(d.Vulnerabilities, len(list(b.Vulnerabilities)))
	g := &graph{reading: r, serial: b.SerialNumber, external: external, entries: make(map[string]int, components.len())}
	g.compositions(list(b.Compositions))
	if m := b.Metadata; m != nil {
		d.Created = m.Timestamp
		d.Authors = bomAuthors(m)
		d.Tools = g.tools(m.Tools)
		d.Lifecycles = bomLifecycles(list(m.Lifecycles))
		d.DataLicense = dataLicense(m.Licenses)
		if m.Component != nil {
			d.Name = nameVersion(m.Component.Name, m.Component.Version)
			r.main = g.components([]cdx.Component{*m.Component}, true)
		}
	}
	d.Comment = bomComment(b)
	g.result.Components = slices.Grow(g.result.Components, components.len()+len(list(b.Services)))
	for some := range components.all() {
		g.components(some, false)
	}
	g.services(list(b.Services))
	g.result.Relations = slices.Grow(g.result.Relations, dependencies.len())
	for some := range dependencies.all() {
		g.dependencies(some)
	}
	g.kindsOfRelations()
	g.ownTexts(list(b.Properties))
	g.dangling(list(b.Compositions))
}

// wholeBOM takes over what the library read in one piece.
func (r *reading) wholeBOM(b *cdx.BOM, version string, external map[string]bool) {
	r.lines = findLines(r.text, cycloneDXLines[r.format], r.piece)
	r.bom(b, version, external, &pieces[cdx.Component]{whole: list(b.Components)}, &pieces[cdx.Dependency]{whole: list(b.Dependencies)})
}

func nameVersion(name, version string) string {
	return strings.TrimSpace(name + " " + version)
}

// components takes components and what is nested in them, and gives the first one's ID. The
// nesting is walked with a list of its own, not by recursion, as strangers decide its depth. The main
// component is what the document is about, and not counted among what it lists.
func (g *graph) components(top []cdx.Component, main bool) (first string) {
	entries := make([]inventory.Entry, len(top)) // of those at the top, in one piece
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
		if len(entries) == 0 {
			entries = make([]inventory.Entry, 1+len(open)/2)
		}
		e := &entries[0]
		entries = entries[1:]
		g.entry(e, next.component)
		c := g.component(next.component)
		c.Hashes = e.Hashes
		c.Supplier = componentSupplier(next.component, e.Creator)
		if !main || n > 0 {
			g.count(&c)
		}
		id := g.add(c, e, next.component.BOMRef)
		if n == 0 {
			first = id
		}
		if next.parent != "" && next.parent != id {
			g.result.Relations = append(g.result.Relations, inventory.Relation{From: next.parent, To: id, Kind: inventory.Contains})
		}
		g.ownRelations(id, list(next.component.Properties))
		inner := list(next.component.Components)
		*next.component = cdx.Component{}
		push(inner, id)
	}
	return first
}

// add takes a component in and remembers it under its reference. A reference that is given a second
// time goes on meaning the first.
func (g *graph) add(c inventory.Component, e *inventory.Entry, ref string) string {
	e.Completeness = g.complete[ref]
	if _, twice := g.entries[ref]; ref != "" && twice && c.PURL != "" {
		g.log.note("sbom-duplicate-reference", ref, c.Name)
	} else if ref != "" && !twice {
		g.entries[ref] = len(g.result.Components)
	}
	return g.reading.addEntry(c, e, ref)
}

func (r *reading) component(c *cdx.Component) inventory.Component {
	out := inventory.Component{
		PURL:         c.PackageURL,
		Name:         groupName(c.Group, c.Name, c.PackageURL),
		Version:      c.Version,
		Type:         string(c.Type),
		Scope:        componentScope(c),
		Modified:     componentModified(c),
		Distribution: distribution(list(c.ExternalReferences)),
		Copyrights:   componentCopyrights(c),
	}
	out.Claims = r.licenseClaims(c.Licenses, inventory.Declared, c.BOMRef)
	if c.Evidence != nil {
		out.Claims = append(out.Claims, r.licenseClaims(c.Evidence.Licenses, inventory.Detected, c.BOMRef)...)
	}
	if c.Properties != nil {
		out.Claims = r.ownClaims(out.Claims, *c.Properties, c.BOMRef)
		r.ownTexts(*c.Properties)
	}
	return out
}

// groupName puts the group before the name, unless the purl tells it.
func groupName(group, name, purl string) string {
	if group == "" || purl != "" {
		return name
	}
	return group + "/" + name
}

// services takes services and what is nested in them, as components of the type "service".
func (g *graph) services(top []cdx.Service) {
	type item struct {
		service *cdx.Service
		parent  string
	}
	var open []item
	push := func(all []cdx.Service, parent string) {
		for i := range slices.Backward(all) {
			open = append(open, item{&all[i], parent})
		}
	}
	push(top, "")
	for len(open) > 0 {
		next := open[len(open)-1]
		open = open[:len(open)-1]
		s := next.service
		c := inventory.Component{
			Name: groupName(s.Group, s.Name, ""), Version: s.Version, Type: "service",
			Distribution: distribution(list(s.ExternalReferences)),
			Claims:       g.licenseClaims(s.Licenses, inventory.Declared, s.BOMRef),
		}
		if s.Provider != nil {
			c.Supplier = s.Provider.Name
		}
		e := &inventory.Entry{Name: s.Name, Version: s.Version, Description: s.Description, Supplier: partyOf(organization(s.Provider))}
		g.references(e, list(s.ExternalReferences))
		properties(e, list(s.Properties))
		g.result.Document.Services++
		g.ownFields(e, list(s.Properties))
		g.ownTexts(list(s.Properties))
		c.Claims = g.ownClaims(c.Claims, list(s.Properties), s.BOMRef)
		id := g.add(c, e, s.BOMRef)
		g.ownRelations(id, list(s.Properties))
		if next.parent != "" && next.parent != id {
			g.result.Relations = append(g.result.Relations, inventory.Relation{From: next.parent, To: id, Kind: inventory.Contains})
		}
		push(list(s.Services), id)
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

// componentSupplier names from whom a component was had, else who made it, without addresses, as the other formats do.
func componentSupplier(c *cdx.Component, creator *inventory.Party) string {
	for _, o := range []*cdx.OrganizationalEntity{c.Supplier, c.Manufacturer} {
		if o != nil && o.Name != "" {
			return o.Name
		}
	}
	if c.Publisher != "" {
		p := partyText(c.Publisher)
		return cmp.Or(p.Name, p.String())
	}
	if creator != nil {
		return cmp.Or(creator.Name, creator.String())
	}
	return ""
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
		return ownScope(list(c.Properties))
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
func (g *graph) hashes(all []cdx.Hash) []inventory.Hash {
	if len(all) == 0 {
		return nil
	}
	out := g.digests.take(len(all))[:0]
	for _, h := range all {
		if value, name := strings.TrimSpace(h.Value), hashName(h.Algorithm); value != "" && name != "" {
			out = append(out, inventory.Hash{Algorithm: name, Value: strings.ToLower(value)})
		}
	}
	return slices.Clip(out)
}

func hashName(a cdx.HashAlgorithm) string {
	switch a { // without a string of its own for each
	case cdx.HashAlgoSHA1:
		return "SHA1"
	case cdx.HashAlgoSHA256:
		return "SHA256"
	case cdx.HashAlgoSHA384:
		return "SHA384"
	case cdx.HashAlgoSHA512:
		return "SHA512"
	}
	if rest, ok := strings.CutPrefix(strings.ToUpper(string(a)), "SHA-"); ok {
		return "SHA" + rest
	}
	return string(a)
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
