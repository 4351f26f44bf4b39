// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

// What one document calls a tool and another part of the product is part of the product, whichever is read first.
func TestTheScopeNearestToTheProductStands(t *testing.T) {
	component := func(name, scope string) string {
		return `{"type": "library", "name": "` + name + `", "version": "1", "purl": "pkg:npm/` + name + `@1"` + scope + `}`
	}
	bom := func(components ...string) string {
		return `{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [` + strings.Join(components, ",") + `]}`
	}
	const excluded, required = `, "scope": "excluded"`, `, "scope": "required"`
	dir := t.TempDir()
	for name, data := range map[string]string{
		"a.cdx.json": bom(component("x", excluded), component("y", required), component("z", excluded)),
		"b.cdx.json": bom(component("x", required), component("y", excluded), component("z", ""), component("w", excluded), component("w", required)),
	} {
		write(t, dir, name, []byte(data))
	}
	got := map[string]inventory.Scope{}
	for _, c := range scan(t, scanner.Options{}, dir).Components {
		got[c.ID] = c.Scope
	}
	want := map[string]inventory.Scope{"pkg:npm/x@1": inventory.Runtime, "pkg:npm/y@1": inventory.Runtime, "pkg:npm/z@1": inventory.Dev,
		"pkg:npm/w@1": inventory.Runtime}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
