// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx_test

import (
	"strings"
	"testing"

	"lizenzlotse/scanner/spdx"
)

func BenchmarkParse(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"id", "MIT"},
		{"choice", "MIT OR Apache-2.0"},
		{"pair", "(GPL-2.0-or-later WITH Classpath-exception-2.0 OR EPL-2.0) AND LicenseRef-x"},
		{"1000 ors", strings.Repeat("(MIT OR ISC) AND ", 999) + "(MIT OR ISC)"},
		{"10000 ors", strings.Repeat("(MIT OR ISC) AND ", 9999) + "(MIT OR ISC)"},
		{"no expression", "see the file COPYING for the terms"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			spdx.LookupLicense("MIT") // the list is read once; that is not what is measured
			b.SetBytes(int64(len(bench.text)))
			b.ReportAllocs()
			for b.Loop() {
				_, _ = spdx.Parse(bench.text) // the last one fails, as it should
			}
		})
	}
}

func BenchmarkLookupLicense(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		spdx.LookupLicense("apache-2.0")
	}
}
