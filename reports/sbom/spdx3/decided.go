// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx3

import (
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/sbom/licenseref"
	"lizenzlotse/scanner/inventory"
)

// decide writes what a person decided as the concluded licence, with a review by everyone who signed: a statement of that
// person on that day.
func (d *document) decide(id string, c *inventory.Component, decision *assessment.Decision) {
	e, refs := d.licenses.portable(decision.Concluded, decision.From(c))
	note := strings.ToValidUTF8(decision.Note(), "\uFFFD")
	d.relate(relation{from: id, kind: "hasConcludedLicense", comment: oneLine(note)}, d.licenses.expression(e.String(), refs))
	for _, s := range decision.Signed {
		by := d.agent(&inventory.Party{Kind: inventory.Person, Name: s.Name})
		created := s.Date + "T00:00:00Z"
		made := "_:signed-" + licenseref.Hash(by+created)
		if !d.taken[made] {
			d.taken[made] = true
			d.notes = append(d.notes, element{Type: "CreationInfo", NodeID: made, SpecVersion: version, Created: created, CreatedBy: []string{by}})
		}
		d.notes = append(d.notes, element{
			Type: "Annotation", ID: d.base + "#Annotation-" + licenseref.Hash(id+"\x00"+by+"\x00"+created+"\x00"+note),
			CreationInfo: made, Subject: id, AnnotationType: "review", Statement: note,
		})
	}
}
