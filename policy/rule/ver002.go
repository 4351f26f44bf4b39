// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

var ver002 = Rule{
	ID: "VER-002",
	Doc: assessment.Doc{
		Title: text("Entscheidungen gelten nur für das, was beurteilt wurde", "Decisions hold only for what was judged"),
		What: text(
			"Die Dateien, für die eine Entscheidung getroffen wurde, sind noch dieselben (SHA-256). Eine genehmigte Ausnahme nennt außerdem die Version der Komponente oder die Dateien, für die sie gilt.",
			"The files that a decision was made for are still the same (SHA-256). An approved exception also names the version of the component or the files it holds for."),
		Why: text(
			"Mit einer neuen Fassung kann sich die Lizenz ändern. Wer für eine Fassung entschieden hat, hat die nächste nicht gesehen. Dieses Vorgehen ist aus der Praxis von Prüfwerkzeugen übernommen; es für Entscheidungen der Verwaltung zu verlangen, ist unsere Lesart.",
			"A new version may be under another licence. Whoever decided on one version has not seen the next. This is taken from the practice of checking tools; demanding it of decisions of an administration is our reading."),
		Fix: text(
			"Die geänderten Dateien ansehen und neu entscheiden; bei Ausnahmen Version oder Dateien nennen.",
			"Look at the changed files and decide again; name version or files in exceptions."),
		Sources: []assessment.Source{cargoDenyClarify}, Reading: true,
		Addressee: assessment.City, Stage: assessment.StageOwnDuty,
	},
	Decision: func(c *DecisionCase) []Outcome {
		d := c.Decision
		switch {
		case d.State == assessment.DecisionChanged:
			const few = 5
			names := strings.Join(c.Changed[:min(len(c.Changed), few)], ", ")
			if len(c.Changed) > few {
				names += ", …"
			}
			return c.about(fail("rule.ver-002.changed", "id", d.ID, "files", names))
		case d.State != assessment.DecisionUsed:
			return nil
		case d.Kind == assessment.Exception && len(d.Files) == 0 && (d.Component == "" || strings.HasPrefix(d.Component, "pkg:") && d.Component == inventory.WithoutVersion(d.Component)):
			return c.about(fail("rule.ver-002.unbound", "id", d.ID))
		}
		return []Outcome{{Finding: pass()}}
	},
}
