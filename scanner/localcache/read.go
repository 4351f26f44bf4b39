// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package localcache

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
)

// maxDepth bounds folders in folders.
const maxDepth = 32

// A reader takes what is wanted out of one package of a cache.
type reader struct {
	excerpt.Reader
	root *os.Root
	skip func(folder string) bool // nil: every folder may hold what is wanted
}

func sorted(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

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
	return r.Add(f, name)
}

// folder keeps what is wanted of a folder. Links in it are left alone.
func (r *reader) folder(dir, below string, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("%w: folders in folders", excerpt.ErrLimit)
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
		if err := r.Count(); err != nil {
			return err
		}
		switch {
		case e.IsDir() && r.skip != nil && r.skip(name):
		case e.IsDir():
			err = r.folder(dir, name, depth+1)
		case e.Type().IsRegular() && r.Wanted(name):
			err = r.file(path.Join(dir, name), name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) zip(name string) error {
	f, err := r.regular(name)
	if err != nil {
		return err
	}
	defer f.Close()
	content, err := fetched(f)
	if err != nil {
		return err
	}
	return r.Zip(content, content.Size())
}

func (r *reader) tgz(name string) error {
	f, err := r.regular(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return r.Tar(f)
}

// fits holds a file against the digests of the lock file.
func fits(root *os.Root, name string, hashes []inventory.Hash) error {
	f, err := regular(root, name)
	if err != nil {
		return err
	}
	defer f.Close()
	content, err := fetched(f)
	if err != nil {
		return err
	}
	return excerpt.Fits(content, hashes)
}

// fetched is what was fetched into a file: all of it, but for the records of CacheControl, as pip kept them before 23.3. These are
// MessagePack behind "cc=4," and begin with the body; headers stand behind it.
func fetched(f *os.File) (*io.SectionReader, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	head := make([]byte, 64)
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	const field = "\xa4body"
	if i := bytes.Index(head[:n], []byte(field)); i > 0 && bytes.HasPrefix(head, []byte("cc=4,")) && i+len(field)+5 <= n {
		rest := head[i+len(field):]
		from := int64(i + len(field) + 1)
		switch rest[0] { // a byte string, whose size is one, two or four bytes
		case 0xc4:
			return io.NewSectionReader(f, from+1, int64(rest[1])), nil
		case 0xc5:
			return io.NewSectionReader(f, from+2, int64(binary.BigEndian.Uint16(rest[1:]))), nil
		case 0xc6:
			return io.NewSectionReader(f, from+4, int64(binary.BigEndian.Uint32(rest[1:]))), nil
		}
	}
	return io.NewSectionReader(f, 0, info.Size()), nil
}
