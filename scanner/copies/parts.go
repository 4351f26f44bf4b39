// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copies

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/embedded"
	"lizenzlotse/scanner/inventory"
)

// A Part is a library in a file that holds more than it.
type Part struct {
	Component inventory.Component
	Holder    int // place of the file; -1: none
}

// partsOfFiles finds the libraries that files hold beside others.
func (c *finder) partsOfFiles() {
	type family struct{ place, version, held string }
	known, families := map[string]int{}, map[family]int{}
	for _, f := range c.telling {
		marks := c.marks[f.Path]
		if len(marks) == 0 || slices.Contains(f.Roles, inventory.RoleManifest) {
			continue
		}
		at := c.t.Of(f.Path)
		h := c.houseOf(f.Path + "/.") // the file as a whole counts as its project too
		for j := range marks {
			m := &marks[j]
			if m.Kind != embedded.Banner && m.Kind != embedded.Path || m.Name == "" || m.Kind == embedded.Banner && !c.bannerIsForeign(f, m, h) ||
				slices.ContainsFunc(h.names, func(n string) bool { return sameName(n, m.Name) }) || at >= 0 && isPartOf(m, &c.t.List[at].Component) {
				continue
			}
			p := c.partOf(f, m)
			holder := "."
			if at >= 0 {
				holder = c.t.List[at].Dir
			}
			key := holder + "\n" + plainName(m.Name) + "\n" + m.Version + "\n" + m.PURL
			n, ok := known[key]
			kin := family{holder, m.Version, strings.Join(p.Copyrights, "\n")}
			if !ok && m.Version != "" && kin.held != "" {
				if k, akin := families[kin]; akin {
					if common := commonWords(c.parts[k].Component.Name, m.Name); common != "" {
						c.parts[k].Component.Name = common
						n, ok, known[key] = k, true, k
					}
				}
			}
			if ok {
				had := &c.parts[n].Component
				had.Instances = append(had.Instances, p.Instances...)
				if len(had.Evidence) < maxPlaces {
					had.Evidence = append(had.Evidence, p.Evidence...)
				}
				continue
			}
			known[key], families[kin] = len(c.parts), len(c.parts)
			c.parts = append(c.parts, Part{p, at})
		}
	}
}

// isPartOf reports whether a mark in a file says what the component of the file is known to be.
func isPartOf(m *embedded.Mark, x *inventory.Component) bool {
	return sameName(plainName(x.Name), m.Name) || m.Version != "" && m.Version == x.Version && commonWords(x.Name, m.Name) == x.Name
}

// partOf makes a component of what a mark in a file says.
func (c *finder) partOf(f *inventory.File, m *embedded.Mark) inventory.Component {
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
		findings = c.Detect(m.Text, f.Path)
		for i := range findings {
			e := &findings[i].Evidence
			e.Line.First, e.Line.Last = e.Line.First+m.Evidence.Line.First-1, e.Line.Last+m.Evidence.Line.First-1
			e.Byte.Start, e.Byte.End = e.Byte.Start+m.Evidence.Byte.Start, e.Byte.End+m.Evidence.Byte.Start
		}
	}
	if e, readings := detect.Expression(findings); e != nil {
		x.Claims = []inventory.Claim{{Kind: inventory.Detected, Origin: inventory.OriginScan, License: inventory.KnownLicense(e, readings...), Count: 1, Evidence: detect.Places(findings)}}
	}
	return x
}

// maxPlaces bounds how many places a part shows; its instances are all there.
const maxPlaces = 20
