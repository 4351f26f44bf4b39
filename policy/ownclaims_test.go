// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// claimedTree is a project, and in it a folder that says to be the work of others, a library in a file, and a package that is only named.
func claimedTree() *inventory.Inventory {
	inv := of(found("file:.", ".", "EUPL-1.2"), found("file:vendor/kern", "vendor/kern", "GPL-3.0-only"), found("pkg:npm/jquery@3", "src/app.js", "MIT"))
	inv.Subject.Roots, inv.Subject.Main = []string{"file:."}, "file:."
	kern := &inv.Components[1]
	kern.Role, kern.Evidence = inventory.ThirdParty, []inventory.Evidence{{Path: "vendor/kern/LICENSE", Line: inventory.LineRange{First: 3, Last: 3}, Quote: "Copyright (c) 2020 Others"}}
	inv.Components[2].Role = inventory.ThirdParty
	inv.Components = append(inv.Components, inventory.Component{ID: "pkg:npm/x@1", PURL: "pkg:npm/x@1", Name: "x", Role: inventory.ThirdParty, Supplier: "Stadt Beispiel",
		Instances: []inventory.Instance{{Document: "sbom.json", Line: 7}}})
	for path, of := range map[string]string{"src/app.js": "file:.", "src/b.js": "file:.", "vendor/kern/LICENSE": "file:vendor/kern", "vendor/kern/k.js": "file:vendor/kern"} {
		inv.Files = append(inv.Files, inventory.File{Path: path, Size: 10, Component: of})
	}
	return inv
}

// What the policy names is own code, whatever the input says of itself; the contradiction is put to people, with the place.
func TestOwnCodeThatIsSaidToBeOfOthers(t *testing.T) {
	kern := []inventory.Evidence{claimedTree().Components[1].Evidence[0]}
	for name, test := range map[string]struct {
		own   []string
		want  []string // components that EIG-003 speaks of
		says  string
		about string
		at    []inventory.Evidence
	}{
		"nothing is named":       {nil, []string{"file:."}, "satisfied rule.own-code.others", "vendor/kern", kern},
		"by path":                {[]string{"vendor/**"}, []string{"file:vendor/kern"}, "review rule.own-code.disputed", "vendor/kern", kern},
		"by a path above":        {[]string{"**"}, []string{"file:.", "file:vendor/kern"}, "review rule.own-code.disputed", "vendor/kern", kern},
		"taken out again":        {[]string{"**", "!vendor"}, []string{"file:."}, "satisfied rule.own-code.others", "vendor/kern", kern},
		"by ID":                  {[]string{"file:vendor/kern"}, []string{"file:vendor/kern"}, "satisfied rule.own-code.disputed", "vendor/kern", kern},
		"a library in own files": {[]string{"src/**"}, []string{"file:."}, "satisfied rule.own-code.others", "vendor/kern", kern},
		"by supplier, only named": {[]string{"supplier:stadt beispiel"}, []string{"pkg:npm/x@1"}, "satisfied rule.own-code.disputed", "x",
			[]inventory.Evidence{{Path: "sbom.json", Line: inventory.LineRange{First: 7, Last: 7}}}},
	} {
		a := policy.Assess(claimedTree(), mustLoad(t, "\nrules: {EIG-003: must}"), policy.Options{Own: test.own})
		var got []string
		var said *assessment.Result
		for i := range a.Results {
			if r := &a.Results[i]; r.Component != "" {
				got = append(got, r.Component)
			} else if said == nil {
				said = r
			}
		}
		equal(t, name, test.want, got)
		if said == nil {
			t.Fatalf("%s: %v", name, results(a))
		}
		equal(t, name, test.says, said.Verdict.String()+" "+said.Message.Key)
		equal(t, name, test.about, said.Message.Args["places"])
		equal(t, name, test.at, said.Evidence)
	}
}

// A claim that brings a component under the rules for own code frees it from no rule for what others wrote.
func TestDisputedCodeKeepsItsLicence(t *testing.T) {
	inv := claimedTree()
	inv.Components = inv.Components[:3]
	inv.Relations = []inventory.Relation{{From: "file:.", To: "file:vendor/kern", Kind: inventory.Incorporates}}
	for _, own := range [][]string{nil, {"**"}} {
		a := policy.Assess(inv, mustLoad(t, "\nuse: publication\nrules: {LIZ-006: must}"), policy.Options{Own: own})
		equal(t, "reached", []string{"LIZ-006 file:vendor/kern violated rule.liz-006.reached"}, results(a))
	}
}

func TestShareOfOwnCode(t *testing.T) {
	a := policy.Assess(claimedTree(), mustLoad(t, "\nrules: {EIG-003: must}"), policy.Options{})
	equal(t, "share", inventory.Args{"of": "4", "own": "2", "percent": "50", "files": "2", "count": "1", "places": "vendor/kern", "grounds": "vendor/kern/LICENSE"}, a.Results[0].Message.Args)
}
