// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

var sbm008 = Rule{
	ID: "SBM-008", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Hersteller oder Lieferant jeder Komponente", "Creator or supplier of every component"),
		What: text(
			"Für jede Komponente ist angegeben, wer sie hergestellt hat (BSI, CISA 2026) oder liefert (NTIA, FSCT, Telco). Das BSI verlangt dazu eine E-Mail-Adresse oder, wenn es keine gibt, eine Web-Adresse (URL).",
			"For every component it is stated who made it (BSI, CISA 2026) or supplies it (NTIA, FSCT, Telco). The BSI wants an e-mail address or, where there is none, a web address (URL)."),
		Why: text(
			"An den Hersteller wendet man sich bei Mängeln und Lizenzfragen.",
			"The creator is whom to ask about defects and licences."),
		Fix: text(
			"Hersteller mit E-Mail-Adresse oder Web-Adresse eintragen (CycloneDX: manufacturer; SPDX: Originator oder originatedBy), den Lieferanten als „supplier“.",
			"Enter the creator with an e-mail or web address (CycloneDX: manufacturer; SPDX: originator or originatedBy), the supplier as supplier."),
		Sources:   []assessment.Source{bsi("5.2.2"), ntia2021, cisa2026, fsct3, telco11},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-008"),
}

// creatorContact asks for a creator who can be reached. A supplier may be the creator, which the document does not say.
func creatorContact(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	m := contact(e.Entry.Creator).orUnsaid(e.Entry, "creator")
	if s := contact(e.Entry.Supplier); m != has && m != otherForm && (s == has || s == otherForm) {
		return otherParty
	}
	return m
}

func creatorField(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return either(partyField(e.Entry.Creator).orUnsaid(e.Entry, "creator"), e.Entry.Supplier)
}

func supplierField(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return either(partyField(e.Entry.Supplier).orUnsaid(e.Entry, "supplier"), e.Entry.Creator)
}

// either asks for one party; the other may be the same, which the document does not say.
func either(m mark, other *inventory.Party) mark {
	if m == absent && partyField(other) == has {
		return otherParty
	}
	return m
}
