// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

var liz002 = Rule{
	ID: "LIZ-002", OpenSource: true,
	Doc: assessment.Doc{
		Title: text("Lizenz steht auf der Liste von openCode", "Licence is on openCode's list"),
		What: text(
			"Die Lizenz ist auf der Liste von openCode freigegeben oder Textvariante einer freigegebenen. Steht sie auf der Negativliste, ist das ein Befund, wenn die Komponente im geprüften Quelltext liegt; ist sie nur in einer Stückliste genannt, eine Frage. Lizenzen auf keiner der Listen sind weder freigegeben noch abgelehnt.",
			"The licence is approved on openCode's list or a textual variant of an approved one. A licence on the negative list is a finding if the component lies in the examined source, and a question if a bill of materials just names it. Licences on neither list are neither approved nor refused."),
		Why: text(
			"openCode verlangt die Lizenz für das, was auf der Plattform veröffentlicht wird. Die Liste als Maßstab auch für andere Software zu nehmen, ist unsere Lesart; der Ratsbeschluss von Dortmund nennt keine Liste.",
			"openCode demands the licence of what is published on the platform. Taking the list as a measure for other software is our reading; Dortmund's resolution names no list."),
		Fix: text(
			"Negativliste: klären, ob der Bestandteil ersetzt oder von der Veröffentlichung ausgenommen werden kann. Keine Liste: Lizenztext lesen; openCode nimmt Vorschläge mit Text und Begründung unter info@opencode.de an.",
			"Negative list: find out whether the part can be replaced or left out of the publication. Neither list: read the licence; openCode takes proposals with text and reasons at info@opencode.de."),
		Sources: []assessment.Source{openCodeList, openCodeContent}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		return c.judge(func(atom spdx.Expression) Finding {
			f, ok := c.World.Facts(atom)
			if !ok {
				return c.World.noFacts(atom)
			}
			switch f.OpenCode {
			case facts.OpenCodeApproved, facts.OpenCodeSimilar:
				return pass()
			case facts.OpenCodeNotApproved:
				if !c.Component.InTree() {
					return unknown(assessment.Bidder, "rule.liz-002.not-approved-named", "licence", atom.String(), "version", facts.OpenCodeListVersion)
				}
				return fail("rule.liz-002.not-approved", "licence", atom.String(), "version", facts.OpenCodeListVersion)
			}
			if _, isPair := atom.(spdx.With); isPair {
				return unknown(assessment.City, "rule.liz-002.unlisted-pair", "licence", atom.String(), "version", facts.OpenCodeListVersion)
			}
			return unknown(assessment.City, "rule.liz-002.unlisted", "licence", atom.String(), "version", facts.OpenCodeListVersion)
		})
	},
}
