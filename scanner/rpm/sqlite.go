// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rpm

import (
	"fmt"
	"io"
	"iter"
	"strings"
)

// The form is that of https://www.sqlite.org/fileformat2.html, by whose sections the comments go. Of it are read the trees of tables, and of a
// row the first column that holds bytes: the table "Packages" has a number and the header.

const sqliteMagic = "SQLite format 3\x00"

const (
	sqliteHeadSize = 100
	sqliteDepth    = 20 // levels of a tree: with two children each that would be more pages than there can be
	leafTable      = 0x0d
	innerTable     = 0x05
)

type sqlite struct {
	*pages
	usable int // bytes of a page, 1.3.4
	used   int // bytes of rows so far: rows that share theirs must not make one page into many
}

func sqliteHeaders(data []byte) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		if len(data) < sqliteHeadSize {
			yield(nil, io.ErrUnexpectedEOF)
			return
		}
		size := int(big.Uint16(data[16:])) // 1.3.2
		if size == 1 {
			size = 1 << 16
		}
		usable := size - int(data[20])
		if size < 512 || size&(size-1) != 0 || usable < 480 {
			yield(nil, fmt.Errorf("%w: pages of %d bytes", ErrFormat, size))
			return
		}
		s := &sqlite{pages: newPages(data, size), usable: usable}
		if claimed := big.Uint32(data[28:]); len(data)%size != 0 || int64(claimed)*int64(size) > int64(len(data)) {
			if !yield(nil, fmt.Errorf("%d pages: %w", claimed, io.ErrUnexpectedEOF)) {
				return
			}
		}
		root := uint32(0)
		ok := s.tree(1, 0, func(row []byte, err error) bool { // 2.6: the table of tables
			if err != nil {
				return yield(nil, err)
			}
			if at := packagesTable(row); at > 0 && root == 0 {
				root = at
			}
			return true
		})
		switch {
		case !ok:
		case root == 0:
			yield(nil, fmt.Errorf("%w: no table of packages", ErrFormat))
		default:
			s.tree(root, 0, func(row []byte, err error) bool {
				if err != nil {
					return yield(nil, err)
				}
				header, err := firstBlob(row)
				return yield(header, err)
			})
		}
	}
}

// tree gives the rows of a table, and of what cannot be read an error. It is false once each is.
func (s *sqlite) tree(number uint32, depth int, each func(row []byte, err error) bool) bool {
	p, err := s.page(number - 1) // 0 becomes a page behind every end
	if err != nil {
		return each(nil, err)
	}
	if depth > sqliteDepth {
		return each(nil, fault(number, "too deep"))
	}
	head := p
	if number == 1 {
		head = p[sqliteHeadSize:]
	}
	kind, cells := head[0], int(big.Uint16(head[3:])) // 1.6
	pointers := head[8:]
	switch {
	case kind == innerTable:
		pointers = head[12:]
	case kind != leafTable:
		return each(nil, fault(number, "no page of a table"))
	}
	if cells*2 > len(pointers) {
		return each(nil, fault(number, "more rows than fit"))
	}
	for i := range cells {
		at := int(big.Uint16(pointers[2*i:]))
		if at+4 > s.usable {
			if !each(nil, fault(number, "a row behind its end")) {
				return false
			}
			continue
		}
		if kind == innerTable {
			if !s.tree(big.Uint32(p[at:]), depth+1, each) {
				return false
			}
			continue
		}
		row, err := s.row(number, p[at:s.usable])
		if !each(row, err) {
			return false
		}
	}
	if kind == innerTable {
		return s.tree(big.Uint32(head[8:]), depth+1, each)
	}
	return true
}

// row puts together what lies in a cell and in the pages it overflows to.
func (s *sqlite) row(number uint32, cell []byte) ([]byte, error) {
	size, n := varint(cell)
	_, m := varint(cell[n:]) // the number of the row
	if n == 0 || m == 0 || size > uint64(len(s.data)) {
		return nil, fault(number, "a row larger than the file")
	}
	if s.used += int(size); s.used > len(s.data) {
		return nil, fault(number, "rows that share their bytes")
	}
	cell = cell[n+m:]
	local := int(size)
	if limit := s.usable - 35; local > limit { // 1.6, "U", "X", "M", "K"
		least := (s.usable-12)*32/255 - 23
		if local = least + (int(size)-least)%(s.usable-4); local > limit {
			local = least
		}
	}
	if local > len(cell) {
		return nil, fault(number, "a row behind its end")
	}
	if local == int(size) {
		return cell[:local], nil
	}
	if local+4 > len(cell) {
		return nil, fault(number, "a row behind its end")
	}
	row := append(make([]byte, 0, size), cell[:local]...)
	for next := big.Uint32(cell[local:]); len(row) < int(size); {
		p, err := s.page(next - 1)
		if err != nil {
			return nil, err
		}
		row = append(row, p[4:min(s.usable, 4+int(size)-len(row))]...)
		next = big.Uint32(p)
	}
	return row, nil
}

// varint reads a number of one to nine bytes, 1.6; n is 0 where it does not end.
func varint(b []byte) (v uint64, n int) {
	for n < len(b) && n < 8 {
		c := b[n]
		n++
		v = v<<7 | uint64(c&0x7f)
		if c < 0x80 {
			return v, n
		}
	}
	if n == 8 && n < len(b) {
		return v<<8 | uint64(b[8]), 9
	}
	return 0, 0
}

// columns gives the types and contents of a row, 2.1.
func columns(row []byte) iter.Seq2[uint64, []byte] {
	return func(yield func(uint64, []byte) bool) {
		size, n := varint(row)
		if n == 0 || size > uint64(len(row)) || size < uint64(n) {
			return
		}
		types, values := row[n:size], row[size:]
		for len(types) > 0 {
			kind, n := varint(types)
			if n == 0 {
				return
			}
			types = types[n:]
			length := uint64(0)
			switch {
			case kind >= 12:
				length = (kind - 12) / 2
			case kind == 5:
				length = 6
			case kind == 6, kind == 7:
				length = 8
			case kind <= 4:
				length = kind
			}
			if length > uint64(len(values)) || !yield(kind, values[:length]) {
				return
			}
			values = values[length:]
		}
	}
}

// packagesTable gives the first page of the table of packages, if this row of the table of tables is about it.
func packagesTable(row []byte) uint32 {
	i, kind := 0, ""
	for _, v := range columns(row) {
		switch i {
		case 0:
			kind = string(v)
		case 1:
			if kind != "table" || !strings.EqualFold(string(v), "packages") {
				return 0
			}
		case 3:
			root := uint64(0)
			for _, b := range v {
				root = root<<8 | uint64(b)
			}
			if len(v) <= 4 && root <= 1<<31 {
				return uint32(root)
			}
		}
		i++
	}
	return 0
}

// firstBlob gives the first column of a row that holds bytes.
func firstBlob(row []byte) ([]byte, error) {
	for kind, v := range columns(row) {
		if kind >= 12 && kind%2 == 0 {
			return v, nil
		}
	}
	return nil, fmt.Errorf("%w: a package without a header", ErrFormat)
}
