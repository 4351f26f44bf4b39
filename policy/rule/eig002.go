// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

var eig002 = Rule{
	ID: "EIG-002", OwnCode: true, OpenSource: true,
	Doc: assessment.Doc{
		Title: text("Eigenentwicklung: Lizenz ist frei", "Own code: licence is free"),
		What: text(
			"Die eigene oder beauftragte Software steht unter einer Lizenz, die von der Open Source Initiative (OSI) anerkannt oder von openCode freigegeben ist. Das gilt auch für fremde Dateien darin.",
			"The in-house or commissioned software is under a licence approved by the Open Source Initiative (OSI) or by openCode. So are the files of others in it."),
		Why: text(
			"Der Ratsbeschluss von Dortmund verlangt, solche Software der Allgemeinheit zur Verfügung zu stellen; er nennt keine Lizenz. Dass eine der beiden Listen der Maßstab ist, ist unsere Lesart. DIN SPEC 66336 weist bei der Wahl einer geeigneten Lizenz auf die Listen von OSI und openCode hin.",
			"Dortmund's resolution requires such software to be made available to the public; it names no licence. Taking the two lists as the measure is our reading. For choosing a suitable licence, DIN SPEC 66336 points to the lists of OSI and openCode."),
		Fix: text(
			"Klären, unter welcher Lizenz veröffentlicht werden soll und ob die vertraglichen Rechte dafür reichen.",
			"Settle under which licence the software is to be published, and whether the rights under the contract suffice for it."),
		Sources: []assessment.Source{dortmundII, dinSpec("5.10.2"), openCodeList, osiList, kfw436}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Check: func(c *Case) []Outcome {
		return c.judge(func(atom spdx.Expression) Finding {
			f, ok := c.World.Facts(atom)
			pair, isPair := atom.(spdx.With)
			switch {
			case ok && (f.OSI || admitted(f)):
				return pass()
			case isPair && ok:
				base, known := c.World.Facts(pair.License)
				switch {
				case known && !base.OSI && !admitted(base):
					return fail("rule.eig-002.not-free", "licence", atom.String())
				case known && f.Effect == facts.AddsPermission:
					return pass()
				}
				return unknown(assessment.City, "rule.licence.pair", "licence", atom.String())
			case !ok:
				return c.World.noFacts(atom)
			case f.OpenCode == facts.OpenCodeUnlisted && !f.Restricted() && f.Class != facts.ClassProprietary:
				// On no list is neither admitted nor refused.
				return unknown(assessment.City, "rule.eig-002.unlisted", "licence", atom.String())
			}
			return fail("rule.eig-002.not-free", "licence", atom.String())
		})
	},
}

func admitted(f facts.Facts) bool {
	return f.OpenCode == facts.OpenCodeApproved || f.OpenCode == facts.OpenCodeSimilar
}
