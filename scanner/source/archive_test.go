// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/source"
)

func TestNested(t *testing.T) {
	jar := makeZip(t, member{name: "A.class", data: "\xca\xfe\xba\xbe\x00"}, member{name: "META-INF/", data: ""})
	tgz := makeGzip(t, makeTar(t, member{name: "dir/", kind: tar.TypeDir}, member{name: "dir/x.jar", data: string(jar)}, member{name: "z", data: "z"}))
	outer := makeZip(t, member{name: "1.txt", data: "1"}, member{name: "src/a.tar.gz", data: string(tgz)}, member{name: "bom.json.gz", data: string(makeGzip(t, []byte(`{"spdxVersion":"x"}`)))})
	for _, test := range []struct {
		name, prefix string
		depth        int
		data         []byte
	}{
		{"zip", "", 1, outer},
		{"zip in tar", "outer.zip!/", 2, makeTar(t, member{name: "outer.zip", data: string(outer)})},
	} {
		w := walkData(t, source.Options{}, "x", test.data)
		want := []string{"1.txt", "bom.json.gz", "bom.json.gz!/bom.json", "src/a.tar.gz", "src/a.tar.gz!/dir/x.jar", "src/a.tar.gz!/dir/x.jar!/A.class", "src/a.tar.gz!/z"}
		for i := range want {
			want[i] = test.prefix + want[i]
		}
		if test.prefix != "" {
			want = append([]string{strings.TrimSuffix(test.prefix, "!/")}, want...)
		}
		equal(t, test.name, w.paths(), want)
		equal(t, "issues", w.issues(), nil)
		if e := w.entries[test.prefix+"src/a.tar.gz!/dir/x.jar!/A.class"]; e.Depth != test.depth+2 || e.Kind != source.KindBinary {
			t.Errorf("class: %+v", e)
		}
		if e := w.entries[test.prefix+"bom.json.gz!/bom.json"]; e.Kind != source.KindSPDXJSON {
			t.Errorf("bom: %+v", e)
		}
	}
}

func TestBzip2(t *testing.T) {
	data := readTestdata(t, "two-files.tar.bz2")
	w := walkData(t, source.Options{}, "a", data)
	equal(t, "paths", w.paths(), []string{"b.txt", "docs/hello.txt"})
	equal(t, "issues", w.issues(), nil)
	if w.text("docs/hello.txt") != "hello\n" {
		t.Errorf("got %q", w.text("docs/hello.txt"))
	}
}

// A program may have a zip at its end, as an executable jar has.
func TestProgramWithZip(t *testing.T) {
	z := makeZip(t, member{name: "in/LICENSE", data: "text"})
	for _, head := range []string{"#!/bin/sh\nexec java -jar \"$0\"\n", "MZ\x90\x00" + strings.Repeat("\x00", 100)} {
		w := walkData(t, source.Options{}, "run", append([]byte(head), z...))
		equal(t, "paths", w.paths(), []string{"in/LICENSE"})
	}
	w := walkData(t, source.Options{}, "run", []byte("#!/bin/sh\n# PK\x05\x06\n"))
	equal(t, "no zip", w.paths(), []string{"run"})
}

var hostileNames = []struct{ raw, clean string }{
	{"../../etc/x", "etc/x"},
	{"/abs/y", "abs/y"},
	{"C:/x", "x"},
	{`a\..\..\w`, "a/w"},
	{"tab\tnew\nline", "tab_new_line"},
	{"rtl\u202egpj.exe", "rtl_gpj.exe"},
	{"..", "unnamed"},
	{"x.zip!/fake", "x.zip_/fake"},
	{strings.Repeat("n", 300), strings.Repeat("n", 255)},
	{strings.Repeat("long/", 1200) + "x", strings.TrimSuffix(strings.Repeat("long/", 819), "/")},
}

