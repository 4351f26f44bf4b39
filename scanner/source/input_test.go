// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

func TestInputs(t *testing.T) {
	dir := t.TempDir()
	sbom := []byte(`{"bomFormat":"CycloneDX"}`)
	zipped := makeZip(t, member{name: "x/sbom.json", data: string(sbom)})
	write(t, dir, "one/bid/a", []byte("a"))
	write(t, dir, "two/bid/a", []byte("b"))
	file := write(t, dir, "sbom.json", sbom)
	archive := write(t, dir, "bid.zip", zipped)
	gz := write(t, dir, "sbom.json.gz", makeGzip(t, sbom))
	tgz := write(t, dir, "src.tgz", makeGzip(t, makeTar(t, member{name: "./x/sbom.json", data: string(sbom)})))
	odd := write(t, dir, "odd.cab", []byte("MSCF\x00\x00\x00\x00"))

	tests := []struct {
		inputs []string
		name   string
		kind   inventory.SubjectKind
		paths  []string
		sha256 string
	}{
		{[]string{file}, "sbom.json", inventory.KindSBOM, []string{"sbom.json"}, sha256Hex(sbom)},
		{[]string{archive}, "bid.zip", inventory.KindArchive, []string{"x/sbom.json"}, sha256Hex(zipped)},
		{[]string{gz}, "sbom.json.gz", inventory.KindArchive, []string{"sbom.json"}, ""},
		{[]string{tgz}, "src.tgz", inventory.KindArchive, []string{"x/sbom.json"}, ""},
		{[]string{odd}, "odd.cab", inventory.KindArchive, []string{"odd.cab"}, ""},
		{[]string{dir + "/one/bid", dir + "/two/bid/"}, "bid, bid~2", inventory.KindBundle, []string{"bid/a", "bid~2/a"}, ""},
		{[]string{archive, file, gz, tgz, file}, "bid.zip, sbom.json, sbom.json.gz +2", inventory.KindBundle,
			[]string{"bid.zip", "bid.zip!/x/sbom.json", "sbom.json", "sbom.json.gz", "sbom.json.gz!/sbom.json", "sbom.json~2", "src.tgz", "src.tgz!/x/sbom.json"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := walk(t, source.Options{}, test.inputs...)
			equal(t, "paths", w.paths(), test.paths)
			if w.Subject.Name != test.name || w.Subject.Kind != test.kind || len(w.Subject.Inputs) != len(test.inputs) {
				t.Errorf("subject: %+v", w.Subject)
			}
			if len(w.Subject.SHA256) != 64 || test.sha256 != "" && w.Subject.SHA256 != test.sha256 {
				t.Errorf("digest: %s, want %s", w.Subject.SHA256, test.sha256)
			}
			for p, e := range w.entries {
				if strings.HasSuffix(p, "sbom.json") && e.Kind != source.KindCycloneDXJSON {
					t.Errorf("%s is %q", p, e.Kind)
				}
			}
		})
	}
}

func TestInputErrors(t *testing.T) {
	dir := t.TempDir()
	loop := filepath.Join(dir, "loop")
	if err := os.Symlink(loop, loop); err != nil {
		t.Fatal(err)
	}
	good := write(t, dir, "good", []byte("x"))
	long := filepath.Join(dir, strings.Repeat("x", 300))
	tests := []struct {
		name   string
		o      source.Options
		inputs []string
		key    string
	}{
		{"none", source.Options{}, nil, "error.no-input"},
		{"missing", source.Options{}, []string{good, filepath.Join(dir, "missing")}, "error.input-missing"},
		{"loop", source.Options{}, []string{loop}, "error.input-unreadable"},
		{"name too long", source.Options{}, []string{long}, "error.input-unreadable"},
		{"device", source.Options{}, []string{os.DevNull}, "error.input-special"},
		{"no name", source.Options{}, []string{""}, "error.input-unnamed"},
		{"no stdin", source.Options{}, []string{"-"}, "error.no-stdin"},
		{"failing stdin", source.Options{Stdin: io.MultiReader(strings.NewReader("x"), failing{})}, []string{"-"}, "error.input-unreadable"},
		{"empty pattern with a slash", source.Options{Exclude: []source.Pattern{{Glob: "./"}}}, []string{good}, "error.exclude-pattern"},
		{"empty pattern", source.Options{Exclude: []source.Pattern{{Glob: ""}}}, []string{good}, "error.exclude-pattern"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := tryWalk(t, test.o, test.inputs...)
			var e *inventory.Error
			if !errors.As(err, &e) || e.Key != test.key {
				t.Errorf("got %v, want %s", err, test.key)
			}
		})
	}
}

