// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

var sbm011 = Rule{
	ID: "SBM-011", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Vollständigkeit ist angegeben", "Completeness is stated"),
		What: text(
			"Für jede Komponente ist angegeben, ob ihre Abhängigkeiten vollständig, unvollständig oder unbekannt sind.",
			"For every component it is stated whether its dependencies are complete, incomplete or unknown."),
		Why: text(
			"Sonst ist eine kurze Liste nicht von einer lückenhaften zu unterscheiden.",
			"Otherwise a short list cannot be told from one with gaps."),
		Fix: text(
			"Die Vollständigkeit angeben (CycloneDX: compositions mit aggregate; SPDX 3: completeness der Beziehung).",
			"State the completeness (CycloneDX: compositions with aggregate; SPDX 3: completeness of the relationship)."),
		Sources:   []assessment.Source{bsi("5.2.2"), ntia2021, cisa2026, fsct3},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-011"),
}

func completenessField(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	if e.Entry.Completeness == "" {
		return absent
	}
	return has
}
