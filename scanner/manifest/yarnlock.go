// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"fmt"
	"net/url"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A yarnLock reads yarn.lock: of yarn 1, and of later versions, which write YAML. Both name under each package the ranges for which
// it is used. What the project itself asks for only later versions say, and not for which purpose: package.json does.
type yarnLock struct {
	*graph
	named map[string][]int
}

func readYarnLock(g *graph) error {
	later := strings.Contains(string(g.data[:min(len(g.data), 4096)]), "__metadata:")
	split := yarnLine
	if later {
		split = yamlLine
	}
	y := yarnLock{g, map[string][]int{}}
	g.Guessed = true
	g.Ranges = map[string]string{}
	g.Document.Version = "1"
	used := map[string]int{} // packages by name and range
	var at []int32           // of each entry
	// The file is read twice: of one with very many packages its lines are too much to keep until all are known.
	err := eachBlock(g.data, split, func(b *lockLine) {
		to := unread
		defer func() { at = append(at, to) }()
		if b.key == "__metadata" {
			g.Document.Version = b.text("version")
			switch g.Document.Version {
			case "4", "5", "6", "7", "8", "9", "10":
			default:
				g.unreadable(fmt.Errorf("line %d: version %s is not known", b.line, g.Document.Version))
			}
			return
		}
		asked := patterns(b.key)
		if len(asked) == 0 || b.text("version") == "" {
			g.lost(b.line, b.key)
			return
		}
		if to = int32(y.pkg(b, asked[0])); to < 0 {
			return
		}
		for _, a := range asked {
			a = strings.Clone(a) // and not the line
			used[a] = int(to)
			if rest, cut, ok := strings.Cut(a, "@npm:"); ok {
				used[rest+"@"+cut] = int(to)
			}
		}
	}, nil)
	if err != nil {
		g.unreadable(err) // what was read until then is right
	}
	for a, i := range used {
		g.Ranges[a] = g.Components[i].ID
	}
	entry := -1
	_ = eachBlock(g.data, split, func(b *lockLine) { // what is wrong with a line was said
		entry++
		if at[entry] != unread && !g.full {
			y.relate(b, int(at[entry]), used)
		}
	}, nil)
	return nil
}

// unread stands for an entry that is no package, and no part of the project.
const unread int32 = -2

// relate follows what an entry asks for.
func (y *yarnLock) relate(b *lockLine, from int, used map[string]int) {
	optional := map[string]bool{}
	for _, m := range b.children("dependenciesMeta") {
		optional[m.key] = m.text("optional") == "true"
	}
	for _, table := range []string{"dependencies", "optionalDependencies"} {
		for _, d := range b.children(table) {
			scope := inventory.Runtime
			if table != "dependencies" || optional[d.key] {
				scope = inventory.Optional
			}
			wording := d.key + "@" + d.value
			if to, ok := used[wording]; ok {
				y.needAs(from, to, scope, d.line, wording)
			} else if all := y.named[d.key]; len(all) == 1 { // "resolutions" may put one in the place of all
				y.needAs(from, all[0], scope, d.line, wording)
			} else if scope == inventory.Runtime && !npmLocal(d.value) {
				y.missing(from)
			}
		}
	}
}

// pkg takes in an entry; -1 stands for the project and the parts of its workspace.
func (y *yarnLock) pkg(b *lockLine, asked string) int {
	name, from := yarnName(asked)
	resolution := b.text("resolution")
	if resolution != "" {
		name, from = yarnName(resolution)
	}
	for _, local := range []string{"workspace:", "link:", "portal:", "file:"} {
		if strings.HasPrefix(from, local) {
			if from == "workspace:." {
				y.Project = npmPURL(name, "")
			}
			return -1
		}
	}
	p := pkg{version: b.text("version"), line: b.line, hashes: integrity(b.text("integrity"))}
	p.namespace, p.name = npmName(name)
	address, fragment, _ := strings.Cut(b.text("resolved"), "#")
	if strings.HasPrefix(address, "http") {
		p.download = address
	}
	if _, at, ok := strings.Cut(from, "::__archiveUrl="); ok { // of registries that keep packages elsewhere than usual
		if at, err := url.PathUnescape(at); err == nil && strings.HasPrefix(at, "http") {
			p.download, _, _ = strings.Cut(at, "::")
		} else {
			p.registries = []string{unnamedRegistry}
		}
	}
	if len(p.hashes) == 0 {
		p.hashes = oneHash("sha1:" + fragment)
	}
	if strings.HasPrefix(from, "git") || strings.Contains(from, ".git#") || inventory.IsRepository(address) {
		if resolution != "" {
			address, fragment, _ = strings.Cut(from, "#")
			fragment = strings.TrimPrefix(fragment, "commit=")
		}
		p.hashes = nil
		p.qualifiers = map[string]string{"vcs_url": inventory.Clip(repository(address, fragment), maxField)}
	}
	p.key = name + "@" + p.version + p.qualifiers["vcs_url"]
	to := y.add(p)
	if to >= 0 && (len(y.named[name]) == 0 || y.named[name][len(y.named[name])-1] != to) {
		y.named[name] = append(y.named[name], to)
	}
	return to
}

// patterns takes the name of an entry apart: "a@^1, a@^2", each of which may be in quotes.
func patterns(key string) []string {
	var list []string
	for part := range strings.SplitSeq(key, ", ") {
		if part = unquote(strings.TrimSpace(part)); strings.LastIndexByte(part, '@') > 0 {
			list = append(list, part)
		}
	}
	return list
}

// yarnName divides "name@range", or the package meant by "alias@npm:name@range".
func yarnName(pattern string) (name, from string) {
	i := strings.IndexByte(pattern[min(1, len(pattern)):], '@')
	if i < 0 {
		return pattern, ""
	}
	name, from = pattern[:i+1], pattern[i+2:]
	if rest, ok := strings.CutPrefix(from, "npm:"); ok {
		if j := strings.IndexByte(rest[min(1, len(rest)):], '@'); j >= 0 {
			return rest[:j+1], rest[j+2:]
		}
	}
	return name, from
}
