// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reuse_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/reuse"
)

// TestRead: each archive holds one file, and in "want" what it says and what is wrong with it.
func TestRead(t *testing.T) {
	names, err := filepath.Glob("testdata/read/*.txtar")
	if err != nil || len(names) < 15 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			f := archive.Files[0]
			list, issues := reuse.Read(f.Data, f.Name)
			checkReading(t, f.Data, f.Name, list, issues)
			got := dump(list, issues)
			if *update {
				archive.Files = []txtar.File{f, {Name: "want", Data: []byte(got)}}
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if want := string(archive.Files[1].Data); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func dump(list []reuse.Annotation, issues []inventory.Issue) string {
	var b strings.Builder
	for _, a := range list {
		fmt.Fprintf(&b, "%s in %s %s %q\n", a.Format, a.Folder, a.Precedence, a.Globs)
		for _, l := range a.Licenses {
			fmt.Fprintf(&b, "\t%s %v %v (%s) from %q\n", l.State, l, l.Readings, l.Normalised, l.Raw)
		}
		fmt.Fprintf(&b, "\t%d-%d %q\n", a.Evidence.Line.First, a.Evidence.Line.Last, a.Evidence.Quote)
		for _, c := range a.Copyrights {
			fmt.Fprintf(&b, "\t(c) %s\n", c)
		}
		fmt.Fprintf(&b, "\t%d-%d %q\n", a.CopyrightEvidence.Line.First, a.CopyrightEvidence.Line.Last, a.CopyrightEvidence.Quote)
	}
	for _, i := range issues {
		args, _ := json.Marshal(i.Args)
		fmt.Fprintf(&b, "%s %s %s\n", i.Effect, i.Code, args)
	}
	return b.String()
}

// checkReading states what holds for every input.
func checkReading(t *testing.T, data []byte, path string, list []reuse.Annotation, issues []inventory.Issue) {
	t.Helper()
	format, _ := reuse.Wants(path)
	for _, a := range list {
		if a.Format != format || !slices.Contains([]reuse.Precedence{reuse.Closest, reuse.Aggregate, reuse.Override}, a.Precedence) {
			t.Errorf("%+v", a)
		}
		for _, l := range a.Licenses {
			if l.State == inventory.Absent || l.Raw == "" || (l.State == inventory.Known) != (l.Expression != nil) {
				t.Errorf("licence %+v", l)
			}
		}
		for _, e := range []inventory.Evidence{a.Evidence, a.CopyrightEvidence} {
			if e.Path != path || e.Detector != string(format) || e.Byte.Start < 0 || e.Byte.End < e.Byte.Start || e.Byte.End > int64(len(data)) ||
				e.Line.First < 1 || e.Line.Last < e.Line.First || len(e.Quote) > inventory.MaxQuote || !utf8.ValidString(e.Quote) {
				t.Errorf("evidence %+v of %d bytes", e, len(data))
			}
		}
	}
	for _, i := range issues {
		if i.Path != path || i.Args["count"] == "" || i.Args["where"] == "" {
			t.Errorf("issue %+v", i)
		}
	}
}

func TestWants(t *testing.T) {
	for path, want := range map[string]reuse.Format{
		"REUSE.toml": reuse.TOML, "a/b/REUSE.toml": reuse.TOML, "x.zip!/REUSE.toml": reuse.TOML, "reuse.toml": "", "REUSE.toml/x": "",
		".reuse/dep5": reuse.DEP5, "a/.reuse/dep5": reuse.DEP5, "dep5": "", "reuse/dep5": "",
		"debian/copyright": reuse.Debian, "a/debian/copyright": reuse.Debian, "copyright": "", "debian/copyright.txt": "",
		"a.png.license": reuse.Sidecar, "x/a.license": reuse.Sidecar, ".license": "", "a.licenses": "", "license": "",
	} {
		if got, ok := reuse.Wants(path); got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v", path, got, ok)
		}
	}
}

func TestLicenseFile(t *testing.T) {
	for path, want := range map[string]string{
		"LICENSES/MIT.txt": "MIT", "LICENSES/mit": "MIT", "a/LICENSES/GPL-2.0-or-later.md": "GPL-2.0-or-later", "LICENSES/GPL-2.0": "GPL-2.0",
		"LICENSES/Apache-2.0": "Apache-2.0", "LICENSES/Classpath-exception-2.0.txt": "Classpath-exception-2.0",
		"LICENSES/LicenseRef-Own.txt": "LicenseRef-Own", "LICENSES/LicenseRef-Own-1.0": "LicenseRef-Own-1.0", "LICENSES/LicenseRef-a.b.html": "LicenseRef-a.b",
		"x.zip!/LICENSES/0BSD.txt": "0BSD",
		"LICENSES/README.md":       "", "MIT.txt": "", "LICENSES/a/MIT.txt": "", "licenses/MIT.txt": "", "LICENSES/MIT.txt.txt": "", "LICENSES/MIT OR ISC.txt": "",
		"LICENSES/": "", "LICENSES/DocumentRef-x:LicenseRef-y.txt": "", "LICENSES/LicenseRef-.txt": "", "LICENSES/MIT+.txt": "",
	} {
		if got, ok := reuse.LicenseFile(path); got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v, want %q", path, got, ok, want)
		}
	}
}
