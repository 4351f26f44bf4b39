// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"archive/tar"
	"bufio"
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"path"
	"strings"
)

// tarStored visits the entries of a tar that is not compressed. Where it lies on the disk or in memory and may hold images,
// the files that tell of them are read first, and what need not be read is passed over.
func (l *level) tarStored(s stored) {
	head := make([]byte, tarBlock)
	if s.at != nil {
		s.at.ReadAt(head, 0)
	}
	l.parts = newParts(nil)
	if s.at == nil || !beginsImage(head) {
		l.tar(&meter{ctx: l.ctx, out: bufio.NewReaderSize(s.reader(), streamBuffer), budget: l.budget})
		return
	}
	section := io.NewSectionReader(s.at, 0, s.size)
	l.parts.set = l.imagesIn(section)
	section.Seek(0, io.SeekStart)
	l.section = section
	m := &meter{ctx: l.ctx, out: section, budget: l.budget}
	l.tarFrom(m, &seekMeter{m, section})
}

// A seekMeter lets package tar pass over what nobody reads.
type seekMeter struct {
	*meter
	section *io.SectionReader
}

func (s *seekMeter) Seek(offset int64, whence int) (int64, error) {
	return s.section.Seek(offset, whence)
}

// beginsImage reports whether a tar begins like one that holds images.
func beginsImage(block []byte) bool {
	h, err := tar.NewReader(bytes.NewReader(block)).Next()
	if err != nil && h == nil {
		return false
	}
	if h.Typeflag == tar.TypeXGlobalHeader || strings.Contains(h.Name, "PaxHeader") {
		return true // the name comes later
	}
	for name := cleanPath(h.Name); name != "." && name != "/"; name = path.Dir(name) {
		if base := path.Base(name); mayBlob(name) || base == "blobs" || base == "repositories" || base == "sha256" {
			return true
		}
	}
	return h.Typeflag == tar.TypeDir // round everything
}

// imagesOf looks through a compressed tar for what tells of images, within the limits of one that is visited.
func (l *level) imagesOf(kind Kind, r io.Reader) *imageSet {
	in := &counter{r: r}
	unpacked, err := decompressor(kind, bufio.NewReaderSize(in, streamBuffer))
	if err != nil {
		return nil
	}
	if c, ok := unpacked.(interface{ Close() }); ok {
		defer c.Close()
	}
	own := &budget{issues: &issues{}, limits: l.limits}
	own.bytes, own.entries = l.budget.bytes, l.budget.entries
	return l.imagesIn(&meter{ctx: l.ctx, in: &in.n, out: unpacked, budget: own})
}

// imagesIn looks through a tar for what tells of images; nil if nothing does.
func (l *level) imagesIn(r io.Reader) *imageSet {
	p := newParts(nil)
	var other int64
	t := tar.NewReader(r)
	for n := int64(0); !l.stopped() && n < l.limits.Entries; n++ {
		h, err := t.Next()
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			break
		}
		name := cleanPath(h.Name)
		switch h.Typeflag {
		case tar.TypeSymlink:
			p.link(name, path.Join(path.Dir(name), h.Linkname))
		case tar.TypeLink:
			p.link(name, cleanPath(h.Linkname))
		case tar.TypeReg:
			p.entries[name] = name
			delete(p.blobs, name)
			if h.Size > maxBlob || other+h.Size > maxBlobs || !mayBlob(name) && path.Ext(name) != ".json" {
				continue
			}
			data, err := jsonBlob(t, h.Size)
			if err != nil {
				break
			}
			if data != nil {
				other += h.Size
				p.blobs[name] = data
			}
		}
	}
	return findImages(p.shelf())
}

// jsonBlob reads a file that may be JSON; nil if it is none.
func jsonBlob(r io.Reader, size int64) ([]byte, error) {
	head := make([]byte, min(size, 64))
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, err
	}
	if start := bytes.TrimLeft(head, " \t\r\n"); len(start) == 0 || start[0] != '{' && start[0] != '[' {
		return nil, nil
	}
	rest, err := io.ReadAll(r)
	return append(head, rest...), err
}

// link notes a link, which may stand for a layer that several images have.
func (p *parts) link(name, target string) {
	if p != nil && len(p.links) < maxLinks && (mayBlob(name) || mayBlob(target)) {
		p.links[name] = path.Clean(target)
	}
}

// lies visits a layer where it lies in the tar, which is read on after it. It is false where it is no archive or does not lie there in
// one piece.
func (l *level) lies(h *tar.Header, p string) bool {
	if l.section == nil || h.Typeflag != tar.TypeReg || len(h.PAXRecords) > 0 {
		return false
	}
	off, err := l.section.Seek(0, io.SeekCurrent)
	if err != nil || off+h.Size > l.section.Size() {
		return false
	}
	layer := io.NewSectionReader(l.section, off, h.Size)
	head := make([]byte, min(h.Size, headSize))
	n, _ := layer.ReadAt(head, 0)
	kind := identifyMagic(head[:n])
	if !kind.Archive() || kind.unsupported() {
		return false
	}
	done := make(chan struct{})
	l.spawn(false, func() {
		defer close(done)
		if s, n, err := l.sumStream(io.NewSectionReader(layer, 0, h.Size)); err == nil && n == h.Size {
			l.hand(&Entry{Path: p, Size: n, Kind: kind}, s)
		} else if !l.stopped() {
			l.issues.unread("entry-corrupt", p, nil)
		}
	})
	l.descend(p, p, kind, stored{at: layer, size: h.Size}, false)
	<-done
	return true
}

// streamed visits an archive in a tar without having it in memory: layers are large. Where the entry is none, rest is its content.
func (l *level) streamed(p string, r io.Reader, size int64) (done bool, rest io.Reader, err error) {
	b := bufio.NewReaderSize(r, headSize)
	head, err := b.Peek(int(min(size, headSize)))
	kind := identifyMagic(head)
	if err != nil || !kind.Archive() || kind.unsupported() {
		return false, b, nil
	}
	sum256, sum1 := sha256.New(), hash.Hash(nil)
	to := io.Writer(sum256)
	if l.o.SHA1 {
		sum1 = sha1.New()
		to = io.MultiWriter(sum256, sum1)
	}
	passed := &counter{r: io.TeeReader(b, to)}
	l.descend(p, p, kind, stored{stream: passed}, false)
	_, err = io.Copy(io.Discard, passed)
	if l.stopped() {
		return true, nil, l.ctx.Err()
	}
	s := sums{sha256: hex.EncodeToString(sum256.Sum(nil))}
	if sum1 != nil {
		s.sha1 = hex.EncodeToString(sum1.Sum(nil))
	}
	l.hand(&Entry{Path: p, Size: passed.n, Kind: kind, Partial: err != nil}, s)
	return true, nil, err
}

// A Link is a symbolic link from the folder in which Debian and its like keep the documents of a package: it may have them with another.
type Link struct{ Path, Target string }

// docLink notes such a link.
func (l *level) docLink(p, target string) {
	if strings.HasSuffix("/"+path.Dir(p), "/usr/share/doc") {
		l.mu.Lock()
		defer l.mu.Unlock()
		if len(l.docLinks) < maxLinks {
			l.docLinks = append(l.docLinks, Link{p, target})
		}
	}
}
