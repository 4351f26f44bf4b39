// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

var sbm007 = Rule{
	ID: "SBM-007", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Name und Version jeder Komponente", "Name and version of every component"),
		What: text(
			"Jede Komponente hat einen Namen und eine Version. Hat der Hersteller keine Version vergeben, tritt nach BSI das Änderungsdatum der Datei an ihre Stelle.",
			"Every component has a name and a version. Where its maker gave none, the BSI wants the date on which the file was modified."),
		Why: text(
			"Ohne Namen und Version lässt sich eine Komponente weder wiedererkennen noch auf bekannte Mängel prüfen.",
			"Without name and version a component can neither be recognised nor checked for known defects."),
		Fix: text(
			"Namen und Version ergänzen; wo es keine Version gibt, nach BSI das Änderungsdatum der Datei (RFC 3339).",
			"Add name and version; where there is no version, the BSI wants the date of the file (RFC 3339)."),
		Sources:   []assessment.Source{bsi("5.2.2"), ntia2021, cisa2026, fsct3, telco11},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-007"),
}

func nameField(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark { return nameText(e.Entry.Name) }

func versionField(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return textField(e.Entry.Version).orUnsaid(e.Entry, "version")
}
