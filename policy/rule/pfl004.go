// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/duty"
	"lizenzlotse/policy/facts"
)

var pfl004 = Rule{
	ID: "PFL-004",
	Doc: assessment.Doc{
		Title: text("Klauseln zu Patenten, Werbung, Namen und Marken", "Clauses on patents, advertising, names and marks"),
		What: text(
			"Nennt die Klauseln der Lizenzen, die man kennen sollte: eine Patentlizenz, die erteilt wird oder endet, wenn jemand wegen Patenten klagt; Sätze, die in Werbung oder Unterlagen stehen müssen; Namen, die veränderte Fassungen nicht tragen dürfen; Namen und Marken, mit denen nicht geworben werden darf. Das ist ein Hinweis und ändert kein Ergebnis.",
			"Names the clauses of the licences that one should know: a patent licence that is granted or ends when somebody sues over patents; sentences that advertising or documentation must carry; names that changed versions may not bear; names and marks that may not be used for promotion. This informs and changes no result."),
		Why: text(
			"Solche Klauseln binden auch, wer die Software nur nutzt, veröffentlicht oder bewirbt, und werden leicht übersehen.",
			"Such clauses also bind those who only use, publish or advertise the software, and are easily overlooked."),
		Fix: text(
			"Vor Veröffentlichung, Umbenennung oder Werbung den Wortlaut der genannten Lizenz lesen.",
			"Read the wording of the licence named before publishing, renaming or advertising."),
		Sources: []assessment.Source{osadlChecklists, licenseTexts}, Reading: true,
		Addressee: assessment.City, Stage: assessment.StageOwnDuty,
	},
	Check: func(c *Case) []Outcome {
		if !handedOver(c.Situation()) {
			return nil
		}
		var list []Outcome
		seen := map[string]bool{}
		for _, p := range c.License.Parts {
			if !c.Bound(p) {
				continue
			}
			for _, atom := range duty.Lightest(p.Expression, c.World.Facts) {
				f, _ := c.World.Facts(atom)
				for _, clause := range clausesOf(f) {
					o := Outcome{Finding: fail(clause, "licence", atom.String()), Note: true, About: clause + " " + atom.String(), Expression: p.Expression, Evidence: p.Evidence}
					if !seen[o.About] {
						seen[o.About] = true
						list = append(list, o)
					}
				}
			}
		}
		return list
	},
}

// clausesOf are the clauses of a licence as keys of messages.
func clausesOf(f facts.Facts) []string {
	var list []string
	switch f.Patent {
	case facts.PatentGrant:
		list = append(list, "rule.pfl-004.patent-grant")
	case facts.PatentGrantRetaliation:
		list = append(list, "rule.pfl-004.patent-grant-retaliation")
	case facts.PatentRetaliation:
		list = append(list, "rule.pfl-004.patent-retaliation")
	case facts.PatentWithheld:
		list = append(list, "rule.pfl-004.patent-withheld")
	}
	for _, n := range f.Naming {
		switch n {
		case facts.NamingNoEndorsement:
			list = append(list, "rule.pfl-004.no-endorsement")
		case facts.NamingTrademark:
			list = append(list, "rule.pfl-004.trademark")
		case facts.NamingAdvertising:
			list = append(list, "rule.pfl-004.advertising")
		case facts.NamingAcknowledgement:
			list = append(list, "rule.pfl-004.acknowledgement")
		case facts.NamingCredit:
			list = append(list, "rule.pfl-004.credit")
		case facts.NamingDisplay:
			list = append(list, "rule.pfl-004.display")
		case facts.NamingRename:
			list = append(list, "rule.pfl-004.rename")
		case facts.NamingNoticeFile:
			list = append(list, "rule.pfl-004.notice-file")
		}
	}
	return list
}
