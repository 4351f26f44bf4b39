// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

var sbm018 = Rule{
	ID: "SBM-018", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Urhebervermerk jeder Komponente", "Copyright notice of every component"),
		What: text(
			"Für jede Komponente ist der Urhebervermerk (Copyright) angegeben.",
			"For every component the copyright notice is stated."),
		Why: text(
			"Viele Lizenzen verlangen, ihn weiterzugeben.",
			"Many licences require it to be passed on."),
		Fix: text(
			"Den Urhebervermerk aus den Dateien der Komponente übernehmen.",
			"Take the copyright notice from the component's files."),
		Sources:   []assessment.Source{fsct3, telco11},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-018"),
}

func copyrightField(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return textField(e.Entry.Copyright).orUnsaid(e.Entry, "copyright")
}
