// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/spdx/tools-golang/spdx/v2/common"
)

// A section is a part of a tag-value document in the order in which the library wants them.
type section int

const (
	sectionDocument section = iota + 1
	sectionCreation
	sectionPackage
	sectionFile
	sectionSnippet
	sectionLicense
	sectionRelationship
	sectionAnnotation
	sectionReview
)

// sections says to which section each tag of SPDX 2.0 to 2.3 belongs. "SPDXID" belongs to
// whatever section is open.
var sections = map[string]section{
	"SPDXID": sectionDocument, "SPDXVersion": sectionDocument, "DataLicense": sectionDocument, "DocumentName": sectionDocument,
	"DocumentNamespace": sectionDocument, "ExternalDocumentRef": sectionDocument, "DocumentComment": sectionDocument,

	"LicenseListVersion": sectionCreation, "Creator": sectionCreation, "Created": sectionCreation, "CreatorComment": sectionCreation,

	"PackageName": sectionPackage, "PackageVersion": sectionPackage, "PackageFileName": sectionPackage, "PackageSupplier": sectionPackage,
	"PackageOriginator": sectionPackage, "PackageDownloadLocation": sectionPackage, "FilesAnalyzed": sectionPackage,
	"PackageVerificationCode": sectionPackage, "PackageChecksum": sectionPackage, "PackageHomePage": sectionPackage,
	"PackageSourceInfo": sectionPackage, "PackageLicenseConcluded": sectionPackage, "PackageLicenseInfoFromFiles": sectionPackage,
	"PackageLicenseDeclared": sectionPackage, "PackageLicenseComments": sectionPackage, "PackageCopyrightText": sectionPackage,
	"PackageSummary": sectionPackage, "PackageDescription": sectionPackage, "PackageComment": sectionPackage,
	"PrimaryPackagePurpose": sectionPackage, "ReleaseDate": sectionPackage, "BuiltDate": sectionPackage, "ValidUntilDate": sectionPackage,
	"PackageAttributionText": sectionPackage, "ExternalRef": sectionPackage, "ExternalRefComment": sectionPackage,

	"FileName": sectionFile, "FileType": sectionFile, "FileChecksum": sectionFile, "LicenseConcluded": sectionFile,
	"LicenseInfoInFile": sectionFile, "LicenseComments": sectionFile, "FileCopyrightText": sectionFile, "FileComment": sectionFile,
	"FileNotice": sectionFile, "FileContributor": sectionFile, "FileDependency": sectionFile, "FileAttributionText": sectionFile,
	"ArtifactOfProjectName": sectionFile, "ArtifactOfProjectHomePage": sectionFile, "ArtifactOfProjectURI": sectionFile,

	"SnippetSPDXID": sectionSnippet, "SnippetFromFileSPDXID": sectionSnippet, "SnippetByteRange": sectionSnippet,
	"SnippetLineRange": sectionSnippet, "SnippetLicenseConcluded": sectionSnippet, "LicenseInfoInSnippet": sectionSnippet,
	"SnippetLicenseComments": sectionSnippet, "SnippetCopyrightText": sectionSnippet, "SnippetComment": sectionSnippet,
	"SnippetName": sectionSnippet, "SnippetAttributionText": sectionSnippet,

	"LicenseID": sectionLicense, "ExtractedText": sectionLicense, "LicenseName": sectionLicense,
	"LicenseCrossReference": sectionLicense, "LicenseComment": sectionLicense,

	"Relationship": sectionRelationship, "RelationshipComment": sectionRelationship,

	"Annotator": sectionAnnotation, "AnnotationDate": sectionAnnotation, "AnnotationType": sectionAnnotation,
	"SPDXREF": sectionAnnotation, "AnnotationComment": sectionAnnotation,

	"Reviewer": sectionReview, "ReviewDate": sectionReview, "ReviewComment": sectionReview,
}

// tagSpellings finds a tag by its lower case.
var tagSpellings = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for tag := range sections {
		m[strings.ToLower(tag)] = tag
	}
	return m
})

// A block is a run of pairs that describe one thing; its first pair names it.
type block struct {
	kind  section
	pairs []pair
	inner []*block // of a package: its files; of a file: its snippets
}

