// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

// forest writes a tree of n packages, each with some files, half of them under one purl, and two
// broken manifests.
func forest(t testing.TB, dir string, n int) {
	t.Helper()
	named, same, mit, ref := string(piece(t, "package.json")), piece(t, "same.json"), piece(t, "mit.c"), string(piece(t, "ref.c"))
	for i := range n {
		at := fmt.Sprintf("%02d/%03d/", i%7, i)
		if i%2 == 0 {
			write(t, dir, at+"package.json", same)
		} else {
			write(t, dir, at+"package.json", fmt.Appendf(nil, named, i))
		}
		write(t, dir, at+"src/a.c", mit)
		write(t, dir, at+"src/b.c", fmt.Appendf(nil, ref, i%5))
	}
	for _, name := range []string{"x/package.json", "y/package.json"} {
		write(t, dir, name, []byte("{"))
	}
}

// However the goroutines run, the same input gives the same bytes.
func TestSameBytes(t *testing.T) {
	dir := t.TempDir()
	forest(t, filepath.Join(dir, "tree"), 150)
	write(t, dir, "tree.zip", pack(t, "tree.zip", filepath.Join(dir, "tree")))
	inputs := []string{filepath.Join(dir, "tree"), filepath.Join(dir, "tree.zip")}
	first := scan(t, scanner.Options{SHA1: true}, inputs...)
	want := marshal(t, first)
	for range 4 {
		if got := marshal(t, scan(t, scanner.Options{SHA1: true}, inputs...)); !bytes.Equal(got, want) {
			t.Fatalf("differs: %d bytes, %d at first", len(got), len(want))
		}
	}
	if !bytes.Equal(marshal(t, first), want) {
		t.Error("a later scan changed what an earlier one gave")
	}
	if got := len(first.Files); got != 2*(150*3+2)+1 {
		t.Errorf("%d files", got)
	}
	if c := first.Component("pkg:npm/same@1.0.0"); c == nil || len(c.Instances) != 2*75 {
		t.Errorf("same: %+v", c)
	}
	if first.Complete() {
		t.Error("complete with broken manifests")
	}
}

// A result names nothing of the machine it was made on.
func TestNoPathOfTheMachine(t *testing.T) {
	dir := t.TempDir()
	forest(t, filepath.Join(dir, "tree"), 3)
	write(t, dir, "broken.json", []byte(`{"bomFormat": "CycloneDX", "components": 7}`))
	data := marshal(t, scan(t, scanner.Options{}, filepath.Join(dir, "tree"), filepath.Join(dir, "broken.json")))
	if bytes.Contains(data, []byte(dir)) || bytes.Contains(data, []byte(os.TempDir())) {
		t.Errorf("%s", data)
	}
}

// What grows with the input grows no faster: these inputs would take hours if anything was quadratic.
func TestLarge(t *testing.T) {
	const places = 200_000
	var bom strings.Builder
	bom.WriteString(`{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [`)
	for i := range places {
		if i > 0 {
			bom.WriteByte(',')
		}
		fmt.Fprintf(&bom, `{"bom-ref": "%d", "type": "library", "name": "x", "version": "1", "purl": "pkg:npm/x@1"}`, i)
	}
	bom.WriteString("]}")
	v := scan(t, scanner.Options{Stdin: strings.NewReader(bom.String())}, "-")
	if len(v.Components) != 1 || len(v.Components[0].Instances) != places {
		t.Errorf("%d components", len(v.Components))
	}

	dir := t.TempDir()
	ref := string(piece(t, "ref.c"))
	const files = 5000
	for i := range files {
		write(t, dir, fmt.Sprintf("%d/%d.c", i%100, i), fmt.Appendf(bytes.Repeat([]byte("int x;\n"), 150), ref, i))
	}
	v = scan(t, scanner.Options{}, dir)
	if len(v.Files) != files || len(v.Components) != 1 || len(v.Components[0].Claims) != files {
		t.Errorf("%d files, %d components", len(v.Files), len(v.Components))
	}

	var lines []byte
	for i := range 4000 {
		lines = fmt.Appendf(lines, ref, i)
	}
	v = scan(t, scanner.Options{}, write(t, t.TempDir(), "list.c", lines))
	claims := v.Components[0].Claims
	if len(claims) != 1 || len(claims[0].Evidence) != 20 || claims[0].Count != 1 {
		t.Errorf("%d claims", len(claims))
	}
}

func TestOptions(t *testing.T) {
	file := write(t, t.TempDir(), "a.c", piece(t, "mit.c"))
	v := scan(t, scanner.Options{SHA1: true, Version: "1.2.3"}, file)
	if f := v.Files[0]; len(f.SHA1) != 40 || len(f.SHA256) != 64 {
		t.Errorf("digests %q %q", f.SHA1, f.SHA256)
	}
	if v := scan(t, scanner.Options{}, file); v.Files[0].SHA1 != "" {
		t.Error("SHA-1 though nobody asked")
	}
	if v.Schema != inventory.Schema || len(v.Tools) != 3 || v.Tools[0] != (inventory.Tool{Name: "lizenzlotse", Version: "1.2.3"}) {
		t.Errorf("schema %q, tools %v", v.Schema, v.Tools)
	}
}

// A file that is too large for memory is searched all the same, and has the same findings as in an
// archive, where it is read as a whole.
func TestInPieces(t *testing.T) {
	log := bytes.Repeat([]byte("04:11:07 worker 7 took 31 ms for 12 rows\n"), 420_000)
	mit := piece(t, "mit.c")
	data := append(append(append([]byte{}, log...), mit...), log[:len(log)/4]...)
	dir := t.TempDir()
	write(t, dir, "tree/out.log", data)
	write(t, dir, "tree/setup.py", data) // a manifest by its name
	write(t, dir, "tree.tar", pack(t, "tree.tar", filepath.Join(dir, "tree")))
	at := scan(t, scanner.Options{SHA1: true}, filepath.Join(dir, "tree"))
	in := scan(t, scanner.Options{SHA1: true}, filepath.Join(dir, "tree.tar"))
	if got, want := fmt.Sprint(at.Files), fmt.Sprint(in.Files); got != want || len(at.Files) != 2 || len(at.Files[0].Findings) == 0 {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if !at.Complete() {
		t.Errorf("%v", at.Issues)
	}
	first := at.Files[0].Findings[0].Evidence
	if want := bytes.Count(log, []byte("\n")); first.Line.First <= want || first.Line.Last > want+bytes.Count(mit, []byte("\n")) ||
		!bytes.Contains(mit, data[first.Byte.Start:first.Byte.End]) {
		t.Errorf("%+v", first)
	}
}
