// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var liz012 = Rule{
	ID: "LIZ-012",
	Doc: assessment.Doc{
		Title: text("Lizenz und Lizenzzusatz passen zusammen, Kennungen sind aktuell", "Licence and exception belong together, identifiers are current"),
		What: text(
			"Ein Lizenzzusatz (nach WITH) ist für die Lizenz geschrieben, mit der er genannt ist, und beide Kennungen stehen auf der SPDX-Liste. Keine angegebene Kennung ist dort als veraltet gekennzeichnet; zu veralteten wird die heutige genannt.",
			"A licence exception (after WITH) was written for the licence it is stated with, and both identifiers are on the SPDX list. No stated identifier is marked as deprecated there; for deprecated ones today's is named."),
		Why: text(
			"Ein Zusatz, der nicht zur Lizenz gehört, erlaubt möglicherweise nichts von dem, was er verspricht. Veraltete Kennungen lassen Fragen offen: „GPL-2.0“ etwa sagt nicht deutlich, ob auch spätere Fassungen gelten.",
			"An exception that does not belong to the licence may grant nothing of what it promises. Deprecated identifiers leave questions open: \"GPL-2.0\", for example, does not say clearly whether later versions apply too."),
		Fix: text(
			"Die Kennung in der Stückliste (SBOM) oder Paketbeschreibung berichtigen lassen, bei einem Angebot als Aufklärung.",
			"Have the identifier corrected in the bill of materials (SBOM) or package manifest; for a bid, by way of clarification."),
		Mend: text(
			"Die Kennung in Stückliste oder Paketbeschreibung berichtigen.",
			"Correct the identifier in the bill of materials or the package manifest."),
		Sources: []assessment.Source{spdxExpressions, spdxList}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		var list []Outcome
		seen := map[string]bool{}
		add := func(f Finding, e spdx.Expression, evidence []inventory.Evidence) {
			if key := f.Message.String(); !seen[key] {
				seen[key] = true
				list = append(list, Outcome{Finding: f, About: key, Expression: e, Evidence: evidence})
			}
		}
		for _, claim := range c.Component.Claims {
			if claim.Kind == inventory.Detected || claim.License.State != inventory.Known {
				continue
			}
			raw, current := claim.License.Raw, claim.License.Expression
			if claim.License.Normalised == inventory.BySuccession {
				add(fail("rule.liz-012.deprecated", "licence", raw, "successor", current.String()), current, claim.Evidence)
				continue
			}
			for _, atom := range spdx.Atoms(current) {
				if old, next, ok := outdated(atom); ok {
					add(fail("rule.liz-012.deprecated", "licence", old, "successor", next), current, claim.Evidence)
				}
			}
		}
		for _, p := range c.License.Parts {
			for _, atom := range spdx.Atoms(p.Expression) {
				pair, ok := atom.(spdx.With)
				if !ok {
					continue
				}
				if _, known := c.World.Facts(pair); known {
					continue
				}
				_, exception, _ := strings.Cut(pair.String(), " WITH ")
				f := unknown(assessment.Bidder, "rule.liz-012.pair", "licence", pair.License.String(), "exception", exception)
				if _, listed := spdx.LookupException(pair.Exception.ID); !listed || pair.Exception.Document != "" {
					f = unknown(assessment.Bidder, "rule.liz-012.exception", "exception", exception)
				}
				add(f, p.Expression, p.Evidence)
			}
		}
		if len(list) == 0 && len(c.License.Parts) > 0 {
			return []Outcome{{Finding: pass()}}
		}
		return list
	},
}

// outdated names the deprecated identifier in a licence or pair, and what the list puts in its place; "" where
// it names nothing.
func outdated(atom spdx.Expression) (old, next string, deprecated bool) {
	license, _ := atom.(spdx.License)
	if pair, ok := atom.(spdx.With); ok {
		license = pair.License
		if x, ok := spdx.LookupException(pair.Exception.ID); ok && x.Deprecated {
			return x.ID, x.Successor, true
		}
	}
	if x, ok := spdx.LookupLicense(license.ID); ok && x.Deprecated {
		return x.ID, x.Successor, true
	}
	return "", "", false
}
