// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

var liz011 = Rule{
	ID: "LIZ-011",
	Doc: assessment.Doc{
		Title: text("Angegebene und gefundene Lizenz stimmen überein", "Stated and detected licence agree"),
		What: text(
			"Was Hersteller, Paketbeschreibung und Stückliste (SBOM) als Lizenz angeben, widerspricht sich nicht und deckt sich mit dem, was in den Dateien steht. Steht eine gefundene Lizenz unter den angegebenen zur Wahl, ist das eine Übereinstimmung.",
			"What the author, the package manifest and the bill of materials (SBOM) state as the licence does not conflict and matches what the files say. A detected licence that is one of the stated alternatives counts as agreement."),
		Why: text(
			"Weichen die Angaben voneinander ab, kann eine falsch oder unvollständig sein, und es gelten möglicherweise weitere Bedingungen. Bis zur Klärung werden alle zusammen beurteilt. Wie vollständig und richtig Lizenzdateien sein müssen, sagt openCode nur für die Veröffentlichung dort; der Abgleich mit anderen Angaben ist unsere Lesart.",
			"If statements differ, one of them may be wrong or incomplete and further terms may apply. Until that is cleared up, all of them are judged together. openCode asks for complete and correct licence files only for what is published there; comparing them with other statements is our reading."),
		Fix: text(
			"Den Bieter um Aufklärung bitten, welche Lizenz für welchen Teil gilt.",
			"Ask the bidder to clarify which licence applies to which part."),
		Sources: []assessment.Source{openCodeGuide}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		if len(c.Component.Claims) < 2 || len(c.License.Parts) == 0 {
			return nil // nothing to compare
		}
		if len(c.License.Differences) == 0 {
			return []Outcome{{Finding: pass()}}
		}
		var list []Outcome
		for _, kind := range []struct {
			key                       string
			detected, partial, unsure bool
		}{
			{"rule.liz-011.statements", false, false, false},
			{"rule.liz-011.detected", true, false, false},
			{"rule.liz-011.files", true, true, false},
			{"rule.liz-011.statements-unsure", false, false, true},
			{"rule.liz-011.detected-unsure", true, false, true},
			{"rule.liz-011.files-unsure", true, true, true},
		} {
			var others []string
			var stated string
			var places []inventory.Evidence
			for _, d := range c.License.Differences {
				if d.Detected == kind.detected && d.Partial == kind.partial && d.Unsure == kind.unsure {
					stated = d.Stated
					others = append(others, d.Other)
					places = append(places, d.Evidence[:min(len(d.Evidence), maxEvidence)]...)
				}
			}
			if len(others) == 0 {
				continue
			}
			slices.Sort(others)
			f := fail(kind.key, "stated", stated, "other", strings.Join(others, "; "))
			if kind.unsure {
				f.State = Unknown
			}
			list = append(list, Outcome{Finding: f, Evidence: places})
		}
		return list
	},
}
