// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rpm_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/adler32"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"lizenzlotse/scanner/rpm"
)

// read gives the names of the packages in a database, and its errors.
func read(data []byte) (names []string, faults []error) {
	for b, err := range rpm.Headers(data) {
		if err == nil {
			var h *rpm.Header
			if h, err = rpm.ParseHeader(b); err == nil {
				names = append(names, h.String(rpm.Name))
				continue
			}
		}
		faults = append(faults, err)
	}
	return names, faults
}

func packages() [][]byte {
	return [][]byte{header(text(rpm.Name, "one")), header(text(rpm.Name, "two"), text(rpm.Summary, strings.Repeat("long ", 400))), header(text(rpm.Name, "three"))}
}

// Databases with the same three packages, of which the second does not fit into a page.
var databases = map[rpm.Format]func() []byte{
	rpm.SQLite:     func() []byte { return makeSQLite(packages()) },
	rpm.NDB:        func() []byte { return makeNDB(packages()) },
	rpm.BerkeleyDB: func() []byte { return makeBDB(binary.LittleEndian, packages()) },
}

func varint(n int) []byte {
	if n < 0x80 {
		return []byte{byte(n)}
	}
	return []byte{byte(n>>7) | 0x80, byte(n & 0x7f)}
}

const sqlitePage = 512

// makeSQLite makes a database with an index and a table of an inner page with a leaf for each package.
func makeSQLite(headers [][]byte) []byte {
	record := func(columns ...any) []byte {
		var types, values []byte
		for _, c := range columns {
			switch c := c.(type) {
			case nil:
				types = append(types, 0)
			case int:
				types, values = append(types, 1), append(values, byte(c))
			case string:
				types, values = append(types, varint(13+2*len(c))...), append(values, c...)
			case []byte:
				types, values = append(types, varint(12+2*len(c))...), append(values, c...)
			}
		}
		return append(append([]byte{byte(1 + len(types))}, types...), values...)
	}
	var pages [][]byte
	add := func() []byte {
		p := make([]byte, sqlitePage)
		pages = append(pages, p)
		return p
	}
	put := func(p, head []byte, rows ...[]byte) {
		end := len(p)
		binary.BigEndian.PutUint16(head[3:], uint16(len(rows)))
		for i, row := range rows {
			end -= len(row)
			copy(p[end:], row)
			binary.BigEndian.PutUint16(head[8:][2*i:], uint16(end))
			if head[0] == 5 {
				binary.BigEndian.PutUint16(head[12:][2*i:], uint16(end))
			}
		}
	}
	cell := func(n int, data []byte) []byte { return slices.Concat(varint(len(data)), varint(n), data) }
	first, root := add(), add()
	copy(first, "SQLite format 3\x00\x02\x00\x01\x01\x00\x40\x20\x20")
	head := first[100:]
	head[0] = 13
	put(first, head, cell(1, record("table", "Other", "Other", 9, "x")), cell(2, record("index", "Packages", "Packages", 8, "x")), cell(3, record("table", "Packages", "Packages", 2, "x")))
	root[0] = 5
	var children [][]byte
	for i, h := range headers {
		leaf := add()
		number := len(pages)
		leaf[0] = 13
		data := record(nil, h)
		row := cell(i, data)
		if limit := sqlitePage - 35; len(data) > limit {
			least := (sqlitePage-12)*32/255 - 23
			local := least + (len(data)-least)%(sqlitePage-4)
			if local > limit {
				local = least
			}
			row = binary.BigEndian.AppendUint32(slices.Concat(varint(len(data)), varint(i), data[:local]), uint32(number+1))
			for rest := data[local:]; len(rest) > 0; {
				p := add()
				n := copy(p[4:], rest)
				if rest = rest[n:]; len(rest) > 0 {
					binary.BigEndian.PutUint32(p, uint32(len(pages)+1))
				}
			}
		}
		put(leaf, leaf, row)
		if i == len(headers)-1 {
			binary.BigEndian.PutUint32(root[8:], uint32(number))
			continue
		}
		children = append(children, append(binary.BigEndian.AppendUint32(nil, uint32(number)), byte(i)))
	}
	end := len(root)
	binary.BigEndian.PutUint16(root[3:], uint16(len(children)))
	for i, c := range children {
		end -= len(c)
		copy(root[end:], c)
		binary.BigEndian.PutUint16(root[12+2*i:], uint16(end))
	}
	binary.BigEndian.PutUint32(first[28:], uint32(len(pages)))
	return bytes.Join(pages, nil)
}

