// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

var sbm017 = Rule{
	ID: "SBM-017", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Adressen von Quelltext und auslieferbarer Datei", "Addresses of source and deployable file"),
		What: text(
			"Für jede Komponente ist angegeben, wo ihr Quelltext und ihre auslieferbare Datei zu haben sind, soweit es solche Adressen gibt. Die Adressen werden nicht aufgerufen.",
			"For every component it is stated where its source and its deployable file can be had, as far as there are such addresses. They are not visited."),
		Why: text(
			"Wer eine Komponente prüfen, ersetzen oder selbst bauen will, muss sie finden.",
			"Whoever wants to check, replace or build a component has to find it."),
		Fix: text(
			"Die Adressen eintragen (CycloneDX: externalReferences vom Typ source-distribution und distribution; SPDX 2: PackageDownloadLocation).",
			"Enter the addresses (CycloneDX: externalReferences of type source-distribution and distribution; SPDX 2: PackageDownloadLocation)."),
		Sources:   []assessment.Source{bsi("5.2.4, 5.2.5"), telco11},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-017"),
}

func sourceURI(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return addressOf(e.Entry.Source)
}

func deployableURI(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return addressOf(e.Entry.Deployable).orUnsaid(e.Entry, "download")
}

// downloadField asks for one place to have the component from, in whatever form.
func downloadField(s *sbomCase, e *sbomEntry, r *facts.Requirement) mark {
	return better(deployableURI(s, e, r), sourceURI(s, e, r))
}

func addressOf(a *inventory.Artifact) mark {
	if a == nil {
		return absent
	}
	return textField(a.URL)
}

func securityTxt(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return textField(e.Entry.SecurityTxt)
}
