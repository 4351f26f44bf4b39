// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom_test

import (
	"fmt"
	"strings"
	"testing"

	"lizenzlotse/scanner/sbom"
)

// BenchmarkRead reads documents of a thousand components: sound ones, and one that has to be mended.
func BenchmarkRead(b *testing.B) {
	const n = 1000
	expressions := []string{"MIT", "Apache-2.0", "MIT OR Apache-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"}
	list := func(format func(i int, purl, expression string) string) string {
		parts := make([]string, n)
		for i := range parts {
			parts[i] = format(i, fmt.Sprintf("pkg:npm/library-%d@1.%d.0", i, i%30), expressions[i%len(expressions)])
		}
		return strings.Join(parts, ",\n")
	}
	components := func(license string) string {
		return list(func(i int, purl, expression string) string {
			return fmt.Sprintf(`{"type":"library","bom-ref":%[2]q,"name":"library-%[1]d","version":"1.%[4]d.0","purl":%[2]q,
				"hashes":[{"alg":"SHA-256","content":"%064[1]d"}],"licenses":%[3]s}`, i, purl, fmt.Sprintf(license, expression), i%30)
		})
	}
	dependencies := list(func(i int, purl, _ string) string {
		return fmt.Sprintf(`{"ref":%q,"dependsOn":["pkg:npm/library-%d@1.%d.0"]}`, purl, (i+1)%n, (i+1)%n%30)
	})
	packages := list(func(i int, purl, expression string) string {
		return fmt.Sprintf(`{"SPDXID":"SPDXRef-%[1]d","name":"library-%[1]d","versionInfo":"1.%[4]d.0","downloadLocation":"NOASSERTION",
			"licenseConcluded":"NOASSERTION","licenseDeclared":%[3]q,"filesAnalyzed":false,
			"checksums":[{"algorithm":"SHA256","checksumValue":"%064[1]d"}],
			"externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":%[2]q}]}`, i, purl, expression, i%30)
	})
	relationships := list(func(i int, _, _ string) string {
		return fmt.Sprintf(`{"spdxElementId":"SPDXRef-%d","relationshipType":"DEPENDS_ON","relatedSpdxElement":"SPDXRef-%d"}`, i, (i+1)%n)
	})
	for _, bench := range []struct{ name, format, text string }{
		{"CycloneDX", sbom.CycloneDXJSON, cdx(`"components":[` + components(`[{"expression":%q}]`) + `],"dependencies":[` + dependencies + `]`)},
		{"CycloneDX to be mended", sbom.CycloneDXJSON, cdx(`"components":[` + components(`{"expression":%q}`) + `],"dependencies":[` + dependencies + `]`)},
		{"SPDX", sbom.SPDXJSON, doc(`"packages":[` + packages + `],"relationships":[` + relationships + `]`)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			data := []byte(bench.text)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				r, err := sbom.Read(data, bench.format, "bom.json")
				if err != nil || len(r.Components) != n {
					b.Fatal(err)
				}
			}
		})
	}
}
