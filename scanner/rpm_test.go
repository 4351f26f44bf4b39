// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

// TestRPMPackages: packages handed over as files are components with the licence that their headers state, and one needs the other.
func TestRPMPackages(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"source/testdata/rpm/zst.rpm", "rpm/testdata/beispiel-lib.rpm"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, filepath.Base(name), data)
	}
	v := scan(t, scanner.Options{}, dir)
	const program, lib = "pkg:rpm/fedora/beispiel@1.0-1?arch=noarch&epoch=1", "pkg:rpm/fedora/beispiel-lib@1.0-1?arch=noarch&epoch=1"
	if c := v.Component(program); c == nil || c.Stated() != "MIT AND GPL-2.0-or-later" || c.Supplier != "Fedora Project" {
		t.Errorf("%+v", c)
	}
	if c := v.Component(lib); c == nil || c.Stated() != "EUPL-1.2" {
		t.Errorf("%+v", c)
	}
	if !slices.ContainsFunc(v.Relations, func(r inventory.Relation) bool {
		return r.From == program && r.To == lib && r.Kind == inventory.DependsOn && r.Evidence[0].Path == "zst.rpm!/rpm-header"
	}) {
		t.Errorf("%+v", v.Relations)
	}
	if len(v.Components) != 2 || len(v.Documents) > 0 {
		t.Errorf("%d components, documents %+v", len(v.Components), v.Documents)
	}
	for _, f := range v.Files {
		if want := strings.Contains(f.Path, "!/"); (f.Component != "") != want {
			t.Errorf("%s is of %q", f.Path, f.Component)
		}
	}
	alone := scan(t, scanner.Options{}, filepath.Join(dir, "zst.rpm"))
	if alone.Subject.Main != program || alone.Subject.Version != "1.0-1" {
		t.Errorf("%+v", alone.Subject)
	}
}

// TestRPMSystem: what the database of a system names is there, files of the tree belong to it, and os-release says of which distribution it is.
func TestRPMSystem(t *testing.T) {
	f, err := os.Open("rpm/testdata/rpmdb.sqlite.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "usr/lib/sysimage/rpm/rpmdb.sqlite", data)
	write(t, dir, "usr/lib/sysimage/rpm/rpmdb.sqlite-wal", nil)
	write(t, dir, "etc/os-release", []byte("ID=fedora\nVERSION_ID=40\n"))
	write(t, dir, "usr/share/beispiel/main.py", []byte("print()\n"))
	write(t, dir, "opt/own.py", []byte("print()\n"))
	v := scan(t, scanner.Options{}, dir)
	const program, lib = "pkg:rpm/fedora/beispiel@1.0-1?arch=noarch&distro=fedora-40&epoch=1", "pkg:rpm/fedora/beispiel-lib@1.0-1?arch=noarch&distro=fedora-40&epoch=1"
	for _, id := range []string{program, lib} {
		if c := v.Component(id); c == nil || c.Role != inventory.ThirdParty || c.Scope != inventory.Runtime || c.Distribution.Source != "" || c.Distribution.Package != "beispiel-1.0-1.src.rpm" {
			t.Errorf("%s: %+v", id, c)
		}
	}
	for _, want := range [][2]string{{"file:.", program}, {program, lib}} {
		if !slices.ContainsFunc(v.Relations, func(r inventory.Relation) bool {
			return r.From == want[0] && r.To == want[1] && r.Kind == inventory.DependsOn
		}) {
			t.Errorf("%s does not need %s", want[0], want[1])
		}
	}
	for _, f := range v.Files {
		want := "file:."
		if f.Path == "usr/share/beispiel/main.py" {
			want = program
		}
		if f.Component != want {
			t.Errorf("%s is of %s", f.Path, f.Component)
		}
	}
	for _, i := range v.Issues {
		if i.Effect == inventory.Unread {
			t.Errorf("%+v", i)
		}
	}
}
