// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

var sbm014 = Rule{
	ID: "SBM-014", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Lizenz, die der Ersteller selbst nutzt", "Licence the author uses"),
		What: text(
			"Freiwillig: die Lizenz, unter der der Ersteller der Stückliste die Komponente selbst nutzt (effective licence).",
			"Optional: the licence under which the author of the bill of materials uses the component (effective licence)."),
		Why: text(
			"Sie zeigt, welche von mehreren Lizenzen gewählt wurde.",
			"It shows which of several licences was chosen."),
		Fix: text(
			"Wo zwischen Lizenzen gewählt wurde, die Wahl als SPDX-Ausdruck eintragen (CycloneDX: Eigenschaft bsi:component:effectiveLicence).",
			"Where a choice was made, enter it as an SPDX expression (CycloneDX: property bsi:component:effectiveLicence)."),
		Sources:   []assessment.Source{bsi("5.2.5, 6.1, 8.1.13")},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-014"),
}

func effectiveLicence(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	l := inventory.ReadLicense(strings.TrimSpace(e.Entry.Effective))
	switch {
	case l.State == inventory.Absent:
		return absent
	case l.State == inventory.NoAssertion:
		return unknownSaid
	case !identifies(l):
		return wrong
	}
	return has
}
