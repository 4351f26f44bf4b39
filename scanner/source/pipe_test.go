//go:build unix

// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

// A named pipe is refused without opening it: that would wait for somebody who writes to it.
func TestNamedPipe(t *testing.T) {
	dir := t.TempDir()
	good := write(t, dir, "good", []byte("x"))
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, inputs := range [][]string{{pipe}, {good, pipe}} {
		_, err := tryWalk(t, source.Options{}, inputs...)
		var e *inventory.Error
		if !errors.As(err, &e) || e.Key != "error.input-special" || e.Where != pipe {
			t.Errorf("got %v", err)
		}
	}
}
