// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse_test

import (
	"os"
	"strings"
	"testing"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/reuse"
	"lizenzlotse/scanner/spdx"
)

func licenseOf(t *testing.T, raw string) inventory.License {
	t.Helper()
	list, _ := reuse.Read([]byte("Format: copyright-format\n\nFiles: *\nLicense: "+raw+"\n"), "debian/copyright")
	if len(list) != 1 || len(list[0].Licenses) != 1 {
		t.Fatalf("%q: %+v", raw, list)
	}
	return list[0].Licenses[0]
}

func TestShortNames(t *testing.T) {
	table, err := os.ReadFile("testdata/shortnames.tsv")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(table)) {
		raw, want, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		seen++
		l := licenseOf(t, raw)
		if l.Raw != raw {
			t.Errorf("%q: raw %q", raw, l.Raw)
		}
		if got := spdx.Text(l.Expression); got != strings.TrimPrefix(want, "-") || (l.State == inventory.Unparsed) != (want == "-") {
			t.Errorf("%q: %s %q, want %q", raw, l.State, got, want)
		}
	}
	if seen < 60 {
		t.Errorf("%d names", seen)
	}
}

// TestShortReadings: a name that may mean something else says so.
func TestShortReadings(t *testing.T) {
	for raw, want := range map[string]string{
		"GPL": "GPL-1.0-only", "GPL-1+ or Artistic": "GPL-1.0-or-later OR Artistic-1.0-Perl", "LGPL and Expat": "LGPL-2.0-only AND MIT",
		"GPL-2+": "", "MIT": "",
	} {
		l := licenseOf(t, raw)
		got := ""
		for _, r := range l.Readings {
			got += r.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
	}
}
