// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// A pkgInfo is the file .PKGINFO at the top of a package of Alpine, or of Arch, which has the same form: "name = value", and what
// is several has several lines.
type pkgInfo struct {
	values map[string][]string
	lines  map[string][]int
	spans  map[string]span
	arch   bool // Arch's own program made it
}

func readInfo(data []byte) pkgInfo {
	p := pkgInfo{values: map[string][]string{}, lines: map[string][]int{}, spans: map[string]span{}}
	offset, n := 0, 0
	for raw := range bytes.Lines(data) {
		n++
		start := offset
		offset += len(raw)
		text := strings.TrimSpace(string(raw))
		if strings.HasPrefix(text, "#") {
			p.arch = p.arch || strings.Contains(text, "makepkg")
			continue
		}
		name, value, ok := strings.Cut(text, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !ok || value == "" {
			continue
		}
		p.values[name], p.lines[name] = append(p.values[name], value), append(p.lines[name], n)
		at := span{start, start + len(bytes.TrimRight(raw, "\r\n"))}
		if before, ok := p.spans[name]; ok {
			at.start = before.start
		}
		p.spans[name] = at
	}
	return p
}

func (p pkgInfo) first(name string) string { return firstOf(p.values[name]...) }

// system is the type of purl and the distribution.
func (p pkgInfo) system() (kind, vendor string) {
	if p.arch {
		return "alpm", "arch"
	}
	return packageurl.TypeApk, "alpine"
}

func (p pkgInfo) purl() string {
	kind, vendor := p.system()
	q := map[string]string{}
	if arch := p.first("arch"); arch != "" {
		q["arch"] = inventory.Clip(arch, maxField)
	}
	return qualified(kind, vendor, p.first("pkgname"), p.first("pkgver"), q)
}

// readPkgInfo reads what the package says of itself. Several licences of Arch all apply (its wiki, "PKGBUILD").
func readPkgInfo(s *sheet) error {
	p := readInfo(s.data)
	if p.first("pkgname") == "" {
		return nil
	}
	s.name("", "", p.first("pkgname"), p.first("pkgver"))
	s.component.PURL = p.purl()
	s.component.Supplier = withoutAddress(firstOf(p.first("maintainer"), p.first("packager")))
	s.component.Distribution.Homepage = p.first("url")
	s.component.Distribution.Package = inventory.Clip(firstOf(p.first("origin"), p.first("pkgbase")), maxField)
	if l := p.values["license"]; len(l) > 0 {
		s.declare(inventory.ReadLicense(strings.Join(l, " AND ")), p.spans["license"])
	}
	return nil
}

// readPkgInfoNeeds reads what the package needs, as far as it names packages; files and libraries it names too are those of any.
func readPkgInfoNeeds(g *graph) error {
	p := readInfo(g.data)
	kind, vendor := p.system()
	g.Project = p.purl()
	for i, need := range p.values["depend"] {
		name := need[:len(need)-len(strings.TrimLeft(need, debName+"_@"))]
		if name == "" || strings.Contains(name, ":") || strings.HasPrefix(need, "/") || strings.HasPrefix(need, "!") || strings.Contains(name, ".so") {
			continue
		}
		line := p.lines["depend"][i]
		g.needAs(-1, g.add(pkg{key: name, typ: kind, namespace: vendor, name: name, line: line}), inventory.Runtime, line, strings.TrimPrefix(need, name))
	}
	for i := range g.Components {
		g.Components[i].Name = strings.TrimPrefix(g.Components[i].Name, vendor+"/")
	}
	return nil
}
