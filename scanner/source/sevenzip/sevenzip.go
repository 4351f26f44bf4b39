// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package sevenzip reads archives of 7-Zip, in the order in which their files lie, and knows of each block what it costs
// before it is opened: a header may ask for gigabytes. The form is that of 7zFormat.txt and Methods.txt in the LZMA SDK.
package sevenzip

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
)

// What may be wrong with an archive or a block.
var (
	ErrFormat    = errors.New("no valid 7z")
	ErrTruncated = errors.New("the archive is longer than the file")
	ErrEncrypted = errors.New("encrypted")
	ErrMethod    = errors.New("packed by a method that is not read")
	ErrMemory    = errors.New("asks for more memory than the limit")
	ErrEntries   = errors.New("more files than the limit")
	ErrRatio     = errors.New("the table of contents expands more than the limit")
)

// Limits bound what an archive may cost; none may be zero.
type Limits struct {
	Memory  int64 // bytes that the decoders of one block, or the table of contents, may take
	Entries int64 // files
	Ratio   int64 // bytes of the table of contents for each byte that it is packed in, once it has a megabyte
}

// An Archive is a table of contents.
type Archive struct {
	Files  []File
	Blocks []Block
	End    int64 // where the archive ends in the file

	at     io.ReaderAt
	limits Limits
}

// A File is one entry, as the archive names it.
type File struct {
	Name       string
	Size       int64
	Folder     bool
	Anti       bool // tells that a file is to be deleted
	Attributes uint32
	Summed     bool // CRC is known
	CRC        uint32
	Block      int // index of the block that its content is in; -1: it has none
}

// A Block is a stream that holds the contents of one or more files, one behind the other.
type Block struct {
	Size   int64 // of all contents
	Packed int64 // bytes that it lies in
	Memory int64 // that reading it takes, in bytes, about
	Err    error // why it cannot be read: ErrEncrypted, ErrMethod or ErrMemory; nil: nothing is known against it

	folder *folder
}

var signature = []byte("7z\xbc\xaf\x27\x1c")

const (
	startLength = 32
	maxEncoded  = 4 // a table of contents may be packed, and what describes that packed again
	ratioFrom   = 1 << 20
)

// Open reads the table of contents of an archive of so many bytes.
func Open(at io.ReaderAt, size int64, limits Limits) (*Archive, error) {
	start := make([]byte, startLength)
	if n, err := at.ReadAt(start, 0); n < startLength {
		if err == io.EOF {
			err = ErrTruncated
		}
		return nil, err
	}
	le := binary.LittleEndian
	if !bytes.HasPrefix(start, signature) || crc32.ChecksumIEEE(start[12:]) != le.Uint32(start[8:]) {
		return nil, ErrFormat
	}
	offset, length := le.Uint64(start[12:]), le.Uint64(start[20:])
	room := uint64(size - startLength)
	if offset > room || length > room-offset {
		return nil, ErrTruncated
	}
	a := &Archive{at: at, limits: limits, End: startLength + int64(offset+length)}
	if length == 0 {
		return a, nil // empty
	}
	if int64(length) > limits.Memory {
		return nil, ErrMemory
	}
	header := make([]byte, length)
	if _, err := io.ReadFull(io.NewSectionReader(at, startLength+int64(offset), int64(length)), header); err != nil {
		return nil, err
	}
	if crc32.ChecksumIEEE(header) != le.Uint32(start[28:]) {
		return nil, ErrFormat
	}
	for range maxEncoded {
		p := &parser{data: header, limits: limits, room: int64(offset)}
		switch p.byte() {
		case idHeader:
			return a, a.read(p)
		case idEncodedHeader:
			var err error
			if header, err = a.decode(p); err != nil {
				return nil, err
			}
		default:
			return nil, ErrFormat
		}
	}
	return nil, ErrFormat
}

// decode unpacks a table of contents.
func (a *Archive) decode(p *parser) ([]byte, error) {
	s := p.streams()
	switch {
	case p.err != nil:
		return nil, p.err
	case len(s.folders) != 1:
		return nil, ErrFormat
	}
	f := s.folders[0]
	b := a.block(f)
	switch {
	case b.Err != nil:
		return nil, b.Err
	case b.Size > a.limits.Memory:
		return nil, ErrMemory
	case b.Size > ratioFrom && b.Size/a.limits.Ratio >= max(b.Packed, 1):
		return nil, ErrRatio
	}
	r, err := a.Open(&b)
	if err != nil {
		return nil, err
	}
	header := make([]byte, b.Size)
	if _, err := io.ReadFull(r, header); err != nil {
		return nil, ErrFormat
	}
	if f.summed && crc32.ChecksumIEEE(header) != f.crc {
		return nil, ErrFormat
	}
	return header, nil
}

// read takes the table of contents.
func (a *Archive) read(p *parser) error {
	s, files := p.header()
	if p.err != nil {
		return p.err
	}
	for _, f := range s.folders {
		a.Blocks = append(a.Blocks, a.block(f))
	}
	next, in := 0, int64(0) // the block of the next content, and its number there
	for i := range files {
		f := &files[i]
		f.Block = -1
		if f.empty {
			continue
		}
		for next < len(s.folders) && in >= int64(len(s.folders[next].contents)) {
			next, in = next+1, 0
		}
		if next == len(s.folders) {
			return ErrFormat
		}
		c := s.folders[next].contents[in]
		f.Size, f.Summed, f.CRC, f.Block = c.size, c.summed, c.crc, next
		in++
	}
	a.Files = make([]File, len(files))
	for i, f := range files {
		a.Files[i] = f.File
	}
	return nil
}

// block says what a stream costs.
func (a *Archive) block(f *folder) Block {
	b := Block{Size: f.size(), folder: f}
	for _, p := range f.packed {
		b.Packed += p.length
	}
	for i, c := range f.coders {
		memory, err := c.memory(f.sizes[i])
		b.Memory += memory
		if b.Err == nil || err == ErrEncrypted {
			b.Err = err
		}
	}
	if b.Err == nil && b.Memory > a.limits.Memory {
		b.Err = ErrMemory
	}
	return b
}

// Open gives the contents of a block. A fault of a decoder is an error of the reader.
func (a *Archive) Open(b *Block) (r io.Reader, err error) {
	if b.Err != nil {
		return nil, b.Err
	}
	defer func() {
		if recover() != nil {
			r, err = nil, ErrFormat
		}
	}()
	inner, err := a.output(b.folder, b.folder.last, 0)
	if err != nil {
		return nil, err
	}
	return &guarded{io.LimitReader(inner, b.Size)}, nil
}

// A guarded reader turns a panic of a decoder into an error.
type guarded struct{ r io.Reader }

func (g *guarded) Read(p []byte) (n int, err error) {
	defer func() {
		if recover() != nil {
			n, err = 0, ErrFormat
		}
	}()
	return g.r.Read(p)
}
