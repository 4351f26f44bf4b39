// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A pythonLock collects the packages of a lock file, which name others without their versions, or with.
type pythonLock struct {
	*graph
	named map[string][]int
	wants []pythonWant
}

type pythonWant struct {
	from    int
	name    string
	version string // where the file says which of several is meant
	scope   inventory.Scope
	wording string
}

func (l *pythonLock) add(p pkg) int {
	p.name = inventory.PythonName(p.name)
	p.key = cmp.Or(p.key, p.name+" "+p.version)
	before := len(l.Components)
	to := l.graph.add(p)
	if len(l.Components) > before {
		if l.named == nil {
			l.named = map[string][]int{}
		}
		l.named[p.name] = append(l.named[p.name], to)
	}
	return to
}

func (l *pythonLock) want(w pythonWant) {
	if len(l.wants) >= maxNeeds {
		l.tooMany()
		return
	}
	w.name = inventory.PythonName(w.name)
	l.wants = append(l.wants, w)
}

// relate follows the names to packages, when all are known. Where several have a name, which of them is used depends on the
// machine: it is each of them.
func (l *pythonLock) relate() {
	for _, w := range l.wants {
		line := 0
		if w.from >= 0 {
			line = l.Components[w.from].Instances[0].Line
		}
		found := false
		for _, to := range l.named[w.name] {
			if l.full {
				return
			}
			if w.version == "" || l.Components[to].Version == w.version {
				found = true
				l.needAs(w.from, to, w.scope, line, w.wording)
			}
		}
		if !found && w.scope != inventory.Optional && !strings.Contains(w.wording, ";") { // what another machine needs may be left out
			l.missing(w.from)
		}
	}
}

type poetryPackage struct {
	Name, Version string
	Category      string // until Poetry 1.4
	Groups        []string
	Optional      bool
	Dependencies  map[string]any
	Files         []struct{ Hash string }
	Source        struct {
		Type, URL, Reference, Resolved string
		ResolvedReference              string `toml:"resolved_reference"`
	}
}

// readPoetryLock reads poetry.lock, of which there are versions 1.0 to 2.1. It does not say what the project itself asks for:
// pyproject.toml does.
func readPoetryLock(g *graph) error {
	l := pythonLock{graph: g}
	g.Guessed = true
	each(g, "package", func(p tomlPiece) error {
		var file struct {
			Metadata struct {
				LockVersion string `toml:"lock-version"`
			}
		}
		if p.header != "[metadata]" {
			return nil
		}
		if err := p.decode(&file); err != nil {
			return err
		}
		g.Document.Version = file.Metadata.LockVersion
		return knownVersion("lock-version", file.Metadata.LockVersion, "", "1", "2")
	}, func(e poetryPackage, line int) {
		if e.Source.Type == "directory" || e.Source.Type == "file" || e.Name == "" {
			return // a part of the project itself
		}
		p := pkg{name: e.Name, version: e.Version, line: line}
		switch e.Source.Type {
		case "git":
			p.from(repository(e.Source.URL, cmp.Or(e.Source.ResolvedReference, e.Source.Reference)))
		case "url":
			p.from(e.Source.URL)
		default: // "legacy", which is an index by PEP 503; the usual one is not named
			p.registries = []string{e.Source.URL}
		}
		if len(e.Files) == 1 {
			p.hashes = oneHash(e.Files[0].Hash)
		}
		p.scope = poetryScope(e)
		from := l.add(p)
		for _, name := range sortedKeys(e.Dependencies) {
			wording, optional := poetryRange(e.Dependencies[name])
			w := pythonWant{from: from, name: name, wording: strings.TrimSpace(name + " " + wording)}
			if optional {
				w.scope = inventory.Optional
			}
			l.want(w)
		}
	})
	l.relate()
	return nil
}

// poetryScope is the scope that old versions give a package by its category, and new ones by the groups it is in.
func poetryScope(e poetryPackage) inventory.Scope {
	groups := e.Groups
	if e.Category != "" {
		groups = []string{e.Category}
	}
	scope := groupsScope(groups)
	if e.Optional && (scope == "" || scope == inventory.Runtime) {
		return inventory.Optional
	}
	return scope
}

// groupsScope is the nearest of the scopes of several groups; what no name tells is for work on the software.
func groupsScope(groups []string) inventory.Scope {
	var scope inventory.Scope
	for _, name := range groups {
		s := pythonScope(name, inventory.Dev)
		if scope == "" || slices.Index(reaching, s) < slices.Index(reaching, scope) {
			scope = s
		}
	}
	return scope
}

