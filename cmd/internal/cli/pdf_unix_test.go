// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build unix

package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestPrintingInterrupted: an interrupt ends the browser and loses no other format, and nothing stays behind.
func TestPrintingInterrupted(t *testing.T) {
	dir, temp := t.TempDir(), t.TempDir()
	begun := filepath.Join(dir, "begun")
	t.Setenv("TMPDIR", temp)
	t.Setenv("TEST_BROWSER_HANGS", begun)
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("Nothing of a licence.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	code := make(chan int)
	go func() {
		code <- Run([]string{"lizenzlotse", "check", filepath.Join(dir, "a.txt"), "--no-cache", "--lang", "en", "--output", "pdf=" + filepath.Join(dir, "r.pdf"),
			"--output", "html=" + filepath.Join(dir, "r.html")}, strings.NewReader(""), io.Discard, &stderr)
	}()
	for {
		if _, err := os.Stat(begun); err == nil {
			break
		}
		time.Sleep(time.Millisecond)
	}
	start := time.Now()
	if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if c := <-code; c != 130 || time.Since(start) > 10*time.Second || !strings.Contains(stderr.String(), "r.html") {
		t.Errorf("exit code %d after %v, %s", c, time.Since(start), &stderr)
	}
	for folder, want := range map[string]int{dir: 3, temp: 0} { // a.txt, begun, r.html
		if list, _ := os.ReadDir(folder); len(list) != want {
			t.Errorf("there are %v", list)
		}
	}
}

// A run that is given up takes the folder with it, and gets no other.
func TestPrivateFolder(t *testing.T) {
	w := &files{}
	var dir string
	err := w.private(func(d string) error {
		dir = d
		if info, err := os.Stat(d); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%v, %v", info, err)
		}
		if err := os.WriteFile(filepath.Join(d, "page"), nil, 0o600); err != nil {
			t.Error(err)
		}
		w.abandon()
		if _, err := os.Stat(d); err == nil {
			t.Error("it is still there")
		}
		return nil
	})
	if err != nil || !filepath.IsAbs(dir) {
		t.Errorf("%s, %v", dir, err)
	}
	if err := w.private(func(string) error { return nil }); err == nil {
		t.Error("another folder was made")
	}
}
