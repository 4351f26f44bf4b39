// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package rpm reads what RPM packages say of themselves: the header of a package file, and those of the installed packages in
// the three databases that rpm has had, SQLite, ndb and Berkeley DB. It knows nothing of the model, never writes, and takes no
// more memory than there is data, whatever a header or page says of sizes.
//
// The libraries there are do not serve here. github.com/sassoftware/go-rpmutils v0.4.0 allocates what a header claims, up to
// 4 GiB, panics on an offset below zero, and links OpenPGP. github.com/knqyf263/go-rpmdb opens its databases by a path of the disk,
// and SQLite with a complete database engine; what is examined here lies in archives and is never extracted.
//
// The form of package files is that of rpm's "Package Format V4" and of the Linux Standard Base, chapter 22.
package rpm

import (
	"bytes"
	"errors"
	"io"
)

// Faults of a package or database. What is cut off is io.ErrUnexpectedEOF.
var (
	ErrFormat   = errors.New("not in the form of rpm")
	ErrTooLarge = errors.New("header larger than the limit")
)

const (
	// MaxHeader is the size in bytes of the largest header that is read; those with the most files have some 30 MiB.
	MaxHeader = 64 << 20
	// maxTags is how many tags a header may have, as in rpm itself.
	maxTags = 0xffff

	introSize = 16 // of a header: magic, version, four bytes of nothing, number of tags, size of the data
	indexSize = 16 // of a tag in the index: tag, type, offset, count
	leadSize  = 96
	leadMagic = "\xed\xab\xee\xdb"
)

// HeaderMagic begins the header of a package file. In databases headers stand without it.
const HeaderMagic = "\x8e\xad\xe8\x01\x00\x00\x00\x00"

// Open finds the header of a package file, which has size bytes. Once it is read to its end, the payload is what r goes on with.
func Open(r io.Reader) (header io.Reader, size int64, err error) {
	lead := make([]byte, leadSize)
	if err := full(r, lead); err != nil {
		return nil, 0, err
	}
	if !bytes.HasPrefix(lead, []byte(leadMagic)) {
		return nil, 0, ErrFormat
	}
	_, size, err = intro(r)
	if err != nil {
		return nil, 0, err
	}
	size += -size & 7 // the signatures are padded
	if _, err := io.CopyN(io.Discard, r, size-introSize); err != nil {
		return nil, 0, unexpected(err)
	}
	begin, size, err := intro(r)
	if err != nil {
		return nil, 0, err
	}
	return io.MultiReader(bytes.NewReader(begin), io.LimitReader(r, size-introSize)), size, nil
}

// intro reads what a header begins with, and gives the size of the whole.
func intro(r io.Reader) ([]byte, int64, error) {
	b := make([]byte, introSize)
	if err := full(r, b); err != nil {
		return nil, 0, err
	}
	if !bytes.HasPrefix(b, []byte(HeaderMagic[:4])) { // the reserved bytes are not looked at by rpm either
		return nil, 0, ErrFormat
	}
	size, err := wholeSize(b[8:])
	return b, introSize + size, err
}

// wholeSize is that of the index and the data of a header, of which b has the two numbers that stand in front of them.
func wholeSize(b []byte) (int64, error) {
	tags, data := int64(big.Uint32(b)), int64(big.Uint32(b[4:]))
	if tags > maxTags || introSize+tags*indexSize+data > MaxHeader {
		return 0, ErrTooLarge
	}
	return tags*indexSize + data, nil
}

func full(r io.Reader, b []byte) error {
	_, err := io.ReadFull(r, b)
	return unexpected(err)
}

// unexpected is the error for data that ended too early.
func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
