// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"path"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

var eig008 = Rule{
	ID: "EIG-008", OwnCode: true,
	Doc: assessment.Doc{
		Title: text("Eigenentwicklung: nachnutzbare Dokumentation", "Own code: documentation for reuse"),
		What: text(
			"Im obersten Ordner liegt eine README, und es gibt Unterlagen zu Installation oder Betrieb: eine Datei oder ein Ordner, der danach heißt, ein Ordner docs oder eine Adresse in publiccode.yml. Geprüft wird nur, dass es sie gibt, nicht ob sie verständlich und vollständig sind.",
			"A README lies in the top folder, and there is material on installation or operation: a file or folder named after it, a folder docs, or an address in publiccode.yml. Only their presence is checked, not whether they are clear and complete."),
		Why: text(
			"Quelltext allein kann kaum jemand nachnutzen. Das KfW-Merkblatt 436 verlangt für geförderte Lösungen eine nachvollziehbare Dokumentation, die Architekturrichtlinie SR8 der FITKO Quelltext und Betriebs- und Installationshandbücher in öffentlichen Repositorien; der Servicestandard nennt technische Dokumentation als Ergebnis. Das Merkblatt gilt nur für geförderte Lösungen; ob die anderen für das eigene Vorhaben gelten, ist zu klären.",
			"Hardly anybody can reuse source code alone. KfW leaflet 436 asks for understandable documentation of funded solutions, FITKO's architecture guideline SR8 for source and operating and installation manuals in public repositories; the Servicestandard names technical documentation as a result. The leaflet applies to funded solutions only; whether the others apply to the project at hand has to be settled."),
		Fix: text(
			"Eine README und eine Anleitung für Installation und Betrieb beilegen, spätestens bei der Abnahme.",
			"Include a README and instructions for installation and operation, at acceptance at the latest."),
		Sources: []assessment.Source{kfw436, fitkoSR8, servicestandard10}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Check: func(c *Case) []Outcome {
		if c.inner() || !c.Component.InTree() {
			return nil
		}
		readme, manual := "", ""
		for _, f := range c.filesAround() {
			inside, ok := c.within(f.Path)
			switch {
			case !ok || f.Size == 0:
			case readme == "" && !strings.Contains(inside, "/") && slices.Contains(f.Roles, inventory.RoleReadme):
				readme = f.Path
			case manual == "" && isManual(inside):
				manual = f.Path
			}
		}
		if p := c.Component.Publiccode; manual == "" && p != nil {
			for _, f := range p.Fields {
				if strings.HasPrefix(f.Name, "description/") && strings.HasSuffix(f.Name, "/documentation") && f.Value != "" {
					manual = f.Value
				}
			}
		}
		switch {
		case readme == "":
			return []Outcome{{Finding: fail("rule.eig-008.no-readme")}}
		case manual == "":
			return []Outcome{{Finding: unknown(assessment.Bidder, "rule.eig-008.no-manual", "file", readme), Evidence: []inventory.Evidence{{Path: readme}}}}
		}
		return []Outcome{{Finding: Finding{State: Pass, Message: message("rule.eig-008.there", "readme", readme, "manual", manual)}}}
	},
}

// manuals begin the names of files and folders with instructions, in lower case.
var manuals = []string{
	"install", "betrieb", "operat", "deploy", "admin", "handbuch", "manual", "anleitung", "documentation", "dokumentation", "setup", "getting-started", "getting_started",
}

// isManual reports whether a file is by its path one that explains installation or operation: a text in a folder
// for documentation, or one that is named after it.
func isManual(file string) bool {
	lower := strings.ToLower(file)
	switch path.Ext(lower) {
	case "", ".md", ".txt", ".rst", ".adoc", ".asciidoc", ".pdf", ".html", ".htm", ".odt", ".org":
	default:
		return false
	}
	folder, _, below := strings.Cut(lower, "/")
	if below && (folder == "docs" || folder == "doc") {
		return true
	}
	name := folder // at the top a file, else a folder
	return slices.ContainsFunc(manuals, func(m string) bool { return strings.HasPrefix(name, m) })
}
