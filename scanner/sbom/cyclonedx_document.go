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

// bomAuthors names who made the document: its authors, the manufacturer of the document, and, as older
// versions have no such field, who made and who supplies what it describes.
func bomAuthors(m *cdx.Metadata) []inventory.Party {
	var all []inventory.Party
	for _, a := range list(m.Authors) {
		all = addParty(all, person(a))
	}
	for _, o := range []*cdx.OrganizationalEntity{m.Manufacturer, m.Manufacture, m.Supplier} {
		all = addParty(all, organization(o))
	}
	return all
}

// tools lists the tools in both forms, and keeps in mind that references may lead to them.
func (g *graph) tools(t *cdx.ToolsChoice) []inventory.Tool {
	if t == nil {
		return nil
	}
	var all []inventory.Tool
	for _, x := range list(t.Tools) {
		all = addTool(all, inventory.Tool{Name: cmp.Or(x.Name, x.Vendor), Version: x.Version})
	}
	for _, x := range list(t.Components) {
		all = addTool(all, inventory.Tool{Name: cmp.Or(x.Name, x.Group), Version: x.Version})
		g.beside(x.BOMRef)
	}
	for _, x := range list(t.Services) {
		all = addTool(all, inventory.Tool{Name: cmp.Or(x.Name, x.Group), Version: x.Version})
		g.beside(x.BOMRef)
	}
	return all
}

// bomLifecycles names the phases; one that is not of the list has a name instead.
func bomLifecycles(all []cdx.Lifecycle) []string {
	var out []string
	for _, l := range all {
		out = appendNonEmpty(out, cmp.Or(string(l.Phase), l.Name))
	}
	return out
}

// dataLicense writes the licences of the document itself one after the other.
func dataLicense(licenses *cdx.Licenses) string {
	if licenses == nil {
		return ""
	}
	var all []string
	for _, choice := range *licenses {
		if l := choice.License; l != nil {
			all = appendNonEmpty(all, cmp.Or(l.ID, l.Name, l.URL))
		}
		all = appendNonEmpty(all, choice.Expression)
	}
	return strings.Join(all, "; ")
}

// bomComment is what the document says of its own making: of the phases it is from, and in
// annotations that are about the document as a whole.
func bomComment(b *cdx.BOM) string {
	var all []string
	if b.Metadata != nil {
		for _, l := range list(b.Metadata.Lifecycles) {
			all = appendNonEmpty(all, l.Description)
		}
	}
	for _, a := range list(b.Annotations) {
		if subjects := list(a.Subjects); len(subjects) == 0 || slices.Contains(subjects, cdx.BOMReference(b.SerialNumber)) {
			all = appendNonEmpty(all, a.Text)
		}
	}
	return strings.Join(all, "\n")
}

// completenessOf reads an aggregate. "not_specified" says nothing.
func completenessOf(a cdx.CompositionAggregate) inventory.Completeness {
	switch {
	case a == "" || a == cdx.CompositionAggregateNotSpecified:
		return ""
	case a == cdx.CompositionAggregateComplete:
		return inventory.Complete
	case strings.HasPrefix(string(a), "incomplete"):
		return inventory.Incomplete
	}
	return inventory.Unknown
}

// least gives what is left of two statements of coverage.
func least(a, b inventory.Completeness) inventory.Completeness {
	for _, c := range []inventory.Completeness{inventory.Incomplete, inventory.Unknown, inventory.Complete} {
		if a == c || b == c {
			return c
		}
	}
	return ""
}
