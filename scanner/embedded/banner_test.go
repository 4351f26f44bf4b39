// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package embedded

import (
	"strings"
	"testing"
)

// A comment that has versions in tags only says nothing, however it is read.
func TestVersionsOfTags(t *testing.T) {
	const tag = "SPDX-License-" + "Identifier"
	lines := []string{"", " * " + tag + ": GPL-2.0", tag + " v1.2 of foo", "// " + tag + ": Foo 1.2 - Bar 3.4", "# " + tag + ":MIT-1.0 AND x",
		" * A library", " * @name foo", "; foo: a program", " *  " + tag + "-1.2 */", "/* foo", "| " + tag + ": GPL-2.0", " * v1.2", " * foo " + tag + ": 1.2",
		" * @version 2.3", "/*! foo v1.2 " + tag + ": MIT"}
	passed, read := 0, 0
	for _, a := range lines {
		for _, b := range lines {
			for _, c := range lines {
				text := strings.Join([]string{a, b, c}, "\n")
				for _, kind := range []Kind{Banner, Head} {
					f := &file{path: "foo.c", base: "foo.c"}
					m, ok := f.describedBy(kind, text)
					switch {
					case !hasOwnVersion(text):
						if passed++; ok && hasVersion(text) {
							t.Errorf("%q, which is passed by, says %+v", text, m)
						}
					case ok:
						read++
					}
				}
			}
		}
	}
	if passed < 1000 || read < 500 {
		t.Errorf("%d comments are passed by, %d say something", passed, read)
	}
}
