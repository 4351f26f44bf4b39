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
	fields, err := document(s.data)
	if err != nil {
		return err
	}
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
		if err := npmLicense(s, fields[key]); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	return nil
}

// npmLicense reads a licence field in all the forms there have been: a string, an object with type
// and url, and an array of either, whose entries are alternatives.
func npmLicense(s *sheet, v value) error {
	if v.isNull() {
		return nil
	}
	entries := []value{v}
	if v.raw[0] == '[' {
		var err error
		if entries, err = elements(v.raw, v.at.end-len(v.raw)); err != nil {
			return err
		}
	}
	var raws []string
	for _, e := range entries {
		switch e.raw[0] {
		case '"':
			raws = append(raws, e.text())
		case '{':
			raws = append(raws, firstOf(e.field("type"), e.field("name"), e.field("url"), string(e.raw)))
		default:
			return fmt.Errorf("neither text nor object at byte %d", e.at.start)
		}
	}
	s.declare(alternatives(raws), v.at)
	return nil
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
