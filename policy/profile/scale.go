// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"cmp"
	"slices"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
)

// maxPoints is the most a criterion gives: UfAB 2018 scores single criteria with 0 to 10 points.
const maxPoints = 10

// scale reads that of a B criterion: its steps in words, or as points from a share of components on.
func (r *reader) scale(x pair, c *assessment.Criterion) {
	words := 0
	for _, n := range r.Items(x) {
		r.Either(pair{Name: x.Name, Key: n, Value: n}, func() {
			var s assessment.Step
			points, from := false, false
			r.Fields(n, x.Name, map[string]func(pair){
				"points": func(x pair) { s.Points, points = r.Number(x, 0, maxPoints), true },
				"from":   func(x pair) { s.From, from = r.Number(x, 0, 100), true },
				"text":   func(x pair) { s.Text = r.Value(x) },
			})
			r.Demand(n, "points", points, inventory.NewMessage("file.missing", "field", "points"))
			r.Demand(n, "from", from, inventory.NewMessage("file.missing", "field", "from"))
			c.Steps = append(c.Steps, s)
		}, func() {
			c.Scale = append(c.Scale, r.Text(n, x.Name))
			words++
		})
	}
	if len(c.Steps) == 0 || r.Err() != nil {
		return
	}
	slices.SortStableFunc(c.Steps, func(a, b assessment.Step) int { return cmp.Compare(b.Points, a.Points) })
	clear := words == 0
	for i := 1; i < len(c.Steps); i++ {
		clear = clear && c.Steps[i].Points < c.Steps[i-1].Points && c.Steps[i].From < c.Steps[i-1].From
	}
	if !clear {
		r.Fail(x.Key, inventory.NewMessage("profile.criterion.steps"), inventory.NewMessage("profile.hint.steps"))
	}
}

func (w *printer) scale(indent int, r Rule) {
	c := r.Criterion
	if len(c.Scale)+len(c.Steps) > 0 {
		w.add(indent, "scale:", r.criterionOrigin)
	}
	for _, s := range c.Scale {
		w.add(indent+1, "- "+yamlfile.Quote(s), r.criterionOrigin)
	}
	for _, s := range c.Steps {
		w.add(indent+1, "- points: "+strconv.Itoa(s.Points), r.criterionOrigin)
		w.add(indent+2, "from: "+strconv.Itoa(s.From), r.criterionOrigin)
		w.value(indent+2, "text", s.Text, r.criterionOrigin)
	}
}
