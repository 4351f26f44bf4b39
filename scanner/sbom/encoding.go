// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"lizenzlotse/scanner/inventory"
)

// byteOrderMarks in the order in which they are looked for.
var byteOrderMarks = []struct {
	mark, encoding string
}{
	{"\xEF\xBB\xBF", "UTF-8"},
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
		encoding = bareUTF16(data)
	}
	switch encoding {
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
	if r.format == CycloneDXXML || r.format == SPDXRDF {
		var err error
		if text, err = r.decodeDeclared(text); err != nil {
			return nil, err
		}
	}
	if !utf8.Valid(text) {
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
		r.log.repair("sbom-repaired-characters", nil, "")
	}
	r.text = text
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, r.failWith("sbom.empty", nil)
	}
	return text, nil
}

// bareUTF16 recognises UTF-16 without a mark by the zero byte beside the first ASCII character.
func bareUTF16(data []byte) string {
	switch {
	case len(data) < 4:
		return ""
	case data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0:
		return "UTF-16LE"
	case data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0:
		return "UTF-16BE"
	}
	return ""
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

var xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)

// decodeDeclared follows the encoding that an XML declaration names, and takes the name out of
// it: the library has no other encoding than UTF-8 and stops at the name.
func (r *reading) decodeDeclared(text []byte) ([]byte, error) {
	m := xmlEncoding.FindSubmatchIndex(text[:min(len(text), 1024)])
	if m == nil {
		return text, nil
	}
	name := string(text[m[2]:m[3]])
	rest := append(bytes.Clone(text[:m[2]]), "UTF-8"...)
	body := text[m[3]:]
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, r.failWith("sbom.encoding", inventory.Args{"encoding": name})
	}
	canonical, err := htmlindex.Name(e)
	if err != nil {
		return nil, r.failWith("sbom.encoding", inventory.Args{"encoding": name})
	}
	switch canonical {
	case "utf-8":
		return text, nil
	case "utf-16le", "utf-16be":
		// Already decoded by its mark, or the declaration is wrong: the text could be read thus far.
		return append(rest, body...), nil
	}
	body, err = e.NewDecoder().Bytes(body)
	if err != nil {
		return nil, r.fail("sbom.encoding", 0, err)
	}
	r.log.repair("sbom-repaired-encoding", line(1), name)
	return append(rest, body...), nil
}
