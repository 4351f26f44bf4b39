// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"cmp"
	"fmt"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A pnpmLock reads pnpm-lock.yaml of versions 5, 6 and 9, which name packages "/name/1.0.0_peers", "/name@1.0.0(peers)" and
// "name@1.0.0(peers)". What is there once for each set of peers is one package.
type pnpmLock struct {
	*graph
	major string
	keys  map[string]int // packages by what other packages call them
}

// readPNPMLock reads the file twice: of one with very many packages its lines are too much to keep until all are known.
func readPNPMLock(g *graph) error {
	p := pnpmLock{graph: g, keys: map[string]int{}}
	root := &lockLine{}    // all but the packages
	known := func() bool { // the version stands first
		g.Document.Version = root.text("lockfileVersion")
		p.major, _, _ = strings.Cut(g.Document.Version, ".")
		return p.major == "5" || p.major == "6" || p.major == "9"
	}
	var snapshots []string
	err := eachBlock(g.data, yamlLine, func(b *lockLine) { root.list = append(root.list, b) }, map[string]func(*lockLine){
		"packages": func(b *lockLine) {
			if p.major != "" || known() {
				p.pkg(b)
			}
		},
		"snapshots": func(b *lockLine) { snapshots = append(snapshots, b.key) },
	})
	if err != nil {
		g.unreadable(err) // what was read until then is right
	}
	if !known() {
		return fmt.Errorf("line 1: lockfileVersion %s is not known", g.Document.Version)
	}
	part := "packages"
	if p.major == "9" {
		part = "snapshots"
		for _, key := range snapshots {
			base, _, _ := strings.Cut(key, "(")
			if to, ok := p.keys[base]; ok {
				p.keys[key] = to
			}
		}
	}
	pass := func(*lockLine) {}
	parts := map[string]func(*lockLine){"packages": pass, "snapshots": pass}
	parts[part] = func(b *lockLine) {
		if from, ok := p.keys[b.key]; ok && !g.full {
			p.needs(from, b, inventory.Runtime, "dependencies")
			p.needs(from, b, inventory.Optional, "optionalDependencies")
		}
	}
	_ = eachBlock(g.data, yamlLine, pass, parts) // what is wrong with a line was said
	projects := root.children("importers")
	if projects == nil {
		projects = []*lockLine{root}
	}
	for _, b := range projects {
		p.needs(-1, b, inventory.Runtime, "dependencies")
		p.needs(-1, b, inventory.Optional, "optionalDependencies")
		p.needs(-1, b, inventory.Dev, "devDependencies")
	}
	return nil
}

func (p *pnpmLock) pkg(b *lockLine) {
	name, version := p.split(b.key)
	name, version = cmp.Or(b.text("name"), name), cmp.Or(b.text("version"), version)
	if strings.HasPrefix(version, "file:") || strings.HasPrefix(version, "link:") || strings.HasPrefix(b.key, "file:") {
		return // a part of the project itself
	}
	if name == "" {
		p.lost(b.line, b.key)
		return
	}
	e := pkg{key: name + "@" + version, version: version, line: b.line}
	e.namespace, e.name = npmName(name)
	if host, _, ok := strings.Cut(b.key, "/"); ok && host != "" && host[0] != '@' && strings.ContainsAny(host, ".:") && !strings.Contains(host, "@") {
		e.registries = []string{"https://" + host}
	}
	if r := b.child("resolution"); r != nil {
		fields := r.flow()
		if fields == nil {
			fields = map[string]string{"integrity": r.text("integrity"), "tarball": r.text("tarball"), "repo": r.text("repo"), "commit": r.text("commit")}
		}
		e.hashes = integrity(fields["integrity"])
		if strings.HasPrefix(fields["tarball"], "http") {
			e.download = fields["tarball"]
		}
		if strings.Contains(version, "://") { // of which nothing says the version
			e.version = ""
		}
		if fields["repo"] != "" {
			e.qualifiers = map[string]string{"vcs_url": inventory.Clip(repository(fields["repo"], fields["commit"]), maxField)}
		}
	}
	if to := p.add(e); to >= 0 {
		p.keys[strings.Clone(b.key)] = to // and not the line
	}
}

// split takes the name of a package apart.
func (p *pnpmLock) split(key string) (name, version string) {
	key = strings.TrimPrefix(key, "/")
	if p.major != "5" {
		key, _, _ = strings.Cut(key, "(")
		if i := strings.IndexByte(key[min(1, len(key)):], '@'); i >= 0 {
			return key[:i+1], key[i+2:]
		}
		return "", ""
	}
	i := strings.LastIndexByte(key, '/')
	if i < 0 {
		return "", ""
	}
	name = key[:i]
	version, _, _ = strings.Cut(key[i+1:], "_")
	if j := strings.LastIndexByte(name, '/'); j >= 0 && name[0] != '@' { // the host of a registry stands before it
		if at := strings.Index(name, "/@"); at >= 0 {
			return name[at+1:], version
		}
		return name[j+1:], version
	}
	return name, version
}

// needs reads a table of names and what they came to.
func (p *pnpmLock) needs(from int, b *lockLine, scope inventory.Scope, table string) {
	for _, d := range b.children(table) {
		version, specifier := d.value, ""
		if version == "" || version[0] == '{' {
			version, specifier = d.text("version"), d.text("specifier")
		}
		if from < 0 && specifier == "" {
			specifier = b.child("specifiers").text(d.key)
		}
		found := strings.HasPrefix(version, "link:") || strings.HasPrefix(version, "file:") || scope != inventory.Runtime
		for _, key := range []string{version, d.key + "@" + version, "/" + d.key + "@" + version, "/" + d.key + "/" + version} {
			if to, ok := p.keys[key]; ok {
				p.needAs(from, to, scope, d.line, strings.TrimSuffix(d.key+"@"+specifier, "@"))
				found = true
				break
			}
		}
		if !found {
			p.missing(from)
		}
	}
}
