// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

var liz004 = Rule{
	ID: "LIZ-004", OpenSource: true, Justified: true,
	Doc: assessment.Doc{
		Title: text("Lizenz beschränkt die Nutzung nicht", "Licence does not restrict use"),
		What: text(
			"Die Lizenz verbietet weder Änderungen noch bestimmte Zwecke und begrenzt die Nutzung nicht nach Zeit, Größe oder Betriebsart, und sie knüpft den Betrieb als Dienst an keine besonderen Bedingungen wie die SSPL. Ist nur nicht kommerzielle Nutzung erlaubt, wird nachgefragt; das ist noch kein Befund.",
			"The licence forbids neither changes nor certain purposes and does not limit use by time, size or way of operation, nor put running it as a service under special conditions as the SSPL does. Where only non-commercial use is permitted, a question is asked; that is not a finding yet."),
		Why: text(
			"Solche Beschränkungen können Nutzung, Anpassung oder Weitergabe durch die Stadt ausschließen. „Nicht kommerziell“ heißt aber nicht, dass eine Stadt die Komponente nicht nutzen darf: Die PolyForm-Noncommercial-Lizenz etwa erlaubt die Nutzung durch staatliche Einrichtungen ausdrücklich. Es kommt auf den Wortlaut an.",
			"Such restrictions may rule out use, change or passing on by the city. But \"non-commercial\" does not mean that a city may not use the component: the PolyForm Noncommercial licence, for example, expressly permits use by government institutions. It depends on the wording."),
		Fix: text(
			"Den Wortlaut der Lizenz lesen und mit der vorgesehenen Nutzung vergleichen. Den Bieter um Aufklärung bitten, welche Rechte das Angebot einräumt; im laufenden Vergabeverfahren kann ein Austausch der Komponente das Angebot ändern.",
			"Read the wording of the licence and compare it with the intended use. Ask the bidder to clarify which rights the bid grants; while the award procedure is running, replacing the component may change the bid."),
		Mend: text(
			"Prüfen, ob die Lizenz die vorgesehene Nutzung deckt; sonst die Komponente vor der Abgabe ersetzen oder weitergehende Rechte erwerben und den Nachweis beilegen.",
			"Check whether the licence covers the intended use; otherwise replace the component before handing in, or acquire wider rights and include the proof."),
		Sources: []assessment.Source{openCodeContent, openCodeList, egovg16a, polyFormNC, kölnNC}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		list := c.judge(func(atom spdx.Expression) Finding {
			f, why, ok := c.classified(atom)
			if !ok {
				return why
			}
			if !f.Restricted() {
				return pass()
			}
			args := []string{"licence", atom.String(), "url", address(atom)}
			switch f.Class {
			case facts.ClassRestrictedNoncommercial:
				return told(f, unknown(assessment.City, "rule.liz-004.noncommercial", args...))
			case facts.ClassRestrictedNoderivatives:
				return told(f, fail("rule.liz-004.noderivatives", args...))
			case facts.ClassRestrictedUse:
				return told(f, fail("rule.liz-004.use", args...))
			case facts.ClassSourceAvailable:
				if f.Varies {
					return told(f, fail("rule.liz-004.varies", args...))
				}
				return told(f, fail("rule.liz-004.source-available", args...))
			}
			return pass()
		})
		return append(list, c.sold(list)...)
	},
}

// sold asks the bidder about each non-commercial licence by which a part is delivered: the delivery is paid for, whatever
// the city does with the part.
func (c *Case) sold(list []Outcome) []Outcome {
	noncommercial := func(o Outcome) bool {
		return o.State == Unknown && strings.TrimSuffix(o.Message.Key, ".contested") == "rule.liz-004.noncommercial"
	}
	if c.Own || !slices.ContainsFunc(list, noncommercial) || !handedOver(c.Situation()) {
		return nil
	}
	var asked []Outcome
	for _, o := range list {
		if noncommercial(o) {
			o.Finding = unknown(assessment.Bidder, "rule.liz-004.noncommercial-delivery", "licence", o.Message.Args["licence"], "url", o.Message.Args["url"])
			o.About, o.Leaves = "delivery", nil
			asked = append(asked, o)
		}
	}
	return asked
}

// address is where the text of a licence can be read; "" for what the SPDX list does not have.
func address(atom spdx.Expression) string {
	l, ok := atom.(spdx.License)
	if !ok {
		return ""
	}
	listed, ok := spdx.LookupLicense(l.ID)
	if !ok {
		return ""
	}
	if len(listed.URLs) > 0 {
		return listed.URLs[0]
	}
	return "https://spdx.org/licenses/" + listed.ID + ".html"
}
