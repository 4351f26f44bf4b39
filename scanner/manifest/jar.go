// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"slices"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// readPOMProperties reads the pom.properties that Maven puts into a jar: what the jar is, in three lines.
func readPOMProperties(s *sheet) error {
	if !strings.Contains("/"+s.path, "/META-INF/maven/") {
		return nil
	}
	fields := map[string]string{}
	for _, line := range textLines(s.data) {
		key, v, ok := strings.Cut(line, "=")
		if key = strings.TrimSpace(key); ok && !strings.HasPrefix(key, "#") {
			fields[key] = strings.TrimSpace(v)
		}
	}
	if group := fields["groupId"]; group != "" {
		s.name(packageurl.TypeMaven, group, fields["artifactId"], fields["version"])
	}
	return nil
}

// readJarManifest reads what META-INF/MANIFEST.MF of a jar calls it (Oracle, "JAR File Specification"; OSGi Core, "Bundle Manifest
// Headers"). That is no address in a repository: the component has no purl by it.
func readJarManifest(s *sheet) error {
	if at := strings.TrimSuffix(s.path, "META-INF/MANIFEST.MF"); at != "" && !strings.HasSuffix(at, "!/") {
		return nil // of sources, to which the manifest of their project speaks
	}
	fields := map[string]string{}
	places := map[string]span{}
	last, start := "", 0
	for _, line := range textLines(s.data) {
		end := start + len(line)
		switch key, v, ok := strings.Cut(line, ":"); {
		case line == "": // what follows is about single files
			if len(fields) > 0 {
				return s.jar(fields, places)
			}
		case line[0] == ' ' && last != "": // a long line, continued
			fields[last] += line[1:]
			places[last] = span{places[last].start, end}
		case ok:
			last = key
			fields[key], places[key] = strings.TrimPrefix(v, " "), span{start, end}
		}
		for start = end; start < len(s.data) && (s.data[start] == '\r' || s.data[start] == '\n'); {
			start++
			if s.data[start-1] == '\n' {
				break
			}
		}
	}
	return s.jar(fields, places)
}

func (s *sheet) jar(fields map[string]string, places map[string]span) error {
	first := func(names ...string) string {
		for _, n := range names {
			if v := strings.TrimSpace(fields[n]); v != "" && !strings.Contains(v, "${") {
				return v
			}
		}
		return ""
	}
	bundle, _, _ := strings.Cut(first("Bundle-SymbolicName"), ";")
	titles := []string{strings.TrimSpace(bundle), first("Implementation-Title"), first("Automatic-Module-Name"), first("Specification-Title")}
	name := firstOf(titles...)
	if i := slices.IndexFunc(titles, func(t string) bool { return t != "" && !strings.Contains(t, " ") }); i >= 0 {
		name = titles[i] // rather than a sentence
	}
	if name == "" {
		return nil
	}
	s.name("", "", name, first("Implementation-Version", "Bundle-Version", "Specification-Version"))
	s.component.Supplier = first("Implementation-Vendor", "Bundle-Vendor")
	s.component.Distribution.Homepage = first("Bundle-DocURL", "Implementation-URL")
	if license := first("Bundle-License"); license != "" && license != "<<EXTERNAL>>" {
		// Several are separated by commas, each with its attributes behind semicolons. Whether all hold or one may be chosen is not said.
		var raws []string
		for part := range strings.SplitSeq(license, ",") {
			part, _, _ = strings.Cut(part, ";")
			raws = append(raws, strings.Trim(strings.TrimSpace(part), `"`))
		}
		s.declare(inventory.ReadLicense(strings.Join(raws, ", ")), places["Bundle-License"])
	}
	return nil
}
