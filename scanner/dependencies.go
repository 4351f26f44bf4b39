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

// ofOthers leaves out what prose detection finds in a list of other people's packages.
func ofOthers(found detect.Result) detect.Result {
	found.Findings = slices.DeleteFunc(found.Findings, func(f inventory.Finding) bool { return f.Evidence.Detector == detect.DetectorProse })
	found.Issues = slices.DeleteFunc(found.Issues, func(i inventory.Issue) bool { return i.Code == inventory.IssueLicenseList })
	return found
}

// settleDependencies sorts what was read and leaves out what only names ranges of versions, where a file that says which
// versions are used speaks for the folder or one above it.
func settleDependencies(list []*manifest.Dependencies) []*manifest.Dependencies {
	slices.SortFunc(list, func(a, b *manifest.Dependencies) int { return cmp.Compare(a.Document.ID, b.Document.ID) })
	type where struct{ ecosystem, dir string }
	resolved := map[where]bool{}
	for _, d := range list {
		if d.Resolved {
			resolved[where{d.Ecosystem, path.Dir(d.Document.ID)}] = true
		}
	}
	return slices.DeleteFunc(list, func(d *manifest.Dependencies) bool {
		if d.Resolved {
			return false
		}
		for dir := path.Dir(d.Document.ID); ; dir = path.Dir(dir) {
			if resolved[where{d.Ecosystem, dir}] {
				return true
			}
			if dir == "." || dir == "/" || d.Ecosystem == packageurl.TypeGolang { // a module in a folder of another is none of its
				return false
			}
		}
	})
}

// project is the component that the dependencies of a file are those of, by ID: what the file says it is, else what its
// folder belongs to, else the subject as a whole, "".
func (t *tree) project(d *manifest.Dependencies) string {
	at := t.at(d.Document.ID)
	if d.Project != "" && slices.ContainsFunc(t.places, func(p place) bool { return p.component.ID == d.Project }) {
		return d.Project
	}
	if at < 0 {
		return ""
	}
	return t.places[at].component.ID
}

// addDependencies enters what the files say into the inventory. A package that also lies in the tree is one component.
func (t *tree) addDependencies(v *inventory.Inventory, m *merger, list []*manifest.Dependencies) {
	for _, d := range list {
		project := t.project(d)
		d.Document.Main = project
		v.Documents = append(v.Documents, d.Document)
		for _, r := range d.Relations {
			if r.From == manifest.Project {
				r.From = project
			}
			if r.From != r.To {
				v.Relations = append(v.Relations, r)
			}
		}
		own := func(c inventory.Component) bool { return c.ID == project }
		m.addAll(slices.DeleteFunc(d.Components, own))
	}
	slices.SortStableFunc(v.Documents, func(a, b inventory.Document) int { return cmp.Compare(a.ID, b.ID) })
}
