// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory_test

import (
	"fmt"
	"strings"
	"testing"

	"lizenzlotse/scanner/inventory"
)

func TestPaths(t *testing.T) {
	relations := func(list string) (all []inventory.Relation) {
		for pair := range strings.FieldsSeq(list) {
			from, to, _ := strings.Cut(pair, ">")
			all = append(all, inventory.Relation{From: strings.Trim(from, "-"), To: to, Kind: inventory.DependsOn})
		}
		return all
	}
	for _, c := range []struct{ relations, id, want string }{
		{"app>a a>b app>c c>b", "b", "app a b; app c b (2)"},
		{"app>a a>b b>c app>c", "c", "app c; app a b c (2)"},
		{"app>a a>b b>a", "a", "app a; b a (2)"},       // b is needed by a alone: that is a circle
		{"a>b b>a", "b", "a b (1)"},                    // nothing stands at the top
		{"->a a>b", "b", " a b (1)"},                   // the subject as a whole
		{"app>a a>a", "app", " (0)"},                   // nothing needs it
		{"x>b app>a a>b y>a", "b", "x b; app a b (2)"}, // several tops
	} {
		v := &inventory.Inventory{Subject: inventory.Subject{Main: "app"}, Relations: relations(c.relations)}
		paths, total := v.Paths(c.id, 10)
		var all []string
		for _, p := range paths {
			line := p[0].From
			for _, r := range p {
				line += " " + r.To
			}
			all = append(all, line)
		}
		if got := fmt.Sprintf("%s (%d)", strings.Join(all, "; "), total); got != c.want {
			t.Errorf("%s: why %s: %q, want %q", c.relations, c.id, got, c.want)
		}
	}
	v := &inventory.Inventory{Relations: relations("app>a app>b app>c a>z b>z c>z")}
	if paths, total := v.Paths("z", 2); len(paths) != 2 || total != 3 {
		t.Errorf("%d paths of %d", len(paths), total)
	}
}
