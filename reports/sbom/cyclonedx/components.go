// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cyclonedx

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
)

// A part is one component on its way into the document. Of what several input documents say of it the
// first stands in the fields; what others say differently stands in properties.
type part struct {
	*builder
	i     int
	c     *inventory.Component
	out   cdx.Component
	props []cdx.Property
}

// component makes the i-th component with what is nested in it; maxNesting bounds the recursion.
func (b *builder) component(i int) *cdx.Component {
	p := &part{builder: b, i: i, c: &b.v.Components[i]}
	c := p.c
	p.out = cdx.Component{
		BOMRef:     b.refs[i],
		Type:       p.componentType(),
		Name:       line(c.Name),
		Version:    line(c.Version),
		Scope:      p.scope(),
		PackageURL: c.PURL,
	}
	if p.out.Name == "" {
		p.out.Name = p.out.BOMRef
	}
	if short := clip(p.out.Version); short != p.out.Version {
		p.add("version", p.out.Version)
		p.out.Version = short
	}
	p.identify()
	p.parties()
	p.describe()
	p.hashes()
	p.addresses()
	p.pedigree()
	p.out.Licenses = p.licenses(false)
	p.out.Evidence = p.evidence()
	p.props = append(p.props, b.relations[i]...)
	p.out.Properties = unlessEmpty(p.props)
	if inner := b.inner[i]; len(inner) > 0 {
		parts := make([]cdx.Component, len(inner))
		for k, n := range inner {
			parts[k] = *b.component(n)
		}
		p.out.Components = &parts
	}
	return &p.out
}

// service makes the i-th component, which is a service.
func (b *builder) service(i int) cdx.Service {
	c := b.component(i)
	s := cdx.Service{
		BOMRef: c.BOMRef, Provider: cmp.Or(c.Supplier, c.Manufacturer), Group: c.Group, Name: c.Name, Version: c.Version,
		Description: c.Description, Licenses: c.Licenses, ExternalReferences: c.ExternalReferences, Properties: c.Properties,
	}
	if s.Provider == nil && c.Publisher != "" {
		s.Provider = &cdx.OrganizationalEntity{Name: c.Publisher}
	}
	return s
}

// add keeps what CycloneDX has no field for.
func (p *part) add(name, value string) {
	if value != "" {
		p.props = append(p.props, cdx.Property{Name: "lizenzlotse:" + name, Value: value})
	}
}

// differing gives the first value that an entry has and keeps others under a name.
func (p *part) differing(name, first string, of func(*inventory.Entry) string) string {
	for e := range entries(p.c) {
		switch v := of(e); {
		case v == "" || v == first:
		case first == "":
			first = v
		default:
			p.add(name, v)
		}
	}
	return first
}

var componentTypes = map[string]bool{
	"application": true, "framework": true, "library": true, "container": true, "platform": true, "operating-system": true, "device": true,
	"device-driver": true, "firmware": true, "file": true, "machine-learning-model": true, "data": true, "cryptographic-asset": true,
}

// componentType is "library" where nothing is said, as CycloneDX advises.
func (p *part) componentType() cdx.ComponentType {
	switch t := p.c.Type; {
	case componentTypes[t]:
		return cdx.ComponentType(t)
	case t != "service":
		p.add("type", t)
	}
	if p.i == p.main || p.c.Role == inventory.Own {
		return cdx.ComponentTypeApplication
	}
	return cdx.ComponentTypeLibrary
}

// scope writes what is not needed at run time as excluded, which is what CycloneDX means by it.
func (p *part) scope() cdx.Scope {
	switch p.c.Scope {
	case inventory.Runtime:
		return cdx.ScopeRequired
	case inventory.Optional:
		return cdx.ScopeOptional
	case inventory.Dev, inventory.Build, inventory.Test:
		p.add("scope", string(p.c.Scope))
		return cdx.ScopeExcluded
	}
	return ""
}

// groups are the types of purl whose namespace is a part of the name that CycloneDX calls the group.
var groups = map[string]bool{"maven": true, "npm": true, "composer": true}

// identify writes the group and every identifier.
func (p *part) identify() {
	if purl := p.out.PackageURL; purl != "" {
		if !isPURL(purl) {
			p.add("identifier:purl", line(purl))
			p.out.PackageURL = ""
		}
		kind, rest, _ := strings.Cut(strings.TrimPrefix(purl, "pkg:"), "/")
		if at := strings.IndexAny(rest, "@?#"); at >= 0 && groups[kind] {
			rest = rest[:at]
		}
		if at := strings.LastIndexByte(rest, '/'); at > 0 && groups[kind] {
			if group, err := url.PathUnescape(rest[:at]); err == nil && rest[at+1:] == p.out.Name {
				p.out.Group = line(group)
			}
		}
	}
	var seen []inventory.Identifier
	for e := range entries(p.c) {
		// The inventory's name is the group's and the name where no purl tells them apart.
		if group, ok := strings.CutSuffix(p.out.Name, "/"+e.Name); ok && group != "" && e.Name != "" && p.out.Group == "" && p.out.PackageURL == "" {
			p.out.Group, p.out.Name = group, line(e.Name)
		}
		for _, id := range e.Identifiers {
			if len(seen) < maxListed && !slices.Contains(seen, id) {
				seen = append(seen, id)
				p.identifier(id.Kind, line(id.Value))
			}
		}
	}
}

// maxListed bounds what is compared with each other.
const maxListed = 1000

