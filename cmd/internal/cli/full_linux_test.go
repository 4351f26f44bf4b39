// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A full disk is an error, not a report cut short.
func TestFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("Nothing of a licence.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"scan", dir},
		{"scan", dir, "--output", "json"},
		{"check", dir, "--output", "html=/dev/full", "--output", "json=" + filepath.Join(dir, "r.json")},
	} {
		var stderr bytes.Buffer
		code := Run(append([]string{"lizenzlotse"}, append(args, "--lang", "en", "--no-cache")...), strings.NewReader(""), full, &stderr)
		if code != 2 || !strings.Contains(stderr.String(), "no space left on device") {
			t.Errorf("%v: exit code %d, %q", args, code, stderr.String())
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "r.json")); err == nil {
		t.Error("what stands behind the failed report was written")
	}
}
