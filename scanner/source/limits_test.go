// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"archive/tar"
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lizenzlotse/scanner/source"
)

func numbered(n int, data string) []member {
	var list []member
	for i := range n {
		list = append(list, member{name: fmt.Sprintf("%03d", i), data: data})
	}
	return list
}

func TestLimits(t *testing.T) {
	zeros := strings.Repeat("0", 3<<20)
	thousand := strings.Repeat("some text\n", 100)
	ten := numbered(10, thousand)
	bomb := append(numbered(2, "x"), member{name: "bomb", data: zeros}, member{name: "z", data: "after"})
	deep := []byte("bottom")
	for i := range 6 {
		deep = makeZip(t, member{name: fmt.Sprint(6 - i), data: string(deep)})
	}
	inner := string(makeZip(t, ten...))
	several := makeZip(t, member{name: "a.zip", data: inner}, member{name: "b.zip", data: inner}, member{name: "c.zip", data: inner})

	tests := []struct {
		name    string
		limits  source.Limits
		data    []byte
		entries int
		issues  []string
	}{
		{"entry in zip", source.Limits{Entry: 999}, makeZip(t, append(ten[:1:1], member{name: "z", data: "z"})...), 1,
			[]string{"unread entry-too-large limit=999 size=1000 @000"}},
		{"entry in tar", source.Limits{Entry: 999}, makeTar(t, append(ten[:1:1], member{name: "z", data: "z"})...), 1,
			[]string{"unread entry-too-large limit=999 size=1000 @000"}},
		{"entry in gzip", source.Limits{Entry: 999}, makeGzip(t, []byte(thousand)), 0,
			[]string{"unread entry-too-large limit=999 size=1000 @x"}},
		{"ratio in zip", source.Limits{}, makeZip(t, bomb...), 3, []string{"unread entry-ratio limit=200 @bomb"}},
		{"ratio in tar", source.Limits{}, makeTar(t, bomb...), 4, nil},
		{"ratio in tar.gz", source.Limits{}, makeGzip(t, makeTar(t, bomb...)), 2, []string{"unread archive-ratio limit=200 @"}},
		{"ratio in gzip", source.Limits{}, makeGzip(t, []byte(zeros)), 0, []string{"unread archive-ratio limit=200 @"}},
		{"total in zip", source.Limits{Total: 5500}, makeZip(t, ten...), 5, []string{"unread archive-total limit=5500 @"}},
		{"total in tar", source.Limits{Total: 1536*5 + 100}, makeTar(t, ten...), 5, []string{"unread archive-total limit=7780 @"}},
		{"total in nested", source.Limits{Total: 3*int64(len(inner)) + 12_500}, several, 3 + 12, []string{"unread archive-total limit=" + fmt.Sprint(3*len(inner)+12_500) + " @"}},
		{"entries in zip", source.Limits{Entries: 4}, makeZip(t, ten...), 4, []string{"unread archive-entries limit=4 @"}},
		{"entries in tar", source.Limits{Entries: 4}, makeTar(t, ten...), 4, []string{"unread archive-entries limit=4 @"}},
		{"entries in nested", source.Limits{Entries: 15}, several, 3 + 12, []string{"unread archive-entries limit=15 @"}},
		{"nesting", source.Limits{}, deep, 4, []string{"unread archive-nested limit=4 @1!/2!/3!/4"}},
		{"nesting of one", source.Limits{Nesting: 1}, deep, 1, []string{"unread archive-nested limit=1 @1"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := walkData(t, source.Options{Limits: test.limits}, "x", test.data)
			if len(w.entries) != test.entries {
				t.Errorf("%d entries, want %d: %v", len(w.entries), test.entries, w.paths())
			}
			equal(t, "issues", w.issues(), test.issues)
		})
	}

	// In a folder each archive has a budget of its own.
	dir := t.TempDir()
	write(t, dir, "a.zip", makeZip(t, ten...))
	write(t, dir, "b.zip", makeZip(t, ten...))
	w := walk(t, source.Options{Limits: source.Limits{Total: 10_000}}, dir)
	equal(t, "issues", w.issues(), nil)
	w = walk(t, source.Options{Limits: source.Limits{Total: 9_999}}, dir)
	equal(t, "issues", w.issues(), []string{"unread archive-total limit=9999 @a.zip", "unread archive-total limit=9999 @b.zip"})
}

// A table of contents that is far longer than the limit of entries is not taken into memory.
func TestLongDirectory(t *testing.T) {
	w := walkData(t, source.Options{Limits: source.Limits{Entries: 10}}, "x", makeZip(t, numbered(3000, "")...))
	equal(t, "paths", w.paths(), nil)
	equal(t, "issues", w.issues(), []string{"unread archive-entries limit=10 @"})
}

// A bomb of entries that all have the same content ends at the limit of all bytes.
func TestOverlappingZip(t *testing.T) {
	var noise strings.Builder
	for i := range 200_000 {
		fmt.Fprint(&noise, i*i%997)
	}
	data := makeZip(t, member{name: "000", data: noise.String()})
	end := bytes.LastIndex(data, []byte("PK\x05\x06"))
	directory := bytes.LastIndex(data, []byte("PK\x01\x02"))
	const copies = 1000
	overlapping := bytes.Clone(data[:directory])
	for range copies {
		overlapping = append(overlapping, data[directory:end]...)
	}
	record := bytes.Clone(data[end:])
	binary.LittleEndian.PutUint16(record[8:], copies)
	binary.LittleEndian.PutUint16(record[10:], copies)
	binary.LittleEndian.PutUint32(record[12:], uint32(copies*(end-directory)))
	overlapping = append(overlapping, record...)

	total := int64(noise.Len()) * 10
	w := walkData(t, source.Options{Limits: source.Limits{Total: total}}, "x", overlapping)
	if len(w.entries) != 10 {
		t.Errorf("%d entries", len(w.entries))
	}
	equal(t, "issues", w.issues("archive-total"), []string{fmt.Sprintf("unread archive-total limit=%d @", total)})
}

