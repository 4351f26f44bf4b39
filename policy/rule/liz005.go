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
	ID: "LIZ-005", OpenSource: true, Justified: true,
	Doc: assessment.Doc{
		Title: text("Komponente ist nicht proprietär", "Component is not proprietary"),
		What: text(
			"Die Komponente steht unter keiner proprietären Lizenz; sonst wird nach der Begründung gefragt. Sind zu ihr kaufmännische Bedingungen wie ein Abonnement angegeben, wird gefragt, wofür sie gelten: Abonnements zur Pflege gibt es auch für freie Software.",
			"The component is not under a proprietary licence; otherwise a justification is asked for. Where commercial terms such as a subscription are stated for it, it is asked what they apply to: subscriptions for maintenance exist for free software too."),
		Why: text(
			"Der Ratsbeschluss von Dortmund lautet: „Wo möglich Nutzung von Open Source Software.“ Dass deshalb proprietäre Software zu begründen ist, ist unsere Lesart; der Beschluss nennt dafür weder Gründe noch eine Form. Die Dreiteilung in finanzielle, technische und organisatorische Gründe stammt aus DIN SPEC 66336 (neu entwickelte Onlinedienste und Portale). § 16a EGovG gilt nur für Behörden des Bundes.",
			"Dortmund's resolution reads: \"Wo möglich Nutzung von Open Source Software\" (use of open source software where possible). That proprietary software therefore needs a justification is our reading; the resolution names neither reasons nor a form. The three kinds of reasons, financial, technical and organisational, are those of DIN SPEC 66336 (newly developed online services and portals). § 16a EGovG binds federal bodies only."),
		Fix: text(
			"Begründung zur Akte nehmen: Grund, verantwortliche Stelle oder Person, Datum. Festhalten, ob freie Alternativen geprüft wurden.",
			"Put the justification on file: the reason, who is responsible for it, the date. Record whether free alternatives were considered."),
		Mend: text(
			"Die Komponente durch eine freie ersetzen oder der Stadt den Grund nennen, warum es keine gibt.",
			"Replace the component by a free one, or tell the city why there is none."),
		Sources: []assessment.Source{dortmundI, dinSpec("5.10.1"), egovg16a}, Reading: true,
		Addressee: assessment.City, Stage: assessment.StageOwnDuty,
	},
	Check: func(c *Case) []Outcome {
		list := c.judge(func(atom spdx.Expression) Finding {
			l, _ := atom.(spdx.License)
			f, why, ok := c.classified(atom)
			switch {
			case !ok && l.ID == proprietaryNotice:
				return unknown(assessment.City, "rule.liz-005.notice")
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
			list = append(list, Outcome{Finding: unknown(assessment.City, "rule.liz-005.terms", "terms", strings.Join(c.License.Terms, ", ")),
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
