// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"lizenzlotse/scanner/inventory"
)

// Methods of compression beside those that package zip has names for.
const methodBzip2 = 12

// encrypted are the flags of an entry that say so: of its content, and of what its header says.
const encrypted = 1 | 1<<13

// openZip reads the table of contents, of at most as much as the limit of entries lets expect, and
// gives also what it does not account for.
func (l *level) openZip(s stored) (*zip.Reader, []gap, error) {
	guard := &directoryGuard{at: s.at, left: 1<<16 + 160*l.limits.Entries}
	z, err := zip.NewReader(guard, s.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are cleaned here
		return nil, nil, err
	}
	guard.left = math.MaxInt64
	rest := gaps(z, guard, s)
	guard.passes = true
	z.RegisterDecompressor(methodBzip2, func(r io.Reader) io.ReadCloser { return io.NopCloser(bzip2.NewReader(r)) })
	return z, rest, nil
}

var errDirectory = errors.New("table of contents over the limit")

// A directoryGuard lets only so many bytes be read before the table of contents is known, and
// notes where package zip reads, which does not tell where it found what. From when it passes
// everything on, it is safe for concurrent use.
type directoryGuard struct {
	at     io.ReaderAt
	passes bool
	left   int64
	last   int64 // where was read last
	run    int64 // and where the reading without a leap began that led there
	next   int64
}

func (g *directoryGuard) ReadAt(p []byte, off int64) (int, error) {
	if g.passes {
		return g.at.ReadAt(p, off)
	}
	if g.left < math.MaxInt64 {
		if g.left -= int64(len(p)); g.left < 0 {
			return 0, errDirectory
		}
	}
	if off != g.next {
		g.run = off
	}
	n, err := g.at.ReadAt(p, off)
	g.last, g.next = off, off+int64(n)
	return n, err
}

// A zipEntry is one that is visited.
type zipEntry struct {
	*zip.File
	index int
	path  string
	kind  Kind
}

// zip visits the entries in parallel, and after them, one by one, the archives among them. At last
// comes what the table of contents does not list.
func (l *level) zip(s stored) {
	if s.at == nil {
		l.zipStream(s.reader())
		return
	}
	z, rest, err := l.openZip(s)
	if err != nil {
		switch {
		case errors.Is(err, errDirectory):
			l.issues.unread("archive-entries", l.path, inventory.Args{"limit": number(l.limits.Entries)})
			return
		case hidesNames(s):
			l.issues.unread("archive-encrypted", l.path, nil)
		case endsLikeZip(s):
			l.issues.unread("archive-corrupt", l.path, nil)
		default:
			l.issues.unread("archive-truncated", l.path, nil)
		}
		l.zipStream(s.reader())
		return
	}
	l.parts = zipParts(z)
	var mu sync.Mutex
	var nested []zipEntry
	for i, f := range z.File {
		if l.stopped() || !l.budget.entry() {
			break
		}
		p, ok := l.zipAdmit(f)
		if !ok {
			continue
		}
		if l.budget.take(int64(f.UncompressedSize64)) != nil {
			break
		}
		e := zipEntry{File: f, index: i, path: p}
		l.spawn(f.UncompressedSize64 > largeSize, func() {
			c, err := l.readZip(e)
			defer c.release()
			if err != nil && !l.stopped() {
				l.issues.unread("entry-corrupt", p, nil)
			}
			if l.stopped() || err != nil && len(c.data) == 0 {
				return
			}
			e.kind, _ = l.examine(p, c.data, err != nil)
			if e.kind.Archive() && !e.kind.unsupported() {
				mu.Lock()
				defer mu.Unlock()
				nested = append(nested, e)
			}
		})
	}
	l.tasks.Wait()
	slices.SortFunc(nested, func(a, b zipEntry) int { return cmp.Compare(a.index, b.index) })
	for _, e := range nested {
		if l.stopped() {
			return
		}
		l.zipNested(e)
	}
	l.unlisted(s, rest)
}

// zipNested visits what is in an archive in the zip. Its content was not kept while the others were read.
func (l *level) zipNested(e zipEntry) {
	var c content
	if l.depth-l.uncounted < l.limits.Nesting {
		c, _ = l.readZip(e) // what is wrong with it was said when it was examined
	}
	defer c.release()
	l.descend(e.path, e.path, e.kind, stored{at: bytes.NewReader(c.data), size: int64(len(c.data))}, c.large())
}

