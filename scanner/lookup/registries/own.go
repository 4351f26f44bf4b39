// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package registries

import (
	"slices"
	"strings"

	packageurl "github.com/package-url/packageurl-go"
)

// ownOrigin is the origin of what the user says.
const ownOrigin = "--registry"

const off = "off"

// Why one of the user's own settings is refused, beside the causes for which addresses are.
const (
	ownForm = "form" // not TYPE=ADDRESS
	ownType = "type" // of a type that is not known
	ownBoth = "both" // off and an address of one type
)

// CheckOwn looks for one of the user's own settings that cannot be used, and gives it without what may be secret in it, and why: a word of
// the vocabulary "registry-cause". Both are "" where all can be.
func CheckOwn(own []string) (refused, cause string) {
	kinds := map[string]bool{} // whether off
	for _, o := range own {
		typ, address, cause := splitOwn(o)
		if cause == "" && address != off {
			if typ == packageurl.TypeCargo {
				address = strings.TrimPrefix(address, "sparse+")
			}
			u, _, c := parse(address)
			if cause = c; c == "" && (u.RawQuery != "" || u.ForceQuery || u.Fragment != "") {
				cause = refusedQuery
			}
		}
		if was, seen := kinds[typ]; cause == "" && seen && was != (address == off) {
			cause = ownBoth
		}
		if cause != "" {
			name, _, _ := strings.Cut(o, "=")
			if strings.Contains(name, "@") { // an address stands where the type should
				name = ""
			}
			return name + "=…", cause
		}
		kinds[typ] = address == off
	}
	return "", ""
}

func splitOwn(o string) (typ, address, refused string) {
	typ, address, ok := strings.Cut(o, "=")
	typ, address = strings.TrimSpace(typ), strings.TrimSpace(address)
	switch {
	case !ok || address == "":
		return "", "", ownForm
	case !slices.Contains(Types(), typ):
		return "", "", ownType
	}
	return typ, address, ""
}

// takeOwn puts what the user says in the place of what is set. Names that are to stay in the house do so still, and npm's scopes keep their registries.
func (m *machine) takeOwn(t *setting, addresses []string) {
	t.list, t.why, t.whyOrigin, t.stopped = nil, "", "", false
	if slices.Contains(addresses, off) {
		t.why, t.whyOrigin = WhyOff, ownOrigin
		return
	}
	for _, a := range addresses {
		if t.typ == packageurl.TypeCargo {
			a = strings.TrimPrefix(a, "sparse+")
		}
		r, ok := m.registryAs(t.typ, a, ownOrigin, true)
		if !ok {
			t.stopped = true
			continue
		}
		if r.key == nil && t.keyFor != nil && secure(r.Base) {
			r.key = t.keyFor(r.Base)
		}
		r.CA = t.ca
		t.list = append(t.list, r)
	}
}
