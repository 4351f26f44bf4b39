// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"cmp"
	"fmt"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// maxCargoLock is the newest version of Cargo.lock that is known (doc.rust-lang.org/cargo, "Cargo.toml vs Cargo.lock").
const maxCargoLock = 4

// A crate is a table of Cargo.lock.
type crate struct {
	name, version, source string
	needs                 []string
	line, at              int // at is its place in the graph, or which part of the project it is
}

// readCargoLock reads Cargo.lock. What has no source is a part of the project or lies beside it. The file does not say what is
// needed for tests or for building: that is in the Cargo.toml of each part.
func readCargoLock(g *graph) error {
	f, err := decodeTOML(g.data)
	if err != nil {
		return err
	}
	if version, ok := f.get("version").(int64); ok {
		g.Document.Version = fmt.Sprint(version)
		if version > maxCargoLock {
			return fmt.Errorf("version %d is not known", version)
		}
	}
	sums, _ := f.get("metadata").(map[string]any) // before version 2
	crates := g.crates(f)
	called := make(map[string]int, 3*len(crates)) // by the names that others call it by
	for i := range crates {
		c := &crates[i]
		id := c.name + " " + c.version
		p := pkg{key: id + " (" + c.source + ")", name: c.name, version: c.version, line: c.line}
		for _, name := range []string{c.name, id, p.key} {
			called[name] = i
		}
		if c.source == "" {
			c.at = g.part(purl(packageurl.TypeCargo, "", c.name, c.version))
			continue
		}
		sum, _ := sums["checksum "+p.key].(string)
		if sum = cmp.Or(f.tableText(i, "checksum"), sum); isHex(sum, 64) {
			p.hashes = []inventory.Hash{{Algorithm: "SHA256", Value: sum}}
		}
		switch kind, address, _ := strings.Cut(c.source, "+"); {
		case kind == "git":
			p.qualifiers = map[string]string{"vcs_url": "git+" + gitAt(address)}
		case !strings.Contains(address, "crates.io"): // the public registry, by either of its indexes
			p.qualifiers = map[string]string{"repository_url": address}
		}
		c.at = g.add(p)
	}
	if len(g.Own) == 1 {
		g.Project = g.Own[0]
	}
	for _, c := range crates {
		for _, name := range c.needs {
			i, ok := called[name]
			if !ok {
				g.lost(c.line, c.name+": "+name)
			} else if to := crates[i].at; to >= 0 {
				g.need(c.at, to, inventory.Runtime, c.line)
			}
		}
	}
	return nil
}

// crates lists the packages of the file; "root" was that of the project before there were workspaces.
func (g *graph) crates(f *tomlFile) []crate {
	line := g.counter()
	var places []int
	for _, p := range f.places {
		if p.key == "package\x00name" {
			places = append(places, line(p.at.start))
		}
	}
	tables, _ := f.get("package").([]map[string]any)
	var list []crate
	take := func(t map[string]any, at int) {
		c := crate{line: at}
		c.name, _ = t["name"].(string)
		c.version, _ = t["version"].(string)
		c.source, _ = t["source"].(string)
		needs, _ := t["dependencies"].([]any)
		for _, n := range needs {
			if s, ok := n.(string); ok {
				c.needs = append(c.needs, s)
			}
		}
		if c.name == "" {
			g.lost(at, "package")
		}
		list = append(list, c)
	}
	for _, t := range tables {
		at := 0
		if _, ok := t["name"]; ok && len(places) > 0 {
			at, places = places[0], places[1:]
		}
		take(t, at)
	}
	if root := f.table("root"); root != nil {
		take(root, line(f.place("root", "name").start))
	}
	return list
}

// tableText is a string of the i-th package.
func (f *tomlFile) tableText(i int, key string) string {
	tables, _ := f.get("package").([]map[string]any)
	if i >= len(tables) {
		return ""
	}
	s, _ := tables[i][key].(string)
	return s
}

