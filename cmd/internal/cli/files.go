// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Files are what a run writes. Each appears whole or not at all. The zero value is ready for use.
type files struct {
	mu         sync.Mutex
	unfinished string // the temporary file that is being written; empty: none
	folder     string // a folder for one use (see private); empty: none
	written    []string
	abandoned  bool
}

var errAbandoned = errors.New("abandoned")

// abandon removes what is not finished, and lets nothing be written any more.
func (w *files) abandon() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.abandoned = true
	if w.unfinished != "" {
		os.Remove(w.unfinished)
	}
	if w.folder != "" {
		os.RemoveAll(w.folder)
	}
}

// private makes a folder that only the user may read, and removes it with all that is in it once it was used.
func (w *files) private(use func(dir string) error) error {
	dir, err := w.beginFolder()
	if err != nil {
		return err
	}
	defer func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.folder = ""
		for range 20 { // a process that was just ended may still be writing its last
			if os.RemoveAll(dir) == nil {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	return use(dir)
}

func (w *files) beginFolder() (dir string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.abandoned {
		return "", errAbandoned
	}
	if dir, err = os.MkdirTemp("", "lizenzlotse-"); err == nil { // with 0700
		dir, err = filepath.Abs(dir) // what TMPDIR says may be relative
		w.folder = dir
	}
	return dir, err
}

// names are the files that were written, as they were given.
func (w *files) names() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.written
}

// write writes beside the file and renames. What is no regular file ("/dev/null", a pipe) is
// written to directly, since renaming would replace it.
func (w *files) write(name string, fill func(io.Writer) error) error {
	given := name
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target // a link keeps pointing where it did
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			f, err := os.OpenFile(name, os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			defer f.Close()
			return fill(f)
		}
		mode = info.Mode().Perm()
	}
	f, err := w.begin(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once it is renamed
	defer f.Close()
	if err := fill(f); err != nil {
		return err
	}
	if err := f.Chmod(mode); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.abandoned {
		return errAbandoned
	}
	w.unfinished = ""
	if err := os.Rename(f.Name(), name); err != nil {
		return err
	}
	w.written = append(w.written, given)
	return nil
}

func (w *files) begin(dir string) (*os.File, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.abandoned {
		return nil, errAbandoned
	}
	f, err := os.CreateTemp(dir, ".lizenzlotse-*")
	if err == nil {
		w.unfinished = f.Name()
	}
	return f, err
}
