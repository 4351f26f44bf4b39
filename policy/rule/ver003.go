// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

var ver003 = Rule{
	ID: "VER-003",
	Doc: assessment.Doc{
		Title: text("Prüfgegenstand, Regelwerk und Datenstand sind festgehalten", "Subject, rules and state of the data are on record"),
		What: text(
			"Im Ergebnis stehen die Prüfsumme (SHA-256) des Prüfgegenstands, die der Richtlinie und die Versionen von Programm und Daten. Ist die Richtlinie festgeschrieben, so geschah das vor der Öffnung der Angebote, und sie wurde seitdem nicht geändert; auch Kriterien wurden vor der Öffnung veröffentlicht. Der Tag des Festschreibens ist eine Angabe dessen, der festgeschrieben hat; bewiesen wird er nicht.",
			"The result holds the digest (SHA-256) of the subject, that of the policy, and the versions of program and data. If the policy was frozen, that was before the bids were opened, and it was not changed since; criteria were published before the opening too. The day of freezing is what whoever froze it states; it is not proven."),
		Why: text(
			"Die Dokumentation des Verfahrens soll jede Entscheidung begründen können. Dazu muss später feststellbar sein, was geprüft wurde und wonach. Die Prüfsummen und das Festschreiben sind unser Weg dorthin; die Vorschriften nennen sie nicht.",
			"The documentation of a procedure is to give the reasons of every decision. For that it must be possible to tell later what was examined, and by what. Digests and freezing are our way of doing so; the provisions do not name them."),
		Fix: text(
			"Richtlinie vor Öffnung der Angebote mit „policy freeze“ festschreiben und nur die festgeschriebene Datei verwenden. Wurde sie geändert: Grund und Datum zur Akte nehmen und prüfen, ob die Änderung Kriterien betrifft.",
			"Freeze the policy with \"policy freeze\" before bids are opened, and use nothing but the frozen file. If it was changed: put reason and date on file, and check whether the change touches criteria."),
		Sources: []assessment.Source{vgv8Record, uvgo6}, Reading: true,
		Addressee: assessment.City, Stage: assessment.StageOwnDuty,
	},
	Whole: func(a *assessment.Assessment, _ func(path string) bool) []Outcome {
		var list []Outcome
		say := func(about string, f Finding) { list = append(list, Outcome{Finding: f, About: about}) }
		switch {
		case a.Inventory.Subject.SHA256 != "":
		case a.Inventory.Interrupted() != nil:
			say("subject", Interrupted().Finding)
		default:
			say("subject", fail("rule.ver-003.subject"))
		}
		if !slices.ContainsFunc(a.Inventory.Tools, func(t inventory.Tool) bool { return t.Version != "" }) {
			say("tools", fail("rule.ver-003.tools"))
		}
		p := &a.Policy
		opened := ""
		if a.Procedure != nil {
			opened = a.Procedure.Opened
			if len(a.Procedure.Refused) > 0 {
				say("refused", fail("rule.ver-003.refused", "rules", strings.Join(a.Procedure.Refused, ", "), "opened", opened))
			}
		}
		switch {
		case p.FrozenOn == "" && opened != "" && opened <= a.Date:
			list = append(list, Outcome{Finding: fail("rule.ver-003.not-frozen", "opened", opened), Note: true, About: "not-frozen"})
		case p.FrozenOn == "":
		case opened != "" && p.FrozenOn > opened:
			say("late", fail("rule.ver-003.late", "frozen", p.FrozenOn, "opened", opened))
		case p.FrozenOn > a.Date:
			say("future", fail("rule.ver-003.future", "frozen", p.FrozenOn, "date", a.Date))
		}
		if p.Changed() {
			say("changed", fail("rule.ver-003.changed", "frozen", p.FrozenOn, "was", p.FrozenSHA256, "is", p.SHA256))
		}
		if len(list) == 0 {
			list = []Outcome{{Finding: pass()}}
		}
		return list
	},
}
