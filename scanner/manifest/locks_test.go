// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest_test

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
)

// Each file of testdata/needs is an input, with what comes out of it under "want".
func TestNeeds(t *testing.T) {
	files, err := filepath.Glob("testdata/needs/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(path.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var list []*manifest.Dependencies
			var issues []inventory.Issue
			want := -1
			for i, f := range archive.Files {
				if f.Name == "want" {
					want = i
					continue
				}
				l, ok := manifest.ListerFor(f.Name)
				if !ok {
					t.Fatalf("nobody reads %s", f.Name)
				}
				d, faults := l.Read(f.Data, f.Name)
				issues = append(issues, faults...)
				if d != nil {
					list = append(list, d)
				}
			}
			list, faults := manifest.Settle(list)
			got := written(list, append(issues, faults...))
			if *update {
				if want < 0 {
					want = len(archive.Files)
					archive.Files = append(archive.Files, txtar.File{Name: "want"})
				}
				archive.Files[want].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want < 0 {
				t.Fatal("says not what it wants")
			}
			if d := cmp.Diff(string(archive.Files[want].Data), got); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

func written(list []*manifest.Dependencies, issues []inventory.Issue) string {
	var b strings.Builder
	for _, d := range list {
		line := []string{d.Document.ID, d.Document.Format, d.Project, string(d.Document.Completeness)}
		b.WriteString(strings.Join(line, " ") + "\n")
		var lines []string
		for _, c := range d.Components {
			line := "  " + c.ID + " " + string(c.Scope) + " :" + strconv.Itoa(c.Instances[0].Line)
			if c.Resolved != "" {
				line += " " + string(c.Resolved)
			}
			for _, claim := range c.Claims {
				line += " " + claim.License.Raw
				if e := claim.License.Expression; e != nil {
					line += " = " + e.String()
				}
			}
			for _, h := range c.Hashes {
				line += " " + h.Algorithm
			}
			lines = append(lines, line)
		}
		slices.Sort(lines)
		for _, r := range d.Relations {
			line := "  " + strings.ReplaceAll(r.From, manifest.Project, "project") + " > " + r.To + " " + string(r.Scope)
			if r.Unclear {
				line += " unclear"
			}
			for _, e := range r.Evidence {
				line += " " + path.Base(e.Path) + ":" + strconv.Itoa(e.Line.First) + " " + e.Quote
			}
			lines = append(lines, strings.TrimRight(line, " "))
		}
		b.WriteString(strings.Join(lines, "\n") + "\n")
	}
	for _, i := range issues {
		b.WriteString(strings.TrimSpace(i.Code+" "+i.Path+" "+i.Args["line"]+i.Args["detail"]+" "+i.Args["what"]) + "\n")
	}
	return b.String()
}

// Where a lock file has many versions of a package and does not say which is for whom, it is not known, and asking is quick.
func TestOfTooManyVersionsNoneIsChosen(t *testing.T) {
	var lock strings.Builder
	lock.WriteString(`{"lockfileVersion": 3, "packages": {"": {}`)
	for i := range 20_000 {
		lock.WriteString(",\n" + `"node_modules/b` + strconv.Itoa(i) + `/node_modules/a": {"version": "` + strconv.Itoa(i) + `.0.0"}`)
	}
	lock.WriteString("}}")
	files := map[string]string{"package-lock.json": lock.String()}
	for i := range 1000 {
		files["part"+strconv.Itoa(i)+"/package.json"] = `{"name": "part` + strconv.Itoa(i) + `", "dependencies": {"a": "*"}}`
	}
	var list []*manifest.Dependencies
	for name, data := range files {
		l, _ := manifest.ListerFor(name)
		d, issues := l.Read([]byte(data), name)
		if d == nil || issues != nil {
			t.Fatal(name, issues)
		}
		list = append(list, d)
	}
	list, issues := manifest.Settle(list)
	if len(list) != 1001 || issues != nil {
		t.Fatal(len(list), issues)
	}
	for _, d := range list[1:] {
		if len(d.Components) != 1 || d.Components[0].ID != "pkg:npm/a" || len(d.Relations) != 1 || d.Relations[0].To != "pkg:npm/a" {
			t.Fatalf("%s: %v", d.Document.ID, d.Relations)
		}
	}
}
