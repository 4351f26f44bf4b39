// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The committed files are what the tables give.
func TestUpToDate(t *testing.T) {
	for name, content := range packed {
		got, err := os.ReadFile("../" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, content()) {
			t.Errorf("%s is not what it is made of; run go generate ./scanner/spdx", name)
		}
	}
}

func license(attributes, inner string) string {
	return `<SPDXLicenseCollection xmlns="http://www.spdx.org/license"><license ` + attributes + `>` + inner + `</license></SPDXLicenseCollection>`
}

func pack(t *testing.T, name string, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for i := 0; i < len(files); i += 2 {
		if err := w.WriteHeader(&tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1]))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	w.Close()
	z.Close()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const exception = `<SPDXLicenseCollection xmlns="http://www.spdx.org/license"><exception licenseId="X-exception" name="X  exception"/></SPDXLicenseCollection>`

func TestRun(t *testing.T) {
	archive := pack(t, "list-9.8.tar.gz",
		"list/src/Zed-1.0.xml", license(`licenseId="Zed-1.0" name="Zed" isOsiApproved="true"`,
			"<crossRefs><crossRef> http://a/b c </crossRef><crossRef>http://d</crossRef><crossRef>http://d</crossRef></crossRefs>"),
		"list/src/Old.xml", license(`licenseId="Old" name="Old" deprecatedVersion="1"`, "<obsoletedBys><obsoletedBy expression=\"Old+\">Zed+</obsoletedBy><obsoletedBy>Zed-1.0</obsoletedBy></obsoletedBys>"),
		"list/src/Older.xml", license(`licenseId="Older" name="Older" deprecatedVersion="1"`, "<obsoletedBys><obsoletedBy>Old WITH X-exception</obsoletedBy></obsoletedBys>"),
		"list/src/exceptions/X.xml", exception,
		"list/test/other.xml", "no licence")
	folder := t.TempDir()
	var report strings.Builder
	if err := run(archive, folder, &report); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"licenses.tsv":   "# list\t9.8\n|Old\tOld\t\tdeprecated\tZed-1.0\t\n|Older\tOlder\t\tdeprecated\tZed-1.0 WITH X-exception\t\n|Zed-1.0\tZed\tosi\t\t\thttp://a/b%20c http://d\n",
		"exceptions.tsv": "X-exception\tX exception\t\t\t\t\n",
	} {
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(want, "|") {
			if !strings.Contains(string(got), line) {
				t.Errorf("%s lacks %q:\n%s", name, line, got)
			}
		}
	}
	if want := "list 9.8: 3 licences, 1 exceptions\n"; report.String() != want {
		t.Errorf("reports %q, want %q", report.String(), want)
	}
}

func TestRunRefuses(t *testing.T) {
	zed := license(`licenseId="Zed" name="Zed"`, "")
	for name, archive := range map[string]string{
		"no version":            pack(t, "list.tar.gz", "src/Zed.xml", zed, "src/exceptions/X.xml", exception),
		"no exceptions":         pack(t, "list-1.0.tar.gz", "src/Zed.xml", zed),
		"no name":               pack(t, "list-1.0.tar.gz", "src/Zed.xml", license(`licenseId="Zed"`, ""), "src/exceptions/X.xml", exception),
		"successor of no entry": pack(t, "list-1.0.tar.gz", "src/Old.xml", license(`licenseId="Old" name="Old" deprecatedVersion="1"`, "<obsoletedBys><obsoletedBy>None</obsoletedBy></obsoletedBys>"), "src/exceptions/X.xml", exception),
		"no such file":          filepath.Join(t.TempDir(), "list-1.0.tar.gz"),
	} {
		if err := run(archive, t.TempDir(), new(strings.Builder)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
