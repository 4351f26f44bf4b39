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

var liz007 = Rule{
	ID: "LIZ-007", Uses: []assessment.Use{assessment.UseService},
	Doc: assessment.Doc{
		Title: text("Netzwerk-Copyleft beim Betrieb als Dienst", "Network copyleft when run as a service"),
		What: text(
			"Keine Komponente steht unter einer Lizenz, die schon dann die Herausgabe von Quelltext verlangt, wenn andere die Software über ein Netz nutzen. Geprüft wird nur, wenn die Software als Dienst betrieben wird. Die AGPL verlangt das von dem, der das Programm verändert hat; die SSPL verlangt es auch für das unveränderte Programm und für die Programme, mit denen der Dienst betrieben wird. Ob die EUPL es beim bloßen Betrieb verlangt, ist eine Frage der Auslegung: Sie zählt das Bereitstellen wesentlicher Funktionen zur Verbreitung.",
			"No component is under a licence that requires source to be given as soon as others use the software over a network. Checked only where the software is run as a service. The AGPL requires it of whoever modified the program; the SSPL also for the unmodified one, and for the programs the service is run with. Whether the EUPL requires it for mere operation is a matter of interpretation: it counts providing access to essential functionalities as distribution."),
		Why: text(
			"Wer einen solchen Dienst betreibt, schuldet den Nutzenden unter Umständen den Quelltext, auch ohne das Programm weiterzugeben. Das ist eine Pflicht und kein Hindernis, muss aber vor dem Betrieb bekannt sein.",
			"Whoever runs such a service may owe its users the source, even without passing on the program. That is a duty and no obstacle, but has to be known before operation begins."),
		Fix: text(
			"Klären, ob die Komponente verändert wurde, und festlegen, wo und wie den Nutzenden des Dienstes der Quelltext angeboten wird.",
			"Find out whether the component was modified, and settle where and how users of the service are offered the source."),
		Sources: []assessment.Source{agpl13, euplAppendix, sspl13}, Reading: true,
		Addressee: assessment.City, Stage: assessment.StageOwnDuty,
	},
	Check: func(c *Case) []Outcome {
		if c.isTool() {
			return nil
		}
		foreign := c
		if c.Own { // whoever gives a licence is not bound by it
			foreign, _ = c.Foreign()
		}
		var list []Outcome
		for _, o := range foreign.judge(c.networkDuty) {
			list = append(list, o)
			if o.State == Fail {
				how := o
				how.Finding = unknown(assessment.City, "rule.liz-007.how", "licence", o.Message.Args["licence"])
				how.Leaves, how.About = nil, "offer"
				list = append(list, how)
			}
		}
		return list
	},
}

// networkDuty tells whether a service with the component owes source under a licence.
func (c *Case) networkDuty(atom spdx.Expression) Finding {
	f, ok := c.World.Facts(atom)
	if !ok {
		return c.World.noFacts(atom)
	}
	modified := c.Component.Modified
	switch {
	case f.Class == facts.ClassUnclassified || f.Class == facts.ClassReference || f.Class == "":
		return unknown(assessment.City, "rule.licence.unclassified", "licence", atom.String())
	case !f.On(facts.OnNetwork):
		return pass()
	case f.OnlyModified && modified == inventory.No:
		if r := copyleft.Reach(f, c.part()); r.Answer != copyleft.No {
			return unknown(assessment.City, "rule.liz-007.combined", "licence", atom.String())
		}
		return pass()
	case f.Arguable:
		return unknown(assessment.City, "rule.liz-007.arguable", "licence", atom.String())
	case f.OnlyModified && modified != inventory.Yes:
		return unknown(assessment.Bidder, "rule.liz-007.if-modified", "licence", atom.String())
	}
	return fail("rule.liz-007.duty", "licence", atom.String())
}
