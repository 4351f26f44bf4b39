// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"maps"
	"slices"
	"strings"

	"lizenzlotse/scanner/spdx"
)

// order lists, in licensecheck's order, the words of which one spelling mistake could mean two in
// the same place. There licensecheck takes the one that it read first in all of its patterns, and a
// scanner for some of the patterns must do the same.
func order(full *automaton) []int32 {
	type couple struct{ a, b int32 }
	seen := map[couple]bool{}
	listed := map[int32]bool{}
	for off := int32(0); int(off) < len(full.dfa); off += 1 + full.dfa[off] {
		pairs, _ := full.state(off)
		for i := 0; i < len(pairs); i += 2 {
			for j := i + 2; j < len(pairs); j += 2 {
				c := couple{pairs[i], pairs[j]}
				if c.a < 0 || seen[c] {
					continue
				}
				seen[c] = true
				if confusable(full.words[c.a], full.words[c.b]) {
					listed[c.a], listed[c.b] = true, true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(listed))
}

// confusable reports whether there may be a word of a text that can be taken for both: by one letter
// changed, by being the first half of one, or by being two words written as one. It errs towards yes.
func confusable(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if strings.HasPrefix(b, a) || spdx.Distance(a, b) <= 2 || a == "c" && b == "copyright" {
		return true
	}
	for n := len(a) - 1; n <= len(a)+1; n++ {
		if n > 0 && n <= len(b) && spdx.Distance(a, b[:n]) <= 1 {
			return true
		}
	}
	for n := len(b) - 1; n < len(a); n++ {
		if n > 0 && spdx.Distance(b, a[:n]) <= 1 {
			return true
		}
	}
	return false
}
