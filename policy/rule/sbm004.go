// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"net/url"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

var sbm004 = Rule{
	ID: "SBM-004", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Kennung der Stückliste", "Identification of the bill of materials"),
		What: text(
			"Die Stückliste hat eine Kennung (URI), mit der andere sich auf sie beziehen können: bei CycloneDX die Seriennummer, bei SPDX den Namensraum oder die spdxId. Der Telco Guide verlangt auch Namen und Datenlizenz des Dokuments, die Mindestangaben von 2026 verlangen die Angabe, die wievielte Fassung der Stückliste das ist.",
			"The bill of materials has a URI that others can refer to: with CycloneDX the serial number, with SPDX the namespace or the spdxId. The Telco guide also asks for the document's name and data licence, the minimum elements of 2026 for the version of the bill of materials."),
		Why: text(
			"Ohne Kennung lassen sich mehrere Fassungen einer Stückliste nicht auseinanderhalten.",
			"Without one, several versions of a bill of materials cannot be told apart."),
		Fix: text(
			"Seriennummer und Fassung (CycloneDX: serialNumber und version) oder den Namensraum (SPDX) eintragen; die üblichen Werkzeuge erzeugen sie von selbst.",
			"Enter serial number and version (CycloneDX: serialNumber and version) or the namespace (SPDX); the usual tools generate them."),
		Sources:   []assessment.Source{bsi("5.2.3"), cisa2026, telco11},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-004"),
}

func uriField(s *sbomCase, _ *facts.Requirement) stated {
	value := strings.TrimSpace(s.Document.Namespace)
	if m := textField(value); m != has {
		return stated{mark: m}
	}
	if u, err := url.Parse(value); err != nil || u.Scheme == "" {
		return stated{mark: wrong, Message: message("rule.sbm-004.form", "value", value)}
	}
	return stated{mark: has}
}

// revisionField asks for the version of the document itself. SPDX has none; what comes nearest is its namespace.
func revisionField(s *sbomCase, _ *facts.Requirement) stated {
	if s.family() == "spdx" {
		return stated{mark: textField(s.Document.Namespace)}
	}
	return stated{mark: textField(s.Document.Revision)}
}

func documentName(s *sbomCase, _ *facts.Requirement) stated {
	return stated{mark: textField(s.Document.Name)}
}

func dataLicence(s *sbomCase, _ *facts.Requirement) stated {
	return stated{mark: textField(s.Document.DataLicense)}
}
