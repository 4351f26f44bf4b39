// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package places knows whose the files of an input are: which folder belongs to which component, as manifests, the databases of systems
// and copied libraries say, and so the component of every file.
package places

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A Place is a folder of the input, or a file, and the component that what is there belongs to.
type Place struct {
	Dir       string
	Component inventory.Component
}

// A Tree has the places. A file belongs to the nearest one above it, unless it is somebody's by name.
type Tree struct {
	List  []Place
	Roots []int          // indices of the places that hold everything else of an input
	at    map[string]int // index in List, by folder or file
	owned map[string]int // the same for files that belong to none of the folders round them
}

// New gives a tree without places.
func New() *Tree { return &Tree{at: map[string]int{}, owned: map[string]int{}} }

// Add makes a place, and gives its index. Of several for one folder the last has it.
func (t *Tree) Add(dir string, component inventory.Component) int {
	i := len(t.List)
	t.List = append(t.List, Place{dir, component})
	t.at[dir] = i
	return i
}

// Share gives a place another folder or file besides its own.
func (t *Tree) Share(path string, i int) { t.at[path] = i }

// Own gives a file to a place that it does not lie in.
func (t *Tree) Own(file string, i int) { t.owned[file] = i }

// Owned reports whether a file was given away by [Tree.Own].
func (t *Tree) Owned(file string) bool {
	_, ok := t.owned[file]
	return ok
}

// Place finds the place that a folder or file is itself.
func (t *Tree) Place(path string) (i int, ok bool) {
	i, ok = t.at[path]
	return i, ok
}

// At finds the place a file or folder lies in; -1 if no place is above it.
func (t *Tree) At(file string) int {
	if i, ok := t.owned[file]; ok {
		return i
	}
	for dir := Folder(file); ; dir = Folder(dir) {
		if i, ok := t.at[dir]; ok {
			return i
		}
		if dir == "." || dir == "/" {
			return -1
		}
	}
}

// Of finds the place a file belongs to, which may be the file itself; -1 if it belongs to none.
func (t *Tree) Of(file string) int {
	if i, ok := t.at[file]; ok {
		return i
	}
	return t.At(file)
}

// An Asker asks a tree, which must not change meanwhile, of many files. Those that come one after the other mostly lie in one folder, and
// it is asked of once. It serves one goroutine.
type Asker struct {
	*Tree
	folder string
	place  int // of what lies in folder
}

// At is [Tree.At].
func (a *Asker) At(file string) int {
	if len(a.owned) > 0 {
		return a.Tree.At(file)
	}
	if folder := Folder(file); folder != a.folder { // which is empty at first, as no folder's name is
		a.folder, a.place = folder, a.Tree.At(file)
	}
	return a.place
}

// Of is [Tree.Of].
func (a *Asker) Of(file string) int {
	if i, ok := a.at[file]; ok {
		return i
	}
	return a.At(file)
}

// Outermost are the places that lie in no other and are not the work of others, by index.
func (t *Tree) Outermost() []int {
	var list []int
	for i, p := range t.List {
		if p.Component.Role != inventory.ThirdParty && (p.Dir == "." || t.At(p.Dir) < 0) {
			list = append(list, i)
		}
	}
	return list
}

// Contained relates each place to those directly inside it. The roots are in none.
func (t *Tree) Contained() []inventory.Relation {
	type pair struct{ from, to string }
	var list []inventory.Relation
	seen := map[pair]bool{}
	for i, p := range t.List {
		if slices.Contains(t.Roots, i) {
			continue
		}
		outer := t.At(p.Dir)
		if outer < 0 {
			continue
		}
		r := pair{t.List[outer].Component.ID, p.Component.ID}
		if r.from != r.to && !seen[r] { // a package may lie at several places
			seen[r] = true
			list = append(list, inventory.Relation{From: r.from, To: r.to, Kind: inventory.Contains})
		}
	}
	return list
}

// RootIDs are the components of the roots.
func (t *Tree) RootIDs() []string {
	var list []string
	for _, i := range t.Roots {
		list = append(list, t.List[i].Component.ID)
	}
	return list
}

// Folder is the folder of a file or folder of the input: [path.Dir] for whoever asks it of all of them, as these paths are clean.
func Folder(p string) string {
	switch i := strings.LastIndexByte(p, '/'); i {
	case -1:
		return "."
	case 0:
		return "/"
	default:
		return p[:i]
	}
}

// HasFolder reports whether one of the files, which are sorted by path, lies in a folder.
func HasFolder(files []inventory.File, folder string) bool {
	i, _ := slices.BinarySearchFunc(files, folder+"/", func(f inventory.File, p string) int { return strings.Compare(f.Path, p) })
	return i < len(files) && strings.HasPrefix(files[i].Path, folder+"/")
}
