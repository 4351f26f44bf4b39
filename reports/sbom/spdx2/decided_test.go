// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	spdxjson "github.com/spdx/tools-golang/json"
	"github.com/spdx/tools-golang/tagvalue"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/sbom/spdx2"
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
	for form, extension := range map[spdx2.Form]string{spdx2.JSON: ".spdx.json", spdx2.YAML: ".spdx.yaml", spdx2.TagValue: ".spdx"} {
		var b bytes.Buffer
		if err := spdx2.Write(&b, judged(), spdx2.Options{Form: form, Created: created, ToolVersion: "1.2.3"}); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", "decided"+extension)
		if *update {
			if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), b.String()); d != "" {
			t.Error(d)
		}
		switch form {
		case spdx2.JSON:
			instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema(t).Validate(instance); err != nil {
				t.Errorf("not valid: %v", err)
			}
			d, err := spdxjson.Read(bytes.NewReader(b.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			if a := d.Packages[0].Annotations; len(a) != 2 || a[1].Annotator.Annotator != "B. Second" || a[1].AnnotationDate != "2026-11-22T00:00:00Z" {
				t.Errorf("annotations %v", a)
			}
			r, err := sbom.Read(b.Bytes(), sbom.SPDXJSON, "out")
			if err != nil {
				t.Fatal(err)
			}
			for name, concluded := range map[string]string{"left": "MIT", "house": "LicenseRef-house", "lapsed": "NOASSERTION"} {
				for _, c := range r.Components {
					if c.Name == name && c.Licenses(inventory.Concluded) != concluded {
						t.Errorf("%s is concluded to be under %q, want %q", name, c.Licenses(inventory.Concluded), concluded)
					}
				}
			}
		case spdx2.TagValue:
			d, err := tagvalue.Read(bytes.NewReader(b.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Annotations) != 3 || strings.Count(b.String(), "Annotator: Person: A. Example") != 2 {
				t.Errorf("%d annotations", len(d.Annotations))
			}
		}
	}
}
