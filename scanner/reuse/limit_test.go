// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse

import (
	"testing"

	"lizenzlotse/scanner/inventory"
)

// TestWork: once matching has cost more than it may, patterns with wildcards are no longer tried, and
// an issue names the file that they stand in. It looks inside since the real limit takes seconds to reach.
func TestWork(t *testing.T) {
	s := NewSet([]Annotation{
		{Format: TOML, Folder: ".", Globs: []string{"a*b*c", "x"}, Precedence: Aggregate, Copyrights: []string{"2020 A"},
			Evidence: inventory.Evidence{Path: "REUSE.toml"}},
	})
	s.limit = 100
	for range 100 {
		s.For("aaaaaaaaaaaaabbbbbbbbbbbbbbbbc", false, false)
	}
	if s.work > 500 {
		t.Errorf("work %d", s.work)
	}
	if got := s.For("x", false, false); len(got) != 1 {
		t.Errorf("a plain path costs nothing: %v", got)
	}
	if i := s.Issues(); len(i) != 1 || i[0].Code != "reuse-work" || i[0].Effect != inventory.Unread || i[0].Path != "REUSE.toml" {
		t.Errorf("%v", i)
	}
}
