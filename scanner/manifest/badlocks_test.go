// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest_test

import (
	"strings"
	"testing"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
)

// In whatever file version control left both sides, its line is named, and none of them is taken for what is used.
func TestMergeConflictsInAnyList(t *testing.T) {
	for _, name := range []string{"package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "go.mod", "go.sum", "requirements.txt", "poetry.lock", "uv.lock", "Pipfile.lock",
		"Cargo.lock", "gradle.lockfile", "composer.lock", "Gemfile.lock", "pubspec.lock", "Package.resolved", "packages.lock.json", "x.deps.json", "pom.xml"} {
		got, issues := dependencies(t, name, "\n<<<<<<< HEAD\na 1\n=======\na 2\n>>>>>>> other\n")
		if len(got) > 0 || len(issues) != 1 || issues[0] != "dependencies-unreadable unread line 2: a merge conflict that nobody settled" {
			t.Errorf("%s: %v, %q", name, got, issues)
		}
	}
}

// A file larger than is read is said to be, whatever is in it.
func TestListsThatAreTooLarge(t *testing.T) {
	data := make([]byte, manifest.MaxListSize+1)
	for _, name := range []string{"package-lock.json", "yarn.lock", "go.sum"} {
		l, _ := manifest.ListerFor(name)
		if d, issues := l.Read(data, name); d != nil || len(issues) != 1 || issues[0].Effect != inventory.Unread {
			t.Errorf("%s: %v, %v", name, d, issues)
		}
	}
}

// Packages that need each other, and one that needs itself, end.
func TestPackagesInACircle(t *testing.T) {
	for name, data := range map[string]string{
		"package-lock.json": `{"lockfileVersion": 3, "packages": {"": {"dependencies": {"a": "1"}}, "node_modules/a": {"version": "1.0.0", "dependencies": {"b": "1", "a": "1"}}, "node_modules/b": {"version": "1.0.0", "dependencies": {"a": "1"}}}}`,
		"yarn.lock":         "# yarn lockfile v1\n\na@1:\n  version \"1.0.0\"\n  dependencies:\n    b \"1\"\n    a \"1\"\n\nb@1:\n  version \"1.0.0\"\n  dependencies:\n    a \"1\"\n",
		"pnpm-lock.yaml":    "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a:\n        specifier: '1'\n        version: 1.0.0\npackages:\n  a@1.0.0: {}\n  b@1.0.0: {}\nsnapshots:\n  a@1.0.0:\n    dependencies:\n      b: 1.0.0\n      a: 1.0.0\n  b@1.0.0:\n    dependencies:\n      a: 1.0.0\n",
		"composer.lock":     `{"packages": [{"name": "x/a", "version": "1.0.0", "require": {"x/b": "1", "x/a": "1"}}, {"name": "x/b", "version": "1.0.0", "require": {"x/a": "1"}}]}`,
		"Gemfile.lock":      "GEM\n  specs:\n    a (1.0.0)\n      b\n      a\n    b (1.0.0)\n      a\n\nDEPENDENCIES\n  a\n",
		"Cargo.lock":        "version = 4\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\ndependencies = [\"b\", \"a\"]\n[[package]]\nname = \"b\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\ndependencies = [\"a\"]\n",
	} {
		got, issues := dependencies(t, name, data)
		packages, both := 0, 0
		for _, line := range got {
			from, to, related := strings.Cut(line, " > ")
			switch {
			case !related:
				packages++
			case strings.Contains(from, "a@1.0.0") && strings.Contains(to, "b@1.0.0"), strings.Contains(from, "b@1.0.0") && strings.Contains(to, "a@1.0.0"):
				both++
			}
		}
		if packages != 2 || both != 2 || len(issues) > 0 {
			t.Errorf("%s: %q, %q", name, got, issues)
		}
	}
}

// Versions that are none stay text: nothing of them leads elsewhere, and none is longer than a field.
func TestAbsurdVersions(t *testing.T) {
	for _, version := range []string{"999999999999999999999999.0.0", "../../etc/passwd", "1.0.0?x=y#z", "-1", "v", "1.0.0 || 2.0.0", "\u202e1.0.0", "=cmd()", strings.Repeat("9", 100_000)} {
		for name, data := range map[string]string{
			"package-lock.json": `{"lockfileVersion": 3, "packages": {"node_modules/a": {"version": "` + version + `"}}}`,
			"yarn.lock":         "# yarn lockfile v1\n\na@1:\n  version \"" + version + "\"\n",
			"composer.lock":     `{"packages": [{"name": "x/a", "version": "` + version + `"}]}`,
			"Gemfile.lock":      "GEM\n  specs:\n    a (" + version + ")\n\nDEPENDENCIES\n  a\n",
			"pubspec.lock":      "packages:\n  a:\n    dependency: \"direct main\"\n    source: hosted\n    version: \"" + version + "\"\n",
		} {
			l, _ := manifest.ListerFor(name)
			d, issues := l.Read([]byte(data), name)
			if d == nil {
				if len(issues) == 0 {
					t.Errorf("%s, %.20q: nothing, and nothing said of it", name, version)
				}
				continue
			}
			for _, c := range d.Components {
				if len(c.Version) > 1<<12 {
					t.Errorf("%s: a version of %d bytes", name, len(c.Version))
				}
				if p, err := packageurl.FromString(c.PURL); c.PURL != "" && (err != nil || p.Name != "a" || p.Subpath != "") {
					t.Errorf("%s, %.20q: %.80s, %v", name, version, c.PURL, err)
				}
			}
		}
	}
}
