// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sevenzip

import (
	"encoding/binary"
	"math"
)

const (
	idEnd               = 0x00
	idHeader            = 0x01
	idProperties        = 0x02
	idAdditionalStreams = 0x03
	idMainStreams       = 0x04
	idFiles             = 0x05
	idPackInfo          = 0x06
	idUnpackInfo        = 0x07
	idSubStreams        = 0x08
	idSize              = 0x09
	idCRC               = 0x0A
	idFolder            = 0x0B
	idUnpackSize        = 0x0C
	idNumUnpackStream   = 0x0D
	idEmptyStream       = 0x0E
	idEmptyFile         = 0x0F
	idAnti              = 0x10
	idNames             = 0x11
	idAttributes        = 0x15
	idEncodedHeader     = 0x17

	maxCoders = 32 // of a folder, as 7-Zip has it
)

// A parser reads a table of contents. After the first fault everything it gives is zero; every count is bounded by what is
// left, so that a lie costs nothing.
type parser struct {
	data   []byte
	limits Limits
	room   int64 // bytes in front of the table of contents, in which all streams lie
	err    error
}

// streams are what lies in an archive, in order.
type streams struct {
	folders []*folder
}

// A folder is a block: packed streams that go through coders, and the contents that come out.
type folder struct {
	coders   []coder
	binds    map[int]int // number of an input → number of the output that it is fed by
	inputs   map[int]int // number of an input → index in packed
	packed   []extent
	sizes    []int64 // of what comes out of each coder
	last     int     // number of the output that none takes in
	summed   bool
	crc      uint32
	contents []content
}

// An extent is a part of the file.
type extent struct{ at, length int64 }

type content struct {
	size   int64
	summed bool
	crc    uint32
}

// An entry is a file with what tells whether it has a content.
type entry struct {
	File
	empty bool
}

func (f *folder) size() int64 { return f.sizes[f.last] }

func (p *parser) fail(err error) {
	if p.err == nil {
		p.err = err
	}
	p.data = nil
}

func (p *parser) byte() byte {
	if len(p.data) == 0 {
		p.fail(ErrFormat)
		return 0
	}
	b := p.data[0]
	p.data = p.data[1:]
	return b
}

func (p *parser) raw(n int64) []byte {
	if n < 0 || n > int64(len(p.data)) {
		p.fail(ErrFormat)
		return nil
	}
	b := p.data[:n]
	p.data = p.data[n:]
	return b
}

// number reads a number of one to nine bytes: as many bits of the first are set as bytes follow it.
func (p *parser) number() int64 {
	first := p.byte()
	value, mask := uint64(0), byte(0x80)
	for i := range 8 {
		if first&mask == 0 {
			value |= uint64(first&(mask-1)) << (8 * i)
			break
		}
		value |= uint64(p.byte()) << (8 * i)
		mask >>= 1
	}
	if value > math.MaxInt64 {
		p.fail(ErrFormat)
		return 0
	}
	return int64(value)
}

// count reads how many things follow, of which each takes at least a byte.
func (p *parser) count() int {
	n := p.number()
	if n > int64(len(p.data)) {
		p.fail(ErrFormat)
		return 0
	}
	return int(n)
}

// bits reads n bits, the highest of a byte first.
func (p *parser) bits(n int) []bool {
	b := p.raw(int64(n+7) / 8)
	if p.err != nil {
		return make([]bool, n)
	}
	list := make([]bool, n)
	for i := range list {
		list[i] = b[i/8]&(0x80>>(i%8)) != 0
	}
	return list
}

// defined reads which of n values are there.
func (p *parser) defined(n int) []bool {
	if p.byte() == 0 {
		return p.bits(n)
	}
	list := make([]bool, n)
	for i := range list {
		list[i] = true
	}
	return list
}

// sums reads the checksums of those of n streams that have one.
func (p *parser) sums(n int, set func(i int, crc uint32)) {
	for i, ok := range p.defined(n) {
		if !ok {
			continue
		}
		if b := p.raw(4); b != nil {
			set(i, binary.LittleEndian.Uint32(b))
		}
	}
}

// internal reads whether what follows stands here. It may lie in a stream of its own, which no program is known to do.
func (p *parser) internal() {
	if p.byte() != 0 {
		p.fail(ErrMethod)
	}
}

