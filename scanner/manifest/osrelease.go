// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"cmp"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// An osRelease says which distribution a system is (freedesktop.org, "os-release").
type osRelease struct {
	id, version, name string
	homepage          string
	line              int
}

// readOSRelease reads assignments as a shell has them.
func readOSRelease(g *graph) error {
	r := &osRelease{}
	line := 0
	for raw := range strings.Lines(string(g.data)) {
		line++
		name, value, ok := strings.Cut(strings.TrimSpace(raw), "=")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		value = inventory.Clip(strings.Clone(strings.Trim(value, `"'`)), maxField)
		switch name {
		case "ID":
			r.id, r.line = strings.ToLower(value), line
		case "VERSION_ID":
			r.version = value
		case "NAME":
			r.name = value
		case "HOME_URL":
			r.homepage = value
		}
	}
	if r.id != "" || r.name != "" {
		g.system(&systemFile{release: r})
	}
	return nil
}

// distribution makes the component of the operating system, which is the work of others and has no licence of its own but those of what
// is in it.
func (d *Dependencies) distribution(r *osRelease) []inventory.Issue {
	g := d.fresh()
	i := g.add(pkg{key: cmp.Or(r.id, r.name), version: r.version, scope: inventory.Runtime, line: r.line})
	c := &g.Components[i]
	c.Name, c.Type = cmp.Or(r.name, r.id), "operating-system"
	c.Distribution.Homepage = r.homepage
	g.need(-1, i, "", r.line)
	done, issues := g.result()
	*d = *done
	return issues
}
