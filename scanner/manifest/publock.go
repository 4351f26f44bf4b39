// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A pubEntry is a package of pubspec.lock.
type pubEntry struct {
	name   string
	line   int
	fields map[string]string // of the entry, and with "description/" before them of what it is had from
}

// readPubLock reads pubspec.lock as pub writes it (dart.dev/tools/pub): YAML of one shape, each field in a line of its own. The
// file says what the project chose itself, and nothing of what a package needs in turn.
func readPubLock(g *graph) error {
	var e *pubEntry
	section, within := "", ""
	for n, text := range textLines(g.data) {
		line := strings.TrimLeft(text, " ")
		if line == "" || line[0] == '#' {
			continue
		}
		key, v, ok := strings.Cut(line, ":")
		key, v = strings.Trim(key, `"'`), strings.Trim(strings.TrimSpace(v), `"'`)
		if !ok {
			g.lost(n, line)
			continue
		}
		switch len(text) - len(line) {
		case 0:
			g.pubEntry(e)
			e, section = nil, key
		case 2:
			g.pubEntry(e)
			e = nil
			if section == "packages" {
				e, within = &pubEntry{key, n, map[string]string{}}, ""
			}
		case 4:
			if within = key + "/"; e != nil && v != "" {
				e.fields[key] = v
			}
		case 6:
			if e != nil {
				e.fields[within+key] = v
			}
		}
	}
	g.pubEntry(e)
	return nil
}

// pubEntry takes in a package, but for those in a folder, which are the project's own.
func (g *graph) pubEntry(e *pubEntry) {
	if e == nil || e.fields["source"] == "path" {
		return
	}
	kind := e.fields["dependency"]
	if kind == "" {
		g.lost(e.line, e.name)
		return
	}
	p := pkg{key: e.name, name: e.name, version: e.fields["version"], line: e.line}
	switch e.fields["source"] {
	case "hosted":
		p.registries = []string{e.fields["description/url"]}
	case "git":
		if url := e.fields["description/url"]; url != "" {
			p.qualifiers = map[string]string{"vcs_url": "git+" + strings.TrimSuffix(url+"@"+e.fields["description/resolved-ref"], "@")}
		}
	}
	if sum := e.fields["description/sha256"]; isHex(sum, 64) {
		p.hashes = []inventory.Hash{{Algorithm: "SHA256", Value: sum}}
	}
	to := g.add(p)
	switch kind {
	case "direct main", "direct overridden":
		g.need(-1, to, inventory.Runtime, e.line)
	case "direct dev":
		g.need(-1, to, inventory.Dev, e.line)
	default: // through which of the others it does not say
		g.needSomehow(to, "", e.line, "")
	}
}
