// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// debControl are the files in a package of Debian that say what it is.
var debControl = []string{"control.tar*!/control"}

// debFields are those that are read of one.
var debFields = []string{"Package", "Version", "Architecture", "Origin", "Maintainer", "Homepage", "Source", "Pre-Depends", "Depends", "Recommends"}

// controlOf gives the fields of the one paragraph that such a file has (deb-control(5)).
func controlOf(data []byte) map[string]control {
	for _, fields := range paragraphs(string(data), debFields) {
		return fields
	}
	return nil
}

// debPURL names a package. Of which distribution it is the file says only now and then: by its origin, or in the version of one
// that Ubuntu changed; else the type of purl demands the name of Debian, whose packages these are.
func debPURL(f map[string]control) string {
	vendor := "debian"
	if origin := strings.ToLower(f["Origin"].value); origin != "" && strings.Trim(origin, "abcdefghijklmnopqrstuvwxyz0123456789.-") == "" {
		vendor = origin
	} else if strings.Contains(f["Version"].value, "ubuntu") {
		vendor = "ubuntu"
	}
	q := map[string]string{}
	if arch := f["Architecture"].value; arch != "" {
		q["arch"] = inventory.Clip(arch, maxField)
	}
	return qualified(packageurl.TypeDebian, vendor, f["Package"].value, f["Version"].value, q)
}

// qualified is purl with qualifiers.
func qualified(kind, namespace, name, version string, q map[string]string) string {
	u := packageurl.NewPackageURL(kind, inventory.Clip(namespace, maxField), inventory.Clip(name, maxField), inventory.Clip(version, maxField),
		packageurl.QualifiersFromMap(q), "")
	if name == "" || u.Normalize() != nil {
		return ""
	}
	return u.ToString()
}

// readDebControl reads what a package of Debian says of itself; of its licence that is nothing, which stands in its copyright file.
func readDebControl(s *sheet) error {
	f := controlOf(s.data)
	if f["Package"].value == "" {
		return nil
	}
	s.name("", "", f["Package"].value, f["Version"].value)
	s.component.PURL = debPURL(f)
	s.component.Supplier = withoutAddress(f["Maintainer"].value)
	s.component.Distribution.Homepage = f["Homepage"].value
	s.component.Distribution.Package = inventory.Clip(f["Source"].value, maxField)
	return nil
}

// withoutAddress is a name without the address for mail behind it.
func withoutAddress(who string) string {
	name, _, _ := strings.Cut(who, "<")
	return strings.TrimSpace(name)
}

// readDebNeeds reads what a package of Debian needs. Of alternatives it is the first, which is what is installed if nothing else is there.
func readDebNeeds(g *graph) error {
	f := controlOf(g.data)
	g.Project, g.Folder = debPURL(f), around(g.path)
	vendor := "debian"
	if u, err := packageurl.FromString(g.Project); err == nil {
		vendor = u.Namespace
	}
	for _, field := range []struct {
		name  string
		scope inventory.Scope
	}{{"Pre-Depends", inventory.Runtime}, {"Depends", inventory.Runtime}, {"Recommends", inventory.Optional}} {
		if f[field.name].cut {
			g.lost(f[field.name].line, field.name)
		}
		for need := range strings.SplitSeq(f[field.name].value, ",") {
			need = strings.TrimSpace(need)
			first, _, _ := strings.Cut(need, "|")
			name := first[:len(first)-len(strings.TrimLeft(first, debName))]
			name, _, _ = strings.Cut(name, ":") // and for which architecture
			if need == "" {
				continue
			}
			if name == "" {
				g.lost(f[field.name].line, need)
				continue
			}
			g.needAs(-1, g.add(pkg{key: name, namespace: vendor, name: name, line: f[field.name].line}), field.scope, f[field.name].line,
				strings.TrimSpace(strings.TrimPrefix(need, name)))
		}
	}
	for i := range g.Components { // the distribution is no part of what it is called
		g.Components[i].Name = strings.TrimPrefix(g.Components[i].Name, vendor+"/")
	}
	return nil
}

const debName = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-:"
