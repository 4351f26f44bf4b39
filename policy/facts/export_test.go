// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

import (
	"maps"
	"slices"

	"lizenzlotse/scanner/spdx"
)

// What follows lets tests hold the tables as wholes; the program only ever looks something up.

// All lists the facts of every licence of the SPDX list, sorted as [spdx.Licenses].
func All() []Facts {
	var list []Facts
	for _, l := range spdx.Licenses() {
		if f, ok := Of(spdx.License{ID: l.ID}); ok {
			list = append(list, f)
		}
	}
	return list
}

// AskingKeys lists the messages of the table of what findings ask for, sorted.
func AskingKeys() []string { return slices.Sorted(maps.Keys(askings())) }
