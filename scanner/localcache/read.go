// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package localcache

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// Limits of one package. Those of what is read at all are far below, those of archives as of the input's.
const (
	maxFile    = 8 << 20  // bytes of one file
	maxKept    = 32 << 20 // bytes of all that is kept
	maxFiles   = 400      // files that are kept
	maxEntries = 500_000  // of an archive or folder
	maxBytes   = 2 << 30  // out of an archive
	maxRatio   = 200      // bytes out for each byte in, once 1 MiB came out
	maxDepth   = 32       // folders in folders
)

var errLimit = errors.New("more than is read of one package")

// A reader takes what is wanted out of one package.
type reader struct {
	root    *os.Root
	wanted  func(path string) bool
	skip    func(folder string) bool // nil: every folder may hold what is wanted
	strip   string
	prefix  string
	files   []File
	kept    int
	entries int
}

func sorted(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

// keep reads one wanted file. A file beyond the limits is an error: nothing of the package would be better than a part of it.
func (r *reader) keep(from io.Reader, name string) error {
	data, err := io.ReadAll(io.LimitReader(from, maxFile+1))
	if err != nil {
		return err
	}
	if r.kept += len(data); len(data) > maxFile || r.kept > maxKept || len(r.files) >= maxFiles {
		return fmt.Errorf("%w: %s", errLimit, name)
	}
	r.files = append(r.files, File{r.prefix + plain(name), data})
	return nil
}

func (r *reader) count() error {
	if r.entries++; r.entries > maxEntries {
		return fmt.Errorf("%w: %d entries", errLimit, maxEntries)
	}
	return nil
}

// regular opens a file that is one. A link to one within the cache is one.
func (r *reader) regular(name string) (*os.File, error) { return regular(r.root, name) }

func regular(root *os.Root, name string) (*os.File, error) {
	info, err := root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return root.Open(name)
}

// file keeps a file of the cache under a name, whether or not it is among those wanted.
func (r *reader) file(at, name string) error {
	f, err := r.regular(at)
	if err != nil {
		return err
	}
	defer f.Close()
	return r.keep(f, name)
}

// folder keeps what is wanted of a folder. Links in it are left alone.
func (r *reader) folder(dir, below string, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("%w: folders in folders", errLimit)
	}
	f, err := r.root.Open(path.Join(dir, below))
	if err != nil {
		return err
	}
	list, err := f.ReadDir(-1)
	f.Close()
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	for _, e := range list {
		name := path.Join(below, e.Name())
		if err := r.count(); err != nil {
			return err
		}
		switch {
		case e.IsDir() && r.skip != nil && r.skip(name):
		case e.IsDir():
			err = r.folder(dir, name, depth+1)
		case e.Type().IsRegular() && r.wanted(name):
			err = r.file(path.Join(dir, name), name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// inside gives the path in the package of what an archive has under a name; it is not ok for one that leads out of it, or that is not wanted.
func (r *reader) inside(name string) (string, bool) {
	name = strings.TrimPrefix(name, "./")
	switch {
	case r.strip == "*":
		_, rest, ok := strings.Cut(name, "/")
		if !ok {
			return "", false
		}
		name = rest
	case r.strip != "":
		rest, ok := strings.CutPrefix(name, r.strip)
		if !ok {
			return "", false
		}
		name = rest
	}
	return name, fs.ValidPath(name) && r.wanted(name)
}

// zip keeps what is wanted of a ZIP file. Nothing else of it is unpacked.
func (r *reader) zip(name string) error {
	f, err := r.regular(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	z, err := zip.NewReader(f, info.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return err
	}
	for _, e := range z.File {
		if err := r.count(); err != nil {
			return err
		}
		at, ok := r.inside(e.Name)
		if !ok || !e.Mode().IsRegular() {
			continue
		}
		if e.UncompressedSize64 > 1<<20 && e.UncompressedSize64/maxRatio > e.CompressedSize64 {
			return fmt.Errorf("%w: %s", errLimit, at)
		}
		in, err := e.Open()
		if err != nil {
			return err
		}
		err = r.keep(in, at)
		in.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// tgz keeps what is wanted of a TAR file that gzip compressed.
func (r *reader) tgz(name string) error {
	f, err := r.regular(name)
	if err != nil {
		return err
	}
	defer f.Close()
	in := &counting{r: f}
	g, err := gzip.NewReader(bufio.NewReaderSize(in, 1<<16))
	if err != nil {
		return err
	}
	out := &counting{r: g, in: in}
	t := tar.NewReader(out)
	for {
		e, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return err
		}
		if err := r.count(); err != nil {
			return err
		}
		if at, ok := r.inside(e.Name); ok && e.Typeflag == tar.TypeReg {
			if err := r.keep(t, at); err != nil {
				return err
			}
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
		return 0, fmt.Errorf("%w: %d bytes out of %d", errLimit, c.n, c.in.n)
	}
	return n, err
}
