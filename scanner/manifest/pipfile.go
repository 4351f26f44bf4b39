// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"lizenzlotse/scanner/inventory"
)

type pipfileEntry struct {
	Version, Markers, File, Path, Git, Ref, Index string
	Hashes                                        []string
}

// readPipfileLock reads Pipfile.lock: packages by category, without what needs which.
func readPipfileLock(g *graph) error {
	file, err := document(g.data)
	if err != nil {
		return err
	}
	g.Guessed = true
	line := g.counter()
	l := pythonLock{graph: g}
	sources := pipSources(file.fields["_meta"])
	for _, category := range file.all {
		if category.key == "_meta" {
			var meta struct {
				Spec json.Number `json:"pipfile-spec"`
			}
			if json.Unmarshal(category.raw, &meta) == nil {
				if g.Document.Version = string(meta.Spec); g.Document.Version != "6" {
					g.unreadable(fmt.Errorf("line %d: pipfile-spec %s is not known", line(category.at.start), meta.Spec))
				}
			}
			continue
		}
		list, err := members(category.raw, category.at.end-len(category.raw))
		if err != nil {
			return fmt.Errorf("%s: %w", category.key, err)
		}
		scope := pythonScope(category.key, inventory.Dev)
		for _, m := range list {
			n := line(m.at.start)
			var e pipfileEntry
			if json.Unmarshal(m.raw, &e) != nil {
				g.lost(n, m.key)
				continue
			}
			if e.Path != "" || strings.HasPrefix(e.File, ".") {
				continue
			}
			p := pkg{name: m.key, version: pinned(e.Version), line: n, scope: scope, hashes: oneHash(e.Hashes...)}
			p.from(cmp.Or(repository(e.Git, e.Ref), e.File))
			for _, s := range sources {
				if e.Index == "" || e.Index == s.Name { // without an index it may be of any
					p.registries = append(p.registries, s.URL)
				}
			}
			if e.Index != "" && p.registries == nil {
				p.registries = []string{unnamedRegistry}
			}
			g.needSomehow(l.add(p), scope, n, strings.TrimSpace(m.key+" "+e.Version))
		}
	}
	return nil
}

// A pipSource is an index that a Pipfile.lock names.
type pipSource struct{ Name, URL string }

func pipSources(meta value) []pipSource {
	var m struct{ Sources []pipSource }
	if meta.isNull() || json.Unmarshal(meta.raw, &m) != nil {
		return nil
	}
	return m.Sources
}

// readPipfile reads the ranges of a Pipfile: tables of packages by category.
func readPipfile(g *graph) error {
	f, err := decodeTOML(g.data)
	if err != nil {
		return err
	}
	r := ranges{g, f, g.counter(), ""}
	for _, category := range sortedKeys(f.tables) {
		switch category {
		case "source", "requires", "scripts", "pipenv":
			continue
		}
		scope := inventory.Runtime
		if category != "packages" {
			scope = pythonScope(category, inventory.Dev)
		}
		r.table(scope, category)
	}
	return nil
}
