// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

// duties are what the licences ask for: by addressee, and below that which components each licence is of, once.
type duties struct {
	Owed     []owed
	Licences dutyLicences
}

// An owed is what one addressee owes.
type owed struct {
	Addressee string
	Kinds     []dutyKind
}

// A dutyKind is what is to be done, and which licences ask for it. Kinds that the same licences ask for of the same
// components stand together.
type dutyKind struct {
	Names    []dutyName
	Licences list[dutyLicence]
}

// A dutyName is a kind of duty; what it means is said where it comes up first.
type dutyName struct{ Name, What string }

// A dutyLicence asks for it.
type dutyLicence struct {
	License string
	Of      list[component] // of these alone; empty if it asks for it of all components that the list below gives it
}

type dutyLicences struct {
	Open, Folded []dutyRow
	More         int
}

// A dutyRow is the components that a licence asks something of.
type dutyRow struct {
	License    string
	Components list[component]
}

func (p *view) duties() duties {
	of := map[string][]string{} // components by licence
	var order []string
	for _, d := range p.a.Duties {
		had := of[d.License]
		if had == nil {
			order = append(order, d.License)
		}
		if !slices.Equal(had, d.Components) { // as most are: what a licence asks for, it asks for of all that are under it
			of[d.License] = append(had, d.Components...)
		}
	}
	slices.Sort(order)
	for license, ids := range of {
		of[license] = sortedOnce(ids)
	}
	var all duties
	explained := map[string]bool{}
	for _, who := range addressees {
		var theirs []assessment.Duty
		for _, d := range p.a.Duties {
			if d.Addressee == who {
				theirs = append(theirs, d)
			}
		}
		if len(theirs) > 0 {
			all.Owed = append(all.Owed, owed{string(who), p.dutyKinds(theirs, of, explained)})
		}
	}
	rows := each(order, maxDuties, func(license string) dutyRow {
		return dutyRow{i18n.Cut(license, maxText), p.components(of[license])}
	})
	open := take(rows.Items, maxOpenDuties)
	if open.More == 1 { // a fold would take as much room as what is in it
		open = take(rows.Items, maxOpenDuties+1)
	}
	all.Licences = dutyLicences{open.Items, rows.Items[len(open.Items):], rows.More}
	return all
}

// dutyKinds puts duties under their kinds, in the order in which these first come up.
func (p *view) dutyKinds(theirs []assessment.Duty, of map[string][]string, explained map[string]bool) []dutyKind {
	var order []string
	byKind := map[string][]assessment.Duty{}
	for _, d := range theirs {
		if byKind[d.Kind] == nil {
			order = append(order, d.Kind)
		}
		byKind[d.Kind] = append(byKind[d.Kind], d)
	}
	var kinds []dutyKind
	for len(order) > 0 {
		asked := byKind[order[0]]
		var kind dutyKind
		order = slices.DeleteFunc(order, func(k string) bool {
			if !slices.EqualFunc(byKind[k], asked, owedAlike) {
				return false
			}
			name := dutyName{Name: i18n.Cut(p.l.Word("duty", k), maxText)}
			if key := "duty." + k + ".what"; p.l.Has(key) && !explained[k] {
				name.What, explained[k] = p.l.T(key), true
			}
			kind.Names = append(kind.Names, name)
			return true
		})
		kind.Licences = each(asked, maxDutyLicences, func(d assessment.Duty) dutyLicence {
			x := dutyLicence{License: i18n.Cut(d.License, maxText)}
			if ids := sortedOnce(d.Components); !slices.Equal(ids, of[d.License]) {
				x.Of = each(ids, maxWhere+1, p.component)
			}
			return x
		})
		kinds = append(kinds, kind)
	}
	return kinds
}

// sortedOnce gives a list sorted and without repetitions, as the policy makes it: somebody else may have written the result.
func sortedOnce(ids []string) []string {
	for i := 1; i < len(ids); i++ {
		if ids[i-1] >= ids[i] {
			return slices.Compact(slices.Sorted(slices.Values(ids)))
		}
	}
	return ids
}

func owedAlike(a, b assessment.Duty) bool {
	return a.License == b.License && slices.Equal(a.Components, b.Components)
}
