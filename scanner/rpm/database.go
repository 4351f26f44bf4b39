// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rpm

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"
)

// A Format is one of the forms in which rpm keeps its database.
type Format string

// The formats.
const (
	SQLite     Format = "sqlite" // rpmdb.sqlite
	NDB        Format = "ndb"    // Packages.db
	BerkeleyDB Format = "bdb"    // Packages
)

// Identify tells the format of a database by its beginning; it is "" for anything else.
func Identify(data []byte) Format {
	switch {
	case bytes.HasPrefix(data, []byte(sqliteMagic)):
		return SQLite
	case bytes.HasPrefix(data, []byte(ndbMagic)):
		return NDB
	case len(data) >= bdbMetaSize && bdbOrder(data) != nil:
		return BerkeleyDB
	}
	return ""
}

// Headers gives the headers of the packages that a database holds, as [ParseHeader] reads them, in the order in which they lie there. An
// error stands for something that could not be read: what follows it is read none the less. A header is a part of data or made of parts of it,
// and no part is read twice, whatever the pages say: the time is linear in the length of data.
func Headers(data []byte) iter.Seq2[[]byte, error] {
	switch Identify(data) {
	case SQLite:
		return sqliteHeaders(data)
	case NDB:
		return ndbHeaders(data)
	case BerkeleyDB:
		return bdbHeaders(data)
	}
	return func(yield func([]byte, error) bool) { yield(nil, ErrFormat) }
}

// pages is a file of pages, each of which is read once.
type pages struct {
	data []byte
	size int
	seen []bool
}

func newPages(data []byte, size int) *pages {
	return &pages{data, size, make([]bool, (len(data)+size-1)/size)}
}

// page gives the page that begins at index*size.
func (p *pages) page(index uint32) ([]byte, error) {
	if uint64(index) >= uint64(len(p.data)/p.size) {
		return nil, fmt.Errorf("page %d: %w", index, errBeyond)
	}
	if p.seen[index] {
		return nil, fmt.Errorf("page %d: %w", index, errTwice)
	}
	p.seen[index] = true
	return p.data[int(index)*p.size:][:p.size], nil
}

var (
	errBeyond = fmt.Errorf("%w: behind the end of the file", ErrFormat)
	errTwice  = fmt.Errorf("%w: used twice", ErrFormat)
)

func fault(page uint32, what string) error {
	return fmt.Errorf("page %d: %w: %s", page, ErrFormat, what)
}

// Orders of the bytes in numbers.
var (
	big    = binary.BigEndian
	little = binary.LittleEndian
)
