// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

var liz013 = Rule{
	ID: "LIZ-013", OpenSource: true,
	Doc: assessment.Doc{
		Title: text("Lizenz steht der Behebung von Fehlern nicht entgegen", "Licence does not stand in the way of correcting errors"),
		What: text(
			"Die Lizenz lässt Änderungen zu, die zur Behebung von Fehlern und Sicherheitslücken nötig sind. Untersagt sie Bearbeitungen oder deren Weitergabe, wird gefragt; der Wortlaut der Lizenz steht dabei.",
			"The licence permits changes that are needed to correct errors and close security gaps. Where it forbids adaptations or passing them on, a question is asked; the wording of the licence is given with it."),
		Why: text(
			"Eine Lizenz kann Änderungen verbieten, die nötig sind, um einen Fehler zu beheben; das BSI nennt das als einen der Gründe für Lizenzangaben in Stücklisten. Zur Fehlerberichtigung durch den rechtmäßigen Nutzer eines Computerprogramms siehe § 69d Abs. 1 UrhG.",
			"A licence may forbid changes that are needed to correct an error; the BSI names this as one of the reasons for licence data in bills of materials. On error correction by the lawful user of a computer program see § 69d(1) UrhG (the German copyright act)."),
		Fix: text(
			"Klären, ob die Komponente ein Computerprogramm oder ein anderes Werk ist und wer Fehler behebt und ausliefert. Den Bieter um Aufklärung bitten, welche Rechte das Angebot dafür einräumt.",
			"Find out whether the component is a computer program or another work, and who corrects errors and ships the result. Ask the bidder to clarify which rights the bid grants for that."),
		Mend: text(
			"Prüfen, ob die Lizenz Änderungen zur Fehlerbehebung erlaubt; sonst die Komponente ersetzen oder die Rechte dafür erwerben.",
			"Check whether the licence permits changes to correct errors; otherwise replace the component or acquire the rights for it."),
		Sources: []assessment.Source{bsi("8.1.13"), urhg69d, licenseTexts}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		return c.judge(func(atom spdx.Expression) Finding {
			f, why, ok := c.classified(atom)
			if !ok {
				return why
			}
			licence := atom.String()
			if l, ok := atom.(spdx.License); ok {
				if words, forbids := facts.NoChange(l.ID); forbids {
					return unknown(assessment.Bidder, "rule.liz-013.words", "licence", licence, "section", words.Section, "words", words.Quote, "url", address(atom))
				}
			}
			if f.Class == facts.ClassRestrictedNoderivatives {
				return unknown(assessment.Bidder, "rule.liz-013.noderivatives", "licence", licence)
			}
			return pass()
		})
	},
}
