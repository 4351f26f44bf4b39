// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule_test

import (
	"fmt"
	"strings"
	"testing"

	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
)

func TestCRA001(t *testing.T) {
	var check rule.Rule
	for _, r := range rule.All {
		if r.ID == "CRA-001" {
			check = r
		}
	}
	depends := inventory.Relation{From: "pkg:generic/portal@2", To: "pkg:npm/a@1", Kind: inventory.DependsOn}
	none := &inventory.Entry{Dependencies: inventory.DependenciesNone}
	for _, test := range []struct {
		name   string
		format string
		main   string
		entry  *inventory.Entry
		uses   []inventory.Relation
		want   string
	}{
		{"names what it depends on", "cyclonedx-json", "pkg:generic/portal@2", nil, []inventory.Relation{depends}, "1"},
		{"says that there is nothing", "cyclonedx-json", "pkg:generic/portal@2", none, nil, "1"},
		{"only lists", "cyclonedx-json", "pkg:generic/portal@2", nil, nil, "1 fail cra-001.no-dependencies"},
		{"describes nothing", "spdx-json", "", nil, []inventory.Relation{depends}, "1 unknown cra-001.no-product"},
		{"a list of licences", "csv", "", nil, nil, "0"},
	} {
		in := func(ref string, e *inventory.Entry) []inventory.Instance {
			return []inventory.Instance{{Document: "bom.json", Ref: ref, Entry: e}}
		}
		inv := &inventory.Inventory{
			Documents: []inventory.Document{{ID: "bom.json", Format: test.format, Main: test.main}},
			Components: []inventory.Component{{ID: "pkg:generic/portal@2", Instances: in("1", test.entry)},
				{ID: "pkg:npm/a@1", Instances: in("2", nil)}},
			Relations: test.uses,
		}
		if test.format == "csv" {
			inv.Documents[0].Kind = inventory.KindList
		}
		said := check.Document(rule.Documents(inv, nil)[0])
		if got := strings.TrimSpace(fmt.Sprint(len(said), " ", strings.Join(saying(said), "; "))); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
