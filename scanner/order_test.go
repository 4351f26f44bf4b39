// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lizenzlotse/scanner/inventory"
)

// TestSortNearly: files stand in order, however far from it they came.
func TestSortNearly(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, astray := range []int{0, 1, 3, 100, 5000} {
		files := make([]*inventory.File, 5000)
		for i := range files {
			files[i] = &inventory.File{Path: fmt.Sprintf("%05d", i)}
		}
		want := slices.Clone(files)
		for i := range files {
			j := min(i+random.IntN(astray+1), len(files)-1)
			files[i], files[j] = files[j], files[i]
		}
		if sortNearly(files); !slices.Equal(files, want) {
			t.Errorf("not in order after %d places", astray)
		}
	}
}
