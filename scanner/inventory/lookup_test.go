// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory_test

import (
	"maps"
	"testing"

	"lizenzlotse/scanner/inventory"
)

func TestLookedUp(t *testing.T) {
	at := func(component, host, time string, outcome inventory.LookupOutcome) inventory.Lookup {
		return inventory.Lookup{Component: component, URL: "https://" + host + "/x", Time: time, Outcome: outcome}
	}
	v := &inventory.Inventory{}
	if m := v.LookedUp(); m.Key != "" {
		t.Errorf("nobody was asked: %v", m)
	}
	const monday, tuesday = "2026-11-23T10:00:00Z", "2026-11-24T11:00:00Z"
	for name, x := range map[string]struct {
		lookups []inventory.Lookup
		want    inventory.Args
	}{
		"one registry, one day": {[]inventory.Lookup{at("a", "r.example", monday, inventory.LookupAnswered), at("b", "r.example", monday, inventory.LookupUnknown)},
			inventory.Args{"packages": "2", "hosts": "r.example (2)", "unknown": "1", "failed": "", "day": "2026-11-23"}},
		"the second registry knows it": {[]inventory.Lookup{at("a", "r.example", monday, inventory.LookupUnknown), at("a", "s.example", tuesday, inventory.LookupAnswered)},
			inventory.Args{"packages": "1", "hosts": "r.example (1), s.example (1)", "unknown": "", "failed": "", "first": monday, "last": tuesday}},
		"one that does not answer leaves open what it knows": {[]inventory.Lookup{at("a", "r.example", monday, inventory.LookupUnknown), at("a", "s.example", tuesday, inventory.LookupFailed)},
			inventory.Args{"packages": "1", "hosts": "r.example (1), s.example (1)", "unknown": "", "failed": "1", "day": "2026-11-23"}},
		"no answer at all": {[]inventory.Lookup{at("a", "r.example", monday, inventory.LookupFailed)},
			inventory.Args{"packages": "1", "hosts": "r.example (1)", "unknown": "", "failed": "1", "day": ""}},
	} {
		v.Lookups = x.lookups
		if m := v.LookedUp(); !maps.Equal(m.Args, x.want) {
			t.Errorf("%s: %v, want %v", name, m.Args, x.want)
		}
	}
}