func makeNDB(headers [][]byte) []byte {
	b := make([]byte, 4096)
	le := binary.LittleEndian
	copy(b, "RpmP")
	le.PutUint32(b[12:], 1)
	for at := 32; at < 4096; at += 16 {
		copy(b[at:], "Slot")
	}
	for i, h := range headers {
		slot := b[32+16*2*i:] // each second one is free
		blob := le.AppendUint32([]byte("BlbS"), uint32(i+1))
		blob = le.AppendUint32(le.AppendUint32(blob, 5), uint32(len(h)))
		blob = append(blob, h...)
		for (len(blob)+12)%16 > 0 {
			blob = append(blob, 0)
		}
		blob = le.AppendUint32(blob, adler32.Checksum(blob))
		blob = append(le.AppendUint32(blob, uint32(len(h))), "BlbE"...)
		for n, v := range []int{i + 1, len(b) / 16, len(blob) / 16} {
			le.PutUint32(slot[4+4*n:], uint32(v))
		}
		b = append(b, blob...)
	}
	return b
}

const bdbPage = 512

func makeBDB(order interface {
	binary.ByteOrder
	binary.AppendByteOrder
}, headers [][]byte) []byte {
	var pages [][]byte
	add := func(kind byte) []byte {
		p := make([]byte, bdbPage)
		order.PutUint32(p[8:], uint32(len(pages)))
		p[25] = kind
		pages = append(pages, p)
		return p
	}
	meta, bucket := add(8), add(13)
	order.PutUint32(meta[12:], 0x061561)
	order.PutUint32(meta[16:], 9)
	order.PutUint32(meta[20:], bdbPage)
	items := [][]byte{order.AppendUint32([]byte{1}, 0), order.AppendUint32([]byte{1}, 77)} // how many there were
	for i, h := range headers {
		items = append(items, order.AppendUint32([]byte{1}, uint32(i+1)))
		if len(h) < 200 {
			items = append(items, append([]byte{1}, h...))
			continue
		}
		items = append(items, order.AppendUint32(order.AppendUint32([]byte{3, 0, 0, 0}, uint32(len(pages))), uint32(len(h))))
		for rest := h; len(rest) > 0; {
			p := add(7)
			n := copy(p[26:], rest)
			order.PutUint16(p[22:], uint16(n))
			if rest = rest[n:]; len(rest) > 0 {
				order.PutUint32(p[16:], uint32(len(pages)))
			}
		}
	}
	end := bdbPage
	order.PutUint16(bucket[20:], uint16(len(items)))
	for i, item := range items {
		end -= len(item)
		copy(bucket[end:], item)
		order.PutUint16(bucket[26+2*i:], uint16(end))
	}
	add(0)
	order.PutUint32(meta[32:], uint32(len(pages)-1))
	return bytes.Join(pages, nil)
}

func TestHeaders(t *testing.T) {
	for form, data := range databases {
		names, faults := read(data())
		if !slices.Equal(names, []string{"one", "two", "three"}) || len(faults) > 0 || rpm.Identify(data()) != form {
			t.Errorf("%s, taken for %q: %q, %v", form, rpm.Identify(data()), names, faults)
		}
	}
	if names, faults := read(makeBDB(binary.BigEndian, packages())); len(names) != 3 || len(faults) > 0 {
		t.Errorf("of a machine that has the highest byte first: %q, %v", names, faults)
	}
	if names, faults := read([]byte("text")); len(names) != 0 || len(faults) != 1 {
		t.Errorf("no database: %q, %v", names, faults)
	}
}

