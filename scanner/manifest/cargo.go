// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"errors"
	"strings"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// readCargo reads Cargo.toml. What a package inherits from its workspace is read where the
// workspace stands in the same file; otherwise a note says that it was not.
func readCargo(s *sheet) error {
	f, err := decodeTOML(s.data)
	if err != nil {
		return err
	}
	shared := []string{"workspace", "package"}
	if f.table("package") == nil {
		// A workspace alone: what it sets for its members is said of its folder.
		return cargoLicense(s, f, append(shared, "license"))
	}
	from := func(key string) []string {
		if inherit, _ := f.get("package", key, "workspace").(bool); inherit {
			return append(shared[:2:2], key)
		}
		return []string{"package", key}
	}
	s.name(packageurl.TypeCargo, "", f.text("package", "name"), f.text(from("version")...))
	s.component.Distribution = inventory.Distribution{
		Homepage: f.text(from("homepage")...),
		Source:   f.text(from("repository")...),
	}
	if authors, _ := f.get(from("authors")...).([]any); len(authors) > 0 {
		first, _ := authors[0].(string)
		first, _, _ = strings.Cut(first, "<")
		s.component.Supplier = strings.TrimSpace(first)
	}
	license, file := from("license"), from("license-file")
	if err := cargoLicense(s, f, license); err != nil {
		return err
	}
	if len(s.component.Claims) > 0 {
		return nil
	}
	switch {
	case f.text(file...) != "":
		s.pointer("manifest-license-file", f.text(file...))
	case license[0] == shared[0] || file[0] == shared[0]:
		s.pointer("manifest-license-inherited", "workspace")
	}
	return nil
}

func cargoLicense(s *sheet, f *tomlFile, keys []string) error {
	v := f.get(keys...)
	if v == nil {
		return nil
	}
	raw, ok := v.(string)
	if !ok {
		return errors.New(strings.Join(keys, ".") + ": no text")
	}
	s.declare(readSlashed(raw), f.place(keys...))
	return nil
}

// readSlashed reads a licence in which "/" may stand for OR, as it long did in Cargo.toml.
func readSlashed(raw string) inventory.License {
	l := inventory.ReadLicense(raw)
	if l.State == inventory.Known && l.Normalised != inventory.ByUnclearList || !strings.Contains(raw, "/") {
		return l
	}
	e, err := spdx.Parse(strings.ReplaceAll(raw, "/", " OR "))
	if err != nil {
		return l
	}
	return inventory.License{Expression: e, State: inventory.Known, Raw: raw, Normalised: inventory.BySlash}
}
