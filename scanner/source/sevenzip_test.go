// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/source"
)

// Each of these archives was made by 7-Zip 26.02 of the same files; their contents have checksums.
func TestSevenZip(t *testing.T) {
	for _, name := range []string{"lzma", "lzma2", "ppmd", "bzip2", "deflate", "bcj", "bcj2", "arm", "armt", "arm64", "ppc", "sparc", "delta", "separate"} {
		w := walkData(t, source.Options{}, "x", readTestdata(t, name+".7z"))
		equal(t, name, w.paths(), []string{"code", "d/hello.txt", "empty"})
		equal(t, name, w.issues(), []string{"note link-outside target=../../x @out"})
		if w.text("d/hello.txt") != "hello\n" || w.entries["code"].SHA256 != "41a8a1a91d61dfb7c94cf7fe09de8d249e0675a5ad6e6d9fc4158c5a2db58fbb" || w.Subject.Kind != "archive" {
			t.Errorf("%s: %+v", name, w.entries["d/hello.txt"])
		}
	}
	for name, want := range map[string][]string{
		"deflate64":       {"unread archive-method @code", "unread archive-method @d/hello.txt", "unread archive-method @out"},
		"encrypted":       {"unread entry-encrypted @code", "unread entry-encrypted @d/hello.txt", "unread entry-encrypted @out"},
		"encrypted-names": {"unread archive-encrypted @"},
	} {
		w := walkData(t, source.Options{}, "x", readTestdata(t, name+".7z"))
		equal(t, name, w.issues(), want)
	}
	stdin := readTestdata(t, "lzma2.7z")
	w := walk(t, source.Options{Stdin: bytes.NewReader(stdin)}, "-")
	equal(t, "stdin", w.paths(), []string{"code", "d/hello.txt", "empty"})
	w = walkData(t, source.Options{}, "x", makeZip(t, member{name: "a.7z", data: string(stdin)}))
	equal(t, "nested", w.paths(), []string{"a.7z", "a.7z!/code", "a.7z!/d/hello.txt", "a.7z!/empty"})
	w = walkData(t, source.Options{}, "x", append(bytes.Clone(stdin), "more"...))
	equal(t, "trailing", w.issues("archive-trailing"), []string{"unread archive-trailing @"})
	w = walkData(t, source.Options{Exclude: []source.Pattern{{Glob: "code"}}}, "x", stdin)
	equal(t, "excluded", w.paths(), []string{"d/hello.txt", "empty"})
}

// A seven is an archive of contents that are not packed, of which the table may lie.
type seven struct {
	members []member
	method  []byte // the coder, as the format has it; nil is to copy
	size    []byte // of the block, as a number; nil is right
	count   []byte // of files; nil is right
	streams []byte // number of contents; nil is right
	packed  []byte // what the block lies in; nil: the contents
	crc     uint32 // added to each checksum
	start   func([]byte)
}

// sevenNumber writes a number with nine bytes.
func sevenNumber(n uint64) []byte { return binary.LittleEndian.AppendUint64([]byte{0xff}, n) }

func orElse(b []byte, n int) []byte {
	if b == nil {
		return sevenNumber(uint64(n))
	}
	return b
}

func (s seven) bytes() []byte {
	var block, sizes, sums, names, attributes []byte
	for i, m := range s.members {
		block = append(block, m.data...)
		if i < len(s.members)-1 {
			sizes = append(sizes, sevenNumber(uint64(len(m.data)))...)
		}
		sums = binary.LittleEndian.AppendUint32(sums, crc32.ChecksumIEEE([]byte(m.data))+s.crc)
		for _, r := range m.name {
			names = append(names, byte(r), byte(r>>8))
		}
		names = append(names, 0, 0)
		attributes = binary.LittleEndian.AppendUint32(attributes, uint32(m.mode)<<16|0x8000)
	}
	if s.method == nil {
		s.method = []byte{1, 1, 0}
	}
	size := len(block)
	if s.packed != nil {
		block = s.packed
	}
	header := slices.Concat([]byte{1, 4, 6, 0, 1, 9}, sevenNumber(uint64(len(block))), []byte{0},
		[]byte{7, 0xb, 1, 0}, s.method, []byte{0xc}, orElse(s.size, size), []byte{0},
		[]byte{8, 0xd}, orElse(s.streams, len(s.members)), []byte{9}, sizes, []byte{0xa, 1}, sums, []byte{0},
		[]byte{0, 5}, orElse(s.count, len(s.members)), []byte{0x11}, sevenNumber(uint64(len(names)+1)), []byte{0}, names,
		[]byte{0x15}, sevenNumber(uint64(len(attributes)+2)), []byte{1, 0}, attributes, []byte{0, 0})
	return sevenFile(block, header, s.start)
}

