// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"strings"

	"lizenzlotse/scanner/inventory"
)

// ranges collects what a manifest in TOML asks for.
type ranges struct {
	*graph
	toml *tomlFile
	line func(int) int
	own  string // name of the project: "project[extra]" stands for extras that are read themselves
}

// ask enters one that the project asks for.
func (r ranges) ask(q requirement, scope inventory.Scope, at span) {
	line := r.line(at.start)
	if isLocal(q.address) || q.name == r.own {
		return
	}
	r.needAs(-1, r.add(q.pkg(line)), scope, line, q.wording)
}

// list enters the requirements of a list.
func (r ranges) list(scope inventory.Scope, keys ...string) {
	all, _ := r.toml.get(keys...).([]any)
	place := r.toml.place(keys...)
	for _, e := range all {
		text, ok := e.(string)
		if !ok {
			continue // a table that includes another group, which is read itself
		}
		at := within(r.data, place, text)
		q, ok := readRequirement(text)
		if !ok {
			r.lost(r.line(at.start), text)
			continue
		}
		r.ask(q, scope, at)
	}
}

// table enters what a table has as names with ranges.
func (r ranges) table(scope inventory.Scope, keys ...string) {
	for _, name := range sortedKeys(r.toml.table(keys...)) {
		if name == "python" {
			continue
		}
		v := r.toml.get(append(keys[:len(keys):len(keys)], name)...)
		if t, ok := v.(map[string]any); ok && t["path"] != nil {
			continue // a part of the project itself
		}
		wording, optional := poetryRange(v)
		as := scope
		if optional {
			as = inventory.Optional
		}
		q := requirement{name: inventory.PythonName(name), wording: strings.TrimSpace(name + " " + wording), version: pinned(wording)}
		r.ask(q, as, r.toml.place(append(keys[:len(keys):len(keys)], name)...))
	}
}

// readPyprojectRanges reads what pyproject.toml asks for: the standard tables, and those of Poetry, PDM and uv.
func readPyprojectRanges(g *graph) error {
	f, err := decodeTOML(g.data)
	if err != nil {
		return nil // the reader of the manifest says so
	}
	r := ranges{g, f, g.counter(), inventory.PythonName(firstOf(f.text("project", "name"), f.text("tool", "poetry", "name")))}
	r.list(inventory.Runtime, "project", "dependencies")
	poetry := []string{"tool", "poetry"}
	r.table(inventory.Runtime, append(poetry, "dependencies")...)
	r.table(inventory.Dev, append(poetry, "dev-dependencies")...)
	for _, extra := range sortedKeys(f.table("project", "optional-dependencies")) {
		r.list(pythonScope(extra, inventory.Optional), "project", "optional-dependencies", extra)
	}
	for _, group := range sortedKeys(f.table("dependency-groups")) {
		r.list(pythonScope(group, inventory.Dev), "dependency-groups", group)
	}
	for _, group := range sortedKeys(f.table("tool", "poetry", "group")) {
		r.table(pythonScope(group, inventory.Dev), "tool", "poetry", "group", group, "dependencies")
	}
	for _, group := range sortedKeys(f.table("tool", "pdm", "dev-dependencies")) {
		r.list(pythonScope(group, inventory.Dev), "tool", "pdm", "dev-dependencies", group)
	}
	r.list(inventory.Dev, "tool", "uv", "dev-dependencies")
	r.list(inventory.Build, "build-system", "requires")
	g.Project = pythonPURL(r.own, firstOf(f.text("project", "version"), f.text("tool", "poetry", "version")))
	return nil
}
