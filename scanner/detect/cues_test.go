// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

// Every cue is found wherever it stands, and nothing else is.
func TestCuesStandIn(t *testing.T) {
	for _, c := range plainCues {
		if len(c) < 2 || c[0] != ' ' {
			t.Errorf("%q is not written as cues are", c)
			continue
		}
		for _, text := range []string{c, " one" + c, " " + c[1:2] + c + "more ", " one two" + c[:len(c)-1] + c} {
			if !plainRestrictions.standIn(text) {
				t.Errorf("%q is not found in %q", c, text)
			}
		}
		if cut := c[:len(c)-1] + "#"; plainRestrictions.standIn(cut) && !slices.ContainsFunc(plainCues, func(o string) bool { return strings.Contains(cut, o) }) {
			t.Errorf("something is found in %q", cut)
		}
	}
	for _, text := range []string{"", " ", "  ", " a", "commons clause"} {
		if plainRestrictions.standIn(text) {
			t.Errorf("something is found in %q", text)
		}
	}
}

// Letters of ASCII are taken by themselves as they are among all others.
func TestNormal(t *testing.T) {
	for r := range rune(0x3000) {
		want := " a b "
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			want = " a" + string(unicode.ToLower(r)) + "b "
		case unicode.Is(unicode.Cf, r) || r == '\'' || r == '\u2019':
			want = " ab "
		}
		if got := normal("A" + string(r) + "b"); got != want {
			t.Errorf("%U: %q, not %q", r, got, want)
		}
	}
}
