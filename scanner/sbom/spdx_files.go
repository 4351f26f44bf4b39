// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	spdxtools "github.com/spdx/tools-golang/spdx"
	"github.com/spdx/tools-golang/spdx/v2/common"

	"lizenzlotse/scanner/inventory"
)

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
	o.addSnippets(doc)
	return o
}

// addSnippets puts each snippet, which is a part of a file and may have a licence of its own, beside its file.
func (o *ownedFiles) addSnippets(doc *spdxtools.Document) {
	snippets := map[common.ElementID][]*spdxtools.File{} // by the files they are of
	add := func(s *spdxtools.Snippet) {
		o.ids[s.SnippetSPDXIdentifier] = true
		if len(s.LicenseInfoInSnippet) > 0 || s.SnippetLicenseConcluded != "" {
			snippets[s.SnippetFromFileSPDXIdentifier] = append(snippets[s.SnippetFromFileSPDXIdentifier], &spdxtools.File{
				FileSPDXIdentifier: s.SnippetSPDXIdentifier, LicenseInfoInFiles: s.LicenseInfoInSnippet,
				LicenseConcluded: s.SnippetLicenseConcluded, FileCopyrightText: s.SnippetCopyrightText})
		}
	}
	for i := range doc.Snippets {
		add(&doc.Snippets[i])
	}
	inFile := func(files []*spdxtools.File) {
		for _, f := range files {
			for _, id := range slices.Sorted(maps.Keys(f.Snippets)) {
				if s := f.Snippets[id]; s != nil {
					add(s)
				}
			}
		}
	}
	inFile(o.loose)
	for _, p := range doc.Packages {
		if p != nil {
			inFile(p.Files)
		}
	}
	if len(snippets) == 0 {
		return
	}
	owned := map[common.ElementID]bool{}
	for p, files := range o.of {
		for _, f := range files {
			o.of[p] = append(o.of[p], snippets[f.FileSPDXIdentifier]...)
			owned[f.FileSPDXIdentifier] = true
		}
	}
	maps.DeleteFunc(snippets, func(id common.ElementID, _ []*spdxtools.File) bool { return owned[id] })
	for _, id := range slices.Sorted(maps.Keys(snippets)) {
		o.loose = append(o.loose, snippets[id]...)
	}
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
	// It is none of the document's components, which says nothing of it as a whole.
	ref := elementPrefix + string(doc.SPDXIdentifier)
	r.identify(&c, ref)
	c.Instances = []inventory.Instance{{Document: r.path, Ref: ref, Line: r.lines[ref]}}
	r.result.Components = append(r.result.Components, c)
	if len(doc.Packages) == 0 {
		r.main = c.ID
	}
}
