// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

func bid(components ...inventory.Component) *inventory.Inventory {
	return &inventory.Inventory{Schema: inventory.Schema, Subject: inventory.Subject{Name: "angebot", Kind: inventory.KindSBOM}, Components: components}
}

// outcome lists the results of a rule as "verdict component: message".
func outcome(a *assessment.Assessment, rule string) []string {
	var list []string
	for _, r := range a.Results {
		if r.Rule == rule {
			list = append(list, fmt.Sprintf("%s %s: %s", r.Verdict, r.Component, r.Message))
		}
	}
	return list
}

func TestRulesOfThePolicyItself(t *testing.T) {
	p := mustLoad(t, `
name: stadt
rules: {LIZ-001: note}
custom:
  STADT-1: {weight: must, finds: 'licence.network', says: {de: "Netzklausel: {licence}", en: "network: {licence}"}}
  STADT-2: {weight: ask, finds: 'component.supplier == ""', says: "kein Lieferant bei {component}"}
  STADT-3: {weight: off, reason: später, finds: 'true', says: nie}
  STADT-4: {weight: should, finds: '1 / (size(licences) - 2) > 0', says: geteilt}
`)
	a := policy.Assess(bid(named("pkg:npm/a@1", "AGPL-3.0-only"), named("pkg:npm/b@1", "AGPL-3.0-only OR MIT"),
		named("pkg:npm/c@1", "AGPL-3.0-only AND MIT"), named("pkg:npm/d@1", "LicenseRef-x")), p, policy.Options{Use: assessment.UseService})
	for rule, want := range map[string][]string{
		"STADT-1": {"violated pkg:npm/a@1: rule.custom.found de=Netzklausel: AGPL-3.0-only en=network: AGPL-3.0-only",
			"violated pkg:npm/c@1: rule.custom.found de=Netzklausel: AGPL-3.0-only en=network: AGPL-3.0-only"},
		"STADT-2": {"review pkg:npm/a@1: rule.custom.found de=kein Lieferant bei pkg:npm/a@1 en=kein Lieferant bei pkg:npm/a@1"},
		"STADT-3": nil,
		// Of two licences it divides by zero, which its try-outs did not show: not known, so to be reviewed.
		"STADT-4": {"review pkg:npm/b@1: rule.custom.fails"},
	} {
		got := outcome(a, rule)
		if rule == "STADT-2" || rule == "STADT-4" {
			got = got[:1]
		}
		for i := range got {
			got[i], _, _ = strings.Cut(got[i], " detail=")
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", rule, got, want)
		}
	}
	i := slices.IndexFunc(a.Rules, func(u assessment.RuleUsed) bool { return u.ID == "STADT-1" })
	if i != 1 || a.Rules[i].Doc.Title.DE != "Netzklausel: …" || a.Rules[i].Doc.What.DE != "licence.network" || a.Verdict != assessment.Violated {
		t.Errorf("rules %+v", a.Rules)
	}
}

func TestARuleThatIsWrongNamesItsPlace(t *testing.T) {
	for text, want := range map[string]string{
		"custom:\n  S-1: {weight: ask, says: x, finds: 'component.suplier == \"\"'}\n":                                     "f.yml:2:48: policy.custom.invalid",
		"custom:\n  S-1:\n    weight: ask\n    says: x\n    finds: component.nam == ''\n":                                  "f.yml:5:21: policy.custom.invalid",
		"custom:\n  S-1:\n    weight: ask\n    says: x\n    finds: |\n      component.own ||\n        licence.nam == ''\n": "f.yml:7: policy.custom.invalid",
		"custom:\n  S-1: {weight: ask, says: x, finds: 1 / 0 == 1}\n":                                                      "f.yml:2: policy.custom.fails",
		"custom:\n  LIZ-001: {weight: ask, says: x, finds: 'true'}\n":                                                      "f.yml:2:3: profile.custom.taken",
		"custom:\n  stadt: {weight: ask, says: x, finds: 'true'}\n":                                                        "f.yml:2:3: profile.custom.id",
		"custom:\n  S-1: {weight: ask, says: x}\n":                                                                         "f.yml:2:9: file.missing",
		"custom:\n  S-1: {weight: off, says: x, finds: 'true'}\n":                                                          "f.yml:2:3: profile.off.reason",
	} {
		_, err := policy.Load([]string{"f.yml"}, func(string) ([]byte, error) { return []byte(text), nil })
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

func TestRulesOfThePolicyItselfAreInherited(t *testing.T) {
	files := map[string]string{
		"amt.yml":   "name: amt\ncustom:\n  S-1: {weight: ask, says: x, finds: component.own}\n  S-2: {weight: ask, says: x, finds: component.own}\n",
		"stadt.yml": "extends: [amt.yml]\ncustom:\n  S-1: {weight: must, says: y, finds: '!component.own'}\n",
	}
	p, err := policy.Load([]string{"stadt.yml"}, func(path string) ([]byte, error) {
		if text, ok := files[path]; ok {
			return []byte(text), nil
		}
		return nil, fs.ErrNotExist
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Custom) != 2 || p.Custom[0].Weight != assessment.Must || p.Custom[1].Origin != "amt.yml:4" {
		t.Errorf("got %+v", p.Custom)
	}
	if !slices.ContainsFunc(p.Lint(), func(i inventory.Issue) bool { return i.Code == "policy.custom.replaced" && i.Path == "stadt.yml:3" }) {
		t.Error("lint does not say that a rule was replaced")
	}
	var shown strings.Builder
	if err := p.Show(&shown); err != nil {
		t.Fatal(err)
	}
	again := mustLoad(t, "\n"+shown.String())
	if again.SHA256() != p.SHA256() {
		t.Errorf("what is shown is another policy:\n%s", shown.String())
	}
}

// Rules see a component alike, and none sees the licence that another was asked about; what strangers wrote fills no sentence.
func TestRulesOfThePolicyItselfDoNotSeeEachOther(t *testing.T) {
	p := mustLoad(t, `
name: stadt
custom:
  STADT-1: {weight: ask, finds: 'licence.id == "MIT"', says: "{licence}"}
  STADT-2: {weight: ask, finds: 'component.own == false', says: "{licence} {component}"}
`)
	c := named("pkg:npm/a@1", "MIT AND Zlib")
	c.Name = strings.Repeat("x", 100_000)
	a := policy.Assess(bid(c), p, policy.Options{})
	for rule, want := range map[string]string{"STADT-1": "de=MIT ", "STADT-2": "de=MIT AND Zlib xxx"} {
		got := outcome(a, rule)
		if len(got) != 1 || !strings.Contains(got[0], want) || len(got[0]) > 2000 {
			t.Errorf("%s: %d results, %.200q", rule, len(got), got)
		}
	}
}
