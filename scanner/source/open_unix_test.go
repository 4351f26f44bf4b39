// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build unix

package source

import (
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
)

// What was put in the place of a file after its folder was listed is neither followed nor waited for.
func TestOpenDisk(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	const text = "some text"
	err := errors.Join(os.WriteFile(at("file"), []byte(text), 0o666), os.Symlink("file", at("link")), os.Symlink("nowhere", at("broken")),
		os.Mkdir(at("folder"), 0o777), syscall.Mkfifo(at("pipe"), 0o666))
	if err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("unix", at("socket"))
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	for name, want := range map[string]error{"link": errIrregular, "broken": errIrregular, "folder": errIrregular, "pipe": errIrregular, "socket": errIrregular,
		"nothing": fs.ErrNotExist, strings.Repeat("x", 300): syscall.ENAMETOOLONG} {
		if f, _, err := openDisk(at(name)); !errors.Is(err, want) {
			t.Errorf("%s: %d, %v", name, f, err)
		}
	}
	f, size, err := openDisk(at("file"))
	if err != nil || size != int64(len(text)) {
		t.Fatalf("%d bytes, %v", size, err)
	}
	defer f.Close()
	if err := iotest.TestReader(io.NewSectionReader(f, 0, size), []byte(text)); err != nil {
		t.Error(err)
	}
	if got, err := io.ReadAll(f); err != nil || string(got) != text {
		t.Errorf("%q, %v", got, err)
	}
	if n, err := f.ReadAt(make([]byte, 20), 5); n != len(text)-5 || err != io.EOF {
		t.Errorf("%d, %v", n, err)
	}
}
