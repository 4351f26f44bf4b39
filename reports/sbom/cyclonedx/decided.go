// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cyclonedx

import (
	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// decide makes a statement of what a person decided: it is the concluded one, whatever authors of documents concluded.
func (p *part) decide(d *assessment.Decision) statement {
	claim := &inventory.Claim{Kind: inventory.Concluded, Origin: d.From(p.c), License: inventory.KnownLicense(d.Concluded)}
	s := statement{claim: claim, expression: d.Concluded, words: d.Concluded.String()}
	if e, refs := p.texts.renamed(d.Concluded, claim.Origin); len(refs) > 0 {
		s.expression, s.refs, s.words = e, refs, e.String()
	}
	p.add("decision:"+d.ID, line(d.Note()))
	return s
}

// annotations say who decided, and when: one for each signature, on every component that the decision was used for.
func (b *builder) annotations() []cdx.Annotation {
	var order []*assessment.Decision
	subjects := map[*assessment.Decision][]cdx.BOMReference{}
	for i := range b.v.Components {
		d := b.decided[b.v.Components[i].ID]
		if d == nil || b.refs[i] == "" {
			continue
		}
		if subjects[d] == nil {
			order = append(order, d)
		}
		subjects[d] = append(subjects[d], cdx.BOMReference(b.refs[i]))
	}
	var all []cdx.Annotation
	for _, d := range order {
		on := subjects[d]
		for _, s := range d.Signed {
			all = append(all, cdx.Annotation{
				Subjects: &on, Annotator: &cdx.Annotator{Individual: &cdx.OrganizationalContact{Name: line(s.Name)}},
				Timestamp: s.Date + "T00:00:00Z", Text: d.Note(),
			})
		}
	}
	return all
}
