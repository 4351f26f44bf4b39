// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"fmt"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// readNPM reads package.json. "SEE LICENSE IN x" and UNLICENSED are no expressions and stay as they are.
func readNPM(s *sheet) error {
	file, err := document(s.data)
	if err != nil {
		return err
	}
	fields := file.fields
	namespace, name := "", fields["name"].text()
	if scope, rest, ok := strings.Cut(name, "/"); ok && strings.HasPrefix(scope, "@") {
		namespace, name = scope, rest
	}
	s.name(packageurl.TypeNPM, namespace, name, fields["version"].text())
	s.component.Supplier = npmPerson(fields["author"])
	s.component.Distribution = inventory.Distribution{
		Homepage: fields["homepage"].text(),
		Source:   orField(fields["repository"], "url"),
	}
	for _, key := range []string{"license", "licenses"} {
		if err := s.declareAll(file, key, npmLicense); err != nil {
			return err
		}
	}
	return nil
}

// npmLicense reads a licence field in all the forms there have been: a string, an object with type
// and url, and an array of either, whose entries are alternatives.
func npmLicense(v value) (inventory.License, error) {
	entries := []value{v}
	if v.raw[0] == '[' {
		var err error
		if entries, err = elements(v.raw, v.at.end-len(v.raw)); err != nil {
			return inventory.License{}, err
		}
	}
	var raws []string
	for _, e := range entries {
		switch e.raw[0] {
		case '"':
			raws = append(raws, e.text())
		case '{':
			// Two types, or a type and another name, are no one licence: then the object stays as it is.
			if names := e.differing("type", "name"); len(names) > 1 {
				raws = append(raws, string(e.raw))
			} else {
				raws = append(raws, firstOf(strings.Join(names, ""), e.field("url"), string(e.raw)))
			}
		default:
			return inventory.License{}, fmt.Errorf("neither text nor object at byte %d", e.at.start)
		}
	}
	return alternatives(raws), nil
}

// npmPerson takes the name out of "Name <mail> (address)" or of the object that says the same.
func npmPerson(v value) string {
	name := orField(v, "name")
	if i := strings.IndexAny(name, "<("); i >= 0 {
		name = name[:i]
	}
	return strings.TrimSpace(name)
}

// orField is the string that a value is, or that an object has under a name.
func orField(v value, name string) string {
	if s, ok := v.asText(); ok {
		return s
	}
	return v.field(name)
}
