// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDecode bounds how much of a UTF-16 text is decoded, in bytes. The longest SBOMs are a tenth of it.
const maxDecode = 64 << 20

// Text gives the content of a text as UTF-8 without a byte order mark. UTF-16 and UTF-32 are decoded (of
// more than 64 MiB only the beginning), with or without a mark; everything else is given back as it is.
// The result may share its bytes with data.
func Text(data []byte) []byte {
	if rest, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); ok {
		return rest
	}
	order := utf16Order(data)
	if order == nil {
		if isUTF32(data[:min(len(data), headSize)]) {
			return textOf32(data)
		}
		return data
	}
	data = data[:min(len(data), maxDecode)&^1]
	text := make([]byte, 0, len(data)/2+len(data)/8)
	for i := 0; i < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		switch {
		case i == 0 && r == '\ufeff':
			continue
		case utf16.IsSurrogate(r) && i+4 <= len(data):
			if r = utf16.DecodeRune(r, rune(order.Uint16(data[i+2:]))); r != utf8.RuneError {
				i += 2
			}
		}
		text = utf8.AppendRune(text, r)
	}
	return text
}

// textOf32 decodes UTF-32, in the order of bytes that makes its first character one of ASCII or the mark.
func textOf32(data []byte) []byte {
	order := binary.ByteOrder(binary.BigEndian)
	if data[0] != 0 {
		order = binary.LittleEndian
	}
	data = data[:min(len(data), maxDecode)&^3]
	text := make([]byte, 0, len(data)/4+len(data)/16)
	for i := 0; i < len(data); i += 4 {
		if c := order.Uint32(data[i:]); i > 0 || c != '\ufeff' {
			text = utf8.AppendRune(text, rune(min(c, utf8.MaxRune+1)))
		}
	}
	return text
}

// utf16Order tells in which order the bytes of a UTF-16 text stand; nil if it is none. Without a
// mark it is one where every second byte of the beginning is zero and no other is.
func utf16Order(data []byte) binary.ByteOrder {
	if len(data) < 2 || ascii16(data) {
		return nil
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		if bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")) {
			return nil // UTF-32, or no text
		}
		return binary.LittleEndian
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return binary.BigEndian
	}
	head := data[:min(len(data), 512)&^1]
	if bytes.IndexByte(head, 0) < 0 {
		return nil
	}
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	enough := len(head) / 2 * 3 / 4
	switch {
	case len(head) < 16:
		return nil
	case zeros[0] == 0 && zeros[1] > enough:
		return binary.LittleEndian
	case zeros[1] == 0 && zeros[0] > enough:
		return binary.BigEndian
	}
	return nil
}

// ascii16 reports whether a byte order mark of UTF-16 stands before what is no UTF-16 but ASCII: its units
// would be letters of East Asia without a space or a line end among them, which have a zero byte.
func ascii16(data []byte) bool {
	if !bytes.HasPrefix(data, []byte("\xff\xfe")) && !bytes.HasPrefix(data, []byte("\xfe\xff")) {
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
