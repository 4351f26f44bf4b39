// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package excerpt

import (
	"archive/zip"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// Digests are the algorithms that lock files have, the strongest first.
var Digests = []struct {
	Name string
	New  func() hash.Hash
}{{"SHA512", sha512.New}, {"SHA384", sha512.New384}, {"SHA256", sha256.New}, {"SHA1", sha1.New}}

// ErrMismatch is wrapped by errors of packages that are other than the lock file has them.
var ErrMismatch = errors.New("does not fit the digest of the lock file")

// Fits holds a package against the digests that lock files have of it, of the strongest algorithm: of several, as where it is built for several
// machines, one must be its. A package without any fits.
func Fits(from io.Reader, hashes []inventory.Hash) error {
	for _, d := range Digests {
		if !slices.ContainsFunc(hashes, func(h inventory.Hash) bool { return strings.EqualFold(h.Algorithm, d.Name) }) {
			continue
		}
		of := d.New()
		if _, err := io.Copy(of, from); err != nil {
			return err
		}
		return Same([]inventory.Hash{{Algorithm: d.Name, Value: hex.EncodeToString(of.Sum(nil))}}, hashes)
	}
	return nil
}

// Sums are the digests of a package by all algorithms that lock files have.
func Sums(data []byte) []inventory.Hash {
	var list []inventory.Hash
	for _, d := range Digests {
		of := d.New()
		of.Write(data)
		list = append(list, inventory.Hash{Algorithm: d.Name, Value: hex.EncodeToString(of.Sum(nil))})
	}
	return list
}

// Same is [Fits] for a package whose digests are known.
func Same(sums, hashes []inventory.Hash) error {
	for _, d := range Digests {
		named := false
		for _, h := range hashes {
			if !strings.EqualFold(h.Algorithm, d.Name) {
				continue
			}
			named = true
			if slices.ContainsFunc(sums, func(s inventory.Hash) bool {
				return strings.EqualFold(s.Algorithm, d.Name) && strings.EqualFold(s.Value, h.Value)
			}) {
				return nil
			}
		}
		if named {
			return ErrMismatch
		}
	}
	return nil
}

// maxModule is what the files of a Go module may have together, in bytes (go.dev/ref/mod, "File path and size constraints").
const maxModule = 500 << 20

// GoSum is the digest that go.sum has of the ZIP file of a module (go.dev/ref/mod, "Checksum"): of the sorted list of its files with
// the digest of each.
func GoSum(from io.ReaderAt, size int64) (string, error) {
	z, err := zip.NewReader(from, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return "", err
	}
	if len(z.File) > maxEntries {
		return "", fmt.Errorf("%w: %d entries", ErrLimit, maxEntries)
	}
	files := slices.Clone(z.File)
	slices.SortFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	stated := uint64(0)
	for _, f := range files {
		if stated += min(f.UncompressedSize64, maxModule+1); stated > maxModule {
			return "", fmt.Errorf("%w: %d bytes come out of it", ErrLimit, stated)
		}
	}
	all := sha256.New()
	left := int64(maxModule)
	for _, f := range files {
		if strings.Contains(f.Name, "\n") {
			return "", fmt.Errorf("a name with a line break")
		}
		in, err := f.Open()
		if err != nil {
			return "", err
		}
		of := sha256.New()
		n, err := io.Copy(of, io.LimitReader(in, left+1))
		in.Close()
		if err != nil {
			return "", err
		}
		if left -= n; left < 0 {
			return "", fmt.Errorf("%w: more than %d bytes come out of it", ErrLimit, maxModule)
		}
		fmt.Fprintf(all, "%x  %s\n", of.Sum(nil), f.Name)
	}
	return "h1:" + base64.StdEncoding.EncodeToString(all.Sum(nil)), nil
}
