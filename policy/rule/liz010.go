// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import "lizenzlotse/policy/assessment"

var liz010 = Rule{
	ID: "LIZ-010",
	Doc: assessment.Doc{
		Title: text("Bei Wahl zwischen Lizenzen ist die Entscheidung festgehalten", "A choice between licences is on record"),
		What: text(
			"Lässt eine Komponente die Wahl zwischen Lizenzen (OR), steht fest, welche gelten soll: etwa als geschlossene Lizenz (concluded) in der Stückliste. Beurteilt wird bis dahin nach der günstigsten; das eine beeinflusst das andere nicht.",
			"Where a component offers a choice of licences (OR) it is settled which one is to apply, for instance as the concluded licence in the bill of materials. Until then the best branch is judged; neither influences the other."),
		Why: text(
			"Von der Wahl hängen die Pflichten ab, und wer die Software weitergibt, gibt sie nur unter dem weiter, was er gewählt hat.",
			"The duties depend on the choice, and whoever passes the software on does so under what they chose."),
		Fix: text(
			"Den gewählten Zweig festhalten, in der Stückliste oder als Entscheidung zur Prüfung.",
			"Record the branch that was chosen, in the bill of materials or as a decision on the examination."),
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
