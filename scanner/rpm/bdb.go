// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rpm

import (
	"encoding/binary"
	"fmt"
	"io"
	"iter"
)

// A hash of Berkeley DB 4 and 5, the database of rpm before 4.16. The form is that of dbinc/db_page.h. Every page of the hash is read, in the
// order of the file: which bucket a package is in does not matter.

const (
	bdbMetaSize = 72 // of what the first pages of all databases have in common
	bdbPageHead = 26
	bdbMagic    = 0x061561 // of a hash

	bdbUnsorted = 2  // a page of a hash, up to version 4.5
	bdbOverflow = 7  // a piece of an item that is longer than a page
	bdbHash     = 13 // a page of a hash

	bdbKeyData = 1 // an item that lies on the page
	bdbOffPage = 3 // one that lies on others
)

// bdbOrder is the order of the bytes in numbers, which is that of the machine; nil if it is no hash.
func bdbOrder(data []byte) binary.ByteOrder {
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		if order.Uint32(data[12:]) == bdbMagic {
			return order
		}
	}
	return nil
}

type bdb struct {
	*pages
	order binary.ByteOrder
}

func bdbHeaders(data []byte) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		order := bdbOrder(data)
		size, last := order.Uint32(data[20:]), order.Uint32(data[32:])
		if size < 512 || size > 1<<16 || size&(size-1) != 0 {
			yield(nil, fmt.Errorf("%w: pages of %d bytes", ErrFormat, size))
			return
		}
		if encrypted, sums := data[24], data[26]&1; encrypted|sums != 0 {
			yield(nil, fmt.Errorf("%w: encrypted, or with checksums", ErrFormat))
			return
		}
		b := bdb{newPages(data, int(size)), order}
		count := uint32(len(data) / int(size))
		if last >= count || len(data)%int(size) != 0 {
			if !yield(nil, fmt.Errorf("%d pages: %w", last, io.ErrUnexpectedEOF)) {
				return
			}
		}
		for number := range count {
			p := data[int(number)*int(size):][:size]
			if kind := p[25]; number == 0 || kind != bdbHash && kind != bdbUnsorted {
				continue
			}
			if !b.items(number, p, yield) {
				return
			}
		}
	}
}

// items gives the headers on one page of the hash. There the items lie from the end of the page on, key and data by turns.
func (b *bdb) items(number uint32, p []byte, yield func([]byte, error) bool) bool {
	n := int(b.order.Uint16(p[20:]))
	if bdbPageHead+2*n > len(p) || n%2 != 0 {
		return yield(nil, fault(number, "more items than fit"))
	}
	at := func(i int) int { return int(b.order.Uint16(p[bdbPageHead+2*i:])) }
	end := len(p)
	for i := 0; i < n; i += 2 {
		key, data := at(i), at(i+1)
		if data < bdbPageHead+2*n || key <= data || end <= key {
			return yield(nil, fault(number, "an item behind its end"))
		}
		if isCounter := end-key == 5 && b.order.Uint32(p[key+1:]) == 0; !isCounter {
			header, err := b.item(number, p[data:key])
			if !yield(header, err) {
				return false
			}
		}
		end = data
	}
	return true
}

func (b *bdb) item(number uint32, item []byte) ([]byte, error) {
	switch {
	case item[0] == bdbKeyData:
		return item[1:], nil
	case item[0] != bdbOffPage || len(item) < 12:
		return nil, fault(number, "an item of an unknown kind")
	}
	next, size := b.order.Uint32(item[4:]), int64(b.order.Uint32(item[8:]))
	if size > int64(len(b.data)) {
		return nil, fault(number, "an item larger than the file")
	}
	whole := make([]byte, 0, size)
	for int64(len(whole)) < size {
		if next == 0 {
			return nil, fault(number, "an item that is cut off")
		}
		p, err := b.page(next)
		if err != nil {
			return nil, err
		}
		used := int(b.order.Uint16(p[22:])) // of this page, by the item
		if p[25] != bdbOverflow || used == 0 || used > len(p)-bdbPageHead {
			return nil, fault(next, "no piece of an item")
		}
		whole = append(whole, p[bdbPageHead:][:min(int64(used), size-int64(len(whole)))]...)
		next = b.order.Uint32(p[16:])
	}
	return whole, nil
}
