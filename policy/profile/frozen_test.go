// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile_test

import (
	"strings"
	"testing"
)

const plain = "name: x\nuse: service\nrules:\n  LIZ-001: must\n"

func TestFrozenPoliciesLoadAsWhatWasFrozen(t *testing.T) {
	p := load(t, files{"x.yml": plain}, "x.yml", "dortmund")
	frozen := p.Freeze("2026-10-01")
	if p.Frozen != nil || frozen.Frozen.On != "2026-10-01" || frozen.Frozen.SHA256 != p.SHA256() || frozen.SHA256() != p.SHA256() {
		t.Fatalf("frozen %+v, SHA-256 %s", frozen.Frozen, p.SHA256())
	}
	text := show(t, frozen)
	again := load(t, files{"f.yml": text}, "f.yml")
	if again.Frozen == nil || *again.Frozen != *frozen.Frozen || again.SHA256() != again.Frozen.SHA256 {
		t.Errorf("loaded again: %+v, SHA-256 %s", again.Frozen, again.SHA256())
	}
	stamp := func(text string) string {
		_, rest, _ := strings.Cut(text, "frozen:")
		rest, _, _ = strings.Cut(rest, "name:")
		return rest
	}
	if stamp(show(t, again)) != stamp(text) {
		t.Errorf("shown again:\n%s", show(t, again))
	}
}

// Whatever is done to a frozen policy, its stamp stays and no longer fits.
func TestChangesOfFrozenPoliciesShow(t *testing.T) {
	text := show(t, load(t, files{"x.yml": plain}, "x.yml").Freeze("2026-10-01"))
	all := files{
		"f.yml":       text,
		"changed.yml": strings.Replace(text, `"must"`, `"ask"`, 1),
		"extends.yml": "extends: [f.yml]\nrules:\n  LIZ-002: note\n",
		"comment.yml": text + "# a remark\n",
	}
	for name, changed := range map[string]bool{"f.yml": false, "comment.yml": false, "changed.yml": true, "extends.yml": true} {
		if p := load(t, all, name); p.Frozen == nil || (p.SHA256() != p.Frozen.SHA256) != changed {
			t.Errorf("%s: %+v, SHA-256 %s", name, p.Frozen, p.SHA256())
		}
	}
	if p := load(t, all, "f.yml", "dortmund"); p.Frozen == nil || p.SHA256() == p.Frozen.SHA256 {
		t.Errorf("beside another: %+v", p.Frozen)
	}
}
