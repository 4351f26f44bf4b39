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
	tree    *tree
	files   []inventory.File
	folders map[string]*licenseFolder           // nil: not collected yet
	holders map[*inventory.File]map[string]bool // of licence files, by [inventory.HolderKey]
	around  map[surroundings]*holderCount       // nil: not counted yet
}

// A licenseFolder has the licence files of a folder by their names in lower case, with and without ending; nil where several
// have the same.
type licenseFolder struct{ whole, stem map[string]*inventory.File }

// surroundings are the files of a place, those in an archive apart.
type surroundings struct {
	place   int
	archive string
}

// A holderCount counts files by who holds them.
type holderCount struct {
	files int
	of    map[string]int // by [inventory.HolderKey]
}

// collect finds the licence files, by their folders.
func (r *referrals) collect() {
	r.folders, r.holders = map[string]*licenseFolder{}, map[*inventory.File]map[string]bool{}
	for i := range r.files {
		f := &r.files[i]
		if !slices.Contains(f.Roles, inventory.RoleLicense) {
			continue
		}
		dir, base := path.Dir(f.Path), strings.ToLower(path.Base(f.Path))
		d := r.folders[dir]
		if d == nil {
			d = &licenseFolder{map[string]*inventory.File{}, map[string]*inventory.File{}}
			r.folders[dir] = d
		}
		add(d.whole, base, f)
		add(d.stem, strings.TrimSuffix(base, path.Ext(base)), f)
	}
}

func add(names map[string]*inventory.File, name string, f *inventory.File) {
	if _, ok := names[name]; ok {
		f = nil
	}
	names[name] = f
}

// followed puts in place of each finding that only says where the licence stands what that file says. One that names no
// licence file beside or above its own within its component, or several, or one whose licence is not known, stays; and so does
// that of a file which others hold: whoever copied it left its licence file behind.
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
	if r.folders == nil {
		r.collect()
	}
	names := strings.FieldsFunc(words, func(c rune) bool { return strings.ContainsRune(" \t\"'`()<>,;:/*", c) })
	top := r.tree.List[r.tree.Of(from.Path)].Dir
	for dir := path.Dir(from.Path); ; dir = path.Dir(dir) {
		if file, found := r.folders[dir].named(names); file != nil && file != from && r.speaksOf(file, from) {
			e, readings := detect.Expression(ownWords(file.Findings))
			if e == nil || slices.ContainsFunc(spdx.Atoms(e), func(atom spdx.Expression) bool { return strings.HasPrefix(atom.String(), detect.UnknownPrefix) }) {
				return nil, nil
			}
			return e, readings
		} else if found || dir == top || dir == "." || dir == "/" || strings.HasSuffix(dir, "!") {
			return nil, nil
		}
	}
}

// named is the one licence file of a folder that words name: by its whole name, else without its ending. With several, found is
// true and there is none. A name without its ending is one in capitals or before "file": "license" alone is a word like others.
func (d *licenseFolder) named(words []string) (file *inventory.File, found bool) {
	if d == nil {
		return nil, false
	}
	for _, names := range []map[string]*inventory.File{d.whole, d.stem} {
		for i, w := range words {
			w = strings.TrimRight(w, ".")
			f, ok := names[strings.ToLower(w)]
			isName := w == strings.ToUpper(w) || strings.Contains(w, ".") || i+1 < len(words) && strings.EqualFold(words[i+1], "file")
			if !ok || !isName || f == file && found {
				continue
			}
			if found || f == nil {
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

// speaksOf reports whether a licence file may speak of a file: that names no holder, or both name one in common, or the licence
// file names none and who holds the file holds at least half of the files of the component.
func (r *referrals) speaksOf(license, f *inventory.File) bool {
	mine := holdersOf(f)
	if len(mine) == 0 {
		return true
	}
	theirs, known := r.holders[license]
	if !known {
		theirs = holdersOf(license)
		r.holders[license] = theirs
	}
	if len(theirs) > 0 {
		for key := range mine {
			if theirs[key] {
				return true
			}
		}
		return false
	}
	around := r.count(f.Path)
	for key := range mine {
		if 2*around.of[key] >= around.files {
			return true
		}
	}
	return false
}

// count counts who wrote the files around one that names a holder, the first time those of all.
func (r *referrals) count(file string) *holderCount {
	at := func(file string) surroundings {
		return surroundings{r.tree.Of(file), file[:strings.LastIndex(file, "!/")+1]}
	}
	if r.around == nil {
		r.around = map[surroundings]*holderCount{}
		for i := range r.files {
			keys := holdersOf(&r.files[i])
			if len(keys) == 0 {
				continue
			}
			s := at(r.files[i].Path)
			if r.around[s] == nil {
				r.around[s] = &holderCount{of: map[string]int{}}
			}
			r.around[s].files++
			for key := range keys {
				r.around[s].of[key]++
			}
		}
	}
	return r.around[at(file)]
}

// holdersOf are those who hold a file, by [inventory.HolderKey].
func holdersOf(f *inventory.File) map[string]bool {
	var keys map[string]bool
	for _, c := range f.Copyrights {
		if key := inventory.HolderKey(c.Holder); key != "" {
			if keys == nil {
				keys = map[string]bool{}
			}
			keys[key] = true
		}
	}
	return keys
}
