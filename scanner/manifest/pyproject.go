// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"errors"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// readPyproject reads pyproject.toml: the standard [project] table, and Poetry's own.
func readPyproject(s *sheet) error {
	f, err := decodeTOML(s.data)
	if err != nil {
		return err
	}
	project, poetry := []string{"project"}, []string{"tool", "poetry"}
	first := func(key string) string {
		if v := f.text(append(project[:1:1], key)...); v != "" {
			return v
		}
		return f.text(append(poetry[:2:2], key)...)
	}
	s.name(packageurl.TypePyPi, "", first("name"), first("version"))
	s.component.Supplier = pythonAuthor(f)
	urls := map[string]string{}
	for key, v := range f.table("project", "urls") {
		if address, ok := v.(string); ok {
			urls[strings.ToLower(key)] = address
		}
	}
	s.component.Distribution = inventory.Distribution{
		Homepage: firstOf(urls["homepage"], f.text("tool", "poetry", "homepage")),
		Source:   firstOf(urls["repository"], urls["source"], f.text("tool", "poetry", "repository")),
	}
	for _, table := range [][]string{project, poetry} {
		if err := pythonLicense(s, f, table); err != nil {
			return err
		}
	}
	pythonClassifiers(s, f)
	return nil
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

func pythonAuthor(f *tomlFile) string {
	if authors, _ := f.get("project", "authors").([]map[string]any); len(authors) > 0 {
		name, _ := authors[0]["name"].(string)
		return name
	}
	for _, keys := range [][]string{{"project", "authors"}, {"tool", "poetry", "authors"}} {
		authors, _ := f.get(keys...).([]any)
		if len(authors) == 0 {
			continue
		}
		switch a := authors[0].(type) {
		case map[string]any:
			name, _ := a["name"].(string)
			return name
		case string: // "Name <mail>"
			name, _, _ := strings.Cut(a, "<")
			return strings.TrimSpace(name)
		}
	}
	return ""
}

// pythonLicense reads a licence field: text, or, before PEP 639, a table with text or file.
func pythonLicense(s *sheet, f *tomlFile, table []string) error {
	keys := append(table[:len(table):len(table)], "license")
	switch v := f.get(keys...).(type) {
	case nil:
	case string:
		s.declare(inventory.ReadLicense(v), f.place(keys...))
	case map[string]any:
		text, _ := v["text"].(string)
		file, _ := v["file"].(string)
		switch {
		case strings.TrimSpace(text) != "":
			s.declare(inventory.ReadLicense(strings.TrimSpace(text)), f.place(append(keys, "text")...))
		case file != "":
			s.pointer("manifest-license-file", file)
		}
	default:
		return errors.New(strings.Join(keys, ".") + ": neither text nor table")
	}
	return nil
}

const licenseClassifier = "License :: "

// pythonClassifiers reads the classifiers that name a licence. One that stands for a single licence is
// a claim of its own. One that leaves open which licence it means, and several at once, of which
// nothing says whether all apply or one may be chosen, count only where no licence field is clear.
func pythonClassifiers(s *sheet, f *tomlFile) {
	var found []string
	var at span
	for _, table := range [][]string{{"project"}, {"tool", "poetry"}} {
		keys := append(table, "classifiers")
		list, _ := f.get(keys...).([]any)
		for _, entry := range list {
			text, ok := entry.(string)
			if !ok || !strings.HasPrefix(text, licenseClassifier) || text == licenseClassifier+"OSI Approved" {
				continue
			}
			if len(found) == 0 {
				at = within(s.data, f.place(keys...), text)
			}
			found = append(found, text)
		}
	}
	declareClassifiers(s, found, at)
}

func declareClassifiers(s *sheet, found []string, at span) {
	known := false
	for _, c := range s.component.Claims {
		known = known || c.License.State == inventory.Known
	}
	if len(found) == 1 {
		if l := inventory.ReadLicense(found[0]); l.State == inventory.Known && (len(l.Readings) == 0 || !known) {
			s.declare(l, at)
			return
		}
	}
	if len(found) > 0 && !known {
		s.declare(inventory.License{State: inventory.Unparsed, Raw: strings.Join(found, "; ")}, at)
	}
}

// within narrows a span to a text in it, with its quotes, where it can be found literally.
func within(data []byte, at span, text string) span {
	for _, quote := range []string{`"`, `'`} {
		if i := bytes.Index(data[at.start:at.end], []byte(quote+text+quote)); i >= 0 {
			return span{at.start + i, at.start + i + len(text) + 2}
		}
	}
	return at
}
