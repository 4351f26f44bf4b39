// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cache

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/crc32"
	"math/bits"
	"slices"
	"sort"
)

// A table is a shard as it is on disk, all numbers little-endian:
//
//	magic     8 bytes
//	count     uint32
//	entries   count times, in order of their keys:
//	          key 32 bytes, start uint32, length uint32, used uint32, checksum uint32
//	values    one behind the other; an entry's start counts from the first byte of these
//
// Used is the day on which an entry was last asked for, or seven days before the next one at most. The
// checksum is over key, used and value. What does not fit is passed over, entry by entry.
type table struct {
	entries []byte
	values  []byte
}

const (
	magic      = "LZLcach1"
	headerSize = len(magic) + 4
	entrySize  = 32 + 4*4
)

// openTable is the table in some bytes; it is empty if they are none.
func openTable(data []byte) (t table) {
	if len(data) < headerSize || string(data[:len(magic)]) != magic {
		return t
	}
	count := uint64(binary.LittleEndian.Uint32(data[len(magic):]))
	data = data[headerSize:]
	if count*entrySize > uint64(len(data)) {
		return t
	}
	return table{entries: data[:count*entrySize], values: data[count*entrySize:]}
}

func (t table) count() int { return len(t.entries) / entrySize }

func (t table) key(i int) []byte { return t.entries[i*entrySize : i*entrySize+len(key{})] }

// get finds the value of a key, and the day it was last used.
func (t table) get(k key) (value []byte, used uint32, ok bool) {
	i, found := t.find(k)
	if !found {
		return nil, 0, false
	}
	return t.at(i)
}

// maxSteps bounds how far from its guess a key is sought one by one.
const maxSteps = 256

// find gives the index of a key. Keys are digests, of which a shard has as many of one beginning as of another: so a key says itself, behind
// the byte that all have, about where it lies, and from there it is a few steps.
func (t table) find(k key) (i int, found bool) {
	if t.count() == 0 {
		return 0, false
	}
	guess, _ := bits.Mul64(binary.BigEndian.Uint64(k[1:]), uint64(t.count()))
	i = int(guess)
	steps := 0
	for ; i > 0 && steps < maxSteps && bytes.Compare(t.key(i), k[:]) > 0; i-- {
		steps++
	}
	for ; i < t.count()-1 && steps < maxSteps && bytes.Compare(t.key(i), k[:]) < 0; i++ {
		steps++
	}
	if steps == maxSteps { // no digests, or not of this shard
		return sort.Find(t.count(), func(i int) int { return bytes.Compare(k[:], t.key(i)) })
	}
	return i, bytes.Equal(t.key(i), k[:])
}

// at gives the value of an entry if it is whole.
func (t table) at(i int) (value []byte, used uint32, ok bool) {
	e := t.entries[i*entrySize:][:entrySize]
	numbers := e[len(key{}):]
	start, length := uint64(binary.LittleEndian.Uint32(numbers)), uint64(binary.LittleEndian.Uint32(numbers[4:]))
	used = binary.LittleEndian.Uint32(numbers[8:])
	if length > MaxValue || start+length > uint64(len(t.values)) {
		return nil, 0, false
	}
	value = t.values[start : start+length : start+length]
	return value, used, checksum(key(e[:len(key{})]), used, value) == binary.LittleEndian.Uint32(numbers[12:])
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(k key, used uint32, value []byte) uint32 {
	var head [len(k) + 4]byte
	copy(head[:], k[:])
	binary.LittleEndian.PutUint32(head[len(k):], used)
	return crc32.Update(crc32.Checksum(head[:], castagnoli), castagnoli, value)
}

// An entry is what a table is made of.
type entry struct {
	key   key
	used  uint32
	value []byte
}

// all gives the entries that are whole.
func (t table) all() []entry {
	list := make([]entry, 0, t.count())
	for i := range t.count() {
		if value, used, ok := t.at(i); ok {
			list = append(list, entry{key(t.key(i)), used, value})
		}
	}
	return list
}

// makeTable writes entries, of those with the same key one. Of more than limit bytes those that were not
// used for longest are left out.
func makeTable(list []entry, limit int) []byte {
	slices.SortFunc(list, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.used, a.used), bytes.Compare(a.key[:], b.key[:]))
	})
	size := headerSize
	for i, e := range list {
		if size += entrySize + len(e.value); size > limit {
			list = list[:i]
			break
		}
	}
	slices.SortFunc(list, func(a, b entry) int { return bytes.Compare(a.key[:], b.key[:]) })
	list = slices.CompactFunc(list, func(a, b entry) bool { return a.key == b.key })
	data := make([]byte, 0, min(size, limit))
	data = append(data, magic...)
	data = binary.LittleEndian.AppendUint32(data, uint32(len(list)))
	start := 0
	for _, e := range list {
		data = append(data, e.key[:]...)
		for _, n := range [...]uint32{uint32(start), uint32(len(e.value)), e.used, checksum(e.key, e.used, e.value)} {
			data = binary.LittleEndian.AppendUint32(data, n)
		}
		start += len(e.value)
	}
	for _, e := range list {
		data = append(data, e.value...)
	}
	return data
}
