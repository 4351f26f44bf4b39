// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"bytes"
	"encoding/binary"
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// A document is a file's text as UTF-8, and the way back to the bytes of the file.
type document struct {
	text    string
	file    []byte
	read    reader    // nil: text is the file itself
	same    keeper    // nil: no byte of the file is one of the text
	latin   bool      // bytes that are no UTF-8 were taken for letters, or the file is in another encoding
	inner   *document // of which the text is read, folded, instead of the file; nil if there is nothing to fold
	marks   []mark
	lines   []int    // how many lines end before every lineStep-th byte, as far as was asked for
	extract *extract // nil: all of the file was read

	parts       []region  // what is read of the text
	hits        []hit     // what it came to
	noticed     []noticed // where the holders of its copyright stand, in the order in which they are reported
	limited     bool      // the search was cut short
	compared    int       // pieces that were compared with the texts of the list
	costly      int       // bytes in which that was cut short
	unkeyed     bool      // no word of it goes with licences
	listed      int       // licences that it only lists
	disguises   int       // words that are written in letters of other scripts or with invisible characters
	disguisedAt int       // where the first of them is in the text of inner
	explained   bool      // what is refused is recorded
	refused     []refused
}

// A reader reads the rune at a place of a file, and says how many bytes it has there.
type reader func(file []byte, at int) (rune, int)

// A keeper says how many bytes of a file, from its beginning, a reader would give as they stand; it may
// say fewer than there are, and knows of nothing behind those it gets.
type keeper func(file []byte) int

// A mark is a place of the file that the text was read from, one every markStep bytes of text.
type mark struct{ text, file int }

const markStep = 4 << 10

// offset gives the place in the file of a place in the text.
func (d *document) offset(at int) int { return d.extract.inFile(d.place(at)) }

// place gives the place in what was read of the file.
func (d *document) place(at int) int {
	if d.read == nil {
		return at
	}
	i := sort.Search(len(d.marks), func(i int) bool { return d.marks[i].text > at }) - 1
	m := d.marks[i]
	for m.file < len(d.file) {
		n := min(d.kept(m.file), at-m.text)
		for n > 0 && m.file+n < len(d.file) && !utf8.RuneStart(d.file[m.file+n]) {
			n--
		}
		if m.text, m.file = m.text+n, m.file+n; n > 0 {
			continue
		}
		r, n := d.read(d.file, m.file)
		if m.text += utf8.RuneLen(r); m.text > at {
			break
		}
		m.file += n
	}
	if d.inner != nil {
		return d.inner.place(m.file)
	}
	return m.file
}

// kept gives how many bytes of the file from a place on are read as they stand, as far as markStep.
func (d *document) kept(at int) int {
	if d.same == nil {
		return 0
	}
	return d.same(d.file[at:min(len(d.file), at+markStep)])
}

const lineStep = 4 << 10

// line gives the number of the line, counted from 1, that a place in the text is in.
func (d *document) line(at int) int {
	if d.lines == nil {
		d.lines = []int{0}
	}
	for last := len(d.lines) - 1; last < at/lineStep; last++ {
		d.lines = append(d.lines, d.lines[last]+strings.Count(d.text[last*lineStep:(last+1)*lineStep], "\n"))
	}
	i := at / lineStep
	line := 1 + d.lines[i] + strings.Count(d.text[i*lineStep:at], "\n")
	if d.extract != nil {
		line += d.extract.linesBefore(d.place(at))
	}
	return line
}

// Encoding of a file, as far as it has to be changed.
type encoding int

const (
	asUTF8 encoding = iota
	littleEndian
	bigEndian
	littleEndian32
	bigEndian32
)

// encodingOf tells UTF-16 by its byte order mark, or by every other byte being zero, and UTF-32 likewise.
func encodingOf(data []byte) encoding {
	if e := encoding32(data); e != asUTF8 {
		return e
	}
	switch {
	case ascii16(data):
		return asUTF8
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return littleEndian
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return bigEndian
	}
	sample := data[:min(len(data), 512)&^1]
	if bytes.IndexByte(sample, 0) < 0 {
		return asUTF8
	}
	var zeros [2]int
	for i, c := range sample {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(sample) / 2
	switch {
	case half >= 4 && zeros[1] > half*3/4 && zeros[0] == 0:
		return littleEndian
	case half >= 4 && zeros[0] > half*3/4 && zeros[1] == 0:
		return bigEndian
	}
	return asUTF8
}

// ascii16 reports whether a byte order mark of UTF-16 stands before what is no UTF-16 but ASCII: its units
// would be letters of East Asia without a space or a line end among them, which have a zero byte.
func ascii16(data []byte) bool {
	if !bytes.HasPrefix(data, []byte{0xFF, 0xFE}) && !bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return false
	}
	sample := data[2:min(len(data), 512)]
	n := 0
	for _, c := range sample {
		if c >= ' ' && c < 0x7F || c == '\t' || c == '\n' || c == '\r' {
			n++
		}
	}
	return len(sample) >= 16 && n*20 >= len(sample)*19
}