// mendPairs puts the pairs into the order of the format and mends their values, so that the
// library takes every one of them. Annotations and reviews are left out: nothing is read from them.
func (r *reading) mendPairs(pairs []pair) []pair {
	document, creation := &block{kind: sectionDocument}, &block{kind: sectionCreation}
	var packages, loose, licenses, snippets []*block
	files := map[string]*block{}
	var relationships []pair
	var open, currentPackage, currentFile *block
	open = document
	last := section(0)
	for _, p := range pairs {
		s := sections[p.tag]
		ordered := true
		switch {
		case s == 0:
			r.skipped("sbom-repaired-unknown-tag", p)
			continue
		case p.tag == "SPDXID":
			if open.kind == sectionCreation {
				open = document
			}
			if open.kind == sectionFile {
				files[tagID(p.value)] = open
			}
			open.pairs = append(open.pairs, p)
			continue
		case p.tag == "PackageName":
			currentPackage, currentFile = &block{kind: sectionPackage}, nil
			packages = append(packages, currentPackage)
			open = currentPackage
		case p.tag == "FileName":
			currentFile = &block{kind: sectionFile}
			if currentPackage != nil {
				currentPackage.inner = append(currentPackage.inner, currentFile)
			} else {
				loose = append(loose, currentFile)
			}
			open = currentFile
		case p.tag == "SnippetSPDXID":
			open = &block{kind: sectionSnippet}
			if currentFile != nil {
				currentFile.inner = append(currentFile.inner, open)
			} else {
				snippets = append(snippets, open)
			}
		case p.tag == "LicenseID":
			open = &block{kind: sectionLicense}
			licenses = append(licenses, open)
			ordered = last <= s
		case s == sectionDocument:
			open = document
		case s == sectionCreation:
			if open.kind != sectionDocument && open.kind != sectionCreation {
				creation.pairs = append(creation.pairs, p)
				continue
			}
			open = creation
		case s == sectionRelationship:
			if p.tag == "Relationship" {
				relationships = append(relationships, p)
			}
			continue
		case s == sectionAnnotation, s == sectionReview:
			continue
		case s == sectionPackage && open.kind != s && currentPackage != nil:
			open, ordered = currentPackage, false
		case s == sectionFile && open.kind != s && currentFile != nil:
			open, ordered = currentFile, false
		case open.kind != s:
			r.homeless(p)
			continue
		}
		if !ordered || s < last && last == sectionLicense {
			r.log.repair("sbom-repaired-order", p.line, p.tag)
		}
		last = s
		open.pairs = append(open.pairs, p)
	}
	r.ownSnippets(snippets, files)
	return r.writeBlocks(document, creation, loose, packages, licenses, relationships)
}

// writeBlocks puts the blocks one after the other. Packages and files get their id right behind
// the name: the library takes them in only when it meets it.
func (r *reading) writeBlocks(document, creation *block, loose, packages, licenses []*block, relationships []pair) []pair {
	var out []pair
	unnamed := 0
	add := func(p pair) {
		if p, ok := r.mendPair(p); ok {
			out = append(out, p)
		}
	}
	var write func(b *block)
	write = func(b *block) {
		id, rest := splitID(b.pairs)
		switch {
		case b.kind != sectionPackage && b.kind != sectionFile && b.kind != sectionDocument:
			id.tag = ""
		case id.tag == "" || strings.TrimPrefix(id.value, elementPrefix) == "":
			unnamed++
			id = pair{"SPDXID", fmt.Sprintf("%sunnamed-%d", elementPrefix, unnamed), 0}
			if b.kind == sectionDocument {
				id.value = elementPrefix + "DOCUMENT"
			}
			if len(rest) > 0 && b.kind != sectionDocument {
				id.line = rest[0].line
				r.log.repair("sbom-repaired-id", id.line, rest[0].value)
			}
		}
		for i, p := range rest {
			add(p)
			if i == 0 && id.tag != "" {
				add(id)
			}
		}
		for _, x := range b.inner {
			write(x)
		}
	}
	for _, group := range [][]*block{{document, creation}, loose, packages, licenses} {
		for _, b := range group {
			write(b)
		}
	}
	for _, p := range relationships {
		add(p)
	}
	return out
}

// splitID takes the ids out of a block's pairs; the first one counts.
func splitID(pairs []pair) (id pair, rest []pair) {
	for _, p := range pairs {
		switch {
		case p.tag != "SPDXID":
			rest = append(rest, p)
		case id.tag == "":
			id = p
		}
	}
	return id, rest
}

// valueRepairs mend the values of tags that the library is strict about; a value they give up on is left out.
var valueRepairs = map[string]func(string) (string, bool){
	"SPDXID":                func(v string) (string, bool) { return tagID(v), v != "" },
	"SnippetSPDXID":         func(v string) (string, bool) { return tagID(v), v != "" },
	"SnippetFromFileSPDXID": func(v string) (string, bool) { return tagReference(v), v != "" },
	"Creator":               tagParty("Person", "Organization", "Tool"),
	"PackageSupplier":       tagParty("Person", "Organization"),
	"PackageOriginator":     tagParty("Person", "Organization"),
	"PackageChecksum":       tagChecksum,
	"FileChecksum":          tagChecksum,
	"ExternalRef":           tagExternalRef,
	"ExternalDocumentRef":   tagExternalDocument,
	"Relationship":          tagRelationship,
	"SnippetByteRange":      tagRange,
	"SnippetLineRange":      tagRange,
	// Old tags that need one another and from which nothing is read.
	"ArtifactOfProjectName":     leaveOut,
	"ArtifactOfProjectHomePage": leaveOut,
	"ArtifactOfProjectURI":      leaveOut,
	"ExternalRefComment":        leaveOut,
}

