// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/manifest"
)

// TestHostile: what would cost a parser its stack, memory or time is an issue, or is read quickly.
func TestHostile(t *testing.T) {
	rep := strings.Repeat
	for _, test := range []struct {
		name, file, text string
		unread           bool
	}{
		{"too large", "package.json", `{"name": "` + rep("x", manifest.MaxSize) + `"}`, true},
		{"deep values", "package.json", `{"name": "x", "deep": ` + rep("[", 1<<20) + rep("]", 1<<20) + "}", true},
		{"many members", "package.json", "{" + rep(`"a":1,`, 200_000) + `"b":2}`, true},
		{"long licence", "package.json", `{"license": "` + rep("MIT OR ", 1<<17) + `MIT"}`, false},
		{"many alternatives", "composer.json", `{"license": [` + rep(`"MIT",`, 50_000) + `"ISC"]}`, false},
		{"brackets", "Cargo.toml", "a = " + rep("[", 1<<20), true},
		{"brackets behind comments", "Cargo.toml", "a = " + rep("[ # ]\n", 1<<17), true},
		{"brackets behind strings", "pyproject.toml", "a = " + rep("[ \"]\", ", 1<<17), true},
		{"inline tables", "Cargo.toml", "a = " + rep("{a=", 1<<18), true},
		{"dotted key", "Cargo.toml", rep("a.", 1<<19) + "a = 1", true},
		{"long table name", "Cargo.toml", "[" + rep("x", 500_000) + "]\n" + numbered("k%d=1\n", 50_000), true},
		{"long inline key", "Cargo.toml", "a = {" + rep("x", 500_000) + " = {" + numbered("k%d=1,", 50_000) + "}}", true},
		{"many keys", "Cargo.toml", numbered("k%d = 1\n", 100_000), false},
		{"many classifiers", "pyproject.toml", "[project]\nclassifiers = [\n" + rep("'License :: X',\n", 50_000) + "]", false},
		{"elements", "pom.xml", rep("<project>", 1<<18), true},
		{"entities", "pom.xml", `<!DOCTYPE p [<!ENTITY a "` + rep("x", 1000) + `">]><project>` + rep("&a;", 1000) + `</project>`, true},
		{"long element", "pom.xml", "<project><" + rep("x", 1<<22) + ">" + rep("<b/>", 1<<18) + "</" + rep("x", 1<<22-1<<21) + "></project>", true},
		{"many licences", "pom.xml", "<project><licenses>" + rep("<license><name>MIT</name></license>", 50_000) + "</licenses></project>", false},
		{"flow lists", "publiccode.yml", rep("[", 100_000), true},
		{"flow maps", "publiccode.yml", rep("{a: ", 30_000), true},
		{"lists in one line", "publiccode.yml", rep("- ", 100_000), true},
		{"keys in one line", "publiccode.yml", rep("? ", 100_000), true},
		{"aliases", "publiccode.yml", "a: &a [x, x]\nb: &b [*a, *a]\nname: x\nlegal: *b\n", false},
		{"many keys", "publiccode.yml", numbered("k%d: 1\n", 4000), false},
		{"more keys than are kept", "publiccode.yml", numbered("k%d: 1\n", 10_000), true},
		{"sections in sections", "publiccode.yml", "a: " + rep("{a: ", 500) + "1" + rep("}", 500), true},
		{"long names", "publiccode.yml", "de:\n  " + rep("x", 100_000) + ": 1\n", true},
	} {
		t.Run(test.file+" "+test.name, func(t *testing.T) {
			r, _ := manifest.For(test.file)
			start := time.Now()
			c, findings, issues := r.Read([]byte(test.text), test.file)
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("%d bytes took %v", len(test.text), d)
			}
			checkReading(t, []byte(test.text), test.file, c, findings, issues)
			unread := false
			for _, i := range issues {
				unread = unread || i.Code == "manifest-unreadable" && i.Effect == inventory.Unread
			}
			if unread != test.unread {
				t.Errorf("issues: %v", issues)
			}
		})
	}
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func TestFor(t *testing.T) {
	for path, want := range map[string]string{
		"package.json": "package.json", "a/b/Cargo.toml": "Cargo.toml", "x.zip!/p/pom.xml": "pom.xml",
		"publiccode.yaml": "publiccode.yml", "package-lock.json": "", "mypom.xml": "", "pom.xml/x": "",
	} {
		if r, ok := manifest.For(path); ok != (want != "") || r.Name != want {
			t.Errorf("For(%q) = %q, %v", path, r.Name, ok)
		}
	}
}