// decode reads UTF-8, UTF-16 and, byte for byte where it is not UTF-8, Latin-1, and words that are
// disguised as what they look like. UTF-8 without such is not copied: data must not change as long as
// the document is in use.
func decode(data []byte) *document {
	as := encodingOf(data)
	if as == asUTF8 && beyondPlain(data, 0) == len(data) { // as most files
		return &document{file: data, text: asString(data)}
	}
	d := decodePlain(data, as)
	if !disguised(d.text) {
		return d
	}
	f := &document{file: asBytes(d.text), latin: d.latin, inner: d, read: readFolded, same: sameFolded}
	f.decode(len(d.text))
	f.disguises, f.disguisedAt = countDisguises(d.text)
	return f
}

func decodePlain(data []byte, as encoding) *document {
	d := &document{file: data}
	size := len(data)
	switch as {
	case littleEndian:
		d.read, size = readUTF16(0, 1), size/2
	case bigEndian:
		d.read, size = readUTF16(1, 0), size/2
	case littleEndian32:
		d.read, size = readUTF32(binary.LittleEndian), size/4
	case bigEndian32:
		d.read, size = readUTF32(binary.BigEndian), size/4
	default:
		d.text = asString(data)
		if utf8.ValidString(d.text) {
			return d
		}
		d.read, d.same = readLatin1, sameLatin1
	}
	d.latin = true
	d.decode(size + size/16)
	return d
}

// decode reads the text with the reader of the document.
func (d *document) decode(size int) {
	text := make([]byte, 0, size)
	for i := 0; i < len(d.file); {
		if len(d.marks) == 0 || len(text) >= d.marks[len(d.marks)-1].text+markStep {
			d.marks = append(d.marks, mark{len(text), i})
		}
		if n := d.kept(i); n > 0 {
			text = append(text, d.file[i:i+n]...)
			i += n
			continue
		}
		r, n := d.read(d.file, i)
		text = utf8.AppendRune(text, r)
		i += n
	}
	d.text = asString(text)
}

// asString is a string that shares the bytes.
func asString(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

func readLatin1(file []byte, at int) (rune, int) {
	r, n := utf8.DecodeRune(file[at:])
	if r == utf8.RuneError && n == 1 {
		r = rune(file[at])
	}
	return r, n
}

// sameLatin1 gives how many bytes at the beginning of a file are UTF-8.
func sameLatin1(file []byte) int {
	for i := 0; ; {
		i = beyondPlain(file, i)
		r, n := utf8.DecodeRune(file[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
}

// readUTF16 reads units of which the low and the high byte are where it is told. Halves of pairs
// and an odd byte at the end are replaced.
func readUTF16(low, high int) reader {
	return func(file []byte, at int) (rune, int) {
		if at+1 >= len(file) {
			return utf8.RuneError, 1
		}
		r := rune(file[at+low]) | rune(file[at+high])<<8
		if !utf16.IsSurrogate(r) {
			return r, 2
		}
		if at+3 < len(file) {
			if r = utf16.DecodeRune(r, rune(file[at+2+low])|rune(file[at+2+high])<<8); r != utf8.RuneError {
				return r, 4
			}
		}
		return utf8.RuneError, 2
	}
}

// Longest run without white space that licensecheck gets to see; its time is quadratic in some.
const maxRun = 2 << 10

// blanks are what ends a run.
const blanks = " \n\t\r"

// breakRuns puts a line feed into every run of maxRun bytes without white space, and says where in
// the text that is made by it.
func breakRuns(text string) (string, []int) {
	var b []byte
	var added []int
	start, done := 0, 0
	for len(text)-start > maxRun {
		end := start + maxRun
		if i := strings.LastIndexAny(text[start:end], blanks); i >= 0 {
			start += i + 1
			continue
		}
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end++
		}
		if end == len(text) {
			break
		}
		if strings.IndexByte(blanks, text[end]) >= 0 {
			start = end + 1
			continue
		}
		b = append(b, text[done:end]...)
		added = append(added, len(b))
		b = append(b, '\n')
		start, done = end, end
	}
	if added == nil {
		return text, nil
	}
	return string(append(b, text[done:]...)), added
}

// unbroken gives the place in a text of a place in what breakRuns made of it.
func unbroken(added []int, at int) int { return at - sort.SearchInts(added, at) }
