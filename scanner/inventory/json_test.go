// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"testing"

	"lizenzlotse/scanner/jsonfields"
	"lizenzlotse/scanner/jsonfields/fieldtest"
	"lizenzlotse/scanner/spdx"
)

// componentFields has the tags of a component without its methods.
type componentFields Component

// TestListJSON: what is listed of each type is what its tags say, and beside them what only the JSON has.
func TestListJSON(t *testing.T) {
	fieldtest.Hold(t, mit, (*File).ListJSON, func(f *File) any {
		return struct {
			*fileFields
			License string `json:"license"`
		}{(*fileFields)(f), spdx.Text(f.License)}
	})
	fieldtest.Hold(t, mit, (*Finding).ListJSON, func(f *Finding) any {
		return struct {
			Expression string   `json:"expression"`
			Readings   []string `json:"readings,omitempty"`
			*findingFields
		}{spdx.Text(f.Expression), texts(f.Readings), (*findingFields)(f)}
	})
	fieldtest.Hold(t, mit, (*Component).ListJSON, func(c *Component) any {
		return struct {
			*componentFields
			Declared  string `json:"declared"`
			Detected  string `json:"detected"`
			Concluded string `json:"concluded"`
		}{(*componentFields)(c), c.Licenses(Declared), c.Licenses(Detected), c.Licenses(Concluded)}
	})
	fieldtest.Hold(t, mit, (*License).ListJSON, func(l *License) any {
		return licenseJSON{spdx.Text(l.Expression), l.State, l.Raw, l.Normalised, texts(l.Readings)}
	})
	byTags(t, (*Copyright).ListJSON)
	byTags(t, (*Evidence).ListJSON)
	byTags(t, (*LineRange).ListJSON)
	byTags(t, (*ByteRange).ListJSON)
	byTags(t, (*Claim).ListJSON)
	byTags(t, (*Hash).ListJSON)
	byTags(t, (*Distribution).ListJSON)
	byTags(t, (*Instance).ListJSON)
	byTags(t, (*Entry).ListJSON)
	byTags(t, (*Party).ListJSON)
	byTags(t, (*Identifier).ListJSON)
	byTags(t, (*Artifact).ListJSON)
	byTags(t, (*Relation).ListJSON)
	byTags(t, (*Message).ListJSON)
}

var mit = spdx.License{ID: "MIT"}

// byTags is for types of which encoding/json knows all by itself.
func byTags[T any](t *testing.T, list func(*T, *jsonfields.Writer)) {
	t.Helper()
	fieldtest.Hold(t, mit, list, func(v *T) any { return v })
}
