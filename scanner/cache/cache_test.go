// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cache_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"lizenzlotse/scanner/cache"
)

func sum(text string) string {
	s := sha256.Sum256([]byte(text))
	return hex.EncodeToString(s[:])
}

func open(t testing.TB, dir string) *cache.Store {
	t.Helper()
	s := cache.Open(dir, "build", 0)
	if s == nil {
		t.Fatalf("%s cannot be used", dir)
	}
	return s
}

// folder is where a cache can be, whatever the umask.
func folder(t testing.TB) string { return filepath.Join(t.TempDir(), "cache") }

// fill writes n values and closes the cache.
func fill(t testing.TB, dir, name string, n int) {
	t.Helper()
	s := open(t, dir)
	for i := range n {
		s.Put(sum(fmt.Sprint(name, i)), "", fmt.Append(nil, "value of ", name, i))
	}
	s.Close()
}

// found counts the values that are there; a wrong one is an error.
func found(t testing.TB, dir, name string, n int) (count int) {
	t.Helper()
	s := cache.Open(dir, "build", 0)
	defer s.Close()
	for i := range n {
		value, ok := s.Get(sum(fmt.Sprint(name, i)), "")
		if want := fmt.Sprint("value of ", name, i); ok && string(value) != want {
			t.Errorf("%q, want %q", value, want)
		} else if ok {
			count++
		}
	}
	return count
}

// files lists the regular files of a cache.
func files(t testing.TB, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			list = append(list, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "cache")
	s := open(t, dir)
	s.Put(sum("a"), "", []byte("of a"))
	s.Put(sum("a"), "class", []byte("of a in class"))
	s.Put(sum("empty"), "", nil)
	s.Put(sum("large"), "", make([]byte, cache.MaxValue+1))
	s.Put("no sum", "", []byte("x"))
	for _, again := range []bool{false, true} {
		for _, c := range []struct {
			sum, class, want string
			ok               bool
		}{
			{sum("a"), "", "of a", true}, {sum("a"), "class", "of a in class", true}, {sum("empty"), "", "", true},
			{sum("b"), "", "", false}, {sum("a"), "clas", "", false}, {sum("large"), "", "", false}, {"no sum", "", "", false},
			{"", "", "", false}, {sum("a")[:62], "", "", false}, {sum("a") + "00", "", "", false},
		} {
			if value, ok := s.Get(c.sum, c.class); ok != c.ok || string(value) != c.want {
				t.Errorf("again %v: %.10s %q: %q %v", again, c.sum, c.class, value, ok)
			}
		}
		s.Close()
		s = open(t, dir)
	}
	s.Close()
	other := cache.Open(dir, "another build", 0)
	if _, ok := other.Get(sum("a"), ""); ok {
		t.Error("another build has it")
	}
	other.Close()
	for _, path := range append(files(t, dir), dir) {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v %v", path, info.Mode(), err)
		}
	}
}

// The nil Store is empty and keeps nothing; so is what cannot be opened.
func TestNoStore(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, s := range []*cache.Store{nil, cache.Open("", "build", 0), cache.Open(folder(t), "", 0), cache.Open(file, "build", 0),
		cache.Open(filepath.Join(file, "below"), "build", 0), cache.Open(filepath.Join(t.TempDir(), "a", "b", "c"), "build", 0)} {
		if s != nil {
			t.Errorf("opened %v", s)
		}
		s.Put(sum("a"), "", nil)
		if _, ok := s.Get(sum("a"), ""); ok {
			t.Error("found")
		}
		s.Close()
	}
}

func TestDir(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CACHE_HOME", "")
	for set, want := range map[string]string{"": "", "relative": "", home: home} {
		t.Setenv("LIZENZLOTSE_CACHE", set)
		if got := cache.Dir(); got != want {
			t.Errorf("%q: %q", set, got)
		}
	}
	os.Unsetenv("LIZENZLOTSE_CACHE") // Setenv above puts it back
	if got := cache.Dir(); !strings.HasPrefix(got, home) || filepath.Base(got) != "lizenzlotse" {
		t.Errorf("%q", got)
	}
	if first := cache.Build(); first == "" || first != cache.Build() {
		t.Errorf("build %q", first)
	}
}

