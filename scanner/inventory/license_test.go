// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// TestReadLicense: what was written is never lost, and the way it was read is told.
func TestReadLicense(t *testing.T) {
	for raw, want := range map[string]inventory.License{
		"":                                      {},
		"NONE":                                  {State: inventory.None},
		"NOASSERTION":                           {State: inventory.NoAssertion},
		"NoAssertion":                           {State: inventory.NoAssertion},
		"http://spdx.org/rdf/terms#noassertion": {State: inventory.NoAssertion},
		"https://spdx.org/rdf/3.0.1/terms/Licensing/NoAssertion": {State: inventory.NoAssertion},
		"https://example.org/#noassertion":                       {State: inventory.Unparsed},
		"none":                                                   {State: inventory.Unparsed},
		"UNLICENSED":                                             {State: inventory.Unparsed},
		"SEE LICENSE IN LICENSE":                                 {State: inventory.Unparsed},
		"MIT":                                                    {State: inventory.Known, Expression: spdx.MustParse("MIT")},
		"The MIT License":                                        {State: inventory.Known, Expression: spdx.MustParse("MIT"), Normalised: inventory.ByName},
		"GPL-2.0+":                                               {State: inventory.Known, Expression: spdx.MustParse("GPL-2.0-or-later"), Normalised: inventory.BySuccession},
		`"MIT"`:                                                  {State: inventory.Known, Expression: spdx.MustParse("MIT"), Normalised: inventory.ByMending},
		"https://opensource.org/licenses/MIT":                    {State: inventory.Known, Expression: spdx.MustParse("MIT"), Normalised: inventory.ByAddress},
		"MIT, ISC": {State: inventory.Known, Expression: spdx.MustParse("MIT AND ISC"), Normalised: inventory.ByUnclearList,
			Readings: []spdx.Expression{spdx.MustParse("MIT OR ISC")}},
		"GPL v3": {State: inventory.Known, Expression: spdx.MustParse("GPL-3.0-only"), Normalised: inventory.ByName,
			Readings: []spdx.Expression{spdx.MustParse("GPL-3.0-or-later")}},
	} {
		want.Raw = raw
		got := inventory.ReadLicense(raw)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", raw, got, want)
		}
		data, err := json.Marshal(got)
		var again inventory.License
		if err != nil || json.Unmarshal(data, &again) != nil || !reflect.DeepEqual(got, again) {
			t.Errorf("%q: saved as %s, %v", raw, data, err)
		}
		if reworded := got.Normalised != ""; got.Reworded() != reworded || got.IsText() {
			t.Errorf("%q: reworded %v, text %v", raw, got.Reworded(), got.IsText())
		}
	}
}

// TestLicenseText: a text in the place of a name is left to detection and said to be one.
func TestLicenseText(t *testing.T) {
	l := inventory.ReadLicense(strings.Repeat("Permission is hereby granted to any person obtaining a copy.\n", 20))
	if l.State != inventory.Unparsed || !l.IsText() || !l.Reworded() {
		t.Errorf("%+v", l)
	}
}

func TestMeans(t *testing.T) {
	l := inventory.ReadLicense("BSD")
	for id, want := range map[string]bool{"BSD-3-Clause": true, "BSD-2-Clause": true, "MIT": false} {
		if l.Means(spdx.MustParse(id)) != want {
			t.Errorf("BSD means %s: %v", id, !want)
		}
	}
}

// TestReworded: each wording once, and none that stands there as it was written.
func TestReworded(t *testing.T) {
	c := inventory.Component{}
	for _, raw := range []string{"MIT", "The MIT License", "The MIT License", "unknown", "MIT License"} {
		c.Claims = append(c.Claims, inventory.Claim{License: inventory.ReadLicense(raw)})
	}
	c.Claims = append(c.Claims, inventory.Claim{License: inventory.KnownLicense(spdx.MustParse("MIT"))})
	if list := c.Reworded(); len(list) != 2 || list[0].Raw != "The MIT License" || list[1].Raw != "MIT License" {
		t.Errorf("%+v", list)
	}
}
