// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import "testing"

// BenchmarkLoad measures what the first lookup of a run costs.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load().names()
	}
}

// TestLongest: no entry is longer than what the lookups look at.
func TestLongest(t *testing.T) {
	for _, l := range Licenses() {
		if len(l.ID) > maxID || len(l.Name) > maxName {
			t.Errorf("%s is too long to be found", l.ID)
		}
	}
	for _, x := range Exceptions() {
		if len(x.ID) > maxID {
			t.Errorf("%s is too long to be found", x.ID)
		}
	}
}
