// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var liz005 = Rule{
	ID: "LIZ-005", OpenSource: true,
	Doc: assessment.Doc{
		Title: text("Proprietäre Komponente", "Proprietary component"),
		What: text(
			"Die Komponente steht unter keiner proprietären Lizenz, und die Angaben zu ihr nennen keine kaufmännischen Bedingungen wie ein Abonnement. Sonst wird nach der Begründung gefragt.",
			"The component is under no proprietary licence, and what is said of it names no commercial terms such as a subscription. Otherwise the justification is asked for."),
		Why: text(
			"Wo freie Software möglich ist, soll sie genutzt werden; wer davon abweicht, muss sagen können, warum. Dortmund nennt dafür keine Form. Die Dreiteilung in finanzielle, technische und organisatorische Gründe stammt aus DIN SPEC 66336; § 16a EGovG gilt für Behörden des Bundes.",
			"Where free software is possible it is to be used; whoever departs from that must be able to say why. Dortmund prescribes no form. The three kinds of reasons, financial, technical and organisational, are those of DIN SPEC 66336; § 16a EGovG binds federal bodies."),
		Fix: text(
			"Begründung zu den Akten nehmen: Grund, wer ihn verantwortet, Datum. Prüfen, ob es eine freie Alternative gibt.",
			"Put the justification on record: the reason, who answers for it, the date. Look for a free alternative."),
		Sources: []assessment.Source{dortmundI, dinSpec("5.10.1"), egovg16a}, Reading: true,
		Addressee: assessment.City, Stage: assessment.StageOwnDuty,
	},
	Check: func(c *Case) []Outcome {
		list := c.judge(func(atom spdx.Expression) Finding {
			l, _ := atom.(spdx.License)
			f, why, ok := c.classified(atom)
			switch {
			case !ok && l.IsRef() && facts.Proprietary(l.String()):
				return fail("rule.liz-005.proprietary", "licence", atom.String())
			case !ok:
				return why
			case f.Class == facts.ClassProprietary:
				return told(f, fail("rule.liz-005.proprietary", "licence", atom.String()))
			}
			return pass()
		})
		for i := range list {
			if m := list[i].Message; m.Key == "rule.licence.proprietary" {
				list[i].Finding = fail("rule.liz-005.wording", "raw", m.Args["raw"])
			}
		}
		if len(c.License.Terms) > 0 {
			list = append(list, Outcome{Finding: fail("rule.liz-005.terms", "terms", strings.Join(c.License.Terms, ", ")),
				Evidence: termEvidence(c.Component)})
		}
		return list
	},
}

func termEvidence(c *inventory.Component) []inventory.Evidence {
	var list []inventory.Evidence
	for _, claim := range c.Claims {
		if len(claim.Terms) > 0 {
			list = append(list, claim.Evidence...)
		}
	}
	return list
}
