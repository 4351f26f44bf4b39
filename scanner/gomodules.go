// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"maps"
	"path"
	"slices"

	"golang.org/x/mod/semver"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
)

// settleModules lets the files of Go that are about one module speak together: a go.work replaces modules, and those that it holds together are
// of the project itself; of a module from before Go 1.17 its vendor/modules.txt or go.sum knows the versions, and the modules at
// one remove. Sums are the digests that all go.sum state.
func settleModules(list []*manifest.Dependencies) (settled []*manifest.Dependencies, sums map[string]string) {
	files := map[string]*manifest.Dependencies{} // by path
	sums = map[string]string{}
	slices.SortFunc(list, func(a, b *manifest.Dependencies) int { return cmp.Compare(a.Document.ID, b.Document.ID) })
	for _, d := range list {
		files[d.Document.ID] = d
		maps.Copy(sums, d.Sums)
	}
	at := func(dir, name, format string) *manifest.Dependencies {
		if d := files[path.Join(dir, name)]; d != nil && d.Document.Format == format {
			return d
		}
		return nil
	}
	for _, d := range list {
		switch dir := path.Dir(d.Document.ID); d.Document.Format {
		case manifest.GoMod:
			if d.Resolved {
				continue
			}
			if known := cmp.Or(at(dir, "vendor/modules.txt", manifest.GoVendor), at(dir, "go.sum", manifest.GoSum)); known != nil {
				raise(d, known.Components)
			}
		case manifest.GoWork:
			var held []*manifest.Dependencies
			for _, use := range d.Uses {
				if m := at(use, "go.mod", manifest.GoMod); m != nil {
					held = append(held, m)
				}
			}
			joinModules(d, held)
		}
	}
	return slices.DeleteFunc(list, func(d *manifest.Dependencies) bool {
		switch dir := path.Dir(d.Document.ID); d.Document.Format {
		case manifest.GoWork:
			return true
		case manifest.GoSum:
			m := at(dir, "go.mod", manifest.GoMod)
			if m == nil {
				return false
			}
			named := map[string]bool{}
			for _, c := range m.Components {
				named[c.Name] = true
			}
			d.Components = slices.DeleteFunc(d.Components, func(c inventory.Component) bool { return named[c.Name] })
			d.Document.Components = len(d.Components)
			return m.Resolved || len(d.Components) == 0 || at(dir, "vendor/modules.txt", manifest.GoVendor) != nil
		}
		return false
	}), sums
}

// joinModules reads modules as a workspace does: each is the project's own for the others, replacements count for all, and of what several
// require, all use the highest version.
func joinModules(work *manifest.Dependencies, held []*manifest.Dependencies) {
	own := map[string]string{} // by purl without version
	highest := map[string]string{}
	for _, d := range held {
		if d.Project != "" {
			own[d.Project] = d.Project
		}
		for _, c := range d.Components {
			if semver.Compare(c.Version, highest[c.Name]) > 0 {
				highest[c.Name] = c.Version
			}
		}
	}
	for _, d := range held {
		redirect(d, func(c *inventory.Component) (id string, stays bool) {
			if id, ok := own[inventory.WithoutVersion(c.PURL)]; ok {
				return id, false
			}
			by, ok := work.Replaces[c.Name+"@"+c.Version]
			if !ok {
				by, ok = work.Replaces[c.Name]
			}
			if !ok {
				by = manifest.GoModule{Path: c.Name, Version: cmp.Or(highest[c.Name], c.Version)}
			}
			return become(c, by)
		})
	}
}

// become makes another module of a component; it goes where that is a folder, which is a component of its own if it was handed over.
func become(c *inventory.Component, m manifest.GoModule) (id string, stays bool) {
	if m.Path == c.Name && m.Version == c.Version {
		return c.ID, true
	}
	purl := m.PURL()
	if purl == "" {
		return "", false
	}
	c.ID, c.PURL, c.Name, c.Version = purl, purl, m.Path, m.Version
	return c.ID, true
}