// poetryRange reads what Poetry says of a dependency: a range, a table, or a list of tables of which one counts.
func poetryRange(v any) (wording string, optional bool) {
	switch v := v.(type) {
	case string:
		return v, false
	case map[string]any:
		wording, _ = v["version"].(string)
		if extras, _ := v["extras"].([]any); len(extras) > 0 {
			wording = fmt.Sprint(extras, " ", wording)
		}
		for _, key := range []string{"git", "url", "path"} {
			if address, ok := v[key].(string); ok {
				wording = strings.TrimSpace(wording + " " + address)
			}
		}
		if marker, ok := v["markers"].(string); ok {
			wording += "; " + marker
		}
		optional, _ = v["optional"].(bool)
	case []any:
		list := make([]map[string]any, len(v))
		for i, e := range v {
			list[i], _ = e.(map[string]any)
		}
		return poetryRange(list)
	case []map[string]any:
		optional = len(v) > 0
		var all []string
		for _, e := range v {
			w, o := poetryRange(e)
			all, optional = append(all, w), optional && o
		}
		wording = strings.Join(all, " | ")
	}
	return wording, optional
}

// knownVersion is an error where a file is of a version whose first number is none of those known.
func knownVersion(field, version string, known ...string) error {
	if major, _, _ := strings.Cut(version, "."); !slices.Contains(known, major) {
		return fmt.Errorf("%s %s is not known", field, version)
	}
	return nil
}

type pdmPackage struct {
	Name, Version string
	Groups        []string
	Dependencies  []string
	Files         []struct{ URL, Hash string }
	Path, Git, URL,
	Revision string
}

// readPDMLock reads pdm.lock. A package with extras has an entry for itself and one for each set of them.
func readPDMLock(g *graph) error {
	l := pythonLock{graph: g}
	g.Guessed = true
	each(g, "package", func(p tomlPiece) error {
		var file struct {
			Metadata struct {
				LockVersion string `toml:"lock_version"`
			}
		}
		if p.header != "[metadata]" {
			return nil
		}
		if err := p.decode(&file); err != nil {
			return err
		}
		g.Document.Version = file.Metadata.LockVersion
		return knownVersion("lock_version", file.Metadata.LockVersion, "", "2", "3", "4")
	}, func(e pdmPackage, line int) {
		if e.Path != "" || e.Name == "" {
			return
		}
		p := pkg{name: e.Name, version: e.Version, line: line, scope: groupsScope(e.Groups)}
		p.from(cmp.Or(repository(e.Git, e.Revision), e.URL))
		for _, f := range e.Files {
			if u, err := url.Parse(f.URL); err == nil && u.Host != "" {
				p.registries = append(p.registries, u.Scheme+"://"+u.Host)
			}
		}
		if len(e.Files) == 1 {
			p.hashes = oneHash(e.Files[0].Hash)
		}
		from := l.add(p)
		for _, text := range e.Dependencies {
			q, ok := readRequirement(text)
			if !ok {
				l.lost(line, text)
			} else if q.name != inventory.PythonName(e.Name) {
				l.want(pythonWant{from: from, name: q.name, wording: q.wording})
			}
		}
	})
	l.relate()
	return nil
}

type pylockPackage struct {
	Name, Version string
	Index         string
	Dependencies  []struct{ Name, Version string }
	Directory     map[string]any
	VCS           struct {
		Type, URL string
		Commit    string `toml:"commit-id"`
	}
	Archive struct {
		URL    string
		Hashes map[string]string
	}
	Sdist  struct{ URL string }
	Wheels []struct {
		URL    string
		Hashes map[string]string
	}
}

// readPylock reads pylock.toml (PEP 751).
func readPylock(g *graph) error {
	l := pythonLock{graph: g}
	g.Guessed = true
	each(g, "packages", func(p tomlPiece) error {
		var file struct {
			LockVersion string `toml:"lock-version"`
		}
		if p.header != "" {
			return nil
		}
		if err := p.decode(&file); err != nil {
			return err
		}
		g.Document.Version = file.LockVersion
		return knownVersion("lock-version", file.LockVersion, "", "1")
	}, func(e pylockPackage, line int) {
		if e.Directory != nil || e.Name == "" {
			return
		}
		p := pkg{name: e.Name, version: e.Version, line: line, download: e.Sdist.URL, registries: []string{e.Index}}
		if e.VCS.URL != "" {
			p.from(repository(strings.TrimPrefix(e.VCS.URL, e.VCS.Type+"+"), e.VCS.Commit))
		}
		p.from(e.Archive.URL)
		for _, name := range sortedKeys(e.Archive.Hashes) {
			p.hashes = append(p.hashes, oneHash(name+":"+e.Archive.Hashes[name])...)
		}
		if len(e.Wheels) == 1 && e.Sdist.URL == "" {
			p.download = e.Wheels[0].URL
			for _, name := range sortedKeys(e.Wheels[0].Hashes) {
				p.hashes = append(p.hashes, oneHash(name+":"+e.Wheels[0].Hashes[name])...)
			}
		}
		from := l.add(p)
		for _, d := range e.Dependencies {
			l.want(pythonWant{from: from, name: d.Name, version: d.Version, wording: strings.TrimSpace(d.Name + " " + d.Version)})
		}
	})
	l.relate()
	return nil
}
