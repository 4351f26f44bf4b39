// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"testing"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A hit by itself stays, whatever it is.
func TestSettleOne(t *testing.T) {
	for _, kind := range []inventory.FindingKind{inventory.FoundText, inventory.FoundHeader, inventory.FoundTag, inventory.FoundNotice, inventory.FoundReference} {
		for _, detector := range []string{DetectorProse, DetectorTag} {
			for n := range 8 {
				one := hit{expression: spdx.License{ID: "GPL-2.0-only"}, kind: kind, detector: detector, bare: n&1 > 0, macro: n&2 > 0, family: &family{Group: "GPL", GNU: true}}
				if n&4 > 0 {
					one.unknown = hintProprietary
				}
				if len(weighUp(&document{}, []hit{one})) != 1 {
					t.Errorf("%+v goes", one)
				}
			}
		}
	}
}