func (l *level) readZip(e zipEntry) (content, error) {
	r, err := e.Open()
	if err != nil {
		return content{walker: l.walker}, err
	}
	defer r.Close()
	return l.read(r, claimed(int64(e.UncompressedSize64)), l.large)
}

// zipAdmit decides from the table of contents whether an entry is visited.
func (l *level) zipAdmit(f *zip.File) (p string, ok bool) {
	name := zipName(f.Name, f.NonUTF8)
	size := f.UncompressedSize64
	if size == 0 && (strings.HasSuffix(name, "/") || strings.HasSuffix(name, `\`) || f.Mode().IsDir()) {
		return "", false
	}
	if p, ok = l.admit(name); !ok {
		return p, false
	}
	switch {
	case f.Flags&encrypted != 0:
		l.issues.unread("entry-encrypted", p, nil)
	case !slices.Contains([]uint16{zip.Store, zip.Deflate, methodBzip2}, f.Method):
		l.issues.unread("entry-method", p, inventory.Args{"method": strconv.Itoa(int(f.Method))})
	case strings.HasSuffix(f.Name, "/"): // a folder with content, which package zip does not read
		l.issues.unread("entry-corrupt", p, nil)
	case size > uint64(l.limits.Entry):
		l.tooLarge(p, int64(min(size, math.MaxInt64)))
	case l.limits.expands(int64(size), int64(min(f.CompressedSize64, math.MaxInt64))):
		l.issues.unread("entry-ratio", p, inventory.Args{"limit": number(l.limits.Ratio)})
	case size == 0 && !f.Mode().IsRegular():
		l.issues.other++
	case f.Mode()&fs.ModeSymlink != 0:
		target, isLink := l.zipLink(f)
		if isLink {
			l.issues.link(p, target, leaves(path.Dir(cleanPath(name)), target))
		}
		return p, !isLink
	default:
		return p, true
	}
	return p, false
}

// zipLink gives the target of a symbolic link. What is marked as one and holds more than a path
// is a file: programs that know no links unpack it as such.
func (l *level) zipLink(f *zip.File) (target string, ok bool) {
	if f.UncompressedSize64 > maxPath {
		return "", false
	}
	r, err := f.Open()
	if err != nil {
		return "", false
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, maxPath+1))
	if err != nil || len(b) > maxPath || !utf8.Valid(b) || bytes.ContainsAny(b, "\x00\n\r") {
		return "", false
	}
	return string(b), true
}

// zipName gives the name of an entry. Names that are not marked as UTF-8 are in the DOS code
// page where they are not UTF-8 all the same.
func zipName(name string, nonUTF8 bool) string {
	if !nonUTF8 || utf8.ValidString(name) {
		return name
	}
	decoded, err := charmap.CodePage437.NewDecoder().String(name)
	if err != nil {
		return name
	}
	return decoded
}

// hidesNames reports whether the table of contents is encrypted; then the headers of the entries say nothing but that.
func hidesNames(s stored) bool {
	head := make([]byte, localLength)
	n, _ := s.at.ReadAt(head, 0)
	return n == localLength && bytes.HasPrefix(head, localSignature) && binary.LittleEndian.Uint16(head[6:])&encrypted == encrypted
}

// endsLikeZip reports whether there is an end record, so that the table of contents is there but makes no sense.
func endsLikeZip(s stored) bool { return findEnd(s) >= 0 }

// zipParts looks for images in a zip; nil if there are none.
func zipParts(z *zip.Reader) *parts {
	var names []string
	for _, f := range z.File {
		if name := cleanPath(zipName(f.Name, f.NonUTF8)); mayTell(name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	files := make(map[string]*zip.File, len(z.File))
	for _, f := range z.File {
		files[cleanPath(zipName(f.Name, f.NonUTF8))] = f
	}
	set := findImages(shelf{
		names: names,
		has:   func(name string) bool { return files[name] != nil },
		links: func(name string) string { return name },
		read: func(name string) []byte {
			f := files[name]
			if f == nil || f.UncompressedSize64 > maxBlob {
				return nil
			}
			r, err := f.Open()
			if err != nil {
				return nil
			}
			defer r.Close()
			return readBlob(r)
		},
	})
	if set == nil {
		return nil
	}
	return newParts(set)
}
