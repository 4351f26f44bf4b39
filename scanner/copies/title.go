// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copies

import (
	"path"
	"sort"
	"strings"

	"lizenzlotse/scanner/embedded"
	"lizenzlotse/scanner/inventory"
)

// A title is what the texts of a folder call what lies in it.
type title struct {
	name, version string
	told          bool // a file names the project or its version
	evidence      []inventory.Evidence
}

// generic are names of folders that say nothing of what lies in them, in lower case.
var generic = map[string]bool{"src": true, "source": true, "sources": true, "lib": true, "libs": true, "code": true, "upstream": true, "current": true, "latest": true,
	"trunk": true, "master": true, "main": true, "dist": true, "js": true, "css": true, "include": true, "files": true, "resources": true, "assets": true}

// titleOf names what lies in a folder, with the version where a text tells it. The surest text that says anything counts: forms for
// copies, the file of a build system, one that is there for the version, a definition that is named after the library, a sentence that
// begins with its name, the newest entry of a list of changes; and then the name of the folder.
func (c *finder) titleOf(x *candidate) title {
	if x.title.name != "" {
		return x.title
	}
	t := title{name: path.Base(x.dir)}
	if generic[strings.ToLower(t.name)] && path.Dir(x.dir) != "." {
		t.name = path.Base(path.Dir(x.dir))
	}
	folder := t.name
	for f := range c.nearby(x.dir) {
		for i := range c.marks[f.Path] {
			if m := &c.marks[f.Path][i]; m.Kind == embedded.Project && path.Dir(f.Path) == x.dir && !t.told {
				t.told, t.name = true, m.Name
				if m.Version == "" {
					t.evidence = append(t.evidence, m.Evidence)
				}
			}
		}
	}
	project := t.name
	var best *embedded.Mark
	rank := 0
	for f := range c.nearby(x.dir) {
		depth := strings.Count(f.Path[len(x.dir)+1:], "/")
		for i := range c.marks[f.Path] {
			m := &c.marks[f.Path][i]
			r := max(versionRank(m, depth, folder, path.Base(f.Path)), versionRank(m, depth, project, path.Base(f.Path)))
			if m.Version == "" {
				continue
			}
			if r > rank || r == rank && r > 0 && strings.HasPrefix(m.Version, best.Version+".") { // "5.1.5" rather than "5.1"
				best, rank = m, r
			}
		}
	}
	if m := x.vendor; m != nil {
		t.name, t.told = m.Name, true
		if m.Version == "" {
			t.evidence = append(t.evidence, m.Evidence)
		}
	}
	if best != nil {
		t.version, t.told = best.Version, true
		t.evidence = append(t.evidence, best.Evidence)
	}
	if name, version, ok := NameAndVersion(t.name); ok {
		t.name = name
		if t.version == "" {
			t.version = version
			t.evidence = append(t.evidence, NameEvidence(x.dir))
		}
	}
	x.title = t
	return t
}

// versionRank says how sure it is that a mark tells the version of what lies in a folder; 0: it does not.
func versionRank(m *embedded.Mark, depth int, folder, file string) int {
	named := sameLibrary(m.Name, folder)
	switch {
	case m.Kind == embedded.Vendor && depth == 0:
		return 9
	case m.Kind == embedded.Project && depth == 0:
		return 8
	case m.Kind == embedded.Release && depth == 0:
		return 7
	case m.Kind == embedded.Macro && named:
		return 6
	case (m.Kind == embedded.Head || m.Kind == embedded.Banner) && named && depth <= 1:
		return 5
	case m.Kind == embedded.Mention && named && depth == 0:
		return 4
	case m.Kind == embedded.Macro && (depth == 0 || depth == 1 && sameLibrary(path.Base(path.Dir(m.Evidence.Path)), folder)) && (file == "__init__.py" || file == "version.py" || file == "_version.py"):
		return 3
	case m.Kind == embedded.Mention && m.Name == "" && depth == 0:
		return 2
	}
	return 0
}

// nearby gives the files in a folder that may tell its version: those of the folder itself, and a few levels down where headers lie.
func (c *finder) nearby(dir string) func(yield func(*inventory.File) bool) {
	return func(yield func(*inventory.File) bool) {
		from := sort.Search(len(c.all), func(i int) bool { return c.all[i].Path >= dir+"/" })
		looked := 0
		for i := from; i < len(c.all) && strings.HasPrefix(c.all[i].Path, dir+"/") && looked < maxNearby; i++ {
			f := &c.all[i]
			looked++
			if len(c.marks[f.Path]) == 0 || strings.Count(f.Path[len(dir)+1:], "/") > 3 {
				continue
			}
			if of, taken := c.t.Place(path.Dir(f.Path)); taken && c.t.List[of].Dir != dir { // of a component further in
				continue
			}
			if !yield(f) {
				return
			}
		}
	}
}

// maxNearby bounds how many files of a folder are passed by in search of its version.
const maxNearby = 20_000