// What is broken is passed over, entry by entry, and gone when something is written the next time.
func TestBroken(t *testing.T) {
	const n = 2000
	whole := folder(t)
	fill(t, whole, "x", n)
	if got := found(t, whole, "x", n); got != n {
		t.Fatalf("%d of %d", got, n)
	}
	size := int64(0)
	for _, path := range files(t, whole) {
		info, _ := os.Stat(path)
		size += info.Size()
	}
	for name, harm := range map[string]func(data []byte) []byte{
		"empty":     func([]byte) []byte { return nil },
		"cut":       func(data []byte) []byte { return data[:len(data)/2] },
		"last byte": func(data []byte) []byte { return data[:len(data)-1] },
		"first":     func(data []byte) []byte { data[0] ^= 1; return data },
		"count":     func(data []byte) []byte { copy(data[8:], "\xff\xff\xff\xff"); return data },
		"few":       func(data []byte) []byte { copy(data[8:], "\x01\x00\x00\x00"); return data },
		"noise": func(data []byte) []byte {
			for i := 12; i < len(data); i += 97 {
				data[i] ^= byte(i)
			}
			return data
		},
		"turned": func(data []byte) []byte {
			for i, j := 12, len(data)-1; i < j; i, j = i+1, j-1 {
				data[i], data[j] = data[j], data[i]
			}
			return data
		},
		"foreign": func([]byte) []byte { return bytes.Repeat([]byte("something else\n"), 1000) },
		"zeros":   func(data []byte) []byte { return make([]byte, len(data)) },
	} {
		dir := filepath.Join(t.TempDir(), "cache")
		if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		list := files(t, dir)
		if err := os.Chmod(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		for _, path := range list {
			if err := errors.Join(os.Chmod(filepath.Dir(path), 0o700), os.Chmod(path, 0o600)); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, harm(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := found(t, dir, "x", n); got == n {
			t.Errorf("%s: all are found", name)
		}
		fill(t, dir, "x", n)
		if got := found(t, dir, "x", n); got != n {
			t.Errorf("%s: %d of %d after writing again", name, got, n)
		}
		after := int64(0)
		for _, path := range files(t, dir) {
			info, _ := os.Stat(path)
			after += info.Size()
		}
		if after != size {
			t.Errorf("%s: %d bytes, %d when whole", name, after, size)
		}
	}
}

// Several goroutines, and several processes with the same folder, never see a wrong value.
func TestTogether(t *testing.T) {
	dir := folder(t)
	if at := os.Getenv("CACHE_TEST_DIR"); at != "" { // one of the processes
		for i := range 8 {
			fill(t, at, os.Getenv("CACHE_TEST_NAME"), 300+i)
			found(t, at, "a", 300)
			found(t, at, "b", 300)
		}
		return
	}
	s := open(t, dir)
	var wait sync.WaitGroup
	for g := range 4 {
		wait.Go(func() {
			for i := range 500 {
				name := fmt.Sprint("x", i%400)
				if value, ok := s.Get(sum(name), ""); ok && string(value) != "value of "+name {
					t.Errorf("%d: %q", g, value)
				}
				s.Put(sum(name), "", []byte("value of "+name))
			}
		})
	}
	wait.Wait()
	s.Close()
	if got := found(t, dir, "x", 400); got != 400 {
		t.Errorf("%d of 400", got)
	}
	var processes []*exec.Cmd
	for _, name := range []string{"a", "b"} {
		c := exec.Command(os.Args[0], "-test.run=^TestTogether$")
		c.Env = append(os.Environ(), "CACHE_TEST_DIR="+dir, "CACHE_TEST_NAME="+name)
		c.Stdout, c.Stderr = os.Stderr, os.Stderr
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		processes = append(processes, c)
	}
	for _, c := range processes {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	if a, b := found(t, dir, "a", 300), found(t, dir, "b", 300); a+b < 300 { // who came last has all
		t.Errorf("%d and %d", a, b)
	}
	for _, path := range files(t, dir) {
		if len(filepath.Base(path)) != 2 {
			t.Errorf("%s was left behind", path)
		}
	}
}

// The folder stays within its size: of one build what was not used for longest leaves first, and of
// several the oldest.
func TestSize(t *testing.T) {
	const size = 1 << 20
	dir := folder(t)
	value := bytes.Repeat([]byte("v"), 1000)
	for _, build := range []string{"1", "2", "3"} {
		s := cache.Open(dir, build, size)
		for i := range 3000 {
			s.Put(sum(fmt.Sprint(i)), "", value)
		}
		s.Close()
		total := int64(0)
		for _, path := range files(t, dir) {
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			total += info.Size()
			old := time.Now().Add(-time.Hour)
			if err := os.Chtimes(path, old, old); err != nil {
				t.Fatal(err)
			}
		}
		if total > size || total < size/2 {
			t.Errorf("build %s: %d bytes of %d", build, total, size)
		}
	}
	s := cache.Open(dir, "3", size)
	defer s.Close()
	count := 0
	for i := range 3000 {
		if _, ok := s.Get(sum(fmt.Sprint(i)), ""); ok {
			count++
		}
	}
	if count < 500 {
		t.Errorf("the last build has %d", count)
	}
}
