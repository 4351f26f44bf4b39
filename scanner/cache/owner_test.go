// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build unix

package cache_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"lizenzlotse/scanner/cache"
)

// A folder that others can write to, or that is a link, is not used.
func TestForeignFolder(t *testing.T) {
	for _, mode := range []os.FileMode{0o777, 0o770, 0o720, 0o702, os.ModeSticky | 0o777} {
		dir := t.TempDir()
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		if cache.Open(dir, "build", 0) != nil {
			t.Errorf("used with %v", mode)
		}
	}
	link := filepath.Join(t.TempDir(), "link")
	target := t.TempDir()
	if err := os.Chmod(target, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	if cache.Open(link, "build", 0) != nil {
		t.Error("used through a link")
	}
}

// Links, pipes and folders in the place of what is written are replaced or left, never followed.
func TestPlanted(t *testing.T) {
	const n = 2000
	whole := folder(t)
	fill(t, whole, "x", n)
	names := files(t, whole)
	target := filepath.Join(t.TempDir(), "precious")
	const precious = "nobody may write here"
	for name, plant := range map[string]func(path string) error{
		"link":        func(path string) error { return os.Symlink(target, path) },
		"broken link": func(path string) error { return os.Symlink(target+".not", path) },
		"pipe":        func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"others":      func(path string) error { return os.WriteFile(path, nil, 0o600) },
	} {
		if err := os.WriteFile(target, []byte(precious), 0o600); err != nil {
			t.Fatal(err)
		}
		dir := folder(t)
		for _, path := range names {
			rel, err := filepath.Rel(whole, path)
			if err != nil {
				t.Fatal(err)
			}
			at := filepath.Join(dir, rel)
			if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := plant(at); err != nil {
				t.Fatal(err)
			}
			if name == "others" {
				if err := os.Chmod(at, 0o666); err != nil {
					t.Fatal(err)
				}
			}
		}
		if got := found(t, dir, "x", n); got > 0 {
			t.Errorf("%s: found %d", name, got)
		}
		fill(t, dir, "x", n)
		if got := found(t, dir, "x", n); got != n {
			t.Errorf("%s: %d of %d", name, got, n)
		}
		if data, err := os.ReadFile(target); err != nil || string(data) != precious {
			t.Errorf("%s: the target has %q, %v", name, data, err)
		}
		if _, err := os.Lstat(target + ".not"); err == nil {
			t.Errorf("%s: written through", name)
		}
	}
	// The folder of the build itself.
	elsewhere, dir := t.TempDir(), folder(t)
	generation, err := filepath.Rel(whole, filepath.Dir(names[0]))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, filepath.Join(dir, generation)); err != nil {
		t.Fatal(err)
	}
	fill(t, dir, "x", n)
	if got := found(t, dir, "x", n); got != n {
		t.Errorf("%d of %d behind a linked folder", got, n)
	}
	if list := files(t, elsewhere); len(list) > 0 {
		t.Errorf("written behind a link: %v", list)
	}
}
