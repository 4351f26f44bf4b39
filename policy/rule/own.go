// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Own is own code, as the policy tells it. The zero Own: there is none.
type Own struct {
	// Components are those that are own code, wholly or in part, as the inventory has them, without what is excluded.
	Components []*inventory.Component
	// File says of a file of an own component whether it is own code itself. Nil: all of them are.
	File func(*inventory.File) bool
}

func (o *Own) file(f *inventory.File) bool { return o.File == nil || o.File(f) }

// ownIndex is what rules about own code look up.
type ownIndex struct {
	files   map[string][]*inventory.File // of the own components, without what is excluded or not own
	around  map[string][]*inventory.File // the same with what is not own: where own code is a part of a component
	folders map[string]string            // folder: the own component that lies in it
}

func (w *World) indexOwnCode() *ownIndex {
	x := &ownIndex{files: map[string][]*inventory.File{}, around: map[string][]*inventory.File{}, folders: map[string]string{}}
	for _, c := range w.Own.Components {
		x.files[c.ID] = nil
		for _, dir := range w.folders(c) {
			x.folders[dir] = c.ID
		}
	}
	for i := range w.inv.Files {
		f := &w.inv.Files[i]
		list, own := x.files[f.Component]
		if !own || w.excluded != nil && w.excluded(f.Path) {
			continue
		}
		x.around[f.Component] = append(x.around[f.Component], f)
		if w.Own.file(f) {
			x.files[f.Component] = append(list, f)
		}
	}
	return x
}

// folders are those in which a component lies in the tree.
func (w *World) folders(c *inventory.Component) []string {
	var list []string
	for _, i := range c.Instances {
		if i.Path == "" || i.Document != "" {
			continue
		}
		dir := path.Clean(i.Path)
		if w.isFile[i.Path] {
			dir = path.Dir(dir)
		}
		list = append(list, dir)
	}
	return list
}

// roots are the folders a component lies in, and those of archives there: what is inside one has its path before "!/".
func (w *World) roots(c *inventory.Component) []string {
	var list []string
	for _, dir := range w.folders(c) {
		list = append(list, dir, dir+"!")
	}
	return list
}

func atRoot(file string, roots []string) bool {
	dir := path.Dir(file)
	if path.Base(dir) == "LICENSES" {
		dir = path.Dir(dir)
		return slices.Contains(roots, dir) || slices.Contains(roots, path.Dir(file))
	}
	return slices.Contains(roots, strings.TrimSuffix(dir, "/"))
}

// ownFiles are the files of own code that belong to the component and to no other, in the order of their paths.
func (c *Case) ownFiles() []*inventory.File { return c.World.ownCode().files[c.Component.ID] }

// filesAround are all files of the component, for what has to be there once.
func (c *Case) filesAround() []*inventory.File { return c.World.ownCode().around[c.Component.ID] }

// inner reports whether the component lies inside other own code: what has to be there once is asked of that.
func (c *Case) inner() bool {
	folders := c.World.folders(c.Component)
	index := c.World.ownCode().folders
	for _, dir := range folders {
		inside := false
		for dir != "." && dir != "/" && !inside {
			dir = path.Dir(dir)
			id, own := index[dir]
			inside = own && id != c.Component.ID
		}
		if !inside {
			return false
		}
	}
	return len(folders) > 0
}

// within gives the path of a file below the folder of the component, and false for what is not below it or lies in
// an archive there.
func (c *Case) within(file string) (string, bool) {
	for _, dir := range c.World.folders(c.Component) {
		rest, ok := file, true
		if dir != "." {
			if rest, ok = strings.CutPrefix(file, dir+"/"); !ok {
				rest, ok = strings.CutPrefix(file, dir+"!/")
			}
		}
		if ok && !strings.Contains(rest, "!/") {
			return rest, true
		}
	}
	return "", false
}

// licenseFiles are the licence files in the top folder, without those that REUSE collects in LICENSES: these
// speak of single files.
func (c *Case) licenseFiles() []*inventory.File {
	return slices.DeleteFunc(slices.Clone(c.textFiles()), func(f *inventory.File) bool { return inLicenses(f.Path) })
}

// textFiles are the files that carry the licences of the component: in its top folder and in LICENSES there.
func (c *Case) textFiles() []*inventory.File {
	roots := c.World.roots(c.Component)
	var list []*inventory.File
	for _, f := range c.World.files[c.Component.ID] {
		if atRoot(f.Path, roots) {
			list = append(list, f)
		}
	}
	return list
}

// whole is the case with the claims about the component as a whole: what stands in single files is left out.
func (c *Case) whole() *Case {
	k := *c
	k.License = Judged(slices.DeleteFunc(slices.Clone(c.Component.Claims), func(claim inventory.Claim) bool { return claim.Partial }))
	return &k
}

// stated are the single licences under which the component is offered: those that are declared of it, and those of the
// licence files in its top folder, by their texts.
func (c *Case) stated() map[string]bool {
	atoms := map[string]bool{}
	add := func(e spdx.Expression) {
		for _, a := range spdx.Atoms(e) {
			atoms[a.String()] = true
			atoms[spdx.Current(a).String()] = true
		}
	}
	for _, claim := range c.Component.Claims {
		if claim.Kind != inventory.Detected && !claim.Partial && claim.License.Expression != nil {
			add(claim.License.Expression)
			for _, r := range claim.License.Readings {
				add(r)
			}
		}
	}
	for _, f := range c.licenseFiles() {
		for _, x := range f.Findings {
			if x.Kind == inventory.FoundText && !isUnknown(x.Expression) {
				add(x.Expression)
				for _, r := range x.Readings {
					add(r)
				}
			}
		}
	}
	return atoms
}

// OwnLicense reports whether an expression as a whole is what the component itself is offered under: stated, or
// found in the licence files at its root.
func (c *Case) OwnLicense(e spdx.Expression) bool {
	if c.offered == nil {
		c.offered = map[string]bool{}
		for _, claim := range c.Component.Claims {
			if claim.Kind != inventory.Detected && !claim.Partial && claim.License.Expression != nil {
				c.offered[claim.License.Expression.String()] = true
			}
		}
		for _, f := range c.textFiles() {
			if f.License == nil {
				continue
			}
			c.offered[f.License.String()] = true
			if own := heading(f); own != nil {
				c.offered[own.String()] = true
			}
		}
	}
	return e != nil && c.offered[e.String()]
}

// heading is the licence whose text LICENSE or COPYING begins with: where texts of others follow, that one is the work's own. It is
// nil of other files, which may be all about others.
func heading(f *inventory.File) spdx.Expression {
	name := strings.ToLower(path.Base(f.Path))
	switch strings.TrimSuffix(name, path.Ext(name)) {
	case "license", "licence", "copying":
	default:
		return nil
	}
	if inLicenses(f.Path) || len(f.Findings) == 0 || f.Findings[0].Kind != inventory.FoundText || f.Findings[0].Confidence == inventory.Low {
		return nil
	}
	return f.Findings[0].Expression
}

// isUnknown reports whether a finding is one of terms that no list knows, and ours are the words for them.
func isUnknown(e spdx.Expression) bool {
	return slices.ContainsFunc(spdx.Atoms(e), func(a spdx.Expression) bool {
		l, ok := a.(spdx.License)
		return ok && strings.HasPrefix(l.ID, oursPrefix)
	})
}
