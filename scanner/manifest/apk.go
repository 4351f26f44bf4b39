// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"path"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// readApk reads the database of what is installed on Alpine Linux (apk-tools, "apk(5)", installed database): paragraphs of lines that
// begin with one letter and a colon.
func readApk(g *graph) error {
	f := &systemFile{}
	defer g.system(f)
	var p systemPackage
	line, folder := 0, ""
	finish := func() bool {
		defer func() { p, folder = systemPackage{}, "" }()
		switch {
		case p.line == 0:
			return true
		case p.name == "" || p.version == "":
			g.lost(p.line, p.name)
			return true
		case len(f.packages) >= maxPackages:
			g.tooMany()
			return false
		}
		f.packages = append(f.packages, p)
		return true
	}
	for raw := range strings.Lines(string(g.data)) {
		line++
		text := strings.TrimRight(raw, "\r\n")
		if text == "" {
			if !finish() {
				return nil
			}
			continue
		}
		if p.line == 0 {
			p.line = line
		}
		field, value, ok := strings.Cut(text, ":")
		if !ok || len(field) != 1 {
			g.lost(line, text)
			continue
		}
		value = strings.Clone(value)
		switch field {
		case "P":
			p.name = value
		case "V":
			p.version = value
		case "A":
			p.arch = value
		case "m":
			p.supplier = value
		case "U":
			p.homepage = value
		case "o":
			p.source = value
		case "L":
			p.license = inventory.ReadLicense(value)
		case "p":
			for one := range strings.FieldsSeq(value) {
				p.provides = append(p.provides, apkName(one))
			}
		case "D":
			for one := range strings.FieldsSeq(value) {
				if !strings.HasPrefix(one, "!") { // what must not be there
					p.needs = append(p.needs, systemNeed{alternatives: []string{apkName(one)}, wording: one, line: line})
				}
			}
		case "F":
			folder = value
		case "R":
			if len(p.files) < maxOwned {
				p.files = append(p.files, path.Join(folder, value))
				if strings.HasPrefix(folder, "bin") || strings.HasPrefix(folder, "sbin") || strings.HasPrefix(folder, "usr/bin") || strings.HasPrefix(folder, "usr/sbin") {
					p.provides = append(p.provides, "/"+path.Join(folder, value)) // which others may ask for by its path
				}
			}
		}
	}
	finish()
	return nil
}

// apkName cuts the version off what is asked for or provided.
func apkName(s string) string {
	if i := strings.IndexAny(s, "<>=~@"); i >= 0 {
		s = s[:i]
	}
	return s
}
