// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx3

import (
	"cmp"
	"encoding/hex"
	"net/url"
	"path"
	"slices"
	"strings"

	"lizenzlotse/reports/sbom/licenseref"
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
		d.pkg(c)
	}
	if id, ok := d.ids[v.Subject.Main]; ok {
		d.roots = []string{id}
		return
	}
	if v.Subject.Kind == inventory.KindSBOM && len(d.ids) > 0 {
		return // the document is about what nothing else holds, and no whole is made up
	}
	// Nothing is known to be the whole: then the subject itself is a package that contains the rest.
	root := d.newID("Subject", v.Subject.Name, "subject "+v.Subject.SHA256+" "+v.Subject.Name)
	d.roots = []string{root}
	e := element{Type: "software_Package", ID: root, Name: cmp.Or(oneLine(v.Subject.Name), "subject"), PackageVersion: oneLine(v.Subject.Version)}
	// A folder's digest is one of a list of ours, which nobody could compare with anything.
	if v.Subject.SHA256 != "" && v.Subject.Kind != inventory.KindTree && v.Subject.Kind != inventory.KindBundle {
		e.VerifiedUsing = []hash{{"Hash", "sha256", v.Subject.SHA256}}
	}
	d.artifacts = append(d.artifacts, e)
	d.files(root, d.filesOf[""])
}

// purposes are the types of CycloneDX in SPDX's words (Software, SoftwarePurpose).
var purposes = map[string]string{
	"application": "application", "framework": "framework", "library": "library", "container": "container", "platform": "platform",
	"operating-system": "operatingSystem", "device": "device", "device-driver": "deviceDriver", "firmware": "firmware", "file": "file",
	"data": "data", "machine-learning-model": "model",
}

func (d *document) pkg(c *inventory.Component) {
	id := d.ids[c.ID]
	e := element{
		Type: "software_Package", ID: id, Name: cmp.Or(oneLine(c.Name), oneLine(c.ID)),
		PackageVersion: oneLine(c.Version), PrimaryPurpose: purposes[c.Type],
		CopyrightText: strings.ToValidUTF8(strings.Join(c.Copyrights, "\n"), "\uFFFD"),
	}
	notes := packageNotes(c)
	if isAddress(c.PURL) && strings.HasPrefix(c.PURL, "pkg:") {
		e.PackageURL = c.PURL
	} else {
		notes.add("purl", c.PURL)
	}
	d.places(&e, c, &notes)
	e.VerifiedUsing = hashes(c.Hashes, &notes)
	var supplier *inventory.Party
	var coverage coverage
	for i := range c.Instances {
		x := c.Instances[i].Entry
		if x == nil {
			continue
		}
		e.Description = cmp.Or(e.Description, strings.ToValidUTF8(x.Description, "\uFFFD"))
		if id := d.agent(x.Creator); id != "" && !slices.Contains(e.OriginatedBy, id) {
			e.OriginatedBy = append(e.OriginatedBy, id)
		}
		switch {
		case x.Supplier == nil:
		case supplier == nil:
			supplier = x.Supplier
		case *supplier != *x.Supplier:
			notes.add("supplier", x.Supplier.String()+" ("+c.Instances[i].Document+")")
		}
		identifiers(&e, x.Identifiers)
		if isAddress(x.SecurityTxt) {
			e.ExternalRef = append(e.ExternalRef, reference("securityOther", x.SecurityTxt))
		}
		if isAddress(x.SBOM) {
			e.ExternalRef = append(e.ExternalRef, reference("buildMeta", x.SBOM))
		}
		if !said(&e, c, x.Deployable) {
			d.deployable(id, e.Name, x.Deployable)
		}
		if !said(&e, c, x.Source) {
			d.source(id, e.Name, x.Source)
		}
		if x.Effective != "" {
			d.effective(id, x.Effective, c.Instances[i].Document)
		}
		coverage = coverage.least(x)
		entryNotes(x, &notes)
	}
	d.covers[c.ID] = coverage
	if supplier == nil && c.Supplier != "" && !d.named(e.OriginatedBy, c.Supplier) {
		// Who it is the inventory does not know; SPDX 3 has a class for that.
		supplier = &inventory.Party{Name: c.Supplier}
	}
	e.SuppliedBy = d.agent(supplier)
	e.Comment = notes.String()
	slices.SortFunc(e.ExternalRef, func(a, b externalRef) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Locator[0], b.Locator[0]))
	})
	e.ExternalRef = slices.CompactFunc(e.ExternalRef, func(a, b externalRef) bool { return a.Kind == b.Kind && a.Locator[0] == b.Locator[0] })
	d.artifacts = append(d.artifacts, e)
	d.claims(c)
	d.files(id, d.filesOf[c.ID])
}

