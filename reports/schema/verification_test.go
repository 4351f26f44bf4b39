// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package schema_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/schema"
)

func TestVerificationsValidate(t *testing.T) {
	s := compile(t, "verification", schema.Verification)
	everyField := new(assessment.Verification)
	fill(reflect.ValueOf(everyField).Elem(), map[string]string{
		"Verification.Schema": assessment.VerificationSchema, "VerifiedResult.SHA256": strings.Repeat("a", 64), "Verification.Date": "2026-11-22",
		"CheckGroup": "program", "CheckState": "differs",
	})
	scan := &assessment.Verification{Schema: assessment.VerificationSchema, Result: assessment.VerifiedResult{SHA256: strings.Repeat("0", 64)},
		Date: "2026-11-22", Fits: assessment.CheckUnchecked, Checks: []assessment.Check{}}
	for name, v := range map[string]*assessment.Verification{"every field": everyField, "a scan": scan} {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(t, s, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, wrong := range []string{`{"schema": "lizenzlotse-result/1"}`, `{"schema": "lizenzlotse-verification/1", "licences": []}`} {
		if validate(t, s, []byte(wrong)) == nil {
			t.Errorf("%s validates", wrong)
		}
	}
}
