// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import (
	"testing"

	"lizenzlotse/scanner/jsonfields/fieldtest"
	"lizenzlotse/scanner/spdx"
)

// TestListJSON: what is listed of each type is what its tags say, and of a result the expressions.
func TestListJSON(t *testing.T) {
	mit := spdx.License{ID: "MIT"}
	fieldtest.Hold(t, mit, (*Result).ListJSON, func(r *Result) any {
		return struct {
			*resultFields
			Expression string `json:"expression,omitempty"`
			Choice     string `json:"choice,omitempty"`
		}{(*resultFields)(r), spdx.Text(r.Expression), spdx.Text(r.Choice)}
	})
	fieldtest.Hold(t, mit, (*Leaf).ListJSON, func(l *Leaf) any { return l })
	fieldtest.Hold(t, mit, (*Duty).ListJSON, func(d *Duty) any { return d })
	fieldtest.Hold(t, mit, (*ClassShare).ListJSON, func(c *ClassShare) any { return c })
}
