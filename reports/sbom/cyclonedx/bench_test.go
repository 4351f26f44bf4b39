// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cyclonedx_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/sbom/cyclonedx"
	"lizenzlotse/scanner/inventory"
)

// large is the inventory of an SBOM of so many components, each with what most tools write.
func large(n int) *inventory.Inventory {
	id := func(i int) string {
		return fmt.Sprintf("pkg:maven/org.example.group%d/artifact-%d@1.%d.0", i%100, i, i%50)
	}
	licenses := []inventory.License{inventory.ReadLicense("MIT"), inventory.ReadLicense("Apache-2.0"), inventory.ReadLicense("EPL-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0")}
	v := &inventory.Inventory{Schema: inventory.Schema, Subject: inventory.Subject{Name: "large.json", Kind: inventory.KindSBOM},
		Documents: []inventory.Document{{ID: "large.json", Format: "cyclonedx-json", Version: "1.6"}}}
	for i := range n {
		v.Components = append(v.Components, inventory.Component{
			ID: id(i), PURL: id(i), Name: fmt.Sprintf("artifact-%d", i), Version: fmt.Sprintf("1.%d.0", i%50), Supplier: "Example Foundation", Type: "library",
			Role: inventory.ThirdParty, Scope: inventory.Runtime,
			Claims:       []inventory.Claim{{Kind: inventory.Declared, Origin: "large.json", Ref: id(i), License: licenses[i%3]}},
			Hashes:       []inventory.Hash{{Algorithm: "SHA256", Value: fmt.Sprintf("%064x", i)}},
			Distribution: inventory.Distribution{Homepage: "https://example.org/artifact"},
			Instances:    []inventory.Instance{{Document: "large.json", Ref: id(i), Entry: &inventory.Entry{Name: fmt.Sprintf("artifact-%d", i), Version: "1"}}},
		})
		if i > 0 {
			v.Relations = append(v.Relations, inventory.Relation{From: id(i / 2), To: id(i), Kind: inventory.DependsOn})
		}
	}
	return v
}

// BenchmarkWrite writes 100,000 components, beside the library's own encoders with the finished document
// already in memory.
func BenchmarkWrite(b *testing.B) {
	v := large(100_000)
	a := &assessment.Assessment{Inventory: v}
	var out bytes.Buffer
	if err := cyclonedx.Write(&out, a, cyclonedx.Options{Created: created}); err != nil {
		b.Fatal(err)
	}
	var bom cdx.BOM
	if err := cdx.NewBOMDecoder(bytes.NewReader(out.Bytes()), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
		b.Fatal(err)
	}
	size := int64(out.Len())
	out = bytes.Buffer{}
	for name, run := range map[string]func() error{
		"json":    func() error { return cyclonedx.Write(io.Discard, a, cyclonedx.Options{Created: created}) },
		"xml":     func() error { return cyclonedx.Write(io.Discard, a, cyclonedx.Options{Created: created, XML: true}) },
		"library": func() error { return cdx.NewBOMEncoder(io.Discard, cdx.BOMFileFormatJSON).Encode(&bom) },
		"library-version": func() error {
			return cdx.NewBOMEncoder(io.Discard, cdx.BOMFileFormatJSON).EncodeVersion(&bom, cdx.SpecVersion1_6)
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				if err := run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
