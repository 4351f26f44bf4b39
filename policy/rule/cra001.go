// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

var cra001 = Rule{
	ID: "CRA-001",
	Doc: assessment.Doc{
		Title: text("Cyber Resilience Act: Stückliste mit den direkten Abhängigkeiten liegt vor", "Cyber Resilience Act: there is a bill of materials with the top-level dependencies"),
		What: text(
			"Unter den Unterlagen ist eine maschinenlesbare Stückliste (SBOM), die mindestens nennt, wovon das Produkt unmittelbar abhängt.",
			"Among the documents is a machine-readable bill of materials (SBOM) that at least names what the product directly depends on."),
		Why: text(
			"Nach den vorliegenden Berichten verlangt der Cyber Resilience Act von Herstellern eine solche Stückliste in ihren technischen Unterlagen; voll anzuwenden ist er ab dem 11.12.2027. Sie den Nutzern zu geben, ist danach freigestellt. Für die Stadt ist das ein Hinweis, keine Anforderung.",
			"As reported, the Cyber Resilience Act wants manufacturers to have such a bill of materials in their technical documentation; it applies in full from 11 December 2027. Giving it to users is optional by the same reports. For the city this is information, not a requirement."),
		Fix: text(
			"Wer Stücklisten braucht, vereinbart sie im Vertrag; aus dem Cyber Resilience Act allein folgt keine Herausgabe an Nutzer.",
			"Whoever needs bills of materials agrees on them in the contract; the Cyber Resilience Act alone does not make manufacturers hand them to users."),
		Sources: []assessment.Source{cra}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StagePerformance,
	},
	Document: func(c *DocumentCase) []Outcome {
		if !c.SBOM() {
			return nil
		}
		product := func(id string) bool {
			return id != "" && (id == c.Document.Main || slices.Contains(c.Document.Described, id))
		}
		if c.Document.Main == "" && len(c.Document.Described) == 0 {
			return []Outcome{{Finding: unknown(assessment.Bidder, "rule.cra-001.no-product")}}
		}
		uses := func(r inventory.Relation) bool {
			return product(r.From) && slices.Contains([]inventory.RelationKind{inventory.DependsOn, inventory.Contains, inventory.LinksStatic, inventory.LinksDynamic}, r.Kind)
		}
		alone := func(e DocumentEntry) bool { return product(e.Component.ID) && e.Component.WithoutDependencies() }
		if slices.ContainsFunc(c.Relations, uses) || slices.ContainsFunc(c.Entries, alone) {
			return []Outcome{{Finding: pass()}}
		}
		return []Outcome{{Finding: fail("rule.cra-001.no-dependencies")}}
	},
}
