// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var sbm012 = Rule{
	ID: "SBM-012", SBOM: true,
	Doc: assessment.Doc{
		Title: text("Lizenz, unter der geliefert wird", "Licence under which it is delivered"),
		What: text(
			"Für jede Komponente ist die Lizenz angegeben, unter der die Empfänger sie nutzen dürfen (distribution licence; festgestellte Lizenz, concluded). Nach BSI ist sie eine SPDX-Kennung oder ein SPDX-Ausdruck, sonst LicenseRef-scancode-… oder LicenseRef-<Stelle>-…; NONE, NOASSERTION, freie Namen und der Lizenztext ersetzen sie nicht.",
			"For every component the licence is stated under which the recipients may use it (distribution licence; concluded). By the BSI it is an SPDX identifier or expression, else LicenseRef-scancode-… or LicenseRef-<entity>-…; NONE, NOASSERTION, free names and the text of the licence are no substitute."),
		Why: text(
			"Die Lizenz des Urhebers kann eine andere sein als die, unter der die Komponente geliefert wird, etwa wenn in der Lieferkette schon gewählt wurde.",
			"The licence its author gave can be another one than that under which the component is delivered, for instance where somebody in the supply chain has chosen already."),
		Fix: text(
			"Je Komponente den SPDX-Ausdruck als festgestellte Lizenz eintragen (CycloneDX: licenses mit acknowledgement „concluded“; SPDX 3: hasConcludedLicense).",
			"Enter the SPDX expression of each component as concluded (CycloneDX: licenses with acknowledgement \"concluded\"; SPDX 3: hasConcludedLicense)."),
		Sources:   []assessment.Source{bsi("5.2.2, 6.1, 8.1.13"), cisa2026, fsct3, telco11},
		Addressee: assessment.Bidder, Stage: assessment.StageAcceptance,
	},
	Document: sbom("SBM-012"),
}

// licences marks the claims about a component as a whole that take accepts, by the identifiers that
// BSI TR-03183-2, 6.1 admits where valid is set: else by their being there.
func licences(claims []inventory.Claim, valid bool, take func(inventory.ClaimKind) bool) mark {
	m := absent
	for i := range claims {
		c := &claims[i]
		if c.Partial || !take(c.Kind) {
			continue
		}
		switch {
		case c.License.State == inventory.Absent:
		case c.License.State == inventory.None && valid && c.Kind == inventory.Declared: // there is none to identify
		case c.License.State == inventory.NoAssertion:
			if m == absent {
				m = unknownSaid
			}
		case !valid:
			return has
		case !identifies(c.License):
			return wrong
		default:
			m = has
		}
	}
	return m
}

// identifies reports whether a licence is given as BSI TR-03183-2, 6.1 wants it: by SPDX identifiers,
// those of ScanCode's LicenseDB, or LicenseRefs of whoever took stock. A deprecated identifier is one of the list.
func identifies(l inventory.License) bool {
	if l.State != inventory.Known || l.Normalised != "" && l.Normalised != inventory.BySuccession {
		return false
	}
	return !slices.ContainsFunc(spdx.Atoms(l.Expression), func(e spdx.Expression) bool {
		if w, ok := e.(spdx.With); ok {
			e = w.License
		}
		x, ok := e.(spdx.License)
		if !ok || !x.IsRef() {
			return false
		}
		entity, rest, ok := strings.Cut(strings.TrimPrefix(x.ID, "LicenseRef-"), "-")
		return !ok || entity == "" || rest == ""
	})
}

func isConcluded(k inventory.ClaimKind) bool { return k == inventory.Concluded }
func isDeclared(k inventory.ClaimKind) bool  { return k == inventory.Declared }
func isStated(k inventory.ClaimKind) bool    { return k != inventory.Detected }

// distributionLicence asks for a concluded licence; what only its creator declared is another field.
func distributionLicence(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	m := licences(e.Claims, true, isConcluded)
	if m == absent && licences(e.Claims, false, isDeclared) == has {
		return wrong
	}
	return m
}

func associatedLicence(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return licences(e.Claims, true, isStated)
}

func licenceField(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return licences(e.Claims, false, isStated)
}

func concludedLicence(_ *sbomCase, e *sbomEntry, _ *facts.Requirement) mark {
	return licences(e.Claims, false, isConcluded)
}
