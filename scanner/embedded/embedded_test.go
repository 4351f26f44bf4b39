// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package embedded_test

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner/embedded"
	"lizenzlotse/scanner/inventory"
)

var update = flag.Bool("update", false, "write what is read behind want in testdata")

const golden = "testdata/marks.txtar"

var kinds = []string{"banner", "head", "path", "vendor", "project", "release", "macro", "mention"}

// TestRead: what the head of a file, or a file of a known form, tells of a library.
func TestRead(t *testing.T) {
	a, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, f := range a.Files[:len(a.Files)-1] {
		fmt.Fprintf(&got, "%s\n", f.Name)
		for _, m := range embedded.Read(f.Data, f.Name) {
			fmt.Fprintf(&got, "  %s %q %s line %s", kinds[m.Kind], m.Name, cmp.Or(m.Version, "-"), m.Evidence.Line)
			for _, more := range []string{m.PURL, m.License, m.Homepage} {
				if more != "" {
					fmt.Fprintf(&got, " %s", more)
				}
			}
			got.WriteByte('\n')
			at := m.Evidence.Byte
			if m.Text != "" && !strings.HasPrefix(m.Text, string(f.Data[at.Start:at.End])) {
				t.Errorf("%s: the bytes %v are not those of the comment", f.Name, at)
			}
		}
	}
	want := &a.Files[len(a.Files)-1]
	if *update {
		want.Data = []byte(got.String())
		if err := os.WriteFile(golden, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got.String() != string(want.Data) {
		t.Errorf("read:\n%s", got.String())
	}
}

// TestReadHostile: what somebody writes to keep the reader busy is read in a moment, and little of it is kept.
func TestReadHostile(t *testing.T) {
	big := 4 << 20
	for name, text := range map[string]string{
		"open.js":        strings.Repeat("/*!", big/3),
		"banners.js":     strings.Repeat("/*! a v1.2 (c) x */", big/19),
		"spaces.js":      "/*! " + strings.Repeat(" ", big) + "v1.2 */",
		"digits.js":      "/*! a " + strings.Repeat("1.", big/2) + " */",
		"paths.js":       strings.Repeat("// node_modules/a/", big/18),
		"lines.js":       strings.Repeat("//! a 1.2\nx\n", big/12),
		"a.map":          `{"sources":[` + strings.Repeat(`"node_modules/`, big/14),
		"b.map":          `{"sources":["` + strings.Repeat(`node_modules/x/`, big/15) + `"],"mappings":""}`,
		"a.h":            strings.Repeat("#define A_VERSION \"1.2.3\"\n", big/25),
		"b.h":            "#define " + strings.Repeat("define ", big/7),
		"c.c":            strings.Repeat("//\n", big/3),
		"configure.ac":   strings.Repeat("AC_INIT([", big/9),
		"CMakeLists.txt": strings.Repeat("project(", big/8),
		"METADATA":       "third_party {" + strings.Repeat(`name: "`, big/7),
		"README":         strings.Repeat("a-", big/2) + "1.2",
		"a.py":           strings.Repeat("__version__", big/11),
	} {
		start := time.Now()
		marks := embedded.Read([]byte(text), name)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s took %s", name, took)
		}
		if len(marks) > 500 {
			t.Errorf("%s: %d marks", name, len(marks))
		}
		for _, m := range marks {
			if len(m.Name) > 120 || len(m.Version) > 120 || len(m.Text) > 4<<10 || len(m.Evidence.Quote) > inventory.MaxQuote {
				t.Fatalf("%s: %+v", name, m)
			}
		}
	}
}

// Names of a class are read alike: a content has marks under all of them or none.
func TestClass(t *testing.T) {
	a, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"x", "a.txt", "README", "readme.md", "CHANGES", "news.rst", "a.c", "lib/zlib.h", "x.cpp", "a.js", "jquery.min.js", "x.CSS", "a.js.LICENSE.txt",
		"a.py", "zlib.py", "a.lua", "a.php", "a.map", "b.js.map", "METADATA", "moz.yaml", "VERSION", "version.txt", "Makefile", "meson.build", ".c"}
	for _, f := range a.Files[:len(a.Files)-1] {
		names = append(names, f.Name)
	}
	marked := 0
	for _, f := range a.Files[:len(a.Files)-1] {
		has := map[string]bool{}
		for _, name := range names {
			class, some := embedded.Class(name), len(embedded.Read(f.Data, name)) > 0
			if known, ok := has[class]; ok && known != some || class == "" && some {
				t.Errorf("%s as %s, of class %q: %v", f.Name, name, class, some)
			}
			if has[class] = some; some {
				marked++
			}
		}
	}
	if marked < 300 {
		t.Errorf("%d have marks", marked)
	}
}

func FuzzRead(f *testing.F) {
	a, err := txtar.ParseFile(golden)
	if err != nil {
		f.Fatal(err)
	}
	for _, x := range a.Files[:len(a.Files)-1] {
		f.Add(x.Name, x.Data)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		marks := embedded.Read(data, name)
		for _, other := range []string{"other.h", "other.css", "other.py", "CHANGES", "README.txt", "other"} {
			if embedded.Class(other) == embedded.Class(name) && len(embedded.Read(data, other)) > 0 != (len(marks) > 0) {
				t.Errorf("%q has marks as %s and not as %s, or the other way round", data, name, other)
			}
		}
		for _, m := range marks {
			at, line := m.Evidence.Byte, m.Evidence.Line
			if at.Start < 0 || at.End > int64(len(data)) || at.Start > at.End || line.First < 1 || line.Last < line.First || m.Name == "" && m.Version == "" {
				t.Errorf("%+v", m)
			}
		}
	})
}
