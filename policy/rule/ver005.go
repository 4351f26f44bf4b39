// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

var ver005 = Rule{
	ID: "VER-005",
	Doc: assessment.Doc{
		Title: text("Nachweis der Barrierefreiheit liegt vor", "Proof of accessibility is there"),
		What: text(
			"Der Bieter nennt in der Eigenerklärung einen Nachweis der Barrierefreiheit (WCAG 2.1 AA, BITV 2.0 oder gleichwertig) oder einen Plan dafür. Das Programm prüft keine Barrierefreiheit: es fragt nur, ob der Nachweis da ist; ansehen muss ihn ein Mensch.",
			"The bidder names in the self-declaration a proof of accessibility (WCAG 2.1 AA, BITV 2.0 or equivalent), or a plan for it. The program does not examine accessibility: it asks only whether the proof is there; a person has to look at it."),
		Why: text(
			"Barrierefreiheit ist kein Gegenstand der Lizenzprüfung; der Nachweis kann aber zu den verlangten Unterlagen gehören. ZenDiS verlangt für openDesk ein Zertifikat oder einen Plan.",
			"Accessibility is no matter of licence compliance, but its proof may be among the papers asked for. ZenDiS asks for a certificate or a plan for openDesk."),
		Fix: text(
			"Nachweis oder Plan vorlegen lassen und von einer fachkundigen Stelle ansehen lassen.",
			"Have the proof or plan handed in, and looked at by somebody who knows the matter."),
		Sources:   []assessment.Source{openDesk},
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Whole: func(a *assessment.Assessment, excluded func(path string) bool) []Outcome {
		return declarations(a, excluded, inventory.TopicAccessibility, "rule.ver-005.missing", func(x *inventory.Answer, proof proof) Finding {
			switch {
			case proof == proofAbsent:
				return unknown(assessment.Bidder, "rule.declaration.proof", "file", x.Proof)
			case x.Says == inventory.SaysNo && proof == proofThere:
				return unknown(assessment.City, "rule.ver-005.plan", "file", x.Proof, "detail", x.Detail)
			case x.Says == inventory.SaysNo:
				return fail("rule.ver-005.no")
			case proof == proofThere:
				return unknown(assessment.City, "rule.ver-005.look", "file", x.Proof, "detail", x.Detail)
			case x.Says != "":
				return unknown(assessment.Bidder, "rule.ver-005.no-proof")
			}
			return unknown(assessment.Bidder, "rule.ver-005.missing")
		})
	},
}
