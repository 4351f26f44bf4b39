// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"slices"
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
			case claim.Text == "" || !ok || named.IsRef() || mayMean(text, claim.License.Expression):
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

// mayMean reports whether the licences found in a text may be some that a claim names: by their old ids too,
// and the text of the GPL does not say whether later versions count.
func mayMean(found inventory.License, claimed spdx.Expression) bool {
	if found.Expression == nil || claimed == nil {
		return false
	}
	named := map[string]bool{}
	for _, atom := range spdx.Atoms(claimed) {
		name := atom.String()
		if l, ok := spdx.LookupLicense(name); ok && l.Successor != "" {
			name = l.Successor
		}
		named[name] = true
	}
	within := func(e spdx.Expression) bool {
		return !slices.ContainsFunc(spdx.Atoms(e), func(atom spdx.Expression) bool { return !named[atom.String()] })
	}
	return within(found.Expression) || slices.ContainsFunc(found.Readings, within)
}

// licenseOf is what a text as a whole says: the licence found in it, or its name if it is no more than that.
func licenseOf(text string) inventory.License {
	if l := inventory.ReadLicense(strings.TrimSpace(text)); l.State == inventory.Known {
		return inventory.KnownLicense(l.Expression)
	}
	findings := scanText(&source.Entry{Path: "LICENSE", Data: []byte(text)}, false).Findings // none after a fault: judged as unknown
	if len(findings) == 1 && findings[0].Evidence.Detector == detect.DetectorUnexplained {
		return inventory.License{}
	}
	e, readings := detect.Expression(findings)
	return inventory.KnownLicense(e, readings...)
}
