// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lizenzlotse/scanner/source"
)

func TestFolderLinks(t *testing.T) {
	dir, err := os.MkdirTemp("", "s") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	write(t, dir, "d/file", []byte("x"))
	for name, target := range map[string]string{
		"d/in": "file", "d/up": "../d", "full": filepath.Join(dir, "d/file"), "dangling": "nothing",
		"out": "../outside", "d/out": "../../x", "d/root": "/etc/passwd",
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	l, err := net.Listen("unix", filepath.Join(dir, "socket"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	w := walk(t, source.Options{Exclude: []source.Pattern{{Glob: "d/root"}}}, dir)
	equal(t, "paths", w.paths(), []string{"d/file"})
	equal(t, "issues", w.issues(), []string{
		"note links count=4 @", "note special-files count=1 @",
		"note link-outside target=../../x @d/out", "note link-outside target=../outside @out",
	})
	if !w.complete() {
		t.Error("links make a result incomplete")
	}
}

// Names that cannot be opened because their path is too long fail for root too.
func TestUnreadable(t *testing.T) {
	top := t.TempDir()
	write(t, top, "good", []byte("x"))
	at, err := os.OpenRoot(top)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.Repeat("n", 200)
	for range 25 {
		if err := at.Mkdir(name, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := at.WriteFile("file-"+name, []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
		next, err := at.OpenRoot(name)
		if err != nil {
			t.Fatal(err)
		}
		at.Close()
		at = next
	}
	at.Close()
	w := walk(t, source.Options{}, top)
	if w.complete() || w.text("good") != "x" {
		t.Errorf("issues: %v", w.issues())
	}
	if got := w.issues("folder-unreadable"); len(got) != 1 || !strings.Contains(got[0], "cause=name-too-long") {
		t.Errorf("folders: %.100v", got)
	}
	if got := w.issues("file-unreadable"); len(got) != 1 || !strings.Contains(got[0], "cause=name-too-long") {
		t.Errorf("files: %.100v", got)
	}
}

func TestFolderNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a\x01b", "a_b", "a\u202eb", `c\d`, "e!/f", "bad\xff"} {
		write(t, dir, name, []byte(name))
	}
	w := walk(t, source.Options{}, dir)
	equal(t, "paths", w.paths(), []string{"a_b", "a_b~2", "a_b~3", "bad_", "c_d", "e_/f"})
	equal(t, "issues", w.issues(), []string{
		`note path-cleaned raw=a\x01b @a_b`, `note path-cleaned raw=a\u202eb @a_b~3`, `note path-cleaned raw=bad\xff @bad_`,
		`note path-cleaned raw=c\\d @c_d`, "note path-cleaned raw=e!/f @e_/f",
	})
}

func TestExclude(t *testing.T) {
	dir := t.TempDir()
	for _, p := range []string{"a.go", "vendor/x.go", "sub/vendor/y/z.go", "sub/b.go", "sub/c.txt", "node_modules/p/i.js", "x/node_modules/q"} {
		write(t, dir, p, []byte("x"))
	}
	write(t, dir, "lib.zip", makeZip(t, member{name: "in/a.go", data: "x"}, member{name: "vendor/b", data: "x"}))
	tests := []struct {
		glob string
		want []string
		n    int
	}{
		{"vendor/**", []string{"vendor/x.go"}, 1},
		{"/vendor/", []string{"vendor/x.go"}, 1},
		{"vendor/", []string{"lib.zip!/vendor/b", "sub/vendor/y/z.go", "vendor/x.go"}, 3},
		{"**/vendor/**", []string{"lib.zip!/vendor/b", "sub/vendor/y/z.go", "vendor/x.go"}, 3},
		{"node_modules", []string{"node_modules/p/i.js", "x/node_modules/q"}, 2},
		{"*.go", []string{"a.go", "lib.zip!/in/a.go", "sub/b.go", "sub/vendor/y/z.go", "vendor/x.go"}, 5},
		{"./*.go", []string{"a.go"}, 1},
		{"sub/*.go", []string{"sub/b.go"}, 1},
		{"sub/**/z.go", []string{"sub/vendor/y/z.go"}, 1},
		{"**/*/z.go", []string{"sub/vendor/y/z.go"}, 1},
		{"lib.zip", []string{"lib.zip", "lib.zip!/in/a.go", "lib.zip!/vendor/b"}, 1},
		{"lib.zip!/in", []string{"lib.zip!/in/a.go"}, 1},
		{"lib.zip/in/*", []string{"lib.zip!/in/a.go"}, 1},
		{"sub/?.txt", []string{"sub/c.txt"}, 1},
		{"nothing", nil, 0},
	}
	all := walk(t, source.Options{}, dir).paths()
	for _, test := range tests {
		t.Run(test.glob, func(t *testing.T) {
			p := source.Pattern{Glob: test.glob, Reason: "because"}
			w := walk(t, source.Options{Exclude: []source.Pattern{p, {Glob: test.glob}}}, dir)
			var out []string
			for _, p := range all {
				if _, ok := w.entries[p]; !ok {
					out = append(out, p)
				}
			}
			equal(t, "left out", out, test.want)
			equal(t, "counts", w.Excluded, []source.Excluded{{Pattern: p, Files: test.n}, {Pattern: source.Pattern{Glob: test.glob}}})
		})
	}
	w := walk(t, source.Options{Exclude: []source.Pattern{{Glob: "vendor/**"}, {Glob: filepath.Base(dir) + "~2/sub/**"}}}, dir, dir)
	if w.Excluded[0].Files != 2 || w.Excluded[1].Files != 3 {
		t.Errorf("bundle: %v", w.Excluded)
	}
}
