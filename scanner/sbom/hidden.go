// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
)

// structure is what shows that a text holds data rather than words: the beginning of an object, an
// element or a list, or a field.
var structure = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\{|<[A-Za-z/!?]|"\s*:|\[\s*["\[]`)
})

// structured reports whether a text may hold a document or a part of one.
func structured(text []byte) bool { return structure().Match(text) }

// surroundings notes what stands before or behind the document: words are no loss, data may be.
func (r *reading) surroundings(text []byte, at int) {
	if text = bytes.TrimSpace(text); len(text) == 0 {
		return
	}
	was := string(text[:min(len(text), 200)])
	if structured(text) {
		r.log.lose("sbom-several-documents", offset{r, at}, was)
		return
	}
	r.log.repair("sbom-repaired-surroundings", offset{r, at}, was)
}

// idle are the fields from which, and from within which, nothing is read that says what a
// component is or how it is licensed. Whatever is lost elsewhere makes a document read in part.
var idle = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(`
		vulnerabilities annotations formulation declarations definitions citations modelCard cryptoProperties releaseNotes data
		patentAssertions swid callstack occurrences identity authenticated signature compositions properties hashes externalReferences
		description tools lifecycles timestamp authors author publisher manufacturer manufacture supplier provider copyright modified mimeType omniborId swhid tags
		comment creationInfo creators created originator summary sourceInfo checksums packageVerificationCode externalDocumentRefs
		ranges revieweds reviewers attributionTexts copyrightText homepage downloadLocation packageFileName filesAnalyzed
		releaseDate builtDate validUntilDate licenseComments noticeText fileContributors fileTypes externalRefs dataLicense
		documentNamespace serialNumber licenseListVersion seeAlsos crossRefs`) {
		m[fold(name)] = true
	}
	return m
})

// matters reports whether what stands at a place may say something of a component or its licence.
func (p *place) matters() bool {
	if p == nil {
		return true
	}
	// Kept, as a deep list may have a million entries that cannot be read.
	if !p.judged {
		p.judged, p.idle = true, !p.in.matters() || p.name != "" && idle()[fold(p.name)]
	}
	return !p.idle
}

// leaveOut notes that a value was left out.
func (l *log) leaveOut(at *place, was any) {
	if at.matters() {
		l.lose("sbom-left-out", at, was)
		return
	}
	l.repair("sbom-repaired-left-out", at, was)
}
