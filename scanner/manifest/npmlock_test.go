// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
)

// dependencies reads a file and writes down what came out, a line for each package and each relation.
func dependencies(t *testing.T, path, data string) (lines, issues []string) {
	t.Helper()
	l, ok := manifest.ListerFor(path)
	if !ok {
		t.Fatalf("nobody reads %s", path)
	}
	d, list := l.Read([]byte(data), path)
	for _, i := range list {
		issues = append(issues, fmt.Sprint(i.Code, " ", i.Effect, " ", i.Args["line"], i.Args["detail"], i.Args["what"]))
	}
	if d == nil {
		return nil, issues
	}
	if d.Document.Kind != inventory.KindDependencies || d.Document.ID != path || d.Document.Components != len(d.Components) {
		t.Errorf("document: %+v", d.Document)
	}
	for _, c := range d.Components {
		line := fmt.Sprintf("%s %s :%d", c.ID, c.Scope, c.Instances[0].Line)
		for _, claim := range c.Claims {
			line += " " + claim.License.Raw
		}
		lines = append(lines, line)
	}
	for _, r := range d.Relations {
		lines = append(lines, strings.ReplaceAll(fmt.Sprintf("%s > %s %s", r.From, r.To, r.Scope), manifest.Project, "project"))
	}
	slices.Sort(lines)
	return lines, issues
}

func TestNPMLock(t *testing.T) {
	const v3 = `{
  "name": "shop", "version": "1.0.0", "lockfileVersion": 3,
  "packages": {
    "": {"name": "shop", "version": "1.0.0", "dependencies": {"@a/web": "^2"}, "devDependencies": {"lint": "*"}, "workspaces": ["part"]},
    "node_modules/@a/web": {"version": "2.1.0", "license": "MIT", "dependencies": {"db": "1"}, "optionalDependencies": {"fast": "1"}},
    "node_modules/@a/web/node_modules/db": {"version": "1.5.0", "license": "ISC"},
    "node_modules/db": {"version": "3.0.0", "dev": true},
    "node_modules/fast": {"version": "1.0.0", "optional": true, "license": {"type": "MIT", "url": "x"}},
    "node_modules/lint": {"version": "9.0.0", "dev": true, "dependencies": {"db": "3", "missing": "1"}, "optionalDependencies": {"fast": "1", "tty": "1"}},
    "node_modules/tty": {"version": "0.1.0"},
    "node_modules/part": {"resolved": "part", "link": true},
    "part": {"name": "part", "version": "0.1.0", "dependencies": {"lint": "9"}}
  }
}`
	got, issues := dependencies(t, "shop/package-lock.json", v3)
	if d := cmp.Diff([]string{
		"pkg:npm/%40a/web@2.1.0 > pkg:npm/db@1.5.0 runtime",
		"pkg:npm/%40a/web@2.1.0 > pkg:npm/fast@1.0.0 optional",
		"pkg:npm/%40a/web@2.1.0 runtime :5 MIT",
		"pkg:npm/db@1.5.0 runtime :6 ISC",
		"pkg:npm/db@3.0.0 runtime :7",
		"pkg:npm/fast@1.0.0 optional :8 MIT",
		"pkg:npm/lint@9.0.0 > pkg:npm/db@3.0.0 runtime",
		"pkg:npm/lint@9.0.0 > pkg:npm/fast@1.0.0 optional",
		"pkg:npm/lint@9.0.0 > pkg:npm/tty@0.1.0 optional",
		"pkg:npm/lint@9.0.0 runtime :9",
		"pkg:npm/tty@0.1.0 optional :10",
		"project > pkg:npm/%40a/web@2.1.0 runtime",
		"project > pkg:npm/lint@9.0.0 dev",
		"project > pkg:npm/lint@9.0.0 runtime",
	}, got); d != "" || len(issues) > 0 {
		t.Errorf("version 3: %s%v", d, issues)
	}
	const v1 = `{"name": "shop", "version": "1.0.0", "lockfileVersion": 1, "requires": true, "dependencies": {
  "web": {"version": "2.1.0", "requires": {"db": "1"}, "dependencies": {
    "db": {"version": "1.5.0"}}},
  "db": {"version": "3.0.0", "dev": true},
  "lint": {"version": "9.0.0", "dev": true, "requires": {"db": "3"}}
}}`
	got, issues = dependencies(t, "package-lock.json", v1)
	if d := cmp.Diff([]string{
		"pkg:npm/db@1.5.0 runtime :3",
		"pkg:npm/db@3.0.0 dev :4",
		"pkg:npm/lint@9.0.0 > pkg:npm/db@3.0.0 runtime",
		"pkg:npm/lint@9.0.0 dev :5",
		"pkg:npm/web@2.1.0 > pkg:npm/db@1.5.0 runtime",
		"pkg:npm/web@2.1.0 runtime :2",
		"project > pkg:npm/lint@9.0.0 dev",
		"project > pkg:npm/web@2.1.0 runtime",
	}, got); d != "" || len(issues) > 0 {
		t.Errorf("version 1: %s%v", d, issues)
	}
}

