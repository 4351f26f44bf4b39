// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"strings"
	"testing"
)

// Who wants a file is found by its end as if all were asked in their order.
func TestByEnd(t *testing.T) {
	paths := []string{"", "x", "a/b.c", "a/", "ä", "requirements", "REQUIREMENTS.TXT"}
	add := func(globs []glob) {
		for _, g := range globs {
			for _, star := range []string{"", "x", "a.b"} {
				p := strings.NewReplacer("*", star, "?", "y", "[", "", "]", "").Replace(g.pattern)
				paths = append(paths, p, "dir/"+p, "x"+p, p+"x", "node_modules/a/"+p)
			}
		}
	}
	for i := range Listers {
		add(Listers[i].names)
	}
	for i := range Readers {
		add(Readers[i].names)
	}
	wanted := 0
	for _, p := range paths {
		name := ""
		for _, l := range Listers {
			if l.Wants(p) {
				name = l.Name
				break
			}
		}
		if l, ok := ListerFor(p); l.Name != name || ok != (name != "") {
			t.Errorf("%q is listed by %q, not %q", p, l.Name, name)
		}
		if name != "" {
			wanted++
		}
		name = ""
		for _, r := range Readers {
			if r.Wants(p) {
				name = r.Name
				break
			}
		}
		if r, ok := For(p); r.Name != name || ok != (name != "") {
			t.Errorf("%q is read by %q, not %q", p, r.Name, name)
		}
	}
	if wanted < 200 {
		t.Errorf("%d of %d paths are wanted", wanted, len(paths))
	}
}
