// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
)

var localSignature = []byte("PK\x03\x04")

// localHeader is what stands in front of each entry of a zip.
type localHeader struct {
	name       string
	flags      uint16
	method     uint16
	crc        uint32
	compressed int64 // -1: stands behind the content
}

// zipStream visits the entries of a zip without a usable table of contents in the order in which
// they stand. What of an entry cannot be told without the table is an Issue.
func (l *level) zipStream(r io.Reader) {
	b := bufio.NewReaderSize(r, streamBuffer)
	for l.nextLocal(b) {
		h, err := readLocal(b)
		if err != nil || !l.budget.entry() || !l.streamEntry(b, h) {
			return
		}
	}
}

// nextLocal goes to the next entry, behind its signature.
func (w *walker) nextLocal(b *bufio.Reader) bool {
	for !w.stopped() {
		ahead, err := b.Peek(4096)
		if i := bytes.Index(ahead, localSignature); i >= 0 {
			b.Discard(i + len(localSignature))
			return true
		}
		if err != nil {
			return false
		}
		b.Discard(len(ahead) - len(localSignature) + 1)
	}
	return false
}

func readLocal(b *bufio.Reader) (localHeader, error) {
	var fixed [26]byte
	if _, err := io.ReadFull(b, fixed[:]); err != nil {
		return localHeader{}, err
	}
	le := binary.LittleEndian
	h := localHeader{
		flags: le.Uint16(fixed[2:]), method: le.Uint16(fixed[4:]),
		crc: le.Uint32(fixed[10:]), compressed: int64(le.Uint32(fixed[14:])),
	}
	name := make([]byte, le.Uint16(fixed[22:]))
	extra := make([]byte, le.Uint16(fixed[24:]))
	if _, err := io.ReadFull(b, name); err != nil {
		return h, err
	}
	if _, err := io.ReadFull(b, extra); err != nil {
		return h, err
	}
	const utf8Name = 0x800
	h.name = zipName(string(name), h.flags&utf8Name == 0)
	if h.compressed == 0xffffffff {
		h.compressed = zip64Compressed(extra)
	}
	if h.flags&8 != 0 {
		h.compressed = -1
	}
	return h, nil
}

// zip64Compressed finds the compressed size among the extra fields; -1 if it is not there.
func zip64Compressed(extra []byte) int64 {
	const zip64 = 1
	le := binary.LittleEndian
	for len(extra) >= 4 {
		id, n := le.Uint16(extra), int(le.Uint16(extra[2:]))
		if extra = extra[4:]; n > len(extra) {
			break
		}
		if id == zip64 && n >= 16 {
			return max(int64(le.Uint64(extra[8:])), -1)
		}
		extra = extra[n:]
	}
	return -1
}

// streamEntry visits one entry. It is false if nothing can be read after it.
func (l *level) streamEntry(b *bufio.Reader, h localHeader) bool {
	if strings.HasSuffix(h.name, "/") && h.compressed <= 0 {
		return true
	}
	packed := &packed{b: b, left: h.compressed}
	p, ok := l.admit(h.name)
	switch {
	case !ok:
	case h.flags&encrypted != 0:
		l.issues.unread("entry-encrypted", p, nil)
	case h.method != zip.Deflate && h.method != zip.Store:
		l.issues.unread("entry-method", p, inventory.Args{"method": strconv.Itoa(int(h.method))})
	case h.method == zip.Store && h.compressed < 0: // nothing says where it ends
		l.issues.unread("entry-corrupt", p, nil)
	default:
		l.unpack(packed, p, h)
	}
	return packed.skip() && !l.budget.spent
}

// unpack visits the content of an entry.
func (l *level) unpack(from *packed, p string, h localHeader) {
	m := &meter{ctx: l.ctx, out: from, budget: l.budget}
	if h.method == zip.Deflate {
		inflated := flate.NewReader(from)
		defer inflated.Close()
		m.out, m.in = inflated, &from.n
	}
	c, err := l.read(m, claimed(h.compressed), l.large)
	if err == nil && (h.compressed > from.n || from.expected(h) != crc32.ChecksumIEEE(c.data)) {
		err = zip.ErrChecksum
	}
	switch {
	case l.stopped(), errors.Is(err, errTotal), err == nil:
	case errors.Is(err, errRatio):
		l.issues.unread("entry-ratio", p, inventory.Args{"limit": number(l.limits.Ratio)})
	case errors.Is(err, errTooLarge):
		l.tooLarge(p, int64(len(c.data)))
	default:
		l.issues.unread("entry-corrupt", p, nil)
	}
	l.take(p, &c, err)
}

// packed is the content of an entry as it stands in the zip. It gives single bytes, so that a
// decompressor takes no more than its own.
type packed struct {
	b    *bufio.Reader
	left int64 // bytes to its end; negative: not known
	n    int64 // bytes that were read
}

func (r *packed) Read(p []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	if r.left > 0 {
		p = p[:min(int64(len(p)), r.left)]
	}
	n, err := r.b.Read(p)
	r.count(n)
	return n, err
}

func (r *packed) ReadByte() (byte, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	c, err := r.b.ReadByte()
	if err == nil {
		r.count(1)
	}
	return c, err
}

func (r *packed) count(n int) {
	r.n += int64(n)
	if r.left > 0 {
		r.left -= int64(n)
	}
}

// skip goes to the end of the content where it is known. It is false at the end of the archive.
func (r *packed) skip() bool {
	for r.left > 0 {
		n, err := r.b.Discard(int(min(r.left, 1<<30)))
		if r.count(n); err != nil {
			return false
		}
	}
	return true
}

// expected is the checksum of the content: from its header, or from behind the content.
func (r *packed) expected(h localHeader) uint32 {
	if h.flags&8 == 0 {
		return h.crc
	}
	after, _ := r.b.Peek(8)
	after = bytes.TrimPrefix(after, []byte("PK\x07\x08"))
	if len(after) < 4 {
		return 0
	}
	return binary.LittleEndian.Uint32(after)
}
