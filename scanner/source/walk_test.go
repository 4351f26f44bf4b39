// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

func TestFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bid")
	write(t, dir, "README", []byte("read me"))
	write(t, dir, "empty", nil)
	write(t, dir, "a/b/c.json", []byte(`{"spdxVersion":"SPDX-2.3"}`))
	write(t, dir, "lib/x.jar", makeZip(t, member{name: "META-INF/MANIFEST.MF", data: "Manifest"}))
	for _, vcs := range []string{".git/config", ".git/objects/.git/1", "sub/.hg/store", "sub/.svn/entries"} {
		write(t, dir, vcs, []byte("x"))
	}
	write(t, dir, "module/.git", []byte("gitdir: x")) // a file: what a submodule has

	w := walk(t, source.Options{}, dir)
	equal(t, "paths", w.paths(), []string{"README", "a/b/c.json", "empty", "lib/x.jar", "lib/x.jar!/META-INF/MANIFEST.MF", "module/.git"})
	equal(t, "issues", w.issues(), []string{"note version-control-skipped files=2 @.git",
		"note version-control-skipped files=1 @sub/.hg", "note version-control-skipped files=1 @sub/.svn"})
	if e := w.entries["README"]; e.Size != 7 || e.SHA256 != sha256Hex([]byte("read me")) || e.SHA1 != "" || e.Depth != 0 || e.Kind != source.KindPlain {
		t.Errorf("README: %+v", e)
	}
	if e := w.entries["a/b/c.json"]; e.Kind != source.KindSPDXJSON {
		t.Errorf("c.json is %q", e.Kind)
	}
	if e := w.entries["lib/x.jar"]; e.Kind != source.KindZip || e.Data == nil {
		t.Errorf("x.jar is %q", e.Kind)
	}
	if e := w.entries["lib/x.jar!/META-INF/MANIFEST.MF"]; e.Depth != 1 || string(e.Data) != "Manifest" {
		t.Errorf("manifest: %+v", e)
	}

	var lines []string
	var size int64
	for p, e := range w.entries {
		size += e.Size
		if e.Depth == 0 {
			lines = append(lines, fmt.Sprintf("%s %d %s\n", p, e.Size, e.SHA256))
		}
	}
	slices.Sort(lines)
	want := sha256Hex([]byte(strings.Join(lines, "")))
	if s := w.Subject; s.Name != "bid" || s.Kind != inventory.KindTree || s.SHA256 != want ||
		len(s.Inputs) != 1 || s.Inputs[0] != (inventory.Input{Name: "bid", Kind: inventory.KindTree, SHA256: want}) {
		t.Errorf("subject: %+v, want digest %s", s, want)
	}
	if w.Files != 6 || w.Bytes != size {
		t.Errorf("%d files, %d bytes; want 6, %d", w.Files, w.Bytes, size)
	}
}

func TestSHA1(t *testing.T) {
	w := walkData(t, source.Options{SHA1: true}, "f", []byte("abc"))
	if got := w.entries["f"].SHA1; got != "a9993e364706816aba3e25717850c26c9cd0d89d" {
		t.Errorf("got %s", got)
	}
}

// The same input gives the same result, however many workers there are.
func TestDeterministic(t *testing.T) {
	dir := t.TempDir()
	var members []member
	for i := range 60 {
		members = append(members, member{name: fmt.Sprintf("d%d/../../x%d", i%7, i%20), data: strings.Repeat("x", i*100)})
	}
	inner := makeZip(t, members...)
	write(t, dir, "x/broken.zip", inner[:len(inner)/2])
	nested := makeZip(t, member{name: "a.zip", data: string(inner)}, member{name: "t.tgz", data: string(makeGzip(t, makeTar(t, members...)))},
		member{name: "b.zip", data: string(inner)}, member{name: "c.zip", data: string(inner)})
	for i := range 30 {
		write(t, dir, fmt.Sprintf("f%d/%d", i%3, i), bytes.Repeat([]byte{'a'}, i))
		write(t, dir, fmt.Sprintf("f%d/%d.zip", i%3, i), nested)
	}
	limits := source.Limits{Total: 500_000, Entry: 50_000}
	var first walked
	for i, workers := range []int{1, 8, 8, 3, 16} {
		w := walk(t, source.Options{Workers: workers, Limits: limits, SHA1: true}, dir)
		if i == 0 {
			first = w
			if w.complete() || len(w.entries) < 1000 {
				t.Fatalf("the input must hit limits and be large: %d entries", len(w.entries))
			}
			continue
		}
		equal(t, "paths", w.paths(), first.paths())
		equal(t, "issues", w.issues(), first.issues())
		if fmt.Sprint(w.Subject) != fmt.Sprint(first.Subject) || w.Files != first.Files || w.Bytes != first.Bytes {
			t.Errorf("result differs: %v, %v", w.Result, first.Result)
		}
		for p, e := range w.entries {
			if e.SHA256 != first.entries[p].SHA256 {
				t.Errorf("%s differs", p)
			}
		}
	}
}

