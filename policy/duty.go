// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"cmp"
	"encoding/binary"
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/duty"
	"lizenzlotse/policy/rule"
)

// duties gathers what the licences of all components ask for; package duty says what that is. Components
// that are met alike under the same licence owe the same, so that is worked out once for all of them.
type duties struct {
	world *rule.World
	index map[alike]*owing
	all   []*owing
}

// alike are components of the same licence in the same situation.
type alike struct {
	license string
	duty.Situation
}

// owing are components that owe the same.
type owing struct {
	bidder, city []owed
	components   []string // IDs
}

// owed is a duty under a licence.
type owed struct{ kind, license string }

// add enters the duties of one component, which is in a situation.
func (d *duties) add(k *rule.Case, s duty.Situation) {
	for _, p := range k.License.Parts {
		if !k.Bound(p) {
			continue
		}
		key := alike{p.Text, s}
		x := d.index[key]
		if x == nil {
			if d.index == nil {
				d.index = map[alike]*owing{}
			}
			x = d.owing(p, s)
			d.index[key] = x
			d.all = append(d.all, x)
		}
		if x.bidder != nil || x.city != nil {
			x.components = append(x.components, k.Component.ID)
		}
	}
}

func (d *duties) owing(p rule.Part, s duty.Situation) *owing {
	x := &owing{}
	for _, atom := range duty.Lightest(p.Expression, d.world.Facts) {
		bidder, city := duty.Of(atom, d.world.Facts, s)
		for _, kind := range bidder {
			x.bidder = append(x.bidder, owed{kind, atom.String()})
		}
		for _, kind := range city {
			x.city = append(x.city, owed{kind, atom.String()})
		}
	}
	return x
}

// list gives every duty once, with all components that have it: by addressee, then in the order of
// [duty.Kinds], then by licence.
func (d *duties) list() []assessment.Duty {
	type key struct {
		owed
		who assessment.Addressee
	}
	groups := map[key][]int{} // indexes of all
	for i, x := range d.all {
		for _, o := range x.bidder {
			k := key{o, assessment.Bidder}
			groups[k] = append(groups[k], i)
		}
		for _, o := range x.city {
			k := key{o, assessment.City}
			groups[k] = append(groups[k], i)
		}
	}
	list := make([]assessment.Duty, 0, len(groups))
	merged := map[string][]string{} // many duties are of the same components: they share the list
	for k, group := range groups {
		list = append(list, assessment.Duty{Kind: k.kind, Addressee: k.who, License: k.license, Components: d.components(group, merged)})
	}
	slices.SortFunc(list, func(a, b assessment.Duty) int {
		return cmp.Or(cmp.Compare(a.Addressee, b.Addressee), cmp.Compare(duty.Order(a.Kind), duty.Order(b.Kind)), cmp.Compare(a.License, b.License))
	})
	return list
}

// components are those of a group, sorted, each once.
func (d *duties) components(group []int, merged map[string][]string) []string {
	name := make([]byte, 0, len(group)*binary.MaxVarintLen32)
	for _, i := range group {
		name = binary.AppendUvarint(name, uint64(i))
	}
	if all, ok := merged[string(name)]; ok {
		return all
	}
	var all []string
	for _, i := range group {
		all = append(all, d.all[i].components...)
	}
	if !slices.IsSorted(all) {
		slices.Sort(all)
	}
	all = slices.Compact(all)
	merged[string(name)] = all
	return all
}
