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
			"Für jede Komponente steht fest, unter welcher Lizenz sie genutzt werden darf: als SPDX-Ausdruck (eine verbreitete Schreibweise für Lizenzen, etwa „MIT“), als Kennung aus dem Verzeichnis von ScanCode (LicenseRef-scancode-…) oder als selbst vergebene Kennung (LicenseRef-…), deren Text beiliegt.",
			"For every component it is clear under which licence it may be used: as an SPDX expression (a common way of writing licences, such as \"MIT\"), as LicenseRef-scancode-… or as an identifier LicenseRef-… of the supplier's own whose text is included."),
		Why: text(
			"Ohne bekannte Lizenz lässt sich keine weitere Frage beantworten: weder ob die Komponente frei ist noch welche Pflichten mit ihr kommen. Freitext, NOASSERTION („keine Angabe“) und leere Felder bestimmen keine Lizenz. Die Schreibweise folgt der BSI TR-03183-2; sie an jede Lizenzangabe anzulegen, ist unsere Lesart.",
			"Without a known licence no other question can be answered: neither whether the component is free nor which duties come with it. Free text, NOASSERTION (\"no statement\") and empty fields determine no licence. The notation follows BSI TR-03183-2; expecting it of every licence statement is our reading."),
		Fix: text(
			"Den Bieter um Aufklärung bitten, unter welcher Lizenz die Komponente steht, am besten als SPDX-Ausdruck. Steht die Lizenz nicht auf der SPDX-Liste, wird ihr vollständiger Text gebraucht.",
			"Ask the bidder to clarify which licence the component is under, ideally as an SPDX expression. Where the licence is not on the SPDX list, its full text is needed."),
		Mend: text(
			"Am Ursprung der Komponente nachsehen, unter welcher Lizenz sie steht, und das als SPDX-Ausdruck in Stückliste oder Paketbeschreibung eintragen. Steht die Lizenz nicht auf der SPDX-Liste: eine Kennung LicenseRef-… vergeben und den vollständigen Text beilegen.",
			"Look up at the component's origin which licence it is under, and enter it as an SPDX expression in the bill of materials or the package manifest. Where the licence is not on the SPDX list: use an identifier LicenseRef-… and include the full text."),
		Sources: []assessment.Source{bsi("6.1"), openCodeContent}, Reading: true,
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
			if list[i].Message.Key == noLicense {
				list[i].State = Fail
			}
		}
		return list
	},
}

// noLicense is the gap that NONE leaves. That a component has no licence is no lack of knowledge, so for LIZ-001
// it is a failure; other rules cannot judge what is not there.
const noLicense = "rule.licence.none"
