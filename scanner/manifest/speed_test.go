// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest_test

import (
	"testing"

	"lizenzlotse/scanner/manifest"
)

// BenchmarkFor asks of an ordinary file, as of every file of a tree, whether it is a manifest or says what a project needs.
func BenchmarkFor(b *testing.B) {
	const p = "drivers/gpu/drm/amd/display/dc/core/dc_link.c"
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := manifest.For(p); ok {
			b.Fatal("it is none")
		}
		if _, ok := manifest.ListerFor(p); ok {
			b.Fatal("it is none")
		}
	}
}
