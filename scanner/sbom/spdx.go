// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"cmp"
	"strings"

	spdxtools "github.com/spdx/tools-golang/spdx"
	"github.com/spdx/tools-golang/spdx/v2/common"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// spdx takes over what the library read; version is as the document writes it.
func (r *reading) spdx(doc *spdxtools.Document, version string) {
	r.spdxHead(doc, version)
	if word, ok := spdxLines[r.format]; ok {
		r.findLines(word)
	}
	for _, o := range doc.OtherLicenses {
		if o != nil {
			r.extracted(o)
		}
	}
	files := filesByOwner(doc)
	entries := make(map[string]int, len(doc.Packages))
	for _, p := range doc.Packages {
		if p == nil {
			continue
		}
		ref := elementPrefix + string(p.PackageSPDXIdentifier)
		if _, known := entries[ref]; !known {
			entries[ref] = len(r.result.Components)
		}
		r.spdxPackage(p, files.of[p.PackageSPDXIdentifier])
	}
	r.looseFiles(doc, files)
	r.spdxRelations(doc, files, entries)
}

// said gives "" for what SPDX writes where there is nothing to say.
func said(s string) string {
	if s = strings.TrimSpace(s); s == "NOASSERTION" || s == "NONE" {
		return ""
	}
	return s
}

func (r *reading) spdxPackage(p *spdxtools.Package, files []*spdxtools.File) {
	ref := elementPrefix + string(p.PackageSPDXIdentifier)
	if p.PackageSPDXIdentifier == "" {
		ref = ""
	}
	c := inventory.Component{
		PURL:         packagePURL(p),
		Name:         p.PackageName,
		Version:      said(p.PackageVersion),
		Type:         purposes[strings.ToUpper(p.PrimaryPackagePurpose)],
		Hashes:       checksums(p.PackageChecksums),
		Distribution: packageDistribution(p),
	}
	entry := spdxEntry(p, &c)
	if entry.Source != nil {
		c.Distribution.Source = cmp.Or(c.Distribution.Source, entry.Source.URL)
	}
	if entry.Deployable != nil {
		c.Distribution.Download = cmp.Or(c.Distribution.Download, entry.Deployable.URL)
	}
	if maker := cmp.Or(entry.Supplier, entry.Creator); maker != nil {
		c.Supplier = cmp.Or(maker.Name, maker.Email, maker.URL)
	}
	if text := said(p.PackageCopyrightText); text != "" {
		c.Copyrights = []string{text}
	}
	add := func(kind inventory.ClaimKind, text string) {
		if text = strings.TrimSpace(text); text != "" {
			c.Claims = append(c.Claims, r.spdxClaim(kind, text, ref))
		}
	}
	add(inventory.Declared, p.PackageLicenseDeclared)
	add(inventory.Concluded, p.PackageLicenseConcluded)
	seen := map[string]bool{}
	for _, text := range p.PackageLicenseInfoFromFiles {
		if !seen[text] {
			seen[text] = true
			add(inventory.Detected, text)
		}
	}
	// What the document says of a package's files counts too where the package does not repeat it.
	for _, claim := range r.fileClaims(files) {
		if claim.Kind == inventory.Detected && said(claim.License.Raw) != "" && !seen[claim.License.Raw] {
			c.Claims = append(c.Claims, claim)
		}
	}
	r.add(c, entry, ref)
}

func packagePURL(p *spdxtools.Package) string {
	for _, e := range p.PackageExternalReferences {
		if e != nil && strings.EqualFold(e.RefType, common.TypePackageManagerPURL) && e.Locator != "" {
			return e.Locator
		}
	}
	return ""
}

// purposes are SPDX's in the words of CycloneDX; others say nothing there.
var purposes = map[string]string{
	"APPLICATION": "application", "FRAMEWORK": "framework", "LIBRARY": "library", "CONTAINER": "container",
	"OPERATING-SYSTEM": "operating-system", "OPERATING_SYSTEM": "operating-system", "DEVICE": "device", "FIRMWARE": "firmware", "FILE": "file",
}

func checksums(all []common.Checksum) []inventory.Hash {
	var out []inventory.Hash
	for _, c := range all {
		if value := strings.ToLower(strings.TrimSpace(c.Value)); value != "" && c.Algorithm != "" {
			out = append(out, inventory.Hash{Algorithm: string(c.Algorithm), Value: value})
		}
	}
	return out
}

func packageDistribution(p *spdxtools.Package) inventory.Distribution {
	d := inventory.Distribution{Homepage: said(p.PackageHomePage)}
	location := said(p.PackageDownloadLocation)
	if inventory.IsRepository(location) {
		d.Source = location
	} else {
		d.Download = location
	}
	return d
}

// extracted keeps the text of a licence that the list does not have; where the document gives
// none, its name, which may be all there is to go by.
func (r *reading) extracted(o *spdxtools.OtherLicense) {
	if said(o.ExtractedText) == "" {
		r.addText(o.LicenseIdentifier, said(o.LicenseName))
		return
	}
	sum := r.addText(o.LicenseIdentifier, o.ExtractedText)
	if r.explained == nil {
		r.explained = map[string]string{}
	}
	if r.explained[o.LicenseIdentifier] == "" {
		r.explained[o.LicenseIdentifier] = sum
	}
	if !strings.HasPrefix(o.LicenseIdentifier, "LicenseRef-") {
		if r.listed == nil {
			r.listed = map[string]string{}
		}
		r.listed[sum] = o.ExtractedText
	}
}

// spdxClaim makes a claim of a licence field, with the text that the document brings along for it: for
// a licence of a single name, or, which a sound document does not do, for a listed licence.
func (r *reading) spdxClaim(kind inventory.ClaimKind, text, ref string) inventory.Claim {
	c := r.claim(kind, inventory.ReadLicense(text), ref)
	if c.Text = r.explained[text]; c.Text != "" || len(r.explained) == 0 || c.License.State != inventory.Known {
		return c
	}
	written := c.License.Expression
	if old, err := spdx.Parse(text); err == nil { // with the ids that texts are kept under
		written = old
	}
	var sums []string
	for _, atom := range spdx.Atoms(written) {
		if l, ok := atom.(spdx.License); ok && !l.IsRef() && r.explained[l.String()] != "" {
			sums = append(sums, r.explained[l.String()])
		}
	}
	c.Text = r.joinTexts(sums)
	return c
}

// maxJoined bounds a text that is made of several.
const maxJoined = 1 << 20

// joinTexts makes one text of those that explain an expression, as none of them may hide behind the
// first; of more than can be kept together, the first stands for all. It gives the SHA-256.
func (r *reading) joinTexts(sums []string) string {
	if len(sums) < 2 {
		return strings.Join(sums, "")
	}
	key := strings.Join(sums, " ")
	if sum, known := r.explained[key]; known {
		return sum
	}
	var parts []string
	size := 0
	for _, sum := range sums {
		parts, size = append(parts, r.listed[sum]), size+len(r.listed[sum])
	}
	r.explained[key] = sums[0]
	if size <= maxJoined && r.joined+size <= 16*maxJoined {
		r.joined += size
		r.explained[key] = r.addText("", strings.Join(parts, "\n\n"))
	}
	return r.explained[key]
}