func TestHostileNames(t *testing.T) {
	var members []member
	want := []string{"harmless", "dup", "dup~2", "dup~3", "dup~2~2"}
	for _, h := range hostileNames {
		members = append(members, member{name: h.raw, data: h.raw})
		want = append(want, h.clean)
	}
	members = append(members, member{name: "./harmless", data: "x"})
	for _, n := range []string{"dup", "dup~2", "dup", "dup~2"} { // the third becomes dup~3, since dup~2 is taken
		members = append(members, member{name: n, data: n})
	}
	slices.Sort(want)
	for name, data := range map[string][]byte{"zip": makeZip(t, members...), "tar": makeTar(t, members...)} {
		w := walkData(t, source.Options{}, name, data)
		equal(t, name, w.paths(), want)
		notes := w.issues("path-cleaned")
		if len(notes) != len(hostileNames)+2 || !w.complete() {
			t.Errorf("%s: %d notes: %.500v", name, len(notes), notes)
		}
		for _, n := range notes {
			if strings.ContainsAny(n, "\n\t\u202e") || len(n) > 6000 {
				t.Errorf("%s: not escaped: %q", name, n)
			}
		}
		if !slices.Contains(notes, "note path-cleaned raw=../../etc/x @etc/x") {
			t.Errorf("%s: %v", name, notes)
		}
		if w.text("dup~3") != "dup" {
			t.Errorf("%s: dup~3 is %q", name, w.text("dup~3"))
		}
	}
}

// Names of old zips are in the DOS code page, umlauts included.
func TestZipNames(t *testing.T) {
	raw := &zip.FileHeader{Name: "Pr\x81fung.txt", NonUTF8: true, CRC32: crc32.ChecksumIEEE([]byte("x")), CompressedSize64: 1, UncompressedSize64: 1}
	w := walkData(t, source.Options{}, "x", makeZip(t, member{raw: raw, data: "x"}))
	equal(t, "paths", w.paths(), []string{"Prüfung.txt"})
	equal(t, "issues", w.issues(), nil)
}

func TestManyIssues(t *testing.T) {
	var members []member
	for i := range 1000 {
		members = append(members, member{name: fmt.Sprintf("../%04d", i), data: "x"})
	}
	w := walkData(t, source.Options{}, "x", makeTar(t, members...))
	if got := len(w.issues("path-cleaned")); got != 200 || len(w.entries) != 1000 {
		t.Errorf("%d notes, %d entries", got, len(w.entries))
	}
	equal(t, "rest", w.issues("issues-omitted"), []string{"note issues-omitted code=path-cleaned count=800 @"})
}

func TestTarLinks(t *testing.T) {
	w := walkData(t, source.Options{}, "x", makeTar(t,
		member{name: "d/file", data: "x"},
		member{name: "d/in", kind: tar.TypeSymlink, link: "../d/file"},
		member{name: "d/out", kind: tar.TypeSymlink, link: "../../x"},
		member{name: "passwd", kind: tar.TypeSymlink, link: "/etc/passwd"},
		member{name: "hard", kind: tar.TypeLink, link: "d/file"},
		member{name: "hardout", kind: tar.TypeLink, link: "../x"},
		member{name: "null", kind: tar.TypeChar},
		member{name: "pipe", kind: tar.TypeFifo},
		member{name: ".git/x", data: "x"},
		member{name: "after", data: "y"},
	))
	equal(t, "paths", w.paths(), []string{"after", "d/file"})
	equal(t, "issues", w.issues(), []string{
		"note links count=2 @", "note special-files count=2 @", "note version-control-skipped files=1 @.git", "note link-outside target=../../x @d/out",
		"note link-outside target=../x @hardout", "note link-outside target=/etc/passwd @passwd",
	})
}

// What a zip calls a link or device and yet has content is unpacked as a file by many programs.
func TestZipLinks(t *testing.T) {
	w := walkData(t, source.Options{}, "x", makeZip(t,
		member{name: "a/in", data: "../b", mode: os.ModeSymlink},
		member{name: "a/out", data: "../../b", mode: os.ModeSymlink},
		member{name: "a/source.c", data: "int main() {\n}\n", mode: os.ModeSymlink},
		member{name: "device", data: "content", mode: os.ModeDevice},
		member{name: "null", mode: os.ModeDevice | os.ModeCharDevice},
	))
	equal(t, "paths", w.paths(), []string{"a/source.c", "device"})
	equal(t, "issues", w.issues(), []string{"note links count=1 @", "note special-files count=1 @", "note link-outside target=../../b @a/out"})
}

