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
			"Was Hersteller, Paketverwaltung und Stückliste als Lizenz angeben, widerspricht sich nicht und deckt, was in den Dateien steht. Eine gefundene Lizenz, die unter den angegebenen zur Wahl steht, stimmt überein.",
			"What author, package manager and bill of materials state as the licence does not contradict itself and covers what stands in the files. A detected licence that is one of the stated alternatives agrees."),
		Why: text(
			"Weichen Angaben ab, ist mindestens eine falsch oder unvollständig; es gelten dann möglicherweise weitere Bedingungen. Bis zur Klärung werden alle zusammen beurteilt.",
			"If statements differ, at least one is wrong or incomplete and further terms may apply. Until that is cleared up all of them are judged together."),
		Fix: text(
			"Den Bieter um Aufklärung bitten, welche Lizenz für welchen Teil gilt.",
			"Ask the bidder to explain which licence applies to which part."),
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
			key              string
			detected, unsure bool
		}{
			{"rule.liz-011.statements", false, false},
			{"rule.liz-011.detected", true, false},
			{"rule.liz-011.statements-unsure", false, true},
			{"rule.liz-011.detected-unsure", true, true},
		} {
			var others []string
			var stated string
			var places []inventory.Evidence
			for _, d := range c.License.Differences {
				if d.Detected == kind.detected && d.Unsure == kind.unsure {
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
