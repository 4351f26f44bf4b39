// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

// walked is what a walk handed over, by path.
type walked struct {
	*source.Result
	entries map[string]source.Entry
	order   []string
}

func (w walked) paths() []string { return slices.Sorted(maps.Keys(w.entries)) }

func (w walked) text(path string) string { return string(w.entries[path].Data) }

// issues prints those of the codes given, or all: code, path and arguments.
func (w walked) issues(codes ...string) []string {
	var out []string
	for _, i := range w.Issues {
		if len(codes) == 0 || slices.Contains(codes, i.Code) {
			m := inventory.Message{Key: i.Code, Args: i.Args}
			out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s @%s", i.Effect, m, i.Path)))
		}
	}
	return out
}

func (w walked) complete() bool {
	return !slices.ContainsFunc(w.Issues, func(i inventory.Issue) bool { return i.Effect == inventory.Unread })
}

func walk(t testing.TB, o source.Options, inputs ...string) walked {
	t.Helper()
	w, err := tryWalk(t, o, inputs...)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func tryWalk(t testing.TB, o source.Options, inputs ...string) (walked, error) {
	t.Helper()
	w := walked{entries: map[string]source.Entry{}}
	var mu sync.Mutex
	var err error
	w.Result, err = source.Walk(context.Background(), inputs, o, func(e *source.Entry) error {
		copied := *e
		copied.Data = bytes.Clone(e.Data)
		mu.Lock()
		defer mu.Unlock()
		if _, twice := w.entries[e.Path]; twice {
			t.Errorf("path %q was visited twice", e.Path)
		}
		w.entries[e.Path] = copied
		w.order = append(w.order, e.Path)
		return nil
	})
	return w, err
}

// walkData walks data as a single file of that name.
func walkData(t testing.TB, o source.Options, name string, data []byte) walked {
	t.Helper()
	return walk(t, o, write(t, t.TempDir(), name, data))
}

func write(t testing.TB, dir, name string, data []byte) string {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return p
}

// A member is an entry of an archive to be made.
type member struct {
	name  string
	data  string
	link  string // of a tar: the target
	kind  byte   // of a tar: the type; 0 is a file
	mode  os.FileMode
	store bool            // in a zip: not compressed
	raw   *zip.FileHeader // of a zip: written as it stands, data already packed
}

func makeZip(t testing.TB, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		var w io.Writer
		var err error
		if m.raw != nil {
			w, err = z.CreateRaw(m.raw)
		} else {
			h := &zip.FileHeader{Name: m.name, Method: zip.Deflate}
			if m.store {
				h.Method = zip.Store
			}
			h.SetMode(m.mode | 0o644)
			w, err = z.CreateHeader(h)
		}
		if err == nil && m.data != "" {
			_, err = io.WriteString(w, m.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func makeTar(t testing.TB, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range members {
		h := &tar.Header{Name: m.name, Mode: 0o644, Size: int64(len(m.data)), Typeflag: m.kind, Linkname: m.link}
		if m.kind == 0 {
			h.Typeflag = tar.TypeReg
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, m.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func makeGzip(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sha256Hex(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

func equal[T comparable](t testing.TB, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %v\nwant %v", what, got, want)
	}
}
