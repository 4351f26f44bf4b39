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
	files []inventory.File
	byDir map[string][]*inventory.File
	wrote map[string]*holders // who holds the files below a folder with licence files, and below no nearer one; nil: not counted yet
}

// holders are counted in files.
type holders struct {
	files int
	of    map[string]int // by [inventory.HolderKey]
}

// newReferrals collects the licence files by their folders.
func newReferrals(files []inventory.File) *referrals {
	r := &referrals{files, map[string][]*inventory.File{}, nil}
	for i := range files {
		if f := &files[i]; slices.Contains(f.Roles, inventory.RoleLicense) {
			dir := path.Dir(f.Path)
			r.byDir[dir] = append(r.byDir[dir], f)
		}
	}
	return r
}

// followed puts in place of each finding that only says where the licence stands what that file says. One that names no
// licence file beside or above its own, or several, or one whose licence is not known, stays; and so does that of a file which
// others hold: whoever copied it left its licence file behind.
func (r *referrals) followed(f *inventory.File, findings []inventory.Finding) []inventory.Finding {
	var list []inventory.Finding
	for i := range findings {
		if !isReferral(&findings[i]) {
			continue
		}
		if e, readings := r.follow(f, findings[i].Evidence.Quote); e != nil {
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
func (r *referrals) follow(from *inventory.File, words string) (spdx.Expression, []spdx.Expression) {
	names := strings.FieldsFunc(words, func(c rune) bool { return strings.ContainsRune(" \t\"'`()<>,;:/*", c) })
	for dir := path.Dir(from.Path); ; dir = path.Dir(dir) {
		if file, found := pick(r.byDir[dir], names); file != nil && file != from {
			e, readings := detect.Expression(ownWords(file.Findings))
			if e == nil || slices.ContainsFunc(spdx.Atoms(e), func(atom spdx.Expression) bool { return strings.HasPrefix(atom.String(), detect.UnknownPrefix) }) || !r.isOf(file, from) {
				return nil, nil
			}
			return e, readings
		} else if found || dir == "." || dir == "/" || strings.HasSuffix(dir, "!") { // what lies around an archive is not what its files speak of
			return nil, nil
		}
	}
}

// isOf reports whether a licence file may speak of a file: they name a holder in common, or one of them names none and who holds
// the file holds at least half of those that the licence file is the nearest of.
func (r *referrals) isOf(license, f *inventory.File) bool {
	mine, theirs := holderKeys(f), holderKeys(license)
	if len(mine) == 0 {
		return true
	}
	if len(theirs) > 0 {
		return slices.ContainsFunc(mine, func(key string) bool { return slices.Contains(theirs, key) })
	}
	if r.wrote == nil {
		r.count()
	}
	around := r.wrote[path.Dir(license.Path)]
	return around != nil && slices.ContainsFunc(mine, func(key string) bool { return 2*around.of[key] >= around.files })
}

// count fills in who wrote the files.
func (r *referrals) count() {
	r.wrote = map[string]*holders{}
	for i := range r.files {
		keys := holderKeys(&r.files[i])
		dir := path.Dir(r.files[i].Path)
		for ; len(keys) > 0 && len(r.byDir[dir]) == 0 && dir != "." && dir != "/"; dir = path.Dir(dir) {
		}
		if len(keys) == 0 || len(r.byDir[dir]) == 0 {
			continue
		}
		around := r.wrote[dir]
		if around == nil {
			around = &holders{of: map[string]int{}}
			r.wrote[dir] = around
		}
		around.files++
		for _, key := range keys {
			around.of[key]++
		}
	}
}

// holderKeys are those who hold a file, each once.
func holderKeys(f *inventory.File) []string {
	var keys []string
	for _, c := range f.Copyrights {
		if key := inventory.HolderKey(c.Holder); key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
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
