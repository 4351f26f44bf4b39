// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy_test

import (
	"testing"

	"lizenzlotse/policy"
	"lizenzlotse/scanner/inventory"
)

// The system of an image has no licence but those of its packages. Nobody can call something so to keep it from being judged.
func TestSystemsAreNoComponentsOfTheirOwn(t *testing.T) {
	system := inventory.Component{ID: "etc/os-release#debian", Name: "Debian", Type: "operating-system", Role: inventory.ThirdParty,
		Instances: []inventory.Instance{{Document: "etc/os-release", Ref: "debian"}}}
	for name, test := range map[string]struct {
		change func(c *inventory.Component, d *inventory.Document)
		asked  bool
	}{
		"as the scanner makes it": {func(*inventory.Component, *inventory.Document) {}, false},
		"of an SBOM":              {func(c *inventory.Component, d *inventory.Document) { d.Format, d.Kind = "cyclonedx-json", "" }, true},
		"with an address":         {func(c *inventory.Component, d *inventory.Document) { c.PURL = "pkg:generic/debian@12" }, true},
		"found elsewhere too": {func(c *inventory.Component, d *inventory.Document) {
			c.Instances = append(c.Instances, inventory.Instance{Path: "src"})
		}, true},
		"a library": {func(c *inventory.Component, d *inventory.Document) { c.Type = "library" }, true},
		"nowhere":   {func(c *inventory.Component, d *inventory.Document) { c.Instances = nil }, true},
		"of which a list states something": {func(c *inventory.Component, d *inventory.Document) {
			c.Claims = []inventory.Claim{{Kind: inventory.Declared, License: inventory.ReadLicense("NOASSERTION")}}
		}, true},
	} {
		c, d := system, inventory.Document{ID: "etc/os-release", Format: inventory.FormatOSRelease, Kind: inventory.KindDependencies}
		test.change(&c, &d)
		inv := of(named("pkg:deb/debian/x@1", "MIT"), c)
		inv.Documents = append(inv.Documents, d)
		a := policy.Assess(inv, mustLoad(t, "dortmund"), policy.Options{Date: "2026-01-01"})
		asked := false
		for _, r := range a.Results {
			asked = asked || r.Rule == "LIZ-001" && r.Component == c.ID
		}
		if asked != test.asked {
			t.Errorf("%s: asked %t", name, asked)
		}
	}
}
