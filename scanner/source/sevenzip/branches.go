// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sevenzip

import (
	"encoding/binary"
	"io"
)

// A filter makes the addresses in machine code relative again; at is where the bytes lie in the stream. It gives how many of
// them it has done with; the others come again, with more behind them.
type filter func(b []byte, at uint32) int

// branches are the filters by the bytes that stand for them, of which some have two. They are made anew for each stream.
var branches = map[string]func() filter{
	"\x03\x03\x01\x03": newX86, "\x04": newX86,
	"\x03\x03\x02\x05": stateless(4, powerPC), "\x05": stateless(4, powerPC),
	"\x03\x03\x05\x01": stateless(4, arm), "\x07": stateless(4, arm),
	"\x03\x03\x07\x01": newThumb, "\x08": newThumb,
	"\x03\x03\x08\x05": stateless(4, sparc), "\x09": stateless(4, sparc),
	"\x0a": stateless(4, arm64),
}

// stateless is a filter that looks at each instruction alone, of so many bytes.
func stateless(length int, convert func(b []byte, at uint32)) func() filter {
	return func() filter {
		return func(b []byte, at uint32) int {
			i := 0
			for ; i+length <= len(b); i += length {
				convert(b[i:i+length], at+uint32(i))
			}
			return i
		}
	}
}

func arm(b []byte, at uint32) {
	if b[3] == 0xEB { // BL
		n := binary.LittleEndian.Uint32(b)<<2 - (at + 8)
		binary.LittleEndian.PutUint32(b, 0xEB000000|n>>2&0xffffff)
	}
}

func arm64(b []byte, at uint32) {
	n := binary.LittleEndian.Uint32(b)
	switch {
	case n>>26 == 0x25: // BL
		n = 0x94000000 | (n-at>>2)&0x3ffffff
	case n&0x9f000000 == 0x90000000: // ADRP, within 512 MiB
		address := n>>29&3 | n>>3&0x1ffffc
		if (address+0x20000)&0x1c0000 != 0 {
			return
		}
		address -= at >> 12
		n = n&0x9000001f | address&3<<29 | address&0x3fffc<<3 | -(address&0x20000)&0xe00000
	}
	binary.LittleEndian.PutUint32(b, n)
}

func powerPC(b []byte, at uint32) {
	n := binary.BigEndian.Uint32(b)
	if n>>26 == 0x12 && n&3 == 1 { // bl
		binary.BigEndian.PutUint32(b, 0x48000001|(n&0x3fffffc-at)&0x3fffffc)
	}
}

func sparc(b []byte, at uint32) {
	n := binary.BigEndian.Uint32(b)
	if n>>22 == 0x100 || n>>22 == 0x1ff { // call, forwards or backwards
		n = (n<<2 - at) >> 2
		binary.BigEndian.PutUint32(b, 0x40000000|-(n>>22&1)<<22&0x3fffffff|n&0x3fffff)
	}
}

func newThumb() filter {
	return func(b []byte, at uint32) int {
		i := 0
		for ; i+4 <= len(b); i += 2 {
			if b[i+1]&0xF8 != 0xF0 || b[i+3]&0xF8 != 0xF8 { // BL, in two halves
				continue
			}
			n := uint32(b[i+1]&7)<<19 | uint32(b[i])<<11 | uint32(b[i+3]&7)<<8 | uint32(b[i+2])
			n = (n<<1 - (at + uint32(i) + 4)) >> 1
			b[i], b[i+1], b[i+2], b[i+3] = byte(n>>11), 0xF0|byte(n>>19)&7, byte(n), 0xF8|byte(n>>8)&7
			i += 2
		}
		return i
	}
}

// newX86 undoes calls and jumps, E8 and E9 with four bytes behind it. Whether one counts depends on those that were seen
// within the last bytes in front of it: mask has a bit for each of these places.
func newX86() filter {
	mask, last := uint32(0), uint32(0xfffffffb)
	return func(b []byte, at uint32) int {
		i := 0
		for i+5 <= len(b) {
			if b[i]&0xfe != 0xe8 {
				i++
				continue
			}
			here := at + uint32(i)
			if distance := here - last; distance > 5 {
				mask = 0
			} else {
				for range distance {
					mask = mask & 0x77 << 1
				}
			}
			last = here
			if seen := mask >> 1; !extreme(b[i+4]) || seen >= 0x10 || seen&7 == 3 || seen&7 > 4 {
				mask |= 1
				if extreme(b[i+4]) {
					mask |= 0x10
				}
				i++
				continue
			}
			n := relative(binary.LittleEndian.Uint32(b[i+1:]), here+5, mask)
			n = n&0x1ffffff | -(n>>24&1)<<24 // the highest byte is the sign
			binary.LittleEndian.PutUint32(b[i+1:], n)
			i, mask = i+5, 0
		}
		return i
	}
}

// extreme reports whether a byte is the upper one of an address that is not far away.
func extreme(b byte) bool { return b == 0 || b == 0xff }

func relative(n, from, mask uint32) uint32 {
	for {
		address := n - from
		if mask == 0 {
			return address
		}
		shift := map[uint32]uint32{0: 24, 1: 16, 2: 8, 4: 8}[mask>>1]
		if mask>>1 == 4 {
			shift = 0
		}
		if !extreme(byte(address >> shift)) {
			return address
		}
		n = address ^ (1<<(shift+8) - 1)
	}
}

// A branch reads through a filter.
type branch struct {
	r     io.Reader
	undo  filter
	at    uint32
	buf   []byte
	start int // of what is not yet given
	done  int // up to where the filter has done with it
	err   error
}

func newBranch(r io.Reader, undo func() filter, properties []byte) (io.Reader, error) {
	b := &branch{r: r, undo: undo(), buf: make([]byte, 0, 64<<10)}
	switch len(properties) {
	case 0:
	case 4:
		b.at = binary.LittleEndian.Uint32(properties)
	default:
		return nil, ErrMethod
	}
	return b, nil
}

func (b *branch) Read(p []byte) (int, error) {
	for b.start == b.done {
		if b.err != nil {
			return 0, b.err
		}
		b.buf = append(b.buf[:0], b.buf[b.start:]...)
		b.start = 0
		var n int
		n, b.err = io.ReadFull(b.r, b.buf[len(b.buf):cap(b.buf)])
		if b.buf = b.buf[:len(b.buf)+n]; b.err == io.ErrUnexpectedEOF {
			b.err = io.EOF
		}
		b.done = b.undo(b.buf, b.at)
		b.at += uint32(b.done)
		if b.err != nil {
			b.done = len(b.buf) // what is too short for an instruction stays as it is
		}
	}
	n := copy(p, b.buf[b.start:b.done])
	b.start += n
	return n, nil
}
