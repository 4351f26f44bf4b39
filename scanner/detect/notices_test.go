// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect_test

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/spdx"
)

// minNotices is how many of the notices are read as expected; a change may raise it.
const minNotices = 246

// TestNotices reads notices that were written, with what they mean, by somebody who had not seen
// the code. An expression counts if it is satisfied by the same sets of licences as the expected one.
func TestNotices(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/notices.txtar")
	if err != nil {
		t.Fatal(err)
	}
	notices := map[string][]byte{}
	right, all := 0, 0
	for _, f := range archive.Files {
		stem, isExpect := strings.CutSuffix(f.Name, ".expect")
		if !isExpect {
			name := strings.TrimSuffix(f.Name, "."+f.Name[strings.LastIndexByte(f.Name, '.')+1:])
			notices[name] = f.Data
			continue
		}
		data, ok := notices[stem]
		if !ok {
			t.Fatalf("%s: no notice before it", f.Name)
		}
		want, _, _ := strings.Cut(string(f.Data), "\n")
		got, _ := detect.Expression(detect.Scan(data, stem+".txt").Findings)
		all++
		if means(t, strings.TrimSpace(want), got) {
			right++
		} else {
			t.Logf("%s: got %q, want %q", stem, spdx.Text(got), want)
		}
	}
	t.Logf("%d of %d", right, all)
	if all < 150 || right < minNotices {
		t.Errorf("%d of %d notices are read as expected, want %d", right, all, minNotices)
	}
}

// means holds what was found against an expectation: an expression, "" for nothing, or UNKNOWN.
func means(t *testing.T, want string, got spdx.Expression) bool {
	switch {
	case want == "" || got == nil:
		return want == "" && got == nil
	case want == "UNKNOWN":
		return strings.HasPrefix(got.String(), "LicenseRef-lizenzlotse-")
	}
	e, err := spdx.Parse(want)
	if err != nil {
		t.Fatalf("%q: %v", want, err)
	}
	return equivalent(e, got)
}

// equivalent tries every set of the licences that either names.
func equivalent(x, y spdx.Expression) bool {
	atoms := spdx.Atoms(spdx.All(x, y))
	if len(atoms) > 12 {
		return spdx.Equal(x, y)
	}
	for set := range 1 << len(atoms) {
		accepted := func(e spdx.Expression) bool {
			for i, a := range atoms {
				if spdx.Equal(a, e) {
					return set>>i&1 == 1
				}
			}
			return false
		}
		if spdx.Satisfied(x, accepted) != spdx.Satisfied(y, accepted) {
			return false
		}
	}
	return true
}
