// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package schema_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/schema"
)

func TestComparisonsValidate(t *testing.T) {
	s := compile(t, "comparison", schema.Comparison)
	everyField := new(assessment.Comparison)
	fill(reflect.ValueOf(everyField).Elem(), map[string]string{
		"Comparison.Schema": assessment.ComparisonSchema, "Comparison.Date": "2026-11-22", "Policy.FrozenOn": "2026-11-22", "Procedure.Opened": "2026-11-22", "Regime": "vgv",
		"Overridden.Field": "stage", "Use": "service", "Stage": "bid", "Weight": "ask", "SubjectKind": "tree", "Input.SHA256": full().Inventory.Subject.SHA256,
		"Criterion.Kind": "A", "Published.Date": "2026-11-22", "ComparisonSection.ID": assessment.SectionB, "ComparisonCell.Outcome": "lacking",
	})
	encoded, err := json.Marshal(everyField)
	if err != nil {
		t.Fatal(err)
	}
	sample, err := os.ReadFile("../comparison/testdata/bids.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"every field": encoded, "bids": sample} {
		if err := validate(t, s, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, wrong := range []string{`{"schema": "lizenzlotse-result/1"}`, string(bytes.Replace(sample, []byte(`"rules":`), []byte(`"rank": 1, "rules":`), 1))} {
		if validate(t, s, []byte(wrong)) == nil {
			t.Errorf("%.60s validates", wrong)
		}
	}
}
