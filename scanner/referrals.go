// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// referrals are the licence files of an input, where files that say "see the file LICENSE" lead.
type referrals struct {
	byDir map[string][]*inventory.File
}

// newReferrals collects the licence files by their folders.
func newReferrals(files []inventory.File) *referrals {
	r := &referrals{map[string][]*inventory.File{}}
	for i := range files {
		if f := &files[i]; slices.Contains(f.Roles, inventory.RoleLicense) {
			dir := path.Dir(f.Path)
			r.byDir[dir] = append(r.byDir[dir], f)
		}
	}
	return r
}

// followed puts in place of each finding that only says where the licence stands what that file says. One that names no
// licence file beside or above its own, or several, or one whose licence is not known, stays.
func (r *referrals) followed(f *inventory.File, findings []inventory.Finding) []inventory.Finding {
	var list []inventory.Finding
	for i := range findings {
		if !isReferral(&findings[i]) {
			continue
		}
		if e, readings := r.follow(f.Path, findings[i].Evidence.Quote); e != nil {
			if list == nil {
				list = slices.Clone(findings)
			}
			list[i].Expression, list[i].Readings = e, readings
		}
	}
	if list == nil {
		return findings
	}
	return list
}

func isReferral(f *inventory.Finding) bool {
	l, ok := f.Expression.(spdx.License)
	return ok && l.ID == detect.RefElsewhere
}

// follow is what the licence file says that words in a file name: the nearest of its folders that has one counts.
func (r *referrals) follow(from, words string) (spdx.Expression, []spdx.Expression) {
	names := strings.FieldsFunc(words, func(c rune) bool { return strings.ContainsRune(" \t\"'`()<>,;:/*", c) })
	for dir := path.Dir(from); ; dir = path.Dir(dir) {
		if file, found := pick(r.byDir[dir], names); file != nil && file.Path != from {
			e, readings := detect.Expression(ownWords(file.Findings))
			if e == nil || slices.ContainsFunc(spdx.Atoms(e), func(atom spdx.Expression) bool { return strings.HasPrefix(atom.String(), detect.UnknownPrefix) }) {
				return nil, nil
			}
			return e, readings
		} else if found || dir == "." || dir == "/" || strings.HasSuffix(dir, "!") { // what lies around an archive is not what its files speak of
			return nil, nil
		}
	}
}

// pick is the one licence file among those of a folder that words name: by its whole name, else without its ending.
// With several, found is true and there is none.
func pick(files []*inventory.File, words []string) (file *inventory.File, found bool) {
	for _, whole := range []bool{true, false} {
		for _, f := range files {
			if !names(words, path.Base(f.Path), whole) {
				continue
			}
			if found {
				return nil, true
			}
			file, found = f, true
		}
		if found {
			return file, true
		}
	}
	return nil, false
}

// names reports whether words name a file. A name without its ending is one in capitals or before "file": "license" alone is
// a word like others.
func names(words []string, base string, whole bool) bool {
	stem := strings.TrimSuffix(base, path.Ext(base))
	for i, w := range words {
		w = strings.TrimRight(w, ".")
		switch {
		case whole && strings.EqualFold(w, base) && (w != strings.ToLower(w) || strings.Contains(w, ".")),
			!whole && strings.EqualFold(w, stem) && (w == strings.ToUpper(w) || i+1 < len(words) && strings.EqualFold(words[i+1], "file")):
			return true
		}
	}
	return false
}
