// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"strings"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
	"lizenzlotse/scanner/source"
	"lizenzlotse/scanner/spdx"
)

// compareTexts holds the licence texts that a document attaches to its claims against what the
// claims say: what detection finds in a text is a claim of its own, and a text in which it finds
// nothing is an unknown licence, whatever name it goes by. A LicenseRef is left to its text: it has
// no meaning that the text could contradict.
func compareTexts(r *sbom.Result) {
	if len(r.Texts) == 0 {
		return
	}
	found := map[string]inventory.License{}
	for i := range r.Texts {
		t := &r.Texts[i]
		t.Document = r.Document.ID
		l := licenseOf(t.Text)
		found[t.SHA256] = l
		t.Detected = spdx.Text(l.Expression)
	}
	for i := range r.Components {
		c := &r.Components[i]
		for _, claim := range c.Claims {
			text, ok := found[claim.Text]
			named, _ := claim.License.Expression.(spdx.License)
			switch {
			case claim.Text == "" || !ok || named.IsRef() || spdx.Equal(text.Expression, claim.License.Expression):
				continue
			case text.Expression == nil && claim.License.State != inventory.Known:
				continue // the wording is unknown already
			case text.Expression == nil:
				text = inventory.KnownLicense(spdx.License{ID: detect.UnknownPrefix + claim.Text[:8]})
			}
			c.Claims = append(c.Claims, inventory.Claim{Kind: inventory.Detected, Origin: r.Document.ID, License: text, Evidence: claim.Evidence})
		}
	}
}

// licenseOf is what a text as a whole says: the licence found in it, or its name if it is no more than that.
func licenseOf(text string) inventory.License {
	if l := inventory.ReadLicense(strings.TrimSpace(text)); l.State == inventory.Known {
		return inventory.KnownLicense(l.Expression)
	}
	findings := scanText(nil, &source.Entry{Path: "LICENSE", Data: []byte(text)}).Findings // none after a fault: judged as unknown
	if len(findings) == 1 && findings[0].Evidence.Detector == detect.DetectorUnexplained {
		return inventory.License{}
	}
	e, readings := detect.Expression(findings)
	return inventory.KnownLicense(e, readings...)
}