func sevenFile(block, header []byte, change func([]byte)) []byte {
	start := binary.LittleEndian.AppendUint64(nil, uint64(len(block)))
	start = binary.LittleEndian.AppendUint64(start, uint64(len(header)))
	start = binary.LittleEndian.AppendUint32(start, crc32.ChecksumIEEE(header))
	if change != nil {
		change(start)
	}
	out := binary.LittleEndian.AppendUint32([]byte("7z\xbc\xaf\x27\x1c\x00\x04"), crc32.ChecksumIEEE(start))
	return slices.Concat(out, start, block, header)
}

func TestHostileSevenZip(t *testing.T) {
	var members []member
	want := []string{"dup", "dup~2"}
	for _, h := range hostileNames {
		members = append(members, member{name: h.raw, data: h.raw})
		want = append(want, h.clean)
	}
	slices.Sort(want)
	w := walkData(t, source.Options{}, "x", seven{members: append(members, member{name: "dup"}, member{name: "dup"})}.bytes())
	equal(t, "names", w.paths(), want)

	two := []member{{name: "a", data: "first"}, {name: "b", data: "second"}}
	lzma := func(dictionary uint32) []byte {
		return append([]byte{1, 0x23, 3, 1, 1, 5, 0x5d}, binary.LittleEndian.AppendUint32(nil, dictionary)...)
	}
	huge := sevenNumber(1 << 62)
	for name, test := range map[string]struct {
		archive seven
		paths   string
		issues  []string
	}{
		"as it should be": {seven{members: two}, "a b", nil},
		"links": {seven{members: []member{{name: "in", data: "b", mode: 0o120777}, {name: "out", data: "/etc/passwd", mode: 0o120777}, {name: "b", data: "no\npath", mode: 0o120777}, {name: "c", data: "content", mode: 0o20777}}}, "b c",
			[]string{"note links count=1 @", "note link-outside target=/etc/passwd @out"}},
		"sums":                      {seven{members: two, crc: 1}, "a b", []string{"unread entry-corrupt @a", "unread entry-corrupt @b"}},
		"4 GiB of files":            {seven{members: two, count: sevenNumber(1 << 32)}, "", []string{"unread archive-corrupt @"}},
		"more than any number":      {seven{members: two, count: sevenNumber(1<<64 - 1)}, "", []string{"unread archive-corrupt @"}},
		"as many contents":          {seven{members: two, streams: huge}, "", []string{"unread archive-entries limit=500000 @"}},
		"contents without a file":   {seven{members: two, streams: sevenNumber(1)}, "", []string{"unread archive-corrupt @"}},
		"an enormous block":         {seven{members: two, size: sevenNumber(1 << 40)}, "", []string{"unread entry-ratio limit=200 @a", "unread entry-ratio limit=200 @b"}},
		"a block that is larger":    {seven{members: two, size: sevenNumber(1000)}, "a b", []string{"unread archive-corrupt @"}},
		"a block that is smaller":   {seven{members: two, size: sevenNumber(3)}, "", []string{"unread archive-corrupt @"}},
		"a dictionary of 4 GiB":     {seven{members: two, method: lzma(1<<32 - 1), packed: []byte("no lzma")}, "", []string{"unread entry-corrupt @a", "unread entry-corrupt @b"}},
		"memory":                    {seven{members: two, method: lzma(1<<32 - 1), size: sevenNumber(1 << 29), packed: make([]byte, 3<<20)}, "", []string{"unread archive-memory limit=335544320 @a", "unread archive-memory limit=335544320 @b"}},
		"memory for PPMd":           {seven{members: two, method: []byte{1, 0x23, 3, 4, 1, 5, 6, 0xff, 0xff, 0xff, 0xff}}, "", []string{"unread archive-memory limit=335544320 @a", "unread archive-memory limit=335544320 @b"}},
		"no such method":            {seven{members: two, method: []byte{1, 1, 0x77}}, "", []string{"unread archive-method @a", "unread archive-method @b"}},
		"encrypted":                 {seven{members: two, method: []byte{1, 4, 6, 0xf1, 7, 1}}, "", []string{"unread entry-encrypted @a", "unread entry-encrypted @b"}},
		"no coder":                  {seven{members: two, method: []byte{0}}, "", []string{"unread archive-corrupt @"}},
		"a coder that feeds itself": {seven{members: two, method: []byte{2, 1, 0, 1, 0, 0, 0}}, "", []string{"unread archive-corrupt @"}},
		"a thousand coders":         {seven{members: two, method: slices.Repeat([]byte{100}, 1000)}, "", []string{"unread archive-corrupt @"}},
		"properties without end":    {seven{members: two, method: append([]byte{1, 0x21, 0}, huge...)}, "", []string{"unread archive-corrupt @"}},
		"start beyond the end":      {seven{members: two, start: func(b []byte) { b[7] = 0x7f }}, "", []string{"unread archive-truncated @"}},
		"start below zero":          {seven{members: two, start: func(b []byte) { b[7] = 0xff }}, "", []string{"unread archive-truncated @"}},
		"a table without end":       {seven{members: two, start: func(b []byte) { b[15] = 0xff }}, "", []string{"unread archive-truncated @"}},
		"a sum of the table":        {seven{members: two, start: func(b []byte) { b[16]++ }}, "", []string{"unread archive-corrupt @"}},
	} {
		w := walkData(t, source.Options{}, "x", test.archive.bytes())
		if got := strings.Join(w.paths(), " "); got != test.paths {
			t.Errorf("%s: paths %s", name, got)
		}
		equal(t, name, w.issues(), test.issues)
	}

	// A gigabyte that is really there would be 1 GiB of the disk; one of which the table says so is refused like it.
	big := seven{members: []member{{name: "a", data: strings.Repeat("x", 2000)}, {name: "b", data: "b"}}}.bytes()
	w = walkData(t, source.Options{Limits: source.Limits{Entry: 1000}}, "x", big)
	equal(t, "entry", w.issues(), []string{"unread entry-too-large limit=1000 size=2000 @a"})
	equal(t, "entry", w.paths(), []string{"b"})
	w = walkData(t, source.Options{Limits: source.Limits{Total: 1000}}, "x", big)
	equal(t, "total", w.issues(), []string{"unread archive-total limit=1000 @"})
	w = walkData(t, source.Options{Limits: source.Limits{Entries: 1}}, "x", big)
	equal(t, "entries", w.issues(), []string{"unread archive-entries limit=1 @"})
	deep := seven{members: two}.bytes()
	for range 6 {
		deep = seven{members: []member{{name: "x", data: string(deep)}}}.bytes()
	}
	equal(t, "deep", walkData(t, source.Options{}, "x", deep).issues(), []string{"unread archive-nested limit=4 @x!/x!/x!/x"})
	header := bytes.Repeat([]byte{0x17, 6, 0, 1, 9, 0, 0, 7, 0xb, 1, 0, 1, 1, 0, 0xc, 0, 0, 0}, 1)
	equal(t, "an empty table in a table", walkData(t, source.Options{}, "x", sevenFile(nil, header, nil)).issues(), []string{"unread archive-corrupt @"})

	whole := readTestdata(t, "lzma2.7z")
	for i := 1; i < 8; i++ {
		w := walkData(t, source.Options{}, "x", whole[:len(whole)*i/8])
		equal(t, fmt.Sprint(i, "/8"), w.issues(), []string{"unread archive-truncated @"})
	}
}

