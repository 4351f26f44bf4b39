// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/spdx"
)

var eig004 = Rule{
	ID: "EIG-004", OwnCode: true,
	Doc: assessment.Doc{
		Title: text("Eigenentwicklung: Rechte reichen zur Veröffentlichung", "Own code: rights suffice for publication"),
		What: text(
			"Die Stadt hält fest, dass sie die Rechte hat, die eigene oder beauftragte Software zu veröffentlichen. Diese Frage beantwortet keine Untersuchung von Dateien; sie wird immer gestellt. Dateien im eigenen Code, die selbst sagen, dass sie von anderen stammen, werden dazu genannt.",
			"The city records that it holds the rights to publish the in-house or commissioned software. No examination of files answers this question; it is always asked. Files within own code that say themselves that they come from others are named with it."),
		Why: text(
			"Wer veröffentlicht, braucht die Rechte an allem, was enthalten ist: an selbst Entwickeltem, an Beauftragtem und an fremdem Code. openCode weist darauf hin, dass unveränderte EVB-IT-Vorlagen diese Rechte oft nicht verschaffen. Nach Berichten gibt es seit 2026 überarbeitete EVB-IT-Vorlagen; welche Vorlage in welcher Fassung ein Vertrag nutzt, steht nur im Vertrag.",
			"Whoever publishes needs the rights in everything that is included: what was developed in-house, what was commissioned and the code of others. openCode points out that unchanged EVB-IT templates often do not give these rights. As reported, revised EVB-IT templates have existed since 2026; which template in which version a contract uses stands in the contract only."),
		Fix: text(
			"Vorlage und Fassung des Vertrags nachsehen, Klausel und Mitwirkende festhalten; im Zweifel rechtlich prüfen lassen.",
			"Look up template and version of the contract, record the clause and who contributed; in doubt seek legal advice."),
		Mend: text(
			"Der Stadt nennen, wer zur Software beigetragen hat und unter welchen Bedingungen; ob die Rechte reichen, stellt die Stadt nach dem Vertrag fest.",
			"Tell the city who contributed to the software and on what terms; whether the rights suffice, the city establishes by the contract."),
		Sources: []assessment.Source{openCodeContent, evbit2026, dortmundII}, Reading: true,
		Addressee: assessment.City, Stage: assessment.StageAcceptance,
	},
	Check: func(c *Case) []Outcome {
		var list []Outcome
		if !c.inner() {
			list = append(list, Outcome{Finding: c.World.rights()})
		}
		parts := c.foreignParts()
		for i := range parts[:min(len(parts), maxForeign)] {
			list = append(list, parts[i].outcome())
		}
		if more := len(parts) - maxForeign; more > 0 {
			list = append(list, Outcome{Finding: unknown(assessment.City, "rule.eig-004.more", "count", strconv.Itoa(more)), About: "more"})
		}
		return list
	},
}

// rights is the question for the contract. It names the template if the procedure does, and says nothing of its terms.
func (w *World) rights() Finding {
	switch t := w.Contract; {
	case t == nil || t.Template == "":
		return unknown(assessment.City, "rule.eig-004.rights")
	case t.Version == "":
		return unknown(assessment.City, "rule.eig-004.rights.template", "template", t.Template)
	default:
		return unknown(assessment.City, "rule.eig-004.rights.version", "template", t.Template, "version", t.Version)
	}
}

// outcome says what of others lies in own code. A licence that is known says itself what may be done; whether it fits is
// for other rules.
func (p *foreignPart) outcome() Outcome {
	args := []string{"files", strconv.Itoa(p.files)}
	if p.folder != "." {
		args = append(args, "folder", p.folder)
	}
	o := Outcome{Expression: p.license, About: p.folder + " " + spdx.Text(p.license), Evidence: p.evidence}
	if who := p.who(); who != "" {
		args = append(args, "holders", who)
	}
	switch {
	case p.license == nil:
		o.Finding = unknown(assessment.City, "rule.eig-004.inside.holders", args...)
	case isUnknown(p.license):
		o.Finding = unknown(assessment.City, "rule.eig-004.inside.unknown", args...)
	default:
		o.Finding = Finding{State: Pass, Message: message("rule.eig-004.inside", append(args, "licence", p.license.String())...)}
		o.Note = true
	}
	return o
}
