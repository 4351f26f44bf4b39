// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner"
	"lizenzlotse/scanner/inventory"
)

// FuzzScan makes a zip of names and contents that stand between zero bytes, damages one byte of it,
// and scans it twice.
func FuzzScan(f *testing.F) {
	names, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatalf("no cases: %v", err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		var seed []byte
		for _, x := range a.Files {
			if x.Name != "want" {
				seed = fmt.Appendf(seed, "%s\x00%s\x00", x.Name, x.Data)
			}
		}
		f.Add(seed, uint16(0), byte(0))
		f.Add(seed, uint16(77), byte(1))
	}
	f.Fuzz(func(t *testing.T, data []byte, at uint16, flip byte) {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for pair := range slices.Chunk(bytes.Split(data, []byte("\x00")), 2) {
			h := &zip.FileHeader{Name: string(pair[0]), Method: zip.Store}
			if member, err := w.CreateHeader(h); err == nil && len(pair) == 2 {
				member.Write(pair[1]) // refused for a folder, which then is empty
			}
		}
		if err := w.Close(); err != nil {
			return // a name too long for the format
		}
		packed := b.Bytes()
		packed[int(at)%len(packed)] ^= flip
		first := scanBytes(t, packed)
		saved := marshal(t, first)
		if !bytes.Equal(saved, marshal(t, scanBytes(t, packed))) {
			t.Fatal("a second scan gives other bytes")
		}
		read, err := inventory.Read(bytes.NewReader(saved))
		if err != nil {
			t.Fatalf("what was saved is refused: %v\n%s", err, saved)
		}
		if again := marshal(t, read); !bytes.Equal(saved, again) {
			t.Fatalf("read back it is another\n%s\n%s", saved, again)
		}
		check(t, first)
	})
}

// FuzzScanDocument scans a single file as it stands, from its bytes to what its SBOMs say.
func FuzzScanDocument(f *testing.F) {
	const bom = `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a","bom-ref":"a","licenses":[{"license":{"id":"MIT"}}]}],"dependencies":[{"ref":"a","dependsOn":["b"]}]}`
	const spdx = `{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"d","packages":[{"SPDXID":"SPDXRef-a","name":"a","licenseDeclared":"MIT"}]}`
	encoded := base64.StdEncoding.EncodeToString([]byte(`{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://spdx.dev/Document","predicate":` + spdx + `}`))
	for _, seed := range []string{
		bom, spdx, bom + "\n" + spdx, "[" + bom + "," + spdx + "]", `{"sbom":` + spdx + `}`,
		`{"payloadType":"application/vnd.in-toto+json","payload":"` + encoded + `","signatures":[{"sig":"x"}]}`,
		"apiVersion: v1\nkind: X\nspdx:\n  spdxVersion: SPDX-2.3\n  packages:\n  - name: a\n", "---\nspdxVersion: SPDX-2.3\n---\nbomFormat: CycloneDX\nspecVersion: 1.6\n",
		"\xff\xfe{\x00", "<?xml version='1.0' encoding='ISO-8859-1'?><bom xmlns='http://cyclonedx.org/schema/bom/1.4'/>", "SPDXVersion: SPDX-2.2\nPackageName: \xfc\n",
	} {
		f.Add([]byte(seed))
		f.Add(gzipped(f, []byte(seed)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if strings.Contains(string(data), "lizenzlotse-result") {
			return // a saved result is another input
		}
		first := scanBytes(t, data)
		if !bytes.Equal(marshal(t, first), marshal(t, scanBytes(t, data))) {
			t.Fatal("a second scan gives other bytes")
		}
		check(t, first)
		for _, d := range first.Documents {
			if d.ID == "" || d.Format == "" || d.SHA256 == "" {
				t.Fatalf("document %+v", d)
			}
		}
		for _, i := range first.Issues {
			if i.Code == "sbom.internal" {
				t.Fatalf("%+v", i)
			}
		}
	})
}

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func scanBytes(t *testing.T, data []byte) *inventory.Inventory {
	t.Helper()
	v, err := scanner.Scan(context.Background(), []string{"-"}, scanner.Options{Stdin: bytes.NewReader(data)})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// check holds what every inventory must keep, whatever it is of.
func check(t *testing.T, v *inventory.Inventory) {
	t.Helper()
	ids := map[string]bool{}
	for _, c := range v.Components {
		if c.ID == "" || ids[c.ID] {
			t.Errorf("component %q twice or without an ID", c.ID)
		}
		ids[c.ID] = true
	}
	for _, f := range v.Files {
		if f.Component != "" && !ids[f.Component] {
			t.Errorf("file %q of %q, which is not there", f.Path, f.Component)
		}
		if f.Path != path.Clean(f.Path) || path.IsAbs(f.Path) {
			t.Errorf("path %q", f.Path)
		}
	}
	for _, id := range append(slices.Clone(v.Subject.Roots), v.Subject.Main) {
		if id != "" && !ids[id] {
			t.Errorf("root %q is not there", id)
		}
	}
	for _, r := range v.Relations {
		if !ids[r.From] || !ids[r.To] {
			t.Errorf("relation %+v of what is not there", r)
		}
	}
	ordered := slices.IsSortedFunc(v.Components, func(a, b inventory.Component) int { return strings.Compare(a.ID, b.ID) }) &&
		slices.IsSortedFunc(v.Files, func(a, b inventory.File) int { return strings.Compare(a.Path, b.Path) })
	if !ordered {
		t.Error("not in order")
	}
}
