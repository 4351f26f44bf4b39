// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"path"
	"slices"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
	"lizenzlotse/scanner/source"
)

// readDependencies reads what a file says of what its project needs; nil where it is no such file, or says nothing.
func readDependencies(e *source.Entry) (*manifest.Dependencies, []inventory.Issue) {
	l, ok := manifest.ListerFor(e.Path)
	if !ok || e.Data == nil {
		return nil, nil
	}
	d, issues := l.Read(e.Data, e.Path)
	if d != nil {
		d.Document.SHA256 = e.SHA256
	}
	return d, issues
}

// readBinary is readDependencies for a file that is no text.
func readBinary(e *source.Entry, f *inventory.File) (*manifest.Dependencies, []inventory.Issue) {
	l, ok := manifest.ListerFor(e.Path)
	if !ok || !l.Binary {
		return nil, nil
	}
	needs, issues := readDependencies(e)
	if needs != nil && !slices.Contains(f.Roles, inventory.RoleManifest) {
		f.Roles = append(f.Roles, inventory.RoleManifest)
	}
	return needs, issues
}

// ofOthers leaves out what prose detection finds in a list of other people's packages.
func ofOthers(found detect.Result) detect.Result {
	found.Findings = slices.DeleteFunc(found.Findings, func(f inventory.Finding) bool { return f.Evidence.Detector == detect.DetectorProse })
	found.Issues = slices.DeleteFunc(found.Issues, func(i inventory.Issue) bool { return i.Code == inventory.IssueLicenseList })
	return found
}

// project is the component that the dependencies of a file are those of, by ID: what the file says it is, else what its
// folder belongs to, else the subject as a whole, "".
func (t *tree) project(d *manifest.Dependencies) string {
	at := t.at(cmp.Or(d.At, d.Document.ID))
	if d.System {
		at = t.at(path.Join(d.Folder, "-"))
	}
	if d.Project != "" && slices.ContainsFunc(t.places, func(p place) bool { return p.component.ID == d.Project }) {
		return d.Project
	}
	if at < 0 {
		return ""
	}
	return t.places[at].component.ID
}

// completeVersions gives a package that lies in the tree, and whose manifest says no version, the one that a resolved file above
// it says: composer.json has none, as a rule, and Cargo.toml may leave it to the workspace. Such a file has to name one version alone.
func completeVersions(manifests []described, list []*manifest.Dependencies) {
	type key struct{ dir, name string }
	resolved := map[key]string{}
	enter := func(d *manifest.Dependencies, id string) {
		k := key{d.Folder, inventory.WithoutVersion(id)}
		if other, ok := resolved[k]; ok && other != id {
			id = ""
		}
		resolved[k] = id
	}
	for _, d := range list {
		if !d.Resolved {
			continue
		}
		for _, c := range d.Components {
			enter(d, c.ID)
		}
		for _, id := range d.Own {
			enter(d, id)
		}
	}
	for i := range manifests {
		c := &manifests[i].component
		if c.Version != "" || c.PURL == "" {
			continue
		}
		for dir := manifests[i].dir; ; dir = path.Dir(dir) {
			if p, err := packageurl.FromString(resolved[key{dir, c.PURL}]); err == nil {
				c.ID, c.PURL, c.Version = p.ToString(), p.ToString(), p.Version
				break
			}
			if dir == "." || dir == "/" {
				break
			}
		}
	}
}

// lying are the IDs of what lies in the tree.
func (t *tree) lying() map[string]bool {
	lies := make(map[string]bool, len(t.places))
	for _, p := range t.places {
		lies[p.component.ID] = true
	}
	return lies
}

// followRanges follows ranges of versions that no file resolves to what lies in the tree or stands in an SBOM. A version that is stated
// is followed to itself only, where it lies in the tree. Of what a package that lies there asks for, only that remains which lies there too.
func (t *tree) followRanges(m *merger, list []*manifest.Dependencies) []*manifest.Dependencies {
	var there manifest.Choices
	lies := t.lying()
	return slices.DeleteFunc(list, func(d *manifest.Dependencies) bool {
		if d.Resolved {
			return false
		}
		if there == nil {
			there = make(manifest.Choices, len(m.list))
			for _, c := range m.list {
				there.Add(c.ID)
			}
		}
		d.Follow(func(id, _ string) []string {
			if p, err := packageurl.FromString(id); err != nil || p.Version == "" || d.Installed {
				return there.Of(id)
			}
			if lies[id] {
				return []string{id}
			}
			return nil
		})
		if d.Installed {
			missing := map[string]bool{}
			for _, c := range d.Components {
				missing[c.ID] = true
			}
			d.Components = nil
			d.Relations = slices.DeleteFunc(d.Relations, func(r inventory.Relation) bool { return missing[r.To] })
		}
		return len(d.Components)+len(d.Relations) == 0
	})
}

// addDependencies enters what the files say into the inventory. A package that also lies in the tree is one component.
func (t *tree) addDependencies(v *inventory.Inventory, m *merger, list []*manifest.Dependencies) {
	lies := t.lying()
	type statement struct {
		from, to string
		scope    inventory.Scope
	}
	said := map[statement]bool{} // several files may say the same
	for _, d := range list {
		project := t.project(d)
		elsewhere := map[string]bool{} // parts of the project that were not handed over
		for _, id := range d.Own {
			elsewhere[id] = !lies[id]
		}
		d.Document.Main = project
		if !d.Installed { // a package that lies there is no document
			v.Documents = append(v.Documents, d.Document)
		}
		for _, r := range d.Relations {
			if r.From == manifest.Project || elsewhere[r.From] {
				r.From = project
			}
			if s := (statement{r.From, r.To, r.Scope}); r.From != r.To && !said[s] {
				said[s] = true
				v.Relations = append(v.Relations, r)
			}
		}
		m.addAll(slices.DeleteFunc(d.Components, func(c inventory.Component) bool { return c.ID == project }))
	}
	slices.SortStableFunc(v.Documents, func(a, b inventory.Document) int { return cmp.Compare(a.ID, b.ID) })
}
