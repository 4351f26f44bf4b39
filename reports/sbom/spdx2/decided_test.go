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
	for form, extension := range map[spdx2.Form]string{spdx2.JSON: ".spdx.json", spdx2.YAML: ".spdx.yaml", spdx2.TagValue: ".spdx"} {
		var b bytes.Buffer
		if err := spdx2.Write(&b, judged(t), spdx2.Options{Form: form, Created: created, ToolVersion: "1.2.3"}); err != nil {
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
