// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/copyleft"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// passedOn are the uses in which others get the software.
var passedOn = []assessment.Use{assessment.UseDistribution, assessment.UsePublication}

var liz006 = Rule{
	ID: "LIZ-006",
	Doc: assessment.Doc{
		Title: text("Kein starkes Copyleft greift auf die eigene Software über", "No strong copyleft extends to in-house software"),
		What: text(
			"Keine Komponente, auf der die eigene oder beauftragte Software aufbaut, steht unter einer Lizenz, deren Copyleft auf diese Software übergreift. Copyleft heißt: Wer das Werk oder darauf Aufbauendes weitergibt, muss das in der Regel unter derselben Lizenz tun. Entscheidend ist die Art der Einbindung: Übernommener oder eingebundener Code kann erfasst sein; getrennt laufende Programme und Werkzeuge zum Erstellen oder Testen werden hier nicht dazugezählt. Die EUPL greift nach den Hinweisen von Interoperable Europe durch bloßes Verlinken nicht über. Geprüft wird nur, wenn die Software weitergegeben oder veröffentlicht wird. Hat die Richtlinie eigene Listen für Abhängigkeiten (dependencies), gelten stattdessen diese, gleich wie die Komponente eingebunden ist. Eine Lizenz, die dort zu vermeiden ist, ist ein Befund. Steht sie auf keiner Liste, ist das eine Frage. Getrennt laufende Programme und Werkzeuge zählen auch dann nicht.",
			"No component that the in-house or commissioned software builds on is under a licence whose copyleft extends to that software. Copyleft means: whoever passes on the work, or something based on it, usually has to do so under the same licence. What matters is how the component is used: copied or linked code may be covered; separately running programs and tools for building or testing are not counted here. According to the guidance of Interoperable Europe, the EUPL does not extend by mere linking. Checked only where the software is passed on or published. Where the policy has lists of its own for dependencies, they decide instead: a licence to be avoided is a finding, one on no list a question, however the component is used; separately running programs and tools do not count then either."),
		Why: text(
			"Ein übergreifendes Copyleft schränkt die Wahl der Veröffentlichungslizenz ein. München vermeidet in Abhängigkeiten eigener Entwicklungen GPL, EUPL und AGPL und zieht freizügige Lizenzen vor; dass wir die EUPL bei bloßem Verlinken ausnehmen, weicht davon ab.",
			"Copyleft that extends to the software limits the choice of outbound licence. Munich avoids GPL, EUPL and AGPL in dependencies of its own developments and prefers permissive licences; leaving out the EUPL where code is merely linked is our departure from that."),
		Fix: text(
			"Die Art der Einbindung klären. Vor Weitergabe oder Veröffentlichung entscheiden: die Komponente ersetzen, sie als getrenntes Programm nutzen oder eine passende Veröffentlichungslizenz wählen.",
			"Find out how the component is used. Before passing on or publishing, decide: replace it, use it as a separate program, or choose a suitable outbound licence."),
		Sources: []assessment.Source{munich, euplReach}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Uses: passedOn, Dependencies: true,
	Check: func(c *Case) []Outcome {
		if c.World.Work == nil || c.ofWork() {
			return nil
		}
		var said []Outcome
		if !c.isTool() {
			said = c.reached(c.part())
		}
		return c.believed(said, func() []Outcome { return c.reached(c.unrelated()) })
	},
}

// reached judges the licences of a component that stands in own code in this way: by the lists of the policy, and without
// any by how far copyleft goes.
func (c *Case) reached(part copyleft.Part) []Outcome {
	if c.World.Dependency != nil {
		if len(part.Relations) > 0 && !slices.ContainsFunc(part.Relations, partOfIt) {
			return c.judge(func(spdx.Expression) Finding { return pass() })
		}
		return c.judge(c.World.listed)
	}
	return c.judge(func(atom spdx.Expression) Finding {
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
}

// partOfIt reports whether what is used in this way is a part of what uses it, or may be.
func partOfIt(k inventory.RelationKind) bool {
	switch k {
	case inventory.UsesSeparately, inventory.BuildsWith, inventory.TestsWith:
		return false
	}
	return true
}

// listed judges a licence by the lists of the policy.
func (w *World) listed(atom spdx.Expression) Finding {
	text := atom.String()
	standing, ok := w.standings.Load(text)
	if !ok {
		standing = w.Dependency(atom)
		w.standings.Store(text, standing)
	}
	switch standing {
	case assessment.Preferred, assessment.Possible:
		return pass()
	case assessment.Avoided:
		return fail("rule.liz-006.avoided", "licence", text)
	}
	if l, ok := atom.(spdx.License); ok {
		if f, bad := w.undetermined(l); bad {
			return f
		}
	}
	return unknown(assessment.City, "rule.liz-006.unlisted", "licence", text)
}
