// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
	"lizenzlotse/scanner/source"
)

// own lets files belong to the package that the database of their system says they are part of, unless a manifest nearer to them
// describes them.
func (t *tree) own(files []inventory.File, list []*manifest.Dependencies) {
	for _, d := range list {
		if len(d.Owns) == 0 {
			continue
		}
		place := map[string]int{}
		for i, p := range t.List {
			if _, ok := place[p.Component.ID]; !ok {
				place[p.Component.ID] = i
			}
		}
		byID := map[string]*inventory.Component{}
		byName := map[string]string{}
		for i := range d.Components {
			c := &d.Components[i]
			byID[c.ID] = c
			for _, x := range c.Instances {
				byName[c.Name], byName[x.Ref] = c.ID, c.ID
			}
		}
		prefix := d.Folder + "/"
		if d.Folder == "." {
			prefix = ""
		}
		first, _ := slices.BinarySearchFunc(files, prefix, func(f inventory.File, p string) int { return strings.Compare(f.Path, p) })
		found := map[string]int{}
		hidden := t.images.under(d.Folder)
		if len(hidden) > 0 {
			first = 0
		}
		for _, f := range files[first:] {
			rel, ok := strings.CutPrefix(f.Path, prefix)
			if !ok {
				if len(hidden) == 0 {
					break
				}
				layer := t.images.layerOf(f.Path)
				if !hidden[layer] {
					continue
				}
				rel = f.Path[len(layer)+1:] // no longer seen, and still a file of the package
			}
			rel, _, _ = strings.Cut(rel, "!/")
			id := ownerOf(d.Owns, rel)
			if base, ok := strings.CutPrefix(rel, "var/lib/dpkg/info/"); ok { // what dpkg keeps of a package, as its scripts
				base = strings.TrimSuffix(base, path.Ext(base))
				id = cmp.Or(byName[base], id)
			}
			c := byID[id]
			if c == nil {
				continue
			}
			if at := t.At(f.Path); at >= 0 && len(t.List[at].Dir) > len(d.Folder) && within(t.List[at].Dir, d.Folder) {
				continue
			}
			i, ok := place[id]
			if !ok {
				i = t.addPackage(d, c)
				place[id] = i
			}
			found[f.Path] = i
		}
		for p, i := range found {
			t.Own(p, i)
		}
	}
}

// addPackage makes a place of a package without a folder of its own: beside the database that names it.
func (t *tree) addPackage(d *manifest.Dependencies, c *inventory.Component) int {
	return t.Add(path.Join(d.Folder, "\x00"+c.ID), inventory.Component{ID: c.ID, PURL: c.PURL, Name: c.Name, Version: c.Version,
		Role: c.Role, Type: c.Type, Instances: []inventory.Instance{{Path: path.Dir(d.Document.ID)}}})
}

// ownerOf finds the package of a file. A database may still name it by the folder that is a link into usr today.
func ownerOf(owns map[string]string, rel string) string {
	if id := owns[rel]; id != "" {
		return id
	}
	if inner, ok := strings.CutPrefix(rel, "usr/"); ok {
		for _, folder := range []string{"bin/", "sbin/", "lib/", "lib32/", "lib64/", "libx32/"} {
			if strings.HasPrefix(inner, folder) {
				return owns[inner]
			}
		}
	}
	return ""
}

// maxLinked bounds how many links lead from one package to the next.
const maxLinked = 8

// borrowed gives packages that have their documents with another, to which a link leads, what these say.
func (t *tree) borrowed(claims []componentClaim, links []source.Link, list []*manifest.Dependencies) (borrowed []componentClaim) {
	if len(links) == 0 {
		return nil
	}
	documented := map[string]string{} // package, by the folder for its documents
	for _, d := range list {
		if len(d.Owns) > 0 {
			maps.Copy(documented, d.Places)
		}
	}
	targets := map[string]string{}
	for _, link := range links {
		for _, name := range t.images.linked(link.Path) {
			targets[name] = link.Target
		}
	}
	byComponent := map[string][]int{}
	for i := range claims {
		byComponent[claims[i].component] = append(byComponent[claims[i].component], i)
	}
	for _, link := range links {
		for _, name := range t.images.linked(link.Path) {
			target := name
			for range maxLinked {
				to, ok := targets[target]
				if !ok {
					break
				}
				target = path.Join(path.Dir(target), strings.TrimPrefix(to, "/usr/share/doc/"))
			}
			from, ok := t.Place(target)
			to, known := documented[name]
			if !ok || !known || t.List[from].Component.ID == to {
				continue
			}
			for _, i := range byComponent[t.List[from].Component.ID] {
				claim := claims[i]
				claim.component = to
				claim.Evidence = slices.DeleteFunc(slices.Clone(claim.Evidence), func(e inventory.Evidence) bool {
					return !slices.Contains(t.images.names(e.Path), path.Join(target, path.Base(e.Path)))
				})
				if len(claim.Evidence) > 0 {
					claim.Count = len(claim.Evidence)
					borrowed = append(borrowed, claim)
				}
			}
		}
	}
	return borrowed
}
