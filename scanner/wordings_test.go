// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

// folder holds files, given by name and content.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// wordings scans files, given by name and content, and lists what was kept of them.
func wordings(t *testing.T, limit int, files map[string]string) []inventory.Wording {
	t.Helper()
	kept := &scanner.Wordings{Limit: limit}
	if _, err := scanner.Scan(context.Background(), []string{folder(t, files)}, scanner.Options{Wordings: kept}); err != nil {
		t.Fatal(err)
	}
	return kept.List()
}

func TestWordings(t *testing.T) {
	text, err := os.ReadFile("testdata/wordings/license.txt")
	if err != nil {
		t.Fatal(err)
	}
	isc := string(text)
	commented := "// first\n\n// Copyright (c) 2001 Somebody\n//\n// " + strings.ReplaceAll(strings.TrimSpace(isc), "\n", "\n// ") + "\nint x;\n"
	list := wordings(t, 0, map[string]string{
		"LICENSE":       isc,
		"sub/COPYING":   "Copyright 1999 J\xf6rg Beispiel\n\n" + isc,
		"NOTICE":        "made by many\n",
		"main.c":        "int main(void) { return 0; }\n",
		"kept.c":        commented,
		"LICENSE.empty": "",
		"LICENSE.large": strings.Repeat(strings.Repeat("x", 79)+"\n", scanner.MaxWording/80+1),
	})
	byPath := map[string]inventory.Wording{}
	var paths []string
	for _, w := range list {
		byPath[w.Path] = w
		paths = append(paths, w.Path)
	}
	if want := []string{"LICENSE", "LICENSE.large", "NOTICE", "kept.c", "sub/COPYING"}; !slices.Equal(paths, want) {
		t.Fatalf("kept %q, want %q", paths, want)
	}
	if byPath["LICENSE"].Text != isc || byPath["NOTICE"].Text != "made by many\n" {
		t.Error("a file is not kept as it stands")
	}
	if !strings.HasPrefix(byPath["sub/COPYING"].Text, "Copyright 1999 Jörg Beispiel\n") {
		t.Errorf("Latin-1: %q", byPath["sub/COPYING"].Text[:40])
	}
	if w := byPath["LICENSE.large"]; w.Text != "" || w.Size <= scanner.MaxWording {
		t.Errorf("the large file: %d bytes kept of %d", len(w.Text), w.Size)
	}
	passage := byPath["kept.c"]
	if passage.Line.First != 3 || !strings.HasPrefix(passage.Text, "// Copyright (c) 2001 Somebody\n") || strings.Contains(passage.Text, "int x;") {
		t.Errorf("the passage begins in line %d: %q", passage.Line.First, passage.Text)
	}
}

// TestWordingsLimit: which texts stay does not depend on the order in which files are visited, and the rest is listed without.
func TestWordingsLimit(t *testing.T) {
	files := map[string]string{}
	const count, size = 200, 1000
	for i := range count {
		files[fmt.Sprintf("d%03d/LICENSE", i)] = fmt.Sprintf("%03d", i) + strings.Repeat("y", size-3)
		files[fmt.Sprintf("e%03d/LICENSE", i)] = files[fmt.Sprintf("d%03d/LICENSE", i)]
	}
	first := wordings(t, 50*size, files)
	kept := map[string]bool{}
	for _, w := range first {
		if w.Text != "" {
			kept[w.Text] = true
		}
	}
	if len(first) != 2*count || len(kept) != 50 {
		t.Errorf("%d files, %d texts", len(first), len(kept))
	}
	for range 3 {
		if again := wordings(t, 50*size, files); !slices.Equal(again, first) {
			t.Fatal("another time others are kept")
		}
	}
}
