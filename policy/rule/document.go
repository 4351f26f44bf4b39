// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// A DocumentCase is one SBOM or licence list before a rule. Nothing in it is to be changed.
type DocumentCase struct {
	Document *inventory.Document
	// Entries are what the document says of components, in the order of the inventory's components.
	Entries []DocumentEntry
	// Relations are those between components of the document.
	Relations []inventory.Relation
	Issues    []inventory.Issue // of this document
	// Standards are the requirements on SBOMs that the policy asks for, as the facts call them.
	Standards []string
	// Delivered is the day on which the document was handed over, RFC 3339 full-date.
	Delivered string
	// Counts tells whether the policy lets a rule change its verdict; nil: every rule does.
	Counts    func(rule string) bool
	Inventory *inventory.Inventory // everything there is, for what goes beyond the document
	All       []*DocumentCase      // every document that is judged, this one too
	// Own and Excluded tell what the policy calls own code, and which components it leaves out; nil: none.
	Own, Excluded func(*inventory.Component) bool

	prepared *sbomCase // nil until the first rule about SBOMs asks
}

// A DocumentEntry is a component as one document names it, in one place.
type DocumentEntry struct {
	Component *inventory.Component
	Instance  *inventory.Instance
	// Entry is what the document says; its zero value where it says nothing.
	Entry *inventory.Entry
	// Claims are the document's own about the component in this place.
	Claims []inventory.Claim
}

// SBOM reports whether the document is an SBOM, and not a list of licences.
func (c *DocumentCase) SBOM() bool { return c.Document.SBOM() }

// NoSBOM is what stands for the rules about SBOMs where the input has none.
func NoSBOM() Outcome { return Outcome{Finding: fail("rule.sbm.none")} }

// NoStandard is what stands for the rules about SBOMs where the policy does not say by what they are judged.
func NoStandard() Outcome {
	return Outcome{Finding: unknown(assessment.City, "rule.sbm.no-standard")}
}

var nothingSaid inventory.Entry

// Documents makes a case of every SBOM and list of an inventory: of what the bidder states. What package managers wrote is no
// such statement, but part of what was found. Documents for which excluded says so are left out; nil excludes none.
func Documents(inv *inventory.Inventory, excluded func(path string) bool) []*DocumentCase {
	var list []*DocumentCase
	byID := map[string]*DocumentCase{}
	found := map[string]bool{} // lists of package managers
	for i := range inv.Documents {
		d := &inv.Documents[i]
		if d.Kind == inventory.KindDependencies {
			found[d.ID] = true
			continue
		}
		if byID[d.ID] != nil || excluded != nil && excluded(d.ID) {
			continue
		}
		c := &DocumentCase{Document: d, Inventory: inv}
		byID[d.ID] = c
		list = append(list, c)
	}
	if len(list) == 0 {
		return nil
	}
	whole := enter(inv, byID)
	if len(list) == 1 && whole && len(found) == 0 {
		list[0].Relations = inv.Relations
	} else {
		relate(inv, byID, found)
	}
	for _, i := range inv.Issues {
		if d := byID[i.Path]; d != nil {
			d.Issues = append(d.Issues, i)
		}
	}
	for _, c := range list {
		c.All = list
	}
	return list
}

// enter gives every document its entries. It reports whether each component is in some document.
func enter(inv *inventory.Inventory, byID map[string]*DocumentCase) (whole bool) {
	counts := make(map[*DocumentCase]int, len(byID))
	whole = true
	for i := range inv.Components {
		named := false
		for n := range inv.Components[i].Instances {
			if d := byID[inv.Components[i].Instances[n].Document]; d != nil {
				counts[d]++
				named = true
			}
		}
		whole = whole && named
	}
	for i := range inv.Components {
		c := &inv.Components[i]
		claims := claimsByPlace(c)
		for n := range c.Instances {
			instance := &c.Instances[n]
			d := byID[instance.Document]
			if d == nil {
				continue
			}
			e := DocumentEntry{Component: c, Instance: instance, Entry: instance.Entry}
			if claims == nil {
				e.Claims = claimsOf(c, instance)
			} else {
				e.Claims = claims[claimPlace{instance.Document, instance.Ref}]
			}
			if e.Entry == nil {
				e.Entry = &nothingSaid
			}
			if d.Entries == nil {
				d.Entries = make([]DocumentEntry, 0, counts[d])
			}
			d.Entries = append(d.Entries, e)
		}
	}
	return whole
}

// relate gives every document the relations between its components, without those that lists of package managers name.
func relate(inv *inventory.Inventory, byID map[string]*DocumentCase, found map[string]bool) {
	in := make(map[string][]*DocumentCase, len(inv.Components))
	for i := range inv.Components {
		c := &inv.Components[i]
		for n := range c.Instances {
			if d := byID[c.Instances[n].Document]; d != nil && !slices.Contains(in[c.ID], d) {
				in[c.ID] = append(in[c.ID], d)
			}
		}
	}
	for _, r := range inv.Relations {
		if len(r.Evidence) > 0 && found[r.Evidence[0].Path] {
			continue
		}
		to := in[r.To]
		for _, d := range in[r.From] {
			if slices.Contains(to, d) {
				d.Relations = append(d.Relations, r)
			}
		}
	}
}

// A claimPlace is where a document says something of a component.
type claimPlace struct{ document, ref string }

// claimsByPlace sorts the claims of a component by their places, if it has so many of both that looking for them
// at each place would take long: any number of entries of a document may share one purl. Else it is nil.
func claimsByPlace(c *inventory.Component) map[claimPlace][]inventory.Claim {
	const many = 32
	if len(c.Instances) < many || len(c.Claims) < many {
		return nil
	}
	claims := map[claimPlace][]inventory.Claim{}
	for _, claim := range c.Claims {
		at := claimPlace{claim.Origin, claim.Ref}
		claims[at] = append(claims[at], claim)
	}
	return claims
}

// claimsOf are the claims that a document makes of a component in one place.
func claimsOf(c *inventory.Component, i *inventory.Instance) []inventory.Claim {
	here := func(claim *inventory.Claim) bool { return claim.Origin == i.Document && claim.Ref == i.Ref }
	n := 0
	for k := range c.Claims {
		if here(&c.Claims[k]) {
			n++
		}
	}
	switch n {
	case 0:
		return nil
	case len(c.Claims):
		return c.Claims
	}
	list := make([]inventory.Claim, 0, n)
	for k := range c.Claims {
		if here(&c.Claims[k]) {
			list = append(list, c.Claims[k])
		}
	}
	return list
}
