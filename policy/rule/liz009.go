// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/copyleft"
	"lizenzlotse/scanner/spdx"
)

var liz009 = Rule{
	ID: "LIZ-009", Outbound: true,
	Doc: assessment.Doc{
		Title: text("EUPL und andere Copyleft-Lizenzen in der richtigen Richtung", "EUPL and other copyleft licences in the right direction"),
		What: text(
			"Enthält die eigene oder beauftragte Software Code unter der EUPL, so steht sie selbst unter der EUPL oder unter einer Lizenz aus deren Anhang. Umgekehrt gilt das nicht: Der Anhang erlaubt, ein Werk aus EUPL-Code und Code unter einer der genannten Lizenzen unter dieser Lizenz weiterzugeben; er erlaubt nicht, Code unter einer der genannten Lizenzen unter der EUPL weiterzugeben. Ob das geht, richtet sich nach jener Lizenz. Geprüft wird nur, wenn eine Veröffentlichungslizenz angegeben ist und sie oder die Lizenz eines Bestandteils die EUPL ist; dann für die Veröffentlichung, wozu die Software sonst auch dient.",
			"Where the in-house or commissioned software contains code under the EUPL, it is itself under the EUPL or a licence of its appendix. The reverse does not hold: the appendix allows a work of EUPL code and code under one of the licences named to be passed on under that licence; it does not allow code under one of the licences named to be passed on under the EUPL. Whether that is possible is for that licence to say. Checked only where an outbound licence is given and it, or the licence of a part, is the EUPL; then for publication, whatever else the software is used for."),
		Why: text(
			"Der Anhang der EUPL wird oft verkehrt herum gelesen.",
			"The appendix of the EUPL is often read the wrong way round."),
		Fix: text(
			"Klären, ob Code übernommen wurde oder der Bestandteil nur genutzt oder verlinkt ist. Bei übernommenem fremdem Copyleft-Code dessen Lizenz als Veröffentlichungslizenz wählen oder den Bestandteil ersetzen.",
			"Find out whether code was copied in or the part is merely used or linked. For copyleft code of others that was copied in, choose its licence as the outbound licence or replace the part."),
		Sources: []assessment.Source{euplAppendix, euplReach, osadlMatrix}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		out := slices.ContainsFunc(spdx.Atoms(c.Outbound), isEUPL)
		list := c.outbound(func(atom spdx.Expression) bool { return out != isEUPL(atom) })
		for i := range list {
			if o := &list[i]; out && o.State == Fail && c.inAppendix(o) {
				o.Message = message("rule.liz-009.direction", "licence", o.Message.Args["licence"], "outbound", o.Message.Args["outbound"])
			}
		}
		return list
	},
}

func isEUPL(atom spdx.Expression) bool { return strings.HasPrefix(atom.String(), "EUPL-") }

// inAppendix reports whether the licence that decided is one that the outbound EUPL names in its appendix.
func (c *Case) inAppendix(o *Outcome) bool {
	for _, out := range spdx.Atoms(c.Outbound) {
		if out.String() != o.Message.Args["outbound"] {
			continue
		}
		f, ok := c.World.Facts(out)
		return ok && copyleft.Under(f, o.Message.Args["licence"], false).Answer != copyleft.No
	}
	return false
}
