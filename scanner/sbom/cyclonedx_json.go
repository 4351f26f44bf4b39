// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
)

func readCycloneDXJSON(r *reading, text []byte) error {
	var beside sync.WaitGroup // the lines of references are asked for only where the components are
	beside.Go(func() { r.lines = findLines(r.text, cycloneDXLines[r.format], r.piece) })
	text, s, err := r.mendJSONText(text)
	if err != nil {
		beside.Wait()
		return err
	}
	r.reportStrays(s)
	if s.duplicates > 0 { // one of the lists may be there twice
		s.components, s.dependencies = jsonList{}, jsonList{}
	}
	bom, version, err := r.readTop(text, &s)
	beside.Wait()
	if err != nil {
		return err
	}
	// What is wrong in the lists costs no more than the piece it is in.
	shaper := cycloneDXShaper(&r.log)
	components := pieces[cdx.Component]{text: text, list: s.components, whole: list(bom.Components), faults: s.faults,
		sound: func(all []cdx.Component) bool { return !losesLicenses(&cdx.BOM{Components: &all}) },
		mend: func(text []byte, first int) ([]cdx.Component, error) {
			return mendPiece[cdx.Component](r, shaper, "components", text, first)
		}}
	dependencies := pieces[cdx.Dependency]{text: text, list: s.dependencies, whole: list(bom.Dependencies), faults: s.faults,
		sound: func([]cdx.Dependency) bool { return true },
		mend: func(text []byte, first int) ([]cdx.Dependency, error) {
			return mendPiece[cdx.Dependency](r, shaper, "dependencies", text, first)
		}}
	if s.components.to == 0 {
		components.text = nil
	}
	if s.dependencies.to == 0 {
		dependencies.text = nil
	}
	r.bom(bom, version, nil, &components, &dependencies)
	if err := cmp.Or(components.err, dependencies.err); err != nil {
		if _, syntax := r.afresh().decodeTree(text); syntax != nil {
			return syntax // with the place in the whole text
		}
		return err
	}
	return nil
}

// readTop reads a document but for its long lists, and gives its version as it is to be told.
func (r *reading) readTop(text []byte, s *jsonScan) (*cdx.BOM, string, error) {
	rest := without(text, s.components, s.dependencies)
	var bom cdx.BOM
	// The library takes any JSON object for an empty document: one has to name itself.
	if s.jsonCounts == (jsonCounts{}) && decodeCycloneDX(rest, &bom) == nil && bom.BOMFormat == cdx.BOMFormat && !losesLicenses(&bom) && !losesTools(&bom) {
		return &bom, specVersionText(&bom), nil
	}
	tree, err := r.decodeTree(rest)
	if err != nil {
		if _, syntax := r.afresh().decodeTree(text); syntax != nil {
			err = syntax // with the place in the whole text
		}
		return nil, "", err
	}
	root, ok := tree.(map[string]any)
	if !ok || !isCycloneDX(root) {
		return nil, "", r.failWith("sbom.not-cyclonedx", nil)
	}
	if name := root["bomFormat"]; name != cdx.BOMFormat {
		r.log.repair("sbom-repaired-format", (&place{}).field("bomFormat"), name)
		root["bomFormat"] = cdx.BOMFormat
	}
	version, err := r.mendSpecVersion(root)
	if err != nil {
		return nil, "", err
	}
	if n, ok := root["version"]; ok && n != nil && !isWhole(n) { // of the document; counted in whole numbers
		r.log.repair("sbom-repaired-left-out", (&place{}).field("version"), n)
		delete(root, "version")
	}
	if all, isList := root["vulnerabilities"].([]any); isList {
		r.result.Document.Vulnerabilities = len(all)
	}
	cycloneDXShaper(&r.log).shape(root, reflect.TypeFor[cdx.BOM](), &place{})
	top, err := decodeMended[cdx.BOM](r, root, &place{})
	return &top, version, err
}

// mendPiece reads a piece of a list of the document after its form was mended.
func mendPiece[T any](r *reading, s *shaper, name string, text []byte, first int) ([]T, error) {
	at := (&place{}).field(name)
	at.first = first
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	tree, err := r.decodeValue(d, at, 1)
	if err == nil {
		if _, err = d.Token(); err == io.EOF {
			return decodeMended[[]T](r, s.shape(tree, reflect.TypeFor[[]T](), at), at)
		}
	}
	return nil, cmp.Or(err, errUnsound)
}

