// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// OneByOne is [Assess] with no component beside another.
func OneByOne(inv *inventory.Inventory, p *Policy, o Options) *assessment.Assessment {
	j := begin(inv, p, o)
	for i := range inv.Components {
		j.enter(j.hear(inv.Components[i : i+1]))
	}
	j.finish()
	return j.a
}
