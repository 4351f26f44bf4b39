// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

var sbm015 = Rule{
	ID: "SBM-015", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Prüfsumme jeder Komponente", "Checksum of every component"),
		What: text(
			"Für jede Komponente ist eine Prüfsumme angegeben. Das BSI verlangt SHA-512 für die auslieferbare Datei (bei CycloneDX an der Referenz distribution); die anderen Anforderungen nennen hier kein bestimmtes Verfahren.",
			"For every component a checksum is stated. The BSI wants SHA-512 of the deployable file (with CycloneDX at the reference distribution); the other requirements name no particular algorithm here."),
		Why: text(
			"Mit der Prüfsumme lässt sich feststellen, ob die gelieferte Datei die beschriebene ist.",
			"The checksum tells whether the file delivered is the one described."),
		Fix: text(
			"Den SHA-512 der auslieferbaren Datei eintragen (CycloneDX: externalReferences vom Typ distribution mit hashes; SPDX 3: verifiedUsing der Datei).",
			"Enter the SHA-512 of the deployable file (CycloneDX: externalReferences of type distribution with hashes; SPDX 3: verifiedUsing of the file)."),
		Sources:   []assessment.Source{bsi("3.2.1, 5.2.2, 5.2.5"), cisa2026, fsct3, telco11},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-015"),
}

// deployableHash asks for the checksum of the deployable form. One that the document states for the
// component, without saying of which form, may be that.
func deployableHash(_ *sbomCase, e *sbomEntry, r *facts.Requirement) mark {
	wanted := r.Parameter("hash")
	var at []inventory.Hash
	if e.Entry.Deployable != nil {
		at = e.Entry.Deployable.Hashes
	}
	switch {
	case anyHash(at, wanted):
		return has
	case anyHash(e.Entry.Hashes, wanted):
		return formUnclear
	case len(at)+len(e.Entry.Hashes) > 0:
		return wrong
	}
	return absent
}

// anyHash looks for a checksum of an algorithm; "" takes any.
func anyHash(list []inventory.Hash, algorithm string) bool {
	return slices.ContainsFunc(list, func(h inventory.Hash) bool {
		return isDigest(h) && (algorithm == "" || plain(h.Algorithm) == algorithm)
	})
}

// plain is an algorithm's name without what formats write differently: "SHA-512", "sha512".
func plain(algorithm string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", "_", "").Replace(algorithm))
}

// hashField asks for a checksum of the component, in whatever form. Those by algorithms that are broken leave
// it open, where the standard speaks of a cryptographic one.
func hashField(_ *sbomCase, e *sbomEntry, r *facts.Requirement) mark {
	all := [][]inventory.Hash{e.Entry.Hashes, nil}
	if e.Entry.Deployable != nil {
		all[1] = e.Entry.Deployable.Hashes
	}
	m := absent
	for _, list := range all {
		for _, h := range list {
			switch {
			case h.Value == "":
			case r.Parameter("weak") != "open" || !slices.Contains(broken, plain(h.Algorithm)):
				return has
			default:
				m = weakHash
			}
		}
	}
	return m
}

// broken are the algorithms with which two files can be given one checksum on purpose.
var broken = []string{"MD2", "MD4", "MD5", "SHA1", "ADLER32"}

func sourceHash(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	if e.Entry.Source != nil && anyHash(e.Entry.Source.Hashes, "") {
		return has
	}
	return absent
}
