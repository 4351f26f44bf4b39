// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/ulikunitz/xz/lzma"

	"lizenzlotse/scanner/rpm"
)

// RPMHeader is the name that the header of an RPM package has among the package's files.
const RPMHeader = "rpm-header"

// rpm visits the header of an RPM package and the files of its payload.
func (l *level) rpm(from io.Reader) {
	r := bufio.NewReaderSize(from, streamBuffer)
	head, size, err := rpm.Open(r)
	if err != nil {
		l.brokenRPM(err)
		return
	}
	if !l.budget.entry() {
		return
	}
	p, wanted := l.admit(RPMHeader)
	if size > l.limits.Entry {
		l.tooLarge(p, size)
		return
	}
	c, err := l.read(&meter{ctx: l.ctx, out: head, budget: l.budget}, claimed(size), l.large)
	if err == nil && int64(len(c.data)) < size {
		err = io.ErrUnexpectedEOF
	}
	var files []rpm.File
	compressor := ""
	if h, fault := rpm.ParseHeader(c.data); fault == nil {
		files, compressor = h.Files(), h.String(rpm.Compressor)
	} else if err == nil {
		err = fault
	}
	if wanted {
		l.take(p, &c, err)
	} else {
		c.release()
	}
	if err != nil {
		l.brokenRPM(err)
		return
	}
	l.payload(r, compressor, files)
}

// payload visits the files of a package, of which the header may hold the list.
func (l *level) payload(from io.Reader, compressor string, files []rpm.File) {
	in := &counter{r: from}
	r := bufio.NewReaderSize(in, streamBuffer)
	head, _ := r.Peek(tarBlock)
	m := &meter{ctx: l.ctx, in: &in.n, budget: l.budget}
	var err error
	switch kind := identifyMagic(head); {
	case len(head) == 0:
		err = io.ErrUnexpectedEOF
	case bytes.HasPrefix(head, []byte("0707")):
		m.in, m.out = nil, r
	case kind == KindGzip, kind == KindTarGzip, kind == KindBzip2, kind == KindXZ, kind == KindZstd:
		m.out, err = decompressor(kind, r)
	case compressor == "lzma", bytes.HasPrefix(head, []byte("\x5d\x00\x00")):
		m.out, err = newLZMAReader(r)
	default:
		err = errMethod
	}
	if err != nil {
		l.broken(err)
		return
	}
	if c, ok := m.out.(interface{ Close() }); ok {
		defer c.Close()
	}
	c := newCpioReader(m)
	if files != nil {
		c.listed = func(n int64) (*cpioHeader, bool) {
			if n >= int64(len(files)) {
				return nil, false
			}
			f := files[n]
			h := &cpioHeader{name: strings.TrimPrefix(f.Name, "/"), mode: f.Mode, size: f.Size, links: 1}
			if f.Again {
				h.links++
			}
			return h, true
		}
	}
	l.cpio(c)
}

func (l *level) brokenRPM(err error) {
	if errors.Is(err, rpm.ErrTooLarge) {
		l.issues.unread("archive-memory", l.path, map[string]string{"limit": number(rpm.MaxHeader)})
		return
	}
	l.broken(err)
}

// newLZMAReader reads the old form of xz, which takes the memory that its header asks for.
func newLZMAReader(r *bufio.Reader) (io.Reader, error) {
	head, err := r.Peek(lzma.HeaderLen)
	if err != nil {
		return nil, notEOF(err)
	}
	size := binary.LittleEndian.Uint32(head[1:])
	if size > maxDictionary {
		return nil, errDictionary
	}
	return lzma.ReaderConfig{DictCap: max(int(size), lzma.MinDictCap)}.NewReader(r)
}

// numberedMagic begins an entry of an RPM payload that has nothing but its number in the list of the header.
const numberedMagic = "07070X"

// numbered reads such an entry: after the magic eight hexadecimal digits and two bytes that fill it up.
func (c *cpioReader) numbered() (*cpioHeader, error) {
	const digits, length = 8, 16
	b := make([]byte, length)
	if _, err := io.ReadFull(c.r, b); err != nil {
		return nil, err
	}
	n, err := strconv.ParseUint(string(b[len(numberedMagic):][:digits]), 16, 32)
	if err != nil {
		return nil, errCpio
	}
	if n == math.MaxUint32 {
		return &cpioHeader{name: cpioTrailer}, nil
	}
	h, ok := c.listed(int64(n))
	if !ok {
		return nil, errCpio
	}
	c.left, c.fill = h.size, -h.size&3
	return h, nil
}