// TestRole: packages that lie where package managers put other people's work are third-party.
func TestRole(t *testing.T) {
	for path, want := range map[string]inventory.Role{
		"package.json": "", "src/package.json": "", "vendored/package.json": "",
		"node_modules/a/package.json": inventory.ThirdParty, "x/vendor/a/package.json": inventory.ThirdParty,
		"lib/third_party/a/package.json": inventory.ThirdParty, "bower_components/a/package.json": inventory.ThirdParty,
		"env/lib/python3/site-packages/a/package.json": inventory.ThirdParty,
	} {
		r, _ := manifest.For(path)
		c, _, _ := r.Read([]byte(`{"name": "a"}`), path)
		if c.Role != want || (c.Type == "library") != (want == inventory.ThirdParty) {
			t.Errorf("%s: role %q, type %q", path, c.Role, c.Type)
		}
	}
}

// TestClassifiers: every classifier of the table is read as one licence that the SPDX list has and does not deprecate.
func TestClassifiers(t *testing.T) {
	table, err := os.ReadFile("../spdx/classifiers.tsv")
	if err != nil {
		t.Fatal(err)
	}
	r, _ := manifest.For("pyproject.toml")
	seen := 0
	for line := range strings.Lines(string(table)) {
		classifier, id, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		seen++
		c, findings, _ := r.Read([]byte("[project]\nclassifiers = ['"+classifier+"']\n"), "pyproject.toml")
		if c == nil || c.Licenses(inventory.Declared) != id || len(findings) != 1 || c.Claims[0].License.Raw != classifier {
			t.Errorf("%s: %+v, want %s", classifier, c, id)
		}
	}
	if seen < 40 {
		t.Errorf("only %d classifiers", seen)
	}
}

func fuzz(f *testing.F, file string) {
	folders, err := os.ReadDir("testdata")
	if err != nil {
		f.Fatal(err)
	}
	for _, d := range folders {
		if seed, err := os.ReadFile("testdata/" + d.Name() + "/" + file); err == nil {
			f.Add(seed)
		}
	}
	r, ok := manifest.For(file)
	if !ok {
		f.Fatal("no reader for " + file)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, findings, issues := r.Read(data, "dir/"+file)
		checkReading(t, data, "dir/"+file, c, findings, issues)
		c2, findings2, issues2 := r.Read(data, "dir/"+file)
		if !reflect.DeepEqual(c, c2) || !reflect.DeepEqual(findings, findings2) || !reflect.DeepEqual(issues, issues2) {
			t.Error("a second reading differs")
		}
		for _, i := range issues {
			if strings.HasPrefix(i.Args["detail"], "parser fault") {
				t.Logf("%s", i.Args["detail"])
			}
		}
	})
}

func FuzzNPM(f *testing.F)        { fuzz(f, "package.json") }
func FuzzCargo(f *testing.F)      { fuzz(f, "Cargo.toml") }
func FuzzPyproject(f *testing.F)  { fuzz(f, "pyproject.toml") }
func FuzzComposer(f *testing.F)   { fuzz(f, "composer.json") }
func FuzzMaven(f *testing.F)      { fuzz(f, "pom.xml") }
func FuzzPubliccode(f *testing.F) { fuzz(f, "publiccode.yml") }
func FuzzGem(f *testing.F)        { fuzz(f, "metadata.gz!/metadata") }
func FuzzDebControl(f *testing.F) { fuzz(f, "control.tar.xz!/control") }
func FuzzPkgInfo(f *testing.F)    { fuzz(f, ".PKGINFO") }
