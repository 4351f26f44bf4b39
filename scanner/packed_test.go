// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

func gzipOf(t *testing.T, data string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	fmt.Fprint(w, data)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zipOf(t *testing.T, files ...part) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		m, err := w.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(m, f.text)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func debOf(control, data string) string {
	var b strings.Builder
	b.WriteString("!<arch>\n")
	for _, m := range []part{{"debian-binary", "2.0\n"}, {"control.tar.gz", control}, {"data.tar.gz", data}} {
		fmt.Fprintf(&b, "%-16s%-12d%-6d%-6d%-8o%-10d`\n%s", m.name, 0, 0, 0, 0o100644, len(m.text), m.text)
		if len(m.text)%2 == 1 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func metadata(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("manifest/testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Packages say what they are where they lie packed in one another, as the input itself and among others.
func TestPacked(t *testing.T) {
	const copyright = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nCopyright: 2024 Ada Example\nLicense: ISC\n\nFiles: b/*\nCopyright: 2024 Ada Example\nLicense: Zlib\n"
	const nuspec = `<package><metadata><id>Harbour</id><version>1.2.3</version><license type="expression">MIT</license><dependencies><group targetFramework="net8.0"><dependency id="Quay" version="5.0"/></group></dependencies></metadata></package>`
	gem := tarOf(part{"metadata.gz", gzipOf(t, metadata(t, "gem/metadata.gz!/metadata"))},
		part{"data.tar.gz", gzipOf(t, tarOf(part{"lib/harbour.rb", "# SPDX-License-" + "Identifier: EUPL-1.2\n"}, part{"harbour.gemspec", "Gem::Specification.new do |s|\n  s.name = \"harbour\"\n  s.license = \"Ruby\"\nend\n"}))},
		part{"checksums.yaml.gz", gzipOf(t, "---\nSHA256: {}\n")})
	deb := debOf(gzipOf(t, tarOf(part{"./control", metadata(t, "deb/control.tar.xz!/control")})),
		gzipOf(t, tarOf(part{"./usr/share/doc/harbour/copyright", copyright}, part{"./usr/share/doc/other/copyright", strings.ReplaceAll(copyright, "ISC", "MIT")}, part{"./usr/bin/harbour", "#!/bin/sh\n"})))
	apk := gzipOf(t, tarOf(part{".PKGINFO", metadata(t, "apk/.PKGINFO")}))
	apk = gzipOf(t, tarOf(part{".SIGN.RSA.x", "signature"})[:1024]) + apk + gzipOf(t, tarOf(part{"usr/bin/harbour", "#!/bin/sh\n"}))
	nupkg := zipOf(t, part{"_rels/.rels", "<r/>"}, part{"Harbour.nuspec", nuspec}, part{"[Content_Types].xml", "<Types/>"}, part{"lib/net8.0/a.dll", "MZ\x00\x01\x02\x03"}, part{".signature.p7s", "0\x82\x01\x02\x00\x00\x01"})

	for _, test := range []struct {
		name, data, id, declared string
		needs                    []string
	}{
		{"harbour-1.2.3.gem", gem, "pkg:gem/harbour@1.2.3", "MIT AND Ruby", []string{"pkg:gem/crane dev", "pkg:gem/quay runtime"}},
		{"harbour.deb", deb, "pkg:deb/debian/harbour@1:1.2.3-1?arch=amd64", "ISC AND Zlib",
			[]string{"pkg:deb/debian/crane runtime", "pkg:deb/debian/init-system-helpers runtime", "pkg:deb/debian/libquay2 runtime", "pkg:deb/debian/lighthouse optional", "pkg:deb/debian/python3 runtime"}},
		{"harbour.apk", apk, "pkg:apk/alpine/harbour@1.2.3-r0?arch=x86_64", "MIT OR Apache-2.0", []string{"pkg:apk/alpine/quay runtime"}},
		{"Harbour.1.2.3.nupkg", nupkg, "pkg:nuget/Harbour@1.2.3", "MIT", []string{"pkg:nuget/Quay runtime"}},
	} {
		for _, around := range []string{"", "bid.zip"} {
			name, data := test.name, test.data
			if around != "" {
				name, data = around, zipOf(t, part{"parts/" + test.name, test.data}, part{"main.c", "int main;"})
			}
			file := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
				t.Fatal(err)
			}
			v, err := scanner.Scan(context.Background(), []string{file}, scanner.Options{})
			if err != nil {
				t.Fatal(err)
			}
			c := v.Component(test.id)
			if c == nil {
				t.Errorf("%s in %q: no %s", test.name, around, test.id)
				continue
			}
			if got := c.Licenses(inventory.Declared); got != test.declared {
				t.Errorf("%s in %q: declared %s, want %s", test.name, around, got, test.declared)
			}
			var needs []string
			for _, r := range v.Relations {
				if r.From == test.id {
					needs = append(needs, r.To+" "+string(r.Scope))
				}
			}
			if !slices.Equal(needs, test.needs) {
				t.Errorf("%s in %q: needs %q", test.name, around, needs)
			}
			if around == "" && v.Subject.Main != test.id {
				t.Errorf("%s: main is %s", test.name, v.Subject.Main)
			}
			for _, f := range v.Files {
				if inside := strings.Contains(f.Path, test.name+"!/"); f.Component != test.id && (inside || around == "") {
					t.Errorf("%s in %q: %s is of %s", test.name, around, f.Path, f.Component)
				}
			}
			if !v.Complete() {
				t.Errorf("%s in %q: %v", test.name, around, v.Issues)
			}
		}
	}
}

// The cache that yarn keeps in the project itself holds the packages, each in a ZIP file: those that the lock file names lie there.
func TestCacheOfYarnInTheProject(t *testing.T) {
	dir := t.TempDir()
	const at = ".yarn/cache/left-pad-npm-1.3.0-d4a2d5b4f5-10c0.zip"
	write(t, dir, at, []byte(zipOf(t, part{"node_modules/left-pad/package.json", `{"name": "left-pad", "version": "1.3.0", "license": "ISC"}`},
		part{"node_modules/left-pad/index.js", "module.exports = 1\n"})))
	write(t, dir, "package.json", []byte(`{"name": "shop", "version": "1.0.0", "dependencies": {"left-pad": "^1.3.0"}}`))
	write(t, dir, "yarn.lock", []byte("__metadata:\n  version: 8\n\n\"left-pad@npm:^1.3.0\":\n  version: 1.3.0\n  resolution: \"left-pad@npm:1.3.0\"\n\n"+
		"\"shop@workspace:.\":\n  version: 0.0.0-use.local\n  resolution: \"shop@workspace:.\"\n  dependencies:\n    left-pad: \"npm:^1.3.0\"\n"))
	write(t, dir, ".pnp.cjs", []byte("const RAW_RUNTIME_STATE =\n'{\\\n  \"packageLocation\": \"./"+at+"/node_modules/left-pad/\"\\\n}';\n"))
	v := scan(t, scanner.Options{}, dir)
	c := v.Component("pkg:npm/left-pad@1.3.0")
	if c == nil || !c.InTree() || c.Role != inventory.ThirdParty || c.Licenses(inventory.Declared) != "ISC" || len(v.Components) != 2 || !v.Complete() {
		t.Errorf("%+v, %d components, %v", c, len(v.Components), v.Issues)
	}
}

// Jars lie in jars, as deep as containers are opened; what lies deeper is unread.
func TestJarsInJars(t *testing.T) {
	inner := ""
	for n := 6; n >= 1; n-- {
		parts := []part{{fmt.Sprintf("META-INF/maven/org.acme/lib%d/pom.properties", n), fmt.Sprintf("groupId=org.acme\nartifactId=lib%d\nversion=%d.0\n", n, n)}}
		if inner != "" {
			parts = append(parts, part{fmt.Sprintf("BOOT-INF/lib/lib%d.jar", n+1), inner})
		}
		inner = zipOf(t, parts...)
	}
	v := scan(t, scanner.Options{}, write(t, t.TempDir(), "lib1.jar", []byte(inner)))
	for n := 1; n <= 6; n++ {
		if found := v.Component(fmt.Sprintf("pkg:maven/org.acme/lib%d@%d.0", n, n)) != nil; found != (n <= 4) {
			t.Errorf("lib%d: %v", n, found)
		}
	}
	if v.Complete() {
		t.Error("complete, though jars lie deeper than is opened")
	}
}