// gitAt makes address@commit of what Cargo has as address?branch=x#commit.
func gitAt(address string) string {
	address, commit, _ := strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	if commit == "" {
		return address
	}
	return address + "@" + commit
}

func isHex(s string, length int) bool {
	return len(s) == length && strings.Trim(s, "0123456789abcdefABCDEF") == ""
}

// purl is "" for what cannot be one.
func purl(kind, namespace, name, version string) string {
	u := packageurl.NewPackageURL(kind, inventory.Clip(namespace, maxField), inventory.Clip(name, maxField), inventory.Clip(version, maxField), nil, "")
	if name == "" || u.Normalize() != nil {
		return ""
	}
	return u.ToString()
}

// cargoTables are the tables of Cargo.toml that name dependencies, by what these are for.
var cargoTables = []struct {
	name  string
	scope inventory.Scope
}{
	{"dependencies", inventory.Runtime}, {"build-dependencies", inventory.Build}, {"build_dependencies", inventory.Build},
	{"dev-dependencies", inventory.Dev}, {"dev_dependencies", inventory.Dev},
}

// readCargoNeeds reads what a Cargo.toml asks for, for every platform.
func readCargoNeeds(g *graph) error {
	f, err := decodeTOML(g.data)
	if err != nil {
		return err
	}
	name := f.text("package", "name")
	if name == "" {
		return nil // a workspace alone needs nothing
	}
	version := []string{"package", "version"}
	if inherit, _ := f.get("package", "version", "workspace").(bool); inherit {
		version = []string{"workspace", "package", "version"}
	}
	g.Project = purl(packageurl.TypeCargo, "", name, f.text(version...))
	lines := g.placeLines(f)
	for _, t := range cargoTables {
		g.cargoNeeds(f, lines, t.scope, t.name)
		for _, platform := range sortedKeys(f.table("target")) {
			g.cargoNeeds(f, lines, t.scope, "target", platform, t.name)
		}
	}
	return nil
}

// placeLines are the lines of all keys, and of the first key in each table.
func (g *graph) placeLines(f *tomlFile) map[string]int {
	line := g.counter()
	lines := make(map[string]int, len(f.places))
	for _, p := range f.places {
		n := line(p.at.start)
		key := p.key
		for range maxTOMLDepth {
			if _, ok := lines[key]; ok {
				break
			}
			lines[key] = n
			i := strings.LastIndexByte(key, 0)
			if i < 0 {
				break
			}
			key = key[:i]
		}
	}
	return lines
}

func (g *graph) cargoNeeds(f *tomlFile, lines map[string]int, scope inventory.Scope, keys ...string) {
	for _, name := range sortedKeys(f.table(keys...)) {
		at := append(keys[:len(keys):len(keys)], name)
		line := lines[strings.Join(at, "\x00")]
		versions, ok := f.get(at...).(string)
		scope := scope
		if table := f.table(at...); table != nil {
			ok = true
			if _, beside := table["path"]; beside {
				continue // a part of the project
			}
			versions, _ = table["version"].(string)
			if shared, _ := table["workspace"].(bool); shared {
				from := []string{"workspace", "dependencies", name}
				versions = cmp.Or(f.text(from...), f.text(append(from, "version")...))
				if other := f.text(append(from, "package")...); other != "" {
					name = other
				}
			}
			if other, _ := table["package"].(string); other != "" {
				name = other
			}
			if optional, _ := table["optional"].(bool); optional && scope == inventory.Runtime {
				scope = inventory.Optional
			}
		}
		if !ok {
			g.lost(line, strings.Join(at, "."))
			continue
		}
		p := pkg{key: name, name: name, line: line}
		if v, ok := strings.CutPrefix(versions, "="); ok {
			p.version = exact(v)
		}
		if f.text(append(at, "registry")...) != "" {
			p.registries = []string{unnamedRegistry} // which only the settings know by that name
		}
		p.registries = append(p.registries, f.text(append(at, "registry-index")...))
		g.needAs(-1, g.add(p), scope, line, versions)
	}
}