// named reports whether one of the agents has that name already.
func (d *document) named(ids []string, name string) bool {
	for p, id := range d.agents {
		if slices.Contains(ids, id) && (p.Name == name || p.String() == name) {
			return true
		}
	}
	return false
}

// places writes where the component can be had.
func (d *document) places(e *element, c *inventory.Component, notes *notes) {
	x := c.Distribution
	switch {
	case isAddress(x.Download):
		e.DownloadLocation = x.Download
	case isAddress(x.Source) && inventory.IsRepository(x.Source): // a page about the source is not where it can be had
		e.DownloadLocation = x.Source
	}
	if isAddress(x.Homepage) {
		e.HomePage = x.Homepage
	} else {
		notes.add("homepage", x.Homepage)
	}
	if isAddress(x.Source) && x.Source != e.DownloadLocation {
		e.ExternalRef = append(e.ExternalRef, reference("vcs", x.Source))
	} else if !isAddress(x.Source) {
		notes.add("source", x.Source)
	}
	if !isAddress(x.Download) {
		notes.add("download", x.Download)
	}
}

// algorithms are SPDX 3's (Core, HashAlgorithm) by their letters and digits in upper case.
var algorithms = func() map[string]string {
	m := map[string]string{}
	for name := range strings.FieldsSeq(`adler32 blake2b256 blake2b384 blake2b512 blake3 crystalsDilithium crystalsKyber falcon
		md2 md4 md5 md6 sha1 sha224 sha256 sha384 sha512 sha3_224 sha3_256 sha3_384 sha3_512`) {
		m[letters(name)] = name
	}
	return m
}()

func letters(s string) string { return marks.Replace(strings.ToUpper(s)) }

var marks = strings.NewReplacer("-", "", "_", "")

