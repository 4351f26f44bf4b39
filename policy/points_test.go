// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

func TestPointsByThePublishedScale(t *testing.T) {
	const text = `
name: stadt
rules:
  LIZ-003:
    weight: should
    criterion:
      kind: B
      published: {document: Leistungsverzeichnis, number: "4.2", date: 2026-10-01}
      scale: [{points: 5, from: 75}, {points: 10, from: 100, text: alle}, {points: 0, from: 10}]
`
	for _, test := range []struct {
		licences []string
		want     string // "" for no proposal
	}{
		{[]string{"MIT", "MIT", "MIT", "MIT"}, "10 of 10: points.share from=100 of=10 percent=100 points=10 satisfied=4 total=4"},
		{[]string{"MIT", "MIT", "MIT", "CC-BY-NC-4.0"}, "5 of 10: points.share from=75 of=10 percent=75 points=5 satisfied=3 total=4"},
		{[]string{"MIT", "MIT", "CC-BY-NC-4.0", "CC-BY-NC-4.0"}, "0 of 10: points.share from=10 of=10 percent=50 points=0 satisfied=2 total=4"},
		{[]string{"CC-BY-NC-4.0"}, "0 of 10: points.below of=10 percent=0 satisfied=0 total=1"},
		{[]string{"MIT", "MIT", "MIT", "LicenseRef-x"}, "5 of 10: points.share from=75 of=10 open=1 percent=75 points=5 satisfied=3 total=4"},
		{nil, ""},
	} {
		var list []inventory.Component
		for i, l := range test.licences {
			list = append(list, named(fmt.Sprintf("pkg:npm/p%d@1", i), l))
		}
		a := policy.Assess(bid(list...), mustLoad(t, text), policy.Options{})
		got := ""
		if p := a.Rules[0].Points; p != nil {
			got = fmt.Sprintf("%d of %d: %s", p.Proposed, p.Of, p.How)
		}
		if got != test.want {
			t.Errorf("%v: got %q, want %q", test.licences, got, test.want)
		}
	}
	p := mustLoad(t, text)
	if again := mustLoad(t, "\n"+show(t, p)); again.SHA256() != p.SHA256() {
		t.Error("what is shown is another policy")
	}
}

func TestNoPointsWithoutASettledScale(t *testing.T) {
	unread := bid(named("pkg:npm/a@1", "MIT"))
	unread.Issues = []inventory.Issue{{Code: "unreadable", Path: "b", Effect: inventory.Unread}}
	const head = "\nname: stadt\nrules:\n  LIZ-003:\n    weight: should\n    criterion:\n      kind: B\n      published: {document: LV, number: \"1\", date: 2026-10-01}\n      scale: "
	if a := policy.Assess(unread, mustLoad(t, head+"[{points: 10, from: 100}]\n"), policy.Options{}); a.Rules[0].Points != nil {
		t.Error("points for what was not read whole")
	}
	if a := policy.Assess(bid(named("pkg:npm/a@1", "MIT")), mustLoad(t, head+"[alle gut, keine gut]\n"), policy.Options{}); a.Rules[0].Points != nil {
		t.Error("points by a scale in words")
	}
	for _, scale := range []string{"[{points: 10, from: 50}, {points: 5, from: 80}]", "[{points: 10, from: 50}, {points: 10, from: 40}]",
		"[{points: 10, from: 50}, sonst nichts]", "[{points: 11, from: 50}]", "[{points: 10}]", "[{points: 10, from: 101}]"} {
		if _, err := policy.Load([]string{"f.yml"}, func(string) ([]byte, error) { return []byte(head + scale + "\n"), nil }); err == nil {
			t.Errorf("%s is taken", scale)
		}
	}
}

func TestOverridesAreTold(t *testing.T) {
	p := mustLoad(t, `
name: stadt
rules: {LIZ-004: ask}
licences:
  JSON: {class: permissive, reason: "Vermerk 12 des Rechtsamts"}
  LicenseRef-haus: {class: proprietary, reason: Vertrag}
  MIT: {class: proprietary, reason: nie gesehen}
`)
	a := policy.Assess(bid(named("pkg:npm/a@1", "JSON"), named("pkg:npm/b@1", "Zlib OR JSON"), named("pkg:npm/c@1", "LicenseRef-haus")), p, policy.Options{})
	want := []assessment.Override{
		{License: "JSON", Class: "permissive", Was: "restricted-use", Reason: "Vermerk 12 des Rechtsamts", Components: []string{"pkg:npm/a@1", "pkg:npm/b@1"}},
		{License: "LicenseRef-haus", Class: "proprietary", Reason: "Vertrag", Components: []string{"pkg:npm/c@1"}},
	}
	for i := range a.Overrides {
		a.Overrides[i].Origin = ""
	}
	if fmt.Sprint(a.Overrides) != fmt.Sprint(want) {
		t.Errorf("got %+v, want %+v", a.Overrides, want)
	}
}

func show(t *testing.T, p *policy.Policy) string {
	t.Helper()
	var b strings.Builder
	if err := p.Show(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
