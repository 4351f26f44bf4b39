// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"

	"lizenzlotse/scanner/inventory"
)

// A seen file is what became of a file of the disk or of stdin.
type seen struct {
	size   int64
	sha256 string
	kind   Kind
}

// file visits a file of a folder, and what is in it. It is not ok if the file could not be read to its end.
func (l *level) file(p, name string) (seen, bool) {
	f, size, err := openDisk(name)
	if err != nil {
		l.issues.unread("file-unreadable", p, cause(err))
		return seen{}, false
	}
	defer f.Close()
	return l.opened(p, f, size, false)
}

// errIrregular is what comes of a file that was a regular one when its folder was listed.
var errIrregular = errors.New("no regular file any more")

// A diskReader is an open file of the disk.
type diskReader interface {
	io.Reader
	io.ReaderAt
}

// opened visits an open file. Alone it is the input itself: then an archive is no entry, and the
// paths in it stand for themselves.
func (l *level) opened(p string, f diskReader, size int64, alone bool) (seen, bool) {
	if size > min(largeSize, l.limits.Entry) {
		head := make([]byte, headSize)
		n, err := f.ReadAt(head, 0)
		if err != nil && err != io.EOF {
			l.issues.unread("file-unreadable", p, cause(err))
			return seen{}, false
		}
		kind := Identify(head[:n])
		if !kind.Archive() && hidesZip(f, size) {
			kind = KindZip
		}
		if kind == KindZip && isOffice(f, size) {
			kind = KindOffice
		}
		pieces := l.inPieces(p, kind, head[:n], size)
		if kind.Archive() || pieces || size > l.limits.Entry {
			return l.onDisk(p, f, size, kind, alone, pieces)
		}
	}
	c, err := l.read(&untilSize{f, size}, size, l.large)
	defer c.release()
	switch {
	case errors.Is(err, errTooLarge): // it grew while it was read
		l.issues.unread("file-too-large", p, inventory.Args{"size": number(size), "limit": number(l.limits.Entry)})
		return seen{}, false
	case err != nil:
		if !l.stopped() {
			l.issues.unread("file-unreadable", p, cause(err))
		}
		return seen{}, false
	}
	return l.inMemory(p, &c, alone), true
}

// An untilSize ends where a file did when it was opened, which spares asking once more.
type untilSize struct {
	r    io.Reader
	left int64
}

func (u *untilSize) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	if u.left -= int64(n); u.left == 0 && n > 0 && err == nil {
		err = io.EOF
	}
	return n, err
}

// inMemory visits a file whose content was read, and what is in it.
func (l *level) inMemory(p string, c *content, alone bool) seen {
	s := seen{size: int64(len(c.data))}
	if alone {
		s.kind = wholeMagic(c.data)
	}
	inner := p
	if alone && s.kind.Archive() && !s.kind.unsupported() {
		s.sha256 = l.sum(c.data).sha256
		inner = ""
	} else {
		var d sums
		s.kind, d = l.examine(p, c.data, false)
		s.sha256 = d.sha256
	}
	if s.kind.Archive() {
		l.descend(inner, p, s.kind, stored{at: bytes.NewReader(c.data), size: s.size}, c.large())
	}
	return s
}

// onDisk visits a file that is too large for memory: an archive is read where it lies, of
// anything else only the digest is taken unless its pieces will do for the visitor.
func (l *level) onDisk(p string, f diskReader, size int64, kind Kind, alone, pieces bool) (seen, bool) {
	s := seen{size: size, kind: kind}
	reads := kind.Archive() && !kind.unsupported()
	ok := true
	digest := func() {
		d, n, err := l.sumStream(io.NewSectionReader(f, 0, size))
		if err != nil || n != size {
			if ok = false; !l.stopped() {
				l.issues.unread("file-unreadable", p, cause(err))
			}
			return
		}
		s.sha256 = d.sha256
		if !alone || !reads {
			e := &Entry{Path: p, Size: size, Kind: kind}
			if pieces {
				e.At = atUntil{l.walker, f}
			}
			l.hand(e, d)
		}
	}
	switch {
	case kind.unsupported():
		l.issues.unread("archive-unsupported", p, inventory.Args{"kind": string(kind)})
	case !reads && !pieces && size > l.limits.Total:
		l.issues.unread("file-total", p, inventory.Args{"size": number(size), "limit": number(l.limits.Total)})
	case !reads && !pieces:
		l.issues.unread("file-too-large", p, inventory.Args{"size": number(size), "limit": number(l.limits.Entry)})
	}
	if !reads {
		if pieces { // what the visitor keeps of it may be much
			l.walker.large <- struct{}{}
			defer func() { <-l.walker.large }()
		}
		digest()
		return s, ok
	}
	done := make(chan struct{})
	l.spawn(false, func() {
		defer close(done)
		digest()
	})
	inner := p
	if alone {
		inner = ""
	}
	l.descend(inner, p, kind, stored{at: f, size: size}, false)
	<-done
	return s, ok
}

// sumStream takes the digests of what is too large for memory.
func (w *walker) sumStream(r io.Reader) (sums, int64, error) {
	sum256, sum1 := sha256.New(), hash.Hash(nil)
	to := io.Writer(sum256)
	if w.o.SHA1 {
		sum1 = sha1.New()
		to = io.MultiWriter(sum256, sum1)
	}
	buf := getBuffer(1 << 18)
	defer putBuffer(buf)
	var n int64
	for {
		if w.stopped() {
			return sums{}, n, w.ctx.Err()
		}
		got, err := r.Read(buf[:cap(buf)])
		to.Write(buf[:got])
		n += int64(got)
		if err == io.EOF {
			break
		}
		if err != nil {
			return sums{}, n, err
		}
	}
	s := sums{sha256: hex.EncodeToString(sum256.Sum(nil))}
	if sum1 != nil {
		s.sha1 = hex.EncodeToString(sum1.Sum(nil))
	}
	return s, n, nil
}
