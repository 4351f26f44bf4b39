// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import "strings"

// losses are the tags whose value says something of a component or its licence, so that it must not
// be left out unsaid. A thing whose id is left out gets another.
var losses = map[string]bool{
	"PackageVersion": true, "PackageLicenseConcluded": true, "PackageLicenseInfoFromFiles": true, "PackageLicenseDeclared": true,
	"LicenseConcluded": true, "LicenseInfoInFile": true, "ExtractedText": true, "LicenseName": true, "Relationship": true,
	"SnippetLicenseConcluded": true, "LicenseInfoInSnippet": true,
}

// skipped notes a line that has no tag, or one that is unknown. It may be a second document, or a
// statement on a licence whose tag is misspelt.
func (r *reading) skipped(code string, p pair) {
	switch word := strings.ToLower(p.tag); {
	case p.tag != "" && strings.IndexByte("{[<\"", p.tag[0]) >= 0 && structured([]byte(p.tag+":"+p.value)):
		r.log.repair(code, p.line, p.tag)
		r.log.lose("sbom-several-documents", p.line, p.tag)
	case strings.Contains(word, "licen") || strings.Contains(word, "packagename") || strings.Contains(word, "filename"):
		r.log.lose("sbom-left-out", p.line, strings.TrimSuffix(p.tag+": "+p.value, ": "))
	default:
		r.log.repair(code, p.line, p.tag)
	}
}

// homeless notes a pair of a thing that was not named before it.
func (r *reading) homeless(p pair) {
	if losses[p.tag] {
		r.log.lose("sbom-left-out", p.line, p.tag+": "+p.value)
		return
	}
	r.log.repair("sbom-repaired-order", p.line, p.tag)
}

// behindText notes words that stand behind the end of a text and are not read.
func (r *reading) behindText(tag, rest string, at line) {
	if rest = strings.TrimSpace(rest); rest != "" {
		r.log.lose("sbom-left-out", at, tag+": "+rest)
	}
}

// onceOnly are the tags of which the library keeps the last in silence, with the tag that begins what they belong to.
var onceOnly = map[string]string{
	"PackageLicenseDeclared": "PackageName", "PackageLicenseConcluded": "PackageName",
	"LicenseConcluded": "FileName", "ExtractedText": "LicenseID",
}

// joinTwice makes one pair of those that say something twice of one thing.
func (r *reading) joinTwice(pairs []pair) []pair {
	seen := map[string]int{} // tag -> index in out
	var values map[int][]any
	out := pairs[:0:len(pairs)]
	for _, p := range pairs {
		owner := onceOnly[p.tag]
		if owner == "" {
			for tag, of := range onceOnly {
				if of == p.tag {
					delete(seen, tag)
				}
			}
			out = append(out, p)
			continue
		}
		i, twice := seen[p.tag]
		if !twice {
			seen[p.tag] = len(out)
			out = append(out, p)
			continue
		}
		r.log.repair("sbom-repaired-duplicate-key", p.line, p.tag)
		if values == nil {
			values = map[int][]any{}
		}
		if values[i] == nil {
			values[i] = []any{out[i].value}
		}
		values[i] = append(values[i], p.value)
	}
	for i, all := range values {
		if out[i].tag == "ExtractedText" {
			out[i].value, _ = joinStrings(all)
		} else {
			out[i].value = joinLicenses(all, new(bool))
		}
	}
	return out
}

// ownSnippets puts snippets that stand behind no file to the file that they name.
func (r *reading) ownSnippets(snippets []*block, files map[string]*block) {
	for _, b := range snippets {
		var owner *block
		for _, p := range b.pairs {
			if p.tag == "SnippetFromFileSPDXID" && owner == nil {
				owner = files[tagID(p.value)]
			}
		}
		if owner != nil {
			r.log.repair("sbom-repaired-order", b.pairs[0].line, b.pairs[0].tag)
			owner.inner = append(owner.inner, b)
			continue
		}
		for _, p := range b.pairs {
			if losses[p.tag] {
				r.log.lose("sbom-left-out", p.line, p.tag+": "+p.value)
			}
		}
	}
}
