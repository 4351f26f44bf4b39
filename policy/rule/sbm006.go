// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

var sbm006 = Rule{
	ID: "SBM-006", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Beschriebene Software ist benannt", "Software described is named"),
		What: text(
			"Die Stückliste sagt, welche Software sie als Ganzes beschreibt.",
			"The bill of materials says which software it describes as a whole."),
		Why: text(
			"Nur dann lässt sich sagen, was wovon abhängt und ob die Stückliste zur Lieferung gehört.",
			"Only then can one say what depends on what, and whether the bill of materials belongs to the delivery."),
		Fix: text(
			"Die gelieferte Software als Hauptkomponente eintragen (CycloneDX: metadata.component; SPDX: DESCRIBES oder rootElement).",
			"Enter the software delivered as the main component (CycloneDX: metadata.component; SPDX: DESCRIBES or rootElement)."),
		Sources: []assessment.Source{bsi("5.1"), fsct3, telco11}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-006"),
}

func primaryField(s *sbomCase, _ *facts.Requirement) stated {
	return stated{mark: textField(s.Document.Main)}
}
