// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sevenzip

import (
	"bufio"
	"encoding/binary"
	"io"
)

// A bcj2 puts x86 code together again, of which the targets of calls and of jumps lie in streams of their own; a fourth
// tells, by a range coder, which instructions have theirs there.
type bcj2 struct {
	code, calls, jumps, choice io.Reader

	width, value uint32
	chances      [2 + 256]uint32 // in 1/2048 that an instruction has not: jumps, conditional ones, and calls by the byte before
	written      uint32
	before       byte
	target       [4]byte // what of a target is not yet given
	left         int
}

func newBCJ2(in []*bufio.Reader) (io.Reader, error) {
	b := &bcj2{code: in[0], calls: in[1], jumps: in[2], choice: in[3], width: 0xffffffff}
	var start [5]byte
	if _, err := io.ReadFull(b.choice, start[:]); err != nil {
		return nil, ErrFormat
	}
	b.value = binary.BigEndian.Uint32(start[1:])
	for i := range b.chances {
		b.chances[i] = 1024
	}
	return b, nil
}

func (b *bcj2) Read(p []byte) (int, error) {
	for i := range p {
		if b.left > 0 {
			p[i] = b.target[len(b.target)-b.left]
			b.left--
			b.written++
			b.before = p[i]
			continue
		}
		if _, err := io.ReadFull(b.code, p[i:i+1]); err != nil {
			return i, err
		}
		b.written++
		chance := -1
		switch c := p[i]; {
		case c == 0xe8:
			chance = 2 + int(b.before)
		case c == 0xe9:
			chance = 0
		case b.before == 0x0f && c&0xf0 == 0x80:
			chance = 1
		}
		b.before = p[i]
		if chance < 0 {
			continue
		}
		elsewhere, err := b.choose(chance)
		if err != nil {
			return i + 1, err
		}
		if !elsewhere {
			continue
		}
		from := b.jumps
		if p[i] == 0xe8 {
			from = b.calls
		}
		if _, err := io.ReadFull(from, b.target[:]); err != nil {
			return i + 1, ErrFormat
		}
		binary.LittleEndian.PutUint32(b.target[:], binary.BigEndian.Uint32(b.target[:])-(b.written+4))
		b.left = len(b.target)
	}
	return len(p), nil
}

// choose reads a bit.
func (b *bcj2) choose(i int) (bool, error) {
	if b.width < 1<<24 {
		var next [1]byte
		if _, err := io.ReadFull(b.choice, next[:]); err != nil {
			return false, ErrFormat
		}
		b.width, b.value = b.width<<8, b.value<<8|uint32(next[0])
	}
	chance := &b.chances[i]
	bound := b.width >> 11 * *chance
	if b.value < bound {
		b.width = bound
		*chance += (2048 - *chance) >> 5
		return false, nil
	}
	b.width, b.value = b.width-bound, b.value-bound
	*chance -= *chance >> 5
	return true, nil
}
