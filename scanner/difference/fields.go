// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package difference

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// fieldChanges compares what a component is besides its licence and version. A field that one side does
// not fill did not change, with one exception: that a component is modified now.
func fieldChanges(p Pair) []FieldChange {
	var list []FieldChange
	differ := func(f Field, before, after string) {
		if before != "" && after != "" && before != after && foldText(before) != foldText(after) {
			list = append(list, FieldChange{f, before, after})
		}
	}
	a, b := p.Before, p.After
	if p.Main {
		differ(FieldName, a.Name, b.Name)
	}
	differ(FieldSupplier, a.Supplier, b.Supplier)
	differ(FieldScope, string(a.Scope), string(b.Scope))
	if a.Modified != b.Modified && (a.Modified != "" || b.Modified == inventory.Yes) && b.Modified != "" {
		list = append(list, FieldChange{FieldModified, string(a.Modified), string(b.Modified)})
	}
	if a.Version == b.Version {
		if before, after, ok := otherHash(a.Hashes, b.Hashes); ok {
			list = append(list, FieldChange{FieldHash, before, after})
		}
	}
	return list
}

// otherHash finds the first algorithm of which both sides have values and none in common: a component
// may have a hash for each of several files.
func otherHash(before, after []inventory.Hash) (was, is string, ok bool) {
	if len(before) == 0 || len(after) == 0 {
		return "", "", false
	}
	there := map[inventory.Hash]bool{}
	for _, h := range after {
		there[folded(h)] = true
	}
	var seen []string
	for i, h := range before {
		if slices.Contains(seen, h.Algorithm) || len(seen) >= maxAlgorithms {
			continue
		}
		seen = append(seen, h.Algorithm)
		at := slices.IndexFunc(after, func(x inventory.Hash) bool { return x.Algorithm == h.Algorithm })
		if at < 0 || slices.ContainsFunc(before[i:], func(x inventory.Hash) bool { return x.Algorithm == h.Algorithm && there[folded(x)] }) {
			continue
		}
		return h.Algorithm + " " + h.Value, after[at].Algorithm + " " + after[at].Value, true
	}
	return "", "", false
}

// maxAlgorithms is more than there are, and keeps a made-up list of them from costing the square of its length.
const maxAlgorithms = 32

func folded(h inventory.Hash) inventory.Hash {
	return inventory.Hash{Algorithm: h.Algorithm, Value: strings.ToLower(h.Value)}
}
