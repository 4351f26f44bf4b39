// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts_test

import (
	"os"
	"strings"
	"testing"

	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

func TestProprietary(t *testing.T) {
	table, err := os.ReadFile("testdata/proprietary.tsv")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(table)) {
		if line[0] == '#' {
			continue
		}
		want, field, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if got := facts.Proprietary(field); got != (want == "yes") {
			t.Errorf("%q: %v", field, got)
		}
		cases++
	}
	if cases < 60 {
		t.Errorf("only %d cases were read", cases)
	}
	if facts.Proprietary("proprietary" + strings.Repeat(" ", 10_000)) {
		t.Error("a field of 10 kB was looked at")
	}
}

// TestProprietaryIsNoListedLicense: neither an id nor a name of the SPDX list reads as proprietary.
func TestProprietaryIsNoListedLicense(t *testing.T) {
	for _, l := range spdx.Licenses() {
		if facts.Proprietary(l.ID) || facts.Proprietary(l.Name) {
			t.Errorf("%s, %s", l.ID, l.Name)
		}
	}
}

func FuzzProprietary(f *testing.F) {
	for _, s := range []string{"UNLICENSED", "LicenseRef-x-proprietary", "DocumentRef-", "© all rights reserved", "\xff\xfe", "İ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		got := facts.Proprietary(raw)
		if len(raw) < 200 && facts.Proprietary(" "+raw+" ") != got {
			t.Errorf("white space around %q changes the answer", raw)
		}
		facts.OpenCodeOther(raw)
	})
}

func FuzzOf(f *testing.F) {
	for _, s := range []string{"MIT", "GPL-2.0+ WITH Classpath-exception-2.0", "LicenseRef-x", "wxWindows+", "GPL-2.0 WITH AdditionRef-x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := spdx.Parse(text)
		if err != nil {
			return
		}
		for _, atom := range spdx.Atoms(e) {
			if got, ok := facts.Of(atom); ok != (got.Class != "") || ok != (len(got.Basis) > 0) {
				t.Errorf("%s: %v %+v", atom, ok, got)
			}
		}
	})
}