// Whatever was cut off, the rest is examined and the result says that it is not whole.
func TestTruncated(t *testing.T) {
	var members []member
	content := map[string]string{}
	for i := range 8 {
		var b strings.Builder
		for j := range 2000 {
			fmt.Fprintf(&b, "%d ", i*j*7919%10007)
		}
		name := fmt.Sprint("file", i)
		content[name] = b.String()
		members = append(members, member{name: name, data: b.String()})
	}
	tree := makeTar(t, members...)
	for name, data := range map[string][]byte{
		"zip": makeZip(t, members...), "tar": tree, "tar.gz": makeGzip(t, tree),
	} {
		if w := walkData(t, source.Options{}, "x", data); len(w.entries) != 8 || !w.complete() {
			t.Fatalf("%s: %v", name, w.issues())
		}
		for i := 1; i < 8; i++ {
			dir := t.TempDir()
			write(t, dir, "x", data[:len(data)*i/8])
			w := walk(t, source.Options{}, dir)
			if got := w.issues("archive-truncated"); len(got) != 1 {
				t.Errorf("%s, %d/8: %v", name, i, w.issues())
			}
			whole := 0
			for p, e := range w.entries {
				inner, ok := strings.CutPrefix(p, "x!/")
				switch want := content[inner]; {
				case !ok:
				case e.Partial && !strings.HasPrefix(want, string(e.Data)), !e.Partial && want != string(e.Data):
					t.Errorf("%s, %d/8: %s is not what it was", name, i, p)
				case !e.Partial:
					whole++
				}
			}
			if whole < i-2 {
				t.Errorf("%s, %d/8: only %d files", name, i, whole)
			}
		}
	}
	// Cut between two entries, where only the end mark is missing.
	w := walkData(t, source.Options{}, "x", makeTar(t, member{name: "a", data: "a"}, member{name: "b", data: "b"})[:1024])
	equal(t, "paths", w.paths(), []string{"a"})
	equal(t, "issues", w.issues(), []string{"unread archive-truncated @"})
}

func TestTarsInARow(t *testing.T) {
	a, b := makeTar(t, member{name: "a", data: "a"}), makeTar(t, member{name: "b", data: "b"}, member{name: "a", data: "2"})
	both := slices.Concat(a, make([]byte, 4096), b)
	for name, data := range map[string][]byte{
		"tar": both, "gzip": makeGzip(t, both), "two gzips": append(makeGzip(t, a), makeGzip(t, b)...),
	} {
		w := walkData(t, source.Options{}, "x", data)
		equal(t, name, w.paths(), []string{"a", "a~2", "b"})
		if !w.complete() {
			t.Errorf("%s: %v", name, w.issues())
		}
	}
	for name, data := range map[string][]byte{
		"tar": append(bytes.Clone(a), "something else"...), "gzip": append(makeGzip(t, a), "something else"...),
	} {
		equal(t, name, walkData(t, source.Options{}, "x", data).issues(), []string{"unread archive-trailing @"})
	}
	damaged := makeGzip(t, a)
	damaged[len(damaged)-6] ^= 1 // its checksum
	equal(t, "checksum", walkData(t, source.Options{}, "x", damaged).issues(), []string{"unread archive-corrupt @"})
}

