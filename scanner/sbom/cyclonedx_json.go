// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
)

func readCycloneDXJSON(r *reading, text []byte) error {
	text, s, err := r.mendJSONText(text)
	if err != nil {
		return err
	}
	var bom cdx.BOM
	// The library takes any JSON object for an empty document: one has to name itself.
	if s.sound() && decodeCycloneDX(text, &bom) == nil && bom.BOMFormat == cdx.BOMFormat && !losesLicenses(&bom) {
		r.bom(&bom, specVersionText(&bom))
		return nil
	}
	bom = cdx.BOM{}
	tree, err := r.decodeTree(text)
	if err != nil {
		return err
	}
	root, ok := tree.(map[string]any)
	if !ok || !isCycloneDX(root) {
		return r.failWith("sbom.not-cyclonedx", nil)
	}
	version, err := r.mendSpecVersion(root)
	if err != nil {
		return err
	}
	shaper := cycloneDXShaper(&r.log)
	shaper.shape(root, reflect.TypeFor[cdx.BOM](), &place{})
	if text, err = json.Marshal(root); err != nil {
		return r.fail("sbom.unreadable", 0, err)
	}
	if err := decodeCycloneDX(text, &bom); err != nil {
		return r.fail("sbom.unreadable", 0, err)
	}
	r.bom(&bom, version)
	return nil
}

// decodeCycloneDX decodes into the library's types, with their panics as errors. The library's own
// decoder does no more than this, but copies the whole text first.
func decodeCycloneDX(text []byte, bom *cdx.BOM) (err error) {
	defer recovered(&err)
	return json.Unmarshal(text, bom)
}

func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%v", p)
	}
}

// specVersionText gives the version as a sound document writes it; "" where it says none.
func specVersionText(bom *cdx.BOM) string {
	if bom.SpecVersion == 0 {
		return ""
	}
	return bom.SpecVersion.String()
}

// isCycloneDX reports whether an object is a CycloneDX document, be it one without the format's name.
func isCycloneDX(object map[string]any) bool {
	if name, ok := object["bomFormat"].(string); ok {
		return strings.EqualFold(strings.TrimSpace(name), cdx.BOMFormat)
	}
	_, versioned := object["specVersion"]
	for _, name := range []string{"components", "metadata", "services", "dependencies"} {
		if _, ok := object[name]; ok && versioned {
			return true
		}
	}
	return false
}

var specVersion = regexp.MustCompile(`^1\.[0-7]$`)

// mendSpecVersion makes the version one that the library knows and gives it as the document
// writes it. A version that is newer than the library is refused: nobody knows what it means.
func (r *reading) mendSpecVersion(root map[string]any) (string, error) {
	was := root["specVersion"]
	at := (&place{}).field("specVersion")
	text := strings.TrimSpace(fmt.Sprint(was))
	switch s, isString := was.(string); {
	case isString && specVersion.MatchString(s):
	case specVersion.MatchString(text):
		root["specVersion"] = text
		r.log.repair("sbom-repaired-version", at, was)
	case was == nil || text == "" || text == "1" || strings.EqualFold(text, "1.x"):
		// The newest one the library knows has every field that the others have.
		if was == nil {
			text = ""
		}
		root["specVersion"] = cdx.SpecVersion1_7.String()
		r.log.repair("sbom-repaired-version", at, was)
	default:
		return "", r.failWith("sbom.version", inventory.Args{"version": quoteValue(was)})
	}
	return text, nil
}

// losesLicenses reports whether the library read licence entries of which it kept nothing.
func losesLicenses(bom *cdx.BOM) bool {
	lost := false
	check := func(list *cdx.Licenses) {
		if list == nil {
			return
		}
		for _, c := range *list {
			if c.Expression == "" && (c.License == nil || licenseIsEmpty(c.License)) {
				lost = true
			}
		}
	}
	var walk func(c *cdx.Component)
	walk = func(c *cdx.Component) {
		check(c.Licenses)
		if c.Evidence != nil {
			check(c.Evidence.Licenses)
		}
		for i := range list(c.Components) {
			walk(&(*c.Components)[i])
		}
	}
	if bom.Metadata != nil && bom.Metadata.Component != nil {
		walk(bom.Metadata.Component)
	}
	for i := range list(bom.Components) {
		walk(&(*bom.Components)[i])
	}
	for _, s := range list(bom.Services) {
		check(s.Licenses)
	}
	return lost
}

func licenseIsEmpty(l *cdx.License) bool {
	return l.ID == "" && l.Name == "" && l.URL == "" && (l.Text == nil || l.Text.Content == "")
}

// list is what an optional list of the library's holds.
func list[T any](p *[]T) []T {
	if p == nil {
		return nil
	}
	return *p
}
