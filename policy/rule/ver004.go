// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

var ver004 = Rule{
	ID: "VER-004",
	Doc: assessment.Doc{
		Title: text("Eigenerklärung zu ISO/IEC 5230 oder gleichwertig liegt vor", "Self-declaration on ISO/IEC 5230 or equivalent is there"),
		What: text(
			"Der Bieter erklärt in der Eigenerklärung, dass er Open-Source-Lizenzen nach ISO/IEC 5230 (OpenChain) oder einem gleichwertigen Verfahren einhält. Ob die Erklärung zutrifft und was gleichwertig ist, wird nicht geprüft.",
			"The bidder declares in the self-declaration that it keeps to open source licences by ISO/IEC 5230 (OpenChain) or an equivalent process. Whether the declaration is true, and what is equivalent, is not checked."),
		Why: text(
			"Ein geordnetes Verfahren macht nachvollziehbar, wie Angaben zu Lizenzen entstehen. Das sagt etwas über das Unternehmen und gehört nach unserer Lesart zur Eignung, nicht zum Angebot. ZenDiS verlangt es von Zulieferern für openDesk und lässt die Selbstzertifizierung zu.",
			"An orderly process makes it possible to follow how statements on licences come about. This says something of the company and, in our reading, belongs to suitability and not to the bid. ZenDiS asks it of suppliers of openDesk, and admits self-certification."),
		Fix: text(
			"Eigenerklärung ausfüllen lassen; das Formular schreibt „criteria --form declaration“. Ein anderer Nachweis ist anzunehmen, wenn er gleichwertig ist; das entscheidet die Vergabestelle.",
			"Have the self-declaration filled in; \"criteria --form declaration\" writes the form. Another proof is to be accepted where it is equivalent, which the contracting authority decides."),
		Sources: []assessment.Source{openDesk, suitability}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageSuitability,
	},
	Whole: func(a *assessment.Assessment, excluded func(path string) bool) []Outcome {
		return declarations(a, excluded, inventory.TopicOpenChain, "rule.ver-004.missing", func(x *inventory.Answer, proof proof) Finding {
			switch {
			case x.Says == inventory.SaysNo:
				return fail("rule.ver-004.no")
			case proof == proofAbsent:
				return unknown(assessment.Bidder, "rule.declaration.proof", "file", x.Proof)
			case x.Says == inventory.SaysEquivalent && x.Detail == "":
				return unknown(assessment.Bidder, "rule.ver-004.which")
			case x.Says == inventory.SaysEquivalent:
				return unknown(assessment.City, "rule.ver-004.equivalent", "detail", x.Detail, "file", x.Proof)
			case x.Says == inventory.SaysYes:
				return Finding{State: Pass, Message: message("rule.ver-004.yes", "file", x.Proof)}
			}
			return unknown(assessment.Bidder, "rule.ver-004.missing")
		})
	},
}
