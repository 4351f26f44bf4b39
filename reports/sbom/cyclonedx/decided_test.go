// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cyclonedx_test

import (
	"bytes"
	"strings"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/sbom/cyclonedx"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
	"lizenzlotse/scanner/spdx"
)

// judged is a bid in which people decided: against what the bid concludes, and for a licence that is on no list.
func judged() *assessment.Assessment {
	claim := func(kind inventory.ClaimKind, text string) inventory.Claim {
		return inventory.Claim{Kind: kind, Origin: "bom.json", License: inventory.ReadLicense(text)}
	}
	signed := []assessment.Signature{{Name: "A. Example", Date: "2026-11-20"}, {Name: "B. Second", Date: "2026-11-22"}}
	return &assessment.Assessment{
		Inventory: &inventory.Inventory{
			Subject:   inventory.Subject{Name: "bom.json", Kind: inventory.KindSBOM},
			Documents: []inventory.Document{{ID: "bom.json", Format: "cyclonedx-json"}},
			Components: []inventory.Component{
				{ID: "pkg:npm/left@1.0.0", PURL: "pkg:npm/left@1.0.0", Name: "left", Version: "1.0.0", Instances: []inventory.Instance{{Document: "bom.json", Ref: "left"}},
					Claims: []inventory.Claim{claim(inventory.Declared, "MIT OR GPL-2.0-only"), claim(inventory.Concluded, "GPL-2.0-only")}},
				{ID: "pkg:npm/house@2", PURL: "pkg:npm/house@2", Name: "house", Version: "2", Instances: []inventory.Instance{{Document: "bom.json", Ref: "house"}},
					Claims: []inventory.Claim{claim(inventory.Declared, "LicenseRef-house OR MIT")}},
				{ID: "pkg:npm/lapsed@3", PURL: "pkg:npm/lapsed@3", Name: "lapsed", Version: "3", Instances: []inventory.Instance{{Document: "bom.json", Ref: "lapsed"}},
					Claims: []inventory.Claim{claim(inventory.Declared, "ISC")}},
			},
			Texts: []inventory.Text{{SHA256: strings.Repeat("ab", 32), License: "LicenseRef-house", Document: "bom.json", Text: "you may"}},
		},
		Policy: assessment.Policy{Name: "house"},
		Decisions: []assessment.Decision{
			{ID: "LIZ-010-left", Kind: assessment.Choice, Component: "pkg:npm/left@1.0.0", Concluded: spdx.MustParse("MIT"), Text: "The shorter \"one\".",
				Signed: signed, Until: "2027-11-22", State: assessment.DecisionUsed, Components: []string{"pkg:npm/left@1.0.0"}},
			{ID: "LIZ-010-house", Kind: assessment.Choice, Component: "pkg:npm/house", Concluded: spdx.MustParse("LicenseRef-house"), Text: "Contract 17.",
				Signed: signed[:1], State: assessment.DecisionUsed, Components: []string{"pkg:npm/house@2"}},
			{ID: "LIZ-001-lapsed", Kind: assessment.Conclusion, Component: "pkg:npm/lapsed@3", Concluded: spdx.MustParse("Zlib"), Text: "By letter.",
				Signed: signed[:1], State: assessment.DecisionChanged},
		},
	}
}

func TestWhatPeopleDecidedIsConcluded(t *testing.T) {
	for _, version := range cyclonedx.Versions {
		for _, form := range []string{"json", "xml"} {
			var b bytes.Buffer
			o := cyclonedx.Options{Version: version, XML: form == "xml", Created: created, ToolVersion: "1.2.3"}
			if err := cyclonedx.Write(&b, judged(), o); err != nil {
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
