// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"strings"
	"testing"
)

// What passes for a clean path is not changed by cleaning, and plain ones pass.
func FuzzIsClean(f *testing.F) {
	for _, clean := range []string{"a", "drivers/net/a b.c", "a!b/c!", ".git/..x", "~/(x)", strings.Repeat("a", maxName), strings.Repeat("abc/", 1000) + "x", "ab:c/d:e"} {
		if !isClean(clean) {
			f.Errorf("%.40q is not clean", clean)
		}
		f.Add(clean)
	}
	for _, s := range []string{"", "/", "/a", "a/", "a//b", "./a", "a/..", "a/./b", "c:/x", "c:", "a!/b", "a\\b", "\x00", "a\x7f", "ä", "\xff", strings.Repeat("a", maxName+1),
		strings.Repeat("a/", maxPath/2), strings.Repeat("a/", maxPath/2-1) + "a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, p string) {
		if long := joinClean(strings.Split(p, "/")); isClean(p) && long != p {
			t.Errorf("%q is cleaned to %q", p, long)
		}
	})
}
