// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/places"
)

// A tree is the places of an input, and what the images in it show.
type tree struct {
	*places.Tree
	images *unions
}

// newTree lays out the places: one for each folder with a manifest, and one for the root of each
// input that holds files of its own.
func newTree(v *inventory.Inventory, manifests []described, images *unions) *tree {
	t := &tree{places.New(), images}
	for _, m := range manifests {
		if i, ok := t.Place(m.dir); ok {
			if m.component.Publiccode != nil && t.List[i].Component.Publiccode != nil {
				v.Issues = append(v.Issues, inventory.Issue{Code: "publiccode-twice", Path: m.component.Publiccode.Path, Effect: inventory.Note,
					Args: inventory.Args{"file": t.List[i].Component.Publiccode.Path}})
			}
			into := &t.List[i].Component
			if into.Version == "" && m.component.Version != "" && inventory.WithoutVersion(m.component.ID) == into.ID {
				into.ID, into.PURL = m.component.ID, m.component.PURL // the same, and which version of it
			}
			merge(into, &m.component)
			continue
		}
		m.component.Name = cmp.Or(m.component.Name, folderName(m.dir, v.Subject))
		t.Add(m.dir, m.component)
	}
	for _, root := range rootsOf(v.Files, v.Subject, v.Interrupted() == nil) {
		i, ok := t.Place(root.dir)
		if !ok && !slices.ContainsFunc(v.Files, func(f inventory.File) bool {
			return isContent(f) && !accompanies(f) && within(f.Path, root.dir) && t.At(f.Path) < 0
		}) {
			continue // everything belongs to a component below, but for the papers that came with it
		}
		if !ok {
			i = t.Add(root.dir, inventory.Component{
				ID: "file:" + root.dir, Name: root.name,
				Instances: []inventory.Instance{{Path: root.dir}},
			})
		}
		t.Roots = append(t.Roots, i)
	}
	if outer := t.Outermost(); len(t.Roots) == 0 && len(outer) == 1 {
		t.Roots = outer // nothing but papers lies beside it
	}
	return t
}

func publiccodeOf(m described) string {
	if m.component.Publiccode == nil {
		return ""
	}
	return m.component.Publiccode.Path
}

func within(file, dir string) bool { return dir == "." || strings.HasPrefix(file, dir+"/") }

// isContent tells what is examined from what describes or wraps it.
func isContent(f inventory.File) bool {
	return !slices.Contains(f.Roles, inventory.RoleSBOM) && !slices.Contains(f.Roles, inventory.RoleArchive) && !slices.Contains(f.Roles, inventory.RoleList) &&
		(len(f.Findings) > 0 || !slices.Contains(f.Roles, inventory.RoleDeclaration))
}

type root struct{ dir, name string }

// rootsOf finds for each input the folder that all its content lies in: ".", or the one folder
// that source archives put round everything, which is known if all of it was seen.
func rootsOf(files []inventory.File, subject inventory.Subject, all bool) []root {
	var roots []root
	index := map[string]int{}
	for _, f := range files {
		if !isContent(f) {
			continue
		}
		input := ""
		if dir, _, found := strings.Cut(f.Path, "/"); found && subject.Kind == inventory.KindBundle {
			input = dir
		}
		i, ok := index[input]
		if !ok {
			index[input] = len(roots)
			dir := places.Folder(f.Path)
			if !all {
				dir = cmp.Or(input, ".")
			}
			dir = outside(dir)
			roots = append(roots, root{dir: dir})
			continue
		}
		if roots[i].dir != "." {
			roots[i].dir = commonDir(roots[i].dir, outside(places.Folder(f.Path)))
		}
	}
	for i := range roots {
		roots[i].name = folderName(roots[i].dir, subject)
	}
	// Files that are inputs of a bundle themselves have the root round all others. It comes last, so
	// that it takes only what belongs to none of them.
	if i := slices.IndexFunc(roots, func(r root) bool { return r.dir == "." }); i >= 0 {
		roots = append(slices.Delete(roots, i, i+1), root{".", subject.Name})
	}
	return roots
}

// folderName names a component that nothing else names.
func folderName(dir string, subject inventory.Subject) string {
	if dir == "." {
		return subject.Name
	}
	return strings.TrimSuffix(path.Base(dir), "!")
}

func commonDir(a, b string) string {
	for a != b {
		switch {
		case len(a) > len(b):
			a = path.Dir(a)
		case len(b) > len(a):
			b = path.Dir(b)
		default:
			a, b = path.Dir(a), path.Dir(b)
		}
	}
	return a
}
