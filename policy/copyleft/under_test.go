// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copyleft

import (
	"maps"
	"strings"
	"testing"

	"lizenzlotse/scanner/spdx"
)

// TestUnderTable finds what is misspelt in the table: ids the list does not have, words that are no answer, and two
// rows that say something of the same.
func TestUnderTable(t *testing.T) {
	seen := map[[2]string]bool{}
	for line := range strings.Lines(underTable) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		col := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(col) != 4 {
			t.Errorf("%d columns: %s", len(col), line)
			continue
		}
		if _, ok := passageAnswers[col[2]]; !ok {
			t.Errorf("no answer: %s", line)
		}
		if (col[1] == "-" || col[2] == "open" && col[1] == "*") != (col[3] == "-") {
			t.Errorf("a section is missing or out of place: %s", line)
		}
		for from := range strings.FieldsSeq(col[0]) {
			if e, ok := spdx.LookupLicense(from); !ok || e.Deprecated || e.ID != from {
				t.Errorf("no current id: %s", from)
			}
			for to := range strings.FieldsSeq(col[1]) {
				if e, ok := spdx.LookupLicense(to); to != "*" && to != "-" && to != "=" && to != "!" && to != "~" && (!ok || e.Deprecated || e.ID != to) {
					t.Errorf("no current id: %s", to)
				}
				if key := [2]string{from, to}; seen[key] && to != "-" {
					t.Errorf("%s to %s stands twice", from, to)
				}
				seen[[2]string{from, to}] = true
			}
		}
	}
}

// TestMatrix holds the embedded matrix to what its source has: 115 licences, and so many cells of each kind.
func TestMatrix(t *testing.T) {
	count := map[string]int{}
	for o, line := range osadl().index {
		if e, err := spdx.Parse(o); err != nil || e.String() != o {
			t.Errorf("%s: %v", o, err)
		}
		if n := len(osadl().lines[line]); n != 115 {
			t.Errorf("%s: %d cells", o, n)
		}
		for i := range osadl().index {
			count[OSADL(o, i)]++
		}
	}
	want := map[string]int{"Yes": 8613, "No": 3419, "Unknown": 1018, "Same": 115, "Check dependency": 60}
	if !maps.Equal(count, want) {
		t.Errorf("got %v, want %v", count, want)
	}
}
