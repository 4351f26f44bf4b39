// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// readNuspec reads a *.nuspec (learn.microsoft.com, ".nuspec File Reference"): a licence is an expression, or a file in the
// package, or in old ones an address.
func readNuspec(s *sheet) error {
	root, err := decodeXML(s.data)
	if err != nil || root.name != "package" {
		return err
	}
	m := root.child("metadata")
	stated := func(name string) string {
		v := m.child(name).text
		if strings.Contains(v, "$") {
			return "" // put in when the package is made
		}
		return v
	}
	s.name(packageurl.TypeNuget, "", stated("id"), stated("version"))
	s.component.Supplier = firstOf(stated("authors"), stated("owners"))
	s.component.Distribution = inventory.Distribution{Homepage: stated("projectUrl"), Source: m.child("repository").attr("url")}
	license, address := m.child("license"), m.child("licenseUrl")
	switch {
	case strings.EqualFold(license.attr("type"), "file"):
		s.pointer("manifest-license-file", license.text)
	case license.text != "":
		s.declare(inventory.ReadLicense(license.text), s.lineSpan(license.line))
	case address.text != "" && !strings.HasSuffix(address.text, "/deprecateLicenseUrl"): // which stands where a file is meant
		s.declare(inventory.ReadLicense(address.text), s.lineSpan(address.line))
	}
	return nil
}

// lineSpan is where a line stands.
func (s *sheet) lineSpan(line int) span {
	start := len(s.data) - len(bytes.TrimPrefix(s.data, []byte("\uFEFF")))
	for n, text := range textLines(s.data) {
		if n == line {
			return span{start, start + len(text)}
		}
		start += len(text)
		for start < len(s.data) && (s.data[start] == '\r' || s.data[start] == '\n') {
			start++
			if s.data[start-1] == '\n' {
				break
			}
		}
	}
	return span{}
}

// readNuspecNeeds reads what a package says it needs, for all platforms.
func readNuspecNeeds(g *graph) error {
	root, err := decodeXML(g.data)
	if err != nil || root.name != "package" {
		return err
	}
	m := root.child("metadata")
	g.Project = purl(packageurl.TypeNuget, "", m.child("id").text, m.child("version").text)
	var take func(n *node)
	take = func(n *node) {
		for _, d := range n.children {
			switch id := d.attr("id"); {
			case d.name == "group":
				take(d)
			case d.name == "dependency" && id != "":
				g.needAs(-1, g.add(nugetPackage(id, "", d.line)), inventory.Runtime, d.line, d.attr("version"))
			case d.name == "dependency":
				g.lost(d.line, d.name)
			}
		}
	}
	take(m.child("dependencies"))
	return nil
}

// A projectFile is what a project file of MSBuild says, or one that is part of every project in the folders below it.
type projectFile struct {
	path            string
	properties      map[string]string
	needs, versions []reference // PackageReference, and PackageVersion, which sets the versions of all projects
	shared          bool
	g               *graph
}

type reference struct {
	name, version string
	private       bool // not passed on: a tool for building
	update        bool // changes what was said before, and adds nothing
	line          int
}

// readProjectFile reads the references to packages in project files (learn.microsoft.com, "PackageReference in project files" and
// "Central Package Management"). Conditions are not weighed: what is under one counts.
func readProjectFile(g *graph) error {
	root, err := decodeXML(g.data)
	if err != nil {
		return err
	}
	if root.name != "Project" {
		return nil
	}
	p := &projectFile{path: g.path, properties: map[string]string{}, g: g, shared: strings.HasPrefix(path.Base(g.path), "Directory.")}
	for _, group := range root.children {
		for _, n := range group.children {
			switch {
			case group.name == "PropertyGroup":
				p.properties[strings.ToLower(n.name)] = n.text
			case n.name == "PackageReference":
				p.needs = append(p.needs, references(n)...)
			case n.name == "GlobalPackageReference":
				for _, r := range references(n) {
					r.private = true
					p.needs = append(p.needs, r)
				}
			case n.name == "PackageVersion":
				p.versions = append(p.versions, references(n)...)
			}
		}
	}
	g.msb = p
	return nil
}

func references(n *node) []reference {
	r := reference{line: n.line}
	names := n.attr("Include")
	if names == "" {
		names, r.update = n.attr("Update"), true
	}
	field := func(name string) string { return firstOf(n.attr(name), n.child(name).text) }
	r.version = firstOf(field("VersionOverride"), field("Version"))
	r.private = strings.EqualFold(field("PrivateAssets"), "all")
	var list []reference
	for name := range strings.SplitSeq(names, ";") {
		if r.name = strings.TrimSpace(name); r.name != "" {
			list = append(list, r)
		}
	}
	return list
}

// completeProjects makes dependencies of what project files say, with those that hold for all projects below their folder.
func completeProjects(list []*Dependencies) []inventory.Issue {
	shared := map[string]*projectFile{}
	for _, d := range list {
		if d.msb != nil && d.msb.shared {
			shared[d.msb.path] = d.msb
		}
	}
	var issues []inventory.Issue
	for _, d := range list {
		p := d.msb
		if p == nil {
			continue
		}
		d.msb = nil
		if p.shared {
			continue
		}
		line := []*projectFile{p}
		for _, name := range []string{"Directory.Build.targets", "Directory.Packages.props", "Directory.Build.props"} {
			for dir := path.Dir(p.path); ; dir = path.Dir(dir) {
				if s := shared[path.Join(dir, name)]; s != nil { // the nearest alone
					line = append(line, s)
					break
				}
				if dir == "." || dir == "/" {
					break
				}
			}
		}
		p.g.issues = nil // those of reading were handed over
		p.complete(line)
		issues = append(issues, p.g.issues...)
	}
	return issues
}

func (p *projectFile) complete(line []*projectFile) {
	g := p.g
	versions, private := map[string]string{}, map[string]bool{}
	for _, from := range line {
		for _, r := range slices.Concat(from.versions, from.needs) {
			key := strings.ToLower(r.name)
			private[key] = private[key] || r.private
			versions[key] = cmp.Or(versions[key], msbProperty(line, r.version))
		}
	}
	for i, from := range line {
		for _, r := range from.needs {
			key := strings.ToLower(r.name)
			name := msbProperty(line, r.name)
			if r.update {
				continue
			}
			if name == "" {
				if i == 0 {
					g.lost(r.line, r.name)
				}
				continue
			}
			scope := inventory.Runtime
			if private[key] {
				scope = inventory.Build
			}
			version, wording := versions[key], firstOf(r.version, versions[key])
			if strings.ContainsAny(version, "[](),*") {
				version = ""
			}
			g.inherited(from.path, nugetPackage(name, version, r.line), scope, wording)
		}
	}
	g.result()
}

// msbProperty puts in properties; "" where one is not known.
func msbProperty(line []*projectFile, text string) string {
	for range maxProperties {
		start := strings.Index(text, "$(")
		if start < 0 {
			return text
		}
		end := strings.IndexByte(text[start:], ')')
		if end < 0 || len(text) > maxExpanded {
			return ""
		}
		value, ok := "", false
		for _, p := range line {
			if value, ok = p.properties[strings.ToLower(text[start+2:start+end])]; ok {
				break
			}
		}
		if !ok {
			return ""
		}
		text = text[:start] + value + text[start+end+1:]
	}
	return ""
}
