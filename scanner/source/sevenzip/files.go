// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sevenzip

import (
	"encoding/binary"
	"unicode/utf16"
)

// subStreams reads how the blocks are divided into contents.
func (p *parser) subStreams(folders []*folder) {
	id := p.byte()
	if id == idNumUnpackStream {
		total := int64(0)
		for _, f := range folders {
			n := p.number()
			if n > p.limits.Entries || total > p.limits.Entries {
				p.fail(ErrEntries)
			}
			if total += n; p.err != nil {
				return
			}
			if n != 1 {
				f.contents = make([]content, n)
			}
		}
		id = p.byte()
	}
	for _, f := range folders {
		if len(f.contents) < 2 {
			continue
		}
		left := f.size()
		for i := range f.contents[:len(f.contents)-1] {
			if id == idSize {
				f.contents[i].size = p.number()
			}
			if left -= f.contents[i].size; left < 0 || p.err != nil {
				p.fail(ErrFormat)
				return
			}
		}
		f.contents[len(f.contents)-1].size = left
	}
	if id == idSize {
		id = p.byte()
	}
	for ; id != idEnd && p.err == nil; id = p.byte() {
		if id != idCRC {
			p.fail(ErrFormat)
			return
		}
		var unknown []*content
		for _, f := range folders {
			for i := range f.contents {
				if !f.contents[i].summed {
					unknown = append(unknown, &f.contents[i])
				}
			}
		}
		p.sums(len(unknown), func(i int, crc uint32) { unknown[i].summed, unknown[i].crc = true, crc })
	}
}

// files reads the list of files.
func (p *parser) files() []entry {
	n := p.count()
	if int64(n) > p.limits.Entries {
		p.fail(ErrEntries)
	}
	if p.err != nil {
		return nil
	}
	list := make([]entry, n)
	var empty []*entry
	for id := p.byte(); id != idEnd && p.err == nil; id = p.byte() {
		in := &parser{data: p.raw(p.number())}
		switch id {
		case idEmptyStream:
			for i, yes := range in.bits(n) {
				if yes && !list[i].empty {
					list[i].empty, list[i].Folder = true, true
					empty = append(empty, &list[i])
				}
			}
		case idEmptyFile:
			for i, yes := range in.bits(len(empty)) {
				empty[i].Folder = !yes
			}
		case idAnti:
			for i, yes := range in.bits(len(empty)) {
				empty[i].Anti = yes
			}
		case idNames:
			in.internal()
			for i := range list {
				list[i].Name = in.name()
			}
		case idAttributes:
			defined := in.defined(n)
			in.internal()
			for i, yes := range defined {
				if yes {
					if b := in.raw(4); b != nil {
						list[i].Attributes = binary.LittleEndian.Uint32(b)
					}
				}
			}
		}
		if in.err != nil {
			p.fail(in.err)
		}
	}
	return list
}

// name reads letters of two bytes up to a zero.
func (p *parser) name() string {
	var units []uint16
	for {
		b := p.raw(2)
		if b == nil || b[0] == 0 && b[1] == 0 {
			return string(utf16.Decode(units))
		}
		units = append(units, binary.LittleEndian.Uint16(b))
	}
}
