// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import "lizenzlotse/policy/assessment"

var eig003 = Rule{
	ID: "EIG-003",
	Doc: assessment.Doc{
		Title: text("Eigenentwicklung: Ort der Veröffentlichung ist angegeben", "Own code: place of publication is stated"),
		What: text(
			"Für die eigene oder beauftragte Software ist eine Adresse angegeben, an der ihr Quelltext zu finden ist (publiccode.yml oder Stückliste). Die Adresse wird nicht aufgerufen.",
			"For the own or commissioned software an address is stated where its source can be found (publiccode.yml or bill of materials). The address is not visited."),
		Why: text(
			"Zur Verfügung gestellt ist Software erst, wenn andere sie finden. Ob sie dort wirklich liegt, muss ein Mensch nachsehen.",
			"Software is made available only when others can find it. Whether it really is there a person has to check."),
		Fix: text(
			"Adresse und Datum der Veröffentlichung angeben oder festhalten, warum nicht veröffentlicht wird (Rechte Dritter, Sicherheit).",
			"State address and date of the publication, or record why it is not published (rights of others, security)."),
		Sources: []assessment.Source{dortmundII, kfw436, fitkoSR8}, Reading: true,
		Addressee: assessment.City, Stage: assessment.StageOwnDuty,
	},
	Check: func(c *Case) []Outcome {
		if !c.Own {
			return nil
		}
		if source := c.Component.Distribution.Source; source != "" {
			return []Outcome{{Finding: Finding{State: Pass, Message: message("rule.eig-003.not-visited", "url", source)}}}
		}
		return []Outcome{{Finding: fail("rule.eig-003.no-address")}}
	},
}
