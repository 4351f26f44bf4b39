// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/copyleft"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var liz006 = Rule{
	ID: "LIZ-006",
	Doc: assessment.Doc{
		Title: text("Kein starkes Copyleft greift auf die eigene Software über", "No strong copyleft extends to in-house software"),
		What: text(
			"Keine Komponente, auf der die eigene oder beauftragte Software aufbaut, steht unter einer Lizenz, deren Copyleft auf diese Software übergreift. Copyleft heißt: Wer das Werk oder darauf Aufbauendes weitergibt, muss das in der Regel unter derselben Lizenz tun. Entscheidend ist die Art der Einbindung: Übernommener oder eingebundener Code kann erfasst sein; getrennt laufende Programme und Werkzeuge zum Erstellen oder Testen werden hier nicht dazugezählt. Die EUPL greift nach den Hinweisen von Interoperable Europe durch bloßes Verlinken nicht über. Nennt die Richtlinie Lizenzen, die in Abhängigkeiten vorgezogen, möglich oder zu vermeiden sind, gelten diese vor. Geprüft wird nur, wenn die Software weitergegeben oder veröffentlicht wird.",
			"No component that the in-house or commissioned software builds on is under a licence whose copyleft extends to that software. Copyleft means: whoever passes on the work, or something based on it, usually has to do so under the same licence. What matters is how the component is used: copied or linked code may be covered; separately running programs and tools for building or testing are not counted here. According to the guidance of Interoperable Europe, the EUPL does not extend by mere linking. Where the policy lists licences that are preferred, possible or to be avoided in dependencies, these take precedence. Checked only where the software is passed on or published."),
		Why: text(
			"Ein übergreifendes Copyleft schränkt die Wahl der Veröffentlichungslizenz ein. München vermeidet in Abhängigkeiten eigener Entwicklungen GPL, EUPL und AGPL und zieht freizügige Lizenzen vor; dass wir die EUPL bei bloßem Verlinken ausnehmen, weicht davon ab.",
			"Copyleft that extends to the software limits the choice of outbound licence. Munich avoids GPL, EUPL and AGPL in dependencies of its own developments and prefers permissive licences; leaving out the EUPL where code is merely linked is our departure from that."),
		Fix: text(
			"Die Art der Einbindung klären. Vor Weitergabe oder Veröffentlichung entscheiden: die Komponente ersetzen, sie als getrenntes Programm nutzen oder eine passende Veröffentlichungslizenz wählen.",
			"Find out how the component is used. Before passing on or publishing, decide: replace it, use it as a separate program, or choose a suitable outbound licence."),
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
		part := c.part()
		return c.judge(func(atom spdx.Expression) Finding {
			if c.World.Dependency != nil {
				switch list := c.World.Dependency(atom.String()); {
				case list == Preferred || list == Possible:
					return pass()
				case list == Avoided && part.InWork():
					return fail("rule.liz-006.avoided", "licence", atom.String())
				}
			}
			f, why, ok := c.classified(atom)
			if !ok {
				return why
			}
			if f.Class != facts.ClassCopyleftStrong && f.Class != facts.ClassCopyleftNetwork {
				return pass()
			}
			switch r := copyleft.Reach(f, part); {
			case r.Answer == copyleft.No:
				return pass()
			case r.Answer == copyleft.Yes:
				return told(f, fail("rule.liz-006.reached", "licence", atom.String()))
			case r.Reason.Key == "copyleft.relation":
				return told(f, unknown(assessment.Bidder, "rule.liz-006.relation", "licence", atom.String()))
			default:
				return Finding{State: Unknown, Message: r.Reason, Asks: assessment.City}
			}
		})
	},
}
