// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2

import (
	"crypto/sha1"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"

	"github.com/spdx/tools-golang/spdx/v2/common"
	"github.com/spdx/tools-golang/spdx/v2/v2_3"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

func (d *document) packages() {
	v := d.inventory
	for i := range v.Components {
		c := &v.Components[i]
		if _, twice := d.ids[c.ID]; twice {
			continue
		}
		d.ids[c.ID] = d.newID("Package", c.Name+"-"+c.Version, c.ID)
		d.out.Packages = append(d.out.Packages, d.pkg(c))
	}
	if id, ok := d.ids[v.Subject.Main]; ok {
		d.root = id
		return
	}
	// Nothing is known to be the whole: then the subject itself is a package that contains the rest.
	d.root = d.newID("Subject", v.Subject.Name, "subject "+v.Subject.SHA256+" "+v.Subject.Name)
	p := &v2_3.Package{
		PackageName:               oneLine(v.Subject.Name),
		PackageSPDXIdentifier:     d.root,
		PackageVersion:            oneLine(v.Subject.Version),
		PackageDownloadLocation:   noAssertion,
		PackageLicenseConcluded:   noAssertion,
		PackageLicenseDeclared:    noAssertion,
		PackageCopyrightText:      noAssertion,
		IsFilesAnalyzedTagPresent: true,
	}
	if p.PackageName == "" {
		p.PackageName = string(d.root)
	}
	// A folder's digest is one of a list of ours, which nobody could compare with anything.
	if v.Subject.SHA256 != "" && v.Subject.Kind != inventory.KindTree && v.Subject.Kind != inventory.KindBundle {
		p.PackageChecksums = []common.Checksum{{Algorithm: common.SHA256, Value: v.Subject.SHA256}}
	}
	d.files(p, d.filesOf[""])
	d.out.Packages = append(d.out.Packages, p)
}

func (d *document) pkg(c *inventory.Component) *v2_3.Package {
	p := &v2_3.Package{
		PackageName:               oneLine(c.Name),
		PackageSPDXIdentifier:     d.ids[c.ID],
		PackageVersion:            oneLine(c.Version),
		PackageDownloadLocation:   noAssertion,
		PackageLicenseConcluded:   noAssertion,
		PackageLicenseDeclared:    d.declared(c),
		PackageLicenseComments:    licenseComments(c),
		PackageCopyrightText:      noAssertion,
		PackageComment:            packageComment(c),
		PrimaryPackagePurpose:     purposes[c.Type],
		IsFilesAnalyzedTagPresent: true,
	}
	if p.PackageName == "" {
		p.PackageName = oneLine(c.ID)
	}
	if s := oneLine(c.Supplier); s != "" {
		// SPDX asks whether it is a person; the inventory does not know, and most are not.
		p.PackageSupplier = &common.Supplier{SupplierType: "Organization", Supplier: s}
	} else {
		p.PackageSupplier = &common.Supplier{Supplier: noAssertion}
	}
	if len(c.Copyrights) > 0 {
		p.PackageCopyrightText = strings.Join(c.Copyrights, "\n")
	}
	for _, h := range c.Hashes {
		if algorithms[common.ChecksumAlgorithm(h.Algorithm)] && isHex(h.Value) {
			p.PackageChecksums = append(p.PackageChecksums, common.Checksum{Algorithm: common.ChecksumAlgorithm(h.Algorithm), Value: strings.ToLower(h.Value)})
		}
	}
	for _, address := range []string{c.Distribution.Download, c.Distribution.Source} {
		if isAddress(address) {
			p.PackageDownloadLocation = address
			break
		}
	}
	if isAddress(c.Distribution.Homepage) {
		p.PackageHomePage = c.Distribution.Homepage
	}
	if c.PURL != "" && strings.HasPrefix(c.PURL, "pkg:") && oneLine(c.PURL) == c.PURL && !strings.Contains(c.PURL, " ") {
		p.PackageExternalReferences = []*v2_3.PackageExternalReference{{
			Category: common.CategoryPackageManager, RefType: common.TypePackageManagerPURL, Locator: c.PURL,
		}}
	}
	d.files(p, d.filesOf[c.ID])
	return p
}

// files writes a package's files, with what SPDX allows only of a package that has all of them.
func (d *document) files(p *v2_3.Package, files []*inventory.File) {
	if slices.ContainsFunc(files, func(f *inventory.File) bool { return f.SHA1 == "" }) {
		d.leftOut += len(files)
		return
	}
	if len(files) == 0 {
		return
	}
	var sums, found []string
	for _, f := range files {
		sums = append(sums, strings.ToLower(f.SHA1))
		inFile := d.foundIn(f)
		found = append(found, inFile...)
		d.file(f, inFile, p.PackageSPDXIdentifier)
	}
	slices.Sort(sums)
	all := sha1.Sum([]byte(strings.Join(sums, "")))
	p.FilesAnalyzed = true
	p.PackageVerificationCode = &common.PackageVerificationCode{Value: hex.EncodeToString(all[:])}
	slices.Sort(found)
	if found = slices.Compact(found); len(found) > 1 {
		found = slices.DeleteFunc(found, func(s string) bool { return s == none || s == noAssertion })
	}
	p.PackageLicenseInfoFromFiles = found
}

// declared joins what is declared of a component as a whole with AND, for all of it applies; where
// nobody declares anything, what its own licence files or README say, which are its authors' words too
// (SPDX 2.3, 7.15). What is no expression becomes a LicenseRef whose text is what was written.
func (d *document) declared(c *inventory.Component) string {
	if s := d.claimed(c, inventory.Declared); s != noAssertion {
		return s
	}
	return d.claimed(c, inventory.Detected)
}

func (d *document) claimed(c *inventory.Component, kind inventory.ClaimKind) string {
	var all []spdx.Expression
	states := map[inventory.State]bool{}
	for _, claim := range c.Claims {
		if claim.Kind != kind || claim.Partial || claim.License.State == inventory.Absent ||
			kind == inventory.Detected && claim.Origin != inventory.OriginScan {
			continue
		}
		states[claim.License.State] = true
		switch claim.License.State {
		case inventory.Known:
			all = append(all, d.licenses.portable(claim.License.Expression, claim.Origin))
		case inventory.Unparsed:
			all = append(all, d.licenses.ref(claim.License.Raw, claim.Origin))
		}
	}
	switch {
	case len(all) > 0:
		return spdx.All(all...).String()
	case states[inventory.None] && !states[inventory.NoAssertion]:
		return none
	}
	return noAssertion
}

// foundIn lists the licences found in a file, each by itself as SPDX wants it.
func (d *document) foundIn(f *inventory.File) []string {
	if f.License == nil {
		if slices.Contains(f.Roles, inventory.RoleBinary) {
			return []string{noAssertion}
		}
		return []string{none}
	}
	var all []string
	for _, atom := range spdx.Atoms(f.License) {
		all = append(all, d.licenses.portable(atom, f.Path).String())
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (d *document) file(f *inventory.File, found []string, owner common.ElementID) {
	id := d.newID("File", "", f.Path)
	d.fileIDs = append(d.fileIDs, fileID{id, owner})
	sums := []common.Checksum{{Algorithm: common.SHA1, Value: strings.ToLower(f.SHA1)}}
	if f.SHA256 != "" {
		sums = append(sums, common.Checksum{Algorithm: common.SHA256, Value: strings.ToLower(f.SHA256)})
	}
	notices := noAssertion
	if lines, _ := inventory.MergeCopyrights(f.Copyrights); len(lines) > 0 {
		notices = strings.Join(lines, "\n")
	}
	d.out.Files = append(d.out.Files, &v2_3.File{
		FileName: "./" + f.Path, FileSPDXIdentifier: id, Checksums: sums,
		LicenseConcluded: noAssertion, LicenseInfoInFiles: found, FileCopyrightText: notices,
	})
}

// purposes are the types of CycloneDX in SPDX's words.
var purposes = map[string]string{
	"application": "APPLICATION", "framework": "FRAMEWORK", "library": "LIBRARY", "container": "CONTAINER",
	"operating-system": "OPERATING_SYSTEM", "device": "DEVICE", "firmware": "FIRMWARE", "file": "FILE",
}

// algorithms that SPDX 2.3 has a name for.
var algorithms = map[common.ChecksumAlgorithm]bool{
	common.SHA1: true, common.SHA224: true, common.SHA256: true, common.SHA384: true, common.SHA512: true,
	common.MD2: true, common.MD4: true, common.MD5: true, common.MD6: true,
	common.SHA3_256: true, common.SHA3_384: true, common.SHA3_512: true,
	common.BLAKE2b_256: true, common.BLAKE2b_384: true, common.BLAKE2b_512: true, common.BLAKE3: true, common.ADLER32: true,
}

func isHex(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil && s != ""
}

// isAddress reports whether a text can stand where SPDX wants an address.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme != "" && len(u.Scheme) > 1 && (u.Host != "" || u.Opaque != "") && oneLine(s) == s && !strings.Contains(s, " ")
}
