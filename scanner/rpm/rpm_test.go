// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rpm_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lizenzlotse/scanner/rpm"
)

// A field is a tag of a header as it stands in the index, with its data or at a place of its own.
type field struct {
	tag, kind, count uint32
	data             string
	offset           int64 // where it is not that of the data; 0: it is
}

func text(tag rpm.Tag, s string) field { return field{uint32(tag), 6, 1, s + "\x00", 0} }

func texts(tag rpm.Tag, list ...string) field {
	return field{uint32(tag), 8, uint32(len(list)), strings.Join(list, "\x00") + "\x00", 0}
}

func numbers(tag rpm.Tag, list ...uint32) field {
	f := field{tag: uint32(tag), kind: 4, count: uint32(len(list))}
	for _, n := range list {
		f.data += string(binary.BigEndian.AppendUint32(nil, n))
	}
	return f
}

// header makes one as it stands in a database.
func header(fields ...field) []byte {
	var index, store []byte
	for _, f := range fields {
		for len(store)%8 > 0 {
			store = append(store, 0)
		}
		offset := uint32(len(store))
		if f.offset != 0 {
			offset = uint32(f.offset)
		}
		for _, n := range []uint32{f.tag, f.kind, offset, f.count} {
			index = binary.BigEndian.AppendUint32(index, n)
		}
		store = append(store, f.data...)
	}
	b := binary.BigEndian.AppendUint32(nil, uint32(len(fields)))
	b = binary.BigEndian.AppendUint32(b, uint32(len(store)))
	return append(append(b, index...), store...)
}

// file makes a package file with an empty header of signatures that is padded.
func file(head []byte, payload string) []byte {
	b := append([]byte("\xed\xab\xee\xdb\x03\x00"), make([]byte, 90)...)
	b = append(b, rpm.HeaderMagic...)
	b = append(b, header(field{1000, 7, 3, "abc", 0})...)
	b = append(b, make([]byte, 5)...)
	return append(append(append(b, rpm.HeaderMagic...), head...), payload...)
}

