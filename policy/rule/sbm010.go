// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

var sbm010 = Rule{
	ID: "SBM-010", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Abhängigkeiten sind angegeben", "Dependencies are stated"),
		What: text(
			"Für jede Komponente ist angegeben, wovon sie abhängt oder was sie enthält, oder ausdrücklich, dass es nichts gibt. Kein Verweis führt ins Leere. Der Telco Guide verlangt mindestens die Beziehungen DESCRIBES (siehe SBM-006) und CONTAINS.",
			"For every component it is stated what it depends on or contains, or in so many words that there is nothing. No reference leads nowhere. The Telco guide wants at least the relations DESCRIBES (see SBM-006) and CONTAINS."),
		Why: text(
			"Erst die Abhängigkeiten zeigen, wo eine Komponente eingesetzt ist und welche Lizenz wohin wirkt.",
			"Only the dependencies show where a component is used, and which licence reaches what."),
		Fix: text(
			"Abhängigkeiten je Komponente eintragen, bei CycloneDX auch die leere Liste; Verweise auf fehlende Einträge berichtigen.",
			"Enter the dependencies of each component, with CycloneDX the empty list too; correct references to entries that are missing."),
		Sources:   []assessment.Source{bsi("5.2.2"), ntia2021, cisa2026, fsct3, telco11, cra},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-010"),
}

// dependenciesField asks for dependencies or the statement that there are none. With CycloneDX a component
// without any is an empty element of the list; of other formats nothing established says how it is told.
func dependenciesField(s *sbomCase, e *sbomEntry, r *facts.Requirement) mark {
	switch {
	case e.Entry.Dependencies != "" || e.from:
		return has
	case s.related && (r.Parameter("leafs") == "open" || s.family() != "cyclonedx"):
		return maybeLeaf
	}
	return absent
}

// relationshipsField asks for what the Telco guide calls the least: that some component contains another. Of a
// single one there is nothing to say.
func relationshipsField(s *sbomCase, _ *facts.Requirement) stated {
	contains := func(r inventory.Relation) bool { return r.Kind == inventory.Contains }
	switch {
	case len(s.entries) < 2 || slices.ContainsFunc(s.Relations, contains):
		return stated{mark: has}
	case s.related:
		return stated{mark: otherRelation}
	}
	return stated{mark: absent}
}

func referencesField(s *sbomCase, _ *facts.Requirement) stated {
	if n := s.Document.Dangling; n > 0 {
		return stated{mark: wrong, Message: message("rule.sbm-010.dangling", "count", strconv.Itoa(n))}
	}
	return stated{mark: has}
}
