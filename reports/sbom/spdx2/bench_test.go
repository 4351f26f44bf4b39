// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2_test

import (
	"fmt"
	"io"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/sbom/spdx2"
	"lizenzlotse/scanner/inventory"
)

// BenchmarkWrite writes 20,000 packages that depend on each other.
func BenchmarkWrite(b *testing.B) {
	id := func(i int) string { return fmt.Sprintf("pkg:npm/package-%d@1.0.%d", i, i%50) }
	v := &inventory.Inventory{Schema: inventory.Schema, Subject: inventory.Subject{Name: "large.json", Kind: inventory.KindSBOM},
		Documents: []inventory.Document{{ID: "large.json"}}}
	for i := range 20_000 {
		v.Components = append(v.Components, inventory.Component{
			ID: id(i), PURL: id(i), Name: fmt.Sprintf("package-%d", i), Version: fmt.Sprintf("1.0.%d", i%50), Supplier: "Example", Type: "library", Role: inventory.ThirdParty,
			Claims:       []inventory.Claim{{Kind: inventory.Declared, Origin: "large.json", Ref: id(i), License: inventory.ReadLicense("MIT OR Apache-2.0")}},
			Hashes:       []inventory.Hash{{Algorithm: "SHA256", Value: fmt.Sprintf("%064x", i)}},
			Distribution: inventory.Distribution{Homepage: "https://example.org/package"},
			Instances:    []inventory.Instance{{Document: "large.json", Ref: id(i)}},
		})
		if i > 0 {
			v.Relations = append(v.Relations, inventory.Relation{From: id(i / 2), To: id(i), Kind: inventory.DependsOn})
		}
	}
	a := &assessment.Assessment{Inventory: v}
	for name, form := range map[string]spdx2.Form{"json": spdx2.JSON, "yaml": spdx2.YAML, "tag-value": spdx2.TagValue} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := spdx2.Write(io.Discard, a, spdx2.Options{Form: form, Created: created}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
