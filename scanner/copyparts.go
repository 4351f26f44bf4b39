// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/embedded"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

// A part is a library in a file that holds more than it.
type part struct {
	component inventory.Component
	holder    int // place of the file; -1: none
}

// partsOfFiles finds the libraries that files hold beside others.
func (c *copies) partsOfFiles() {
	type family struct{ place, version, held string }
	known, families := map[string]int{}, map[family]int{}
	for i := range c.v.Files {
		f := &c.v.Files[i]
		marks := c.marks[f.Path]
		if len(marks) == 0 || slices.Contains(f.Roles, inventory.RoleManifest) {
			continue
		}
		at := c.t.of(f.Path)
		h := c.houseOf(f.Path + "/.") // the file as a whole counts as its project too
		for j := range marks {
			m := &marks[j]
			if m.Kind != embedded.Banner && m.Kind != embedded.Path || m.Name == "" || m.Kind == embedded.Banner && !c.bannerIsForeign(f, m, h) ||
				slices.ContainsFunc(h.names, func(n string) bool { return sameName(n, m.Name) }) || at >= 0 && isPartOf(m, &c.t.places[at].component) {
				continue
			}
			p := partOf(f, m)
			holder := "."
			if at >= 0 {
				holder = c.t.places[at].dir
			}
			key := holder + "\n" + plainName(m.Name) + "\n" + m.Version + "\n" + m.PURL
			n, ok := known[key]
			kin := family{holder, m.Version, strings.Join(p.Copyrights, "\n")}
			if !ok && m.Version != "" && kin.held != "" {
				if k, akin := families[kin]; akin {
					if common := commonWords(c.parts[k].component.Name, m.Name); common != "" {
						c.parts[k].component.Name = common
						n, ok, known[key] = k, true, k
					}
				}
			}
			if ok {
				had := &c.parts[n].component
				had.Instances = append(had.Instances, p.Instances...)
				if len(had.Evidence) < maxEvidence {
					had.Evidence = append(had.Evidence, p.Evidence...)
				}
				continue
			}
			known[key], families[kin] = len(c.parts), len(c.parts)
			c.parts = append(c.parts, part{p, at})
		}
	}
}

// isPartOf reports whether a mark in a file says what the component of the file is known to be.
func isPartOf(m *embedded.Mark, x *inventory.Component) bool {
	return sameName(plainName(x.Name), m.Name) || m.Version != "" && m.Version == x.Version && commonWords(x.Name, m.Name) == x.Name
}

// partOf makes a component of what a mark in a file says.
func partOf(f *inventory.File, m *embedded.Mark) inventory.Component {
	x := inventory.Component{ID: m.PURL, PURL: m.PURL, Name: m.Name, Version: m.Version, Role: inventory.ThirdParty, Type: "library",
		Evidence: []inventory.Evidence{m.Evidence}, Instances: []inventory.Instance{{Path: f.Path, Line: m.Evidence.Line.First}}}
	if x.ID == "" {
		x.ID = "file:" + f.Path + "#" + m.Name
	}
	if m.Kind == embedded.Path {
		return x
	}
	x.Copyrights, _ = inventory.MergeCopyrights(heldIn(m))
	findings := findingsIn(f, m)
	if len(findings) == 0 { // of what a file says again and again the first places are reported
		findings = scanText(nil, &source.Entry{Path: f.Path, Data: []byte(m.Text)}).Findings
		for i := range findings {
			e := &findings[i].Evidence
			e.Line.First, e.Line.Last = e.Line.First+m.Evidence.Line.First-1, e.Line.Last+m.Evidence.Line.First-1
			e.Byte.Start, e.Byte.End = e.Byte.Start+m.Evidence.Byte.Start, e.Byte.End+m.Evidence.Byte.Start
		}
	}
	if e, readings := detect.Expression(findings); e != nil {
		x.Claims = []inventory.Claim{{Kind: inventory.Detected, Origin: inventory.OriginScan, License: inventory.KnownLicense(e, readings...), Count: 1, Evidence: places(findings)}}
	}
	return x
}

// addParts enters the libraries that are parts of files. A package that only a path names, without its version, is nothing new where
// something else tells of a package of that name.
func (t *tree) addParts(m *merger, parts []part) (contained []inventory.Relation) {
	named := map[string]bool{}
	for i := range m.list {
		named[inventory.WithoutVersion(m.list[i].PURL)] = true
	}
	for i := range parts {
		p := &parts[i]
		if p.component.Version == "" && p.component.PURL != "" && named[p.component.PURL] {
			continue
		}
		m.add(&p.component)
		from := ""
		if p.holder >= 0 {
			from = t.places[p.holder].component.ID
		}
		if from != p.component.ID {
			contained = append(contained, inventory.Relation{From: from, To: p.component.ID, Kind: inventory.Contains, Evidence: p.component.Evidence[:1]})
		}
	}
	return contained
}
