// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

var eig002 = Rule{
	ID: "EIG-002", OpenSource: true,
	Doc: assessment.Doc{
		Title: text("Eigenentwicklung: Lizenz ist frei", "Own code: licence is free"),
		What: text(
			"Die eigene oder beauftragte Software steht unter einer Lizenz, die von der OSI anerkannt oder von openCode zugelassen ist.",
			"The own or commissioned software is under a licence that the OSI approved or openCode admits."),
		Why: text(
			"Der Ratsbeschluss von Dortmund verlangt, solche Software der Allgemeinheit zur Verfügung zu stellen; er nennt keine Lizenz. Dass eine der beiden Listen der Maßstab ist, ist unsere Lesart. DIN SPEC 66336 verweist für die Wahl einer geeigneten Lizenz auf dieselben Listen.",
			"Dortmund's resolution wants such software made available to the public; it names no licence. That one of the two lists is the measure is our reading. DIN SPEC 66336 points to the same lists for choosing a suitable licence."),
		Fix: text(
			"Eine Lizenz der Listen wählen; vorher klären, ob die Rechte dafür reichen.",
			"Choose a licence of these lists; first make sure that the rights suffice for it."),
		Sources: []assessment.Source{dortmundII, dinSpec("5.10.2"), openCodeList, osiList, kfw436}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Check: func(c *Case) []Outcome {
		if !c.Own {
			return nil
		}
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
			}
			return fail("rule.eig-002.not-free", "licence", atom.String())
		})
	},
}

func admitted(f facts.Facts) bool {
	return f.OpenCode == facts.OpenCodeApproved || f.OpenCode == facts.OpenCodeSimilar
}
