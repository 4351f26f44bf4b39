// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"encoding/base64"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// licenseClaims makes a claim of every entry. Several entries beside each other are several
// claims: CycloneDX does not say whether all apply or one may be chosen, so all are kept and
// count together. An acknowledgement names the kind; without one it is the kind given.
func (r *reading) licenseClaims(licenses *cdx.Licenses, kind inventory.ClaimKind, ref string) []inventory.Claim {
	if licenses == nil {
		return nil
	}
	claims := r.claims.take(len(*licenses))[:0]
	expressions := 0
	for _, choice := range *licenses {
		if l := choice.License; l != nil && !licenseIsEmpty(l) {
			license := r.readNamed(l)
			if l.ID != "" && license.State == inventory.Known && isCompound(license.Expression) {
				r.log.repair("sbom-repaired-license", reference(ref), l.ID) // an id is one licence
			}
			c := r.claim(acknowledged(kind, l.Acknowledgement), license, ref)
			c.Terms = terms(l.Licensing)
			c.Text = r.explain(license, attachedText(l.Text))
			claims = append(claims, c)
			if name := r.otherName(l, license, ref); name.State == inventory.Known {
				claims = append(claims, r.claim(c.Kind, name, ref))
			}
		}
		if e := strings.TrimSpace(choice.Expression); e != "" {
			if expressions++; choice.License != nil || len(*licenses) > 1 && expressions == 1 && !r.mixesLicenses() {
				r.log.repair("sbom-repaired-license", reference(ref), e)
			}
			k := kind
			if choice.Acknowledgement != nil {
				k = acknowledged(kind, *choice.Acknowledgement)
			}
			c := r.claim(k, r.license(e), ref)
			c.Terms = terms(choice.Licensing)
			c.Text = r.detailTexts(c.License, list(choice.ExpressionDetails))
			claims = append(claims, c)
		}
	}
	if len(claims) == 0 {
		return nil
	}
	return slices.Clip(claims)
}

// mixesLicenses reports whether the document's version lets an expression stand beside other entries.
// Before 1.7 it had to be the only one.
func (r *reading) mixesLicenses() bool {
	switch r.result.Document.Version {
	case "1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6":
		return false
	}
	return true
}

// isCompound reports whether an expression is more than one licence with or without an exception.
func isCompound(e spdx.Expression) bool {
	switch e.(type) {
	case spdx.And, spdx.Or:
		return true
	}
	return false
}

// A reference is a place in a document, named by the component that it is about.
type reference string

func (s reference) String() string { return quote(string(s)) }

// acknowledged gives the kind an acknowledgement names. What was detected stays so.
func acknowledged(kind inventory.ClaimKind, a cdx.LicenseAcknowledgement) inventory.ClaimKind {
	switch {
	case kind == inventory.Detected:
	case strings.EqualFold(string(a), string(cdx.LicenseAcknowledgementDeclared)):
		return inventory.Declared
	case strings.EqualFold(string(a), string(cdx.LicenseAcknowledgementConcluded)):
		return inventory.Concluded
	}
	return kind
}

// readNamed reads a licence object: its id, else its name, else all it has is an address or a text.
func (r *reading) readNamed(l *cdx.License) inventory.License {
	switch {
	case strings.TrimSpace(l.ID) != "":
		return r.license(strings.TrimSpace(l.ID))
	case strings.TrimSpace(l.Name) != "":
		return r.license(strings.TrimSpace(l.Name))
	case strings.TrimSpace(l.URL) != "":
		return inventory.ReadLicense(strings.TrimSpace(l.URL))
	}
	return inventory.License{State: inventory.Unparsed, Raw: quote(attachedText(l.Text))}
}

// otherName gives the licence that a name beside an id says, if it is another one. A name that is
// neither the id's nor any known one is noted.
func (r *reading) otherName(l *cdx.License, license inventory.License, ref string) inventory.License {
	id, name := strings.TrimSpace(l.ID), strings.TrimSpace(l.Name)
	if id == "" || name == "" || strings.EqualFold(id, name) {
		return inventory.License{}
	}
	other := inventory.ReadLicense(name)
	switch {
	case other.State == inventory.Known && license.State == inventory.Known && other.Means(license.Expression):
		return inventory.License{}
	case other.State != inventory.Known:
		r.log.note("sbom-license-name", ref, id+": "+name)
	}
	return other
}

// explain keeps the text of a licence. It stands under the name it explains; under none beside a
// listed licence, whose name it may not live up to.
func (r *reading) explain(license inventory.License, text string) string {
	if license.State == inventory.Unparsed || strings.HasPrefix(license.Raw, "LicenseRef-") {
		return r.addText(license.Raw, text)
	}
	return r.addText("", text)
}

// detailTexts keeps the texts that come with an expression and gives the one that speaks of it: that
// of its only licence, else those of the listed licences in one. A text that merely tells what one
// LicenseRef among several licences is does not.
func (r *reading) detailTexts(license inventory.License, details []cdx.LicenseExpressionDetail) string {
	var listed []string
	only := ""
	for _, d := range details {
		text := attachedText(d.Text)
		if strings.HasPrefix(d.LicenseIdentifier, "LicenseRef-") {
			only = r.addText(d.LicenseIdentifier, text)
		} else if strings.TrimSpace(text) != "" {
			listed = append(listed, text)
		}
	}
	if sum := r.addText("", strings.Join(listed, "\n\n")); sum != "" {
		return sum
	}
	if len(details) == 1 && license.Raw == details[0].LicenseIdentifier {
		return only
	}
	return ""
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
