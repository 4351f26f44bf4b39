// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"slices"
	"strings"

	"lizenzlotse/policy/profile"
	"lizenzlotse/scanner/inventory"
)

// ownCode tells own code from everything else: what the policy names, and without that the roots of
// the examined tree, whatever the input says of them: a folder called vendor or an SBOM that lists the
// whole as a component must not free it from the rules for own code. Below the roots, what the input
// marks as the work of others is own code only where the policy names the component itself.
func ownCode(inv *inventory.Inventory, own profile.Own) func(*inventory.Component) bool {
	if !own.Stated() {
		return func(c *inventory.Component) bool { return isRoot(inv, c) }
	}
	suppliers := map[string]bool{}
	for _, s := range own.Suppliers {
		suppliers[strings.ToLower(s.Value)] = true
	}
	components := map[string]bool{}
	for _, c := range own.Components {
		components[c.Value] = true
	}
	return func(c *inventory.Component) bool {
		if components[c.ID] || components[withoutVersion(c.ID)] {
			return true
		}
		main := c.ID == inv.Subject.Main || isRoot(inv, c)
		switch {
		case main && own.Main != nil:
			return *own.Main
		case c.Role == inventory.ThirdParty:
			return false
		case c.Supplier != "" && suppliers[strings.ToLower(strings.TrimSpace(c.Supplier))]:
			return true
		}
		for _, p := range own.Paths {
			for _, i := range c.Instances {
				if i.Path != "" && inv.Subject.Covers("/"+p.Value, i.Path) {
					return true
				}
			}
		}
		return false
	}
}

// isRoot reports whether the component holds what belongs to no other in the examined tree.
func isRoot(inv *inventory.Inventory, c *inventory.Component) bool {
	if !c.InTree() {
		return false
	}
	if c.ID == inv.Subject.Main || slices.Contains(inv.Subject.Roots, c.ID) {
		return true
	}
	return slices.ContainsFunc(c.Instances, func(i inventory.Instance) bool { return i.Document == "" && i.Path == "." })
}

// withoutVersion cuts the version, qualifiers and subpath off a purl; anything else stays as it is.
func withoutVersion(id string) string {
	if !strings.HasPrefix(id, "pkg:") {
		return id
	}
	if i := strings.IndexAny(id, "?#"); i >= 0 {
		id = id[:i]
	}
	if at := strings.LastIndexByte(id, '@'); at > strings.LastIndexByte(id, '/') {
		id = id[:at]
	}
	return id
}
