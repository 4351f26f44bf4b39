// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var update = flag.Bool("update", false, "write what is found into testdata/files.txtar")

// lines of testdata/tags.txt: a line of a file, and what it gives.
func TestTags(t *testing.T) {
	data, err := os.ReadFile("testdata/tags.txt")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")[1:] {
		in, want, ok := strings.Cut(line, " => ")
		if !ok {
			t.Fatalf("line %d has no arrow", i+2)
		}
		got := ""
		for _, f := range detect.Scan([]byte("first line\n"+in+"\nMIT\n"), "file.txt").Findings {
			got += f.Expression.String()
			if f.Confidence != inventory.High {
				got += " " + string(f.Confidence)
			}
			for _, r := range f.Readings {
				got += " (" + r.String() + ")"
			}
			if f.Kind != inventory.FoundTag || f.Evidence.Line.First != 2 || f.Evidence.Line.Last != 2 {
				t.Errorf("%s: finding %+v", in, f)
			}
		}
		if got != strings.TrimSpace(want) {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

// An archive is files behind lines "-- name --" and a comment before the first of them.
type archive struct {
	Comment []byte
	Files   []archiveFile
}

type archiveFile struct {
	Name string
	Data []byte
}

func readArchive(name string) (*archive, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	a := &archive{}
	for line := range bytes.Lines(data) {
		mark := strings.TrimSpace(string(line))
		if strings.HasPrefix(mark, "-- ") && strings.HasSuffix(mark, " --") {
			a.Files = append(a.Files, archiveFile{Name: mark[3 : len(mark)-3]})
			continue
		}
		to := &a.Comment
		if n := len(a.Files); n > 0 {
			to = &a.Files[n-1].Data
		}
		*to = append(*to, line...)
	}
	return a, nil
}

func (a *archive) format() []byte {
	b := slices.Clone(a.Comment)
	for _, f := range a.Files {
		b = fmt.Appendf(b, "-- %s --\n%s", f.Name, f.Data)
	}
	return b
}

// describe prints the findings of a file as they stand in testdata/files.txtar.
func describe(findings []inventory.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%d-%d %s %s %s %s\n", f.Evidence.Line.First, f.Evidence.Line.Last,
			f.Evidence.Detector, f.Kind, f.Confidence, f.Expression)
	}
	e, readings := detect.Expression(findings)
	fmt.Fprintf(&b, "= %s\n", spdx.Text(e))
	for _, r := range readings {
		fmt.Fprintf(&b, "or %s\n", r)
	}
	return b.String()
}

// Files and what is found in them stand side by side in archives.
func TestFiles(t *testing.T) {
	for _, name := range []string{"testdata/files.txtar", "testdata/match.txtar"} {
		testArchive(t, name)
	}
}

