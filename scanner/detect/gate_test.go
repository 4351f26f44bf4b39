// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"
	"testing"
)

// Around the words of comments the code is not read, and neither are the lines that are drawn round them.
func TestInComments(t *testing.T) {
	for text, want := range map[string]string{
		"call()\n// [The first\n// the last]\ncall()":                         "The first\n// the last",
		"call()\n\n//\n// A title\n\n  // [The first\n// the last]\n\ncall()": "A title\n\n  // The first\n// the last",
		"call()\n// =====\n// [The first, the last] word\n// =====\n\n\nx":    "The first, the last word",
		"\n\n// [The first\n\n\t// the last]\n// and more":                    "\n\n// The first\n\n\t// the last\n// and more",
		"// a\ncall() // [The first\ncall() // the last]\n// b":               "// a\ncall() // The first\ncall() // the last\n// b",
		"call() // a\n/*\n * [The first\n */\n// the last]\ncall()":           "The first\n */\n// the last",
		"see http:\n//[The first]":                                            "The first",
		"[The first the last]":                                                "The first the last",
	} {
		first := strings.IndexByte(text, '[')
		last := strings.IndexByte(text, ']') - 1
		text = strings.NewReplacer("[", "", "]", "").Replace(text)
		r := region{start: first - textBefore, end: last + textAfter}.inComments(text, first, last)
		if got := text[max(r.start, 0):min(r.end, len(text))]; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

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
