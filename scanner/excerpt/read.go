// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package excerpt

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// Limits of one package. Those of what is read at all are far below, those of archives as of the input's.
const (
	MaxFile    = 8 << 20  // bytes of one file
	maxKept    = 32 << 20 // bytes of all that is kept
	maxFiles   = 400      // files that are kept
	maxEntries = 500_000  // of an archive or folder
	maxBytes   = 2 << 30  // out of an archive
	maxRatio   = 200      // bytes out for each byte in, once 1 MiB came out
)

// ErrLimit is wrapped by errors of packages that are beyond a limit.
var ErrLimit = errors.New("more than is read of one package")

// A Reader takes what is wanted out of one package. A file beyond the limits is an error: nothing of the package would be better than
// a part of it.
type Reader struct {
	Wanted func(path string) bool
	Strip  string // what paths in an archive begin with; "*" is any one folder
	Prefix string // of the paths of Files
	Files  []File // so far

	kept    int
	entries int
}

// Add reads one file, wanted or not.
func (r *Reader) Add(from io.Reader, name string) error {
	data, err := io.ReadAll(io.LimitReader(from, MaxFile+1))
	if err != nil {
		return err
	}
	if r.kept += len(data); len(data) > MaxFile || r.kept > maxKept || len(r.Files) >= maxFiles {
		return fmt.Errorf("%w: %s", ErrLimit, name)
	}
	r.Files = append(r.Files, File{r.Prefix + Plain(name), data})
	return nil
}

// Count notes that there is one entry more.
func (r *Reader) Count() error {
	if r.entries++; r.entries > maxEntries {
		return fmt.Errorf("%w: %d entries", ErrLimit, maxEntries)
	}
	return nil
}

// inside gives the path in the package of what an archive has under a name; it is not ok for one that leads out of it, or that is not wanted.
func (r *Reader) inside(name string) (string, bool) {
	name = strings.TrimPrefix(name, "./")
	switch {
	case r.Strip == "*":
		_, rest, ok := strings.Cut(name, "/")
		if !ok {
			return "", false
		}
		name = rest
	case r.Strip != "":
		rest, ok := strings.CutPrefix(name, r.Strip)
		if !ok {
			return "", false
		}
		name = rest
	}
	return name, fs.ValidPath(name) && r.Wanted(name)
}

// Zip keeps what is wanted of a ZIP file. Nothing else of it is unpacked.
func (r *Reader) Zip(from io.ReaderAt, size int64) error {
	z, err := zip.NewReader(from, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return err
	}
	for _, e := range z.File {
		if err := r.Count(); err != nil {
			return err
		}
		at, ok := r.inside(e.Name)
		if !ok || !e.Mode().IsRegular() {
			continue
		}
		if e.UncompressedSize64 > 1<<20 && e.UncompressedSize64/maxRatio > e.CompressedSize64 {
			return fmt.Errorf("%w: %s", ErrLimit, at)
		}
		in, err := e.Open()
		if err != nil {
			return err
		}
		err = r.Add(in, at)
		in.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// Tar keeps what is wanted of a TAR file that gzip compressed.
func (r *Reader) Tar(from io.Reader) error {
	return eachTar(from, func(e *tar.Header, t io.Reader) error {
		if err := r.Count(); err != nil {
			return err
		}
		if at, ok := r.inside(e.Name); ok && e.Typeflag == tar.TypeReg {
			return r.Add(t, at)
		}
		return nil
	})
}

func eachTar(from io.Reader, visit func(*tar.Header, io.Reader) error) error {
	in := &counting{r: from}
	g, err := gzip.NewReader(bufio.NewReaderSize(in, 1<<16))
	if err != nil {
		return err
	}
	t := tar.NewReader(&counting{r: g, in: in})
	for {
		e, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return err
		}
		if err := visit(e, t); err != nil {
			return err
		}
	}
}

// Gem keeps what is wanted of a gem, which is a TAR file with one in it that gzip compressed (guides.rubygems.org).
func (r *Reader) Gem(from io.Reader) error {
	t := tar.NewReader(from)
	for {
		e, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return err
		}
		if err := r.Count(); err != nil {
			return err
		}
		if e.Name == "data.tar.gz" {
			return r.Tar(t)
		}
	}
}

// counting counts what is read, and ends where more comes out of what is in than the limits allow.
type counting struct {
	r  io.Reader
	in *counting // what it is unpacked from; nil for that itself
	n  int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.in != nil && (c.n > maxBytes || c.n > 1<<20 && c.n/maxRatio > c.in.n) {
		return 0, fmt.Errorf("%w: %d bytes out of %d", ErrLimit, c.n, c.in.n)
	}
	return n, err
}
