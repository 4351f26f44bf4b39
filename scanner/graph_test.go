// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

// examine scans files that are given by path.
func examine(t *testing.T, files map[string]string) *inventory.Inventory {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	v, err := scanner.Scan(t.Context(), []string{dir}, scanner.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

const (
	sampleLock = `{"name": "shop", "version": "1.0.0", "lockfileVersion": 3, "packages": {
"": {"name": "shop", "version": "1.0.0", "dependencies": {"web": "^2"}},
"node_modules/web": {"version": "2.1.0", "dependencies": {"db": "^1"}},
"node_modules/db": {"version": "1.5.0"}}}`
	sampleManifest = `{"name": "shop", "version": "1.0.0", "dependencies": {"web": "^2"}}`
	sampleSBOM     = `{"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component": {"type": "application", "name": "shop", "version": "1.0.0", "bom-ref": "s", "purl": "pkg:npm/shop@1.0.0"}},
"components": [{"type": "library", "name": "web", "version": "2.1.0", "bom-ref": "w", "purl": "pkg:npm/web@2.1.0"}],
"dependencies": [{"ref": "s", "dependsOn": ["w"]}]}`
)

// What an SBOM and a lock file say alike is one relation, and both are named.
func TestOneRelationForWhatSeveralSay(t *testing.T) {
	v := examine(t, map[string]string{"package.json": sampleManifest, "package-lock.json": sampleLock, "bom.cdx.json": sampleSBOM, "again.cdx.json": sampleSBOM})
	var got []string
	for _, r := range v.Relations {
		if r.From != "pkg:npm/shop@1.0.0" {
			continue
		}
		line := r.To + " " + string(r.Scope)
		for _, e := range r.Evidence {
			line += " " + e.Path
		}
		got = append(got, line)
	}
	if want := []string{"pkg:npm/web@2.1.0 runtime again.cdx.json bom.cdx.json package.json"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// How completely the dependencies of each are known.
func TestResolved(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"a whole lock file", map[string]string{"package.json": sampleManifest, "package-lock.json": sampleLock}, "db complete, shop , web complete"},
		{"no lock file", map[string]string{"package.json": sampleManifest}, "shop incomplete, web "},
		{"a version that is stated", map[string]string{"package.json": strings.Replace(sampleManifest, "^2", "=2.1.0", 1)}, "shop , web 2.1.0 "},
		{"what one needs is not there", map[string]string{"package.json": sampleManifest, "package-lock.json": strings.Replace(sampleLock, `"db": "^1"`, `"gone": "^1"`, 1)},
			"db complete, shop , web incomplete"},
		{"an entry is lost", map[string]string{"package.json": sampleManifest, "package-lock.json": strings.Replace(sampleLock, `"version": "1.5.0"`, `"version": 1`, 1)},
			"shop incomplete, web incomplete"},
		{"one breaks off", map[string]string{"package.json": sampleManifest, "package-lock.json": sampleLock[:len(sampleLock)-2]}, "db , shop incomplete, web "},
		{"a merge conflict", map[string]string{"package.json": sampleManifest, "package-lock.json": "<<<<<<< a\n=======\n" + sampleLock}, "shop incomplete, web "},
		{"what needs what is not told", map[string]string{"gradle.lockfile": "g:a:1=runtimeClasspath\n"}, " , g/a "},
	}
	for _, test := range tests {
		v := examine(t, test.files)
		var got []string
		for _, c := range v.Components {
			name := c.Name
			if strings.HasPrefix(c.ID, "file:") {
				name = ""
			}
			if c.Version == "2.1.0" && len(test.files) == 1 {
				name += " " + c.Version
			}
			got = append(got, fmt.Sprint(name, " ", c.Resolved))
		}
		slices.Sort(got)
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s: %q, want %q", test.name, s, test.want)
		}
	}
}

// The note that versions are not resolved stands once, however many files ask for ranges.
func TestUnresolvedIsSaidOnce(t *testing.T) {
	v := examine(t, map[string]string{"package.json": sampleManifest, "part/package.json": sampleManifest, "tool/pyproject.toml": "[project]\nname='x'\nversion='1'\ndependencies=['web>=1', 'db==2.0']\n"})
	var got []string
	for _, i := range v.Issues {
		if i.Code == "dependencies-unresolved" {
			got = append(got, i.Path+" "+i.Args["files"]+" "+i.Args["packages"]+" "+i.Args["locks"])
		}
	}
	if want := "package.json 3 2 package-lock.json, pnpm-lock.yaml, yarn.lock; uv.lock, poetry.lock, pylock.toml"; len(got) != 1 || got[0] != want {
		t.Errorf("%q", got)
	}
}

// Where a lock file has nothing of what needs what, each package has a path that says that it may be through others.
func TestPathsWhereNothingTellsThem(t *testing.T) {
	for name, text := range map[string]string{
		"gradle.lockfile":  "g:a:1=runtimeClasspath\n",
		"Package.resolved": `{"version": 2, "pins": [{"identity": "a", "kind": "remoteSourceControl", "location": "https://git.example/g/a.git", "state": {"version": "1.0.0"}}]}`,
		"packages.config":  `<packages><package id="A" version="1.0.0"/></packages>`,
		"Pipfile.lock":     `{"_meta": {"pipfile-spec": 6}, "default": {"a": {"version": "==1.0"}}}`,
	} {
		v := examine(t, map[string]string{name: text})
		i := slices.IndexFunc(v.Components, func(c inventory.Component) bool { return c.PURL != "" })
		if i < 0 {
			t.Fatal(name)
		}
		paths, total := v.Paths(v.Components[i].ID, 1)
		if total != 1 || !paths[0][0].Unclear {
			t.Errorf("%s: %+v", name, paths)
		}
	}
	v := examine(t, map[string]string{"composer.lock": `{"packages": [{"name": "g/a", "version": "1", "require": {"g/b": "*", "php": "*"}}, {"name": "g/b", "version": "1"}], "packages-dev": []}`})
	for id, want := range map[string]int{"pkg:composer/g/a@1": 1, "pkg:composer/g/b@1": 2} {
		if paths, total := v.Paths(id, 5); total != 1 || len(paths[0]) != want || paths[0][0].Unclear {
			t.Errorf("%s: %+v", id, paths)
		}
	}
}

// Spellings that mean the same package are one component, with all that is said of it.
func TestOnePackageInSeveralSpellings(t *testing.T) {
	bom := func(purls ...string) string {
		var list []string
		for i, p := range purls {
			list = append(list, fmt.Sprintf(`{"type": "library", "name": "x", "version": "1.0", "bom-ref": "%d", "purl": "%s"}`, i, p))
		}
		return `{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [` + strings.Join(list, ",") + `], "dependencies": [{"ref": "0", "dependsOn": ["1"]}]}`
	}
	for _, same := range [][]string{
		{"pkg:npm/%40a/b@1.0", "pkg:npm/@a/b@1.0", "pkg:npm/%40a%2Fb@1.0", "pkg:NPM/%40a/b@1.0"},
		{"pkg:cargo/a@1.0%2Bb", "pkg:cargo/a@1.0+b"},
		{"pkg:nuget/A.B@1.0", "pkg:nuget/a.b@1.0", "pkg:nuget/a.B@1.0"},
		{"pkg:pypi/A.b_c@1.0", "pkg:pypi/a-b-c@1.0", "pkg:pypi/a--b.c@1.0"},
		{"pkg:maven/g/a@1.0?type=jar", "pkg:maven/g/a@1.0"},
		{"pkg:golang/github.com/A/b@v1.0", "pkg:golang/github.com%2Fa%2Fb@v1.0"},
		{"pkg:npm/a@1.0?package-id=123", "pkg:npm/a@1.0"},
	} {
		v := examine(t, map[string]string{"a.cdx.json": bom(same...), "b.cdx.json": bom(same[len(same)-1], same[0])})
		n := 0
		for _, c := range v.Components {
			if c.PURL != "" {
				if n++; len(c.Instances) < len(same) {
					t.Errorf("%q: %+v", same, c.Instances)
				}
			}
		}
		if n != 1 || len(v.Relations) != 0 {
			t.Errorf("%q: %d components, %v", same, n, v.Relations)
		}
	}
	for _, two := range [][]string{{"pkg:npm/a@1.0", "pkg:npm/A@1.0"}, {"pkg:maven/g/a@1.0?classifier=x", "pkg:maven/g/a@1.0"}, {"pkg:npm/a@1.0", "pkg:npm/a@1.0#sub"},
		{"pkg:deb/debian/a@1.0?arch=amd64", "pkg:deb/debian/a@1.0?arch=arm64"}} {
		if v := examine(t, map[string]string{"a.cdx.json": bom(two...)}); len(v.Relations) != 1 {
			t.Errorf("%q are one", two)
		}
	}
}
