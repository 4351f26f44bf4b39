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
			"Die Lizenz ist auf der Liste von openCode freigegeben oder in den verwendeten Daten als Textvariante einer freigegebenen Lizenz geführt. Steht sie auf der Negativliste und liegt die Komponente im geprüften Quelltext, ist die Regel nicht erfüllt; ist die Komponente nur in einer Stückliste (SBOM) genannt, wird nachgefragt. Lizenzen, die auf keiner der beiden Listen stehen, sind weder freigegeben noch abgelehnt.",
			"The licence is approved on openCode's list, or the data used has it as a textual variant of an approved one. If it is on the negative list and the component is part of the examined source, the rule is not satisfied; if the component is only named in a bill of materials (SBOM), a question is asked. Licences on neither list are neither approved nor refused."),
		Why: text(
			"openCode verlangt eine Lizenz der Liste nur für das, was auf der Plattform veröffentlicht wird. Die Liste als Maßstab auch für andere Software zu nehmen, ist unsere Lesart; der Ratsbeschluss von Dortmund nennt keine Liste.",
			"openCode requires a licence from the list only for what is published on the platform. Using the list as a measure for other software is our reading; Dortmund's resolution names no list."),
		Fix: text(
			"Steht die Lizenz auf der Negativliste: vor einer Veröffentlichung klären, ob die Komponente dazugehört und ob sie ersetzt oder weggelassen werden kann. Steht sie auf keiner Liste: den Lizenztext lesen; openCode nimmt Vorschläge mit Text und Begründung unter info@opencode.de an.",
			"If the licence is on the negative list: before publishing, find out whether the component is part of it and whether it can be replaced or left out. If it is on neither list: read the licence; openCode accepts proposals with text and reasons at info@opencode.de."),
		Mend: text(
			"Die Komponente vor der Veröffentlichung ersetzen oder weglassen, wenn ihre Lizenz auf der Negativliste steht. Steht die Lizenz auf keiner Liste: mit der Stadt klären, ob sie bei openCode vorgeschlagen wird.",
			"Replace the component or leave it out before publishing if its licence is on the negative list. If it is on neither list: settle with the city whether to propose it to openCode."),
		Sources: []assessment.Source{openCodeList, openCodeContent}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		return c.judge(func(atom spdx.Expression) Finding {
			status, known := c.World.openCode(atom)
			if !known {
				return c.World.noFacts(atom)
			}
			switch status {
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

// openCode is what openCode's list says of a licence or pair: the list also holds licences that the SPDX list does
// not, which go by ScanCode's identifiers. Of any other LicenseRef nothing is known.
func (w *World) openCode(atom spdx.Expression) (status facts.OpenCodeStatus, known bool) {
	if l, ok := atom.(spdx.License); ok && l.IsRef() && l.Document == "" {
		if status := facts.OpenCodeOther(l.ID); status != facts.OpenCodeUnlisted {
			return status, true
		}
	}
	f, ok := w.Facts(atom)
	return f.OpenCode, ok
}
