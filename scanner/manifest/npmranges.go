// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"encoding/json"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// readNPMRanges reads what package.json asks for.
func readNPMRanges(g *graph) error {
	file, err := document(g.data)
	if err != nil {
		return nil // the reader of the manifest says so
	}
	g.Project = npmPURL(file.fields["name"].text(), file.fields["version"].text())
	line := g.counter()
	var peers map[string]struct{ Optional bool }
	if v := file.fields["peerDependenciesMeta"]; !v.isNull() && json.Unmarshal(v.raw, &peers) != nil {
		g.lost(line(v.at.start), v.key)
	}
	optional := map[string]bool{} // npm lists these under dependencies as well
	for _, table := range []struct {
		name  string
		scope inventory.Scope
	}{
		{"optionalDependencies", inventory.Optional}, {"dependencies", inventory.Runtime}, {"peerDependencies", inventory.Runtime}, {"devDependencies", inventory.Dev},
	} {
		v := file.fields[table.name]
		if v.isNull() || v.raw[0] != '{' {
			continue
		}
		list, err := members(v.raw, v.at.end-len(v.raw))
		if err != nil {
			return err
		}
		for _, m := range list {
			n := line(m.at.start)
			wording, ok := m.asText()
			if !ok {
				g.lost(n, m.key)
				continue
			}
			if optional[m.key] || table.name == "peerDependencies" && peers[m.key].Optional || npmLocal(wording) {
				continue
			}
			optional[m.key] = table.scope == inventory.Optional
			name, versions := m.key, wording
			if strings.HasPrefix(wording, "npm:") {
				name, versions = yarnName(m.key + "@" + wording)
			}
			p := pkg{key: name, line: n, version: exact(strings.TrimPrefix(versions, "="))}
			p.namespace, p.name = npmName(name)
			g.needAs(-1, g.add(p), table.scope, n, m.key+"@"+wording)
		}
	}
	return nil
}

// exact is a version in three numbers, and what may follow them; "" for anything else, which may be a range (semver.org, 2 and 9).
func exact(wording string) string {
	v := strings.TrimPrefix(strings.TrimSpace(wording), "v")
	core, _, _ := strings.Cut(strings.ReplaceAll(v, "+", "-"), "-")
	if strings.Count(core, ".") != 2 || strings.Trim(v, "0123456789.-+abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return ""
	}
	for part := range strings.SplitSeq(core, ".") {
		if part == "" || strings.Trim(part, "0123456789") != "" {
			return ""
		}
	}
	return v
}

// npmLocal reports whether a range is a folder or file of the project itself.
func npmLocal(wording string) bool {
	for _, local := range []string{"workspace:", "file:", "link:", "portal:", "./", "../", "/", "~/"} {
		if strings.HasPrefix(wording, local) {
			return true
		}
	}
	return false
}