func TestTooLarge(t *testing.T) {
	dir := t.TempDir()
	data := bytes.Repeat([]byte(`{"a": 10} `), 10)
	write(t, dir, "large", data)
	write(t, dir, "small", data[:99])
	w := walk(t, source.Options{Limits: source.Limits{Entry: 99}}, dir)
	equal(t, "issues", w.issues(), []string{"unread file-too-large limit=99 size=100 @large"})
	if e := w.entries["large"]; e.Data != nil || e.Size != 100 || e.SHA256 != sha256Hex(data) {
		t.Errorf("%+v", e)
	}
	if w.text("small") == "" {
		t.Error("small is gone")
	}
}

// Of what is too large to be in memory, a text or a binary is given to be read in pieces, unless it is
// wanted as a whole or its end may show that it is an SBOM.
func TestAt(t *testing.T) {
	for name, c := range map[string]struct {
		data   string
		whole  bool
		pieces bool
	}{
		"text":       {"plain words " + strings.Repeat("of a file\n", 20), false, true},
		"binary":     {strings.Repeat("\x00\x01\x02", 60), false, true},
		"program":    {"/* no comment of JSON */ int x; // " + strings.Repeat("x", 99), false, true},
		"xml":        {"<a>" + strings.Repeat("of a file\n", 20), false, true},
		"script":     {"#!/bin/sh\n" + strings.Repeat("of a file\n", 20), false, true},
		"wanted":     {"plain words " + strings.Repeat("of a file\n", 20), true, false},
		"json":       {"{" + strings.Repeat("of a file\n", 20), false, false},
		"commented":  {"// said before\n {" + strings.Repeat("of a file\n", 20), false, false},
		"all remark": {"/*" + strings.Repeat("of a file\n", 20), false, false},
		"yaml":       {"key: value\n" + strings.Repeat("of a file\n", 20), false, false},
		"xml sbom":   {`<bom xmlns="http://cyclonedx.org/schema/bom/1.6">` + strings.Repeat("of a file\n", 20), false, false},
		"over total": {strings.Repeat("of a file\n", 50), false, false},
	} {
		dir := t.TempDir()
		write(t, dir, "large", []byte(c.data))
		var got []byte
		result, err := source.Walk(t.Context(), []string{dir}, source.Options{
			Limits: source.Limits{Entry: 99, Total: 400}, Whole: func(string) bool { return c.whole },
		}, func(e *source.Entry) error {
			if e.Data != nil || e.SHA256 != sha256Hex([]byte(c.data)) || e.Size != int64(len(c.data)) {
				t.Errorf("%s: %+v", name, e)
			}
			if e.At != nil {
				got, _ = io.ReadAll(io.NewSectionReader(e.At, 0, e.Size))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if c.pieces != (len(result.Issues) == 0) || c.pieces != (string(got) == c.data) {
			t.Errorf("%s: %d bytes given, issues %v", name, len(got), result.Issues)
		}
	}
}

// Contents over 16 MiB take another way: archives are read where they lie, texts one after the other.
func TestLargeContents(t *testing.T) {
	chunk := make([]byte, 1<<16)
	x := uint32(1)
	for i := range chunk {
		x = x*1664525 + 1013904223
		chunk[i] = byte(x >> 24)
	}
	noise := bytes.Repeat(chunk, 9<<4)
	text := bytes.Repeat([]byte("some text that fills a line and the next one too\n"), 350_000)
	members := []member{{name: "n1", data: string(noise), store: true}, {name: "text", data: string(text)}, {name: "n2", data: string(noise), store: true}}
	zipped := makeZip(t, members...)
	tarred := makeTar(t, members...)
	dir := t.TempDir()
	write(t, dir, "text", text)
	write(t, dir, "x.zip", zipped)
	write(t, dir, "x.tar", tarred)
	write(t, dir, "x.tgz", makeGzip(t, tarred))
	write(t, dir, "outer.zip", makeZip(t, member{name: "x.zip", data: string(zipped), store: true}, member{name: "x.tar", data: string(tarred), store: true}))
	write(t, dir, "run", append([]byte("#!/bin/sh\n"), zipped...))
	w := walk(t, source.Options{Workers: 4, Limits: source.Limits{Ratio: 10_000}}, dir)
	equal(t, "issues", w.issues(), nil)
	if len(w.entries) != 6+2+6*3 {
		t.Errorf("%v", w.paths())
	}
	for p, e := range w.entries {
		want := map[string][]byte{"n1": noise, "n2": noise, "text": text, "x.zip": zipped, "x.tar": tarred}[filepath.Base(p)]
		if want != nil && e.SHA256 != sha256Hex(want) {
			t.Errorf("%s: wrong digest", p)
		}
	}
	alone := walk(t, source.Options{}, filepath.Join(dir, "x.zip"))
	if alone.Subject.SHA256 != sha256Hex(zipped) || alone.Subject.Kind != inventory.KindArchive {
		t.Errorf("%+v", alone.Subject)
	}
}

func TestVisitError(t *testing.T) {
	dir := t.TempDir()
	for i := range 500 {
		write(t, dir, fmt.Sprint(i), []byte("x"))
	}
	want := errors.New("stop")
	_, err := source.Walk(context.Background(), []string{dir}, source.Options{}, func(*source.Entry) error { return want })
	if err != want {
		t.Errorf("got %v", err)
	}
}

func TestCancel(t *testing.T) {
	dir := t.TempDir()
	for i := range 500 {
		write(t, dir, fmt.Sprint(i), []byte("x"))
	}
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	_, err := source.Walk(ctx, []string{dir}, source.Options{Workers: 1}, func(*source.Entry) error { n++; cancel(); return nil })
	if err != context.Canceled || n != 1 {
		t.Errorf("got %v after %d files", err, n)
	}

	ctx, cancel = context.WithCancel(context.Background())
	r, w := io.Pipe() // nobody writes
	defer w.Close()
	time.AfterFunc(20*time.Millisecond, cancel)
	_, err = source.Walk(ctx, []string{"-"}, source.Options{Stdin: r}, func(*source.Entry) error { return nil })
	if err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

func TestProgress(t *testing.T) {
	dir := t.TempDir()
	for i := range 30 {
		write(t, dir, fmt.Sprint(i), []byte("0123456789"))
	}
	other := t.TempDir()
	write(t, other, "a.zip", makeZip(t, numbered(10, "x")...))
	zipped := filepath.Join(other, "a.zip")
	for _, inputs := range [][]string{{dir, zipped}, {zipped, dir}} {
		var p source.Progress
		early := atomic.Bool{}
		result, err := source.Walk(t.Context(), inputs, source.Options{Progress: &p, Exclude: []source.Pattern{{Glob: "7"}}}, func(e *source.Entry) error {
			total, first := p.Total.Load(), inputs[0] == dir == !strings.HasPrefix(e.Path, "a.zip")
			if first && total != 0 || !first && total != 31 || p.Done.Load() > 31 {
				early.Store(true)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if early.Load() {
			t.Error("a total that was not known yet, or not given though it was")
		}
		if p.Done.Load() != 31 || p.Total.Load() != 31 || p.Files.Load() != int64(result.Files) || p.Bytes.Load() != result.Bytes {
			t.Errorf("%d of %d, %d files, %d bytes; the result has %d and %d", p.Done.Load(), p.Total.Load(), p.Files.Load(), p.Bytes.Load(), result.Files, result.Bytes)
		}
	}
}
