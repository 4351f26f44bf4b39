// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

var sbm009 = Rule{
	ID: "SBM-009", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Eindeutige Kennung jeder Komponente", "Unique identifier of every component"),
		What: text(
			"Jede Komponente hat eine Kennung, mit der man sie außerhalb der Stückliste wiederfindet, etwa eine Package URL (purl), CPE oder SWID.",
			"Every component has an identifier by which it can be found outside the bill of materials, such as a package URL (purl), CPE or SWID."),
		Why: text(
			"Namen sind nicht eindeutig; erst die Kennung führt sicher zum richtigen Paket.",
			"Names are not unique; an identifier leads to the right package."),
		Fix: text(
			"Die Package URL (purl) eintragen, wo die Komponente aus einem Paketverzeichnis stammt.",
			"Enter the package URL (purl) where the component comes from a package registry."),
		Sources:   []assessment.Source{bsi("5.2.4"), ntia2021, cisa2026, fsct3, telco11},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-009"),
}

func identifierField(_ *sbomCase, e *sbomEntry, r *facts.Requirement) mark {
	m := absent
	for _, i := range e.Entry.Identifiers {
		if kinds := r.Values("kinds"); len(kinds) > 0 && !slices.Contains(kinds, i.Kind) {
			continue
		}
		switch textField(i.Value) {
		case has:
			if isIdentifier(i) {
				return has
			}
		case unknownSaid:
			m = unknownSaid
		}
	}
	return m
}
