// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cache_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lizenzlotse/scanner/cache"
)

// eachFile visits what was kept in a folder.
func eachFile(t *testing.T, dir string, visit func(name string, size int64)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			visit(name, info.Size())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnswers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	a := cache.OpenAnswers(dir, 0)
	if a == nil {
		t.Fatal("not opened")
	}
	a.Put("one", []byte("first"))
	a.Put("one", []byte("second"))
	a.Put("empty", nil)
	a.Put("large", make([]byte, cache.MaxAnswer+1))
	// It is there at once, also for another run.
	b := cache.OpenAnswers(dir, 0)
	for key, want := range map[string]string{"one": "second", "empty": "", "large": "", "none": ""} {
		if got := b.Get(key); string(got) != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	a.Close()
	b.Close()

	// What was changed, cut off or put elsewhere is no answer.
	for name, change := range map[string]func([]byte) []byte{
		"changed": func(data []byte) []byte { data[len(data)-1] ^= 1; return data },
		"cut":     func(data []byte) []byte { return data[:len(data)/2] },
		"emptied": func([]byte) []byte { return nil },
	} {
		dir := filepath.Join(t.TempDir(), "cache")
		a := cache.OpenAnswers(dir, 0)
		a.Put(name, []byte("text"))
		eachFile(t, dir, func(file string, _ int64) {
			data, err := os.ReadFile(file)
			if err == nil {
				err = os.WriteFile(file, change(data), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		})
		if got := a.Get(name); got != nil {
			t.Errorf("%s: %q", name, got)
		}
		a.Put(name, []byte("anew"))
		if got := a.Get(name); string(got) != "anew" {
			t.Errorf("%s: %q", name, got)
		}
		a.Close()
	}
}

func TestAnswersAreBounded(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	a := cache.OpenAnswers(dir, 100<<10)
	random := make([]byte, 10<<10)
	rand.Read(random)
	for i := range 30 {
		a.Put(fmt.Sprint(i), random)
	}
	now := time.Now()
	eachFile(t, dir, func(name string, _ int64) { os.Chtimes(name, now.Add(-time.Hour), now.Add(-time.Hour)) })
	a.Put("newest", random)
	a.Close()
	total := int64(0)
	eachFile(t, dir, func(_ string, size int64) { total += size })
	if total > 100<<10 || total < 50<<10 {
		t.Errorf("%d bytes", total)
	}
	a = cache.OpenAnswers(dir, 0)
	defer a.Close()
	if !bytes.Equal(a.Get("newest"), random) {
		t.Error("the newest is gone")
	}
}

func TestNilAnswers(t *testing.T) {
	var a *cache.Answers
	a.Put("x", []byte("y"))
	if a.Get("x") != nil {
		t.Error("something is there")
	}
	a.Close()
	if cache.OpenAnswers("", 0) != nil {
		t.Error("opened nothing")
	}
}

// TestAnswersOfOthers: a folder that others can write to, or a link, is not used.
func TestAnswersOfOthers(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(t.TempDir(), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if a := cache.OpenAnswers(filepath.Join(dir, "link"), 0); a != nil {
		t.Error("a link was used")
	}
}
