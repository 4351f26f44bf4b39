// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rpm

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// A Tag names a field of a header.
type Tag uint32

// The tags that are read here.
const (
	Name            Tag = 1000
	Version         Tag = 1001
	Release         Tag = 1002
	Epoch           Tag = 1003
	Summary         Tag = 1004
	Distribution    Tag = 1010
	Vendor          Tag = 1011
	License         Tag = 1014
	URL             Tag = 1020
	Arch            Tag = 1022
	FileSizes       Tag = 1028
	FileModes       Tag = 1030
	FileLinks       Tag = 1036 // targets of symbolic links
	SourceRPM       Tag = 1044
	ProvideNames    Tag = 1047
	RequireFlags    Tag = 1048
	RequireNames    Tag = 1049
	RequireVersions Tag = 1050
	FileDevices     Tag = 1095
	FileInodes      Tag = 1096
	SourcePackage   Tag = 1106
	ProvideVersions Tag = 1113
	DirIndexes      Tag = 1116
	BaseNames       Tag = 1117
	DirNames        Tag = 1118
	Compressor      Tag = 1125
	LongFileSizes   Tag = 5008
	Recommends      Tag = 5046
	Suggests        Tag = 5049
)

// The types of a tag's value.
const (
	typeNull = iota
	typeChar
	typeInt8
	typeInt16
	typeInt32
	typeInt64
	typeString
	typeBinary
	typeStrings
	typeTranslated // a text in several languages, of which the first is that of the machine
)

// sizes of the values of a type, in bytes; a text has at least the byte that ends it.
var sizes = [...]int64{typeNull: 0, typeChar: 1, typeInt8: 1, typeInt16: 2, typeInt32: 4, typeInt64: 8, typeString: 1, typeBinary: 1,
	typeStrings: 1, typeTranslated: 1}

const (
	// maxValues bounds how many values of one tag are read: more files than that no package has.
	maxValues = 1 << 20
	// maxText bounds one text, in bytes, and maxVariants how often a tag may stand in a header.
	maxText     = 1 << 20
	maxVariants = 100
)

// A Header is what a package says of itself. The zero Header says nothing.
type Header struct {
	entries map[Tag][]entry
	store   []byte
	start   int // of the store in the data
	faults  []error
}

// An entry is a tag of the index; what it says of its place was checked.
type entry struct {
	kind   uint32
	offset int
	count  int
}

// ParseHeader reads a header as it stands in a package file, or as it stands in a database. It keeps the data. The error says that it is
// none, or cut off; single tags that are wrong are left out, and Faults tells.
func ParseHeader(data []byte) (*Header, error) {
	all := len(data)
	data = bytes.TrimPrefix(data, []byte(HeaderMagic))
	if len(data) < 8 {
		return nil, io.ErrUnexpectedEOF
	}
	whole, err := wholeSize(data)
	tags, size := big.Uint32(data), big.Uint32(data[4:])
	index := data[8:]
	switch {
	case err != nil:
		return nil, err
	case tags == 0:
		return nil, ErrFormat
	case int64(len(index)) < whole:
		return nil, io.ErrUnexpectedEOF
	}
	h := &Header{entries: make(map[Tag][]entry, min(tags, 128)), store: index[tags*indexSize:][:size]}
	h.start = all - len(index) + int(tags)*indexSize
	for ; tags > 0; tags, index = tags-1, index[indexSize:] {
		tag, kind := Tag(big.Uint32(index)), big.Uint32(index[4:])
		offset, count := int64(int32(big.Uint32(index[8:]))), int64(big.Uint32(index[12:]))
		if tag < 1000 { // signatures, and marks of what is signed
			continue
		}
		if int(kind) >= len(sizes) || offset < 0 || count == 0 || offset+sizes[kind]*count > int64(size) {
			h.fault(tag)
			continue
		}
		h.entries[tag] = append(h.entries[tag], entry{kind, int(offset), int(count)})
	}
	return h, nil
}

// maxFaults bounds how many faults are kept.
const maxFaults = 20

func (h *Header) fault(tag Tag) {
	if len(h.faults) < maxFaults {
		h.faults = append(h.faults, fmt.Errorf("%w: tag %d of the header", ErrFormat, tag))
	}
}

// Faults are what was found wrong so far, of very many the first.
func (h *Header) Faults() []error { return h.faults }

// String is the text of a tag, of a list the first; "" if there is none.
func (h *Header) String(tag Tag) string {
	for _, e := range h.entries[tag] {
		if s := h.texts(tag, e, 1); len(s) > 0 {
			return s[0]
		}
	}
	return ""
}

// Strings are the texts of a tag.
func (h *Header) Strings(tag Tag) []string {
	if all := h.entries[tag]; len(all) > 0 {
		return h.texts(tag, all[0], all[0].count)
	}
	return nil
}

// A Text is the value of a tag, and where in the data of the header it stands.
type Text struct {
	Value string
	Start int
}

// Variants are the first texts of a tag, one for each time that it stands in the header. It should stand there once.
func (h *Header) Variants(tag Tag) []Text {
	var list []Text
	all := h.entries[tag]
	if len(all) > maxVariants {
		h.fault(tag)
	}
	for _, e := range all[:min(len(all), maxVariants)] {
		for _, s := range h.texts(tag, e, 1) {
			list = append(list, Text{s, h.start + e.offset})
		}
	}
	return list
}

func (h *Header) texts(tag Tag, e entry, n int) []string {
	if e.kind != typeString && e.kind != typeStrings && e.kind != typeTranslated {
		return nil
	}
	if n > maxValues {
		h.fault(tag)
		return nil
	}
	rest := h.store[e.offset:]
	list := make([]string, 0, n)
	for range n {
		end := bytes.IndexByte(rest, 0)
		if end < 0 || end > maxText {
			h.fault(tag)
			break
		}
		list = append(list, strings.ToValidUTF8(string(rest[:end]), "\uFFFD"))
		rest = rest[end+1:]
	}
	return list
}

// Numbers are the values of a tag; nil if there is none.
func (h *Header) Numbers(tag Tag) []uint64 {
	all := h.entries[tag]
	if len(all) == 0 {
		return nil
	}
	e := all[0]
	if e.kind < typeChar || e.kind > typeInt64 {
		return nil
	}
	if e.count > maxValues {
		h.fault(tag)
		return nil
	}
	list := make([]uint64, e.count)
	for i, at := 0, h.store[e.offset:]; i < e.count; i, at = i+1, at[sizes[e.kind]:] {
		switch e.kind {
		case typeInt16:
			list[i] = uint64(big.Uint16(at))
		case typeInt32:
			list[i] = uint64(big.Uint32(at))
		case typeInt64:
			list[i] = big.Uint64(at)
		default:
			list[i] = uint64(at[0])
		}
	}
	return list
}

// IsSource reports whether it is a package of sources, from which others are built. Its Arch is that of the machine it was made on.
func (h *Header) IsSource() bool {
	return len(h.entries[SourcePackage]) > 0 || h.String(SourceRPM) == "" && h.String(Arch) != "" && len(h.Numbers(RequireFlags)) > 0
}
