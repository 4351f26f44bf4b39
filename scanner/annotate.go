// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/places"
	"lizenzlotse/scanner/reuse"
	"lizenzlotse/scanner/source"
	"lizenzlotse/scanner/spdx"
)

// annotations are the statements of one file about others, in its order.
type annotations struct {
	path string
	list []reuse.Annotation
}

// readAnnotations reads REUSE.toml, debian/copyright and their like. A fault of a parser loses that file only.
func readAnnotations(e *source.Entry) (a annotations, issues []inventory.Issue) {
	defer func() {
		if r := recover(); r != nil {
			a, issues = annotations{}, []inventory.Issue{{Code: "unreadable", Path: e.Path,
				Args: inventory.Args{"detail": fmt.Sprint(r)}, Effect: inventory.Unread}}
		}
	}()
	list, issues := reuse.Read(e.Data, e.Path)
	return annotations{e.Path, list}, issues
}

// setOf puts the statements of all files together, in the order of their paths.
func setOf(all []annotations) *reuse.Set {
	slices.SortFunc(all, func(a, b annotations) int { return cmp.Compare(a.path, b.path) })
	var list []reuse.Annotation
	for _, a := range all {
		list = append(list, a.list...)
	}
	return reuse.NewSet(list)
}

// licensesStated gives the licences that each of the files states of others, by its path.
func licensesStated(all []annotations) map[string]map[string]bool {
	stated := map[string]map[string]bool{}
	for _, a := range all {
		atoms := map[string]bool{}
		for _, x := range a.list {
			for _, l := range x.Licenses {
				if l.State != inventory.Known {
					continue
				}
				for _, atom := range spdx.Atoms(l.Expression) {
					atoms[atom.String()] = true
				}
			}
		}
		stated[a.path] = atoms
	}
	return stated
}

// named settles what a text leaves open by the name of its file, where REUSE keeps the texts of
// licences: LICENSES/GPL-2.0-or-later.txt holds the text of the GPL 2, which says nothing of later versions.
// A text of another licence than the name says is noted.
func named(findings []inventory.Finding, name string) []inventory.Issue {
	id, ok := reuse.LicenseFile(name)
	if !ok {
		return nil
	}
	names := func(atom spdx.Expression) bool {
		s := atom.String()
		return s == id || s == id+"-only" || s == id+"-or-later" || strings.HasSuffix(s, " WITH "+id)
	}
	matches, other := false, ""
	for i := range findings {
		f := &findings[i]
		for _, e := range append(slices.Clone(f.Readings), f.Expression) {
			if e == nil || !slices.ContainsFunc(spdx.Atoms(e), names) {
				continue
			}
			matches = true
			if len(f.Readings) > 0 && e.String() == id {
				f.Expression, f.Readings, f.Confidence = e, nil, inventory.Medium
				break
			}
		}
		if f.Kind == inventory.FoundText && other == "" {
			other = spdx.Text(f.Expression)
		}
	}
	if matches || other == "" || strings.HasPrefix(id, "LicenseRef-") {
		return nil
	}
	return []inventory.Issue{{Code: "license-misnamed", Path: name, Effect: inventory.Note, Args: inventory.Args{"named": id, "found": other}}}
}

// annotate gives every file what others say of it, beside what was found in it, and sums up the
// claims that are made so about components.
func (t *tree) annotate(files []inventory.File, all []annotations) ([]componentClaim, []inventory.Issue) {
	if len(all) == 0 {
		return nil, nil
	}
	set := setOf(all)
	claims := statements{index: map[statement]int{}}
	read := map[string][]inventory.Copyright{} // by what was read: one statement is about many files
	whose := places.Asker{Tree: t.Tree}
	t.whatIsSaid(files, set, func(f *inventory.File, said []reuse.Annotation) {
		for _, a := range said {
			for _, l := range a.Licenses {
				if l.State == inventory.Known {
					f.Findings = append(f.Findings, annotationFinding(a, l))
				}
				if p := whose.Of(f.Path); p >= 0 {
					claims.add(t.List[p].Component.ID, t.images.folder(t.List[p].Dir), a, l)
				}
			}
			for _, s := range a.Copyrights {
				list, ok := read[s]
				if !ok {
					list = copyrightsOf(s)
					read[s] = list
				}
				for _, c := range list {
					c.Path, c.Line = a.CopyrightEvidence.Path, a.CopyrightEvidence.Line.First
					f.Copyrights = append(f.Copyrights, c)
				}
			}
		}
		f.License, _ = detect.Expression(f.Findings)
	})
	return claims.list, set.Issues()
}

