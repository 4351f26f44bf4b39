// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/scanner/manifest"
)

func TestGoMod(t *testing.T) {
	got, issues := dependencies(t, "go.mod", `module example.org/shop

go 1.26

require (
	example.org/web v1.2.0
	example.org/big/fork v1.0.0
	example.org/here v0.1.0
	example.org/gen v0.3.0
)

require example.org/deep/v2 v2.0.1 // indirect

tool example.org/gen/cmd/gen

replace example.org/big/fork => example.net/ours v1.0.1

replace example.org/here v0.1.0 => ../here
`)
	if d := cmp.Diff([]string{
		"pkg:golang/example.net/ours@v1.0.1 runtime :7",
		"pkg:golang/example.org/deep/v2@v2.0.1  :12",
		"pkg:golang/example.org/gen@v0.3.0 dev :9",
		"pkg:golang/example.org/web@v1.2.0 runtime :6",
		"project > pkg:golang/example.net/ours@v1.0.1 ",
		"project > pkg:golang/example.org/gen@v0.3.0 dev",
		"project > pkg:golang/example.org/web@v1.2.0 ",
	}, got); d != "" || len(issues) > 0 {
		t.Errorf("%s%v", d, issues)
	}
	// A directive that nobody knows does not hide the requirements.
	got, issues = dependencies(t, "go.mod", "module m\n\nfuture thing\n\nrequire example.org/web v1.2.0\n")
	if len(got) != 2 || fmt.Sprint(issues) != "[dependencies-unreadable unread line 3: unknown directive: future]" {
		t.Errorf("%v %v", got, issues)
	}
}

func TestGoSum(t *testing.T) {
	got, issues := dependencies(t, "go.sum", `example.org/web v1.2.0 h1:aaa=
example.org/web v1.2.0/go.mod h1:bbb=
example.org/web v1.10.0 h1:ccc=
example.org/only v1.0.0/go.mod h1:ddd=
example.org/web v1.3.0
../etc v1.0.0 h1:eee=
example.org/web latest h1:fff=
`)
	if d := cmp.Diff([]string{"pkg:golang/example.org/web@v1.10.0 runtime :3"}, scoped(got)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"dependency-unreadable unread 5example.org/web v1.3.0", "dependency-unreadable unread 6../etc v1.0.0 h1:eee=",
		"dependency-unreadable unread 7example.org/web latest"}, issues); d != "" {
		t.Error(d)
	}
	l, _ := manifest.ListerFor("a/go.sum")
	d, _ := l.Read([]byte("example.org/web v1.2.0 h1:aaa=\n"), "a/go.sum")
	if d.Resolved || d.Sums["example.org/web v1.2.0"] != "h1:aaa=" {
		t.Errorf("%+v", d)
	}
}

// scoped writes "runtime" where nothing is said, which counts as that.
func scoped(lines []string) []string {
	for i := range lines {
		lines[i] = strings.Replace(lines[i], "  :", " runtime :", 1)
	}
	return lines
}

func TestGoVendor(t *testing.T) {
	const modules = `# example.org/web v1.2.0
## explicit; go 1.17
example.org/web
example.org/web/inner
# example.org/big/fork v1.0.0 => example.net/ours v1.0.1
## explicit
example.org/big/fork/part
# example.org/here v0.1.0 => ./here
example.org/here
# example.org/big/fork => example.net/ours v1.0.1
# example.org/unused v1.0.0
## explicit
# ../../etc v1.0.0
../../etc
`
	got, issues := dependencies(t, "app/vendor/modules.txt", modules)
	if d := cmp.Diff([]string{
		"pkg:golang/example.net/ours@v1.0.1 runtime :5",
		"pkg:golang/example.org/here runtime :8",
		"pkg:golang/example.org/unused@v1.0.0 runtime :11",
		"pkg:golang/example.org/web@v1.2.0 runtime :1",
	}, scoped(got)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"dependency-unreadable unread 13# ../../etc v1.0.0", "dependency-unreadable unread 14../../etc"}, issues); d != "" {
		t.Error(d)
	}
	l, _ := manifest.ListerFor("app/vendor/modules.txt")
	d, _ := l.Read([]byte(modules), "app/vendor/modules.txt")
	if x := cmp.Diff(map[string]string{"app/vendor/example.org/web": "pkg:golang/example.org/web@v1.2.0",
		"app/vendor/example.org/big/fork": "pkg:golang/example.net/ours@v1.0.1", "app/vendor/example.org/here": "pkg:golang/example.org/here"}, d.Places); x != "" {
		t.Error(x)
	}
	if _, ok := manifest.ListerFor("docs/modules.txt"); ok {
		t.Error("any modules.txt is taken for one of Go")
	}
}

func TestGoWork(t *testing.T) {
	l, _ := manifest.ListerFor("go.work")
	d, issues := l.Read([]byte("go 1.26\n\nuse (\n\t.\n\t./part\n\t../outside\n)\n\nreplace example.org/a v1.0.0 => example.net/a v1.0.1\n\nreplace example.org/b => ./b\n"), "go.work")
	if x := cmp.Diff([]string{".", "part"}, d.Uses); x != "" || len(issues) > 0 {
		t.Error(x, issues)
	}
	if x := cmp.Diff(map[string]manifest.GoModule{"example.org/a@v1.0.0": {Path: "example.net/a", Version: "v1.0.1"}, "example.org/b": {Path: "./b"}}, d.Replaces); x != "" {
		t.Error(x)
	}
	if _, issues = l.Read([]byte("use (\n"), "go.work"); len(issues) != 1 {
		t.Errorf("%v", issues)
	}
}

// What a go.mod names is complete only from Go 1.17 on.
func TestGoModBefore117(t *testing.T) {
	for line, want := range map[string]bool{"": false, "go 1.16": false, "go 1.17": true, "go 1.21rc1": true, "go 1.26.0": true, "go 1.9": false} {
		l, _ := manifest.ListerFor("go.mod")
		d, _ := l.Read([]byte("module m\n\n"+line+"\n\nrequire example.org/web v1.2.0\n"), "go.mod")
		if d.Resolved != want {
			t.Errorf("%q: resolved %v", line, d.Resolved)
		}
	}
}
