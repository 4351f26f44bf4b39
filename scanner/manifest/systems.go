// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"maps"
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A systemFile is a file in which a system keeps what is installed on it, until [SettleSystems] has put those of one root together.
type systemFile struct {
	packages []systemPackage
	release  *osRelease
	owner    string   // the package of which this file lists the files
	owned    []string // paths from the root
}

// A systemPackage is one that is installed.
type systemPackage struct {
	name, version, arch string
	supplier, homepage  string
	source              string // the name of the package of sources that it was built from; empty: nothing says
	license             inventory.License
	provides            []string
	needs               []systemNeed
	files               []string // paths from the root
	line                int
	rpm                 *rpmPackage // what only RPM has; nil for other packages
}

// A systemNeed is a dependency: any one of the alternatives does.
type systemNeed struct {
	alternatives []string
	wording      string
	scope        inventory.Scope
	line         int
}

// systemRoots are the files that are read, by what their paths end with.
var systemRoots = []string{"var/lib/dpkg/status", "var/lib/dpkg/status.d", "var/lib/dpkg/info", "lib/apk/db/installed", "var/lib/rpm", "usr/lib/sysimage/rpm",
	"usr/share/rpm", "etc/os-release", "usr/lib/os-release"}

// systemRoot is the folder that is the root of the system that a file belongs to.
func systemRoot(p string) string {
	for _, end := range systemRoots {
		for _, at := range []string{p, path.Dir(p)} {
			if root, ok := strings.CutSuffix("/"+at, "/"+end); ok {
				return path.Join(".", strings.TrimPrefix(root, "/"))
			}
		}
	}
	return path.Dir(p)
}

// system keeps what a file says until all of its root are there.
func (g *graph) system(f *systemFile) {
	g.sys, g.System = f, true
	g.Folder = systemRoot(g.path)
}

// SettleSystems makes dependencies of the databases of what is installed: those of one root are one system, whose packages belong to
// the distribution that its os-release names. What has no database there is no system, and is left out.
func SettleSystems(list []*Dependencies) ([]*Dependencies, []inventory.Issue) {
	type key struct{ root, ecosystem string }
	roots := map[key][]*Dependencies{}
	releases := map[string]*Dependencies{}
	var issues []inventory.Issue
	slices.SortFunc(list, func(a, b *Dependencies) int { return strings.Compare(a.Document.ID, b.Document.ID) })
	for _, d := range list {
		switch {
		case d.sys == nil:
		case d.sys.release != nil:
			if releases[d.Folder] == nil {
				releases[d.Folder] = d
			}
		default:
			k := key{d.Folder, d.Ecosystem}
			roots[k] = append(roots[k], d)
		}
	}
	lives := map[*Dependencies]bool{}
	for k, all := range roots {
		if len(all[0].sys.packages) == 0 { // before lists of files, which have longer paths, stand the packages
			slices.SortStableFunc(all, func(a, b *Dependencies) int { return len(b.sys.packages) - len(a.sys.packages) })
		}
		if len(all[0].sys.packages) == 0 {
			continue
		}
		var release *osRelease
		if d := releases[k.root]; d != nil {
			release = d.sys.release
			lives[d] = true
		}
		issues = append(issues, all[0].install(all, release)...)
		lives[all[0]] = true
	}
	for d := range lives {
		if r := d.sys.release; r != nil {
			issues = append(issues, d.distribution(r)...)
		}
	}
	list = slices.DeleteFunc(list, func(d *Dependencies) bool { return d.sys != nil && !lives[d] })
	for _, d := range list {
		d.sys = nil
	}
	return list, issues
}

// fresh begins the graph anew: the file may be that of several systems, as a layer that several images have.
func (d *Dependencies) fresh() *graph {
	g := &graph{path: d.Document.ID, format: d.Document.Format, ecosystem: d.Ecosystem, byKey: map[string]int{}}
	g.Dependencies = *d
	g.Components, g.Relations, g.Places = nil, nil, map[string]string{}
	return g
}

