// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/spdx"
)

var eig005 = Rule{
	ID: "EIG-005", House: true, OwnCode: true,
	Doc: assessment.Doc{
		Title: text("Eigenentwicklung: Hauslizenz eingehalten", "Own code: house licence kept"),
		What: text(
			"Die eigene oder beauftragte Software steht als Ganzes unter einer der Lizenzen, die die Richtlinie für eigenen Code vorsieht (Hauslizenz).",
			"The in-house or commissioned software as a whole is under one of the licences that the policy provides for own code (house licence)."),
		Why: text(
			"Wer eigenen Code immer unter derselben Lizenz veröffentlicht, erspart sich und anderen die Prüfung im Einzelfall. München nennt für Eigenentwicklungen MIT, die Leitlinien der AgID in Italien sehen im Regelfall die EUPL-1.2 vor, in Frankreich zählt ein Dekret die Lizenzen auf. Für andere Städte ist die Hauslizenz ihre eigene Festlegung.",
			"Publishing own code under the same licence every time spares everybody a check in each case. Munich names MIT for its own developments, the guidelines of AgID in Italy provide for the EUPL-1.2 as a rule, in France a decree lists the licences. For other cities the house licence is their own choice."),
		Fix: text(
			"Unter der Hauslizenz veröffentlichen oder den Grund für die andere Lizenz festhalten.",
			"Publish under the house licence, or record the reason for the other one."),
		Sources:   []assessment.Source{munich, agid, crpa},
		Addressee: assessment.City, Stage: assessment.StageOwnDuty,
	},
	Check: func(c *Case) []Outcome {
		if c.inner() {
			return nil
		}
		if len(c.World.House) == 0 {
			return []Outcome{{Finding: unknown(assessment.City, "rule.eig-005.no-house")}}
		}
		var names []string
		house := map[string]bool{}
		for _, e := range c.World.House {
			names = append(names, e.String())
			for _, a := range spdx.Atoms(e) {
				house[spdx.Meaning(a)] = true
			}
		}
		return c.whole().judge(func(atom spdx.Expression) Finding {
			if house[spdx.Meaning(atom)] {
				return pass()
			}
			return fail("rule.eig-005.other", "licence", atom.String(), "house", strings.Join(names, ", "))
		})
	},
}
