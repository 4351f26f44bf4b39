// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"cmp"
	"path"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// Limits of how far a POM is followed: to parents and imported lists, and through properties within properties.
const (
	maxParents    = 20
	maxProperties = 20
	maxExpanded   = 4 << 10 // bytes of one value
)

// A pomFile is what a POM says of dependencies, before it is known what it inherits.
type pomFile struct {
	path                     string
	group, artifact, version string // as they are written; the parent's where they are not
	parent                   coordinates
	relative                 string // path of the parent, beside the file; "" if it is to be had elsewhere
	properties               map[string]string
	needs, managed           []pomNeed
	packed                   bool // in a jar, of which it describes what it was made from
	g                        *graph
}

type coordinates struct{ group, artifact, version string }

// A pomNeed is a dependency as a POM writes it.
type pomNeed struct {
	coordinates
	scope, kind, classifier string
	optional                bool
	line                    int
}

func (n pomNeed) key() string {
	return strings.Join([]string{n.group, n.artifact, cmp.Or(n.kind, "jar"), n.classifier}, ":")
}

// readMavenNeeds reads the dependencies of a POM (maven.apache.org, "POM Reference"). Which they are is known when its parents
// have been seen: see completePOMs. Those of profiles are left out unless the profile is active by default, and plugins are.
func readMavenNeeds(g *graph) error {
	root, err := decodeXML(g.data)
	if err != nil {
		return err
	}
	if root.name != "project" {
		return nil
	}
	p := &pomFile{path: g.path, properties: map[string]string{}, g: g, packed: strings.Contains("/"+g.path, "/META-INF/maven/")}
	if parent := root.child("parent"); parent.name != "" {
		p.parent = coordinatesOf(parent)
		p.relative = "../pom.xml"
		if r := parent.child("relativePath"); r.name != "" {
			p.relative = r.text
		}
	}
	own := coordinatesOf(root)
	p.group, p.artifact, p.version = cmp.Or(own.group, p.parent.group), own.artifact, cmp.Or(own.version, p.parent.version)
	p.take(root)
	for _, profile := range root.child("profiles").children {
		if profile.child("activation", "activeByDefault").text == "true" {
			p.take(profile)
		}
	}
	g.pom = p
	return nil
}

func (p *pomFile) take(n *node) {
	for _, property := range n.child("properties").children {
		p.properties[property.name] = property.text
	}
	p.needs = append(p.needs, pomNeeds(n.child("dependencies"))...)
	p.managed = append(p.managed, pomNeeds(n.child("dependencyManagement", "dependencies"))...)
}

func coordinatesOf(n *node) coordinates {
	return coordinates{n.child("groupId").text, n.child("artifactId").text, n.child("version").text}
}

func pomNeeds(n *node) []pomNeed {
	var list []pomNeed
	for _, d := range n.children {
		if d.name == "dependency" {
			list = append(list, pomNeed{coordinatesOf(d), d.child("scope").text, d.child("type").text, d.child("classifier").text,
				d.child("optional").text == "true", d.line})
		}
	}
	return list
}

// poms finds the POMs of an input.
type poms struct {
	byPath map[string]*pomFile
	byName map[coordinates]*pomFile
	left   int // how many managed dependencies may still be looked at
}

// completePOMs makes dependencies of what POMs say, now that all are there.
func completePOMs(list []*Dependencies) []inventory.Issue {
	all := poms{map[string]*pomFile{}, map[coordinates]*pomFile{}, maxNeeds}
	for _, d := range list {
		if d.pom != nil {
			all.byPath[d.pom.path] = d.pom
		}
	}
	for _, d := range list {
		if p := d.pom; p != nil {
			line := all.line(p)
			all.byName[coordinates{expand(line, p.group), expand(line, p.artifact), expand(line, p.version)}] = p
		}
	}
	var issues []inventory.Issue
	for _, d := range list {
		if p := d.pom; p != nil {
			p.g.issues = nil // those of reading were handed over
			p.complete(&all)
			issues = append(issues, p.g.issues...)
			d.pom = nil
		}
	}
	return issues
}

// line is a POM with its parents, as far as they are there.
func (all *poms) line(p *pomFile) []*pomFile {
	line := []*pomFile{p}
	for len(line) < maxParents && p.parent.artifact != "" {
		var next *pomFile
		if p.relative != "" {
			at := path.Join(path.Dir(p.path), p.relative)
			next = cmp.Or(all.byPath[at], all.byPath[path.Join(at, "pom.xml")])
			if next != nil && next.artifact != p.parent.artifact {
				next = nil
			}
		}
		if next == nil {
			next = all.byName[p.parent]
		}
		if next == nil || next == p {
			break
		}
		line, p = append(line, next), next
	}
	return line
}

