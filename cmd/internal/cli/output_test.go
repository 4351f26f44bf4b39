// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"os"
	"path/filepath"
	"testing"

	"lizenzlotse/scanner/inventory"
)

// Where the paths of a result begin is said so that from the working directory it can be opened.
func TestBeginning(t *testing.T) {
	t.Chdir(t.TempDir())
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		inputs []string
		kind   inventory.SubjectKind
		want   string
	}{
		{[]string{"."}, inventory.KindTree, ""},
		{[]string{"sub/x/"}, inventory.KindTree, "sub/x"},
		{[]string{here}, inventory.KindTree, ""},
		{[]string{filepath.Join(here, "sub")}, inventory.KindTree, "sub"},
		{[]string{"../x"}, inventory.KindTree, "../x"},
		{[]string{filepath.Join(filepath.Dir(here), "x")}, inventory.KindTree, filepath.ToSlash(filepath.Join(filepath.Dir(here), "x"))},
		{[]string{"bom.json"}, inventory.KindSBOM, ""},
		{[]string{"sub/bom.json"}, inventory.KindSBOM, "sub"},
		{[]string{"sub/bid.zip"}, inventory.KindArchive, "sub"},
		{[]string{"sub/a", "./sub/b/"}, inventory.KindBundle, "sub"},
		{[]string{"sub/a", "b"}, inventory.KindBundle, ""},
		{[]string{"-"}, inventory.KindFile, ""},
	} {
		v := &inventory.Inventory{Subject: inventory.Subject{Kind: c.kind}}
		if got := beginning(c.inputs, v); got != c.want {
			t.Errorf("%v: %q, want %q", c.inputs, got, c.want)
		}
		v.Issues = []inventory.Issue{{Code: inventory.IssueSaved}}
		if got := beginning(c.inputs, v); got != "" {
			t.Errorf("%v, saved: %q", c.inputs, got)
		}
	}
}
