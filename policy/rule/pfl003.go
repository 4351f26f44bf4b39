// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var pfl003 = Rule{
	ID: "PFL-003",
	Doc: assessment.Doc{
		Title: text("Änderungen sind vermerkt und stehen unter derselben Lizenz", "Changes are stated and under the same licence"),
		What: text(
			"Wurde eine Komponente verändert, oder ist das nicht bekannt, wird gefragt, ob die Änderungen so vermerkt sind, wie die Lizenz es verlangt, und ob das, was ihr Copyleft erfasst, ohne weitere Einschränkungen unter derselben Lizenz weitergegeben wird. Ob das geschehen ist, kann das Programm nicht sehen.",
			"Where a component was modified, or that is not known, a question is asked whether the changes are stated as the licence asks and whether what its copyleft covers is passed on under the same licence without further restrictions. The program cannot see whether that was done."),
		Why: text(
			"Viele Lizenzen verlangen, dass Änderungen kenntlich gemacht werden; Lizenzen mit Copyleft verlangen außerdem, dass die Empfänger an der veränderten Fassung dieselben Rechte erhalten. Weitere Bedingungen dürfen diese Rechte nach solchen Lizenzen nicht wieder einschränken.",
			"Many licences ask that changes be made visible; copyleft licences also ask that recipients get the same rights in the modified version. Under such licences further terms may not restrict these rights again."),
		Fix: text(
			"Angeben, welche Komponenten verändert wurden. Änderungen in den Dateien oder in einer Änderungsliste vermerken und prüfen, ob Lizenz- oder Vertragsbedingungen der Lieferung die Rechte aus der Lizenz einschränken.",
			"State which components were modified. Note changes in the files or in a list of changes, and check whether licence or contract terms of the delivery restrict the rights under the licence."),
		Sources: []assessment.Source{osadlChecklists, licenseTexts}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Check: func(c *Case) []Outcome {
		when := "-if-modified"
		if c.Component.Modified == inventory.Yes {
			when = ""
		}
		list := c.judgeOwed("changes", func(atom spdx.Expression, owed []string) (Finding, bool) {
			if !slices.Contains(owed, assessment.DutyChanges) && !slices.Contains(owed, assessment.DutyChangesIfModified) {
				return Finding{}, false
			}
			return unknown(assessment.Bidder, "rule.pfl-003.changes"+when, "licence", atom.String()), true
		})
		same := c.judgeOwed("same-licence", func(atom spdx.Expression, owed []string) (Finding, bool) {
			switch {
			case slices.Contains(owed, assessment.DutySameProgram):
				return unknown(assessment.Bidder, "rule.pfl-003.program", "licence", atom.String()), true
			case !slices.Contains(owed, assessment.DutySameFile) && !slices.Contains(owed, assessment.DutySameLibrary) && !slices.Contains(owed, assessment.DutySameProgramIfReached):
				return Finding{}, false
			case c.Component.Modified == inventory.No:
				return pass(), true
			}
			return unknown(assessment.Bidder, "rule.pfl-003.same-licence"+when, "licence", atom.String()), true
		})
		for _, o := range same {
			// What is not known of the licence is told once.
			if !slices.ContainsFunc(list, func(x Outcome) bool { return x.Message.String() == o.Message.String() }) {
				list = append(list, o)
			}
		}
		return append(list, c.gaps()...)
	},
}
