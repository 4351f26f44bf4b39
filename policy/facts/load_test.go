// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

import (
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/spdx"
)

// TestNoStrayRows names the rows that nothing asks for: of an id that is not on the list, or that a
// successor answers for.
func TestNoStrayRows(t *testing.T) {
	ids := func(name, table string) []string {
		var list []string
		for r := range rows(name, table) {
			list = append(list, r["id"])
		}
		sorted := slices.SortedFunc(slices.Values(list), func(a, b string) int {
			return strings.Compare(strings.ToLower(a), strings.ToLower(b))
		})
		if !slices.Equal(list, sorted) || len(slices.Compact(sorted)) != len(list) {
			t.Errorf("%s is not sorted by id, or has one twice", name)
		}
		return list
	}
	for _, id := range ids("licenses.tsv", licensesTSV) {
		if l, ok := spdx.LookupLicense(id); !ok || l.ID != id || l.Successor != "" {
			t.Errorf("licenses.tsv has a row for %s, which is not on the list or has a successor", id)
		}
	}
	for _, id := range ids("exceptions.tsv", exceptionsTSV) {
		if x, ok := spdx.LookupException(id); !ok || x.ID != id {
			t.Errorf("exceptions.tsv has a row for %s, which is not on the list", id)
		}
	}
	for id := range openCode().ids {
		if l, ok := spdx.LookupLicense(id); !ok || l.ID != id {
			t.Errorf("opencode.tsv: %s is not on the SPDX list", id)
		}
	}
}

// TestCells checks what could be misspelt in the tables without another test noticing.
func TestCells(t *testing.T) {
	flags := map[string]bool{"": true, "contested": true, "only-modified": true, "arguable": true, "varies": true}
	for name, table := range map[string]string{"licenses.tsv": licensesTSV, "exceptions.tsv": exceptionsTSV} {
		for r := range rows(name, table) {
			for flag := range strings.SplitSeq(r["flags"], ",") {
				if !flags[flag] {
					t.Errorf("%s: %s: flag %q", name, r["id"], flag)
				}
			}
			if s := r["source"]; s != "yes" && s != "no" && (s != "=" || name != "exceptions.tsv") {
				t.Errorf("%s: %s: source %q", name, r["id"], s)
			}
			for b := range strings.FieldsSeq(r["basis"]) {
				if _, letter, ok := strings.Cut(b, ":"); ok && says[letter] == "" {
					t.Errorf("%s: %s: basis %q", name, r["id"], b)
				}
			}
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	spdx.Licenses()
	openCode()
	for b.Loop() {
		load()
	}
}