// The holes of sparse files cost nothing in the archive and everything in memory.
func TestSparseTar(t *testing.T) {
	const size = 1 << 20
	block := make([]byte, 512)
	copy(block, "sparse")
	octal := func(at, width int, n int64) { copy(block[at:], fmt.Sprintf("%0*o", width-1, n)) }
	octal(100, 8, 0o644)
	octal(124, 12, 0)
	octal(136, 12, 0)
	block[156] = tar.TypeGNUSparse
	copy(block[257:], "ustar  ")
	octal(386, 12, size) // one piece without bytes, at the end
	octal(398, 12, 0)
	octal(483, 12, size)
	copy(block[148:], "        ")
	sum := int64(0)
	for _, b := range block {
		sum += int64(b)
	}
	octal(148, 7, sum)
	data := append(bytes.Repeat(block, 100), make([]byte, 1024)...)
	w := walkData(t, source.Options{Limits: source.Limits{Total: 10 * size}}, "x", data)
	if len(w.entries) < 5 || len(w.entries) > 10 {
		t.Errorf("%d entries: %v", len(w.entries), w.issues())
	}
	equal(t, "issues", w.issues("archive-total"), []string{fmt.Sprintf("unread archive-total limit=%d @", 10*size)})
}

func FuzzWalkArchive(f *testing.F) {
	files := []member{{name: "a/b", data: "text"}, {name: "../c", data: strings.Repeat("x", 3000)}, {name: "d", data: `{"spdxVersion":"x"}`}}
	z, t := makeZip(f, files...), makeTar(f, files...)
	for _, data := range [][]byte{
		z, t, makeGzip(f, t), makeGzip(f, []byte("text")), packers["xz"](f, t), packers["zstd"](f, t), packers["xz, many blocks"](f, bytes.Repeat([]byte("text"), 999)), z[:len(z)/2], t[:len(t)-1024], readTestdata(f, "two-files.tar.bz2"),
		makeZip(f, member{name: "z", data: string(z)}, member{name: "t", data: string(t)}), append([]byte("#!"), z...),
		makeTar(f, member{name: "l", kind: tar.TypeSymlink, link: "../x"}, member{name: "z", data: string(z)}),
	} {
		f.Add(data)
	}
	limits := source.Limits{Total: 1 << 20, Entry: 1 << 18, Entries: 1000, Nesting: 3}
	f.Fuzz(func(t *testing.T, data []byte) {
		o := source.Options{Stdin: bytes.NewReader(data), Limits: limits, Workers: 2}
		first := walk(t, o, "-") // fails where a path comes twice
		for p, e := range first.entries {
			for name := range strings.SplitSeq(p, "/") {
				if name == "" || name == "." || name == ".." || strings.ContainsAny(name, "\\\x00\n") {
					t.Errorf("path %q", p)
				}
			}
			if e.Depth > limits.Nesting || e.Size > limits.Entry || e.SHA256 != sha256Hex(e.Data) {
				t.Errorf("%+v", e)
			}
		}
		o.Stdin = bytes.NewReader(data)
		second := walk(t, o, "-")
		equal(t, "paths", second.paths(), first.paths())
		equal(t, "issues", second.issues(), first.issues())
	})
}

func BenchmarkArchive(b *testing.B) {
	text := strings.Repeat("A line of some source code; // with a comment\n", 60)
	var members []member
	for i := range 1000 {
		members = append(members, member{name: fmt.Sprintf("%02d/%d.go", i%10, i), data: text[:i%len(text)]})
	}
	for _, bench := range []struct {
		name string
		data []byte
	}{{"zip", makeZip(b, members...)}, {"tar", makeTar(b, members...)}, {"tar.gz", makeGzip(b, makeTar(b, members...))}} {
		b.Run(bench.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "bid")
			if err := os.WriteFile(path, bench.data, 0o644); err != nil {
				b.Fatal(err)
			}
			o := source.Options{Limits: source.Limits{Ratio: 1 << 20}} // these texts repeat themselves
			b.ReportAllocs()
			for b.Loop() {
				w, err := source.Walk(b.Context(), []string{path}, o, func(*source.Entry) error { return nil })
				if err != nil || w.Files != 1000 {
					b.Fatal(w, err)
				}
				b.SetBytes(w.Bytes)
			}
		})
	}
}

func BenchmarkFolder(b *testing.B) {
	dir := b.TempDir()
	text := bytes.Repeat([]byte("A line of some source code; // with a comment\n"), 60)
	for i := range 10_000 {
		write(b, dir, fmt.Sprintf("%02d/%02d/%d.go", i%10, i/10%10, i), text[:i%len(text)])
	}
	b.ResetTimer()
	for b.Loop() {
		w, err := source.Walk(b.Context(), []string{dir}, source.Options{}, func(*source.Entry) error { return nil })
		if err != nil || w.Files != 10_000 {
			b.Fatal(w, err)
		}
		b.SetBytes(w.Bytes)
	}
	b.ReportMetric(float64(10_000*b.N)/b.Elapsed().Seconds(), "files/s")
}
