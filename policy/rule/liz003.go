// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

var liz003 = Rule{
	ID: "LIZ-003", OpenSource: true,
	Doc: assessment.Doc{
		Title: text("Lizenz ist von der OSI anerkannt", "Licence is approved by the OSI"),
		What: text(
			"Die Lizenz ist in der SPDX-Liste als von der Open Source Initiative (OSI) anerkannt gekennzeichnet. Eine Lizenz mit Lizenzzusatz zählt hier als anerkannt, wenn die Lizenz selbst es ist und der Zusatz nur weitere Erlaubnisse gibt.",
			"The SPDX list marks the licence as approved by the Open Source Initiative (OSI). A licence with an exception counts as approved here if the licence itself is approved and the exception only adds permissions."),
		Why: text(
			"Die Anerkennung ist ein verbreiteter Maßstab dafür, was Open Source ist. Sie ist nicht der einzige: gebräuchliche freie Lizenzen wie die von curl, X11 oder IJG tragen das Kennzeichen in der SPDX-Liste nicht.",
			"The approval is a common measure of what open source is. It is not the only one: common free licences such as those of curl, X11 or IJG do not bear the mark in the SPDX list."),
		Fix: text(
			"Fehlt das Kennzeichen, den Lizenztext lesen und nachsehen, wie openCode die Lizenz führt (LIZ-002).",
			"Where the mark is missing, read the licence and see how openCode lists it (LIZ-002)."),
		Sources: []assessment.Source{osiList, openCodeContent, munich}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		return c.judge(func(atom spdx.Expression) Finding {
			f, ok := c.World.Facts(atom)
			pair, isPair := atom.(spdx.With)
			switch {
			case ok && f.OSI:
				return pass()
			case isPair && ok:
				return c.approvedPair(pair, f)
			case !ok:
				return c.World.noFacts(atom)
			}
			if l, isLicense := atom.(spdx.License); isLicense && l.IsRef() {
				return c.World.noFacts(atom)
			}
			return fail("rule.liz-003.not-approved", "licence", atom.String())
		})
	},
}

// approvedPair: an exception that only adds permissions leaves an approved licence approved. Any other is a question
// about the pair, unless the licence itself is not approved.
func (c *Case) approvedPair(pair spdx.With, f facts.Facts) Finding {
	base, ok := c.World.Facts(pair.License)
	switch {
	case !ok:
		return c.World.noFacts(pair)
	case !base.OSI:
		return fail("rule.liz-003.not-approved", "licence", pair.String())
	case f.Effect == facts.AddsPermission:
		return pass()
	}
	return unknown(assessment.City, "rule.licence.pair", "licence", pair.String())
}
