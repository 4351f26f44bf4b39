// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package localcache

import (
	"fmt"
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
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return r.Zip(f, info.Size())
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
	return excerpt.Fits(f, hashes)
}
