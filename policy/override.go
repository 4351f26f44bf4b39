// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/profile"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/spdx"
)

// overrides collects where the policy's own class of a licence took the place of what the facts say.
type overrides struct {
	licenses   []profile.License
	components map[string][]string // IDs, by the licence
}

func (o *overrides) add(k *rule.Case) {
	if len(o.licenses) == 0 {
		return
	}
	for _, p := range k.License.Parts {
		for _, atom := range spdx.Atoms(p.Expression) {
			id := atom.String()
			if !slices.ContainsFunc(o.licenses, func(l profile.License) bool { return l.ID == id }) {
				continue
			}
			if o.components == nil {
				o.components = map[string][]string{}
			}
			if list := o.components[id]; len(list) == 0 || list[len(list)-1] != k.Component.ID {
				o.components[id] = append(list, k.Component.ID)
			}
		}
	}
}

func (o *overrides) list() []assessment.Override {
	var list []assessment.Override
	for _, l := range o.licenses {
		if len(o.components[l.ID]) == 0 {
			continue
		}
		x := assessment.Override{License: l.ID, Class: string(l.Class), Reason: l.Reason, Origin: l.Origin, Components: slices.Sorted(slices.Values(o.components[l.ID]))}
		if f, ok := facts.Of(spdx.MustParse(l.ID)); ok {
			x.Was = string(f.Class)
		}
		list = append(list, x)
	}
	return list
}