// mendSums makes the sums of the tables right again, or nothing but them would be tried.
func mendSums(data []byte) {
	offset, length := binary.LittleEndian.Uint64(data[12:]), binary.LittleEndian.Uint64(data[20:])
	if room := uint64(len(data) - 32); offset <= room && length <= room-offset {
		binary.LittleEndian.PutUint32(data[28:], crc32.ChecksumIEEE(data[32+offset:32+offset+length]))
		binary.LittleEndian.PutUint32(data[8:], crc32.ChecksumIEEE(data[12:32]))
	}
}

// Whatever bytes are wrong, an archive ends, with the same result each time.
func TestDamagedSevenZips(t *testing.T) {
	names, err := filepath.Glob("testdata/*.7z")
	if err != nil || len(names) == 0 {
		t.Fatal("no archives: ", err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range names {
		whole := readTestdata(t, strings.TrimPrefix(name, "testdata/"))
		for range 25 {
			data := bytes.Clone(whole)
			for range 1 + random.IntN(4) {
				data[12+random.IntN(len(data)-12)] = byte(random.IntN(256))
			}
			mendSums(data)
			sameTwice(t, data)
		}
	}
}

func FuzzSevenZip(f *testing.F) {
	names, err := filepath.Glob("testdata/*.7z")
	if err != nil || len(names) == 0 {
		f.Fatal("no archives: ", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, uint16(40), byte(3))
	}
	f.Add(seven{members: []member{{name: "a", data: "first"}, {name: "b", data: "second"}}}.bytes(), uint16(50), byte(0))
	f.Fuzz(func(t *testing.T, data []byte, at uint16, flip byte) {
		if len(data) < 32 {
			return
		}
		data = bytes.Clone(data)
		data[32+int(at)%(len(data)-31)-1] ^= flip
		mendSums(data)
		sameTwice(t, data)
	})
}