// TestOfRPM reads a database that rpm 4.18 made of the packages in ../source/testdata/rpm.
func TestOfRPM(t *testing.T) {
	f, err := os.Open("testdata/rpmdb.sqlite.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	names, faults := read(data)
	slices.Sort(names)
	if !slices.Equal(names, []string{"beispiel", "beispiel-lib"}) || len(faults) > 0 {
		t.Errorf("%q, %v", names, faults)
	}
}

func TestDamaged(t *testing.T) {
	for _, test := range []struct {
		form  rpm.Format
		name  string
		edit  func(b []byte) []byte
		names []string
		fault error
	}{
		{rpm.SQLite, "page size 0", set(16, 0, 0), nil, rpm.ErrFormat},
		{rpm.SQLite, "page size 511", set(16, 1, 255), nil, rpm.ErrFormat},
		{rpm.SQLite, "nothing of a page is used", set(20, 255), nil, rpm.ErrFormat},
		{rpm.SQLite, "only its head", cut(99), nil, io.ErrUnexpectedEOF},
		{rpm.SQLite, "fewer pages than it says", cut(-512), []string{"one", "two"}, io.ErrUnexpectedEOF},
		{rpm.SQLite, "more pages than there are", set(28, 255, 255, 255, 255), []string{"one", "two", "three"}, io.ErrUnexpectedEOF},
		{rpm.SQLite, "a tree that leads to itself", set(512+8, 0, 0, 0, 2), []string{"one", "two"}, rpm.ErrFormat},
		{rpm.SQLite, "a tree that leads out", set(512+8, 255, 255, 255, 255), []string{"one", "two"}, rpm.ErrFormat},
		{rpm.SQLite, "a tree that leads nowhere", set(512+8, 0, 0, 0, 0), []string{"one", "two"}, rpm.ErrFormat},
		{rpm.SQLite, "no page of a table", set(2*512, 99), []string{"two", "three"}, rpm.ErrFormat},
		{rpm.SQLite, "more rows than fit", set(2*512+3, 255, 255), []string{"two", "three"}, rpm.ErrFormat},
		{rpm.SQLite, "a row behind the end of its page", set(2*512+8, 1, 255), []string{"two", "three"}, rpm.ErrFormat},
		{rpm.SQLite, "overflow that leads to itself", set(4*512, 0, 0, 0, 5), []string{"one", "three"}, rpm.ErrFormat},
		{rpm.SQLite, "overflow that leads into the tree", set(4*512, 0, 0, 0, 2), []string{"one", "three"}, rpm.ErrFormat},
		{rpm.SQLite, "overflow that ends", set(4*512, 0, 0, 0, 0), []string{"one", "three"}, rpm.ErrFormat},
		{rpm.SQLite, "no table of packages", func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("Packages"), []byte("Paketeee")) }, nil, rpm.ErrFormat},

		{rpm.NDB, "only its head", cut(31), nil, io.ErrUnexpectedEOF},
		{rpm.NDB, "another version", set(4, 1), nil, rpm.ErrFormat},
		{rpm.NDB, "no slots", set(12, 0), nil, io.ErrUnexpectedEOF},
		{rpm.NDB, "more slots than there are bytes", set(12, 255, 255, 255, 255), []string{"one", "two", "three"}, io.ErrUnexpectedEOF},
		{rpm.NDB, "a slot that is none", set(32, 'X'), []string{"two", "three"}, rpm.ErrFormat},
		{rpm.NDB, "a slot of another package", set(36, 9), []string{"two", "three"}, rpm.ErrFormat},
		{rpm.NDB, "a slot that leads out", set(40, 255, 255, 255, 255), []string{"two", "three"}, rpm.ErrFormat},
		{rpm.NDB, "more blocks than there are", set(44, 255, 255, 255, 255), []string{"two", "three"}, rpm.ErrFormat},
		{rpm.NDB, "no block", set(44, 0, 0, 0, 0), []string{"two", "three"}, rpm.ErrFormat},
		{rpm.NDB, "a length that is another", set(4096+12, 255, 255), []string{"two", "three"}, rpm.ErrFormat},
		{rpm.NDB, "content that was changed", set(4096+45, 'x'), []string{"two", "three"}, rpm.ErrFormat},
		{rpm.NDB, "cut off", cut(-1), []string{"one", "two"}, rpm.ErrFormat},

		{rpm.BerkeleyDB, "page size 0", set(20, 0, 0, 0, 0), nil, rpm.ErrFormat},
		{rpm.BerkeleyDB, "page size 2^31", set(20, 0, 0, 0, 128), nil, rpm.ErrFormat},
		{rpm.BerkeleyDB, "encrypted", set(24, 1), nil, rpm.ErrFormat},
		{rpm.BerkeleyDB, "cut off", cut(-513), []string{"one", "three"}, io.ErrUnexpectedEOF},
		{rpm.BerkeleyDB, "fewer pages than it says", set(32, 255, 255, 255, 255), []string{"one", "two", "three"}, io.ErrUnexpectedEOF},
		{rpm.BerkeleyDB, "more items than fit", set(512+20, 255, 255), nil, rpm.ErrFormat},
		{rpm.BerkeleyDB, "a key without data", set(512+20, 7), nil, rpm.ErrFormat},
		{rpm.BerkeleyDB, "an item behind the end of its page", set(512+26, 255, 255), nil, rpm.ErrFormat},
		{rpm.BerkeleyDB, "overflow that leads to itself", set(2*512+16, 2, 0, 0, 0), []string{"one", "three"}, rpm.ErrFormat},
		{rpm.BerkeleyDB, "overflow that ends", set(2*512+16, 0, 0, 0, 0), []string{"one", "three"}, rpm.ErrFormat},
		{rpm.BerkeleyDB, "overflow into a bucket", set(2*512+16, 1, 0, 0, 0), []string{"one", "three"}, rpm.ErrFormat},
		{rpm.BerkeleyDB, "a piece of nothing", set(2*512+22, 0, 0), []string{"one", "three"}, rpm.ErrFormat},
		{rpm.BerkeleyDB, "a piece larger than its page", set(2*512+22, 255, 255), []string{"one", "three"}, rpm.ErrFormat},
	} {
		names, faults := read(test.edit(databases[test.form]()))
		if !slices.Equal(names, test.names) || len(faults) == 0 || !slices.ContainsFunc(faults, func(err error) bool { return errors.Is(err, test.fault) }) {
			t.Errorf("%s, %s: %q, %v", test.form, test.name, names, faults)
		}
	}
}

