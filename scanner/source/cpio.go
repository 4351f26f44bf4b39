// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strconv"
)

var (
	errCpio     = errors.New("no valid cpio")
	errTrailing = errors.New("something else behind the end")
	errSum      = errors.New("the content is not what its sum says")
)

// Types of a cpioHeader, the upper bits of its mode.
const (
	cpioType    = 0o170000
	cpioPipe    = 0o010000
	cpioChar    = 0o020000
	cpioFolder  = 0o040000
	cpioBlock   = 0o060000
	cpioLink    = 0o120000
	cpioSocket  = 0o140000
	cpioTrailer = "TRAILER!!!"
)

// A cpioHeader is what stands in front of each entry of a cpio.
type cpioHeader struct {
	name  string
	mode  uint32
	links int64 // names that the file has
	size  int64
	sum   uint32 // of the bytes of the content, where summed is set

	summed bool
}

// A cpioReader reads the entries of cpios that follow one another: the forms "newc", "crc", "odc" and the old one in
// binary, as the manual page cpio(5) of FreeBSD's libarchive has them.
type cpioReader struct {
	r    *bufio.Reader
	left int64 // of the content of the entry
	fill int64 // behind it

	listed func(number int64) (*cpioHeader, bool) // where entries only have a number in a list; nil: there is none
}

func newCpioReader(r io.Reader) *cpioReader {
	return &cpioReader{r: bufio.NewReaderSize(r, streamBuffer)}
}

// next goes to the next entry. At the end of the last cpio the error is io.EOF; it is errTrailing where something else
// stands behind it.
func (c *cpioReader) next() (*cpioHeader, error) {
	for {
		if err := c.discard(c.left + c.fill); err != nil {
			return nil, err
		}
		c.left, c.fill = 0, 0
		h, err := c.header()
		if err != nil {
			return nil, notEOF(err)
		}
		if h.name != cpioTrailer {
			return h, nil
		}
		if err := c.discard(c.left + c.fill); err != nil {
			return nil, err
		}
		c.left, c.fill = 0, 0
		if err := c.zeros(); err != nil {
			return nil, err
		}
	}
}

// zeros passes over the bytes with which a cpio is filled up to the size of a block of a tape.
func (c *cpioReader) zeros() error {
	for {
		b, err := c.r.ReadByte()
		if err != nil {
			return err
		}
		if b != 0 {
			c.r.UnreadByte()
			if head, _ := c.r.Peek(6); cpioForm(head) == nil {
				return errTrailing
			}
			return nil
		}
	}
}

func (c *cpioReader) discard(n int64) error {
	if n == 0 {
		return nil
	}
	_, err := io.CopyN(io.Discard, c.r, n)
	return notEOF(err)
}

