// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// addresses finds where licences are published.
func (p *parser) addresses() (list []unit) {
	for i, l := range p.list {
		if l.kind != isAddress {
			continue
		}
		f, version := p.g.address(p.text[l.lo:l.hi])
		if f == nil {
			continue
		}
		h := hit{start: int(l.lo), end: int(l.hi), kind: inventory.FoundReference, confidence: inventory.Medium,
			detector: DetectorProse, family: f, expression: f.bare, readings: f.readings}
		if version != "" {
			h.expression, h.readings = f.expression(versioned{numbers: []string{version}}), nil
		} else if f.low {
			h.bare, h.confidence = true, inventory.Low
		}
		list = append(list, unit{hit: h, from: i, to: i + 1})
	}
	return list
}

// plainAddress leaves out of an address what may be written either way.
func plainAddress(s string) string {
	s = strings.ToLower(s)
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s = strings.TrimPrefix(s, "www.")
	s, _, _ = strings.Cut(s, "#")
	s = strings.TrimRight(s, "/.")
	for _, end := range []string{".html", ".htm", ".txt", ".php", ".en", ".de", "/legalcode", "/deed"} {
		s = strings.TrimSuffix(s, end)
	}
	return strings.TrimRight(s, "/.")
}

// addAddresses takes the addresses of the SPDX list that are those of one licence, and those of the table.
func (g *grammar) addAddresses() {
	count := map[string]string{}
	for _, l := range spdx.Licenses() {
		if l.Deprecated && l.Successor != "" {
			continue
		}
		for _, u := range l.URLs {
			a := plainAddress(u)
			switch had, ok := count[a]; {
			case !ok:
				count[a] = l.ID
			case had != l.ID && strings.TrimSuffix(had, "-only")+"-or-later" != l.ID:
				count[a] = ""
			}
		}
	}
	for a, id := range count {
		if id != "" && strings.Contains(a, "/") {
			g.addressList(a, id)
		}
	}
	for _, l := range spdx.Licenses() {
		id := l.ID
		if l.Deprecated {
			id = l.Successor
		}
		if license, ok := spdx.LookupLicense(id); !ok || strings.HasSuffix(id, "-or-later") && license.ID == l.ID {
			continue
		}
		plain := strings.ToLower(strings.TrimSuffix(l.ID, "-only"))
		for _, site := range []string{"spdx.org/licenses/", "choosealicense.com/licenses/"} {
			g.addressList(site+plain, id)
		}
		if l.OSI {
			g.addressList("opensource.org/licenses/"+plain, id)
			g.addressList("opensource.org/license/"+plain, id)
			g.addressList("opensource.org/license/"+strings.ReplaceAll(plain, ".", "-"), id)
		}
	}
	for _, l := range spdx.Licenses() {
		if !l.Deprecated {
			g.addressList("spdx.org/licenses/"+strings.ToLower(l.ID), l.ID)
		}
	}
	for f := range tableRows(addressesTSV) {
		g.addressList(f[0], f[1])
	}
}

func (g *grammar) addressList(a, id string) {
	f, version := g.meaning(id)
	if version != "" { // one version of a family: the same family with that version as its own
		one := *f
		one.bare, one.readings, one.low = f.expression(versioned{numbers: []string{version}}), nil, false
		f = &one
	}
	g.addresses[a] = f
}

// address tells what licence is published at an address.
func (g *grammar) address(s string) (*family, string) {
	a := plainAddress(s)
	if rest, ok := strings.CutPrefix(a, "creativecommons.org/"); ok {
		if f, version := g.creativeCommons(rest); f != nil {
			return f, version
		}
	}
	if f := g.addresses[a]; f != nil {
		return f, ""
	}
	if _, rest, ok := strings.Cut(a, "."); ok { // a host of a host
		rest, _, _ = strings.Cut(rest, "/")
		return g.addresses[rest], ""
	}
	return nil, ""
}

// creativeCommons reads "licenses/by-sa/3.0/de" behind the name of the host.
func (g *grammar) creativeCommons(path string) (*family, string) {
	parts := strings.Split(path, "/")
	switch {
	case len(parts) >= 2 && parts[0] == "publicdomain" && parts[1] == "zero":
		return g.families["CC0-1.0"], ""
	case len(parts) >= 2 && parts[0] == "licenses":
		f := g.families["CC-"+strings.ToUpper(parts[1])]
		if f != nil && len(parts) >= 3 {
			if v := normalVersion(parts[2]); f.versions[v] != "" {
				if len(parts) >= 4 {
					if l, ok := spdx.LookupLicense(f.versions[v] + "-" + parts[3]); ok {
						one, _ := g.meaning(l.ID)
						return one, ""
					}
				}
				return f, v
			}
		}
		return f, ""
	}
	return nil, ""
}
