// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"path"
	"slices"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/places"
	"lizenzlotse/scanner/spdx"
)

// maxEvidence bounds how many places a detected claim shows; the files have them all.
const maxEvidence = 20

// A rank says how far what is found in a file speaks for the component it belongs to.
type rank int

const (
	ofFile    rank = iota // for that file
	ofReadme              // for the component, if it has no licence file
	ofLicense             // for the component
)

// rankOf ranks a file of the component in dir: a licence file or README beside its manifest, or where
// an archive of Java keeps them, speaks for all of it. Those in other folders are about what is there,
// and the texts that REUSE collects in LICENSES are each about some files.
func rankOf(f *inventory.File, dir string) rank {
	r := ofFile
	switch {
	case slices.Contains(f.Roles, inventory.RoleLicense):
		r = ofLicense
	case slices.Contains(f.Roles, inventory.RoleReadme):
		r = ofReadme
	default:
		return ofFile
	}
	if at := places.Folder(f.Path); at != dir && at != path.Join(dir, "META-INF") {
		return ofFile
	}
	return r
}

type componentClaim struct {
	component string
	rank      rank // the highest of the files
	inventory.Claim
}

// detected gives every file its component and sums up what was detected in the files of each: one
// claim for each distinct expression, in the order of the files. What the files of the highest rank say is
// about the component as a whole, the rest about its parts. A list of licences counts with what it states
// of the files that are there, which is stated by path, and not once more for naming them.
func (t *tree) detected(files []inventory.File, stated map[string]map[string]bool) []componentClaim {
	type key struct{ component, license string }
	var claims []componentClaim
	index := map[key]int{}
	highest := map[string]rank{}
	licenses := referrals{tree: t, files: files}
	whose := places.Asker{Tree: t.Tree}
	for i := range files {
		f := &files[i]
		p := whose.Of(f.Path)
		if p < 0 {
			continue
		}
		f.Component = t.List[p].Component.ID
		findings := licenses.followed(f, ownWords(f.Findings))
		e, readings := detect.Expression(findings)
		if e == nil || repeats(e, stated[t.images.path(i, f.Path)]) || repeats(e, statedOf(f)) {
			continue
		}
		r := rankOf(f, t.List[p].Dir)
		if _, is := t.Place(f.Path); is { // the component is the file
			r = ofLicense
		}
		if r > ofFile {
			highest[f.Component] = max(highest[f.Component], r)
		}
		k := key{f.Component, e.String()}
		n, ok := index[k]
		if !ok {
			n = len(claims)
			index[k] = n
			claims = append(claims, componentClaim{f.Component, r, inventory.Claim{
				Kind: inventory.Detected, Origin: inventory.OriginScan, License: inventory.KnownLicense(e, readings...),
			}})
		} else if len(readings) == 0 {
			claims[n].License.Readings = nil // one file says it for certain
		}
		claims[n].Count++
		claims[n].show(findings, r)
	}
	for i := range claims {
		c := &claims[i]
		c.Partial = c.rank == ofFile || c.rank < highest[c.component] && !c.offers(claims)
	}
	return claims
}

// statedOf gives the licences that other files state of a file: what is found in it confirms them.
func statedOf(f *inventory.File) map[string]bool {
	var atoms map[string]bool
	for _, x := range f.Findings {
		if x.Kind != inventory.FoundAnnotation {
			continue
		}
		if atoms == nil {
			atoms = map[string]bool{}
		}
		for _, atom := range spdx.Atoms(x.Expression) {
			atoms[atom.String()] = true
		}
	}
	return atoms
}

// repeats reports whether all licences of an expression are among those stated.
func repeats(e spdx.Expression, stated map[string]bool) bool {
	if len(stated) == 0 {
		return false
	}
	for _, atom := range spdx.Atoms(e) {
		if !stated[atom.String()] {
			return false
		}
	}
	return true
}

// offers reports whether a README says of the licence files of its component, one for each branch and no
// others, that one may choose between them, which the files side by side cannot say.
func (c *componentClaim) offers(claims []componentClaim) bool {
	if _, isOr := c.License.Expression.(spdx.Or); !isOr || c.rank != ofReadme {
		return false
	}
	branches := map[string]bool{}
	for _, atom := range spdx.Atoms(c.License.Expression) {
		branches[atom.String()] = true
	}
	there := map[string]bool{}
	for _, other := range claims {
		if other.component != c.component || other.rank != ofLicense {
			continue
		}
		meant := ""
		for _, r := range append(slices.Clone(other.License.Readings), other.License.Expression) {
			if branches[r.String()] {
				meant = r.String()
			}
		}
		if meant == "" {
			return false
		}
		there[meant] = true
	}
	return len(there) == len(branches)
}

// show adds the places of one file's findings to the evidence: before those of files with a lower rank, else behind.
func (c *componentClaim) show(findings []inventory.Finding, r rank) {
	if r <= c.rank && len(c.Evidence) == maxEvidence {
		return
	}
	places := detect.Places(findings)
	if r > c.rank {
		c.rank = r
		c.Evidence = append(places, c.Evidence...)
	} else {
		c.Evidence = append(c.Evidence, places...)
	}
	c.Evidence = c.Evidence[:min(len(c.Evidence), maxEvidence)]
}

// ownWords leaves out what a manifest's field or another file says: those are declarations, which
// have claims of their own.
func ownWords(findings []inventory.Finding) []inventory.Finding {
	declared := func(f inventory.Finding) bool {
		return f.Kind == inventory.FoundManifest || f.Kind == inventory.FoundAnnotation
	}
	if !slices.ContainsFunc(findings, declared) { // as of most files
		return findings
	}
	return slices.DeleteFunc(slices.Clone(findings), declared)
}
