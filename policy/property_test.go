// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// alphabet has a licence of each kind, and what is not known in each way.
var alphabet = []string{"MIT", "Apache-2.0", "BSD-4-Clause", "LGPL-2.1-or-later", "MPL-2.0", "EPL-2.0", "GPL-2.0-only", "GPL-3.0-or-later",
	"AGPL-3.0-only", "EUPL-1.2", "SSPL-1.0", "CC-BY-NC-4.0", "BUSL-1.1", "LicenseRef-house", "ALGLIB-Documentation",
	"GPL-2.0-only WITH Classpath-exception-2.0", "MIT WITH Classpath-exception-2.0", "Fair", "OFL-1.1", "CC-BY-SA-4.0"}

var kinds = []inventory.RelationKind{"", inventory.Contains, inventory.Incorporates, inventory.LinksStatic, inventory.LinksDynamic,
	inventory.UsesSeparately, inventory.BuildsWith, inventory.TestsWith, inventory.DependsOn}

var uses = []assessment.Use{assessment.UseInternal, assessment.UseDistribution, assessment.UseService, assessment.UsePublication}

// A dice draws what is needed. The same seed draws the same.
type dice struct{ *rand.Rand }

func pick[T any](d dice, list []T) T { return list[d.IntN(len(list))] }

func (d dice) expression(depth int) spdx.Expression {
	if depth == 0 || d.IntN(3) == 0 {
		return spdx.MustParse(pick(d, alphabet))
	}
	var operands []spdx.Expression
	for range 2 + d.IntN(2) {
		operands = append(operands, d.expression(depth-1))
	}
	if d.IntN(2) == 0 {
		return spdx.All(operands...)
	}
	return spdx.Any(operands...)
}

// component is one with a licence, or one that says nothing.
func (d dice) component(id string) inventory.Component {
	c := inventory.Component{ID: id, Name: id, Instances: []inventory.Instance{{Document: "bom.json", Ref: id}}, Modified: pick(d, []inventory.Modified{"", inventory.Yes, inventory.No}),
		Scope: pick(d, []inventory.Scope{"", "", "", inventory.Runtime, inventory.Build})}
	if d.IntN(8) > 0 {
		c.Claims = []inventory.Claim{{Kind: inventory.Declared, Origin: "bom.json", License: inventory.KnownLicense(d.expression(2))}}
	}
	return c
}

// inventory is own code with some components, which use each other or are used by it.
func (d dice) inventory() *inventory.Inventory {
	inv := &inventory.Inventory{
		Subject:    inventory.Subject{Name: "work", Kind: inventory.KindTree, Main: "file:."},
		Components: []inventory.Component{{ID: "file:.", Name: "work", Instances: []inventory.Instance{{Path: "."}}}},
	}
	for range 1 + d.IntN(4) {
		d.add(inv)
	}
	return inv
}

// add puts a component beside those there are, which nothing in them uses but own code and, at times, one of them.
func (d dice) add(inv *inventory.Inventory) {
	c := d.component(fmt.Sprintf("pkg:generic/%03d", len(inv.Components)))
	from := []string{"file:."}
	if d.IntN(3) == 0 {
		from = append(from, pick(d, inv.Components).ID)
	}
	for _, f := range from {
		if k := pick(d, kinds); k != "" {
			inv.Relations = append(inv.Relations, inventory.Relation{From: f, To: c.ID, Kind: k})
		}
	}
	inv.Components = append(inv.Components, c)
}

func (d dice) options() policy.Options {
	o := policy.Options{Use: pick(d, uses), Date: "2026-11-22"}
	if d.IntN(4) > 0 {
		o.Outbound = d.expression(d.IntN(2))
	}
	return o
}

const licenceRules = `
name: everything
rules: {LIZ-001: must, LIZ-002: must, LIZ-003: should, LIZ-004: must, LIZ-005: must, LIZ-006: should, LIZ-007: should, LIZ-008: must, LIZ-009: must, LIZ-010: should, LIZ-011: must}
`

