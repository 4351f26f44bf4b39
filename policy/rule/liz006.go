// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var liz006 = Rule{
	ID: "LIZ-006",
	Doc: assessment.Doc{
		Title: text("Starkes Copyleft in einer Abhängigkeit der eigenen Software", "Strong copyleft in a dependency of own software"),
		What: text(
			"Keine Abhängigkeit der eigenen Software steht unter einer Lizenz, deren Copyleft auf das eigene Programm übergreift. Entscheidend ist die Art der Verbindung: übernommener oder eingebundener Code kann erfasst sein, ein getrennt laufendes Programm, ein Werkzeug zum Bauen oder Testen nicht. Die EUPL greift durch bloßes Verlinken nicht über. Gefragt wird nur, wenn die Software weitergegeben oder veröffentlicht wird.",
			"No dependency of the own software is under a licence whose copyleft extends to the own program. The kind of connection decides: incorporated or linked code may be covered, a separately running program or a tool for building or testing is not. The EUPL does not extend by mere linking. Asked only where the software is passed on or published."),
		Why: text(
			"Wer ein solches Programm weitergibt, muss das in der Regel unter der Copyleft-Lizenz tun. München vermeidet in Abhängigkeiten eigener Entwicklungen GPL, EUPL und AGPL und zieht permissive Lizenzen vor; dass wir die EUPL bei bloßem Verlinken ausnehmen, weicht davon ab.",
			"Whoever passes on such a program usually has to do so under the copyleft licence. Munich avoids GPL, EUPL and AGPL in dependencies of its own developments and prefers permissive licences; that we leave out the EUPL where code is merely linked departs from that."),
		Fix: text(
			"Die Art der Einbindung klären; die Abhängigkeit ersetzen, als getrenntes Programm nutzen oder die eigene Software unter einer passenden Lizenz veröffentlichen.",
			"Find out how the part is used; replace it, use it as a separate program, or publish the own software under a fitting licence."),
		Sources: []assessment.Source{munich, euplReach}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		if c.Own || !c.World.AnyOwn || c.Use != assessment.UseDistribution && c.Use != assessment.UsePublication {
			return nil
		}
		switch c.Component.Scope {
		case inventory.Dev, inventory.Test, inventory.Build:
			return nil
		}
		kinds := c.World.relations[c.Component.ID]
		return c.judge(func(atom spdx.Expression) Finding {
			f, why, ok := c.classified(atom)
			if !ok {
				return why
			}
			if f.Class != facts.ClassCopyleftStrong && f.Class != facts.ClassCopyleftNetwork {
				return pass()
			}
			switch reached(f, kinds) {
			case Pass:
				return pass()
			case Unknown:
				return told(f, unknown(assessment.Bidder, "rule.liz-006.relation", "licence", atom.String()))
			}
			return told(f, fail("rule.liz-006.reached", "licence", atom.String()))
		})
	},
}

// reached tells whether a copyleft extends to what uses the component in the ways given: Fail if it
// does, Unknown where nothing says how it is used.
func reached(f facts.Facts, kinds []inventory.RelationKind) State {
	if len(kinds) == 0 {
		return Unknown
	}
	worst := Pass
	for _, k := range kinds {
		state := Pass
		switch k {
		case inventory.Incorporates:
			state = Fail
		case inventory.LinksStatic:
			state = linking(f, facts.LinkStatic, facts.LinkAny)
		case inventory.LinksDynamic:
			state = linking(f, facts.LinkAny)
		case inventory.DependsOn:
			// Most likely linked, but that is not said.
			if f.LinkReach != facts.LinkNone {
				state = Unknown
			}
		case inventory.Contains:
			state = Unknown // side by side in one folder or image, or part of one program
		}
		worst = max(worst, state)
	}
	return worst
}

func linking(f facts.Facts, reaching ...facts.Linking) State {
	switch {
	case slices.Contains(reaching, f.LinkReach):
		return Fail
	case f.LinkReach == facts.LinkUnclear:
		return Unknown
	}
	return Pass
}
