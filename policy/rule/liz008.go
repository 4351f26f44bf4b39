// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/spdx"
)

var liz008 = Rule{
	ID: "LIZ-008", Outbound: true,
	Doc: assessment.Doc{
		Title: text("Fremde Bestandteile lassen die Veröffentlichungslizenz zu", "Third-party parts allow the outbound licence"),
		What: text(
			"Die eigene oder beauftragte Software darf mit allem, was von Dritten darin steckt, unter der gewünschten Veröffentlichungslizenz weitergegeben werden. Ein Befund ist nur, was die Lizenz eines Bestandteils nach ihrem eigenen Text ausschließt, weil ihr Copyleft bei dieser Einbindung auf die Software übergreift. Was von der Art der Einbindung oder vom Verständnis eines Textes abhängt, wird gefragt. Für übernommenen Code wird zusätzlich die Verträglichkeitsmatrix der OSADL eG befragt; ihr „No“ gilt nur für das Verschmelzen zu einem gemeinsamen Werk und ist hier nie mehr als eine Frage. Geprüft wird nur, wenn eine Veröffentlichungslizenz angegeben ist, und dann wie bei einer Veröffentlichung, gleich wozu die Software sonst dient.",
			"The in-house or commissioned software, with everything in it that is by others, may be passed on under the outbound licence that is wished. Only what the licence of a part excludes by its own text, because its copyleft extends to the software when used in this way, is a finding. What depends on how the part is used or on how a text is read is asked. For code that was copied in, the compatibility matrix of OSADL eG is consulted besides; its \"No\" is about merging into a common work and never more than a question here. Checked only where an outbound licence is given, and then as for a publication, whatever else the software is for."),
		Why: text(
			"Wer Software veröffentlichen will, kann nur Rechte einräumen, die ihm auch an den fremden Bestandteilen zustehen.",
			"Whoever wants to publish software can only grant rights that extend to the third-party parts as well."),
		Fix: text(
			"Klären, wie der Bestandteil eingebunden ist; ihn ersetzen oder als getrenntes Programm nutzen; oder eine andere Veröffentlichungslizenz wählen (der Befehl outbound zeigt, welche in Frage kommen).",
			"Find out how the part is used; replace it or use it as a separate program; or choose another outbound licence (the command outbound shows which ones come into question)."),
		Sources: []assessment.Source{licenseTexts, osadlMatrix, openCodeContent}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageBid,
	},
	Check: func(c *Case) []Outcome {
		every := func(spdx.Expression) bool { return true }
		said := c.outbound(every)
		if said == nil {
			return nil
		}
		return c.believed(said, func() []Outcome { return c.allowed(c, c.unrelated(), every) })
	},
}
