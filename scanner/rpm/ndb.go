// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rpm

import (
	"fmt"
	"hash/adler32"
	"io"
	"iter"
)

// rpm's own format, as SUSE uses it: a table of slots, of which each leads to the header of one package. It has no
// description; this is what rpm 4.18 writes. All numbers begin with their lowest byte.

const (
	ndbMagic     = "RpmP"
	ndbSlotMagic = "Slot"
	ndbHeadMagic = "BlbS"
	ndbTailMagic = "BlbE"
	ndbHeadSize  = 16 // magic, number of the package, generation, length
	ndbTailSize  = 12 // Adler-32, length, magic
	ndbSlotSize  = 16 // magic, number of the package, block, number of blocks
	ndbBlock     = 16
	ndbPage      = 4096
)

func ndbHeaders(data []byte) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		if len(data) < 2*ndbSlotSize {
			yield(nil, io.ErrUnexpectedEOF)
			return
		}
		if version := little.Uint32(data[4:]); version != 0 {
			yield(nil, fmt.Errorf("%w: ndb version %d", ErrFormat, version))
			return
		}
		table := int64(little.Uint32(data[12:])) * ndbPage
		if table == 0 || table > int64(len(data)) {
			if !yield(nil, fmt.Errorf("slots of %d bytes: %w", table, io.ErrUnexpectedEOF)) {
				return
			}
			table = min(table, int64(len(data)))
		}
		used := int64(0)                                                               // bytes of headers so far: slots that share theirs must not make one file into many
		for at := int64(2 * ndbSlotSize); at+ndbSlotSize <= table; at += ndbSlotSize { // the head of the file takes two
			slot := data[at:][:ndbSlotSize]
			if string(slot[:4]) != ndbSlotMagic {
				if !yield(nil, fmt.Errorf("slot at byte %d: %w", at, ErrFormat)) {
					return
				}
				continue
			}
			if little.Uint32(slot[8:]) == 0 {
				continue // free
			}
			header, err := ndbBlob(data, slot)
			if err == nil {
				if used += int64(len(header)); used > int64(len(data)) {
					yield(nil, errTwice)
					return
				}
			}
			if !yield(header, err) {
				return
			}
		}
	}
}

func ndbBlob(data, slot []byte) ([]byte, error) {
	start, blocks := int64(little.Uint32(slot[8:]))*ndbBlock, int64(little.Uint32(slot[12:]))*ndbBlock
	number := little.Uint32(slot[4:])
	if start+blocks > int64(len(data)) {
		return nil, fmt.Errorf("package %d: %w", number, errBeyond)
	}
	b := data[start:][:blocks]
	if blocks < ndbHeadSize+ndbTailSize || string(b[:4]) != ndbHeadMagic || little.Uint32(b[4:]) != number {
		return nil, fmt.Errorf("package %d: %w", number, ErrFormat)
	}
	size, tail := int64(little.Uint32(b[12:])), b[blocks-ndbTailSize:]
	if size > blocks-ndbHeadSize-ndbTailSize || int64(little.Uint32(tail[4:])) != size || string(tail[8:]) != ndbTailMagic {
		return nil, fmt.Errorf("package %d: %w", number, ErrFormat)
	}
	if adler32.Checksum(b[:blocks-ndbTailSize]) != little.Uint32(tail) {
		return nil, fmt.Errorf("package %d: %w: its checksum is another", number, ErrFormat)
	}
	return b[ndbHeadSize:][:size], nil
}
