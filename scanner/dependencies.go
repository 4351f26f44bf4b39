// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
	"lizenzlotse/scanner/places"
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

// isListed reports whether a file names packages or files of others and was made out word for word, so that no prose is to be found
// in it. One of which something could not be read is searched as any text is.
func isListed(e *source.Entry, needs *manifest.Dependencies, issues []inventory.Issue) bool {
	if isRecord(e) {
		return true
	}
	return needs != nil && needs.Resolved && e.At == nil && !slices.ContainsFunc(issues, func(i inventory.Issue) bool { return i.Effect == inventory.Unread })
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
	at := t.At(cmp.Or(d.At, d.Document.ID))
	if d.System {
		at = t.At(path.Join(d.Folder, "-"))
	}
	if d.Project != "" && slices.ContainsFunc(t.List, func(p places.Place) bool { return p.Component.ID == d.Project }) {
		return d.Project
	}
	if at < 0 {
		return ""
	}
	return t.List[at].Component.ID
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
	lies := make(map[string]bool, len(t.List))
	for _, p := range t.List {
		lies[p.Component.ID] = true
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
func (t *tree) addDependencies(v *inventory.Inventory, m *merger, rel *relations, list []*manifest.Dependencies) {
	lies := t.lying()
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
		for i := range d.Relations {
			if r := &d.Relations[i]; r.From == manifest.Project || elsewhere[r.From] {
				r.From = project
			}
		}
		d.Relations = slices.DeleteFunc(d.Relations, func(r inventory.Relation) bool { return r.From == r.To })
		if len(d.Own) == 0 {
			rel.addOnce(d.Relations)
		} else { // what several parts need the project needs
			for _, r := range d.Relations {
				rel.add(r)
			}
		}
		m.addAll(slices.DeleteFunc(d.Components, func(c inventory.Component) bool { return c.ID == project }))
	}
	slices.SortStableFunc(v.Documents, func(a, b inventory.Document) int { return cmp.Compare(a.ID, b.ID) })
}

// unfinished says of the projects whose files could not be read wholly, or that ask for ranges which no file resolves, that not all they
// depend on is known.
func (t *tree) unfinished(v *inventory.Inventory, m *merger, list []*manifest.Dependencies) {
	mark := func(id string) {
		if i, ok := m.byID[id]; ok {
			m.list[i].Resolved = inventory.Incomplete
		}
	}
	for _, i := range v.Issues {
		if at := t.At(i.Path); at >= 0 && i.Effect == inventory.Unread && (i.Code == "dependencies-unreadable" || i.Code == "dependency-unreadable") {
			mark(t.List[at].Component.ID)
		}
	}
	for _, d := range list {
		if !d.Installed && slices.ContainsFunc(d.Components, func(c inventory.Component) bool { return c.Version == "" }) {
			mark(d.Document.Main)
		}
	}
}

// resolving are the files that say which versions of packages are used, by the type of their purls.
var resolving = map[string]string{
	packageurl.TypeNPM: "package-lock.json, pnpm-lock.yaml, yarn.lock", packageurl.TypePyPi: "uv.lock, poetry.lock, pylock.toml",
	packageurl.TypeCargo: "Cargo.lock", packageurl.TypeComposer: "composer.lock", packageurl.TypeGem: "Gemfile.lock", packageurl.TypeMaven: "gradle.lockfile",
	packageurl.TypeNuget: "packages.lock.json", packageurl.TypeGolang: "go.sum", packageurl.TypePub: "pubspec.lock", packageurl.TypeSwift: "Package.resolved",
}

// unresolved is the note, one for all, that files ask for packages of which nothing says which versions are used. What only builds the project
// is left out: most projects in Python name such, and no lock file has them.
func unresolved(list []*manifest.Dependencies) []inventory.Issue {
	packages := map[string]bool{}
	var files, locks []string
	for _, d := range list {
		open := false
		for _, c := range d.Components {
			if c.Version == "" && c.Scope != inventory.Build && !d.Installed {
				open, packages[c.ID] = true, true
			}
		}
		if open {
			files = append(files, d.Document.ID)
			if lock := resolving[d.Ecosystem]; lock != "" && !slices.Contains(locks, lock) {
				locks = append(locks, lock)
			}
		}
	}
	if len(files) == 0 {
		return nil
	}
	slices.Sort(locks)
	outermost := slices.MinFunc(files, func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.Count(a, "/"), strings.Count(b, "/")), cmp.Compare(a, b))
	})
	return []inventory.Issue{{Code: "dependencies-unresolved", Path: outermost, Effect: inventory.Note, Args: inventory.Args{
		"files": strconv.Itoa(len(files)), "packages": strconv.Itoa(len(packages)), "locks": strings.Join(locks, "; ")}}}
}
