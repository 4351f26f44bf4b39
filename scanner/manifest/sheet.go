// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A sheet collects what one manifest says.
type sheet struct {
	path, reader string
	data         []byte
	named        bool // the manifest gives its component a name or a version
	component    inventory.Component
	findings     []inventory.Finding
	issues       []inventory.Issue
}

// A span is a place in the data: bytes from start up to end.
type span struct{ start, end int }

// maxField bounds names, versions and addresses, in bytes; licences are kept whole.
const maxField = 1024

// maxDuplicates bounds how often a manifest may say its licence.
const maxDuplicates = 100

// maxDetail bounds what a note or an error quotes, in bytes.
const maxDetail = 160

// name says what the component is. A part left empty is not stated.
func (s *sheet) name(purlType, namespace, name, version string) {
	s.qualified(purlType, namespace, name, version, nil)
}

// qualified is name with the qualifiers that the purl has.
func (s *sheet) qualified(purlType, namespace, name, version string, qualifiers map[string]string) {
	name, version, namespace = inventory.Clip(name, maxField), inventory.Clip(version, maxField), inventory.Clip(namespace, maxField)
	s.named = s.named || name != "" || version != ""
	s.component.Name, s.component.Version = name, version
	if namespace != "" && name != "" {
		s.component.Name = namespace + "/" + name
	}
	if purlType == "" || name == "" {
		return
	}
	s.component.PURL = packageID(purlType, pkg{namespace: namespace, name: name, version: version, qualifiers: qualifiers})
}

// declare adds what the manifest says of the licence, and where. An absent licence is nothing.
func (s *sheet) declare(l inventory.License, at span) { s.declareAt(l, s.evidence(at)) }

// declareAt is declare for a manifest that is no text and has no lines.
func (s *sheet) declareAt(l inventory.License, e inventory.Evidence) {
	if l.State == inventory.Absent {
		return
	}
	s.component.Claims = append(s.component.Claims, inventory.Claim{
		Kind: inventory.Declared, Origin: s.path, License: l, Evidence: []inventory.Evidence{e},
	})
	if l.State == inventory.Known {
		f := inventory.Finding{Expression: l.Expression, Kind: inventory.FoundManifest, Confidence: inventory.High, Readings: l.Readings, Evidence: e}
		if len(l.Readings) > 0 {
			f.Confidence = inventory.Low
		}
		s.findings = append(s.findings, f)
	}
}

// alternatives reads a list whose format says that any one of its entries may be chosen.
func alternatives(raws []string) inventory.License {
	raws = slices.DeleteFunc(slices.Clone(raws), func(raw string) bool { return raw == "" })
	if len(raws) == 1 {
		return inventory.ReadLicense(raws[0])
	}
	return joined(raws)
}

// maxMeanings bounds what a list may mean all together, where the names in it leave something open.
const maxMeanings = 64

func joined(raws []string) inventory.License {
	raw := strings.Join(raws, "; ")
	var all [][]spdx.Expression
	for _, r := range raws {
		l := inventory.ReadLicense(r)
		if l.State != inventory.Known {
			return inventory.License{State: inventory.Unparsed, Raw: raw}
		}
		all = append(all, append([]spdx.Expression{l.Expression}, l.Readings...))
	}
	if len(all) == 0 {
		return inventory.License{}
	}
	l := inventory.License{State: inventory.Known, Raw: raw, Normalised: inventory.ByList}
	if !spdx.Combinations(all, maxMeanings, func(picked []spdx.Expression) {
		if e := spdx.Any(picked...); l.Expression == nil {
			l.Expression = e
		} else {
			l.Readings = append(l.Readings, e)
		}
	}) {
		return inventory.License{State: inventory.Unparsed, Raw: raw}
	}
	return l
}

// twice notes that a field stands more than once with different contents; each counts.
func (s *sheet) twice(field string) {
	s.issues = append(s.issues, inventory.Issue{Code: "manifest-license-twice", Path: s.path, Effect: inventory.Note,
		Args: inventory.Args{"manifest": s.reader, "field": field}})
}

// declareAll declares the licence of every member that has the name of a licence field. One that
// says the same as another is none of its own.
func (s *sheet) declareAll(f jsonFile, name string, read func(value) (inventory.License, error)) error {
	seen := map[string]bool{}
	for _, v := range f.named(name) {
		if len(seen) == maxDuplicates {
			return fmt.Errorf("%s: more than %d times", name, maxDuplicates)
		}
		l, err := read(v)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if l.State == inventory.Absent || seen[l.Raw] {
			continue
		}
		seen[l.Raw] = true
		s.declare(l, v.at)
	}
	if len(seen) > 1 {
		s.twice(name)
	}
	return nil
}

// pointer notes that the manifest leaves the licence to be found elsewhere, in the file or place named.
func (s *sheet) pointer(code, target string) {
	s.issues = append(s.issues, inventory.Issue{Code: code, Path: s.path, Effect: inventory.Note,
		Args: inventory.Args{"manifest": s.reader, "target": inventory.Clip(target, maxDetail)}})
}

func (s *sheet) unreadable(err error) {
	s.issues = append(s.issues, inventory.Issue{Code: "manifest-unreadable", Path: s.path, Effect: inventory.Unread,
		Args: inventory.Args{"manifest": s.reader, "detail": inventory.Clip(err.Error(), maxDetail)}})
}

func (s *sheet) evidence(at span) inventory.Evidence {
	at.start = min(max(at.start, 0), len(s.data))
	at.end = min(max(at.end, at.start), len(s.data))
	first := 1 + bytes.Count(s.data[:at.start], []byte("\n"))
	return inventory.Evidence{
		Path:     s.path,
		Line:     inventory.LineRange{First: first, Last: first + bytes.Count(bytes.TrimRight(s.data[at.start:at.end], "\r\n"), []byte("\n"))},
		Byte:     inventory.ByteRange{Start: int64(at.start), End: int64(at.end)},
		Detector: s.reader,
		Quote:    inventory.Clip(string(s.data[at.start:min(at.end, at.start+2*inventory.MaxQuote)]), inventory.MaxQuote),
	}
}

// result completes the component; a manifest that names nothing and declares nothing has none.
func (s *sheet) result() (*inventory.Component, []inventory.Finding, []inventory.Issue) {
	c := &s.component
	if !s.named && len(c.Claims) == 0 && c.Publiccode == nil {
		return nil, nil, s.issues
	}
	dir := path.Dir(s.path)
	c.ID = c.PURL
	if c.ID == "" {
		c.ID = "file:" + dir
	}
	if c.Name == "" && dir != "." {
		c.Name = path.Base(dir)
	}
	c.Supplier = inventory.Clip(c.Supplier, maxField)
	d := &c.Distribution
	d.Homepage, d.Source = inventory.Clip(d.Homepage, maxField), inventory.Clip(d.Source, maxField)
	c.Instances = []inventory.Instance{{Path: dir}}
	if foreign(dir) {
		c.Role = inventory.ThirdParty
		if c.Type == "" {
			c.Type = "library"
		}
	}
	return c, s.findings, s.issues
}

// thirdParty are folders into which package managers and developers put other people's packages.
var thirdParty = []string{
	"node_modules", "bower_components", "jspm_packages", "vendor", "third_party", "third-party",
	"thirdparty", "site-packages", "dist-packages",
}

func foreign(dir string) bool {
	for folder := range strings.SplitSeq(dir, "/") {
		if slices.Contains(thirdParty, folder) {
			return true
		}
	}
	return false
}
