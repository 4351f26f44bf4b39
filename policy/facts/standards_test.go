// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

import (
	"slices"
	"testing"
	"time"
)

// TestStandardCells checks what could be misspelt in the tables of the standards without another test noticing.
func TestStandardCells(t *testing.T) {
	levels := []Level{LevelMust, LevelIfExists, LevelMay, LevelCoverage, LevelMustNot, LevelUnclear}
	parameters := map[string][]string{ // nil: any value
		"formats": nil, "newest": nil, "kinds": nil, "encodings": nil, "hash": {"SHA512"}, "scope": {"direct", "primary"}, "weak": {"open"}, "leafs": {"open"},
		"unknown": {"addressed", "missing"}, "utc": {"recommended"}, "form": {"any", "rfc9557"},
		"why": {"unread", "unread-forbidden", "unread-recommended", "implied", "outside", "nearest", "form"},
	}
	asked := map[string]bool{}
	for r := range rows("requirements.tsv", requirementsTSV) {
		asked[r["standard"]] = true
		if _, ok := StandardOf(r["standard"]); !ok {
			t.Errorf("%s is not in standards.tsv", r["standard"])
		}
		if !slices.Contains(levels, Level(r["level"])) {
			t.Errorf("%s %s: level %q", r["standard"], r["field"], r["level"])
		}
	}
	for key, list := range sbomStandards().requirements {
		seen := map[string]bool{}
		for _, r := range list {
			if seen[r.Field] {
				t.Errorf("%v asks for %s twice", key, r.Field)
			}
			seen[r.Field] = true
			if (r.Level == LevelUnclear) != (r.Parameter("why") != "") {
				t.Errorf("%v %s: an unclear level and the reason for it go together", key, r.Field)
			}
			for name, value := range r.parameters {
				if values, ok := parameters[name]; !ok || values != nil && !slices.Contains(values, value) {
					t.Errorf("%v %s: parameter %s=%s", key, r.Field, name, value)
				}
			}
		}
	}
	for _, s := range Standards() {
		if asked[s.ID] != (len(s.Choices) == 0) {
			t.Errorf("%s picks from others or asks itself, one of the two", s.ID)
		}
		for _, day := range []string{s.From, s.Until} {
			if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
				t.Errorf("%s: %v", s.ID, err)
			}
		}
		for _, id := range s.Choices {
			if x, ok := StandardOf(id); !ok || x.From == "" {
				t.Errorf("%s picks %s, which has no first day", s.ID, id)
			}
		}
	}
}

// Section 7 of the guideline: the version before may be used for six months after a new one came out.
func TestVersionsByDayOfDelivery(t *testing.T) {
	older, _ := StandardOf("bsi-2.0.0")
	newer, _ := StandardOf("bsi-2.1.0")
	for day, want := range map[string][2]bool{
		"2024-09-19": {false, false}, "2024-09-20": {true, false}, "2025-08-19": {true, false}, "2025-08-20": {true, true},
		"2026-02-20": {true, true}, "2026-02-21": {false, true}, "2026-11-22": {false, true},
	} {
		if got := [2]bool{older.Applies(day), newer.Applies(day)}; got != want {
			t.Errorf("%s: %v, want %v", day, got, want)
		}
	}
}
