// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build unix

package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"lizenzlotse/scanner/inventory"
)

// interrupt runs the program in a folder with a file of a known licence, waiting for more on a pipe that
// nobody writes to, and interrupts it once the given condition holds.
func interrupt(t *testing.T, when func() bool, args ...string) (dir, stderr string, took time.Duration) {
	t.Helper()
	dir = t.TempDir()
	tree := filepath.Join(dir, "tree")
	if err := os.MkdirAll(tree, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(tree, "a.go"), []byte("// SPDX-License-"+"Identifier: EUPL-1.2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "DIR", dir)
	}
	silent, w := io.Pipe()
	defer w.Close()
	var errors bytes.Buffer
	code := make(chan int)
	go func() {
		code <- Run(append([]string{"lizenzlotse"}, args...), silent, io.Discard, &errors)
	}()
	for !when() {
		time.Sleep(time.Millisecond)
	}
	start := time.Now()
	if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if c := <-code; c != 130 {
		t.Errorf("exit code %d, want 130", c)
	}
	return dir, errors.String(), time.Since(start)
}

// What was found until an interrupt is written, and says that it is not all.
func TestInterrupted(t *testing.T) {
	started := time.Now()
	dir, stderr, took := interrupt(t, func() bool { return time.Since(started) > 300*time.Millisecond },
		"check", "DIR/tree", "-", "--no-cache", "--lang", "en", "--output", "json=DIR/r.json", "--output", "html=DIR/r.html")
	if took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	data, err := os.ReadFile(filepath.Join(dir, "r.json"))
	if err != nil {
		t.Fatal(err)
	}
	var v inventory.Inventory
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Files) != 1 || v.Complete() || !strings.Contains(string(data), `"code":"interrupted"`) {
		t.Errorf("%d files, issues %+v", len(v.Files), v.Issues)
	}
	if !strings.Contains(string(data), "rule.interrupted") || strings.Contains(string(data), "eig-001") {
		t.Error("what rests on something not being there is decided")
	}
	if page, _ := os.ReadFile(filepath.Join(dir, "r.html")); !bytes.Contains(page, []byte("interrupted after 1 file. Nothing")) {
		t.Error("the page does not say that it was interrupted")
	}
	if !strings.Contains(stderr, "r.json, ") || !strings.Contains(stderr, "error: interrupted") || !strings.Contains(stderr, "warning: The check was interrupted") {
		t.Errorf("stderr: %q", stderr)
	}
}

// A file that cannot be finished in time is not there, nor is what was written of it.
func TestInterruptedWhileWriting(t *testing.T) {
	w := &files{}
	dir := t.TempDir()
	begun, ended := make(chan struct{}), make(chan error)
	go func() {
		ended <- w.write(filepath.Join(dir, "r.json"), func(out io.Writer) error {
			io.WriteString(out, "half")
			close(begun)
			time.Sleep(100 * time.Millisecond)
			return nil
		})
	}()
	<-begun
	w.abandon()
	if list, _ := os.ReadDir(dir); len(list) != 0 {
		t.Errorf("%v is left", list)
	}
	if err := <-ended; err == nil {
		t.Error("no error")
	}
	if list, _ := os.ReadDir(dir); len(list) != 0 {
		t.Errorf("%v appeared", list)
	}
	if err := w.write(filepath.Join(dir, "s.json"), func(io.Writer) error { return nil }); err == nil {
		t.Error("another file was begun")
	}
}
