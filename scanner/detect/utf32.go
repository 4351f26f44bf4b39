// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// encoding32 tells UTF-32 by its byte order mark, or by the beginning being nothing but letters of
// the first planes, four bytes each. It is asUTF8 for anything else.
func encoding32(data []byte) encoding {
	if len(data)%4 == 0 {
		switch {
		case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")):
			return littleEndian32
		case bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
			return bigEndian32
		}
	}
	sample := data[:min(len(data), 512)&^3]
	if len(sample) < 32 || bytes.IndexByte(sample, 0) < 0 {
		return asUTF8
	}
	little, big := true, true
	for i := 0; i < len(sample) && (little || big); i += 4 {
		little = little && sample[i] != 0 && sample[i+2] == 0 && sample[i+3] == 0
		big = big && sample[i+3] != 0 && sample[i] == 0 && sample[i+1] == 0
	}
	switch {
	case little:
		return littleEndian32
	case big:
		return bigEndian32
	}
	return asUTF8
}

// readUTF32 reads four bytes as a rune; what is none is replaced.
func readUTF32(order binary.ByteOrder) reader {
	return func(file []byte, at int) (rune, int) {
		if at+4 > len(file) {
			return utf8.RuneError, len(file) - at
		}
		if u := order.Uint32(file[at:]); u <= utf8.MaxRune && utf8.ValidRune(rune(u)) {
			return rune(u), 4
		}
		return utf8.RuneError, 4
	}
}
