// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/spdx"
)

var pfl002 = Rule{
	ID: "PFL-002",
	Doc: assessment.Doc{
		Title: text("Quelltext liegt bei, wo die Lizenz ihn verlangt", "Source code is included where the licence asks for it"),
		What: text(
			"Zu jeder gelieferten Komponente, deren Lizenz die Herausgabe des Quelltextes verlangt, liegt der Quelltext bei, oder es ist eine Adresse angegeben. Die Adresse wird nicht aufgerufen; ob dort der Quelltext genau dieser Fassung liegt, muss ein Mensch nachsehen.",
			"For every delivered component whose licence asks for the source code, the source code is included or an address is stated. The address is not visited; whether it holds the source code of exactly this version has to be checked by a person."),
		Why: text(
			"Viele Lizenzen mit Copyleft verlangen, dass die Empfänger eines Programms auch seinen Quelltext bekommen können. Schon die Lieferung an die Stadt ist eine Weitergabe. Wie der Quelltext angeboten werden darf (beigelegt, schriftlich zugesagt, zum Abruf), sagt die jeweilige Lizenz.",
			"Many copyleft licences ask that those who receive a program can get its source code too. The delivery to the city is already such an act. In which way the source code may be offered (included, promised in writing, for download) is said by each licence."),
		Fix: text(
			"Den Quelltext beilegen oder klären, auf welchem Weg ihn die Stadt erhält, spätestens bei der Abnahme.",
			"Include the source code or settle in which way the city receives it, at acceptance at the latest."),
		Sources: []assessment.Source{osadlChecklists, licenseTexts}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Check: func(c *Case) []Outcome {
		source := c.Situation().Source
		list := c.judgeOwed("", func(atom spdx.Expression, _ []string) (Finding, bool) {
			f, _ := c.World.Facts(atom)
			licence := atom.String()
			switch {
			case !f.SourceDuty:
				return Finding{}, false
			case source:
				return pass(), true
			case isSourcePlace(c.Component.Distribution.Source):
				return Finding{State: Pass, Message: message("rule.pfl-002.address", "licence", licence)}, true
			case c.Component.Distribution.Source != "":
				return unknown(assessment.Bidder, "rule.pfl-002.no-address", "licence", licence, "was", clipped(c.Component.Distribution.Source)), true
			case c.Component.InTree():
				return fail("rule.pfl-002.binary", "licence", licence), true
			}
			return unknown(assessment.Bidder, "rule.pfl-002.named", "licence", licence), true
		})
		return append(list, c.gaps()...)
	},
}
