// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect_test

import (
	"strings"
	"testing"

	"lizenzlotse/scanner/detect"
)

// An expression goes on where an operator ends a line of a comment or begins the next; one that
// cannot be read to its end is never cut to what can.
func TestTagLines(t *testing.T) {
	const tag = "SPDX-License" + "-Identifier: " // not a tag of this file
	for in, want := range map[string]string{
		"// " + tag + "MIT AND\n// AGPL-3.0-only\ncode":              "AGPL-3.0-only AND MIT",
		"// " + tag + "MIT\n// AND AGPL-3.0-only\ncode":              "AGPL-3.0-only AND MIT",
		"# " + tag + "(MIT AND\r\n#   AGPL-3.0-only)\r\ncode":        "AGPL-3.0-only AND MIT",
		"/* " + tag + "MIT AND\n * AGPL-3.0-only\n */":               "AGPL-3.0-only AND MIT",
		"// " + tag + "MIT OR\n// ISC OR\n// Zlib\ncode":             "ISC OR MIT OR Zlib",
		"// " + tag + "MIT,\n// AGPL-3.0-only\ncode":                 "AGPL-3.0-only AND MIT",
		"// " + tag + "MIT AND\n// the terms of Acme":                "MIT AND unknown",
		"// " + tag + "MIT AND\ncode()":                              "MIT AND unknown",
		"// " + tag + "MIT AND\n":                                    "MIT AND unknown",
		"// " + tag + "MIT\n// a comment\ncode":                      "MIT",
		"// " + tag + "MIT\n//\n// AND so on\n":                      "MIT",
		"// " + tag + "MIT\n":                                        "MIT",
		"// " + tag + "MIT AND" + strings.Repeat("\n// MIT AND", 99): "MIT AND unknown",
	} {
		e, _ := detect.Expression(detect.Scan([]byte(in), "main.c").Findings)
		if got := masked(e); got != want {
			t.Errorf("%q\n got %s\nwant %s", in, got, want)
		}
	}
}
