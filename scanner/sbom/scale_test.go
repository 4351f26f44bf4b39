// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
	spdxjson "github.com/spdx/tools-golang/json"
)

// large writes a document of n components that each depend on two others.
func large(t testing.TB, format string, n int) []byte {
	t.Helper()
	licences := []string{"MIT", "Apache-2.0 OR MIT", "LicenseRef-own", "see website", "NOASSERTION"}
	var components, relations []any
	for i := range n {
		name, purl, hash := fmt.Sprint("lib", i), fmt.Sprintf("pkg:maven/org.example/lib%d@1", i), fmt.Sprintf("%064x", i)
		for _, to := range []int{(2*i + 1) % n, (2*i + 2) % n} {
			if format == SPDXJSON {
				relations = append(relations, map[string]any{"spdxElementId": fmt.Sprint("SPDXRef-", i),
					"relatedSpdxElement": fmt.Sprint("SPDXRef-", to), "relationshipType": "DEPENDS_ON"})
			} else {
				relations = append(relations, map[string]any{"ref": fmt.Sprint("r", i), "dependsOn": []string{fmt.Sprint("r", to)}})
			}
		}
		if format == SPDXJSON {
			components = append(components, map[string]any{"SPDXID": fmt.Sprint("SPDXRef-", i), "name": name, "versionInfo": "1",
				"downloadLocation": "NOASSERTION", "licenseDeclared": licences[i%len(licences)], "supplier": "Organization: Example",
				"checksums":    []any{map[string]any{"algorithm": "SHA256", "checksumValue": hash}},
				"externalRefs": []any{map[string]any{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}}})
			continue
		}
		components = append(components, map[string]any{"type": "library", "bom-ref": fmt.Sprint("r", i), "name": name, "version": "1", "purl": purl,
			"supplier": map[string]any{"name": "Example"}, "hashes": []any{map[string]any{"alg": "SHA-256", "content": hash}},
			"licenses": []any{map[string]any{"license": map[string]any{"name": licences[i%len(licences)]}}}})
	}
	document := map[string]any{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components, "dependencies": relations}
	if format == SPDXJSON {
		document = map[string]any{"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "large",
			"documentNamespace": "https://example.org/large", "packages": components, "relationships": relations,
			"creationInfo": map[string]any{"created": "2026-01-01T00:00:00Z", "creators": []string{"Tool: none"}}}
	}
	text, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// libraries decode as their users do.
var libraries = map[string]func([]byte) error{
	CycloneDXJSON: func(text []byte) error {
		return cdx.NewBOMDecoder(bytes.NewReader(text), cdx.BOMFileFormatJSON).Decode(new(cdx.BOM))
	},
	SPDXJSON: func(text []byte) error {
		_, err := spdxjson.Read(bytes.NewReader(text))
		return err
	},
}

// allocated is how many bytes a function takes in all.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// A document is decoded once: reading it takes not much more memory than the library's decoder does,
// whatever is made of it.
func TestReadTakesLittleMoreThanTheLibrary(t *testing.T) {
	const n = 5000
	for _, format := range slices.Sorted(maps.Keys(libraries)) {
		decode, text := libraries[format], large(t, format, n)
		alone := allocated(func() {
			if err := decode(text); err != nil {
				t.Fatal(err)
			}
		})
		ours := allocated(func() {
			if r, err := Read(text, format, "large"); err != nil || len(r.Components) != n || len(r.Relations) < 2*n-2 {
				t.Fatal(format, err)
			}
		})
		t.Logf("%s: %d bytes a component, the library alone %d", format, ours/n, alone/n)
		if ours > 2*alone {
			t.Errorf("%s: %d bytes a component, the library alone %d", format, ours/n, alone/n)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	for _, format := range slices.Sorted(maps.Keys(libraries)) {
		decode := libraries[format]
		for _, n := range []int{1000, 10000, 100000} {
			text := large(b, format, n)
			b.Run(strings.TrimSuffix(format, "-json")+"/"+fmt.Sprint(n), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				var library time.Duration
				for b.Loop() {
					b.StopTimer()
					start := time.Now()
					if err := decode(text); err != nil {
						b.Fatal(err)
					}
					library += time.Since(start)
					b.StartTimer()
					if _, err := Read(text, format, "large"); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed())/float64(library), "x-library")
			})
		}
	}
}