func TestOpen(t *testing.T) {
	head := header(text(rpm.Name, "beispiel"))
	whole := file(head, "the payload")
	r := bytes.NewReader(whole)
	h, size, err := rpm.Open(r)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(h)
	rest, _ := io.ReadAll(r)
	if err != nil || string(data) != rpm.HeaderMagic+string(head) || size != int64(len(data)) || string(rest) != "the payload" {
		t.Errorf("%q of %d bytes, then %q, %v", data, size, rest, err)
	}
	for n := range len(whole) - len("the payload") {
		h, size, err := rpm.Open(bytes.NewReader(whole[:n]))
		if err != nil {
			if err != io.ErrUnexpectedEOF {
				t.Fatalf("cut at %d: %v", n, err)
			}
			continue
		}
		if data, _ := io.ReadAll(h); int64(len(data)) >= size {
			t.Fatalf("cut at %d: nothing is missing", n)
		}
	}
	at := 96 // of the signatures
	for _, test := range []struct {
		name string
		at   int
		to   string
		want error
	}{
		{"lead", 0, "x", rpm.ErrFormat},
		{"signatures", at, "x", rpm.ErrFormat},
		{"more tags than there may be", at + 8, "\xff\xff\xff\xff", rpm.ErrTooLarge},
		{"more data than there may be", at + 12, "\xff\xff\xff\xff", rpm.ErrTooLarge},
		{"more data than there is", at + 12, "\x03\x00\x00\x00", io.ErrUnexpectedEOF},
		{"tags by which 32 bits overflow", at + 8, "\x10\x00\x00\x01", rpm.ErrTooLarge},
	} {
		damaged := bytes.Clone(whole)
		copy(damaged[test.at:], test.to)
		if _, _, err := rpm.Open(bytes.NewReader(damaged)); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
}

func TestHeader(t *testing.T) {
	data := append([]byte(rpm.HeaderMagic), header(
		field{63, 7, 16, strings.Repeat("x", 16), 0}, // what was signed
		field{100, 8, 2, "C\x00de\x00", 0},
		text(rpm.Name, "beispiel"), text(rpm.Version, "1.0"), text(rpm.License, "MIT"), text(rpm.License, "ISC"),
		field{uint32(rpm.Summary), 9, 2, "An example\x00Ein Beispiel\x00", 0},
		texts(rpm.RequireNames, "a", "b"), numbers(rpm.Epoch, 7),
		field{uint32(rpm.FileModes), 3, 2, "\x81\xa4\x41\xed", 0},
		field{uint32(rpm.LongFileSizes), 5, 1, "\x00\x00\x00\x01\x00\x00\x00\x02", 0},
		text(rpm.URL, "\xff"),
	)...)
	h, err := rpm.ParseHeader(data)
	if err != nil || len(h.Faults()) > 0 {
		t.Fatal(err, h.Faults())
	}
	if got := []string{h.String(rpm.Name), h.String(rpm.Version), h.String(rpm.Summary), h.String(rpm.RequireNames), h.String(rpm.Vendor), h.String(rpm.Epoch), h.String(rpm.URL)}; !slices.Equal(got,
		[]string{"beispiel", "1.0", "An example", "a", "", "", "\uFFFD"}) {
		t.Errorf("%q", got)
	}
	got := h.Variants(rpm.License)
	if len(got) != 2 || got[0].Value != "MIT" || got[1].Value != "ISC" || string(data[got[1].Start:][:4]) != "ISC\x00" {
		t.Errorf("%v", got)
	}
	if got := h.Strings(rpm.RequireNames); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("%q", got)
	}
	for tag, want := range map[rpm.Tag][]uint64{rpm.Epoch: {7}, rpm.FileModes: {0o100644, 0o40755}, rpm.LongFileSizes: {1<<32 + 2}, rpm.Name: nil} {
		if got := h.Numbers(tag); !slices.Equal(got, want) {
			t.Errorf("%d: %d, want %d", tag, got, want)
		}
	}
}

func TestHeaderFaults(t *testing.T) {
	name := text(rpm.Name, "beispiel")
	for _, test := range []struct {
		name   string
		data   []byte
		err    error
		faults int
	}{
		{"nothing", nil, io.ErrUnexpectedEOF, 0},
		{"no tags", header(), rpm.ErrFormat, 0},
		{"cut off", header(name)[:30], io.ErrUnexpectedEOF, 0},
		{"too large", []byte("\x00\x00\x00\x01\x04\x00\x00\x00"), rpm.ErrTooLarge, 0},
		{"more tags than there are", append([]byte{0, 0, 0x80}, header(name)[3:]...), io.ErrUnexpectedEOF, 0},
		{"offset below zero", header(name, field{uint32(rpm.License), 6, 1, "", -8}), nil, 1},
		{"offset behind the end", header(name, field{uint32(rpm.License), 6, 1, "", 1 << 20}), nil, 1},
		{"more numbers than there are", header(name, field{uint32(rpm.License), 5, math.MaxUint32, "", 0}), nil, 1},
		{"more texts than there are", header(name, field{uint32(rpm.License), 8, 1 << 30, "MIT\x00", 0}), nil, 1},
		{"no value", header(name, field{uint32(rpm.License), 6, 0, "MIT\x00", 0}), nil, 1},
		{"unknown type", header(name, field{uint32(rpm.License), 77, 1, "MIT\x00", 0}), nil, 1},
		{"text without an end", header(name, field{uint32(rpm.License), 6, 1, "MIT", 0}), nil, 1},
		{"fewer texts than it says", header(name, field{uint32(rpm.License), 8, 3, "MIT\x00ISC\x00", 0}, field{9999, 7, 4, "\xff\xff\xff\xff", 0}), nil, 1},
	} {
		h, err := rpm.ParseHeader(test.data)
		if err != test.err {
			t.Errorf("%s: %v, want %v", test.name, err, test.err)
			continue
		}
		if err != nil {
			continue
		}
		h.Strings(rpm.License)
		if got := h.Faults(); len(got) != test.faults || h.String(rpm.Name) != "beispiel" {
			t.Errorf("%s: %v, name %q", test.name, got, h.String(rpm.Name))
		}
	}
}