// whatIsSaid hands over what the statements say of each file, in the order of the files. The set is asked of those that follow
// meanwhile: of a large tree that takes as long as what is done with the answers.
func (t *tree) whatIsSaid(files []inventory.File, set *reuse.Set, take func(f *inventory.File, said []reuse.Annotation)) {
	const piece = 256
	answers := make(chan [][]reuse.Annotation, 4)
	go func() {
		defer close(answers)
		for from := 0; from < len(files); from += piece {
			said := make([][]reuse.Annotation, min(piece, len(files)-from))
			for i := range said {
				f := &files[from+i]
				said[i] = set.For(t.images.path(from+i, f.Path), len(f.Findings) > 0, len(f.Copyrights) > 0)
			}
			answers <- said
		}
	}()
	next := 0
	for list := range answers {
		for _, said := range list {
			take(&files[next], said)
			next++
		}
	}
}

// copyrightsOf reads what a statement says line by line.
func copyrightsOf(s string) (list []inventory.Copyright) {
	for line := range strings.Lines(s) {
		if c, ok := detect.ReadCopyright(line); ok {
			list = append(list, c)
		}
	}
	return list
}

func annotationFinding(a reuse.Annotation, l inventory.License) inventory.Finding {
	return inventory.Finding{Expression: l.Expression, Readings: l.Readings,
		Kind: inventory.FoundAnnotation, Confidence: inventory.High, Evidence: a.Evidence}
}

// A statement is what one file says of the files of a component.
type statement struct{ component, origin, license string }

type statements struct {
	list  []componentClaim
	index map[statement]int
}

func (s *statements) add(component, dir string, a reuse.Annotation, l inventory.License) {
	k := statement{component, a.Evidence.Path, string(l.State) + " " + l.String()}
	n, ok := s.index[k]
	if !ok {
		n = len(s.list)
		s.index[k] = n
		s.list = append(s.list, componentClaim{component: component, Claim: inventory.Claim{
			Kind: inventory.Declared, Origin: a.Evidence.Path, License: l, Partial: true, Evidence: []inventory.Evidence{a.Evidence},
		}})
	}
	s.list[n].Count++
	if isOfAll(a, dir) {
		s.list[n].Partial = false
	}
}

// isOfAll reports whether a statement is about everything in a folder.
func isOfAll(a reuse.Annotation, dir string) bool {
	everything := "*"
	if a.Format == reuse.TOML {
		everything = "**"
	}
	return a.Format != reuse.Sidecar && a.Folder == dir && slices.Contains(a.Globs, everything)
}

// collectCopyrights lists for each component the notices of its files.
func (t *tree) collectCopyrights(files []inventory.File) (issues []inventory.Issue) {
	byPlace := make([][][]inventory.Copyright, len(t.List))
	whose := places.Asker{Tree: t.Tree}
	for i := range files {
		if len(files[i].Copyrights) == 0 {
			continue
		}
		if p := whose.Of(files[i].Path); p >= 0 {
			byPlace[p] = append(byPlace[p], files[i].Copyrights)
		}
	}
	for p, all := range byPlace {
		lines, more := inventory.MergeCopyrights(all...)
		t.List[p].Component.Copyrights = append(t.List[p].Component.Copyrights, lines...)
		if more > 0 {
			issues = append(issues, inventory.Issue{Code: "copyrights-limited", Path: outside(path.Clean(t.List[p].Dir)), Effect: inventory.Note,
				Args: inventory.Args{"more": strconv.Itoa(more)}})
		}
	}
	return issues
}
