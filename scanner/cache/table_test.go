// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cache

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
)

func made(n int, used func(i int) uint32) (list []entry) {
	for i := range n {
		list = append(list, entry{sha256.Sum256(fmt.Append(nil, i)), used(i), fmt.Append(nil, "value ", i)})
	}
	return list
}

// Of more than fits, what was not used for longest is left out.
func TestOldestLeave(t *testing.T) {
	list := made(100, func(i int) uint32 { return uint32(100 + i) })
	data := makeTable(list, headerSize+50*(entrySize+9))
	tab := openTable(data)
	if tab.count() != 50 {
		t.Fatalf("%d entries", tab.count())
	}
	for i, e := range made(100, func(i int) uint32 { return uint32(100 + i) }) {
		value, used, ok := tab.get(e.key)
		if ok != (i >= 50) || ok && (used != e.used || !bytes.Equal(value, e.value)) {
			t.Errorf("%d: %v %d %q", i, ok, used, value)
		}
	}
}

// Keys are found however they lie, and others are not.
func TestFind(t *testing.T) {
	for _, n := range []int{0, 1, 2, 300, 5000} {
		list := made(n, func(int) uint32 { return 1 })
		for i := range list {
			if list[i].key[0] = 'k'; i%3 == 0 { // many that begin alike
				copy(list[i].key[1:], bytes.Repeat([]byte{byte(i % 7 * 42)}, 6))
			}
		}
		tab := openTable(makeTable(slices.Clone(list), 1<<20))
		if tab.count() != n {
			t.Fatalf("%d of %d entries", tab.count(), n)
		}
		for _, e := range list {
			if value, _, ok := tab.get(e.key); !ok || !bytes.Equal(value, e.value) {
				t.Fatalf("of %d: %x is not found", n, e.key)
			}
			e.key[31]++
			if _, _, ok := tab.get(e.key); ok {
				t.Fatalf("of %d: %x is found", n, e.key)
			}
		}
	}
}

// An entry that is used long after it was written is as good as new.
func TestRefresh(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	s := Open(dir, "build", 0)
	const sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	s.today -= 30
	s.Put(sum, "", []byte("value"))
	s.Close()
	used := func() uint32 {
		s := Open(dir, "build", 0)
		defer s.root.Close()
		k, _ := s.key(sum, "")
		_, used, ok := s.read(shardName(k[0])).get(k)
		if !ok {
			t.Fatal("not there")
		}
		return used
	}
	for _, c := range []struct{ ahead, want uint32 }{{25, 30}, {24, 30}, {20, 20}, {14, 20}, {0, 0}} {
		s := Open(dir, "build", 0)
		s.today -= c.ahead
		if value, ok := s.Get(sum, ""); !ok || string(value) != "value" {
			t.Fatalf("%q %v", value, ok)
		}
		s.Close()
		if got := today() - used(); got != c.want {
			t.Errorf("%d days ago: used %d days ago, want %d", c.ahead, got, c.want)
		}
	}
}

// FuzzTable: whatever stands in a shard, only entries that are whole come out of it, and nothing
// else is written again.
func FuzzTable(f *testing.F) {
	f.Add(makeTable(made(20, func(int) uint32 { return 1 }), 1<<20), uint16(0), byte(0))
	f.Add(makeTable(made(3, func(i int) uint32 { return uint32(i) }), 1<<20), uint16(9), byte(255))
	f.Add([]byte(magic+"\xff\xff\xff\xff"), uint16(3), byte(1))
	f.Fuzz(func(t *testing.T, data []byte, at uint16, by byte) {
		if len(data) > 0 {
			data = bytes.Clone(data)
			data[int(at)%len(data)] ^= by
		}
		tab := openTable(data)
		all := tab.all()
		for _, e := range all {
			if len(e.value) > MaxValue || len(e.value) > len(data) {
				t.Fatalf("a value of %d bytes in %d", len(e.value), len(data))
			}
			tab.get(e.key)
		}
		again := openTable(makeTable(all, 1<<20))
		if again.count() > len(all) {
			t.Fatalf("%d entries of %d", again.count(), len(all))
		}
		for _, e := range again.all() {
			if value, used, ok := again.get(e.key); !ok || used != e.used || !bytes.Equal(value, e.value) {
				t.Fatalf("%x: %q %d %v, not %q %d", e.key, value, used, ok, e.value, e.used)
			}
		}
		if n := len(again.all()); n != again.count() {
			t.Fatalf("%d of %d entries are whole", n, again.count())
		}
	})
}
