// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// crowd is a work with very many components, as documents name them and as they lie in its tree with their files, some of
// them more than once.
func crowd(d dice, n int) *inventory.Inventory {
	inv := d.inventory()
	inv.Subject.Roots = []string{"file:."}
	inv.Documents = []inventory.Document{{ID: "bom.json", Format: "cyclonedx", Version: "1.6", Described: []string{"file:."}}}
	for len(inv.Components) < n {
		d.add(inv)
		c := &inv.Components[len(inv.Components)-1]
		switch d.IntN(5) {
		case 0:
			folder := fmt.Sprintf("lib/%d", len(inv.Components)%50)
			c.Instances = append(c.Instances, inventory.Instance{Path: folder})
			license := spdx.MustParse(pick(d, alphabet))
			inv.Files = append(inv.Files, inventory.File{Path: folder + "/LICENSE", Component: c.ID, Roles: []string{inventory.RoleLicense}, License: license,
				Findings: []inventory.Finding{{Expression: license, Kind: inventory.FoundText, Confidence: inventory.High}}})
			c.Claims = append(c.Claims, inventory.Claim{Kind: inventory.Detected, Origin: inventory.OriginScan, License: inventory.KnownLicense(license),
				Evidence: []inventory.Evidence{{Path: folder + "/LICENSE"}}})
		case 1:
			c.Claims = append(c.Claims, inventory.Claim{Kind: inventory.Declared, Origin: "bom.json", License: inventory.ReadLicense(pick(d, []string{"see website", "NOASSERTION", "LicenseRef-x"}))})
		case 2:
			c.Claims = []inventory.Claim{{Kind: inventory.Declared, Origin: "bom.json", License: inventory.ReadLicense("MIT OR GPL-2.0-only")}}
		case 3:
			inv.Components = append(inv.Components, *c)
		}
	}
	slices.SortFunc(inv.Components, func(a, b inventory.Component) int { return strings.Compare(a.ID, b.ID) })
	return inv
}

func TestComponentsBesideEachOtherAreJudgedAsOneByOne(t *testing.T) {
	const own = `
name: stadt
exclude: [{path: lib/7, reason: withdrawn}]
licences: {Fair: {class: permissive, reason: gelesen}}
rules: {LIZ-006: must, LIZ-011: ask}
custom:
  STADT-1: {weight: must, finds: 'licence.network', says: "{licence}"}
  STADT-2: {weight: ask, finds: 'size(component.relations) > 1', says: "{component}"}
`
	p := mustLoad(t, "dortmund", "opencode", "eupl-veroeffentlichung", "muenchen", "opendesk", own)
	decisions := recorded(t,
		"kind: choice, licence: MIT OR GPL-2.0-only, concluded: MIT",
		"kind: exception, rule: LIZ-002, licence: Fair, reason: other, owner: me, until: 2027-01-01",
		"kind: conclusion, component: pkg:generic/004, concluded: MIT",
		"kind: choice, component: pkg:generic/005, concluded: Zlib")
	for _, n := range []int{200, 2000} {
		for seed := range uint64(3) {
			d := dice{rand.New(rand.NewPCG(seed, 3))}
			inv := crowd(d, n)
			o := policy.Options{Date: "2026-11-22", Use: uses[seed%3+1], Own: []string{"lib/1", "lib/2/**"}, Outbound: spdx.MustParse("EUPL-1.2"), Decisions: decisions}
			want := written(t, policy.OneByOne(inv, p, o))
			for _, cores := range []int{1, 8} {
				before := runtime.GOMAXPROCS(cores)
				got := written(t, policy.Assess(inv, p, o))
				runtime.GOMAXPROCS(before)
				if !bytes.Equal(got, want) {
					t.Errorf("%d components, seed %d, %d cores: the result is another than of one component after the other", n, seed, cores)
				}
			}
		}
	}
}

func written(t *testing.T, a *assessment.Assessment) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := a.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
