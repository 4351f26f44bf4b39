// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

func scan(t testing.TB, o scanner.Options, inputs ...string) *inventory.Inventory {
	t.Helper()
	v, err := scanner.Scan(context.Background(), inputs, o)
	if err != nil {
		t.Fatal(err)
	}
	return v
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

// piece reads a file of testdata/pieces.txtar: what a test written in Go puts into its inputs.
func piece(t testing.TB, name string) []byte {
	t.Helper()
	a, err := txtar.ParseFile("testdata/pieces.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	t.Fatalf("testdata/pieces.txtar has no %s", name)
	return nil
}

// A place is where a case lies while it runs: its files, and what its commands say of them.
type place struct {
	dir    string
	inputs []string
	o      scanner.Options
}

// lay writes the files of a case and follows its commands, the lines of the comment that do not
// begin with "#". "pack a.zip folder" makes an archive of a folder, which then is gone; "cut" takes
// the second half of a file away; "exclude", "stdin" and "scan" say how to scan.
func lay(t testing.TB, a *txtar.Archive) place {
	t.Helper()
	p := place{dir: t.TempDir()}
	for _, f := range a.Files {
		if f.Name != "want" {
			write(t, p.dir, f.Name, f.Data)
		}
	}
	for line := range strings.Lines(string(a.Comment)) {
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		switch command, args := words[0], words[1:]; command {
		case "pack":
			folder := filepath.Join(p.dir, args[1])
			write(t, p.dir, args[0], pack(t, args[0], folder))
			if err := os.RemoveAll(folder); err != nil {
				t.Fatal(err)
			}
		case "cut":
			name := filepath.Join(p.dir, args[0])
			info, err := os.Stat(name)
			if err == nil {
				err = os.Truncate(name, info.Size()/2)
			}
			if err != nil {
				t.Fatal(err)
			}
		case "exclude":
			p.o.Exclude = append(p.o.Exclude, source.Pattern{Glob: args[0], Reason: strings.Join(args[1:], " "), Origin: "test"})
		case "stdin":
			data, err := os.ReadFile(filepath.Join(p.dir, args[0]))
			if err != nil {
				t.Fatal(err)
			}
			p.o.Stdin = bytes.NewReader(data)
		case "scan":
			for _, name := range args {
				if name != "-" {
					name = filepath.Join(p.dir, name)
				}
				p.inputs = append(p.inputs, name)
			}
		default:
			t.Fatalf("unknown command %s", line)
		}
	}
	return p
}

// pack makes an archive of what is in a folder, of the kind its name says.
func pack(t testing.TB, name, folder string) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch {
	case strings.HasSuffix(name, ".tgz"):
		z := gzip.NewWriter(&b)
		w := tar.NewWriter(z)
		err = cmp.Or(w.AddFS(os.DirFS(folder)), w.Close(), z.Close())
	case strings.HasSuffix(name, ".tar"):
		w := tar.NewWriter(&b)
		err = cmp.Or(w.AddFS(os.DirFS(folder)), w.Close())
	default:
		w := zip.NewWriter(&b)
		err = cmp.Or(w.AddFS(os.DirFS(folder)), w.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// show prints an inventory as it stands behind "want" in a case, one line for each thing.
func show(v *inventory.Inventory) string {
	var b strings.Builder
	line := func(words ...string) {
		words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
		b.WriteString(strings.Join(words, " ") + "\n")
	}
	s := v.Subject
	line("subject", string(s.Kind), s.Name, s.Version)
	line("main", s.Main)
	line("roots", strings.Join(s.Roots, " "))
	line("complete", fmt.Sprint(v.Complete()))
	for _, d := range v.Documents {
		wrapped := ""
		if d.Envelope != nil {
			wrapped = "in " + strings.Join(d.Envelope, ", ")
		}
		if d.Signed {
			wrapped += ", signed"
		}
		line("document", d.ID, d.Format, d.Version, "main="+d.Main, wrapped)
	}
	for _, c := range v.Components {
		line("component", c.ID, "name="+c.Name, c.Version, string(c.Role))
		for _, i := range c.Instances {
			line("  in", i.Path, i.Document, i.Ref)
		}
		for _, e := range c.Evidence {
			line("  told by", e.Place(), e.Detector)
		}
		for _, claim := range c.Claims {
			line("  "+string(claim.Kind), claim.Origin+":", claim.License.String(), showClaim(claim))
		}
		for _, notice := range c.Copyrights {
			line("  copyright", notice)
		}
	}
	for _, f := range v.Files {
		license := ""
		if f.License != nil {
			license = ": " + f.License.String()
		}
		line("file", f.Path, "of", cmp.Or(f.Component, "none"), strings.Join(f.Roles, ",")+license)
	}
	for _, r := range v.Relations {
		line("relation", r.From, string(r.Kind), r.To)
	}
	for _, x := range v.Texts {
		line("text", x.License, "in", x.Document, "is", cmp.Or(x.Detected, "unknown"))
	}
	for _, i := range v.Issues {
		line("issue", string(i.Effect), inventory.Message{Key: i.Code, Args: i.Args}.String(), "@"+i.Path)
	}
	return b.String()
}

func showClaim(c inventory.Claim) string {
	var words []string
	for _, r := range c.License.Readings {
		words = append(words, "or "+r.String())
	}
	if c.Partial {
		words = append(words, "part")
	}
	if c.Count > 0 {
		words = append(words, fmt.Sprintf("in %d", c.Count))
	}
	for _, e := range c.Evidence {
		words = append(words, fmt.Sprintf("%s:%d", e.Path, e.Line.First))
	}
	if len(words) == 0 {
		return ""
	}
	return "(" + strings.Join(words, ", ") + ")"
}

func marshal(t testing.TB, v *inventory.Inventory) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
