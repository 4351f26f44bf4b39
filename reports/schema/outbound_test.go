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
	"lizenzlotse/scanner/inventory"
)

func TestReleasesValidate(t *testing.T) {
	s := compile(t, "outbound", schema.Outbound)
	everyField := new(assessment.Release)
	fill(reflect.ValueOf(everyField).Elem(), map[string]string{
		"Release.Schema": assessment.ReleaseSchema, "ReleaseSubject.SHA256": strings.Repeat("a", 64), "SubjectKind": "bundle", "Use": "publication",
		"ReleaseAnswer": "ruled-out", "RelationKind": "depends-on", "Effect": "note", "Modified": "yes",
	})
	nothing := &assessment.Release{Schema: assessment.ReleaseSchema, Subject: assessment.ReleaseSubject{Kind: inventory.KindFile}, Use: assessment.UsePublication,
		Candidates: []assessment.ReleaseCandidate{}, Own: []assessment.OwnLicense{}}
	for name, r := range map[string]*assessment.Release{"every field": everyField, "nothing": nothing} {
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(t, s, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A result of another kind, and one with a field too many, are none.
	for _, wrong := range []string{`{"schema": "lizenzlotse-result/1"}`, `{"schema": "lizenzlotse-outbound/1", "licences": []}`} {
		if validate(t, s, []byte(wrong)) == nil {
			t.Errorf("%s validates", wrong)
		}
	}
}
