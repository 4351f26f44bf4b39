// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2

import (
	"cmp"
	"crypto/sha1"
	"encoding/hex"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

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
	if v.Subject.Kind == inventory.KindSBOM && len(d.out.Packages) > 0 {
		return // the document describes what nothing else holds, and no whole is made up
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
		PrimaryPackagePurpose:     purposes[c.Type],
		IsFilesAnalyzedTagPresent: true,
	}
	if p.PackageName == "" {
		p.PackageName = oneLine(c.ID)
	}
	stated(p, c)
	if len(c.Copyrights) > 0 {
		p.PackageCopyrightText = strings.Join(c.Copyrights, "\n")
	}
	p.PackageDownloadLocation = cmp.Or(downloadLocation(c), noAssertion)
	if isAddress(c.Distribution.Homepage) {
		p.PackageHomePage = c.Distribution.Homepage
	}
	p.PackageComment = packageComment(p, c)
	if decision := d.decided[c.ID]; decision != nil {
		d.decide(p, c, decision)
	} else if by, ok := concludedBy(c); ok {
		p.PackageLicenseConcluded = d.claimed(c, inventory.Concluded, "")
		p.PackageLicenseComments = "licenseConcluded: the conclusion of the author of " + oneLine(by) + ", not of lizenzlotse\n" + p.PackageLicenseComments
	}
	d.files(p, d.filesOf[c.ID])
	return p
}

// downloadLocation is where the component itself can be had: its deployable form, else its repository by an address
// that says that it is one. An address of a page about the source is none; it stands among the references.
func downloadLocation(c *inventory.Component) string {
	switch d := c.Distribution; {
	case isAddress(d.Download):
		return d.Download
	case isAddress(d.Source) && inventory.IsRepository(d.Source):
		return d.Source
	}
	return ""
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
// (SPDX 2.3, 7.15). Of several documents that contradict each other
// none is joined with another; the comments have them all. What is no expression becomes a LicenseRef whose text is what was written.
func (d *document) declared(c *inventory.Component) string {
	by, disputed := c.Disputed(d.sboms)
	if disputed && by == "" {
		return noAssertion
	}
	if s := d.claimed(c, inventory.Declared, by); s != noAssertion {
		return s
	}
	return d.claimed(c, inventory.Detected, "")
}

// concludedBy names the one input document whose author concluded the component's licence. What several
// concluded is nobody's conclusion, and stands in the comments only.
func concludedBy(c *inventory.Component) (document string, ok bool) {
	for i := range c.Claims {
		claim := &c.Claims[i]
		if claim.Kind != inventory.Concluded || claim.Partial || claim.License.State == inventory.Absent || claim.License.State == inventory.NoAssertion {
			continue
		}
		if ok && claim.Origin != document {
			return "", false
		}
		document, ok = claim.Origin, true
	}
	return document, ok
}

// claimed joins the statements of a kind, only those of one origin if it is given.
func (d *document) claimed(c *inventory.Component, kind inventory.ClaimKind, by string) string {
	var all []spdx.Expression
	seen := map[string]bool{}
	states := map[inventory.State]bool{}
	for _, claim := range c.Claims {
		if claim.Kind != kind || claim.Partial || by != "" && claim.Origin != by || claim.License.State == inventory.Absent ||
			kind == inventory.Detected && !claim.FoundHere() {
			continue
		}
		states[claim.License.State] = true
		switch claim.License.State {
		case inventory.Known:
			e := d.licenses.portable(claim.License.Expression, claim.Origin)
			if m := spdx.Meaning(e); !seen[m] {
				seen[m] = true
				all = append(all, e)
			}
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

// algorithms that SPDX 2.3 has a name for, and how many hexadecimal digits their values have; 0: any number.
var algorithms = map[common.ChecksumAlgorithm]int{
	common.SHA1: 40, common.SHA224: 56, common.SHA256: 64, common.SHA384: 96, common.SHA512: 128,
	common.MD2: 32, common.MD4: 32, common.MD5: 32, common.MD6: 0,
	common.SHA3_256: 64, common.SHA3_384: 96, common.SHA3_512: 128,
	common.BLAKE2b_256: 64, common.BLAKE2b_384: 96, common.BLAKE2b_512: 128, common.BLAKE3: 64, common.ADLER32: 8,
}

func isHex(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil && s != ""
}

// hostName is what stands for a computer in an address: the official validators want one with a dot.
var hostName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[a-zA-Z0-9]+(?:[-.][a-zA-Z0-9]+)*\.[a-zA-Z]{2,}$`)
})

// isAddress reports whether a text can stand where SPDX wants an address.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && len(u.Scheme) > 1 && hostName().MatchString(u.Hostname()) && isURI(s) && oneLine(s) == s
}
