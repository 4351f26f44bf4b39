// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner/reuse"
)

var update = flag.Bool("update", false, "write what comes out as what is wanted")

// TestPrecedence: each archive is a tree; its comment is the sentence that it stands for, and its file
// "want" says which statements hold for which file. What a file says itself it says by a tag.
func TestPrecedence(t *testing.T) {
	names, err := filepath.Glob("testdata/precedence/*.txtar")
	if err != nil || len(names) < 15 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var all []reuse.Annotation
			want := ""
			tree := slices.DeleteFunc(slices.Clone(archive.Files), func(f txtar.File) bool { return f.Name == "want" })
			for _, f := range archive.Files {
				if f.Name == "want" {
					want = string(f.Data)
					continue
				}
				list, issues := reuse.Read(f.Data, f.Name)
				for _, i := range issues {
					if i.Effect == "unread" {
						t.Error(i)
					}
				}
				all = append(all, list...)
			}
			slices.Reverse(tree) // the order of the files is of no matter
			set := reuse.NewSet(all)
			var lines []string
			for _, f := range tree {
				lines = append(lines, f.Name+": "+held(set.For(f.Name, tagged(f, "SPDX-License-Identifier"), tagged(f, "SPDX-FileCopyrightText"))))
			}
			slices.Sort(lines)
			for _, i := range set.Issues() {
				lines = append(lines, fmt.Sprintf("%s: %s %s", i.Path, i.Effect, i.Code))
			}
			got := strings.Join(lines, "\n") + "\n"
			if *update {
				slices.Reverse(tree)
				archive.Files = append(tree, txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func tagged(f txtar.File, tag string) bool { return strings.Contains(string(f.Data), "// "+tag+":") }

func held(list []reuse.Annotation) string {
	var said []string
	for _, a := range list {
		for _, l := range a.Licenses {
			said = append(said, fmt.Sprintf("%v [%s:%d]", l, a.Evidence.Path, a.Evidence.Line.First))
		}
		for _, c := range a.Copyrights {
			said = append(said, fmt.Sprintf("(c) %s [%s:%d]", c, a.CopyrightEvidence.Path, a.CopyrightEvidence.Line.First))
		}
	}
	return strings.Join(said, ", ")
}
