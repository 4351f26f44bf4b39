// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

var sbm021 = Rule{
	ID: "SBM-021", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Stückliste ist signiert", "Bill of materials is signed"),
		What: text(
			"Die Stückliste trägt eine Signatur. Ob sie gültig ist und wer dahinter steht, wird nicht geprüft; eine Signatur, die außerhalb der Datei liegt, ist hier nicht zu sehen.",
			"The bill of materials carries a signature. Whether it is valid and who stands behind it is not checked; one that lies outside the file does not show here."),
		Why: text(
			"Mit einer Signatur lässt sich prüfen, von wem die Liste stammt und ob sie verändert wurde. Das BSI empfiehlt sie nur; ZenDiS verlangt sie für Stücklisten zu Artefakten von openDesk, und die Mindestangaben von 2026 nennen sie.",
			"With a signature it can be checked from whom the list comes and whether it was changed. BSI only recommends one; ZenDiS demands it of bills of materials for openDesk's artifacts, and the minimum elements of 2026 name it."),
		Fix: text(
			"Die Stückliste signieren oder die Signatur getrennt mitliefern.",
			"Sign the bill of materials, or deliver the signature separately."),
		Sources:   []assessment.Source{bsi("8.1.15"), openDesk, cisa2026},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-021"),
}

func signatureField(s *sbomCase, _ *facts.Requirement) stated {
	if s.Document.Signed {
		return stated{mark: has}
	}
	return stated{mark: absent}
}