func verdicts(inv *inventory.Inventory, p *policy.Policy, o policy.Options) map[string]assessment.Verdict {
	all := map[string]assessment.Verdict{}
	for _, r := range policy.Assess(inv, p, o).Rules {
		all[r.ID] = r.Verdict
	}
	return all
}

func TestAddingAComponentImprovesNoRule(t *testing.T) {
	p := mustLoad(t, licenceRules)
	for seed := range uint64(1000) {
		d := dice{rand.New(rand.NewPCG(seed, 1))}
		inv, o := d.inventory(), d.options()
		before := verdicts(inv, p, o)
		d.add(inv)
		for id, after := range verdicts(inv, p, o) {
			if after < before[id] {
				t.Fatalf("seed %d: %s was %s and is %s with one component more: %v", seed, id, before[id], after, inv.Components)
			}
		}
	}
}

func TestAddingAPartImprovesNoCandidate(t *testing.T) {
	p := mustLoad(t, licenceRules)
	order := []assessment.ReleaseAnswer{assessment.ReleasePossible, assessment.ReleaseOpen, assessment.ReleaseRuledOut}
	for seed := range uint64(1000) {
		d := dice{rand.New(rand.NewPCG(seed, 2))}
		inv, o := d.inventory(), d.options()
		asked := append(policy.Candidates(), spdx.License{ID: "GPL-2.0-only"}, d.expression(1))
		before := policy.Outbound(inv, p, o, asked).Candidates
		d.add(inv)
		for i, after := range policy.Outbound(inv, p, o, asked).Candidates {
			if slices.Index(order, after.Answer) < slices.Index(order, before[i].Answer) {
				t.Fatalf("seed %d: %s was %s and is %s with one component more: %v", seed, after.License, before[i].Answer, after.Answer, inv.Components)
			}
		}
	}
}

// TestChoicesAndSums: an OR is as good as its best branch, or as open as what is not known of it, and an AND as bad as its worst.
func TestChoicesAndSums(t *testing.T) {
	for seed := range uint64(1000) {
		d := dice{rand.New(rand.NewPCG(seed, 3))}
		a, b := d.expression(1), d.expression(1)
		kind, o, shape := pick(d, kinds), d.options(), d.component("pkg:generic/x")
		for _, r := range rule.All[:11] {
			if r.Check == nil || r.ID == "LIZ-010" || r.ID == "LIZ-011" { // they ask whether a choice is on record, and whether claims agree
				continue
			}
			state := func(e spdx.Expression) rule.State {
				c := shape
				c.Claims = []inventory.Claim{{Kind: inventory.Declared, Origin: "bom.json", License: inventory.KnownLicense(e)}}
				inv := &inventory.Inventory{Subject: inventory.Subject{Main: "file:."}, Components: []inventory.Component{c}}
				if kind != "" {
					inv.Relations = []inventory.Relation{{From: "file:.", To: c.ID, Kind: kind}}
				}
				w := rule.NewWorld(inv, nil)
				w.Work = func(id string) bool { return id == "file:." }
				worst := rule.Pass
				for _, x := range r.Ask(&rule.Case{Component: &c, License: rule.Judged(c.Claims), Use: o.Use, Outbound: o.Outbound, World: w}) {
					worst = max(worst, x.State)
					if x.State == rule.Fail {
						break // what follows is a question about it
					}
				}
				return worst
			}
			left, right := state(a), state(b)
			if got := state(spdx.Any(a, b)); got != min(left, right) {
				t.Fatalf("seed %d: %s says %d of %s, %d of %s and %d of a choice between them", seed, r.ID, left, a, right, b, got)
			}
			if got := state(spdx.All(a, b)); got != max(left, right) {
				t.Fatalf("seed %d: %s says %d of %s, %d of %s and %d of both", seed, r.ID, left, a, right, b, got)
			}
		}
	}
}
