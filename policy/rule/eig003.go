// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import "lizenzlotse/policy/assessment"

var eig003 = Rule{
	ID: "EIG-003", OwnCode: true,
	Doc: assessment.Doc{
		Title: text("Eigenentwicklung: Ort der Veröffentlichung ist angegeben", "Own code: place of publication is stated"),
		What: text(
			"Für die eigene oder beauftragte Software ist eine Adresse angegeben, an der ihr Quelltext zu finden ist (publiccode.yml oder Stückliste, SBOM). Die Adresse wird nicht aufgerufen.",
			"For the in-house or commissioned software an address is stated where its source can be found (publiccode.yml or bill of materials, SBOM). The address is not visited."),
		Why: text(
			"Nach unserer Lesart des Ratsbeschlusses ist Software der Allgemeinheit erst zur Verfügung gestellt, wenn andere sie finden können. Ob sie dort wirklich liegt, muss ein Mensch nachsehen.",
			"In our reading of the resolution, software is made available to the public only when others can find it. Whether it really is there has to be checked by a person."),
		Fix: text(
			"Adresse und Datum der Veröffentlichung festhalten oder begründen, warum nicht veröffentlicht wird (etwa Rechte Dritter, Sicherheit).",
			"Record the address and date of publication, or why it is not published (for example rights of third parties, security)."),
		Sources: []assessment.Source{dortmundII, kfw436, fitkoSR8}, Reading: true,
		Addressee: assessment.City, Stage: assessment.StageAcceptance,
	},
	Check: func(c *Case) []Outcome {
		switch source := c.Component.Distribution.Source; {
		case isSourcePlace(source):
			return []Outcome{{Finding: Finding{State: Pass, Message: message("rule.eig-003.not-visited", "url", source)}}}
		case source != "":
			return []Outcome{{Finding: fail("rule.eig-003.unclear", "was", clipped(source))}}
		}
		return []Outcome{{Finding: fail("rule.eig-003.no-address")}}
	},
}
