// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

var sbm013 = Rule{
	ID: "SBM-013", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Lizenz, die der Urheber vergeben hat", "Licence its creator gave"),
		What: text(
			"Für jede Komponente ist auch die ursprüngliche Lizenz angegeben, die ihr Urheber vergeben hat (original licence; declared), soweit es eine gibt.",
			"For every component the original licence that its creator gave (declared) is stated too, where there is one."),
		Why: text(
			"Nur wer beide kennt, sieht, ob unterwegs eine Wahl getroffen oder etwas geändert wurde.",
			"Only who knows both sees whether a choice was made or something was changed on the way."),
		Fix: text(
			"Die Lizenz des Urhebers als SPDX-Ausdruck eintragen (CycloneDX: acknowledgement „declared“; SPDX 3: hasDeclaredLicense).",
			"Enter the creator's licence as an SPDX expression (CycloneDX: acknowledgement \"declared\"; SPDX 3: hasDeclaredLicense)."),
		Sources:   []assessment.Source{bsi("5.2.4, 6.1, 8.1.13"), telco11},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-013"),
}

func originalLicence(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return licences(e.Claims, true, isDeclared)
}

func declaredLicence(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return licences(e.Claims, false, isDeclared)
}
