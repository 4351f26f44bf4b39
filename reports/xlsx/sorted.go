// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
)

// A sorted archive is written when it is closed, always in the same order: the library hands over its sheets in the order
// of a map. Until then it holds them compressed.
type sorted struct {
	w     io.Writer
	parts []*part
}

type part struct {
	name   string
	packed bytes.Buffer
	flate  *flate.Writer
	crc    uint32
	size   uint64
}

func (p *part) Write(b []byte) (int, error) {
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b)
	p.size += uint64(len(b))
	return p.flate.Write(b)
}

// key is what parts are sorted by.
func (p *part) key() string {
	if p.name == "[Content_Types].xml" {
		return ""
	}
	return p.name
}

// Create begins a part of the workbook; the one before is complete.
func (s *sorted) Create(name string) (io.Writer, error) {
	if err := s.finish(); err != nil {
		return nil, err
	}
	p := &part{name: name}
	var err error
	if p.flate, err = flate.NewWriter(&p.packed, flate.DefaultCompression); err != nil {
		return nil, err
	}
	s.parts = append(s.parts, p)
	return p, nil
}

// finish completes the last part.
func (s *sorted) finish() error {
	if len(s.parts) == 0 {
		return nil
	}
	last := s.parts[len(s.parts)-1]
	err := last.flate.Close()
	last.flate = nil // lets go of its tables
	return err
}

// AddFS is asked for by the library's interface; nothing here uses it.
func (s *sorted) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive: the list of types first, by which programs know what it is.
func (s *sorted) Close() error {
	if err := s.finish(); err != nil {
		return err
	}
	slices.SortFunc(s.parts, func(a, b *part) int { return cmp.Compare(a.key(), b.key()) })
	z := zip.NewWriter(s.w)
	for _, p := range s.parts {
		head := &zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: p.crc, CompressedSize64: uint64(p.packed.Len()), UncompressedSize64: p.size}
		//lint:ignore SA1019 CreateRaw writes this field as it is, and does not look at Modified
		head.ModifiedDate = 1<<5 | 1 // 1 January 1980, the first day an archive can tell
		w, err := z.CreateRaw(head)
		if err != nil {
			return err
		}
		if _, err := p.packed.WriteTo(w); err != nil {
			return err
		}
	}
	return z.Close()
}