// install makes dependencies of the packages of one system.
func (d *Dependencies) install(all []*Dependencies, release *osRelease) []inventory.Issue {
	g := d.fresh()
	var packages []systemPackage
	from := []string{} // the file of each
	owned := map[string][]string{}
	for _, f := range all {
		for _, p := range f.sys.packages {
			packages, from = append(packages, p), append(from, f.Document.ID)
		}
		if f.sys.owner != "" {
			owned[f.sys.owner] = append(owned[f.sys.owner], f.sys.owned...)
		}
	}
	find := present{byName: map[string][]int{}, provided: map[string]int{}, packages: packages}
	at := make([]int, len(packages))
	g.Owns = map[string]string{}
	for i, p := range packages {
		at[i] = -1
		name := p.name + ":" + p.arch
		if p.rpm != nil { // of which several versions may be installed
			name = p.rpm.key
		}
		if _, twice := g.byKey[name]; twice {
			continue
		}
		find.add(i)
		namespace := "debian"
		if g.ecosystem == "apk" {
			namespace = "alpine"
		}
		qualifiers := map[string]string{}
		if p.arch != "" {
			qualifiers["arch"] = p.arch
		}
		if release != nil && release.id != "" {
			namespace = release.id
			if release.version != "" {
				qualifiers["distro"] = release.id + "-" + release.version
			}
		}
		if p.rpm != nil {
			namespace = p.rpm.distribution(release)
			maps.Copy(qualifiers, p.rpm.qualifiers)
		}
		at[i] = g.add(pkg{key: name, namespace: namespace, name: p.name, version: p.version, license: p.license,
			scope: inventory.Runtime, line: p.line, qualifiers: qualifiers})
		if at[i] < 0 {
			break
		}
		c := &g.Components[at[i]]
		c.Name = inventory.Clip(p.name, maxField) // the distribution is no part of what it is called
		c.Supplier, c.Distribution.Homepage = inventory.Clip(p.supplier, maxField), inventory.Clip(p.homepage, maxField)
		c.Distribution.Package = inventory.Clip(p.source, maxField)
		if from[i] != g.path {
			c.Instances[0].Line = 0
			for n := range c.Claims {
				c.Claims[n].Origin = from[i]
				c.Claims[n].Evidence[0].Path = from[i]
			}
		}
		for _, folder := range []string{"usr/share/doc/", "usr/share/licenses/"} {
			if dir := path.Join(g.Folder, folder, path.Base(p.name)); g.Places[dir] == "" {
				g.Places[dir] = c.ID
			}
		}
		for _, files := range [][]string{p.files, owned[p.name], owned[p.name+":"+p.arch]} {
			for _, file := range files {
				g.Owns[file] = c.ID
			}
		}
	}
	for i, p := range packages {
		for _, n := range p.needs {
			if to := find.of(n, p.arch); at[i] >= 0 && to >= 0 && to != i {
				before := len(g.needs)
				g.needAs(at[i], at[to], n.scope, n.line, n.wording)
				if len(g.needs) > before && from[i] != g.path {
					g.elsewhere(before, from[i])
				}
			}
		}
	}
	g.needRPMs(packages, at)
	g.Guessed = true
	done, issues := g.result()
	if done != nil {
		done.Guessed = false // nothing knows better
		*d = *done
	}
	return issues
}

// present finds what is meant by the name of a package.
type present struct {
	packages []systemPackage
	byName   map[string][]int
	provided map[string]int
}

func (s *present) add(i int) {
	p := &s.packages[i]
	s.byName[p.name] = append(s.byName[p.name], i)
	for _, name := range p.provides {
		if _, ok := s.provided[name]; !ok {
			s.provided[name] = i
		}
	}
}

// of gives the first of the alternatives that is there: by its name, or because another package provides it; -1 if none is.
func (s *present) of(n systemNeed, arch string) int {
	for _, name := range n.alternatives {
		list := s.byName[name]
		const architectures = 16 // in which one package may be installed
		for _, i := range list[:min(len(list), architectures)] {
			if s.packages[i].arch == arch {
				return i
			}
		}
		if len(list) > 0 {
			return list[0]
		}
		if i, ok := s.provided[name]; ok {
			return i
		}
	}
	return -1
}

// Clone gives a copy that may be told of another place.
func (d *Dependencies) Clone() *Dependencies {
	c := *d
	c.Components = slices.Clone(d.Components)
	for i := range c.Components {
		c.Components[i].Claims = slices.Clone(c.Components[i].Claims)
		c.Components[i].Instances = slices.Clone(c.Components[i].Instances)
	}
	c.Relations = slices.Clone(d.Relations)
	return &c
}

// Move lets the file speak for another folder than where it lies: what began with from begins with to.
func (d *Dependencies) Move(from, to string) {
	move := func(p string) string {
		if rest, ok := strings.CutPrefix(p, from); ok {
			return to + rest
		}
		return p
	}
	d.Folder = move(d.Folder)
	if d.Places != nil {
		places := make(map[string]string, len(d.Places))
		for dir, id := range d.Places {
			places[move(dir)] = id
		}
		d.Places = places
	}
	uses := slices.Clone(d.Uses)
	for i := range uses {
		uses[i] = move(uses[i])
	}
	d.Uses = uses
}