func TestBadLockFilesAreSaid(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"a later version":  {`{"lockfileVersion": 9, "packages": {}}`, "[dependencies-unreadable unread lockFileVersion 9 is not known]"},
		"breaks off":       {"{\"lockfileVersion\": 3,\n\"packages\": {\n\"node_modules/a\": {\"version\": \"1\"\n", "[dependencies-unreadable unread line 3: unexpected EOF]"},
		"is no JSON":       {"{\"lockfileVersion\": 3,\n\"packages\": {\n\"node_modules/a\": {\"version\": ~}}}", "[dependencies-unreadable unread line 3: invalid character '~' at byte 67]"},
		"goes on":          {"{\"lockfileVersion\": 3}\n{}", "[dependencies-unreadable unread more than one value]"},
		"an odd version":   {`{"lockfileVersion": 1e400, "packages": {}}`, "[dependencies-unreadable unread lockfileVersion is no number]"},
		"a merge conflict": {"{\n<<<<<<< ours\n\"lockfileVersion\": 3\n=======\n\"lockfileVersion\": 2\n>>>>>>> theirs\n}", "[dependencies-unreadable unread line 2: a merge conflict that nobody settled]"},
		"an odd entry":     {"{\"lockfileVersion\": 3, \"packages\": {\n\"node_modules/a\": 7,\n\"node_modules/b\": {\"version\": \"1\"}}}", "[dependency-unreadable unread 2node_modules/a]"},
	} {
		_, issues := dependencies(t, "package-lock.json", c.data)
		if got := fmt.Sprint(issues); !strings.EqualFold(got, c.want) {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Of a lock file that breaks off, or is damaged further down, what stands before that is read.
func TestWhatStandsBeforeTheDamageIsRead(t *testing.T) {
	const a, b = `"node_modules/a": {"version": "1.0.0", "license": "MIT", "dependencies": {"b": "1"}}`, `"node_modules/b": {"version": "2.0.0"}`
	want := []string{"pkg:npm/a@1.0.0 > pkg:npm/b@2.0.0 runtime", "pkg:npm/a@1.0.0 runtime :3 MIT", "pkg:npm/b@2.0.0 runtime :4", "project > pkg:npm/a@1.0.0 runtime"}
	const start = "{\"name\": \"x\", \"lockfileVersion\": 3, \"packages\": {\n\"\": {\"dependencies\": {\"a\": \"1\"}},\n" + a + ",\n" + b
	for rest, line := range map[string]string{"": "4", ",\n\"node_modules/c\": {\"vers": "5", ",\n": "4", "\n}": "5", "}, ?\n": "4", "},\n\"dependencies\": {\n\"a\": {\"version\": \"9": "6"} {
		got, issues := dependencies(t, "package-lock.json", start+rest)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q: %s", rest, d)
		}
		if len(issues) != 1 || !strings.HasPrefix(issues[0], "dependencies-unreadable unread line "+line+": ") {
			t.Errorf("%q: %q", rest, issues)
		}
	}
	got, issues := dependencies(t, "package-lock.json", "{\"lockfileVersion\": 1, \"requires\": true, \"dependencies\": {\n\"a\": {\"version\": \"1.0.0\"},\n\"b\": {")
	if d := cmp.Diff([]string{"pkg:npm/a@1.0.0 runtime :2", "project > pkg:npm/a@1.0.0 runtime"}, got); d != "" || len(issues) != 1 || !strings.HasSuffix(issues[0], "line 3: unexpected EOF") {
		t.Errorf("version 1: %s%q", d, issues)
	}
}

// FuzzJSONOfLockFiles puts a value into a lock file: where it is JSON nothing beside it is lost, and wherever the file breaks off, there is an
// issue, and what stands before is read.
func FuzzJSONOfLockFiles(f *testing.F) {
	for _, seed := range []string{`1`, `"\\\""`, `{"a": [1e9, -0.5, true, null, {"b": []}]}`, `[[], {}, "\u00e9\ud800"]`, "\"\t\"", `{"a": 1, "a": 2,}`, `"}`, `-`, "nul", "{\"\xff\": \"\xff\"}"} {
		f.Add([]byte(seed), uint(3))
	}
	l, _ := manifest.ListerFor("package-lock.json")
	f.Fuzz(func(t *testing.T, data []byte, cut uint) {
		const before = "{\"lockfileVersion\": 3, \"packages\": {\n\"node_modules/a\": {\"version\": \"1.0.0\"},\n"
		lock := before + "\"node_modules/b\": {\"x\": " + string(data) + ", \"version\": \"2.0.0\"}}}"
		d, issues := l.Read([]byte(lock), "package-lock.json")
		if json.Valid(data) && (d == nil || len(d.Components) != 2 || len(issues) > 0) {
			t.Errorf("%q: %v", lock, issues)
		}
		lock = lock[:len(before)+int(cut%uint(len(lock)-len(before)-1))]
		d, issues = l.Read([]byte(lock), "package-lock.json")
		if len(issues) == 0 && !json.Valid([]byte(lock)) && json.Valid(data) || d == nil || d.Components[0].ID != "pkg:npm/a@1.0.0" {
			t.Errorf("%q: %v", lock, issues)
		}
	})
}

func FuzzDependencies(f *testing.F) {
	for _, c := range append(pythonFiles, npmFiles...) {
		f.Add(c.path, []byte(c.data))
	}
	f.Add("package-lock.json", []byte(`{"lockfileVersion": 3, "packages": {"": {"dependencies": {"a": "1"}}, "node_modules/a": {"version": "1", "license": "MIT"}}}`))
	f.Add("package-lock.json", []byte(`{"lockfileVersion": 1, "dependencies": {"a": {"version": "1", "requires": {"a": "1"}, "dependencies": {"a": {}}}}}`))
	f.Add("go.mod", []byte("module m\n\nrequire example.org/web v1.2.0\n\nreplace example.org/web => ../web\n"))
	f.Add("go.sum", []byte("example.org/web v1.2.0 h1:aaa=\nexample.org/web v1.3.0-0.20200101000000-000000000000/go.mod h1:bbb=\n"))
	f.Add("go.work", []byte("go 1.26\nuse ./a\nreplace a => b v1.0.0\n"))
	f.Add("vendor/modules.txt", []byte("# example.org/web v1.2.0 => example.net/web v1.0.0\n## explicit; go 1.17\nexample.org/web/a\n"))
	cases, err := filepath.Glob("testdata/needs/*.txtar")
	if err != nil || len(cases) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range cases {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			f.Add(file.Name, file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, path string, data []byte) {
		l, ok := manifest.ListerFor(path)
		if !ok {
			return
		}
		d, issues := l.Read(data, path)
		if d == nil {
			return
		}
		if _, faults := manifest.Settle([]*manifest.Dependencies{d}); len(faults) > 0 {
			issues = append(issues, faults...)
		}
		ids := map[string]bool{manifest.Project: true}
		for _, c := range d.Components {
			if c.ID == "" || len(c.Instances) != 1 {
				t.Errorf("component %+v", c)
			}
			ids[c.ID] = true
		}
		for dir, id := range d.Places {
			if !ids[id] || strings.HasPrefix(dir, "../") {
				t.Errorf("in %q lies %q", dir, id)
			}
		}
		for _, id := range d.Own {
			ids[id] = true
		}
		for _, r := range d.Relations {
			if !ids[r.From] || !ids[r.To] {
				t.Errorf("%q > %q leads to nothing that is there", r.From, r.To)
			}
		}
		for _, i := range issues {
			if i.Path != path {
				t.Errorf("an issue of %q", i.Path)
			}
		}
	})
}