// raise gives modules the versions that another file knows to be higher.
func raise(d *manifest.Dependencies, known []inventory.Component) {
	version := map[string]string{}
	for _, c := range known {
		version[c.Name] = c.Version
	}
	redirect(d, func(c *inventory.Component) (string, bool) {
		if v := version[c.Name]; semver.Compare(v, c.Version) > 0 {
			return become(c, manifest.GoModule{Path: c.Name, Version: v})
		}
		return c.ID, true
	})
}

// redirect changes components, and the relations that lead to them. One that does not stay leaves its relations to the ID it gives, and without
// one takes them along.
func redirect(d *manifest.Dependencies, change func(*inventory.Component) (id string, stays bool)) {
	now := map[string]string{}
	kept := d.Components[:0]
	for _, c := range d.Components {
		was := c.ID
		id, stays := change(&c)
		now[was] = id
		if stays {
			kept = append(kept, c)
		}
	}
	d.Components = kept
	d.Document.Components = len(kept)
	relations := d.Relations[:0]
	for _, r := range d.Relations {
		if to, ok := now[r.To]; ok {
			r.To = to
		}
		if r.To != "" {
			relations = append(relations, r)
		}
	}
	d.Relations = relations
}

// vendored gives the packages that lie in folders of the input without a manifest, as a file beside says: what is in such a folder, and its licence, is theirs.
func vendored(list []*manifest.Dependencies, files []inventory.File) []described {
	var all []described
	holds := map[string]bool{}
	for _, d := range list {
		if len(d.Places) == 0 {
			continue
		}
		if len(holds) == 0 {
			for _, f := range files {
				for dir := path.Dir(f.Path); !holds[dir]; dir = path.Dir(dir) {
					holds[dir] = true
				}
			}
		}
		byID := map[string]*inventory.Component{}
		for i := range d.Components {
			byID[d.Components[i].ID] = &d.Components[i]
		}
		for _, dir := range slices.Sorted(maps.Keys(d.Places)) {
			if c := byID[d.Places[dir]]; c != nil && holds[dir] {
				// Before any manifest that lies there too.
				all = append(all, described{dir: dir, order: -1, component: inventory.Component{ID: c.ID, PURL: c.PURL, Name: c.Name, Version: c.Version,
					Role: c.Role, Type: c.Type, Instances: []inventory.Instance{{Path: dir}}}})
			}
		}
	}
	return all
}

// relateModules says which module needs which, by their own go.mod files: of each that one requires, a project uses the version that its
// own go.mod says (go.dev/ref/mod, "Minimal version selection").
func relateModules(v *inventory.Inventory, needs map[string][]manifest.GoRequirement) {
	if len(needs) == 0 {
		return
	}
	selected := map[string]map[string]string{} // folder, module, ID
	folderOf := map[string]string{}            // by document
	for _, d := range v.Documents {
		if d.Format == manifest.GoMod || d.Format == manifest.GoSum {
			folderOf[d.ID] = path.Dir(d.ID)
			selected[path.Dir(d.ID)] = map[string]string{}
		}
	}
	reached := map[string]bool{}
	for _, r := range v.Relations {
		reached[r.To] = true
	}
	for i := range v.Components {
		for _, at := range v.Components[i].Instances {
			if modules := selected[folderOf[at.Document]]; modules != nil {
				modules[at.Ref] = v.Components[i].ID
			}
		}
	}
	seen := map[[2]string]bool{}
	relate := func(indirect bool, wanted func(id string) bool) {
		for i := range v.Components {
			from := v.Components[i].ID
			for _, at := range v.Components[i].Instances {
				for _, r := range needs[from] {
					to, ok := selected[folderOf[at.Document]][r.Module]
					if pair := [2]string{from, to}; ok && to != from && r.Indirect == indirect && wanted(to) && !seen[pair] {
						seen[pair] = true
						v.Relations = append(v.Relations, inventory.Relation{From: from, To: to, Kind: inventory.DependsOn, Evidence: []inventory.Evidence{r.Evidence}})
					}
				}
			}
		}
	}
	relate(false, func(string) bool { return true })
	for _, r := range v.Relations {
		reached[r.To] = true
	}
	// What none of them imports by itself, as far as their files tell, is needed by one whose go.mod names it nevertheless.
	relate(true, func(id string) bool { return !reached[id] })
}
