// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/charlievieth/fastwalk"
)

// A listing is what a folder holds, as paths relative to it with the system's separators.
type listing struct {
	mu     sync.Mutex
	files  []string
	links  []string
	odd    bool // the name of a file is to be changed
	other  int
	hidden map[string]int   // folders of version control, and how many files are in each
	closed map[string]error // folders that could not be read, or not to their end
}

// list looks through a folder. The error is that of the folder itself.
func (w *walker) list(root string) (*listing, error) {
	found := &listing{closed: map[string]error{}, hidden: map[string]int{}}
	var rootErr error
	config := &fastwalk.Config{NumWorkers: w.o.Workers}
	err := fastwalk.Walk(config, root, func(p string, d fs.DirEntry, err error) error {
		if w.stopped() {
			return w.err()
		}
		rel := relative(root, p)
		odd := err == nil && d.Type().IsRegular() && !isClean(filepath.ToSlash(rel))
		found.mu.Lock()
		defer found.mu.Unlock()
		if folder := versionControl(filepath.ToSlash(rel)); folder != "" {
			if err == nil && d.Type().IsRegular() {
				found.hidden[folder]++
			}
			return nil
		}
		switch mode := d.Type(); {
		case err != nil && rel == "":
			rootErr = err
		case err != nil && isVersionControl(filepath.Base(rel)):
		case err != nil:
			found.closed[rel] = err
		case mode.IsDir():
		case mode.IsRegular():
			found.files = append(found.files, rel)
			found.odd = found.odd || odd
		case mode&fs.ModeSymlink != 0:
			found.links = append(found.links, rel)
		default:
			found.other++
		}
		return nil
	})
	slices.Sort(found.files)
	slices.Sort(found.links)
	if rootErr != nil {
		return found, rootErr
	}
	return found, err
}

// name gives the path of a file in the folder as the walk has it.
func (f *listing) name(rel string) string {
	rel = filepath.ToSlash(rel)
	if f.odd {
		return cleanFolderPath(rel)
	}
	return rel
}

func relative(root, p string) string {
	return strings.TrimLeft(strings.TrimPrefix(p, root), string(filepath.Separator))
}

// folder visits everything in a folder and gives its digest.
func (l *level) folder(root string) (string, error) {
	root = filepath.Clean(root)
	found, err := l.list(root)
	if err != nil {
		return "", err
	}
	for rel, err := range found.closed {
		p := l.locate(rel)
		if !l.excludes(p) && !l.excludes(p+"/-") { // a pattern may name what is in it
			l.issues.unread("folder-unreadable", p, cause(err))
		}
	}
	l.issues.other = found.other
	for rel, files := range found.hidden {
		p := l.locate(rel)
		l.issues.versionControl(p, files)
	}
	for _, rel := range found.links {
		l.folderLink(root, rel)
	}
	l.expect(len(found.files))
	l.parts = folderParts(root, found)
	type entry struct{ path, rel, own string }
	entries := make([]entry, 0, len(found.files))
	unique := l.names.unique
	if l.parts == nil && !found.odd {
		unique = func(p string) string { return p } // as they are on the disk
	}
	for _, rel := range found.files {
		name := found.name(rel)
		own := unique(l.prefix + name)
		p := own
		if alias, ok := l.parts.alias(name); ok {
			p = unique(l.prefix + alias)
		}
		l.parts.put(name, p)
		if l.leftOut(p) {
			l.progress.Done.Add(1)
			continue
		}
		if found.odd && name != filepath.ToSlash(rel) {
			l.issues.cleaned(p, filepath.ToSlash(rel))
		}
		entries = append(entries, entry{p, rel, own})
	}
	base := strings.TrimSuffix(root, string(filepath.Separator)) + string(filepath.Separator) // what is listed is clean as it is
	lines := make([]string, len(entries))
	var taken atomic.Int64
	work := func() { // everybody takes the next file, so that nobody waits for work to be handed out
		for i := int(taken.Add(1)) - 1; i < len(entries) && !l.stopped(); i = int(taken.Add(1)) - 1 {
			e := entries[i]
			if f, ok := l.file(e.path, base+e.rel); ok {
				lines[i] = e.own[len(l.prefix):] + " " + strconv.FormatInt(f.size, 10) + " " + f.sha256 + "\n"
			}
			l.progress.Done.Add(1)
		}
	}
	for range cap(l.workers) {
		l.spawn(false, work)
	}
	work()
	l.tasks.Wait()
	slices.Sort(lines)
	h := sha256.New()
	for _, line := range lines {
		io.WriteString(h, line)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// locate gives the path of an entry for what stands at rel in the folder.
func (l *level) locate(rel string) string { return l.prefix + cleanFolderPath(filepath.ToSlash(rel)) }

func (l *level) excludes(p string) bool { return l.exclude.match(p, l.input) >= 0 }

// folderLink notes a symbolic link. One that names its target in full but stays in the folder is within.
func (l *level) folderLink(root, rel string) {
	p := l.locate(rel)
	if l.excludes(p) {
		return
	}
	target, err := os.Readlink(filepath.Join(root, rel))
	if err != nil {
		l.issues.unread("file-unreadable", p, cause(err))
		return
	}
	outside := false
	if filepath.IsAbs(target) {
		top, err := filepath.Abs(root)
		inside, relErr := filepath.Rel(top, target)
		outside = err != nil || relErr != nil || !filepath.IsLocal(inside)
	} else {
		outside = leaves(filepath.ToSlash(filepath.Dir(rel)), filepath.ToSlash(target))
	}
	l.docLink(p, filepath.ToSlash(target))
	l.issues.link(p, target, outside)
}

// folderParts looks for images in a folder; nil if there are none.
func folderParts(root string, found *listing) *parts {
	files := found.files
	var names []string
	for _, rel := range files {
		if name := found.name(rel); mayTell(name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	has := func(name string) bool {
		_, ok := slices.BinarySearch(files, filepath.FromSlash(name))
		return ok
	}
	set := findImages(shelf{
		names: names,
		has:   has,
		links: func(name string) string { return name },
		read: func(name string) []byte {
			if !has(name) {
				return nil
			}
			f, size, err := openDisk(filepath.Join(root, filepath.FromSlash(name)))
			if err != nil {
				return nil
			}
			defer f.Close()
			if size > maxBlob {
				return nil
			}
			return readBlob(f)
		},
	})
	if set == nil {
		return nil
	}
	return newParts(set)
}
