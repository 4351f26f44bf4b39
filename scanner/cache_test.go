// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/cache"
	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/embedded"
)

// cachedTree is a tree with the files of all tests of detection, each there under names of several kinds.
func cachedTree(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	forest(t, dir, 20)
	for _, name := range []string{"copyrights.txtar", "files.txtar", "notices.txtar"} {
		a, err := txtar.ParseFile("detect/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			at := name + "/" + filepath.ToSlash(filepath.Clean("/"+f.Name))
			for _, as := range []string{".c", "/LICENSE", "/NOTICE", "/README", "/ChangeLog"} {
				write(t, dir, at+as, f.Data)
			}
		}
	}
	write(t, dir, "latin.c", append(piece(t, "mit.c"), '\xe9'))
	const bom = `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a","version":"1","licenses":[{"license":{"id":"MIT"}}]}]}`
	for name, text := range map[string]string{
		"bom.json": bom, "wrapped.txt": `{"payload":[` + bom + `]}`, "bom.txt": bom, "bom.spdx": "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\n",
		"deps/zlib.h": "/* zlib.h -- interface\n  version 1.2.13, October 13th, 2022\n*/\n#define ZLIB_VERSION \"1.2.13\"\n",
		"deps/same":   "/* zlib.h -- interface\n  version 1.2.13, October 13th, 2022\n*/\n#define ZLIB_VERSION \"1.2.13\"\n",
		"jquery.js":   "/*! jQuery v3.6.0 | (c) OpenJS Foundation and other contributors | jquery.org/license */\nvar x;\n",
		"program":     "\x7fELF\x02\x01" + strings.Repeat("\x00\x01\x02 GPL", 50), "README": "zlib 1.2.13 is a general purpose data compression library of some length\n",
		"RECORD": strings.Repeat("a/b.py,sha256=x,1\n", 9), "a.dist-info/RECORD": strings.Repeat("a/b.py,sha256=x,1\n", 9),
	} {
		write(t, dir, name, []byte(text))
	}
	write(t, dir, "nothing.c", []byte("int x;\n"))
	write(t, dir, "empty.c", nil)
	write(t, dir, "tree.zip", pack(t, "tree.zip", dir))
	return dir
}

// Losing the cache changes speed only: without one, with an empty, a filled and a broken one a tree
// gives the same bytes.
func TestCacheChangesNothing(t *testing.T) {
	tree, dir := cachedTree(t), filepath.Join(t.TempDir(), "cache")
	want := marshal(t, scan(t, scanner.Options{}, tree))
	with := func(when string) {
		t.Helper()
		s := cache.Open(dir, "build", 0)
		if s == nil {
			t.Fatal("no cache")
		}
		defer s.Close()
		if got := marshal(t, scan(t, scanner.Options{Cache: s}, tree)); !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes that differ from the %d without a cache", when, len(got), len(want))
		}
	}
	with("empty")
	with("filled")
	s := cache.Open(dir, "build", 0)
	known := 0
	for _, f := range scan(t, scanner.Options{}, tree).Files {
		if _, ok := s.Get(f.SHA256, textClass(f.Path)); ok {
			known++
		}
	}
	s.Close()
	if known < 500 {
		t.Errorf("%d files are known", known)
	}
	shards := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		switch shards++; shards % 3 {
		case 0:
			data = data[:len(data)/2]
		case 1:
			for i := 40; i < len(data); i += 60 {
				data[i]++
			}
		}
		return os.WriteFile(path, data, 0o600)
	})
	if err != nil || shards < 100 {
		t.Fatalf("%d shards, %v", shards, err)
	}
	with("broken")
	with("mended")
}

// A cache is asked for content, role and build: a record that fits none of the file is not used.
func TestRecordOfAnotherFile(t *testing.T) {
	dir, text := filepath.Join(t.TempDir(), "cache"), piece(t, "mit.c")
	file := write(t, t.TempDir(), "a.c", text)
	want := scan(t, scanner.Options{}, file)
	_, record, ok := detect.Record(bytes.Repeat(text, 3), "a.c")
	if !ok || len(record) == 0 {
		t.Fatal("no record")
	}
	s := cache.Open(dir, "build", 0)
	defer s.Close()
	s.Put(want.Files[0].SHA256, textClass("a.c"), append([]byte{0}, record...))
	if got := marshal(t, scan(t, scanner.Options{Cache: s}, file)); !bytes.Equal(got, marshal(t, want)) {
		t.Errorf("a forged record was used: %s", got)
	}
}

// textClass is the class under which a text is kept.
func textClass(path string) string { return detect.PathClass(path) + "/" + embedded.Class(path) }

// What is kept in another form than this build's says nothing, nor does anything that is kept hide an archive.
func TestForeignRecords(t *testing.T) {
	tree, text := t.TempDir(), piece(t, "mit.c")
	write(t, tree, "a.c", text)
	write(t, tree, "bom.json", []byte(`{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"some-library","version":"1.2.3"}]}`))
	write(t, tree, "a.zip", pack(t, "a.zip", tree))
	want := scan(t, scanner.Options{}, tree)
	with := func(path string, kept []byte) {
		t.Helper()
		s := cache.Open(filepath.Join(t.TempDir(), "cache"), "build", 0)
		defer s.Close()
		for _, f := range want.Files {
			if path == "" || f.Path == path {
				s.Put(f.SHA256, textClass(f.Path), kept)
			}
		}
		if got := marshal(t, scan(t, scanner.Options{Cache: s}, tree)); !bytes.Equal(got, marshal(t, want)) {
			t.Errorf("%q was used: %s", kept, got)
		}
	}
	for _, kept := range [][]byte{{}, {2}, {255}, {0, 7}, {1, 0, 1}, bytes.Repeat([]byte{0}, 9), []byte("what somebody else kept")} {
		with("", kept)
	}
	with("a.zip", []byte{0})
}
