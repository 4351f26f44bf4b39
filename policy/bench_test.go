// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"fmt"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// project is an own component that uses n others, at several removes, and has as many files.
func project(n int) *inventory.Inventory {
	inv := many(n)
	inv.Subject.Main, inv.Subject.Roots = "file:.", []string{"file:."}
	inv.Components = append([]inventory.Component{{ID: "file:.", Name: "own", Instances: []inventory.Instance{{Path: "."}}}}, inv.Components...)
	for i := 1; i <= n; i++ {
		inv.Relations = append(inv.Relations, inventory.Relation{From: inv.Components[i/3].ID, To: inv.Components[i].ID, Kind: inventory.DependsOn})
		inv.Files = append(inv.Files, inventory.File{Path: fmt.Sprintf("src/%d/x.c", i), Size: 10, Component: "file:."})
	}
	return inv
}

func BenchmarkProject(b *testing.B) {
	p := mustLoad(b, "dortmund", "opencode", "eupl-veroeffentlichung", "muenchen", "opendesk")
	own := []string{"src/1/**", "supplier:X", "pkg:npm/c000001"}
	decided := make([]assessment.Decision, 500)
	for i := range decided {
		decided[i] = assessment.Decision{ID: fmt.Sprint(i), Kind: assessment.Exception, Rule: "LIZ-002", License: fmt.Sprintf("LicenseRef-%d", i),
			Signed: []assessment.Signature{{Name: "A. Example", Date: "2026-11-01"}}}
	}
	for _, n := range []int{1000, 10000} {
		inv := project(n)
		b.Run(fmt.Sprint("own/", n), func(b *testing.B) {
			for b.Loop() {
				policy.Assess(inv, p, policy.Options{Use: assessment.UsePublication, Own: own})
			}
		})
		b.Run(fmt.Sprint("decisions/", n), func(b *testing.B) {
			for b.Loop() {
				policy.Assess(inv, p, policy.Options{Date: "2026-11-22", Decisions: decided})
			}
		})
		b.Run(fmt.Sprint("outbound/", n), func(b *testing.B) {
			for b.Loop() {
				policy.Outbound(inv, p, policy.Options{}, []spdx.Expression{spdx.MustParse("EUPL-1.2"), spdx.MustParse("MIT")})
			}
		})
	}
}
