// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse

import (
	"slices"
	"strings"
	"testing"
)

// TestFolders: what is in an archive is in no folder outside it.
func TestFolders(t *testing.T) {
	for name, want := range map[string]string{
		"a":             ".",
		"a/b":           ". a",
		"a/b/c.h":       ". a a/b",
		"a!b/c":         ". a!b",
		"x/y.zip!/a":    "x/y.zip!",
		"x.zip!/a/b":    "x.zip! x.zip!/a",
		"x!/y!/a/b/c":   "x!/y! x!/y!/a x!/y!/a/b",
		"/a":            "/",
		"/a/b":          "/ /a",
		"ä/ö.zip!/ü/c!": "ä/ö.zip! ä/ö.zip!/ü",
	} {
		if got := strings.Join(slices.Collect(folders(name)), " "); got != want {
			t.Errorf("%s: %s, not %s", name, got, want)
		}
	}
}
