// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"
	"testing"
)

func BenchmarkNextKeyword(b *testing.B) {
	text := strings.Repeat("\tif (!efi_enabled(EFI_RUNTIME_SERVICES))\n\t\treturn -EOPNOTSUPP; /* the platform has none */\n", 1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if nextKeyword(text, 0) >= 0 {
			b.Fatal("found one")
		}
	}
}
