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
		r, _ := inComments(text, first, last, last)
		if got := text[r.start:r.end]; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A small file is read whole, but for the code below the lines of its licence; a keyword right below them is none that is passed over.
func TestSmallFiles(t *testing.T) {
	header := "// It is free to use in whatever you do, at home as well as abroad, and it is\n// allowed to be sold, as long as you keep what is above.\n"
	code := strings.Repeat("call()\n", 30)
	for text, want := range map[string]string{
		header + "\n" + code:                           header,
		header + "call() // see copying\n" + code:      header + "call() // see copying\n" + code,
		"/* Free to use, do not copy */\n" + code:      "/* Free to use, do not copy */\n" + code,
		"#!/bin/node\n\n" + header + code + "eula()\n": "#!/bin/node\n\n" + header + code + "eula()\n",
	} {
		list := regions(text, pathClass{})
		if len(list) != 1 || text[list[0].start:list[0].end] != want {
			t.Errorf("%q: %v", text, list)
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
