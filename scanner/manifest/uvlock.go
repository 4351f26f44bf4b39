// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

type uvPackage struct {
	Name, Version string
	Source        struct{ Registry, Editable, Virtual, Directory, Path, Git, URL string }
	Dependencies  []uvNeed
	Optional      map[string][]uvNeed `toml:"optional-dependencies"`
	Dev           map[string][]uvNeed `toml:"dev-dependencies"`
	Sdist         struct{ URL, Hash string }
	Wheels        []struct{ URL, Hash string }
}

type uvNeed struct {
	Name, Version, Marker string
	Extra                 []string
}

func (n uvNeed) wording() string {
	w := n.Name
	if len(n.Extra) > 0 {
		w += "[" + strings.Join(n.Extra, ",") + "]"
	}
	if n.Version != "" {
		w += " " + n.Version
	}
	if n.Marker != "" {
		w += "; " + n.Marker
	}
	return w
}

// readUVLock reads uv.lock. The project and the parts of its workspace are packages in it that have a folder for their source.
func readUVLock(g *graph) error {
	l := pythonLock{graph: g}
	type extra struct{ name, extra string }
	asked := map[extra]bool{} // extras that something needs in any case
	var later []struct {
		extra
		want pythonWant
	}
	own := map[string]bool{}
	each(g, "package", func(p tomlPiece) error {
		var file struct{ Version, Revision int }
		if p.header != "" {
			return nil
		}
		if err := p.decode(&file); err != nil {
			return err
		}
		g.Document.Version = fmt.Sprint(file.Version)
		return knownVersion("version", g.Document.Version, "1")
	}, func(e uvPackage, line int) {
		from := -1
		project := cmp.Or(e.Source.Editable, e.Source.Virtual, e.Source.Directory)
		if project == "" && (e.Source.Path == "" || !isLocal(e.Source.Path)) {
			from = l.add(uvPkg(e, line))
			if from < 0 {
				return
			}
		} else {
			own[inventory.PythonName(e.Name)] = true
			if project == "." {
				g.Project = pythonPURL(e.Name, e.Version)
			}
		}
		want := func(n uvNeed, scope inventory.Scope) pythonWant {
			return pythonWant{from: from, name: n.Name, version: n.Version, scope: scope, wording: n.wording()}
		}
		for _, n := range e.Dependencies {
			l.want(want(n, inventory.Runtime))
			for _, x := range n.Extra {
				asked[extra{inventory.PythonName(n.Name), x}] = true
			}
		}
		for _, name := range sortedKeys(e.Optional) {
			for _, n := range e.Optional[name] {
				later = append(later, struct {
					extra
					want pythonWant
				}{extra{inventory.PythonName(e.Name), name}, want(n, inventory.Optional)})
			}
		}
		if from >= 0 {
			return
		}
		for _, name := range sortedKeys(e.Dev) {
			for _, n := range e.Dev[name] {
				l.want(want(n, pythonScope(name, inventory.Dev)))
				for _, x := range n.Extra { // no nearer than what asks for it
					asked[extra{inventory.PythonName(n.Name), x}] = true
				}
			}
		}
	})
	for _, o := range later {
		if asked[o.extra] {
			o.want.scope = inventory.Runtime
		}
		l.want(o.want)
	}
	// A part of the workspace that another needs is not listed: what it needs, the project needs.
	l.wants = slices.DeleteFunc(l.wants, func(w pythonWant) bool { return own[w.name] })
	l.relate()
	return nil
}

func uvPkg(e uvPackage, line int) pkg {
	p := pkg{name: e.Name, version: e.Version, line: line, download: e.Sdist.URL, registries: []string{e.Source.Registry}}
	switch {
	case e.Source.Git != "":
		address, commit, _ := strings.Cut(e.Source.Git, "#")
		address, _, _ = strings.Cut(address, "?")
		p.from(repository(address, commit))
	case e.Source.URL != "":
		p.from(e.Source.URL)
	}
	switch {
	case e.Sdist.URL == "" && len(e.Wheels) == 1:
		p.download, p.hashes = e.Wheels[0].URL, oneHash(e.Wheels[0].Hash)
	case len(e.Wheels) == 0 && e.Sdist.Hash != "":
		p.hashes = oneHash(e.Sdist.Hash)
	}
	p.key = ""
	if e.Source.Git != "" || e.Source.URL != "" { // beside one of the same version from elsewhere
		p.key = inventory.PythonName(e.Name) + " " + e.Version + " " + cmp.Or(e.Source.Git, e.Source.URL)
	}
	return p
}
