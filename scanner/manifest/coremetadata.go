// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"iter"
	"path"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// metadataFiles are what lies in Python packages: in a wheel or where it is installed, and in source archives.
var metadataFiles = []string{"*.dist-info/METADATA", "PKG-INFO"}

var metadataGlobs = globs(metadataFiles...)

// installed reports whether a file lies where Python looks for packages.
func installed(p string) bool {
	for folder := range strings.SplitSeq(path.Dir(p), "/") {
		if folder == "site-packages" || folder == "dist-packages" {
			return true
		}
	}
	return false
}

// readCoreMetadata reads the metadata of a Python package (packaging.python.org, "Core metadata specifications").
func readCoreMetadata(s *sheet) error {
	var name, version, author, home, source, file string
	var classifiers []string
	var at, field span
	text := ""
	for h := range headers(s.data) {
		switch h.name {
		case "name":
			name = h.text
		case "version":
			version = h.text
		case "author", "maintainer":
			author = firstOf(author, h.text)
		case "author-email":
			mail, _, _ := strings.Cut(h.text, "<")
			author = firstOf(author, strings.Trim(strings.TrimSpace(mail), `"`))
		case "home-page":
			home = firstOf(home, known(h.text))
		case "project-url":
			label, address, _ := strings.Cut(h.text, ",")
			switch address = strings.TrimSpace(address); strings.ToLower(strings.TrimSpace(label)) {
			case "homepage", "home":
				home = firstOf(home, address)
			case "source", "repository", "source code", "github", "code":
				source = firstOf(source, address)
			}
		case "license-expression":
			s.declare(inventory.ReadLicense(known(h.text)), h.at)
		case "license":
			text, field = known(h.text), h.at
		case "license-file":
			file = firstOf(file, h.text)
		case "classifier":
			if strings.HasPrefix(h.text, licenseClassifier) && h.text != licenseClassifier+"OSI Approved" {
				if len(classifiers) == 0 {
					at = h.at
				}
				classifiers = append(classifiers, h.text)
			}
		}
	}
	s.name(packageurl.TypePyPi, "", inventory.PythonName(name), version)
	if name != "" {
		s.component.Name = inventory.Clip(name, maxField)
	}
	s.component.Supplier = known(author)
	s.component.Distribution = inventory.Distribution{Homepage: home, Source: source}
	// A whole text in the field is found there as texts are.
	if l := inventory.ReadLicense(text); !l.IsText() {
		s.declare(l, field)
	}
	declareClassifiers(s, classifiers, at)
	if len(s.component.Claims) == 0 && text == "" && file != "" {
		s.pointer("manifest-license-file", file)
	}
	return nil
}

// known is a text, but for the word that old tools put where there is none.
func known(text string) string {
	if strings.EqualFold(text, "UNKNOWN") {
		return ""
	}
	return text
}

// readMetadata reads what a package needs that is installed or ready to be. What it needs for an extra counts only where that lies
// beside it.
func readMetadata(g *graph) error {
	g.Resolved = false
	if g.Installed = installed(g.path); !g.Installed && foreign(path.Dir(g.path)) {
		return nil
	}
	name, version := "", ""
	type want struct {
		requirement
		at span
	}
	var wants []want
	line := g.counter()
	for h := range headers(g.data) {
		switch h.name {
		case "name":
			name = h.text
		case "version":
			version = h.text
		case "metadata-version":
			g.Document.Version = inventory.Clip(h.text, maxField)
		case "requires-dist":
			if q, ok := readRequirement(h.text); ok {
				wants = append(wants, want{q, h.at})
			} else {
				g.lost(line(h.at.start), h.text)
			}
		}
	}
	g.Project = pythonPURL(name, version)
	for _, w := range wants {
		scope := inventory.Runtime
		if strings.Contains(w.marker, "extra") {
			if scope = inventory.Optional; !g.Installed {
				continue
			}
		}
		if w.version = ""; w.name != inventory.PythonName(name) {
			n := line(w.at.start)
			g.needAs(-1, g.add(w.pkg(n)), scope, n, w.wording)
		}
	}
	return nil
}

// A header is a field of metadata, its name in lower case.
type header struct {
	name, text string
	at         span
}

// headers gives the fields of metadata up to the description.
func headers(data []byte) iter.Seq[header] {
	return func(yield func(header) bool) {
		var h header
		var lines []string
		next := 0
		done := func() bool {
			h.text = strings.TrimSpace(strings.Join(lines, "\n"))
			return h.name == "" || yield(h)
		}
		for raw := range strings.Lines(string(data)) {
			at := next
			next += len(raw)
			line := strings.TrimRight(strings.TrimPrefix(raw, "\uFEFF"), "\r\n")
			if line == "" {
				break
			}
			if line[0] == ' ' || line[0] == '\t' {
				lines = append(lines, strings.TrimPrefix(strings.TrimLeft(line, " \t"), "|"))
				h.at.end = next
				continue
			}
			if !done() {
				return
			}
			name, text, _ := strings.Cut(line, ":")
			h = header{name: strings.ToLower(strings.TrimSpace(name)), at: span{at, next}}
			lines = []string{text}
		}
		done()
	}
}
