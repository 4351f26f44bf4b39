// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cyclonedx

import (
	"slices"
	"strconv"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
)

// maxOccurrences bounds the places that are named of a component.
const maxOccurrences = 200

// evidence writes what was found in files: licences, copyright notices, and where. It is nil for nothing.
func (p *part) evidence() *cdx.Evidence {
	var notices []cdx.Copyright
	for _, text := range p.c.Copyrights {
		if strings.TrimSpace(text) != "" && text != p.out.Copyright {
			notices = append(notices, cdx.Copyright{Text: text})
		}
	}
	licenses, places := p.licenses(true), p.occurrences()
	if licenses == nil && notices == nil && places == nil {
		return nil
	}
	return &cdx.Evidence{Licenses: licenses, Copyright: unlessEmpty(notices), Occurrences: unlessEmpty(places)}
}

// occurrences are where the component lies in the input and where its licences and notices stand.
func (p *part) occurrences() []cdx.EvidenceOccurrence {
	var all []cdx.EvidenceOccurrence
	more := 0
	add := func(path string, at int, context string) {
		o := p.occurrence(path, at, context)
		switch {
		case o.Location == "" || slices.ContainsFunc(all, func(x cdx.EvidenceOccurrence) bool { return sameOccurrence(x, o) }):
		case len(all) == maxOccurrences:
			more++
		default:
			all = append(all, o)
		}
	}
	for i := range p.c.Instances {
		if in := &p.c.Instances[i]; in.Path != "" && in.Document == "" {
			add(in.Path, 0, "")
		}
	}
	for i := range p.c.Claims {
		claim := &p.c.Claims[i]
		if p.documents[claim.Origin] {
			continue // it stands in an SBOM, not in the component
		}
		for _, e := range claim.Evidence {
			add(e.Path, e.Line.First, strings.TrimSpace(string(claim.Kind)+" licence "+claim.License.String()))
		}
	}
	for _, f := range p.files[p.i] {
		for _, c := range f.Copyrights {
			path := c.Path
			if path == "" {
				path = f.Path
			}
			add(path, c.Line, strings.TrimSpace("copyright "+inventory.Clip(strings.TrimSpace(c.Years+" "+c.Holder), inventory.MaxQuote)))
		}
	}
	if more > 0 {
		p.add("occurrences-left-out", strconv.Itoa(more))
	}
	return all
}

// occurrence is a place. The library writes its line and context into XML in a form that the schema
// does not have, so there the line is a part of the location.
func (p *part) occurrence(path string, at int, context string) cdx.EvidenceOccurrence {
	o := cdx.EvidenceOccurrence{Location: line(path)}
	switch {
	case o.Location == "":
	case p.xml && at > 0:
		o.Location += ":" + strconv.Itoa(at)
	case !p.xml:
		if at > 0 {
			o.Line = &at
		}
		o.AdditionalContext = line(context)
	}
	return o
}

func sameOccurrence(a, b cdx.EvidenceOccurrence) bool {
	lineOf := func(o cdx.EvidenceOccurrence) int {
		if o.Line == nil {
			return 0
		}
		return *o.Line
	}
	return a.Location == b.Location && lineOf(a) == lineOf(b) && a.AdditionalContext == b.AdditionalContext
}
