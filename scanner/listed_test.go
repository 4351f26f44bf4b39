// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

func codesOf(v *inventory.Inventory, path string) []string {
	var list []string
	for _, i := range v.Issues {
		if i.Path == path {
			list = append(list, i.Code)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// A lock file of which every entry was made out is no prose, and the many licences that it names cut no search short, as they do in any other file.
func TestLockFilesAreNoProse(t *testing.T) {
	dir := t.TempDir()
	const many = 160_000
	data := []byte(`{"lockfileVersion": 3, "packages": {"node_modules/a": {"version": "1.0.0", "funding": [` +
		strings.Repeat("{\"license\": \"MIT\"},\n", many) + `7]}}}`)
	write(t, dir, "package-lock.json", data)
	write(t, dir, "other.json", data)
	v := scan(t, scanner.Options{}, dir)
	if got := codesOf(v, "package-lock.json"); got != nil {
		t.Errorf("the lock file: %v", got)
	}
	if got := codesOf(v, "other.json"); !slices.Contains(got, "detection-limited") {
		t.Errorf("the same under another name: %v, so this tests nothing", got)
	}
}

// Nobody hides a text or a tag in a lock file, and no prose in what is only named like one.
func TestTextsInLockFilesAreFound(t *testing.T) {
	dir := t.TempDir()
	text := strings.ReplaceAll(string(piece(t, "mit.c")), "\n", "\n# ")
	write(t, dir, "a/yarn.lock", []byte("# yarn lockfile v1\n# "+text+"\n\nb@^1:\n  version \"1.0.0\"\n"))
	write(t, dir, "b/yarn.lock", fmt.Appendf(nil, "# yarn lockfile v1\n# SPDX-%s: MIT\n\nb@^1:\n  version \"1.0.0\"\n", "License-Identifier"))
	write(t, dir, "c/RECORD", []byte("Licensed under the MIT License\n"))
	write(t, dir, "d-1.dist-info/RECORD", []byte("d.py,sha256=aa_-,12\nLicensed under the MIT License\n"))
	v := scan(t, scanner.Options{}, dir)
	for i := range v.Files {
		if f := &v.Files[i]; len(f.Findings) == 0 || f.Findings[0].Expression.String() != "MIT" {
			t.Errorf("%s: %v", f.Path, f.Findings)
		}
	}
	if len(v.Files) != 4 {
		t.Errorf("%d files", len(v.Files))
	}
}

// What the list of a wheel's files names is no reference to a licence.
func TestListOfAWheelIsNoReference(t *testing.T) {
	dir := t.TempDir()
	const names = "a.py,sha256=47DEQpj8HBSa-_TImW,0\r\na-1.dist-info/licenses/LICENSES/Apache-2.0.txt,sha256=zz,11\r\n" +
		"a/THIRD_PARTY_LICENSES/GPL-3.0 license.txt,sha256=yy,7\r\na-1.dist-info/RECORD,,\r\n"
	write(t, dir, "a-1.dist-info/RECORD", []byte(names))
	write(t, dir, "other/files.txt", []byte(names))
	v := scan(t, scanner.Options{}, dir)
	if f := v.Files[0]; len(f.Findings) > 0 || codesOf(v, f.Path) != nil {
		t.Errorf("%s: %v, %v", f.Path, f.Findings, codesOf(v, f.Path))
	}
	if f := v.Files[1]; len(f.Findings) == 0 {
		t.Errorf("%s: nothing is found in the same text elsewhere, so this tests nothing", f.Path)
	}
}
