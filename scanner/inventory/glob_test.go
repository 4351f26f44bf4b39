// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory_test

import (
	"strings"
	"testing"
	"time"

	"lizenzlotse/scanner/inventory"
)

func TestMatchPath(t *testing.T) {
	for _, tt := range []struct {
		pattern, path string
		want          bool
	}{
		{"vendor", "vendor", true},
		{"vendor", "vendor/a/b.go", true},
		{"vendor/**", "vendor/a/b.go", true},
		{"vendor/**", "vendor", true},
		{"/vendor", "src/vendor/a", false},
		{"**/vendor", "src/vendor/a", true},
		{"**/vendor", "vendor/a", true},
		{"**/vendor/**/x.js", "a/vendor/b/c/x.js", true},
		{"**/vendor/**/x.js", "a/vendor/x.js", true},
		{"**/vendor/**/x.js", "a/vendor/y.js", false},
		{"*.js", "a.js", true},
		{"./*.js", "b/a.js", false},
		{"a?c", "aäc", true},
		{"a?c", "abbc", false},
		{"a*b*c", "a-b-b-c", true},
		{"./docs/", "docs/x", true},
		{"**", "anything", true},
		{"a.zip!/x", "a.zip!/x/y", true},
		{"", "x", false},
		{".*", ".git/x", true},
		{".*", ".", false},
		{"**/.*", ".", false},
		{"**/.", ".", false},
		{"?", ".", false},
		{"**", ".", true},
		{"/**", ".", true},
		{"*", ".", true},
	} {
		if got := inventory.MatchPath(tt.pattern, tt.path); got != tt.want {
			t.Errorf("MatchPath(%q, %q) = %v", tt.pattern, tt.path, got)
		}
	}
	start := time.Now()
	inventory.MatchPath(strings.Repeat("**/a/", 1000)+"b", strings.Repeat("a/", 5000))
	inventory.MatchPath(strings.Repeat("*a", 1000)+"b", strings.Repeat("a", 5000))
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("hostile patterns took %v", d)
	}
}

func TestCovers(t *testing.T) {
	bundle := inventory.Subject{Kind: inventory.KindBundle}
	tree := inventory.Subject{Kind: inventory.KindTree}
	for _, tt := range []struct {
		subject       inventory.Subject
		pattern, path string
		want          bool
	}{
		{tree, "src/**", "bid/src/a.c", false},
		{bundle, "src/**", "bid/src/a.c", true},
		{bundle, "bid/src", "bid/src/a.c", true},
		{tree, "lib.zip/src", "lib.zip!/src/a.c", true},
	} {
		if got := tt.subject.Covers(tt.pattern, tt.path); got != tt.want {
			t.Errorf("%s: Covers(%q, %q) = %v", tt.subject.Kind, tt.pattern, tt.path, got)
		}
	}
}
