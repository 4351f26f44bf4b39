// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"cmp"
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// duties collects what licences ask for. The delivery to the city is itself a distribution, so the bidder
// has the duties of distribution whatever the city does; the city has those of its own use.
type duties struct {
	index map[dutyKey]*assessment.Duty
}

type dutyKey struct {
	kind      string
	license   string
	addressee assessment.Addressee
}

// add enters the duties of one component. What is needed for developing and testing only is not passed on.
func (d *duties) add(k *rule.Case, use assessment.Use) {
	if k.Component.Scope == inventory.Dev || k.Component.Scope == inventory.Test {
		return
	}
	for _, p := range k.License.Parts {
		if k.Own && k.OwnLicense(p.Expression) {
			continue // whoever gives a licence is not bound by it
		}
		for _, atom := range spdx.Atoms(lightest(k.World, p.Expression)) {
			f, ok := k.World.Facts(atom)
			if !ok {
				continue
			}
			for _, kind := range distributing(f, k.Component.InTree()) {
				d.enter(kind, atom, assessment.Bidder, k.Component.ID)
			}
			for _, kind := range using(f, use, k.Component.Modified) {
				d.enter(kind, atom, assessment.City, k.Component.ID)
			}
		}
	}
}

// distributing are the duties of whoever passes the component on, with or without its source.
func distributing(f facts.Facts, withSource bool) []string {
	var kinds []string
	if f.NoticeDuty == facts.NoticeAlways || f.NoticeDuty == facts.NoticeSource && withSource {
		kinds = append(kinds, assessment.DutyNotice)
	}
	if f.SourceDuty {
		kinds = append(kinds, assessment.DutySource)
	}
	return kinds
}

// using are the duties of the city's own use. Internal use brings none.
func using(f facts.Facts, use assessment.Use, modified inventory.Modified) []string {
	switch use {
	case assessment.UseDistribution:
		return distributing(f, false)
	case assessment.UsePublication:
		return distributing(f, true)
	case assessment.UseService:
		switch {
		case !f.On(facts.OnNetwork) || f.OnlyModified && modified == inventory.No:
		case f.Arguable:
			return []string{assessment.DutyNetworkSourceArguable}
		case f.OnlyModified && modified != inventory.Yes:
			return []string{assessment.DutyNetworkSourceIfModified}
		default:
			return []string{assessment.DutyNetworkSource}
		}
	}
	return nil
}

func (d *duties) enter(kind string, atom spdx.Expression, who assessment.Addressee, component string) {
	key := dutyKey{kind, atom.String(), who}
	x := d.index[key]
	if x == nil {
		x = &assessment.Duty{Kind: kind, Addressee: who, License: key.license}
		if d.index == nil {
			d.index = map[dutyKey]*assessment.Duty{}
		}
		d.index[key] = x
	}
	if n := len(x.Components); n == 0 || x.Components[n-1] != component {
		x.Components = append(x.Components, component)
	}
}

func (d *duties) list() []assessment.Duty {
	var list []assessment.Duty
	for _, x := range d.index {
		slices.Sort(x.Components)
		list = append(list, *x)
	}
	slices.SortFunc(list, func(a, b assessment.Duty) int {
		return cmp.Or(cmp.Compare(a.Addressee, b.Addressee), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.License, b.License))
	})
	return list
}

// lightest resolves every OR to the branch with the fewest duties, which is the one to choose for them.
// What nothing is known of weighs most.
func lightest(w *rule.World, e spdx.Expression) spdx.Expression {
	type branch struct {
		e      spdx.Expression
		weight int
	}
	return spdx.Fold(e, func(a spdx.Expression) branch {
		f, ok := w.Facts(a)
		weight := 0
		if !ok || f.Restricted() || f.Class == facts.ClassProprietary || f.Class == facts.ClassUnclassified {
			weight += 100
		}
		if f.SourceDuty {
			weight += 10
		}
		if f.NoticeDuty == facts.NoticeAlways {
			weight++
		}
		return branch{a, weight}
	}, func(all []branch) branch {
		var operands spdx.And
		sum := 0
		for _, x := range all {
			sum += x.weight
			if inner, ok := x.e.(spdx.And); ok {
				operands = append(operands, inner...)
			} else {
				operands = append(operands, x.e)
			}
		}
		return branch{operands, sum}
	}, func(any []branch) branch {
		best := any[0]
		for _, x := range any[1:] {
			if x.weight < best.weight {
				best = x
			}
		}
		return best
	}).e
}
