// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"cmp"
	"strconv"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// readGemLock reads Gemfile.lock (bundler.io, "gemfile"; the order of its parts and their indentation are fixed). A gem that is
// locked for several platforms is one: Bundler installs one of them. In which group of the Gemfile a gem is, the file does not say.
func readGemLock(g *graph) error {
	type edge struct {
		from int
		name string
		line int
	}
	var edges, direct []edge
	var section, remote, revision string
	var remotes []string   // of the part, which old versions of Bundler have several of
	at := map[string]int{} // places by the name of the gem
	var parts []string     // of the project itself
	const unread = -2
	current := unread
	for n, text := range textLines(g.data) {
		line := strings.TrimLeft(text, " ")
		indent := len(text) - len(line)
		switch {
		case line == "":
			continue
		case indent == 0:
			section, remote, revision, remotes = line, "", "", nil
			continue
		case section == "DEPENDENCIES" && indent == 2:
			name, _, _ := strings.Cut(line, " ")
			direct = append(direct, edge{-1, strings.TrimSuffix(name, "!"), n})
			continue
		case section == "CHECKSUMS" && indent == 2:
			g.gemSum(line)
			continue
		case section != "GEM" && section != "GIT" && section != "PATH" && section != "PLUGIN SOURCE":
			continue
		}
		name, rest, _ := strings.Cut(line, " (")
		switch indent {
		case 2:
			key, v, _ := strings.Cut(line, ": ")
			switch key {
			case "remote":
				remote, remotes = v, append(remotes, v)
			case "revision":
				revision = v
			}
		case 4:
			version, ok := strings.CutSuffix(strings.TrimSuffix(rest, "!"), ")")
			if !ok || name == "" {
				g.lost(n, line)
				current = unread
				continue
			}
			version, _, _ = strings.Cut(version, "-") // and the platform
			if section == "PATH" {
				parts = append(parts, purl(packageurl.TypeGem, "", name, version))
				current, at[name] = -1, -1
				continue
			}
			p := pkg{key: name + " " + version, name: name, version: version, line: n}
			switch section {
			case "GEM":
				p.registries = remotes
			case "PLUGIN SOURCE":
				p.registries = []string{unnamedRegistry}
			case "GIT":
				p.qualifiers = map[string]string{"vcs_url": "git+" + strings.TrimSuffix(remote+"@"+revision, "@")}
			}
			current = g.add(p)
			at[name] = current
		case 6:
			if current != unread {
				edges = append(edges, edge{current, name, n})
			}
		}
	}
	if len(parts) == 1 {
		g.Project = parts[0]
	}
	var unlocked []string
	for i, e := range append(edges, direct...) {
		to, ok := at[e.name]
		switch {
		case ok && to >= 0:
			g.need(e.from, to, inventory.Runtime, e.line)
		case ok || e.name == "bundler": // which is not locked
		case i >= len(edges): // Bundler leaves out what the project asks for on other platforms only
			unlocked = append(unlocked, e.name)
		default:
			g.lost(e.line, e.name)
		}
	}
	g.unlocked(unlocked)
	return nil
}

// unlocked notes what the project asks for and the file has no version of, as it is made for some platforms only.
func (g *graph) unlocked(names []string) {
	const few = 10
	if len(names) == 0 {
		return
	}
	list := strings.Join(names[:min(len(names), few)], ", ")
	if len(names) > few {
		list += ", …"
	}
	g.issues = append(g.issues, inventory.Issue{Code: "dependencies-unlocked", Path: g.path, Effect: inventory.Note,
		Args: inventory.Args{"packages": strconv.Itoa(len(names)), "what": inventory.Clip(list, maxDetail)}})
}

// gemSum reads "name (version) sha256=…".
func (g *graph) gemSum(line string) {
	name, rest, _ := strings.Cut(line, " (")
	version, sum, ok := strings.Cut(rest, ") sha256=")
	if i, there := g.byKey[name+" "+version]; ok && there && isHex(sum, 64) {
		g.Components[i].Hashes = []inventory.Hash{{Algorithm: "SHA256", Value: sum}}
	}
}

// readGemfile reads what a Gemfile asks for, as far as it is written plainly: Ruby is not executed.
func readGemfile(g *graph) error {
	var groups [][]string // of the blocks that are open
	for n, line := range textLines(g.data) {
		line = withoutRubyComment(line)
		words := rubyStrings(line)
		symbols := rubySymbols(line)
		trimmed := strings.TrimSpace(line)
		first, _, _ := strings.Cut(strings.ReplaceAll(trimmed, "(", " "), " ")
		opens := strings.HasSuffix(trimmed, " do") || strings.Contains(trimmed, " do |")
		switch {
		case first == "gem" && len(words) > 0:
			names := groupNames(line, symbols)
			for _, g := range groups {
				names = append(names, g...)
			}
			versions := ""
			if len(words) > 1 && strings.ContainsAny(words[1][:min(1, len(words[1]))], "0123456789~<>=!") {
				versions = words[1]
			}
			if strings.Contains(line, "path:") || strings.Contains(line, ":path") {
				continue // a part of the project
			}
			g.needAs(-1, g.add(pkg{key: words[0], name: words[0], line: n}), gemScope(names), n, versions)
		case opens && first == "group":
			groups = append(groups, symbols)
		case opens, first == "if", first == "unless", first == "case":
			groups = append(groups, nil)
		case first == "end" && len(groups) > 0:
			groups = groups[:len(groups)-1]
		}
	}
	return nil
}

// groupNames are the groups in the options of a gem: group: :test, groups: [:development, :test].
func groupNames(line string, symbols []string) []string {
	if !strings.Contains(line, "group") {
		return nil
	}
	return symbols
}

// gemScope is the scope of a gem in groups that have the customary names; in none of those it is needed at run time.
func gemScope(groups []string) inventory.Scope {
	scope := inventory.Scope("")
	for _, name := range groups {
		switch strings.Trim(name, ":") {
		case "development", "dev":
			scope = inventory.Dev
		case "test", "tests", "ci", "lint", "docs", "doc":
			scope = cmp.Or(scope, inventory.Test)
		case "default", "production":
			return inventory.Runtime
		}
	}
	return cmp.Or(scope, inventory.Runtime)
}
