// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"fmt"
	"slices"
	"strings"

	spdxtools "github.com/spdx/tools-golang/spdx"
	"github.com/spdx/tools-golang/spdx/v2/common"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// spdx takes over what the library read; version is as the document writes it.
func (r *reading) spdx(doc *spdxtools.Document, version string) {
	d := &r.result.Document
	d.Version, d.Name, d.Namespace = version, doc.DocumentName, doc.DocumentNamespace
	if c := doc.CreationInfo; c != nil {
		d.Created = c.Created
		for _, who := range c.Creators {
			if who.CreatorType == "Tool" {
				d.Tools = addTool(d.Tools, inventory.Tool{Name: who.Creator})
			} else {
				d.Authors = addParty(d.Authors, inventory.Party{Name: partyName(who.CreatorType, who.Creator)})
			}
		}
	}
	r.findLines(spdxLines[r.format])
	for _, o := range doc.OtherLicenses {
		if o != nil {
			r.extracted(o)
		}
	}
	files := filesByOwner(doc)
	for i, p := range doc.Packages {
		if p != nil {
			r.spdxPackage(p, i, files.of[p.PackageSPDXIdentifier])
		}
	}
	r.looseFiles(doc, files)
	r.spdxRelations(doc, files)
}

// partyName gives a name; a kind that is none belongs to the name ("http: //…").
func partyName(kind, name string) string {
	switch kind {
	case "", "Person", "Organization", "Tool":
		return strings.TrimSpace(name)
	}
	return kind + ":" + name
}

// said gives "" for what SPDX writes where there is nothing to say.
func said(s string) string {
	if s = strings.TrimSpace(s); s == "NOASSERTION" || s == "NONE" {
		return ""
	}
	return s
}

func (r *reading) spdxPackage(p *spdxtools.Package, index int, files []*spdxtools.File) {
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
	if s := p.PackageSupplier; s != nil {
		c.Supplier = said(partyName(s.SupplierType, s.Supplier))
	}
	if o := p.PackageOriginator; o != nil && c.Supplier == "" {
		c.Supplier = said(partyName(o.OriginatorType, o.Originator))
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
	r.add(c, inventory.Entry{Name: c.Name, Version: c.Version}, ref)
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

// versionControl are beginnings of a download location that lead to a repository.
var versionControl = []string{"git+", "git:", "hg+", "svn+", "bzr+"}

func packageDistribution(p *spdxtools.Package) inventory.Distribution {
	d := inventory.Distribution{Homepage: said(p.PackageHomePage)}
	location := said(p.PackageDownloadLocation)
	isRepository := func(prefix string) bool { return strings.HasPrefix(location, prefix) }
	if slices.ContainsFunc(versionControl, isRepository) || strings.HasSuffix(location, ".git") {
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
}

// spdxClaim makes a claim of a licence field, with the text that the document brings along for it: for
// a licence of a single name, or, which a sound document does not do, for a listed licence.
func (r *reading) spdxClaim(kind inventory.ClaimKind, text, ref string) inventory.Claim {
	c := r.claim(kind, inventory.ReadLicense(text), ref)
	if c.Text = r.explained[text]; c.Text != "" || len(r.explained) == 0 || c.License.State != inventory.Known {
		return c
	}
	for _, atom := range spdx.Atoms(c.License.Expression) {
		if l, ok := atom.(spdx.License); ok && !l.IsRef() && r.explained[l.String()] != "" {
			c.Text = r.explained[l.String()]
			break
		}
	}
	return c
}

// ownedFiles are a document's files by the package that contains them.
type ownedFiles struct {
	of    map[common.ElementID][]*spdxtools.File
	loose []*spdxtools.File
	ids   map[common.ElementID]bool
}

func filesByOwner(doc *spdxtools.Document) ownedFiles {
	o := ownedFiles{of: map[common.ElementID][]*spdxtools.File{}, ids: map[common.ElementID]bool{}}
	packages := map[common.ElementID]bool{}
	for _, p := range doc.Packages {
		if p == nil {
			continue
		}
		packages[p.PackageSPDXIdentifier] = true
		for _, f := range p.Files {
			if f != nil {
				o.ids[f.FileSPDXIdentifier] = true
				o.of[p.PackageSPDXIdentifier] = append(o.of[p.PackageSPDXIdentifier], f)
			}
		}
	}
	owner := map[common.ElementID]common.ElementID{}
	for _, rel := range doc.Relationships {
		if rel == nil || rel.RefA.DocumentRefID != "" || rel.RefB.DocumentRefID != "" {
			continue
		}
		a, b := rel.RefA.ElementRefID, rel.RefB.ElementRefID
		switch {
		case rel.Relationship == common.TypeRelationshipContains && packages[a] && !packages[b]:
			owner[b] = a
		case rel.Relationship == common.TypeRelationshipContainedBy && packages[b] && !packages[a]:
			owner[a] = b
		}
	}
	for _, f := range doc.Files {
		if f == nil {
			continue
		}
		o.ids[f.FileSPDXIdentifier] = true
		if p, ok := owner[f.FileSPDXIdentifier]; ok {
			o.of[p] = append(o.of[p], f)
		} else {
			o.loose = append(o.loose, f)
		}
	}
	return o
}

// fileClaims sums up what the document says of the licences of files: each once, with its number.
func (r *reading) fileClaims(files []*spdxtools.File) []inventory.Claim {
	var claims []inventory.Claim
	index := map[string]int{}
	add := func(kind inventory.ClaimKind, text, file string) {
		if text = strings.TrimSpace(text); text == "" {
			return
		}
		key := string(kind) + " " + text
		if i, ok := index[key]; ok {
			claims[i].Count++
			return
		}
		index[key] = len(claims)
		c := r.spdxClaim(kind, text, elementPrefix+file)
		c.Count = 1
		claims = append(claims, c)
	}
	for _, f := range files {
		for _, text := range f.LicenseInfoInFiles {
			add(inventory.Detected, text, string(f.FileSPDXIdentifier))
		}
		add(inventory.Concluded, f.LicenseConcluded, string(f.FileSPDXIdentifier))
	}
	return claims
}

// looseFiles makes one component, the document itself, of files that belong to no package.
func (r *reading) looseFiles(doc *spdxtools.Document, files ownedFiles) {
	if len(files.loose) == 0 {
		return
	}
	claims := r.fileClaims(files.loose)
	if len(doc.Packages) > 0 {
		// Beside packages only what names a licence is worth a component.
		claims = slices.DeleteFunc(claims, func(c inventory.Claim) bool { return said(c.License.Raw) == "" })
		if len(claims) == 0 {
			return
		}
	}
	name := doc.DocumentName
	if name == "" {
		name = fmt.Sprintf("%d files", len(files.loose))
	}
	c := inventory.Component{Name: name, Claims: claims}
	seen := map[string]bool{}
	for _, f := range files.loose {
		if text := said(f.FileCopyrightText); text != "" && !seen[text] && len(c.Copyrights) < maxCopyrights {
			seen[text] = true
			c.Copyrights = append(c.Copyrights, text)
		}
	}
	id := r.add(c, inventory.Entry{Name: c.Name}, elementPrefix+string(doc.SPDXIdentifier))
	if len(doc.Packages) == 0 {
		r.main = id
	}
}
