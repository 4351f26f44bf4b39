// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

var at = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

func sample(t *testing.T) *contents {
	t.Helper()
	program := filepath.Join(t.TempDir(), "lizenzlotse")
	if err := os.WriteFile(program, []byte("program"), 0o755); err != nil {
		t.Fatal(err)
	}
	return &contents{version: "1.0.0", programs: []built{{platforms[0], program}},
		modules: []*module{{path: "example.org/a", version: "v1.0.0", license: "MIT OR Apache-2.0"}, {path: std, version: "1.26.0", license: "BSD-3-Clause"}},
		uses:    map[string]map[string]bool{own: {"example.org/a": true, std: true}, "example.org/a": {std: true}}}
}

// Everything that is in a program is listed, with who uses it, and the same contents give the same bytes.
func TestBillOfMaterials(t *testing.T) {
	c := sample(t)
	var written [2][]byte
	for i := range written {
		path := filepath.Join(t.TempDir(), "bom.json")
		if err := c.write(path, at); err != nil {
			t.Fatal(err)
		}
		written[i], _ = os.ReadFile(path)
	}
	if !bytes.Equal(written[0], written[1]) {
		t.Error("written again, it differs")
	}
	var bom cdx.BOM
	if err := cdx.NewBOMDecoder(bytes.NewReader(written[0]), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
		t.Fatal(err)
	}
	if bom.SerialNumber == "" || bom.Metadata.Timestamp != "2026-11-22T09:30:00Z" || len(*bom.Components) != 2 {
		t.Errorf("%+v", bom)
	}
	parts := *bom.Metadata.Component.Components
	if len(parts) != 1 || len((*parts[0].Hashes)[0].Value) != 64 || parts[0].Name != "lizenzlotse-1.0.0-linux-amd64/lizenzlotse" {
		t.Errorf("%+v", parts)
	}
	uses := map[string]int{}
	for _, d := range *bom.Dependencies {
		uses[d.Ref] = 0
		if d.Dependencies != nil {
			uses[d.Ref] = len(*d.Dependencies)
		}
	}
	for ref, want := range map[string]int{"pkg:generic/lizenzlotse@1.0.0": 2, parts[0].BOMRef: 2, "pkg:golang/example.org/a@v1.0.0": 1, "pkg:golang/std@1.26.0": 0} {
		if got, there := uses[ref]; !there || got != want {
			t.Errorf("%s uses %d (there: %v), want %d", ref, got, there, want)
		}
	}
}

// An archive holds what it was given, whenever and by whomever it is made.
func TestArchives(t *testing.T) {
	for _, p := range platforms {
		var made [2][]byte
		for i := range made {
			out := t.TempDir()
			file := filepath.Join(out, "file")
			if err := os.WriteFile(file, []byte("content"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(file, at, at.Add(time.Duration(i)*time.Hour)); err != nil {
				t.Fatal(err)
			}
			if err := pack(out, "name", p, []member{{p.program(), file, 0o755}, {"LICENSE", file, 0o644}}, at); err != nil {
				t.Fatal(err)
			}
			archives, _ := filepath.Glob(filepath.Join(out, "name.*"))
			made[i], _ = os.ReadFile(archives[0])
		}
		if !bytes.Equal(made[0], made[1]) {
			t.Errorf("%s: made again, it differs", p)
		}
		if got, want := strings.Join(names(t, p, made[0]), " "), "name/"+p.program()+" name/LICENSE"; got != want {
			t.Errorf("%s: %s, want %s", p, got, want)
		}
	}
}

func names(t *testing.T, p platform, data []byte) (list []string) {
	t.Helper()
	if p.system == "windows" {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			list = append(list, f.Name)
		}
		return list
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, h.Name)
	}
}

// Licence files of folders that are not built in do not count, those above a package do.
func TestAbove(t *testing.T) {
	m := &module{packages: []string{"", "zstd/internal/xxhash"}}
	for folder, want := range map[string]bool{".": true, "zstd": true, "zstd/internal/xxhash": true, "zst": false, "cmd/tool": false, "zstd/internal/xxhash/deeper": false} {
		if m.above(folder) != want {
			t.Errorf("%s: %v", folder, !want)
		}
	}
}

// What the README shows and points at lies in the archive with it.
func TestLinked(t *testing.T) {
	got := linked("![a](a/b.png) [c](#c) [d](D.md) [again](D.md) [e](https://example.org/e.md) [up](../up.md)")
	if want := []string{"a/b.png", "D.md"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	text, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	files := linked(string(text))
	if len(files) < 5 {
		t.Errorf("the README points at %q only", files)
	}
	for _, f := range files {
		if _, err := os.Stat(filepath.Join("../../..", f)); err != nil {
			t.Errorf("the README points at what is not there: %v", err)
		}
	}
}
