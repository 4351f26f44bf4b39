// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"encoding/base64"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
)

// licenseClaims makes a claim of every entry. Several entries beside each other are several
// claims: CycloneDX does not say whether all apply or one may be chosen, so all are kept and
// count together. An acknowledgement names the kind; without one it is the kind given.
func (r *reading) licenseClaims(licenses *cdx.Licenses, kind inventory.ClaimKind, ref string) []inventory.Claim {
	if licenses == nil {
		return nil
	}
	var claims []inventory.Claim
	for _, choice := range *licenses {
		if l := choice.License; l != nil && !licenseIsEmpty(l) {
			c := r.claim(acknowledged(kind, l.Acknowledgement), r.namedLicense(l), ref)
			c.Terms = terms(l.Licensing)
			claims = append(claims, c)
		}
		if e := strings.TrimSpace(choice.Expression); e != "" {
			k := kind
			if choice.Acknowledgement != nil {
				k = acknowledged(kind, *choice.Acknowledgement)
			}
			c := r.claim(k, inventory.ReadLicense(e), ref)
			c.Terms = terms(choice.Licensing)
			claims = append(claims, c)
			for _, d := range list(choice.ExpressionDetails) {
				if strings.HasPrefix(d.LicenseIdentifier, "LicenseRef-") {
					r.addText(d.LicenseIdentifier, attachedText(d.Text))
				}
			}
		}
	}
	return claims
}

// acknowledged gives the kind an acknowledgement names. What was detected stays so.
func acknowledged(kind inventory.ClaimKind, a cdx.LicenseAcknowledgement) inventory.ClaimKind {
	switch {
	case kind == inventory.Detected:
	case a == cdx.LicenseAcknowledgementDeclared:
		return inventory.Declared
	case a == cdx.LicenseAcknowledgementConcluded:
		return inventory.Concluded
	}
	return kind
}

// namedLicense reads a licence object: its id, else its name, else all it has is an address or a text.
func (r *reading) namedLicense(l *cdx.License) inventory.License {
	text := attachedText(l.Text)
	var license inventory.License
	switch {
	case strings.TrimSpace(l.ID) != "":
		license = inventory.ReadLicense(strings.TrimSpace(l.ID))
	case strings.TrimSpace(l.Name) != "":
		license = inventory.ReadLicense(strings.TrimSpace(l.Name))
	case strings.TrimSpace(l.URL) != "":
		license = inventory.License{State: inventory.Unparsed, Raw: strings.TrimSpace(l.URL)}
	default:
		license = inventory.License{State: inventory.Unparsed, Raw: quote(text)}
	}
	// The text stands under the name it explains; under none beside a listed licence, whose name
	// it may not live up to.
	if license.State == inventory.Unparsed || strings.HasPrefix(license.Raw, "LicenseRef-") {
		r.addText(license.Raw, text)
	} else {
		r.addText("", text)
	}
	return license
}

func attachedText(t *cdx.AttachedText) string {
	if t == nil {
		return ""
	}
	if strings.EqualFold(t.Encoding, "base64") {
		if text, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(t.Content), "")); err == nil {
			return strings.ToValidUTF8(string(text), "\uFFFD")
		}
	}
	return t.Content
}

func terms(l *cdx.Licensing) []string {
	if l == nil {
		return nil
	}
	var all []string
	for _, t := range list(l.LicenseTypes) {
		all = appendNonEmpty(all, string(t))
	}
	return all
}
