// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/spdx"
)

var liz001 = Rule{
	ID: "LIZ-001",
	Doc: assessment.Doc{
		Title: text("Lizenz ist bestimmbar", "Licence can be determined"),
		What: text(
			"Für jede Komponente steht fest, unter welcher Lizenz sie genutzt werden darf: als SPDX-Ausdruck, als LicenseRef-scancode-… oder als LicenseRef mit mitgeliefertem Text.",
			"For every component it is clear under which licence it may be used: as an SPDX expression, as LicenseRef-scancode-… or as a LicenseRef whose text came along."),
		Why: text(
			"Ohne bekannte Lizenz lässt sich keine weitere Frage beantworten: nicht, ob die Komponente frei ist, und nicht, welche Pflichten mit ihr kommen. Freitext, NOASSERTION und leere Felder bestimmen keine Lizenz.",
			"Without a known licence no other question can be answered: neither whether the component is free nor which duties come with it. Free text, NOASSERTION and empty fields determine no licence."),
		Fix: text(
			"Den Bieter bitten, die Lizenz als SPDX-Ausdruck zu nennen; bei eigenen Texten den vollständigen Lizenztext mitzuliefern.",
			"Ask the bidder to state the licence as an SPDX expression, and to supply the full text where it is none of the list."),
		Sources:   []assessment.Source{bsi("6.1"), openCodeContent},
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		list := c.judge(func(atom spdx.Expression) Finding {
			l, ok := atom.(spdx.License)
			if w, isPair := atom.(spdx.With); isPair {
				l, ok = w.License, true
			}
			if _, known := c.World.Facts(atom); ok && !known {
				if f, bad := c.World.undetermined(l); bad {
					return f
				}
			}
			return pass()
		})
		for i := range list {
			if list[i].Message.Key == noLicence {
				list[i].State = Fail
			}
		}
		return list
	},
}

// noLicence is the gap that NONE leaves. That a component has no licence is no lack of knowledge, so for LIZ-001
// it is a failure; other rules cannot judge what is not there.
const noLicence = "rule.licence.none"
