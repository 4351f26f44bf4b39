// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

var sbm020 = Rule{
	ID: "SBM-020", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Keine Angaben zu Schwachstellen", "No information on vulnerabilities"),
		What: text(
			"Die Stückliste enthält keine Angaben zu Schwachstellen.",
			"The bill of materials holds no information on vulnerabilities."),
		Why: text(
			"Schwachstellen ändern sich laufend, die Stückliste einer Fassung nicht. Das BSI trennt beides.",
			"Vulnerabilities change all the time, the bill of materials of a version does not. The BSI keeps them apart."),
		Fix: text(
			"Die Angaben zu Schwachstellen entfernen und getrennt liefern.",
			"Remove the information on vulnerabilities and deliver it separately."),
		Sources:   []assessment.Source{bsi("3.1, 8.1.14")},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-020"),
}

func vulnerabilitiesField(s *sbomCase, r *facts.Requirement) stated {
	n := s.Document.Vulnerabilities
	switch {
	case n > 0:
		return stated{mark: wrong, Message: message("rule.sbm-020.present", "count", strconv.Itoa(n))}
	case r.Level == facts.LevelMustNot:
		return stated{mark: absent}
	}
	return stated{mark: has}
}
