// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// judged are the components that a rule about own code speaks of.
func judged(a *assessment.Assessment) []string {
	var list []string
	for _, r := range a.Results {
		if r.Component != "" {
			list = append(list, r.Component)
		}
	}
	return list
}

func TestOwnCodeByFlag(t *testing.T) {
	inv := of(found("file:.", ".", "EUPL-1.2"), found("pkg:npm/a@1", "services/a", "EUPL-1.2"), found("pkg:npm/b@1", "services/b", "MIT"), found("pkg:npm/c@1", "other/c", "MIT"))
	inv.Subject.Roots, inv.Subject.Main = []string{"file:."}, "file:."
	inv.Components[3].Supplier = "Stadt Beispiel"
	vendored := found("pkg:npm/v@1", "services/vendor/v", "MIT")
	vendored.Role, vendored.Supplier = inventory.ThirdParty, "Stadt Beispiel"
	inv.Components = append(inv.Components, vendored)
	for name, test := range map[string]struct {
		policy string
		flags  []string
		want   []string
		own    []assessment.OwnCode
	}{
		"nothing": {"", nil, []string{"file:."}, nil},
		"a path, also of what is marked as the work of others": {"", []string{"services/**"}, []string{"pkg:npm/a@1", "pkg:npm/b@1", "pkg:npm/v@1"},
			[]assessment.OwnCode{{Kind: "path", Value: "services/**", Origin: "flag", Components: 3}}},
		"a path, and what the policy takes out": {"\nown: {paths: ['!services/vendor/**']}", []string{"services/**"}, []string{"pkg:npm/a@1", "pkg:npm/b@1"}, []assessment.OwnCode{
			{Kind: "path", Value: "services/**", Origin: "flag", Components: 2}, {Kind: "except", Value: "!services/vendor/**", Origin: "p0.yml:2", Components: 1}}},
		"a component without its version, though it is marked as the work of others": {"", []string{"pkg:npm/v"}, []string{"pkg:npm/v@1"}, []assessment.OwnCode{{Kind: "component", Value: "pkg:npm/v", Origin: "flag", Components: 1}}},
		"the folder itself": {"", []string{"file:."}, []string{"file:."}, []assessment.OwnCode{{Kind: "component", Value: "file:.", Origin: "flag", Components: 1}}},
		"a supplier":        {"", []string{"supplier:stadt beispiel"}, []string{"pkg:npm/c@1", "pkg:npm/v@1"}, []assessment.OwnCode{{Kind: "supplier", Value: "stadt beispiel", Origin: "flag", Components: 2}}},
		"besides the policy": {"\nown: {paths: [services/a]}", []string{"pkg:npm/b"}, []string{"pkg:npm/a@1", "pkg:npm/b@1"}, []assessment.OwnCode{
			{Kind: "path", Value: "services/a", Origin: "p0.yml:2", Components: 1}, {Kind: "component", Value: "pkg:npm/b", Origin: "flag", Components: 1}}},
		"what fits nothing": {"\nown: {main: true}", []string{"nowhere/**"}, []string{"file:."}, []assessment.OwnCode{
			{Kind: "path", Value: "nowhere/**", Origin: "flag"}, {Kind: "main", Value: "true", Origin: "p0.yml:2", Components: 1}}},
		"named, though the policy says the main component is not own code": {"\nown: {main: false}", []string{"file:."}, []string{"file:."}, []assessment.OwnCode{
			{Kind: "component", Value: "file:.", Origin: "flag", Components: 1}, {Kind: "main", Value: "false", Origin: "p0.yml:2"}}},
	} {
		a := policy.Assess(inv, mustLoad(t, test.policy+"\nrules: {EIG-003: must}"), policy.Options{Own: test.flags})
		equal(t, name, test.want, judged(a))
		equal(t, name, test.own, a.Own)
	}
}

// TestOwnFiles: a path may name files of a component that lies higher; then these alone are own code.
func TestOwnFiles(t *testing.T) {
	inv := of(found("file:.", ".", "EUPL-1.2"))
	inv.Subject.Roots, inv.Subject.Main = []string{"file:."}, "file:."
	for _, path := range []string{"src/a.c", "src/b.c", "tools/c.c"} {
		inv.Files = append(inv.Files, inventory.File{Path: path, Size: 10, Component: "file:."})
	}
	for flag, want := range map[string]string{"src": "2", "src/**": "2", "tools/**": "1", "**": "3"} {
		a := policy.Assess(inv, mustLoad(t, "\nrules: {EIG-007: must}"), policy.Options{Own: []string{flag}})
		if len(a.Results) != 1 || a.Results[0].Message.Args["of"] != want || a.Own[0].Components != 1 {
			t.Errorf("%s: %+v, %+v", flag, a.Results, a.Own)
		}
	}
	a := policy.Assess(inv, mustLoad(t, "\nrules: {EIG-007: must}"), policy.Options{Own: []string{"elsewhere/**"}})
	equal(t, "nothing is own code", []string{"EIG-007  review rule.own-code.none", "EIG-007  satisfied rule.own-code.others noted"}, results(a))
}

func TestRightsAreAQuestionForTheCity(t *testing.T) {
	inv := of(found("file:.", ".", "EUPL-1.2"))
	inv.Subject.Roots = []string{"file:."}
	a := policy.Assess(inv, mustLoad(t, "\nrules: {EIG-004: ask}"), policy.Options{})
	equal(t, "no procedure", []string{"EIG-004 file:. review rule.eig-004.rights"}, results(a))
	if len(a.Questions) != 1 || a.Questions[0].Addressee != assessment.City {
		t.Errorf("questions %+v", a.Questions)
	}
}

// Rules about what own code uses say nothing without own code: who puts everything into a folder of others is asked.
func TestNoOwnCodeIsAskedForWhereverItMatters(t *testing.T) {
	inv := of(found("pkg:npm/a@1", "node_modules/a", "GPL-3.0-only"))
	for rules, want := range map[string][]string{
		"\nuse: publication\nrules: {LIZ-006: must}":                     {"LIZ-006  review rule.own-code.none"},
		"\nuse: publication\noutbound: MIT\nrules: {LIZ-008: must}":      {"LIZ-008  review rule.own-code.none"},
		"\nuse: publication\nrules: {LIZ-008: must}":                     nil, // not asked without an outbound licence
		"\nuse: internal\nrules: {LIZ-006: must}":                        nil,
		"\nuse: publication\nrules: {EIG-001: must, LIZ-006: must}":      {"EIG-001  review rule.own-code.none"},
		"\nuse: publication\nown: {main: false}\nrules: {LIZ-006: must}": nil,
	} {
		equal(t, rules, want, results(policy.Assess(inv, mustLoad(t, rules), policy.Options{})))
	}
}

// ".*" means hidden files, and not the folder that everything lies in.
func TestHiddenFilesLeftOut(t *testing.T) {
	inv := of(found("file:.", ".", "EUPL-1.2"), found("pkg:npm/a@1", "a", "MIT"))
	inv.Subject.Roots = []string{"file:."}
	a := policy.Assess(inv, mustLoad(t, "\nrules: {EIG-003: must}\nexclude: [{path: '**/.*', reason: tools}]"), policy.Options{})
	equal(t, "judged", []string{"file:."}, judged(a))
}