func set(at int, to ...byte) func([]byte) []byte {
	return func(b []byte) []byte {
		copy(b[at:], to)
		return b
	}
}

func cut(at int) func([]byte) []byte {
	return func(b []byte) []byte {
		if at < 0 {
			return b[:len(b)+at]
		}
		return b[:at]
	}
}

// TestShared: rows and slots that lie on one another do not make a database larger than it is.
func TestShared(t *testing.T) {
	one := header(text(rpm.Name, "one"), text(rpm.Summary, strings.Repeat("x", 400)))
	b := makeNDB([][]byte{header(text(rpm.Name, "one"), text(rpm.Summary, strings.Repeat("x", 20_000)))})
	for at := 48; at < 4096; at += 16 {
		copy(b[at:], b[32:48])
	}
	s := makeSQLite([][]byte{one, one})
	leaf := s[2*512:][:512]
	for i := range 20 {
		copy(leaf[8+2*i:], leaf[8:10])
	}
	leaf[4] = 20
	for name, data := range map[string][]byte{"ndb": b, "sqlite": s} {
		sum := 0
		faults := 0
		for header, err := range rpm.Headers(data) {
			if sum += len(header); err != nil {
				faults++
			}
		}
		if sum > len(data) || faults == 0 {
			t.Errorf("%s: %d bytes of headers out of %d, %d faults", name, sum, len(data), faults)
		}
	}
}

func FuzzHeaders(f *testing.F) {
	for _, data := range databases {
		f.Add(data())
	}
	f.Add(makeBDB(binary.BigEndian, packages()))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		sum, count := 0, 0
		for header, err := range rpm.Headers(data) {
			sum += len(header)
			count++
			if err != nil {
				_ = fmt.Sprint(err)
			}
		}
		if sum > len(data) || count > len(data)+1 || time.Since(start) > 2*time.Second {
			t.Errorf("%d bytes of %d headers out of %d in %v", sum, count, len(data), time.Since(start))
		}
	})
}
