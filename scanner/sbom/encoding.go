// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"

	"lizenzlotse/scanner/inventory"
)

// byteOrderMarks in the order in which they are looked for.
var byteOrderMarks = []struct {
	mark, encoding string
}{
	{"\xEF\xBB\xBF", "UTF-8"},
	{"\xFF\xFE\x00\x00", "UTF-32LE"},
	{"\x00\x00\xFE\xFF", "UTF-32BE"},
	{"\xFF\xFE", "UTF-16LE"},
	{"\xFE\xFF", "UTF-16BE"},
}

// decode turns the document into UTF-8 without a byte order mark. None of the libraries reads anything else.
func (r *reading) decode(data []byte) ([]byte, error) {
	text, encoding := data, ""
	for _, m := range byteOrderMarks {
		if bytes.HasPrefix(data, []byte(m.mark)) {
			text, encoding = data[len(m.mark):], m.encoding
			break
		}
	}
	if encoding == "" {
		encoding = bareUTF(data)
	}
	switch encoding {
	case "UTF-32LE":
		text = decodeUTF32(text, binary.LittleEndian)
	case "UTF-32BE":
		text = decodeUTF32(text, binary.BigEndian)
	case "UTF-16LE":
		text = decodeUTF16(text, binary.LittleEndian)
	case "UTF-16BE":
		text = decodeUTF16(text, binary.BigEndian)
	}
	if encoding != "" {
		name := encoding
		if encoding == "UTF-8" {
			name = "UTF-8 BOM"
		}
		r.log.repair("sbom-repaired-encoding", line(1), name)
	}
	r.text = text
	if bytes.HasPrefix(bytes.TrimLeft(text[:min(len(text), 1024)], " \t\r\n"), []byte("<?xml")) {
		var err error
		if text, err = r.decodeDeclared(text, encoding != ""); err != nil {
			return nil, err
		}
	}
	if !utf8.Valid(text) {
		if decoded, ok := decodeWindows(text); ok {
			text = decoded
			r.log.repair("sbom-repaired-encoding", nil, "Windows-1252")
		} else {
			text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
			r.log.repair("sbom-repaired-characters", nil, "")
		}
	}
	r.text = text
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, r.failWith("sbom.empty", nil)
	}
	return text, nil
}

// bareUTF recognises UTF-16 and UTF-32 without a mark by the zero bytes beside the first ASCII characters.
func bareUTF(data []byte) string {
	if len(data) < 4 {
		return ""
	}
	zero := [4]bool{data[0] == 0, data[1] == 0, data[2] == 0, data[3] == 0}
	switch zero {
	case [4]bool{false, true, false, true}:
		return "UTF-16LE"
	case [4]bool{true, false, true, false}:
		return "UTF-16BE"
	case [4]bool{false, true, true, true}:
		return "UTF-32LE"
	case [4]bool{true, true, true, false}:
		return "UTF-32BE"
	}
	return ""
}

func decodeUTF32(data []byte, order binary.ByteOrder) []byte {
	out := make([]byte, 0, len(data)/4+len(data)/32)
	for ; len(data) >= 4; data = data[4:] {
		out = utf8.AppendRune(out, rune(min(order.Uint32(data), utf8.MaxRune+1)))
	}
	return out
}

// decodeWindows reads a text as Windows-1252, of which ISO-8859-1 is nearly a part, if it has letters
// beyond ASCII and none of them is one of UTF-8: then it is not UTF-8 with a fault.
func decodeWindows(text []byte) ([]byte, bool) {
	for rest := text; len(rest) > 0; {
		c, size := utf8.DecodeRune(rest)
		if size > 1 || c == utf8.RuneError && strings.IndexByte("\x81\x8d\x8f\x90\x9d", rest[0]) >= 0 {
			return nil, false
		}
		rest = rest[size:]
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(text)
	return decoded, err == nil
}

func decodeUTF16(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	out := make([]byte, 0, len(units)+len(units)/8)
	for len(units) > 0 {
		// In pieces, so that not all of the text stands in memory as runes too.
		n := min(len(units), 1<<16)
		if n < len(units) && utf16.IsSurrogate(rune(units[n-1])) {
			n--
		}
		n = max(n, 1)
		for _, c := range utf16.Decode(units[:n]) {
			out = utf8.AppendRune(out, c)
		}
		units = units[n:]
	}
	return out
}

var xmlEncoding = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)
})

// decodeDeclared follows the encoding that an XML declaration names, and takes the name out of
// it: the library has no other encoding than UTF-8 and stops at the name.
func (r *reading) decodeDeclared(text []byte, decoded bool) ([]byte, error) {
	m := xmlEncoding().FindSubmatchIndex(text[:min(len(text), 1024)])
	if m == nil {
		return text, nil
	}
	name := string(text[m[2]:m[3]])
	rest := append(bytes.Clone(text[:m[2]]), "UTF-8"...)
	body := text[m[3]:]
	if decoded { // by its mark or its zero bytes, which cannot be wrong
		return append(rest, body...), nil
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, r.failWith("sbom.encoding", inventory.Args{"encoding": name})
	}
	canonical, err := htmlindex.Name(e)
	if err != nil {
		return nil, r.failWith("sbom.encoding", inventory.Args{"encoding": name})
	}
	if canonical != "utf-8" && utf8.Valid(body) && bytes.ContainsFunc(body, func(c rune) bool { return c >= utf8.RuneSelf }) {
		// Letters beyond ASCII in any other encoding are never by chance all valid UTF-8: the text was
		// saved anew, or comes out of a string of JSON, and the declaration stayed.
		r.log.repair("sbom-repaired-encoding", line(1), "UTF-8")
		return append(rest, body...), nil
	}
	switch canonical {
	case "utf-8":
		return text, nil
	case "utf-16le", "utf-16be": // wrong: the text could be read thus far
		return append(rest, body...), nil
	}
	body, err = e.NewDecoder().Bytes(body)
	if err != nil {
		return nil, r.fail("sbom.encoding", 0, err)
	}
	r.log.repair("sbom-repaired-encoding", line(1), name)
	return append(rest, body...), nil
}