func testArchive(t *testing.T, name string) {
	t.Helper()
	archive, err := readArchive(name)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		for i := 0; i < len(archive.Files); i += 2 {
			archive.Files[i+1].Data = []byte(describe(detect.Scan(archive.Files[i].Data, archive.Files[i].Name).Findings))
		}
		if err := os.WriteFile(name, archive.format(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i < len(archive.Files); i += 2 {
		file, want := archive.Files[i], archive.Files[i+1]
		if want.Name != "want" {
			t.Fatalf("%s is followed by %s", file.Name, want.Name)
		}
		findings := detect.Scan(file.Data, file.Name).Findings
		if got := describe(findings); got != string(want.Data) {
			t.Errorf("%s:\n got %s\nwant %s", file.Name, got, want.Data)
		}
		for _, f := range findings {
			check(t, file.Data, f)
			start := string(file.Data[f.Evidence.Byte.Start:f.Evidence.Byte.End])
			if line := 1 + strings.Count(string(file.Data[:f.Evidence.Byte.Start]), "\n"); line != f.Evidence.Line.First {
				t.Errorf("%s: line %d, byte range in line %d", file.Name, f.Evidence.Line.First, line)
			}
			if first := strings.Fields(start)[0]; !strings.HasPrefix(f.Evidence.Quote, first) {
				t.Errorf("%s: quote %q of %q", file.Name, f.Evidence.Quote, first)
			}
		}
	}
}

// check holds what every finding must be.
func check(t *testing.T, data []byte, f inventory.Finding) {
	t.Helper()
	e := f.Evidence
	if e.Byte.Start < 0 || e.Byte.End < e.Byte.Start || e.Byte.End > int64(len(data)) {
		t.Errorf("byte range %v of %d", e.Byte, len(data))
	}
	if e.Line.First < 1 || e.Line.Last < e.Line.First {
		t.Errorf("line range %v", e.Line)
	}
	if !utf8.ValidString(e.Quote) || len(e.Quote) > inventory.MaxQuote || strings.ContainsAny(e.Quote, "\r\n\t\x00\x1b\u202e") {
		t.Errorf("quote %q", e.Quote)
	}
	if again, err := spdx.Parse(f.Expression.String()); err != nil || !spdx.Equal(again, f.Expression) {
		t.Errorf("expression %s: %v", f.Expression, err)
	}
}

func archived(t testing.TB, name string) []byte {
	t.Helper()
	archive, err := readArchive("testdata/files.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		if f.Name == name {
			return f.Data
		}
	}
	t.Fatalf("no %s", name)
	return nil
}

func encode(s string, low, high int, mark bool) []byte {
	var b []byte
	put := func(u uint16) {
		pair := [2]byte{}
		pair[low], pair[high] = byte(u), byte(u>>8)
		b = append(b, pair[:]...)
	}
	if mark {
		put(0xFEFF)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		put(u)
	}
	return b
}

func encode32(s string, order binary.AppendByteOrder, mark bool) (b []byte) {
	if mark {
		s = "\ufeff" + s
	}
	for _, r := range s {
		b = order.AppendUint32(b, uint32(r))
	}
	return b
}

// The places found are those of the file as it is on disk, whatever its encoding.
func TestEncodings(t *testing.T) {
	text := "Ünicode 𝄞 line\n" + string(archived(t, "mit/LICENSE")) + "end 𝄞\n"
	plain := detect.Scan([]byte(text), "LICENSE").Findings
	if len(plain) != 1 {
		t.Fatalf("%d findings", len(plain))
	}
	matched := text[plain[0].Evidence.Byte.Start:plain[0].Evidence.Byte.End]
	latin := bytes.ReplaceAll([]byte(text), []byte("Ü"), []byte{0xDC})
	for name, c := range map[string]struct{ file, matched []byte }{
		"UTF-8 with mark":            {append([]byte("\xEF\xBB\xBF"), text...), []byte(matched)},
		"UTF-16 LE":                  {encode(text, 0, 1, true), encode(matched, 0, 1, false)},
		"UTF-16 BE":                  {encode(text, 1, 0, true), encode(matched, 1, 0, false)},
		"UTF-16 LE without mark":     {encode(matched, 0, 1, false), encode(matched, 0, 1, false)},
		"UTF-32 LE":                  {encode32(text, binary.LittleEndian, true), encode32(matched, binary.LittleEndian, false)},
		"UTF-32 BE":                  {encode32(text, binary.BigEndian, true), encode32(matched, binary.BigEndian, false)},
		"UTF-32 LE without mark":     {encode32(matched, binary.LittleEndian, false), encode32(matched, binary.LittleEndian, false)},
		"a zero byte":                {[]byte("a\x00b\n" + text), []byte(matched)},
		"Latin-1 among UTF-8":        {latin, []byte(matched)},
		"Windows line ends":          {[]byte(strings.ReplaceAll(text, "\n", "\r\n")), []byte(strings.ReplaceAll(matched, "\n", "\r\n"))},
		"a byte that is not UTF-8":   {append([]byte{0xFF, ' '}, text...), []byte(matched)},
		"long line before":           {append(bytes.Repeat([]byte("x"), 9000), "\n"+text...), []byte(matched)},
		"one line":                   {[]byte(strings.ReplaceAll(matched, "\n", " ")), []byte(strings.ReplaceAll(matched, "\n", " "))},
		"long run touching the text": {append(bytes.Repeat([]byte("x/"), 9000), "\n"+text...), []byte(matched)},
	} {
		findings := detect.Scan(c.file, "LICENSE").Findings
		if len(findings) != 1 {
			t.Errorf("%s: %d findings", name, len(findings))
			continue
		}
		check(t, c.file, findings[0])
		r := findings[0].Evidence.Byte
		if got := c.file[r.Start:r.End]; !bytes.Equal(got, c.matched) {
			t.Errorf("%s: matched %q\nwant %q", name, got, c.matched)
		}
		if findings[0].Evidence.Quote != plain[0].Evidence.Quote {
			t.Errorf("%s: quote %q", name, findings[0].Evidence.Quote)
		}
	}
}

// A text in the middle of a big file is found where it is, and a long text goes over pieces.
func TestBigFiles(t *testing.T) {
	mit := archived(t, "mit/LICENSE")
	filler := bytes.Repeat([]byte("var x = y; // nothing of note here\n"), 30_000)
	file := bytes.Join([][]byte{filler, mit, filler, mit}, nil)
	for _, name := range []string{"big.js", "LICENSE"} {
		findings := detect.Scan(file, name).Findings
		if len(findings) != 2 {
			t.Fatalf("%s: %d findings", name, len(findings))
		}
		title := bytes.Index(mit, []byte("Copyright"))
		for i, want := range []int{len(filler) + title, 2*len(filler) + len(mit) + title} {
			if got := findings[i].Evidence.Byte.Start; got != int64(want) {
				t.Errorf("%s: text %d begins at %d, want %d", name, i, got, want)
			}
			if got := findings[i].Evidence.Line.First; got != 1+bytes.Count(file[:want], []byte("\n")) {
				t.Errorf("%s: text %d in line %d", name, i, got)
			}
		}
	}
	many := bytes.Repeat(bytes.Join([][]byte{mit, filler[:3500]}, nil), 200)
	if n := len(detect.Scan(many, "NOTICES").Findings); n != 16 {
		t.Errorf("%d findings of 200 times the same", n)
	}
}

// Inputs that take licensecheck or us quadratic time, were they read as they come.
func TestHostile(t *testing.T) {
	for name, part := range map[string]string{
		"links":    "](http://",
		"anchors":  "{#a",
		"tags":     "SPDX-License" + "-Identifier: (", // not a tag of this file
		"tags 2":   "SPDX-License" + "-Identifier: MIT ",
		"tags 3":   "\n// SPDX-License" + "-Identifier: MIT AND",
		"tags 4":   "SPDX-License" + "-Identifier: MIT,",
		"cues":     "must not. ",
		"dashes":   "spdx-",
		"elements": "<a ",
		"starts":   "redistribution and use in source ",
		"starts 2": "permission is hereby granted free of charge ",
		"entities": "&copy",
		"zeros":    "a\x00",
	} {
		data := []byte("license " + strings.Repeat(part, 1<<20/len(part)))
		start := time.Now()
		for _, file := range []string{"LICENSE", "x.c"} {
			for _, f := range detect.Scan(data, file).Findings {
				check(t, data, f)
			}
		}
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s: %v for a megabyte", name, d)
		}
	}
}

