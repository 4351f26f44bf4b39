// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sevenzip

import (
	"bufio"
	"compress/bzip2"
	"compress/flate"
	"encoding/binary"
	"io"
	"math"

	"github.com/klauspost/compress/zstd"
	"github.com/stangelandcl/ppmd"
	"github.com/ulikunitz/xz/lzma"
)

// A coder unpacks, or undoes what was done to make packing easier.
type coder struct {
	id         string
	properties []byte
	first      int // number of its first input
	inputs     int
}

// Methods, by the bytes that stand for them.
const (
	methodCopy    = "\x00"
	methodDelta   = "\x03"
	methodLZMA    = "\x03\x01\x01"
	methodLZMA2   = "\x21"
	methodPPMd    = "\x03\x04\x01"
	methodBCJ2    = "\x03\x03\x01\x1b"
	methodDeflate = "\x04\x01\x08"
	methodBzip2   = "\x04\x02\x02"
	methodZstd    = "\x04\xf7\x11\x01"
	methodAES     = "\x06\xf1\x07\x01"
)

// someMemory is what a decoder without a choice takes, about.
const someMemory = 4 << 20

// memory says what a coder takes, in bytes, to give so many bytes; a dictionary that is longer than all it gives is taken no longer.
func (c *coder) memory(size int64) (int64, error) {
	need := 1
	if c.id == methodBCJ2 {
		need = 4
	}
	dictionary := func(n int64) (int64, error) { return max(min(n, size), lzma.MinDictCap), nil }
	switch {
	case c.id == methodAES:
		return 0, ErrEncrypted
	case c.inputs != need:
		return 0, ErrMethod
	}
	switch c.id {
	case methodLZMA:
		if len(c.properties) == 5 {
			return dictionary(int64(binary.LittleEndian.Uint32(c.properties[1:])))
		}
	case methodLZMA2:
		if len(c.properties) == 1 && c.properties[0] <= 40 {
			n, err := lzma.DecodeDictCap(c.properties[0])
			if err == nil {
				return dictionary(n)
			}
		}
	case methodPPMd:
		if len(c.properties) == 5 {
			return int64(binary.LittleEndian.Uint32(c.properties[1:])), nil
		}
	case methodZstd:
		return someMemory + min(size, maxWindow), nil
	case methodDelta:
		if len(c.properties) == 1 {
			return 0, nil
		}
	case methodCopy, methodDeflate, methodBzip2, methodBCJ2:
		return someMemory, nil
	default:
		if branches[c.id] != nil {
			return 0, nil
		}
	}
	return 0, ErrMethod
}

// maxWindow is what a stream of Zstandard may ask for, which says so only in its own header.
const maxWindow = 128 << 20

// output gives what comes out of a coder.
func (a *Archive) output(f *folder, number, depth int) (*bufio.Reader, error) {
	if depth > len(f.coders) {
		return nil, ErrFormat // it is fed by itself
	}
	c := f.coders[number]
	in := make([]*bufio.Reader, c.inputs)
	for i := range in {
		if from, ok := f.binds[c.first+i]; ok {
			r, err := a.output(f, from, depth+1)
			if err != nil {
				return nil, err
			}
			in[i] = r
			continue
		}
		p := f.packed[f.inputs[c.first+i]]
		in[i] = bufio.NewReaderSize(io.NewSectionReader(a.at, p.at, p.length), 32<<10)
	}
	r, err := c.open(in, f.sizes[number])
	if err != nil {
		return nil, err
	}
	return bufio.NewReaderSize(io.LimitReader(r, f.sizes[number]), 32<<10), nil
}

// open gives the coder's output, of so many bytes.
func (c *coder) open(in []*bufio.Reader, size int64) (io.Reader, error) {
	r := in[0]
	switch c.id {
	case methodCopy:
		return r, nil
	case methodLZMA:
		memory, _ := c.memory(size)
		head := binary.LittleEndian.AppendUint32(c.properties[:1:1], uint32(memory)) // the header of a file of the format before 7z
		head = binary.LittleEndian.AppendUint64(head, uint64(size))
		return lzma.ReaderConfig{DictCap: int(memory)}.NewReader(&headed{head, r})
	case methodLZMA2:
		memory, _ := c.memory(size)
		return lzma.Reader2Config{DictCap: int(memory)}.NewReader2(r)
	case methodPPMd:
		p, err := ppmd.NewH7zReader(r, int(c.properties[0]), int(binary.LittleEndian.Uint32(c.properties[1:])), int(size))
		return &p, err
	case methodDeflate:
		return flate.NewReader(r), nil
	case methodBzip2:
		return bzip2.NewReader(r), nil
	case methodZstd:
		return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(math.MaxInt64))
	case methodDelta:
		return &delta{r: r, distance: int(c.properties[0]) + 1}, nil
	case methodBCJ2:
		return newBCJ2(in)
	}
	return newBranch(r, branches[c.id], c.properties)
}

// A headed reader gives a few bytes in front of the others. It gives single ones, for the decoder to take no more than its own.
type headed struct {
	head []byte
	r    *bufio.Reader
}

func (h *headed) Read(p []byte) (int, error) {
	if len(h.head) > 0 {
		n := copy(p, h.head)
		h.head = h.head[n:]
		return n, nil
	}
	return h.r.Read(p)
}

func (h *headed) ReadByte() (byte, error) {
	if len(h.head) > 0 {
		b := h.head[0]
		h.head = h.head[1:]
		return b, nil
	}
	return h.r.ReadByte()
}

// A delta adds to each byte the one that came some way before.
type delta struct {
	r        io.Reader
	distance int
	history  [256]byte
	at       byte
}

func (d *delta) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	for i := range p[:n] {
		p[i] += d.history[byte(int(d.at)-d.distance)]
		d.history[d.at] = p[i]
		d.at++
	}
	return n, err
}