// Whoever waits for a pipe that nobody writes to can give up.
func TestStdinInterrupted(t *testing.T) {
	good := write(t, t.TempDir(), "good", []byte("x"))
	for _, inputs := range [][]string{{"-"}, {good, "-"}} {
		for _, begin := range []string{"", "some", strings.Repeat("more than one may be", 500)} {
			r, w := io.Pipe()
			ctx, cancel := context.WithCancel(context.Background())
			ended := make(chan error, 1)
			go func() {
				_, err := source.Walk(ctx, inputs, source.Options{Stdin: r, Limits: source.Limits{Entry: 4000}}, func(*source.Entry) error { return nil })
				ended <- err
			}()
			io.WriteString(w, begin) // comes back once it was read
			cancel()
			select {
			case err := <-ended:
				if !errors.Is(err, context.Canceled) {
					t.Errorf("%v, %d bytes: %v", inputs, len(begin), err)
				}
			case <-time.After(10 * time.Second):
				t.Errorf("%v, %d bytes: it waits", inputs, len(begin))
			}
			w.Close()
		}
	}
}

// An input without content is most often one that did not arrive.
func TestEmptyInput(t *testing.T) {
	dir := t.TempDir()
	empty := write(t, dir, "offer.zip", nil)
	cut := write(t, dir, "offer.tar", makeTar(t, member{name: "a", data: "a"})[:300])
	write(t, dir, "folder/empty", nil)
	for _, test := range []struct {
		inputs []string
		want   []string
	}{
		{[]string{empty}, []string{"unread input-empty @offer.zip"}},
		{[]string{"-"}, []string{"unread input-empty @stdin"}},
		{[]string{empty, "-"}, []string{"unread input-empty @offer.zip", "unread input-empty @stdin"}},
		{[]string{cut}, []string{"unread archive-truncated @offer.tar"}},
		{[]string{filepath.Join(dir, "folder")}, nil},
	} {
		w := walk(t, source.Options{Stdin: strings.NewReader("")}, test.inputs...)
		equal(t, "issues", w.issues(), test.want)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("device is gone") }

func TestStdin(t *testing.T) {
	tree := makeTar(t, member{name: "a", data: strings.Repeat("a", 3000)}, member{name: "b", data: "b"})
	tests := []struct {
		name  string
		data  []byte
		paths []string
		kind  inventory.SubjectKind
	}{
		{"text", []byte("hello"), []string{"stdin"}, inventory.KindFile},
		{"sbom", []byte(`{"spdxVersion":"SPDX-2.3"}`), []string{"stdin"}, inventory.KindSBOM},
		{"zip", makeZip(t, member{name: "a", data: "a"}), []string{"a"}, inventory.KindArchive},
		{"tar, too large for memory", tree, []string{"a", "b"}, inventory.KindArchive},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := walk(t, source.Options{Stdin: bytes.NewReader(test.data), Limits: source.Limits{Entry: 4000}}, "-")
			equal(t, "paths", w.paths(), test.paths)
			equal(t, "issues", w.issues(), nil)
			if w.Subject.Kind != test.kind || w.Subject.SHA256 != sha256Hex(test.data) || w.Subject.Name != "stdin" {
				t.Errorf("subject: %+v", w.Subject)
			}
		})
	}
	big := bytes.Repeat([]byte("line\n"), 1000)
	w := walk(t, source.Options{Stdin: bytes.NewReader(big), Limits: source.Limits{Entry: 4000}}, "-")
	if e := w.entries["stdin"]; e.Data != nil || e.SHA256 != sha256Hex(big) || e.Size != 5000 || w.complete() {
		t.Errorf("%+v, %v", e, w.issues())
	}
}
