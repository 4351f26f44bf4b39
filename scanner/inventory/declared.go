// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/spdx"
)

// SBOMs are the IDs of the documents that are SBOMs, and not licence lists.
func (v *Inventory) SBOMs() map[string]bool {
	ids := map[string]bool{}
	for i := range v.Documents {
		if d := &v.Documents[i]; d.SBOM() {
			ids[d.ID] = true
		}
	}
	return ids
}

// Disputed reports whether different origins declare different licences of the component as a whole, which
// nobody may join: that would be a conclusion. By is the origin whose statement stands, the only SBOM that
// makes one, and "" if there is none or are several. Several statements of one origin hold together.
func (c *Component) Disputed(sboms map[string]bool) (by string, disputed bool) {
	first := -1
	several := false
	for i := range c.Claims {
		if !c.Claims[i].declares() {
			continue
		}
		if first < 0 {
			first = i
		}
		several = several || c.Claims[i].Origin != c.Claims[first].Origin
	}
	if !several {
		return "", false
	}
	said := map[string][]string{}
	for i := range c.Claims {
		if claim := &c.Claims[i]; claim.declares() {
			said[claim.Origin] = append(said[claim.Origin], meanings(&claim.License)...)
		}
	}
	meaning := ""
	stating := 0
	for origin, all := range said {
		slices.Sort(all)
		m := strings.Join(slices.Compact(all), "\x00")
		disputed = disputed || meaning != "" && m != meaning
		meaning = m
		if sboms[origin] {
			stating++
			by = origin
		}
	}
	if stating != 1 {
		by = ""
	}
	return by, disputed
}

// declares reports whether the claim declares a licence, or none, of the component as a whole.
func (c *Claim) declares() bool {
	return c.Kind == Declared && !c.Partial && c.License.State != Absent && c.License.State != NoAssertion
}

// meanings are the parts of a statement, all of which hold.
func meanings(l *License) []string {
	switch e := l.Expression.(type) {
	case nil:
		return []string{string(l.State) + " " + strings.ToLower(strings.Join(strings.Fields(l.Raw), " "))}
	case spdx.And:
		var all []string
		for _, x := range e {
			all = append(all, spdx.Meaning(x))
		}
		return all
	default:
		return []string{spdx.Meaning(e)}
	}
}
