// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package loosejson

import (
	"strings"
	"testing"
)

func TestSkipBlank(t *testing.T) {
	for _, c := range []struct{ blank, rest string }{
		{"", ""},
		{" \t\r\n\f\v", "{"},
		{"// a / b */\n", "{"},
		{"# a\n#b\n", "x"},
		{"/**/", "/"},
		{"/***/ /* / * */", "["},
		{"/* a\n * b\n **/\n// c\n", "\"\""},
		{"", "/ no comment"},
		{"/*/ { }", ""},
		{"/*", ""},
		{"// no end", ""},
		{"#", ""},
	} {
		if got := SkipBlank([]byte(c.blank+c.rest), 0); got != len(c.blank) {
			t.Errorf("%q is followed at %d by %q, not at %d", c.blank, len(c.blank), c.rest, got)
		}
	}
}

// The end of a comment is where strings.Index finds it.
func FuzzSkipComment(f *testing.F) {
	for _, s := range []string{"/* a\n * b\n */ c", "/*/ */", "// a\nb", "#", "/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if s == "" {
			return
		}
		want, begins, ends := 0, "", ""
		switch {
		case strings.HasPrefix(s, "/*"):
			begins, ends = "/*", "*/"
		case s[0] == '#', strings.HasPrefix(s, "//"):
			ends = "\n"
		}
		if ends != "" {
			if want = strings.Index(s[len(begins):], ends); want < 0 {
				want = len(s)
			} else {
				want += len(begins) + len(ends)
			}
		}
		if got := SkipComment([]byte(s), 0); got != want {
			t.Errorf("%q ends at %d, not at %d", s, got, want)
		}
	})
}
