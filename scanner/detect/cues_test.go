// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"strings"
	"testing"
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