func hashes(all []inventory.Hash, notes *notes) []hash {
	var out []hash
	for _, h := range all {
		name := algorithms[letters(h.Algorithm)]
		if _, err := hex.DecodeString(h.Value); name == "" || err != nil || h.Value == "" {
			notes.add("hash", h.Algorithm+" "+h.Value)
			continue
		}
		if x := (hash{"Hash", name, strings.ToLower(h.Value)}); !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// identifierTypes are SPDX 3's (Core, ExternalIdentifierType); any other kind is "other".
var identifierTypes = map[string]string{
	"purl": "packageUrl", "packageurl": "packageUrl", "swid": "swid", "swhid": "swhid", "gitoid": "gitoid", "cve": "cve",
	"email": "email", "urlscheme": "urlScheme", "securityother": "securityOther",
}

func identifiers(e *element, all []inventory.Identifier) {
	for _, x := range all {
		kind := identifierTypes[strings.ToLower(x.Kind)]
		switch {
		case kind == "packageUrl" && x.Value == e.PackageURL:
			continue
		case strings.HasPrefix(x.Value, "cpe:2.3:"):
			kind = "cpe23"
		case strings.HasPrefix(x.Value, "cpe:/"):
			kind = "cpe22"
		}
		y := externalIdentifier{"ExternalIdentifier", cmp.Or(kind, "other"), oneLine(x.Value)}
		if y.Identifier != "" && !slices.Contains(e.ExternalIdentifier, y) {
			e.ExternalIdentifier = append(e.ExternalIdentifier, y)
		}
	}
}

// follows is the comment by which TR-03183-2 2.1.0 marks a file whose additional purposes say what the file
// is, and by their absence what it is not.
const follows = "software_additionalPurpose field is used to indicate the properties of BSI TR-03183-2"

// said reports whether the package itself says all that is known of an artifact: where it can be had.
func said(e *element, c *inventory.Component, a *inventory.Artifact) bool {
	if a == nil || a.Filename+a.Executable+a.Archive+a.Structured != "" || len(a.Hashes) > 0 && !slices.Equal(a.Hashes, c.Hashes) {
		return false
	}
	return a.URL == e.DownloadLocation || slices.ContainsFunc(e.ExternalRef, func(r externalRef) bool { return r.Kind == "vcs" && r.Locator[0] == a.URL })
}

// deployable writes the file in which a component is delivered.
func (d *document) deployable(owner, name string, a *inventory.Artifact) {
	if a == nil {
		return
	}
	e := element{Type: "software_File", Name: cmp.Or(oneLine(a.Filename), path.Base(oneLine(a.URL)))}
	var notes notes
	if e.Name == "." || e.Name == "/" {
		e.Name = name
	}
	e.VerifiedUsing = hashes(a.Hashes, &notes)
	if isAddress(a.URL) {
		e.ExternalRef = []externalRef{reference("binaryArtifact", a.URL)}
	} else {
		notes.add("url", a.URL)
	}
	full := a.Executable != "" && a.Archive != ""
	add := func(field, value, yes, no, purpose string) {
		switch {
		case value == yes:
			e.AdditionalPurpose = append(e.AdditionalPurpose, purpose)
		case value != no || !full:
			notes.add(field, value)
		}
	}
	if full {
		notes = append(notes, follows)
	}
	add("executable", a.Executable, "executable", "non-executable", "executable")
	add("archive", a.Archive, "archive", "no archive", "archive")
	add("structured", a.Structured, "structured", "", "container")
	if full && a.Structured == "unstructured" {
		e.AdditionalPurpose = append(e.AdditionalPurpose, "firmware")
		notes = slices.DeleteFunc(notes, func(s string) bool { return s == "structured: unstructured" })
	}
	e.Comment = notes.String()
	d.once(&e, "Artifact", owner)
	d.relate(relation{from: owner, kind: "hasDistributionArtifact"}, e.ID)
}

// source writes what a component was made of.
func (d *document) source(owner, name string, a *inventory.Artifact) {
	if a == nil {
		return
	}
	var notes notes
	e := element{Type: "software_File", Name: cmp.Or(oneLine(a.Filename), name+" source"), PrimaryPurpose: "source"}
	e.VerifiedUsing = hashes(a.Hashes, &notes)
	if isAddress(a.URL) {
		e.ExternalRef = []externalRef{reference("sourceArtifact", a.URL)}
	} else {
		notes.add("url", a.URL)
	}
	e.Comment = notes.String()
	d.once(&e, "Source", owner)
	d.relate(relation{from: e.ID, kind: "generates"}, owner)
}

// once takes a part of a component in, unless another document described the same.
func (d *document) once(e *element, kind, owner string) {
	of := owner + "\x00" + e.Name + "\x00" + e.Comment + "\x00" + strings.Join(e.AdditionalPurpose, " ")
	for _, h := range e.VerifiedUsing {
		of += "\x00" + h.Algorithm + h.Value
	}
	for _, r := range e.ExternalRef {
		of += "\x00" + r.Locator[0]
	}
	e.ID = d.base + "#" + kind + "-" + licenseref.Hash(of)
	if !d.taken[e.ID] {
		d.taken[e.ID] = true
		d.artifacts = append(d.artifacts, *e)
	}
}

// files writes the files of a package with what was found in each.
func (d *document) files(owner string, files []*inventory.File) {
	for _, f := range files {
		e := element{Type: "software_File", Name: "./" + strings.ToValidUTF8(f.Path, "\uFFFD"), ID: d.newID("File", path.Base(f.Path), f.Path)}
		if f.SHA256 != "" {
			e.VerifiedUsing = append(e.VerifiedUsing, hash{"Hash", "sha256", strings.ToLower(f.SHA256)})
		}
		if f.SHA1 != "" {
			e.VerifiedUsing = append(e.VerifiedUsing, hash{"Hash", "sha1", strings.ToLower(f.SHA1)})
		}
		lines, _ := inventory.MergeCopyrights(f.Copyrights)
		e.CopyrightText = strings.ToValidUTF8(strings.Join(lines, "\n"), "\uFFFD")
		if slices.Contains(f.Roles, inventory.RoleArchive) {
			e.PrimaryPurpose = "archive"
		}
		d.artifacts = append(d.artifacts, e)
		d.relate(relation{from: owner, kind: "contains", files: true}, e.ID)
		switch {
		case f.License != nil:
			license, refs := d.licenses.portable(f.License, f.Path)
			d.relate(relation{from: e.ID, kind: "hasDeclaredLicense", comment: "detected (" + inventory.OriginScan + ")"}, d.licenses.expression(spdx.Text(license), refs))
		case !slices.Contains(f.Roles, inventory.RoleBinary) && !slices.Contains(f.Roles, inventory.RoleArchive):
			// It was searched, and there is nothing: that is not the same as not having searched.
			d.relate(relation{from: e.ID, kind: "hasDeclaredLicense", comment: "detected (" + inventory.OriginScan + ")"}, noneLicense)
		}
	}
}

// isAddress reports whether a text can stand where SPDX wants an address.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme != "" && len(u.Scheme) > 1 && (u.Host != "" || u.Opaque != "") && oneLine(s) == s && !strings.Contains(s, " ")
}
