// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx_test

import (
	"os"
	"strings"
	"testing"

	"lizenzlotse/scanner/spdx"
)

// tableOf reads the fields of a table's rows.
func tableOf(t testing.TB, name string) (list [][]string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && line[0] != '#' {
			list = append(list, strings.Split(line, "\t"))
		}
	}
	return list
}

// TestVocabularyTables: every row is read, and names what the SPDX list has.
func TestVocabularyTables(t *testing.T) {
	v := spdx.Words()
	for _, name := range []string{"names.tsv", "families.tsv", "addresses.tsv"} {
		for _, f := range tableOf(t, name) {
			if len(f) < 2 || f[0] == "" || f[1] == "" {
				t.Errorf("%s: row %q", name, f)
			}
		}
	}
	for _, f := range tableOf(t, "names.tsv") {
		if len(f) < 3 || f[2] != "weak" && f[2] != "medium" && f[2] != "strong" {
			t.Errorf("names.tsv: row %q", f)
		}
	}
	for _, f := range tableOf(t, "families.tsv") {
		if v.Families[f[0]] == nil {
			t.Errorf("no family %s", f[0])
		}
	}
	for name, f := range v.Families {
		for _, atom := range append(spdx.Atoms(f.Bare), f.Readings...) {
			if w, ok := atom.(spdx.With); ok {
				atom = w.License
			}
			if l, ok := atom.(spdx.License); !ok || l.IsRef() && !strings.HasPrefix(l.ID, "LicenseRef-lizenzlotse-") {
				t.Errorf("%s is %v", name, atom)
			} else if _, ok := spdx.LookupLicense(l.ID); !ok && !l.IsRef() {
				t.Errorf("%s is %s, which is not listed", name, l.ID)
			}
		}
	}
}

func TestVocabularyAddresses(t *testing.T) {
	for _, row := range tableOf(t, "testdata/addresses.tsv") {
		address, want := row[0], strings.TrimPrefix(row[1], "-")
		f, version := spdx.Words().Address(address)
		got := ""
		switch {
		case f != nil && version != "":
			got = spdx.Text(f.Expression([]string{version}, false))
		case f != nil:
			got = spdx.Text(f.Bare)
		}
		if got != want {
			t.Errorf("%s is %q, want %q", address, got, want)
		}
	}
}
