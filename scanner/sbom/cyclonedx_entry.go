// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"cmp"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
)

// entry writes down what the document says of a component besides its licence.
func (g *graph) entry(e *inventory.Entry, c *cdx.Component) {
	e.Name, e.Version = c.Name, c.Version
	e.Creator = creator(c)
	e.Supplier = partyOf(organization(c.Supplier))
	e.Identifiers = g.identifiers(c)
	e.Hashes = g.hashes(list(c.Hashes))
	e.Copyright, e.Description = c.Copyright, c.Description
	e.External = c.IsExternal != nil && *c.IsExternal || g.external[c.BOMRef]
	e.Pedigree = g.pedigree(c.Pedigree)
	g.references(e, list(c.ExternalReferences))
	properties(e, list(c.Properties))
	g.ownFields(e, list(c.Properties))
}

// creator finds who made a component: the first who can be asked, that is with an address for mail or
// the web, else the first who is named.
func creator(c *cdx.Component) *inventory.Party {
	var named inventory.Party
	reachable := func(p inventory.Party) bool {
		if named.String() == "" {
			named = p
		}
		return p.Email != "" || p.URL != ""
	}
	if p := organization(c.Manufacturer); reachable(p) {
		return &p
	}
	for _, a := range list(c.Authors) {
		if p := person(a); reachable(p) {
			return &p
		}
	}
	if c.Author != "" || c.Publisher != "" {
		for _, text := range []string{c.Author, c.Publisher} {
			if p := partyText(text); reachable(p) {
				return &p
			}
		}
	}
	return partyOf(named)
}

// partyOf keeps a party that names somebody.
func partyOf(p inventory.Party) *inventory.Party {
	if p.String() == "" {
		return nil
	}
	return &p
}

// organization gives an organization with its first addresses. One that has no name and no address on
// the web is its first contact.
func organization(o *cdx.OrganizationalEntity) inventory.Party {
	if o == nil {
		return inventory.Party{}
	}
	p := inventory.Party{Kind: inventory.Organization, Name: strings.TrimSpace(o.Name)}
	for _, u := range list(o.URL) {
		p.URL = cmp.Or(p.URL, strings.TrimSpace(u))
	}
	contacts := list(o.Contact)
	if p.Name == "" && p.URL == "" {
		if len(contacts) == 0 {
			return inventory.Party{}
		}
		return person(contacts[0])
	}
	for _, c := range contacts {
		p.Email = cmp.Or(p.Email, strings.TrimSpace(c.Email))
	}
	return p
}

func person(c cdx.OrganizationalContact) inventory.Party {
	return inventory.Party{Kind: inventory.Person, Name: strings.TrimSpace(c.Name), Email: strings.TrimSpace(c.Email)}
}

// partyText reads a name with addresses behind it, as package managers write them: "A <a@b> (https://c)".
func partyText(text string) inventory.Party {
	var p inventory.Party
	name := strings.TrimSpace(text)
	for _, ends := range []string{"<>", "()"} {
		before, rest, opened := strings.Cut(name, ends[:1])
		inner, behind, closed := strings.Cut(rest, ends[1:])
		if !opened || !closed {
			continue
		}
		switch inner = strings.TrimSpace(inner); {
		case isWebAddress(inner):
			p.URL = inner
		case isMailAddress(inner):
			p.Email = inner
		default:
			continue
		}
		name = strings.TrimSpace(before + behind)
	}
	switch {
	case p.URL == "" && isWebAddress(name):
		p.URL, name = name, ""
	case p.Email == "" && isMailAddress(name):
		p.Email, name = name, ""
	}
	p.Name = name
	return p
}

func isWebAddress(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " <>\t\r\n")
}

func isMailAddress(s string) bool {
	name, host, found := strings.Cut(s, "@")
	return found && name != "" && host != "" && !strings.ContainsAny(s, " <>()\t\r\n,;") && !strings.Contains(host, "@")
}

// identifiers lists what names a component beyond the document.
func (g *graph) identifiers(c *cdx.Component) []inventory.Identifier {
	all := g.names.take(2)[:0] // nearly all have one or two
	add := func(kind, value string) {
		if value = strings.TrimSpace(value); value != "" {
			all = append(all, inventory.Identifier{Kind: kind, Value: value})
		}
	}
	add("purl", c.PackageURL)
	add("cpe", c.CPE)
	if c.SWID != nil {
		add("swid", c.SWID.TagID)
	}
	for _, id := range list(c.OmniborID) {
		add("gitoid", id)
	}
	for _, id := range list(c.SWHID) {
		add("swhid", id)
	}
	if len(all) == 0 {
		return nil
	}
	return slices.Clip(all)
}

// references finds where a component can be had, and its security.txt and own SBOM. Of several forms
// of a kind the first with a digest counts, else the first.
func (g *graph) references(e *inventory.Entry, refs []cdx.ExternalReference) {
	var deployable, intake, archive, repository *cdx.ExternalReference
	take := func(field **cdx.ExternalReference, r *cdx.ExternalReference) {
		if *field == nil || len(list((*field).Hashes)) == 0 && len(list(r.Hashes)) > 0 {
			*field = r
		}
	}
	for i := range refs {
		switch r := &refs[i]; r.Type {
		case cdx.ERTypeDistribution:
			take(&deployable, r)
		case cdx.ERTypeDistributionIntake:
			take(&intake, r)
		case cdx.ERTypeSourceDistribution:
			take(&archive, r)
		case cdx.ERTypeVCS:
			take(&repository, r)
		case cdx.ERTypeRFC9116:
			e.SecurityTxt = cmp.Or(e.SecurityTxt, strings.TrimSpace(r.URL))
		case cdx.ERTypeBOM:
			e.SBOM = cmp.Or(e.SBOM, strings.TrimSpace(r.URL))
		}
	}
	e.Deployable = g.artifact(cmp.Or(deployable, intake))
	e.Source = g.artifact(cmp.Or(archive, repository))
}

func (g *graph) artifact(r *cdx.ExternalReference) *inventory.Artifact {
	if r == nil || strings.TrimSpace(r.URL) == "" && len(list(r.Hashes)) == 0 {
		return nil
	}
	a := &g.artifacts.take(1)[0]
	a.URL, a.Hashes = strings.TrimSpace(r.URL), g.hashes(list(r.Hashes))
	return a
}

// pedigree sums up what a component was made of. Those components are no part of the product
// themselves; references may lead to them.
func (g *graph) pedigree(p *cdx.Pedigree) *inventory.Pedigree {
	if p == nil {
		return nil
	}
	out := inventory.Pedigree{Patches: len(list(p.Patches)), Commits: len(list(p.Commits)), Notes: p.Notes}
	for _, kin := range []*[]cdx.Component{p.Ancestors, p.Descendants, p.Variants} {
		for _, a := range list(kin) {
			g.beside(a.BOMRef)
			name := cmp.Or(a.PackageURL, nameVersion(groupName(a.Group, a.Name, ""), a.Version))
			if kin == p.Ancestors && name != "" {
				out.Ancestors = append(out.Ancestors, name)
			}
		}
	}
	if out.Patches == 0 && out.Commits == 0 && out.Notes == "" && out.Ancestors == nil {
		return nil
	}
	return &out
}
