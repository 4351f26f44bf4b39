// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

// What was saved is read back as it was, from a file and from stdin, and never scanned again. Only
// the note that it was is new.
func TestSaved(t *testing.T) {
	names, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p := lay(t, a)
		data := marshal(t, scan(t, p.o, p.inputs...))
		file := write(t, t.TempDir(), "result.json", data)
		for _, v := range []*inventory.Inventory{
			scan(t, scanner.Options{}, file),
			scan(t, scanner.Options{Stdin: strings.NewReader("\n" + string(data))}, "-"),
		} {
			last := v.Issues[len(v.Issues)-1]
			if last.Code != inventory.IssueSaved || last.Effect != inventory.Note {
				t.Errorf("%s: the last issue is %v", name, last)
			}
			if v.Issues = v.Issues[:len(v.Issues)-1]; len(v.Issues) == 0 {
				v.Issues = nil
			}
			if diff := cmp.Diff(string(data), string(marshal(t, v))); diff != "" {
				t.Errorf("%s: -saved +read\n%s", name, diff)
			}
		}
	}
}

func TestSavedRefused(t *testing.T) {
	for name, data := range map[string]string{
		"another schema": `{"schema": "lizenzlotse-result/2", "subject": {}}`,
		"cut off":        `{"schema": "lizenzlotse-result/1", "subject": {"name": "x"`,
		"wrong type":     `{"schema": "lizenzlotse-result/1", "components": 7}`,
		"no licence":     `{"schema": "lizenzlotse-result/1", "files": [{"path": "a", "license": "AND"}]}`,
		"half a claim":   `{"schema": "lizenzlotse-result/1", "components": [{"id": "a", "claims": [{"license": {"state": "known"}}]}]}`,
	} {
		file := write(t, t.TempDir(), "result.json", []byte(data))
		_, fromFile := scanner.Scan(context.Background(), []string{file}, scanner.Options{})
		_, fromStdin := scanner.Scan(context.Background(), []string{"-"}, scanner.Options{Stdin: strings.NewReader(data)})
		for where, err := range map[string]error{file: fromFile, "-": fromStdin} {
			var known *inventory.Error
			if !errors.As(err, &known) || known.Key != "error.result-unreadable" || known.Where != where || known.Hint.Key == "" {
				t.Errorf("%s: %s: %v", name, where, err)
			}
		}
	}
}

// Among several inputs a saved result is none that can be examined, and that is said.
func TestSavedInBundle(t *testing.T) {
	dir := t.TempDir()
	a := write(t, dir, "a.c", piece(t, "mit.c"))
	saved := write(t, dir, "result.json", marshal(t, scan(t, scanner.Options{}, a)))
	v := scan(t, scanner.Options{}, a, saved)
	if len(v.Issues) != 1 || v.Issues[0].Code != "input-no-sbom" || v.Issues[0].Path != "result.json" || v.Complete() {
		t.Errorf("issues %v", v.Issues)
	}
}

func TestInputErrors(t *testing.T) {
	dir := t.TempDir()
	missing := filepath.Join(dir, "missing")
	for key, inputs := range map[string][]string{
		"error.no-input":      nil,
		"error.input-missing": {missing},
		"error.no-stdin":      {"-"},
	} {
		v, err := scanner.Scan(context.Background(), inputs, scanner.Options{})
		var known *inventory.Error
		if !errors.As(err, &known) || known.Key != key || v != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// A scan that nobody wants any more ends, even where it waits for a pipe that nobody writes to.
func TestCancelled(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "a.c", piece(t, "mit.c"))
	begun := `{"schema": "lizenzlotse-result/1", "subject": {` + strings.Repeat(" ", 600)
	for name, test := range map[string]struct {
		inputs []string
		head   string
	}{
		"folder":                   {inputs: []string{folder}},
		"stdin":                    {inputs: []string{"-"}},
		"stdin of several":         {inputs: []string{folder, "-"}},
		"stdin that has begun":     {inputs: []string{"-"}, head: "int a;\n"},
		"a result that breaks off": {inputs: []string{"-"}, head: begun},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			r, w := io.Pipe()
			defer w.Close()
			done := make(chan error)
			if test.inputs[0] == folder && len(test.inputs) == 1 {
				cancel()
			}
			go func() {
				v, err := scanner.Scan(ctx, test.inputs, scanner.Options{Stdin: r})
				if v != nil && (v.Complete() || v.Subject.SHA256 != "") {
					t.Errorf("the inventory does not say that it is not whole: %+v %+v", v.Subject, v.Issues)
				}
				done <- err
			}()
			if test.head != "" {
				if _, err := io.Copy(w, bytes.NewReader([]byte(test.head))); err != nil {
					t.Fatal(err)
				}
			}
			cancel()
			select {
			case err := <-done:
				if !errors.Is(err, context.Canceled) {
					t.Errorf("got %v", err)
				}
			case <-time.After(10 * time.Second):
				t.Fatal("the scan goes on")
			}
		})
	}
}

// What was found before an interrupt is there, and is said not to be all.
func TestInterrupted(t *testing.T) {
	folder := t.TempDir()
	for i := range 300 {
		write(t, folder, fmt.Sprintf("%03d.c", i), piece(t, "mit.c"))
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	progress := &scanner.Progress{}
	go func() {
		for progress.Files.Load() < 20 {
			runtime.Gosched()
		}
		cancel()
	}()
	v, err := scanner.Scan(ctx, []string{folder, "-"}, scanner.Options{Progress: progress, Stdin: neverRead{}})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if n := len(v.Files); n < 20 || v.Complete() || v.Subject.SHA256 != "" || v.Subject.Kind != inventory.KindBundle || len(v.Subject.Inputs) != 2 {
		t.Errorf("%d files, subject %+v", n, v.Subject)
	}
	if !slices.ContainsFunc(v.Issues, func(i inventory.Issue) bool { return i.Code == "interrupted" && i.Effect == inventory.Unread }) {
		t.Errorf("issues %+v", v.Issues)
	}
	for _, f := range v.Files {
		if len(f.Findings) != 1 {
			t.Errorf("%s: %d findings", f.Path, len(f.Findings))
		}
	}
}

// neverRead blocks whoever reads it.
type neverRead struct{}

func (neverRead) Read([]byte) (int, error) { select {} }
