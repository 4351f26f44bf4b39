// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import "lizenzlotse/policy/assessment"

var liz010 = Rule{
	ID: "LIZ-010",
	Doc: assessment.Doc{
		Title: text("Bei Wahl zwischen Lizenzen ist die Entscheidung festgehalten", "A choice between licences is on record"),
		What: text(
			"Lässt eine Komponente die Wahl zwischen Lizenzen (OR), steht fest, welche gelten soll: etwa weil die Stückliste (SBOM) sie als festgestellte Lizenz (concluded) nennt. Die anderen Regeln urteilen bis dahin nach der günstigsten Lizenz; auf diese Regel wirkt sich das nicht aus.",
			"Where a component offers a choice of licences (OR), it is settled which one applies, for instance because the bill of materials (SBOM) gives it as the concluded licence. Until then the other rules judge by the most favourable licence; that has no effect on this rule."),
		Why: text(
			"Von der Wahl hängen die Pflichten ab. Hat jemand in der Lieferkette schon gewählt, gilt für die Empfänger womöglich nur noch diese Lizenz.",
			"The duties depend on the choice. Once someone in the supply chain has chosen, the recipients may be left with that licence only."),
		Fix: text(
			"Die gewählte Lizenz festhalten, in der Stückliste oder in der Akte.",
			"Record the licence that was chosen, in the bill of materials or on file."),
		Sources: []assessment.Source{bsi("8.1.13"), spdxExpressions}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		var list []Outcome
		for _, p := range c.License.Parts {
			f := pass()
			if hasChoice(p.Expression) {
				f = fail("rule.liz-010.choice", "licence", p.Expression.String())
			}
			list = append(list, Outcome{Finding: f, Expression: p.Expression, Evidence: p.Evidence})
		}
		return list
	},
}
