// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

var sbm019 = Rule{
	ID: "SBM-019", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Umfang der Lieferung ist abgedeckt", "Scope of delivery is covered"),
		What: text(
			"Die Stückliste löst alles auf, was zur Lieferung gehört, bis zur ersten Komponente außerhalb. Geprüft wird, ob sie eine Hauptkomponente hat, ob alle Komponenten von ihr aus erreichbar sind und ob sie sich selbst vollständig nennt; ob die Lieferung mehr enthält, zeigt erst der Vergleich mit ihr.",
			"The bill of materials resolves everything that belongs to the delivery, up to the first component outside it. Checked is whether it has a main component, whether all components can be reached from it, and whether it calls itself complete; whether the delivery holds more shows only when it is compared."),
		Why: text(
			"Was nicht auf der Liste steht, kann niemand auf Lizenzen und Mängel prüfen.",
			"What is not on the list nobody can check for licences and defects."),
		Fix: text(
			"Die Stückliste beim Bauen für die ganze Lieferung erzeugen und angeben, dass sie vollständig ist.",
			"Generate the bill of materials at build time for the whole delivery, and state that it is complete."),
		Sources: []assessment.Source{bsi("3.2.1–3.2.5, 5.1"), ntia2021, cisa2026, telco11}, Reading: true,
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-019"),
}

// scopeField looks at what an SBOM shows of its own coverage. That it covers the delivery nobody can see in it.
func scopeField(s *sbomCase, _ *facts.Requirement) stated {
	var kinds [3]int
	var unreached, unsure, elsewhere some
	for i := range s.entries {
		e := &s.entries[i]
		kinds[e.kind]++
		if s.Document.Main != "" && !e.reached {
			unreached.add(e)
		}
		if e.kind == described && e.Entry.Completeness != inventory.Complete {
			unsure.add(e)
		}
		if e.kind == referenced {
			elsewhere.add(e)
		}
	}
	total := strconv.Itoa(len(s.entries))
	switch {
	case len(s.entries) == 0:
		return stated{mark: absent, Message: message("rule.sbm-019.empty")}
	case s.Document.Main == "":
		return stated{mark: formUnclear, Message: message("rule.sbm-019.no-main")}
	case unreached.count > 0:
		return unreached.stated("rule.sbm-019.unreached", total)
	case elsewhere.count > 0:
		return elsewhere.stated("rule.sbm-019.referenced", total)
	case unsure.count > 0:
		return unsure.stated("rule.sbm-019.unsure", total)
	}
	return stated{mark: has, Message: message("rule.sbm-019.kinds", "total", total, "described", strconv.Itoa(kinds[described]),
		"identified", number(kinds[identified]))}
}

// some are components that a message counts and names.
type some struct {
	count    int
	examples []*sbomEntry
}

func (x *some) add(e *sbomEntry) {
	if x.count++; len(x.examples) < maxExamples {
		x.examples = append(x.examples, e)
	}
}

func (x *some) stated(key, total string) stated {
	return stated{mark: formUnclear, Message: message(key, "count", strconv.Itoa(x.count), "total", total, "examples", names(x.examples)), at: x.examples}
}
