// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"slices"
	"strings"
)

// officeFirst are names, or their beginnings, that a document of an office program may begin with as a zip.
var officeFirst = []string{"mimetype", "[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/", "visio/", "Index/", "customXml/"}

// officeParts are the parts without which a document is none (ISO/IEC 29500-2, and what Pages, Numbers and Keynote write).
var officeParts = []string{"word/document.xml", "xl/workbook.xml", "xl/workbook.bin", "ppt/presentation.xml", "visio/document.xml", "Index/Document.iwa"}

// officeTypes are what the first entry of a document says by ISO/IEC 26300-3, or of a book.
var officeTypes = []string{"application/vnd.oasis.opendocument.", "application/epub+zip"}

// isOffice reports whether a zip is a document of an office program. Its parts are no files: what is in them belongs together.
func isOffice(at io.ReaderAt, size int64) bool {
	head := make([]byte, 128)
	n, _ := at.ReadAt(head, 0)
	head = head[:n]
	if len(head) < localLength || !bytes.HasPrefix(head, localSignature) {
		return false
	}
	rest := string(head[localLength:])
	name := rest[:min(len(rest), int(binary.LittleEndian.Uint16(head[26:])))]
	if !slices.ContainsFunc(officeFirst, func(p string) bool { return strings.HasPrefix(name, p) }) {
		return false
	}
	if content := rest[min(len(rest), len(name)+int(binary.LittleEndian.Uint16(head[28:]))):]; name == "mimetype" {
		return slices.ContainsFunc(officeTypes, func(p string) bool { return strings.HasPrefix(content, p) })
	}
	guard := &directoryGuard{at: at, left: 1<<16 + 160*10_000}
	z, err := zip.NewReader(guard, size)
	return err == nil && slices.ContainsFunc(z.File, func(f *zip.File) bool { return slices.Contains(officeParts, f.Name) })
}
