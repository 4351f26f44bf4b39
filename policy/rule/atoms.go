// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"maps"
	"slices"

	"lizenzlotse/scanner/spdx"
)

// atomIndex finds claims by the licences and pairs in them and their readings, so that very many findings need not each
// be compared with all of them.
type atomIndex map[string][]*claimed

func byAtom(list []*claimed) atomIndex {
	index := atomIndex{}
	for _, x := range list {
		atoms := x.atoms()
		if x.unsure() {
			atoms = maps.Clone(atoms)
			for _, r := range x.claim.License.Readings {
				maps.Copy(atoms, atomsOf(r))
			}
		}
		for a := range atoms {
			index[a] = append(index[a], x)
		}
	}
	return index
}

// any reports whether agree, which is agrees or more, holds for one of the claims: to agree with a claim,
// all licences of x, or all of one of its readings, must stand in it, so it is among those with the first.
func (index atomIndex) any(x *claimed, agree func(*claimed) bool) bool {
	if slices.ContainsFunc(index[firstAtom(x.claim.License.Expression)], agree) {
		return true
	}
	return slices.ContainsFunc(x.claim.License.Readings, func(r spdx.Expression) bool {
		return slices.ContainsFunc(index[firstAtom(r)], agree)
	})
}

func firstAtom(e spdx.Expression) string {
	for {
		switch x := e.(type) {
		case spdx.And:
			e = x[0]
		case spdx.Or:
			e = x[0]
		default:
			return e.String()
		}
	}
}