func TestDamagedZip(t *testing.T) {
	stored := func(name, data string, change func(*zip.FileHeader)) member {
		h := &zip.FileHeader{Name: name, CRC32: crc32.ChecksumIEEE([]byte(data)), CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data))}
		change(h)
		return member{raw: h, data: data}
	}
	data := makeZip(t,
		stored("good", "good", func(*zip.FileHeader) {}),
		stored("crc", "changed", func(h *zip.FileHeader) { h.CRC32++ }),
		stored("secret", "hidden", func(h *zip.FileHeader) { h.Flags |= 1 }),
		stored("deflate64", "packed", func(h *zip.FileHeader) { h.Method = 9 }),
		stored("short", "abc", func(h *zip.FileHeader) { h.UncompressedSize64 = 1000 }),
		stored("folderX", "content", func(*zip.FileHeader) {}),
		stored("end", "end", func(*zip.FileHeader) {}),
	)
	data = bytes.ReplaceAll(data, []byte("folderX"), []byte("folder/"))
	want := []string{
		"unread entry-corrupt @crc", "unread entry-method method=9 @deflate64", "unread entry-corrupt @folder",
		"unread entry-encrypted @secret", "unread entry-corrupt @short",
	}
	w := walkData(t, source.Options{}, "x", data)
	equal(t, "paths", w.paths(), []string{"crc", "end", "good", "short"})
	equal(t, "issues", w.issues(), want)
	if !w.entries["crc"].Partial || w.entries["good"].Partial {
		t.Error("partial")
	}
	// Without its table of contents nothing says that "short" is.
	w = walkData(t, source.Options{}, "x", data[:len(data)-30])
	equal(t, "paths", w.paths(), []string{"crc", "end", "folder", "good", "short"})
	equal(t, "issues", w.issues(), []string{"unread archive-truncated @", "unread entry-corrupt @crc",
		"unread entry-method method=9 @deflate64", "unread entry-encrypted @secret"})

	broken := bytes.Clone(data)
	copy(broken[bytes.Index(broken, []byte("PK\x01\x02")):], "PK\x01\x00")
	w = walkData(t, source.Options{}, "x", broken)
	if got := w.issues("archive-corrupt"); len(got) != 1 || w.text("good") != "good" {
		t.Errorf("%v", w.issues())
	}
}

// Whatever encrypts a file, it is named; where the table of contents is encrypted too nothing has a name.
func TestEncryptedZip(t *testing.T) {
	entry := func(name string, flags, method uint16) member {
		return member{raw: &zip.FileHeader{Name: name, Flags: flags, Method: method, CompressedSize64: 6, UncompressedSize64: 6}, data: "hidden"}
	}
	data := makeZip(t, entry("traditional", 1, zip.Deflate), entry("aes", 1, 99), entry("strong", 1|1<<6, zip.Store), entry("lzma", 0, 14), entry("zstd", 0, 93))
	equal(t, "entries", walkData(t, source.Options{}, "x", data).issues(), []string{"unread entry-encrypted @aes", "unread entry-method method=14 @lzma",
		"unread entry-encrypted @strong", "unread entry-encrypted @traditional", "unread entry-method method=93 @zstd"})
	hidden := makeZip(t, entry("1", 1|1<<6|1<<13, zip.Store))
	copy(hidden[bytes.Index(hidden, []byte("PK\x01\x02")):], "\x13\x37\xca\xfe")
	equal(t, "names", walkData(t, source.Options{}, "x", hidden).issues(), []string{"unread archive-encrypted @", "unread entry-encrypted @1"})
}

// The head of a zip64 entry has its size in an extra field.
func TestTruncatedZip64(t *testing.T) {
	le := binary.LittleEndian
	head := []byte("PK\x03\x04\x2d\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	head = le.AppendUint32(head, crc32.ChecksumIEEE([]byte("content")))
	head = le.AppendUint64(head, 0xffffffff_ffffffff) // both sizes
	head = le.AppendUint16(head, 1)
	head = le.AppendUint16(head, 25)
	head = append(head, 'n')
	head = append(head, "\x55\x54\x01\x00\x00"...) // another field
	head = append(head, "\x01\x00\x10\x00"...)
	head = le.AppendUint64(head, 7)
	head = le.AppendUint64(head, 7)
	w := walkData(t, source.Options{}, "x", append(head, "content"...))
	equal(t, "paths", w.paths(), []string{"n"})
	equal(t, "issues", w.issues(), []string{"unread archive-truncated @"})
	if w.text("n") != "content" {
		t.Errorf("got %q", w.text("n"))
	}
}

func TestUnsupported(t *testing.T) {
	data := makeZip(t, member{name: "a.rar", data: "Rar!\x1a\x07\x01\x00"}, member{name: "b.cab", data: "MSCF\x00\x00\x00\x00"})
	w := walkData(t, source.Options{}, "x", data)
	equal(t, "issues", w.issues(), []string{"unread archive-unsupported kind=rar @a.rar", "unread archive-unsupported kind=cab @b.cab"})
	if w.entries["b.cab"].Kind != source.KindCab {
		t.Errorf("%+v", w.entries["b.cab"])
	}
}