// TestHeaderCost: what a header says of its values costs no more than it has.
func TestHeaderCost(t *testing.T) {
	zeros := strings.Repeat("\x00", 16<<20)
	fields := []field{{uint32(rpm.Name), 8, 16 << 20, zeros, 0}}
	for range 60_000 {
		fields = append(fields, field{uint32(rpm.License), 8, 16 << 20, "", 8})
	}
	data := header(fields...)
	allocated := testing.AllocsPerRun(1, func() {
		start := time.Now()
		h, err := rpm.ParseHeader(data)
		if err != nil {
			t.Fatal(err)
		}
		h.Strings(rpm.Name)
		h.Variants(rpm.License)
		h.Numbers(rpm.FileModes)
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("took %v", d)
		}
	})
	if allocated > 200_000 {
		t.Errorf("%v allocations", allocated)
	}
}

func TestFiles(t *testing.T) {
	sizes := field{tag: uint32(rpm.LongFileSizes), kind: 5, count: 4, data: "\x00\x00\x00\x00\x00\x00\x00\x09\x00\x00\x00\x02\x00\x00\x00\x00" +
		"\x00\x00\x00\x00\x00\x00\x00\x09\x00\x00\x00\x00\x00\x00\x10\x00"}
	all := []field{
		sizes, texts(rpm.BaseNames, "a", "large", "b", "etc"), texts(rpm.DirNames, "/usr/", "/"), numbers(rpm.DirIndexes, 0, 0, 0, 1),
		numbers(rpm.FileModes, 0o100644, 0o100644, 0o100644, 0o40755), numbers(rpm.FileInodes, 1, 2, 1, 3), numbers(rpm.FileDevices, 1, 1, 1, 1),
	}
	parse := func(fields ...field) []rpm.File {
		h, err := rpm.ParseHeader(header(fields...))
		if err != nil {
			t.Fatal(err)
		}
		return h.Files()
	}
	want := []rpm.File{{"/usr/a", 0o100644, 0, true}, {"/usr/large", 0o100644, 2 << 32, false}, {"/usr/b", 0o100644, 9, false}, {"/etc", 0o40755, 0, false}}
	if got := parse(all...); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	for i, f := range all[:6] {
		damaged := slices.Clone(all)
		f.count--
		f.tag = all[i].tag
		damaged[i] = f
		if got := parse(damaged...); got != nil && rpm.Tag(f.tag) != rpm.DirNames {
			t.Errorf("%d with one value less: %v", f.tag, got)
		}
	}
	long := slices.Clone(all)
	long[2] = texts(rpm.DirNames, strings.Repeat("/x", 5000), "/")
	if got := parse(long...); got != nil {
		t.Error("a folder that nothing can have")
	}
}

func FuzzHeader(f *testing.F) {
	f.Add(header(text(rpm.Name, "a"), texts(rpm.BaseNames, "a", "b"), numbers(rpm.DirIndexes, 0, 0), texts(rpm.DirNames, "/")))
	f.Add(file(header(text(rpm.Name, "a")), "x")[96:])
	files, _ := filepath.Glob("../source/testdata/rpm/*.rpm")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		h, _, err := rpm.Open(bytes.NewReader(data))
		if err != nil {
			f.Fatal(err)
		}
		data, _ = io.ReadAll(h)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := rpm.ParseHeader(data)
		if err != nil {
			return
		}
		for tag := rpm.Tag(1000); tag < 1130; tag++ {
			h.String(tag)
			h.Strings(tag)
			h.Numbers(tag)
			h.Variants(tag)
		}
		h.Files()
		h.IsSource()
		if len(h.Faults()) > 20 {
			t.Errorf("%d faults", len(h.Faults()))
		}
	})
}