// valueCodes are the issues of those repairs.
var valueCodes = map[string]string{
	"SPDXID": "sbom-repaired-id", "SnippetSPDXID": "sbom-repaired-id",
	"SnippetFromFileSPDXID": "sbom-repaired-reference", "Relationship": "sbom-repaired-reference",
	"Creator": "sbom-repaired-creator", "PackageSupplier": "sbom-repaired-supplier", "PackageOriginator": "sbom-repaired-supplier",
}

func (r *reading) mendPair(p pair) (pair, bool) {
	mend, ok := valueRepairs[p.tag]
	if !ok {
		return p, true
	}
	value, ok := mend(p.value)
	switch {
	case !ok:
		if losses[p.tag] {
			r.log.lose("sbom-left-out", p.line, p.tag+": "+p.value)
		} else {
			r.log.repair("sbom-repaired-left-out", p.line, p.tag+": "+p.value)
		}
		return p, false
	case value != p.value:
		code := valueCodes[p.tag]
		if code == "" {
			code = "sbom-repaired-value"
		}
		r.log.repair(code, p.line, p.value)
		p.value = value
	}
	return p, true
}

func leaveOut(string) (string, bool) { return "", false }

// tagID puts the prefix in front and takes out what the library does not take in an id.
func tagID(v string) string {
	return elementPrefix + strings.ReplaceAll(strings.TrimPrefix(v, elementPrefix), ":", "-")
}

func tagReference(v string) string {
	if v == "NONE" || v == "NOASSERTION" {
		return v
	}
	if rest, ok := strings.CutPrefix(v, documentPrefix); ok {
		document, element, found := strings.Cut(rest, ":")
		if !found {
			return documentPrefix + document + ":" + elementPrefix + "DOCUMENT"
		}
		return documentPrefix + document + ":" + tagID(element)
	}
	return tagID(v)
}

func tagRelationship(v string) (string, bool) {
	f := strings.Fields(v)
	if len(f) != 3 || f[0] == "NONE" || f[0] == "NOASSERTION" {
		return "", false
	}
	return tagReference(f[0]) + " " + strings.ToUpper(f[1]) + " " + tagReference(f[2]), true
}

// tagParty marks a name without a kind and calls it an organization's: the library takes nothing else.
func tagParty(kinds ...string) func(string) (string, bool) {
	return func(v string) (string, bool) {
		kind, name, ok := strings.Cut(v, ":")
		kind = strings.TrimSpace(kind)
		if v == "NOASSERTION" && len(kinds) == 2 || ok && slices.Contains(kinds, kind) {
			return v, true
		}
		for _, k := range kinds {
			if ok && strings.EqualFold(k, kind) {
				return k + ": " + strings.TrimSpace(name), true
			}
		}
		if strings.TrimSpace(v) == "" || v == "NOASSERTION" || v == "NONE" {
			return "", false
		}
		return "Organization: " + noKind + v, true
	}
}

var checksumAlgorithms = []common.ChecksumAlgorithm{
	common.SHA1, common.SHA224, common.SHA256, common.SHA384, common.SHA512, common.MD2, common.MD4, common.MD5, common.MD6,
	common.SHA3_256, common.SHA3_384, common.SHA3_512, common.BLAKE2b_256, common.BLAKE2b_384, common.BLAKE2b_512, common.BLAKE3, common.ADLER32,
}

func tagChecksum(v string) (string, bool) {
	name, value, ok := strings.Cut(v, ":")
	if !ok {
		return "", false
	}
	switch a := knownAlgorithm(name); a {
	case "":
		return "", false
	case strings.TrimSpace(name):
		return v, true
	default:
		return a + ": " + strings.TrimSpace(value), true
	}
}

// knownAlgorithm gives the right spelling of a checksum's algorithm; "" for one that SPDX does not have.
func knownAlgorithm(name string) string {
	bare := func(s string) string { return strings.NewReplacer("-", "", "_", "", " ", "").Replace(s) }
	for _, a := range checksumAlgorithms {
		if strings.EqualFold(bare(string(a)), bare(name)) {
			return string(a)
		}
	}
	return ""
}

func tagExternalRef(v string) (string, bool) {
	f := strings.Fields(v)
	if len(f) == 3 {
		return v, true
	}
	if len(f) < 3 {
		return "", false
	}
	return f[0] + " " + f[1] + " " + strings.Join(f[2:], "%20"), true
}

func tagExternalDocument(v string) (string, bool) {
	f := strings.Fields(v)
	if len(f) < 3 {
		return "", false
	}
	if !strings.HasPrefix(f[0], documentPrefix) {
		f[0] = documentPrefix + f[0]
	}
	sum := strings.Join(f[2:], "")
	if algorithm, value, ok := strings.Cut(sum, ":"); ok && f[0] != documentPrefix {
		return f[0] + " " + f[1] + " " + algorithm + ": " + value, true
	}
	return "", false
}

func tagRange(v string) (string, bool) {
	first, last, ok := strings.Cut(v, ":")
	_, err1 := strconv.Atoi(strings.TrimSpace(first))
	_, err2 := strconv.Atoi(strings.TrimSpace(last))
	return v, ok && err1 == nil && err2 == nil
}
