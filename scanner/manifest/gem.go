// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"path"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// gemMetadata are the files in a gem that say what it is: RubyGems writes them of the gemspec, as YAML.
var gemMetadata = []string{"metadata.gz!/metadata"}

// A yamlEntry is a member of the outermost mapping, and the lines below it.
type yamlEntry struct {
	value string
	line  int
	at    span
	body  []yamlLineOf
}

// A yamlLineOf is a line below a member, with how far in it stands; a "- " counts as two.
type yamlLineOf struct {
	indent int
	item   bool // begins with "- "
	text   string
	line   int
	at     span
}

// maxGemLines bounds how many lines of one member are kept; a gem may name that many of its files.
const maxGemLines = 100_000

// gemEntries reads the specification of a gem; nil if it is none. It is what Ruby's own program for YAML writes, which sets each
// name and each entry on a line of its own: a reader of all of YAML takes time with the square of the names.
func gemEntries(data []byte) map[string]*yamlEntry {
	if !bytes.Contains(data[:min(len(data), 512)], []byte("Gem::Specification")) {
		return nil
	}
	entries := map[string]*yamlEntry{}
	var current *yamlEntry
	offset, n := 0, 0
	for raw := range bytes.Lines(data) {
		n++
		start := offset
		offset += len(raw)
		text := strings.TrimRight(string(raw), " \t\r\n")
		inner := strings.TrimLeft(text, " ")
		indent := len(text) - len(inner)
		at := span{start + indent, start + len(text)}
		switch {
		case inner == "" || inner[0] == '#' || strings.HasPrefix(text, "---"):
		case indent == 0 && !strings.HasPrefix(text, "- "):
			key, value, ok := yamlLine(text)
			if !ok {
				current = nil
				continue
			}
			current = &yamlEntry{value: value, line: n, at: at}
			if entries[key] == nil {
				entries[key] = current
			}
		case current != nil && len(current.body) < maxGemLines:
			item := strings.HasPrefix(inner, "- ")
			if item {
				inner, indent = strings.TrimSpace(inner[2:]), indent+2
			}
			current.body = append(current.body, yamlLineOf{indent, item, inner, n, at})
			if end := start + len(text); current.at.end < end {
				current.at.end = end
			}
		}
	}
	return entries
}

// text is the value of a member without those below it.
func (e *yamlEntry) text() string {
	if e == nil || strings.HasPrefix(e.value, "!") || e.value == "|" || e.value == "|-" || e.value == ">" || e.value == ">-" {
		return ""
	}
	return e.value
}

// list are the entries of a list of texts.
func (e *yamlEntry) list() []string {
	if e == nil {
		return nil
	}
	var list []string
	if inside, ok := strings.CutPrefix(e.value, "["); ok {
		for part := range strings.SplitSeq(strings.TrimSuffix(inside, "]"), ",") {
			if part = plain(part); part != "" {
				list = append(list, part)
			}
		}
	}
	for _, l := range e.body {
		if l.item {
			list = append(list, plain(l.text))
		}
	}
	return list
}

// member is the value of a name in the mapping below.
func (e *yamlEntry) member(name string) string {
	if e != nil {
		for _, l := range e.body {
			if key, value, ok := yamlLine(l.text); ok && key == name {
				return value
			}
		}
	}
	return ""
}

// readGem reads the metadata of a gem.
func readGem(s *sheet) error {
	e := gemEntries(s.data)
	if e == nil {
		return nil
	}
	s.name(packageurl.TypeGem, "", e["name"].text(), e["version"].member("version"))
	s.component.Supplier = firstOf(append([]string{e["author"].text()}, e["authors"].list()...)...)
	s.component.Distribution.Homepage = e["homepage"].text()
	s.component.Distribution.Source = e["metadata"].member("source_code_uri")
	if licenses := e["licenses"].list(); len(licenses) > 0 {
		s.declare(inventory.ReadLicense(strings.Join(licenses, ", ")), e["licenses"].at)
	} else if l := e["license"].text(); l != "" {
		s.declare(inventory.ReadLicense(l), e["license"].at)
	}
	return nil
}

// readGemNeeds reads what a gem says it needs.
func readGemNeeds(g *graph) error {
	e := gemEntries(g.data)
	if e == nil {
		return nil
	}
	g.Project, g.Folder = purl(packageurl.TypeGem, "", e["name"].text(), e["version"].member("version")), around(g.path)
	d := e["dependencies"]
	if d == nil {
		return nil
	}
	type dependency struct {
		name     string
		scope    inventory.Scope
		versions []string
		line     int
	}
	var one *dependency
	finish := func() {
		switch {
		case one == nil:
		case one.name == "":
			g.lost(one.line, "Gem::Dependency")
		default:
			g.needAs(-1, g.add(pkg{key: one.name, name: one.name, line: one.line}), one.scope, one.line, strings.Join(one.versions, ", "))
		}
	}
	within, operator := "", ""
	for _, l := range d.body {
		if l.item && strings.Contains(l.text, "Gem::Dependency") {
			finish()
			one, within = &dependency{scope: inventory.Runtime, line: l.line}, ""
			continue
		}
		if one == nil {
			continue
		}
		key, value, ok := yamlLine(strings.TrimPrefix(l.text, "- "))
		switch {
		case !l.item && l.indent == 2 && ok:
			within = key
			switch {
			case key == "name":
				one.name = value
			case key == "type" && value == ":development":
				one.scope = inventory.Dev
			}
		case within != "requirement" || len(one.versions) > 10:
		case l.item && strings.HasPrefix(l.text, "- "): // a pair of an operator and a version
			operator = plain(l.text[2:])
		case ok && key == "version":
			one.versions = append(one.versions, strings.TrimSpace(operator+" "+value))
		}
	}
	finish()
	return nil
}

// around is the folder of the package that a file with its metadata lies packed in.
func around(p string) string { return path.Dir(path.Dir(p)) }
