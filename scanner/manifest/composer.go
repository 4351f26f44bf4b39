// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
)

// readComposer reads composer.json. Its schema has an array of licences mean a choice among them.
func readComposer(s *sheet) error {
	file, err := document(s.data)
	if err != nil {
		return err
	}
	fields := file.fields
	namespace, name, scoped := strings.Cut(fields["name"].text(), "/")
	if !scoped {
		namespace, name = "", namespace
	}
	s.name(packageurl.TypeComposer, namespace, name, fields["version"].text())
	s.component.Distribution = inventory.Distribution{
		Homepage: fields["homepage"].text(),
		Source:   fields["support"].field("source"),
	}
	switch fields["type"].text() {
	case "library":
		s.component.Type = "library"
	case "project":
		s.component.Type = "application"
	}
	if v := fields["authors"]; !v.isNull() && v.raw[0] == '[' {
		if authors, err := elements(v.raw, 0); err == nil && len(authors) > 0 {
			s.component.Supplier = authors[0].field("name")
		}
	}
	return s.declareAll(file, "license", func(v value) (inventory.License, error) {
		raws, err := v.texts()
		return alternatives(raws), err
	})
}
