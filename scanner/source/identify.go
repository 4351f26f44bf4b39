// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"strconv"

	"lizenzlotse/scanner/loosejson"
	"lizenzlotse/scanner/rpm"
)

// headSize is how much of a file Identify needs for everything but JSON, whose telling key may come last.
const headSize = 64 << 10

// Identify says what a file is, from its content alone. It takes the beginning of a file (64 KiB do)
// or all of it: a JSON or YAML document may name its format at the very end, so give it those
// whole. The time is linear in the length.
func Identify(data []byte) Kind {
	if k := identifyMagic(data); k != KindPlain {
		return k
	}
	if isBinary(data) {
		return KindBinary
	}
	text := Text(data)
	return identifyText(text, loosejson.SkipBlank(text, 0))
}

// identifyText is Identify of a text, of which from is where something stands that is neither blank nor in a comment.
func identifyText(text []byte, from int) Kind {
	start := bytes.TrimLeft(text, " \t\r\n\f\v")
	if len(start) == 0 {
		return KindPlain
	}
	switch start[0] {
	case '{', '/':
		return identifyJSON(text[from:])
	case '<':
		return identifyXML(start[:min(len(start), headSize)])
	}
	if k := identifyTagValue(start[:min(len(start), headSize)]); k != KindPlain {
		return k
	}
	if k := identifyYAML(start); k != KindPlain {
		return k
	}
	if start[0] == '#' {
		return identifyJSON(text[from:]) // JSON under a comment
	}
	return KindPlain
}

var magics = []struct {
	prefix string
	kind   Kind
}{
	{"PK\x03\x04", KindZip},
	{"PK\x05\x06", KindZip}, // one without entries
	{"PK\x07\x08PK\x03\x04", KindZip},
	{"PK00PK\x03\x04", KindZip},
	{"BZh", KindBzip2},
	{"\xfd7zXZ\x00", KindXZ},
	{"\x28\xb5\x2f\xfd", KindZstd},
	{"7z\xbc\xaf\x27\x1c", Kind7z},
	{"Rar!\x1a\x07", KindRar},
	{"LZIP\x01", KindLzip},
	{"\x04\x22\x4d\x18", KindLZ4},
	{"\x1f\x9d", KindCompress},
	{"!<arch>\ndebian-binary", KindDeb},
	{"\xed\xab\xee\xdb", KindRPM},
	{rpm.HeaderMagic, KindRPMHeader},
	{"070701", KindCpio},
	{"070702", KindCpio},
	{"070707", KindCpio},
	{oldCpioMagic, KindCpio},
	{"MSCF\x00\x00\x00\x00", KindCab},
	{"hsqs", KindSquashFS},
}

func identifyMagic(data []byte) Kind {
	for _, m := range magics {
		if !bytes.HasPrefix(data, []byte(m.prefix)) {
			continue
		}
		switch m.kind {
		case KindBzip2: // three letters may begin a text too
			if len(data) < 10 || data[3] < '1' || data[3] > '9' ||
				!bytes.HasPrefix(data[4:], []byte("1AY&SY")) && !bytes.HasPrefix(data[4:], []byte("\x17\x72\x45\x38\x50\x90")) {
				continue
			}
		case KindCpio, KindSquashFS:
			if m.prefix == oldCpioMagic && !isOldCpio(data) {
				continue
			}
			if bytes.IndexByte(data[:min(len(data), 4096)], 0) < 0 {
				continue
			}
		}
		return m.kind
	}
	if bytes.HasPrefix(data, []byte("\x1f\x8b\x08")) {
		if gzipHoldsTar(data) {
			return KindTarGzip
		}
		return KindGzip
	}
	if isTar(data) {
		return KindTar
	}
	const isoAt = 16 * 2048
	if len(data) > isoAt+6 && string(data[isoAt+1:isoAt+6]) == "CD001" {
		return KindISO
	}
	return KindPlain
}

func gzipHoldsTar(data []byte) bool {
	z, err := gzip.NewReader(bytes.NewReader(data[:min(len(data), headSize)]))
	if err != nil {
		return false
	}
	block := make([]byte, tarBlock)
	n, _ := io.ReadFull(z, block)
	return isTar(block[:n])
}

const tarBlock = 512

// isTar reports whether the data begins with the header of a tar, which carries a sum of its bytes.
func isTar(data []byte) bool {
	if len(data) < tarBlock {
		return false
	}
	const at, end = 148, 156
	sum := bytes.Trim(data[at:end], " \x00")
	if len(sum) == 0 || sum[0] > '7' { // no number, as in nearly all texts
		return false
	}
	want, err := strconv.ParseInt(string(sum), 8, 64)
	if err != nil || data[0] == 0 && data[345] == 0 { // every entry has a name
		return false
	}
	var unsigned, signed int64
	for i, b := range data[:tarBlock] {
		if i >= at && i < end {
			b = ' '
		}
		unsigned += int64(b)
		signed += int64(int8(b))
	}
	return want == unsigned || want == signed
}

// isBinary reports whether the data is no text in any encoding: at least a twentieth of its beginning
// is control characters, and they were not just put into a text. No byte and no name of a format alone makes a binary, since a text with a
// zero byte or "%PDF-" put into it is still read by a compiler or a person.
func isBinary(data []byte) bool {
	head := data[:min(len(data), headSize)]
	if utf16Order(head) != nil || isUTF32(head) {
		return false
	}
	n := controls(head)
	return n*20 >= len(head) && n > 0 && !strewn(head)
}

// controls counts the control characters of data but for white space and those that old editors leave.
func controls(data []byte) (n int) {
	word := func(b []byte) uint64 { return binary.LittleEndian.Uint64(b) } // the method as a value would be called each time
	const step = 4 * 8
	for ; len(data) >= step; data = data[step:] {
		if (oddBytes(word(data))|oddBytes(word(data[8:]))|oddBytes(word(data[16:]))|oddBytes(word(data[24:])))&highBits == 0 {
			continue
		}
		for _, c := range data[:step] {
			n += control(c)
		}
	}
	for _, c := range data {
		n += control(c)
	}
	return n
}

const highBits = 0x8080808080808080

// oddBytes looks at eight bytes at once: it sets the high bit of each that control counts, or that is one of old editors.
func oddBytes(w uint64) uint64 {
	const ones = 0x0101010101010101
	low := w &^ highBits
	notBlank := low ^ '\b'*ones + (0x80-6)*ones // neither '\b' to '\r' ...
	printable := low + (0x80-' ')*ones          // ... nor from the space on
	deleted := low + ones
	return (notBlank&^printable | deleted) &^ w
}

func control(c byte) int {
	if c < ' ' && (c < '\b' || c > '\r') && c != 0x1B && c != 0x1A || c == 0x7F {
		return 1
	}
	return 0
}

// isUTF32 tells UTF-32 by its byte order mark, or by three bytes of four being zero.
func isUTF32(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")) || bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")) {
		return len(data)%4 == 0 || len(data) == headSize
	}
	head := data[:min(len(data), 512)&^3]
	if bytes.IndexByte(head, 0) < 0 {
		return false
	}
	little, big := 0, 0
	for i := 0; i < len(head); i += 4 {
		switch {
		case head[i] != 0 && head[i+2] == 0 && head[i+3] == 0:
			little++
		case head[i+3] != 0 && head[i] == 0 && head[i+1] == 0:
			big++
		}
	}
	units := len(head) / 4
	return units >= 8 && (little == units || big == units)
}
