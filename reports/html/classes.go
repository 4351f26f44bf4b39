// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"cmp"
	"slices"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

// classes is the picture of the licences: how many components are of which class. The table below it says the same.
type classes struct {
	Rows  []classRow
	Total int // components that were put into a class
}

// A classRow is a class with its piece of the bar. Letter and pattern tell it from others where colours do not.
type classRow struct {
	Letter            string
	Class             string // "" for one that the picture has no pattern for
	Label             string
	Count             int
	Start, Width, Mid string // in percent of the bar
	Wide              bool   // there is room for the letter
}

// patterns are the classes that the picture knows.
var patterns = []string{"public-domain", "permissive", "copyleft-weak", "copyleft-weak-library", "copyleft-strong", "copyleft-network",
	"restricted-noncommercial", "restricted-noderivatives", "restricted-use", "source-available", assessment.ClassProprietary,
	"unclassified", "reference", assessment.ClassUnknown}

func (p *view) classes() classes {
	var c classes
	for _, x := range p.a.Classes {
		c.Total += len(x.Components)
	}
	before := 0
	for i, x := range take(p.a.Classes, len(patterns)).Items {
		n := len(x.Components)
		row := classRow{Letter: string(rune('A' + i)), Label: i18n.Cut(p.l.Word("class", x.Class), maxText), Count: n, Start: hundredths(before, c.Total),
			Width: hundredths(n, c.Total), Mid: hundredths(2*before+n, 2*c.Total), Wide: n*40 >= c.Total}
		if slices.Contains(patterns, x.Class) {
			row.Class = x.Class
		}
		c.Rows = append(c.Rows, row)
		before += n
	}
	return c
}

// proprietary is what needs a reason, and which reasons are on record.
type proprietary struct {
	Share   string
	Unknown string // of how many the licence is not known, so that they may be proprietary too; empty if there are none
	Rows    list[proprietaryRow]
}

type proprietaryRow struct {
	component
	License   string
	Decisions []justified
}

// A justified is a decision about a component: its reason, or an exception.
type justified struct {
	Kind, Rule, Ground, Text, By string
	Mark                         mark
}

func (p *view) proprietary() *proprietary {
	var ids []string
	total, unknown := 0, 0
	for _, x := range p.a.Classes {
		total += len(x.Components)
		switch x.Class {
		case assessment.ClassProprietary:
			ids = slices.Clone(x.Components)
		case assessment.ClassUnknown, "unclassified", "reference":
			unknown += len(x.Components)
		}
	}
	if total == 0 {
		return nil
	}
	n := len(ids)
	reasons := map[string][]*assessment.Decision{}
	listed := map[string]bool{}
	for _, id := range ids {
		listed[id] = true
	}
	for i := range p.a.Decisions {
		d := &p.a.Decisions[i]
		switch {
		case d.Kind == assessment.Justification && d.State == assessment.DecisionUsed:
			for _, id := range d.Components {
				reasons[id] = append(reasons[id], d)
				if !listed[id] {
					listed[id] = true
					ids = append(ids, id)
				}
			}
		case d.Kind == assessment.Exception && d.State == assessment.DecisionUsed:
			for _, id := range d.Components {
				reasons[id] = append(reasons[id], d)
			}
		case d.Kind == assessment.Justification && listed[d.Component]:
			reasons[d.Component] = append(reasons[d.Component], d)
		}
	}
	justified := 0
	for _, id := range ids[:n] {
		if reasoned(reasons[id]) {
			justified++
		}
	}
	x := &proprietary{Share: p.l.T("report.proprietary.none", "total", strconv.Itoa(total))}
	if n > 0 {
		x.Share = p.l.T("report.proprietary.share", "n", strconv.Itoa(n), "total", strconv.Itoa(total), "percent", p.l.Percent(n, total),
			"justified", strconv.Itoa(justified), "missing", strconv.Itoa(n-justified))
	}
	if unknown > 0 {
		x.Unknown = p.l.T("report.proprietary.unknown", "n", strconv.Itoa(unknown))
	}
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(len(reasons[a]), len(reasons[b])) })
	x.Rows = each(ids, maxProprietary, func(id string) proprietaryRow {
		row := proprietaryRow{component: p.component(id)}
		if c := p.byID[id]; c != nil {
			row.License = i18n.Cut(p.l.Word("license", c.Stated()), maxText)
		}
		row.Decisions = each(reasons[id], maxWhere+1, p.justified).Items
		return row
	})
	return x
}

func reasoned(all []*assessment.Decision) bool {
	return slices.ContainsFunc(all, func(d *assessment.Decision) bool {
		return d.Kind == assessment.Justification && d.State == assessment.DecisionUsed
	})
}

func (p *view) justified(d *assessment.Decision) justified {
	row := p.decisionRow(d)
	j := justified{Kind: row.Kind, Rule: row.Rule, Ground: row.Ground, Text: row.Text, Mark: row.Mark}
	if len(row.Signed) > 0 {
		j.By = row.Signed[0]
	}
	return j
}
