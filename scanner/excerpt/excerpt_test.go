// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package excerpt_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/dirhash"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
)

// TestGoSum: the digest of a module is the one that the go command takes.
func TestGoSum(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"m@v1.0.0/z.go", "m@v1.0.0/LICENSE", "m@v1.0.0/a/b.go"} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte("text of " + name))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "m.zip")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	want, err := dirhash.HashZip(file, dirhash.Hash1)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := excerpt.GoSum(bytes.NewReader(b.Bytes()), int64(b.Len())); got != want || err != nil {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
}

func TestGoSumOfABomb(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	_, err := z.CreateRaw(&zip.FileHeader{Name: "m@v1.0.0/zeros", Method: zip.Deflate, UncompressedSize64: 600 << 20})
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := excerpt.GoSum(bytes.NewReader(b.Bytes()), int64(b.Len())); !errors.Is(err, excerpt.ErrLimit) {
		t.Errorf("%v", err)
	}
}

// TestFits: the strongest algorithm that is stated decides, and of several digests one must fit.
func TestFits(t *testing.T) {
	sums := excerpt.Sums([]byte("text"))
	by := map[string]inventory.Hash{}
	for _, s := range sums {
		by[s.Algorithm] = s
	}
	wrong := func(algorithm string) inventory.Hash { return inventory.Hash{Algorithm: algorithm, Value: "00"} }
	for name, x := range map[string]struct {
		stated []inventory.Hash
		fits   bool
	}{
		"none stated":              {nil, true},
		"one that is not known":    {[]inventory.Hash{wrong("MD5")}, true},
		"right":                    {[]inventory.Hash{{Algorithm: "sha256", Value: strings.ToUpper(by["SHA256"].Value)}}, true},
		"wrong":                    {[]inventory.Hash{wrong("SHA256")}, false},
		"one of several":           {[]inventory.Hash{wrong("SHA256"), by["SHA256"]}, true},
		"the stronger one differs": {[]inventory.Hash{by["SHA1"], wrong("SHA512")}, false},
	} {
		if err := excerpt.Same(sums, x.stated); (err == nil) != x.fits {
			t.Errorf("%s: %v", name, err)
		}
		if err := excerpt.Fits(strings.NewReader("text"), x.stated); (err == nil) != x.fits {
			t.Errorf("%s, as it is read: %v", name, err)
		}
	}
}
