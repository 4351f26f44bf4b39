// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package schema_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"lizenzlotse/reports/schema"
	"lizenzlotse/scanner/difference"
	"lizenzlotse/scanner/inventory"
)

func TestDifferencesValidate(t *testing.T) {
	s := compile(t, "difference", schema.Difference)
	everyField := new(difference.Result)
	fill(reflect.ValueOf(everyField).Elem(), map[string]string{
		"Result.Schema": difference.Schema, "Side.SHA256": strings.Repeat("a", 64), "SubjectKind": "bundle", "ClaimKind": "concluded",
		"Where": "after", "How": "unstated", "Field": "hash",
	})
	subject := &inventory.Inventory{Subject: inventory.Subject{Name: "x", Kind: inventory.KindFile}}
	for name, r := range map[string]*difference.Result{"every field": everyField, "nothing": difference.Compare(subject, subject)} {
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(t, s, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A result of another kind, and one with a field too many, are none.
	for _, wrong := range []string{`{"schema": "lizenzlotse-result/1"}`, `{"schema": "lizenzlotse-difference/1", "licences": []}`} {
		if validate(t, s, []byte(wrong)) == nil {
			t.Errorf("%s validates", wrong)
		}
	}
}
