// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cyclonedx_test

import (
	"bytes"
	"os"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/sbom/cyclonedx"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
)

// judged is a bid in which people decided: against what the bid concludes, and for a licence that is on no list.
func judged(t *testing.T) *assessment.Assessment {
	t.Helper()
	f, err := os.Open("../../testdata/decided.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := assessment.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestWhatPeopleDecidedIsConcluded(t *testing.T) {
	for _, version := range cyclonedx.Versions {
		for _, form := range []string{"json", "xml"} {
			var b bytes.Buffer
			o := cyclonedx.Options{Version: version, XML: form == "xml", Created: created, ToolVersion: "1.2.3"}
			if err := cyclonedx.Write(&b, judged(t), o); err != nil {
				t.Fatal(err)
			}
			golden(t, "decided."+version+"."+form, b.Bytes())
			format := sbom.CycloneDXJSON
			if form == "xml" {
				format = sbom.CycloneDXXML
			} else {
				instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
				if err != nil {
					t.Fatal(err)
				}
				if err := schema(t, version).Validate(instance); err != nil {
					t.Errorf("not valid: %v", err)
				}
				var bom cdx.BOM
				if err := cdx.NewBOMDecoder(bytes.NewReader(b.Bytes()), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
					t.Fatal(err)
				}
				if a := *bom.Annotations; len(a) != 3 || a[1].Annotator.Individual.Name != "B. Second" || a[1].Timestamp != "2026-11-22T00:00:00Z" {
					t.Errorf("annotations %v", a)
				}
				unique(t, &bom)
			}
			r, err := sbom.Read(b.Bytes(), format, "out")
			if err != nil {
				t.Fatal(err)
			}
			for name, concluded := range map[string]string{"left": "MIT", "house": "LicenseRef-house", "lapsed": ""} {
				for _, c := range r.Components {
					if c.Name == name && c.Licenses(inventory.Concluded) != concluded {
						t.Errorf("%s %s: %s is concluded to be under %q, want %q", version, form, name, c.Licenses(inventory.Concluded), concluded)
					}
				}
			}
		}
	}
}
