// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"io"

	"github.com/ulikunitz/xz/lzma"
)

// maxDictionary is the largest memory of earlier output, in bytes, that a stream may ask for: what
// "xz -9" and "zstd --ultra -22" ask for is within it. A header may ask for 4 GiB.
const maxDictionary = 128 << 20

var (
	errDictionary = errors.New("asks for more memory than the limit")
	errMethod     = errors.New("packed by a method that is not read")
	errXZ         = errors.New("no valid xz stream")
)

// An xzReader reads the streams of an .xz file, one after the other. The library's own reader of this
// container (v0.5.15) takes the memory that a file asks for: what its ReaderConfig calls DictCap is the
// least it takes, not the most, and each block of each stream may ask for 4 GiB, so that a look at the
// first header would not do. So only its decoder is used. Of the filters there is LZMA2 alone, as in the
// library: the others are for machine code.
//
// The form is that of https://tukaani.org/xz/xz-file-format.txt, version 1.2.1, by whose sections the
// comments go. Of the index only its checksum is looked at: it repeats what the blocks say.
type xzReader struct {
	r     *countingReader
	check byte          // 2.1.1.2: kind of the check of each block
	block *lzma.Reader2 // nil between blocks
	sum   hash.Hash     // of the block so far; nil: its kind is none, or one that is not known
	size  int           // of the check, in bytes
	from  int64         // where the compressed data of the block began
	err   error
}

// A countingReader knows how far it is: fields are padded to multiples of four.
type countingReader struct {
	r io.Reader
	n int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func newXZReader(r io.Reader) (*xzReader, error) {
	x := &xzReader{r: &countingReader{r: r}}
	if err := x.header(); err != nil {
		return nil, notEOF(err)
	}
	return x, nil
}

func notEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (x *xzReader) bytes(n int) ([]byte, error) {
	b := make([]byte, n)
	_, err := io.ReadFull(x.r, b)
	return b, err
}

// header reads a stream header, 2.1.1, behind padding if there is any, 2.2. The error is io.EOF at the end of the file.
func (x *xzReader) header() error {
	for {
		b, err := x.bytes(4)
		if err != nil {
			return err
		}
		if zeros(b) {
			continue
		}
		rest, err := x.bytes(8)
		if err != nil {
			return notEOF(err)
		}
		b = append(b, rest...)
		if !bytes.HasPrefix(b, []byte("\xfd7zXZ\x00")) || b[6] != 0 || b[7] > 15 || crc32.ChecksumIEEE(b[6:8]) != binary.LittleEndian.Uint32(b[8:]) {
			return errXZ
		}
		x.check = b[7]
		x.size = 0
		if x.check > 0 {
			x.size = 4 << ((x.check - 1) / 3)
		}
		return nil
	}
}

func (x *xzReader) Read(p []byte) (int, error) {
	for x.err == nil {
		if x.block == nil {
			x.err = x.next()
			continue
		}
		n, err := x.block.Read(p)
		if x.sum != nil {
			x.sum.Write(p[:n])
		}
		if err == io.EOF {
			x.block = nil
			err = notEOF(x.endBlock())
		}
		x.err = err
		if n > 0 || len(p) == 0 {
			return n, nil
		}
	}
	return 0, x.err
}

// next begins a block, 3.1, or passes over the index and the footer to the next stream.
func (x *xzReader) next() error {
	first, err := x.bytes(1)
	if err != nil {
		return notEOF(err)
	}
	if first[0] == 0 {
		if err := x.index(); err != nil {
			return notEOF(err)
		}
		return x.header()
	}
	rest, err := x.bytes(int(first[0])*4 + 3)
	if err != nil {
		return notEOF(err)
	}
	head := append(first, rest...)
	end := len(head) - 4
	if crc32.ChecksumIEEE(head[:end]) != binary.LittleEndian.Uint32(head[end:]) {
		return errXZ
	}
	flags, fields := head[1], head[2:end]
	for _, present := range []bool{flags&0x40 != 0, flags&0x80 != 0} { // the sizes, which the data tell as well
		if present {
			_, n := binary.Uvarint(fields)
			if n <= 0 {
				return errXZ
			}
			fields = fields[n:]
		}
	}
	const lzma2 = 0x21
	switch {
	case len(fields) < 3:
		return errXZ
	case flags&0x3f != 0 || fields[0] != lzma2 || fields[1] != 1:
		return errMethod
	}
	size, err := lzma.DecodeDictCap(fields[2])
	if err != nil {
		return errXZ
	}
	if size > maxDictionary {
		return errDictionary
	}
	switch x.check {
	case 1:
		x.sum = crc32.NewIEEE()
	case 4:
		x.sum = crc64.New(crc64.MakeTable(crc64.ECMA))
	case 10:
		x.sum = sha256.New()
	default:
		x.sum = nil
	}
	x.from = x.r.n
	x.block, err = lzma.Reader2Config{DictCap: max(int(size), lzma.MinDictCap)}.NewReader2(x.r)
	return notEOF(err)
}

// endBlock reads the padding and the check behind a block's data, 3.3 and 3.4.
func (x *xzReader) endBlock() error {
	padding, err := x.bytes(int(-(x.r.n - x.from) & 3))
	if err != nil {
		return err
	}
	check, err := x.bytes(x.size)
	if err != nil {
		return err
	}
	if !zeros(padding) {
		return errXZ
	}
	if x.sum == nil {
		return nil
	}
	sum := x.sum.Sum(nil)
	if x.check != 10 { // numbers stand with their last byte first
		for i, j := 0, len(sum)-1; i < j; i, j = i+1, j-1 {
			sum[i], sum[j] = sum[j], sum[i]
		}
	}
	if !bytes.Equal(sum, check) {
		return errXZ
	}
	return nil
}

// index passes over the index, 4, of which the first byte was read, and the footer, 2.1.2.
func (x *xzReader) index() error {
	start := x.r.n - 1
	sum := crc32.NewIEEE()
	sum.Write([]byte{0})
	in := indexReader{io.TeeReader(x.r, sum)}
	records, err := binary.ReadUvarint(in)
	if err != nil {
		return err
	}
	for range records {
		for range 2 {
			if _, err := binary.ReadUvarint(in); err != nil {
				return err
			}
		}
	}
	padding := make([]byte, -(x.r.n-start)&3)
	if _, err := io.ReadFull(in, padding); err != nil {
		return err
	}
	stored, err := x.bytes(4)
	if err != nil {
		return err
	}
	footer, err := x.bytes(12)
	if err != nil {
		return err
	}
	if binary.LittleEndian.Uint32(stored) != sum.Sum32() || !bytes.HasSuffix(footer, []byte("YZ")) {
		return errXZ
	}
	return nil
}

// An indexReader reads single bytes.
type indexReader struct{ io.Reader }

func (r indexReader) ReadByte() (byte, error) {
	var b [1]byte
	_, err := io.ReadFull(r.Reader, b[:])
	return b[0], err
}
