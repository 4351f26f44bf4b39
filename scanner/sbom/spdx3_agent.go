// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom/spdx3"
)

// partyKinds are the classes of those who act that are no programs.
var partyKinds = map[string]inventory.PartyKind{
	"Person": inventory.Person, "Organization": inventory.Organization, "SpdxOrganization": inventory.Organization, "Agent": "",
}

// makers takes over who made the document, and with what.
func (s *graphReading) makers(info *spdx3.Element) {
	d := &s.result.Document
	for _, name := range []string{"createdBy", "createdUsing"} {
		for _, v := range info.Values(name) {
			// A program that acts by itself is no author: it has no address for questions.
			if _, e := s.graph.Target(v); e != nil && (e.Type == "Tool" || e.Type == "SoftwareAgent") {
				d.Tools = addTool(d.Tools, inventory.Tool{Name: s.text(e, "name")})
				continue
			}
			p := s.party(v, spdx3.Place{Element: info, Name: name})
			switch {
			case p == nil:
			case name == "createdUsing":
				d.Tools = addTool(d.Tools, inventory.Tool{Name: p.Name})
			default:
				d.Authors = addParty(d.Authors, *p)
			}
		}
	}
}

// party gives who is named; nil where that is nobody.
func (s *graphReading) party(v spdx3.Value, at spdx3.Place) *inventory.Party {
	id, e := s.graph.Target(v)
	if individual(id) != "" {
		return nil
	}
	if e == nil {
		// A name in place of a reference; an address that leads to nothing is counted as such.
		if strings.Contains(id, "://") || strings.HasPrefix(id, "urn:") || strings.HasPrefix(id, "_:") || said(id) == "" {
			return nil
		}
		s.log.repair("sbom-repaired-supplier", at, id)
		p := inventory.Party{Name: id}
		for prefix, kind := range map[string]inventory.PartyKind{"Person:": inventory.Person, "Organization:": inventory.Organization} {
			if name, ok := strings.CutPrefix(id, prefix); ok {
				p = inventory.Party{Kind: kind, Name: strings.TrimSpace(name)}
			}
		}
		return &p
	}
	p := &inventory.Party{Kind: partyKinds[e.Type], Name: said(s.text(e, "name"))}
	for _, x := range e.Values("externalIdentifier") {
		if x.Node == nil {
			continue
		}
		value := s.text(x.Node, "identifier")
		switch kind := word(x.Node.First("externalIdentifierType")); {
		case p.Email == "" && (kind == "email" || strings.HasPrefix(value, "mailto:")):
			p.Email = strings.TrimPrefix(value, "mailto:")
		case p.URL == "" && isWebAddress(value):
			p.URL = value
		}
	}
	for _, x := range e.Values("externalRef") {
		if x.Node != nil && p.URL == "" && isWebAddress(strings.TrimSpace(x.Node.First("locator"))) {
			p.URL = strings.TrimSpace(x.Node.First("locator"))
		}
	}
	if p.String() == "" {
		return nil
	}
	return p
}

// parties gives the first of those that a field of an element names.
func (s *graphReading) parties(e *spdx3.Element, name string) *inventory.Party {
	var first *inventory.Party
	for _, v := range e.Values(name) {
		at := spdx3.Place{Element: e, Name: name}
		switch p := s.party(v, at); {
		case p == nil:
		case first == nil:
			first = p
		default:
			s.log.note("sbom-further-party", at.String(), p.String())
		}
	}
	return first
}