func (p *part) identifier(kind, value string) {
	switch {
	case value == "":
	case kind == "purl":
		if value != p.c.PURL {
			if p.c.PURL == "" && p.out.PackageURL == "" && isPURL(value) {
				p.out.PackageURL = value
				return
			}
			p.add("identifier:purl", value)
		}
	case kind == "cpe" && p.out.CPE == "" && isCPE(value):
		p.out.CPE = value
	case kind == "swid" && p.out.SWID == nil:
		p.out.SWID = &cdx.SWID{TagID: value, Name: p.out.Name, Version: p.out.Version}
	case kind == "swhid" && strings.HasPrefix(value, "swh:"):
		p.out.SWHID = appendTo(p.out.SWHID, value)
	case kind == "gitoid" && strings.HasPrefix(value, "gitoid:"):
		p.out.OmniborID = appendTo(p.out.OmniborID, value)
	default:
		p.add("identifier:"+line(kind), value)
	}
}

func appendTo[T any](list *[]T, x T) *[]T {
	if list == nil {
		return &[]T{x}
	}
	*list = append(*list, x)
	return list
}

// parties writes who made a component and from whom it was had.
func (p *part) parties() {
	var creator, supplier *inventory.Party
	for e := range entries(p.c) {
		if e.Creator != nil && creator == nil {
			creator = e.Creator
		} else if e.Creator != nil && *e.Creator != *creator {
			p.add("creator", line(e.Creator.String()))
		}
		if e.Supplier != nil && supplier == nil {
			supplier = e.Supplier
		} else if e.Supplier != nil && *e.Supplier != *supplier {
			p.add("supplier", line(e.Supplier.String()))
		}
	}
	switch {
	case creator == nil || creator.String() == "":
	case creator.Kind == "" && creator.Email == "" && creator.URL == "":
		p.out.Publisher = line(creator.Name) // the one field that does not say which it is
	case creator.Kind == inventory.Person && creator.URL == "":
		p.out.Authors = &[]cdx.OrganizationalContact{contact(creator)}
	default:
		p.out.Manufacturer = organization(creator)
	}
	// Without a supplier of its own the inventory names the creator as one.
	if supplier == nil && p.c.Supplier != "" && (creator == nil || creator.Name != p.c.Supplier && creator.String() != p.c.Supplier) {
		supplier = &inventory.Party{Name: p.c.Supplier}
	}
	if supplier != nil && supplier.String() != "" {
		p.out.Supplier = organization(supplier)
	}
}

// describe writes what words and marks the documents have for the component.
func (p *part) describe() {
	c := p.c
	p.out.Description = p.differing("description", "", func(e *inventory.Entry) string { return e.Description })
	p.out.Copyright = p.differing("copyright", "", func(e *inventory.Entry) string { return e.Copyright })
	if p.out.Copyright == "" && len(c.Copyrights) > 0 && !c.InTree() {
		p.out.Copyright = c.Copyrights[0] // what is not found in files is stated
	}
	if c.Role == inventory.Own {
		p.add("role", string(c.Role))
	}
	p.add("source-package", line(c.Distribution.Package))
	yes := true
	for e := range entries(c) {
		// In XML the library writes it in a place that the schema does not have.
		if e.External && p.version >= cdx.SpecVersion1_7 && !p.xml {
			p.out.IsExternal = &yes
		} else if e.External {
			p.add("external", "true")
			break
		}
	}
	bsi := func(name string, of func(*inventory.Entry) string) {
		if v := line(p.differing("bsi:"+name, "", of)); v != "" {
			p.props = append(p.props, cdx.Property{Name: "bsi:component:" + name, Value: v})
		}
	}
	deployable := func(of func(*inventory.Artifact) string) func(*inventory.Entry) string {
		return func(e *inventory.Entry) string {
			if e.Deployable == nil {
				return ""
			}
			return of(e.Deployable)
		}
	}
	bsi("executable", deployable(func(a *inventory.Artifact) string { return a.Executable }))
	bsi("archive", deployable(func(a *inventory.Artifact) string { return a.Archive }))
	bsi("structured", deployable(func(a *inventory.Artifact) string { return a.Structured }))
	bsi("filename", deployable(func(a *inventory.Artifact) string { return a.Filename }))
	bsi("effectiveLicence", func(e *inventory.Entry) string { return e.Effective })
}

// pedigree writes what the component was made of. Patches and commits are known by their number only.
func (p *part) pedigree() {
	if p.c.Modified != "" {
		modified := p.c.Modified == inventory.Yes
		p.out.Modified = &modified
	}
	for e := range entries(p.c) {
		if e.Pedigree == nil {
			continue
		}
		out := &cdx.Pedigree{Notes: e.Pedigree.Notes}
		for _, a := range e.Pedigree.Ancestors {
			if a = line(a); a == "" {
				continue
			}
			c := cdx.Component{Type: cdx.ComponentTypeLibrary, Name: a}
			if isPURL(a) {
				c.PackageURL = a
			}
			out.Ancestors = appendTo(out.Ancestors, c)
		}
		if n := e.Pedigree.Patches; n > 0 {
			p.add("pedigree:patches", strconv.Itoa(n))
		}
		if n := e.Pedigree.Commits; n > 0 {
			p.add("pedigree:commits", strconv.Itoa(n))
		}
		if *out != (cdx.Pedigree{}) {
			p.out.Pedigree = out
		}
		return
	}
}