func (p *parser) header() (s streams, files []entry) {
	id := p.byte()
	if id == idProperties {
		for p.byte() != idEnd && p.err == nil {
			p.raw(p.number())
		}
		id = p.byte()
	}
	if id == idAdditionalStreams {
		p.streams()
		id = p.byte()
	}
	if id == idMainStreams {
		s = p.streams()
		id = p.byte()
	}
	if id == idFiles {
		files = p.files()
		id = p.byte()
	}
	if id != idEnd {
		p.fail(ErrFormat)
	}
	return s, files
}

func (p *parser) streams() (s streams) {
	var packed []extent
	id := p.byte()
	if id == idPackInfo {
		packed = p.packInfo()
		id = p.byte()
	}
	if id == idUnpackInfo {
		s.folders = p.unpackInfo(packed)
		id = p.byte()
	}
	for _, f := range s.folders { // unless something else is said
		f.contents = []content{{size: f.size(), summed: f.summed, crc: f.crc}}
	}
	if id == idSubStreams {
		p.subStreams(s.folders)
		id = p.byte()
	}
	if id != idEnd {
		p.fail(ErrFormat)
	}
	return s
}

// packInfo reads where the packed streams lie: one behind the other.
func (p *parser) packInfo() []extent {
	at, n := p.number(), p.count()
	list := make([]extent, 0, n)
	for id := p.byte(); id != idEnd && p.err == nil; id = p.byte() {
		switch id {
		case idSize:
			for range n {
				length := p.number()
				if at > p.room || length > p.room-at {
					p.fail(ErrFormat)
				}
				if p.err != nil || len(list) == n {
					return nil
				}
				list = append(list, extent{startLength + at, length})
				at += length
			}
		case idCRC:
			p.sums(n, func(int, uint32) {})
		default:
			p.fail(ErrFormat)
		}
	}
	return list
}

func (p *parser) unpackInfo(packed []extent) []*folder {
	if p.byte() != idFolder {
		p.fail(ErrFormat)
	}
	n := p.count()
	p.internal()
	list := make([]*folder, 0, min(n, 1024))
	for range n {
		f := p.folder()
		if p.err != nil || len(f.inputs) > len(packed) {
			p.fail(ErrFormat)
			return nil
		}
		f.packed, packed = packed[:len(f.inputs)], packed[len(f.inputs):]
		list = append(list, f)
	}
	for id := p.byte(); id != idEnd && p.err == nil; id = p.byte() {
		switch id {
		case idUnpackSize:
			for _, f := range list {
				for i := range f.sizes {
					f.sizes[i] = p.number()
				}
			}
		case idCRC:
			p.sums(n, func(i int, crc uint32) { list[i].summed, list[i].crc = true, crc })
		default:
			p.fail(ErrFormat)
		}
	}
	return list
}

// folder reads how a block is packed. All coders have one output, as all that are known do.
func (p *parser) folder() *folder {
	f := &folder{binds: map[int]int{}, inputs: map[int]int{}}
	n, in := p.count(), 0
	if n < 1 || n > maxCoders {
		p.fail(ErrFormat)
		return f
	}
	for range n {
		flags := p.byte()
		c := coder{id: string(p.raw(int64(flags & 0xf))), first: in, inputs: 1}
		if flags&0x10 != 0 {
			if c.inputs = p.count(); c.inputs < 1 || c.inputs > maxCoders || p.number() != 1 {
				p.fail(ErrFormat)
			}
		}
		if flags&0x20 != 0 {
			c.properties = p.raw(p.number())
		}
		if flags&0xc0 != 0 {
			p.fail(ErrFormat)
		}
		in += c.inputs
		f.coders = append(f.coders, c)
	}
	f.sizes = make([]int64, n)
	taken := map[int]bool{}
	for range n - 1 {
		input, output := p.number(), p.number()
		_, twice := f.binds[int(input)]
		if p.err != nil || input >= int64(in) || output >= int64(n) || twice || taken[int(output)] {
			p.fail(ErrFormat)
			return f
		}
		f.binds[int(input)], taken[int(output)] = int(output), true
	}
	for f.last = 0; taken[f.last]; f.last++ {
	}
	free := in - (n - 1)
	for i := range free {
		input := int64(0)
		if free == 1 {
			for _, bound := f.binds[int(input)]; bound; _, bound = f.binds[int(input)] {
				input++
			}
		} else {
			input = p.number()
		}
		_, bound := f.binds[int(input)]
		_, twice := f.inputs[int(input)]
		if p.err != nil || input >= int64(in) || bound || twice {
			p.fail(ErrFormat)
			return f
		}
		f.inputs[int(input)] = i
	}
	if free < 1 {
		p.fail(ErrFormat)
	}
	return f
}
