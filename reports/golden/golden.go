// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package golden is for tests of reports: the results that they share, and files that say what is to come out. Only tests
// import it.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/assessment"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Saved reads a result from the folder testdata of the reports. "bid.json" is a bid with a proprietary component, one under
// a network copyleft licence, a wrong statement and a file that could not be read.
func Saved(t *testing.T, name string) *assessment.Assessment {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := assessment.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Check holds a text against a file in the folder testdata of the package that is tested; with -update it is written.
func Check(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got); go test -update writes it anew:\n%s", path, diff)
	}
}
