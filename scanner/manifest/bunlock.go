// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// bunNeeds are the tables of names and ranges of a package or a part of the workspace.
type bunNeeds struct {
	Name, Version        string
	Dependencies         map[string]string
	DevDependencies      map[string]string
	OptionalDependencies map[string]string
	PeerDependencies     map[string]string
	OptionalPeers        []string
}

// readBunLock reads bun.lock, which is JSON with commas behind the last entries: packages by the path under which they are found,
// "a" or, where "a" needs one of its own, "a/b".
func readBunLock(g *graph) error {
	g.data = withoutLastCommas(g.data)
	file, err := document(g.data)
	if err != nil {
		return err
	}
	line := g.counter()
	version := file.fields["lockfileVersion"]
	switch g.Document.Version = string(version.raw); g.Document.Version {
	case "0", "1", "2":
	default:
		g.unreadable(fmt.Errorf("line %d: lockfileVersion %s is not known", line(version.at.start), inventory.Clip(g.Document.Version, maxDetail)))
	}
	at := map[string]int{}
	needs := map[string]bunNeeds{}
	packages := file.fields["packages"]
	var list []value
	if !packages.isNull() {
		if list, err = members(packages.raw, packages.at.end-len(packages.raw)); err != nil {
			return fmt.Errorf("packages: %w", err)
		}
	}
	for _, m := range list {
		n := line(m.at.start)
		var entry []json.RawMessage
		var what string
		if json.Unmarshal(m.raw, &entry) != nil || len(entry) == 0 || json.Unmarshal(entry[0], &what) != nil {
			g.lost(n, m.key)
			continue
		}
		to, local := g.bunPackage(m.key, what, entry, n)
		if local {
			to = -1
		}
		at[m.key] = to
		for _, e := range entry[1:] {
			var b bunNeeds
			if len(e) > 0 && e[0] == '{' && json.Unmarshal(e, &b) == nil {
				needs[m.key] = b
				break
			}
		}
	}
	for _, m := range list {
		from, ok := at[m.key]
		if !ok || from < 0 {
			continue
		}
		b := needs[m.key]
		g.bunNeeds(at, from, m.key, b.Dependencies, inventory.Runtime, g.Components[from].Instances[0].Line)
		g.bunNeeds(at, from, m.key, b.OptionalDependencies, inventory.Optional, g.Components[from].Instances[0].Line)
		for _, optional := range b.OptionalPeers {
			delete(b.PeerDependencies, optional)
		}
		g.bunNeeds(at, from, m.key, b.PeerDependencies, inventory.Runtime, g.Components[from].Instances[0].Line)
	}
	workspaces := file.fields["workspaces"]
	if workspaces.isNull() {
		return nil
	}
	projects, err := members(workspaces.raw, workspaces.at.end-len(workspaces.raw))
	if err != nil {
		return fmt.Errorf("workspaces: %w", err)
	}
	for _, m := range projects {
		n := line(m.at.start)
		var b bunNeeds
		if json.Unmarshal(m.raw, &b) != nil {
			g.lost(n, m.key)
			continue
		}
		if m.key == "" && b.Name != "" {
			g.Project = npmPURL(b.Name, b.Version)
		}
		g.bunNeeds(at, -1, b.Name, b.Dependencies, inventory.Runtime, n)
		g.bunNeeds(at, -1, b.Name, b.PeerDependencies, inventory.Runtime, n)
		g.bunNeeds(at, -1, b.Name, b.OptionalDependencies, inventory.Optional, n)
		g.bunNeeds(at, -1, b.Name, b.DevDependencies, inventory.Dev, n)
	}
	return nil
}

// bunPackage takes in an entry: [name@version, registry, needs, integrity].
func (g *graph) bunPackage(key, what string, entry []json.RawMessage, line int) (to int, local bool) {
	name, version := yarnName(what)
	if strings.HasPrefix(version, "workspace:") || npmLocal(version) || strings.HasPrefix(version, "root:") {
		return -1, true
	}
	p := pkg{key: what, version: version, line: line}
	p.namespace, p.name = npmName(name)
	var digest, registry string
	if len(entry) > 2 && json.Unmarshal(entry[1], &registry) == nil {
		p.registries = []string{registry} // "" is the usual one
	}
	if json.Unmarshal(entry[len(entry)-1], &digest) == nil && len(entry) > 1 {
		p.hashes = integrity(digest)
	}
	if strings.Contains(version, "://") || strings.Contains(version, ":") {
		address, commit, _ := strings.Cut(version, "#")
		p.version = ""
		switch {
		case strings.HasPrefix(address, "http") && !inventory.IsRepository(address):
			p.download = address
		case strings.Contains(address, "://"):
			p.qualifiers = map[string]string{"vcs_url": inventory.Clip(repository(address, commit), maxField)}
		}
	}
	return g.add(p), false
}

// bunNeeds follows names to the nearest package of that name on the path of what needs it.
func (g *graph) bunNeeds(at map[string]int, from int, path string, names map[string]string, scope inventory.Scope, line int) {
	for _, name := range sortedKeys(names) {
		for above := bunPath(path); ; above = above[:len(above)-1] {
			key := strings.Join(append(slices.Clip(above), name), "/")
			if to, ok := at[key]; ok {
				if to >= 0 {
					g.needAs(from, to, scope, line, name+"@"+names[name])
				}
				break
			}
			if len(above) == 0 {
				if scope == inventory.Runtime {
					g.missing(from)
				}
				break
			}
		}
	}
}

// maxBunPath is how many packages deep a path is followed.
const maxBunPath = 64

// bunPath divides a path into names, which themselves have a slash where they begin with "@".
func bunPath(path string) []string {
	if path == "" {
		return nil
	}
	var names []string
	for part := range strings.SplitSeq(path, "/") {
		if n := len(names); n > 0 && strings.HasPrefix(names[n-1], "@") && !strings.Contains(names[n-1], "/") {
			names[n-1] += "/" + part
		} else if n < maxBunPath {
			names = append(names, part)
		}
	}
	return names
}

// withoutLastCommas puts blanks in the place of commas that nothing follows, so that all stays where it was.
func withoutLastCommas(data []byte) []byte {
	out := slices.Clone(data)
	comma := -1
	for i := 0; i < len(out); {
		switch c := out[i]; c {
		case '"':
			comma = -1
			for i++; i < len(out) && out[i] != '"'; i++ {
				if out[i] == '\\' {
					i++
				}
			}
		case ',':
			comma = i
		case ' ', '\t', '\r', '\n':
		case '}', ']':
			if comma >= 0 {
				out[comma] = ' '
			}
			comma = -1
		default:
			comma = -1
		}
		i++
	}
	return out
}