func (c *cpioReader) Read(p []byte) (int, error) {
	if c.left == 0 {
		return 0, io.EOF
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, notEOF(err)
}

// header reads what stands in front of an entry.
func (c *cpioReader) header() (*cpioHeader, error) {
	head, err := c.r.Peek(6)
	if err != nil {
		return nil, err
	}
	form := cpioForm(head)
	switch {
	case form == nil && c.listed != nil && string(head) == numberedMagic:
		return c.numbered()
	case form == nil:
		return nil, errCpio
	}
	fixed := make([]byte, form.length)
	if _, err := io.ReadFull(c.r, fixed); err != nil {
		return nil, err
	}
	h, name, ok := form.read(fixed)
	if !ok || name < 1 || name > 2*maxPath || h.size < 0 {
		return nil, errCpio
	}
	full := make([]byte, name+-(int64(form.length)+name)&(form.align-1))
	if _, err := io.ReadFull(c.r, full); err != nil {
		return nil, err
	}
	raw, _, ended := bytes.Cut(full[:name], []byte{0})
	if !ended {
		return nil, errCpio
	}
	h.name = string(raw)
	c.left, c.fill = h.size, -h.size&(form.align-1)
	return h, nil
}

// A cpioFormat is one of the ways to write a header.
type cpioFormat struct {
	length int
	align  int64 // to which names and contents are filled up
	read   func([]byte) (h *cpioHeader, name int64, ok bool)
}

var cpioForms = map[string]*cpioFormat{
	"070701": {110, 4, readNewc},
	"070702": {110, 4, readNewc},
	"070707": {76, 1, readOdc},
}

const oldCpioMagic = "\xc7\x71"

var oldCpio = &cpioFormat{26, 2, readOldCpio}

func cpioForm(head []byte) *cpioFormat {
	if bytes.HasPrefix(head, []byte(oldCpioMagic)) {
		return oldCpio
	}
	return cpioForms[string(head[:min(len(head), 6)])]
}

// readNewc reads thirteen numbers of eight digits each: inode, mode, user, group, links, time, size, two for the device
// that it lies on, two for the device that it is, length of the name, sum.
func readNewc(b []byte) (*cpioHeader, int64, bool) {
	var n [13]uint64
	for i := range n {
		var err error
		if n[i], err = strconv.ParseUint(string(b[6+8*i:14+8*i]), 16, 32); err != nil {
			return nil, 0, false
		}
	}
	return &cpioHeader{mode: uint32(n[1]), links: int64(n[4]), size: int64(n[6]), sum: uint32(n[12]), summed: b[5] == '2'}, int64(n[11]), true
}

// readOdc reads octal numbers: device, inode, mode, user, group, links, device that it is, time, length of the name, size.
func readOdc(b []byte) (*cpioHeader, int64, bool) {
	at := 6
	var n [10]uint64
	for i, length := range []int{6, 6, 6, 6, 6, 6, 6, 11, 6, 11} {
		var err error
		if n[i], err = strconv.ParseUint(string(b[at:at+length]), 8, 33); err != nil {
			return nil, 0, false
		}
		at += length
	}
	return &cpioHeader{mode: uint32(n[2]), links: int64(n[5]), size: int64(n[9])}, int64(n[8]), true
}

// readOldCpio reads numbers of two bytes, in the order of readOdc; time and size have two each, the upper first.
func readOldCpio(b []byte) (*cpioHeader, int64, bool) {
	n := func(i int) int64 { return int64(binary.LittleEndian.Uint16(b[2*i:])) }
	return &cpioHeader{mode: uint32(n(3)), links: n(6), size: n(11)<<16 | n(12)}, n(10), true
}

// isOldCpio reports whether the data begins with the header of a cpio of the old form, of which two bytes say little.
func isOldCpio(data []byte) bool {
	if cpioForm(data) != oldCpio || len(data) < oldCpio.length {
		return false
	}
	_, name, _ := readOldCpio(data)
	end := oldCpio.length + int(name)
	return name >= 1 && name <= 2*maxPath && (len(data) < end || data[end-1] == 0)
}

// cpio visits the entries of a cpio, which is read through a meter.
func (l *level) cpio(c *cpioReader) {
	for !l.stopped() {
		h, err := c.next()
		switch {
		case err == io.EOF:
			return
		case errors.Is(err, errTrailing):
			l.issues.unread("archive-trailing", l.path, nil)
			return
		case err != nil:
			l.broken(err)
			return
		}
		if !l.budget.entry() || !l.cpioEntry(c, h) {
			return
		}
	}
}

// cpioEntry visits one entry. It is false if nothing can be read after it.
func (l *level) cpioEntry(c *cpioReader, h *cpioHeader) bool {
	switch kind := h.mode & cpioType; {
	case h.size == 0 && kind == cpioFolder:
		return true
	case h.size == 0 && (kind == cpioPipe || kind == cpioChar || kind == cpioBlock || kind == cpioSocket):
		l.issues.other++
		return true
	case kind == cpioLink && h.size <= maxPath: // its content is where it leads to
		return l.streamLink(c, h.name)
	case h.size == 0 && h.links > 1: // the content stands at the last of its names
		l.archiveLink(h.name, "", false)
		return true
	}
	var whole func([]byte) bool
	if h.summed {
		whole = func(data []byte) bool { return sumOfBytes(data) == h.sum }
	}
	return l.streamMember(c, h.name, h.size, whole)
}

func sumOfBytes(data []byte) (sum uint32) {
	for _, b := range data {
		sum += uint32(b)
	}
	return sum
}