func TestConcurrent(t *testing.T) {
	archive, err := readArchive("testdata/files.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for i := 0; i < len(archive.Files); i += 2 {
				if got := describe(detect.Scan(archive.Files[i].Data, archive.Files[i].Name).Findings); got != string(archive.Files[i+1].Data) {
					t.Errorf("%s: %s", archive.Files[i].Name, got)
				}
			}
		})
	}
	wait.Wait()
}

func TestIsLicenseFile(t *testing.T) {
	for name, want := range map[string]bool{
		"LICENSE": true, "a/b/LICENCE.txt": true, "COPYING": true, "COPYING.LESSER": true, "UNLICENSE": true, "LIZENZ.md": true,
		"LICENSE-MIT": true, "LICENSE_1_0.txt": true, "NOTICE": true, "NOTICE.txt": true, "LICENSES/MIT.txt": true, "MIT-LICENSE": true,
		"apache.LICENSE": true, "third-party-notices.txt": true, "x!/META-INF/LICENSE": true,
		"EULA.pdf": true, "End-User-License-Agreement.txt": true, "Lizenzvertrag.odt": true, "LICENSING.md": true,
		"License.class": false, "license.png": false, "license.go": false, "LICENSES/index.json": false, "licensed.txt": false, "README": false, "notices.py": false,
		"copyright_test.c": false, "licenselist": false, "": false,
	} {
		if got := detect.IsLicenseFile(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

func FuzzScan(f *testing.F) {
	archive, err := readArchive("testdata/files.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, a := range archive.Files {
		f.Add(a.Data, a.Name)
		f.Add(encode(string(a.Data), 0, 1, true), a.Name)
	}
	tags, err := os.ReadFile("testdata/tags.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range bytes.Lines(tags) {
		f.Add(line, "tag.c")
	}
	f.Fuzz(func(t *testing.T, data []byte, path string) {
		findings := detect.Scan(data, path).Findings
		for i, finding := range findings {
			check(t, data, finding)
			if i > 0 && finding.Evidence.Byte.Start < findings[i-1].Evidence.Byte.Start {
				t.Error("not in order")
			}
		}
		e, readings := detect.Expression(findings)
		if (e == nil) != (len(findings) == 0) {
			t.Errorf("%d findings make %v", len(findings), e)
		}
		for _, r := range readings {
			if spdx.Equal(r, e) {
				t.Errorf("reading %s is the expression", r)
			}
		}
	})
}

func BenchmarkScan(b *testing.B) {
	long, err := os.ReadFile("../../LICENSES/EUPL-1.2.txt")
	if err != nil {
		b.Fatal(err)
	}
	code := bytes.Repeat([]byte("\tfor i := range count { // the next value\n\t\tlist = append(list, value(i))\n\t}\n"), 200)
	cued := bytes.Repeat([]byte("\tfor i := range count { // permission of the next value\n\t\tlist = append(list, value(i))\n\t}\n"), 200)
	for _, bench := range []struct {
		name string
		data []byte
	}{
		{"code.go", code},
		{"words.go", cued}, // a word of licensing every few lines
		{"tagged.go", slices.Concat([]byte("// SPDX-License-"+"Identifier: MIT\n\n"), code)},
		{"header.go", slices.Concat(archived(b, "apache.go"), code)},
		{"mit/LICENSE", archived(b, "mit/LICENSE")},
		{"LICENSE", long},
	} {
		b.Run(bench.name, func(b *testing.B) {
			data, name := bench.data, bench.name
			detect.Scan(data, name) // the scanners it needs are built once; that is not what is measured
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				detect.Scan(data, name)
			}
		})
	}
}

// TestBorrowed: what is found outlives the file's bytes, which are used again for the next file.
func TestBorrowed(t *testing.T) {
	data, err := os.ReadFile("testdata/tags.txt")
	if err != nil {
		t.Fatal(err)
	}
	render := func(findings []inventory.Finding) string {
		b, err := json.Marshal(findings)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	findings := detect.Scan(data, "tags.txt").Findings
	want := render(findings)
	for i := range data {
		data[i] = '!'
	}
	if got := render(findings); got != want || len(findings) < 3 {
		t.Errorf("%d findings changed with the bytes they were found in", len(findings))
	}
}