// expand puts in the properties that a POM and its parents set; "" where one is not known.
func expand(line []*pomFile, text string) string {
	for range maxProperties {
		start := strings.Index(text, "${")
		if start < 0 {
			return text
		}
		end := strings.IndexByte(text[start:], '}')
		if end < 0 || len(text) > maxExpanded {
			return ""
		}
		value, ok := property(line, text[start+2:start+end])
		if !ok {
			return ""
		}
		text = text[:start] + value + text[start+end+1:]
	}
	return ""
}

func property(line []*pomFile, name string) (string, bool) {
	for _, p := range line {
		if v, ok := p.properties[name]; ok {
			return v, true
		}
	}
	p := line[0]
	short := strings.TrimPrefix(strings.TrimPrefix(name, "project."), "pom.")
	switch short {
	case "groupId":
		return p.group, p.group != ""
	case "artifactId":
		return p.artifact, p.artifact != ""
	case "version":
		return p.version, p.version != ""
	case "parent.groupId":
		return p.parent.group, p.parent.group != ""
	case "parent.version":
		return p.parent.version, p.parent.version != ""
	}
	return "", false
}

// managed are the versions and scopes that a POM, its parents and the lists it imports set for dependencies; the nearest first.
func (all *poms) managed(line []*pomFile, deep int, seen map[*pomFile]bool, into map[string]pomNeed) {
	for _, p := range line {
		if seen[p] {
			continue
		}
		seen[p] = true
		var imported []*pomFile
		for _, m := range p.managed {
			if all.left--; all.left < 0 {
				return
			}
			m.coordinates = coordinates{expand(line, m.group), expand(line, m.artifact), expand(line, m.version)}
			if m.scope == "import" {
				if other := all.byName[m.coordinates]; other != nil {
					imported = append(imported, other)
				}
				continue
			}
			if _, ok := into[m.key()]; !ok {
				into[m.key()] = m
			}
		}
		for _, other := range imported {
			if deep < maxParents {
				all.managed(all.line(other), deep+1, seen, into)
			}
		}
	}
}

// mavenScopes are the scopes of Maven as ours. What is provided is needed to compile and is there where the product runs.
var mavenScopes = map[string]inventory.Scope{"test": inventory.Test, "provided": inventory.Build}

func (p *pomFile) complete(all *poms) {
	g := p.g
	line := all.line(p)
	g.Project = purl(packageurl.TypeMaven, expand(line, p.group), expand(line, p.artifact), expand(line, p.version))
	managed := map[string]pomNeed{}
	all.managed(line, 0, map[*pomFile]bool{}, managed)
	if all.left < 0 {
		g.tooMany()
	}
	said := map[string]bool{}
	for i, from := range line {
		for _, n := range from.needs {
			wording := n.version
			n.coordinates = coordinates{expand(line, n.group), expand(line, n.artifact), expand(line, n.version)}
			n.classifier = expand(line, n.classifier)
			if n.group == "" || n.artifact == "" {
				if i == 0 {
					g.lost(n.line, "dependency")
				}
				continue
			}
			if said[n.key()] { // a parent's, said anew by the POM
				continue
			}
			said[n.key()] = true
			if m, ok := managed[n.key()]; ok {
				n.version = cmp.Or(n.version, m.version)
				n.scope = cmp.Or(n.scope, m.scope)
			}
			scope := mavenScopes[n.scope]
			if n.optional && scope == "" {
				scope = inventory.Optional
			}
			if p.packed && (scope == inventory.Test || scope == inventory.Build) {
				continue // what a finished jar was made with is not needed by those who have it
			}
			if strings.ContainsAny(n.version, "[(,") {
				wording, n.version = n.version, ""
			}
			item := pkg{key: n.key(), namespace: n.group, name: n.artifact, version: n.version, line: n.line}
			if n.kind != "" && n.kind != "jar" || n.classifier != "" {
				item.qualifiers = map[string]string{"type": n.kind, "classifier": n.classifier}
			}
			g.inherited(from.path, item, cmp.Or(scope, inventory.Runtime), wording)
		}
	}
	g.result()
}