// decodeMended has the library read what was mended; if it still does not, what nobody reads is left
// out, and the rest tried once more.
func decodeMended[T any](r *reading, tree any, at *place) (T, error) {
	var v, again T
	try := func(v *T) (err error) {
		defer recovered(&err)
		text, err := json.Marshal(tree)
		if err != nil {
			return err
		}
		return json.Unmarshal(text, v)
	}
	if try(&v) == nil {
		return v, nil
	}
	r.leaveOutUnread(tree, at)
	if err := try(&again); err != nil {
		return again, r.fail("sbom.unreadable", 0, err)
	}
	return again, nil
}

// leaveOutUnread takes the parts out of a document that the inventory reads nothing from.
func (r *reading) leaveOutUnread(v any, at *place) {
	switch v := v.(type) {
	case []any:
		for i, x := range v {
			r.leaveOutUnread(x, at.element(i))
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if unneeded[name] {
				r.log.repair("sbom-repaired-left-out", at.field(name), name)
				delete(v, name)
				continue
			}
			r.leaveOutUnread(v[name], at.field(name))
		}
	}
}

func isWhole(v any) bool {
	_, err := strconv.ParseInt(strings.TrimSpace(fmt.Sprint(v)), 10, 64)
	return err == nil
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
	if schema, ok := object["$schema"].(string); ok && strings.Contains(schema, "cyclonedx.org/schema/") {
		return true
	}
	_, versioned := object["specVersion"]
	for _, name := range []string{"components", "metadata", "services", "dependencies"} {
		if _, ok := object[name]; ok && versioned {
			return true
		}
	}
	return false
}

var (
	specVersion = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^1\.[0-7]$`)
	})
	someVersion = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^|[^0-9.])1\.[0-7](?:[^0-9]|$)`)
	})
	versionParts = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[vV]?([0-9]+)(?:\.([0-9]+))?(?:\.[0-9]+)*$`)
	})
)

// readSpecVersion makes a version one that the library knows and says how it is to be told, as the
// document writes it where that is a version. A later one of the first generation is read as the last
// that the library knows: each has all that those before it have. What a further generation means
// nobody knows.
func (r *reading) readSpecVersion(text string, where fmt.Stringer) (known, told string, err error) {
	text = strings.TrimSpace(text)
	if specVersion().MatchString(text) {
		return text, text, nil
	}
	latest := cdx.SpecVersion1_7.String()
	if found := someVersion().FindString(text); found != "" {
		known = strings.TrimFunc(found, func(c rune) bool { return c != '.' && (c < '0' || c > '9') })
		known = strings.Trim(known, ".")
		r.log.repair("sbom-repaired-version", where, text)
		return known, known, nil
	}
	if parts := versionParts().FindStringSubmatch(text); parts != nil {
		major, minor := strings.TrimLeft(parts[1], "0"), strings.TrimLeft(parts[2], "0")
		switch {
		case len(major) > 1 || major > "1":
			return "", "", r.failWith("sbom.version", inventory.Args{"version": quoteValue(text)})
		case major == "1" && (len(minor) > 1 || minor > "7"):
			r.log.lose("sbom-newer-version", where, text)
			return latest, text, nil
		}
	}
	r.log.repair("sbom-repaired-version", where, text)
	return latest, text, nil
}

// mendSpecVersion makes the version of a document one that the library can read.
func (r *reading) mendSpecVersion(root map[string]any) (string, error) {
	was, text := root["specVersion"], ""
	switch was := was.(type) {
	case string:
		text = was
	case json.Number:
		text = was.String()
	}
	at := (&place{}).field("specVersion")
	known, told, err := r.readSpecVersion(text, at)
	if err != nil {
		return "", err
	}
	if was != known && specVersion().MatchString(strings.TrimSpace(text)) {
		r.log.repair("sbom-repaired-version", at, was)
	}
	root["specVersion"] = known
	return told, nil
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
	var services func(all []cdx.Service)
	services = func(all []cdx.Service) {
		for i := range all {
			check(all[i].Licenses)
			services(list(all[i].Services))
		}
	}
	services(list(bom.Services))
	return lost
}

// losesTools reports whether the library found tools in a form that it does not know.
func losesTools(bom *cdx.BOM) bool {
	m := bom.Metadata
	return m != nil && m.Tools != nil && m.Tools.Tools == nil && m.Tools.Components == nil && m.Tools.Services == nil
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
