// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx3_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/sbom/spdx3"
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
	var b bytes.Buffer
	if err := spdx3.Write(&b, judged(t), created, "1.2.3"); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "decided.spdx3.json")
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
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema(t).Validate(instance); err != nil {
		t.Errorf("not valid: %v", err)
	}
	r, err := sbom.Read(b.Bytes(), sbom.SPDX3JSON, "out")
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range r.Issues {
		if i.Effect != inventory.Note {
			t.Errorf("our own reader has to mend it: %s %v", i.Code, i.Args)
		}
	}
	for name, concluded := range map[string]string{"left": "MIT", "house": "LicenseRef-house", "lapsed": ""} {
		for _, c := range r.Components {
			if c.Name == name && c.Licenses(inventory.Concluded) != concluded {
				t.Errorf("%s is concluded to be under %q, want %q", name, c.Licenses(inventory.Concluded), concluded)
			}
		}
	}
}
