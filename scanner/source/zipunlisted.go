// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"io"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
)

const (
	localLength = 30 // of a local header without name and extra fields
	entryLength = 46 // of an entry of the table of contents without its three fields
	endLength   = 22 // of the end record without its comment

	// descriptorLength is the most that stands behind the content of an entry and belongs to it.
	descriptorLength = 24

	// endWithin is how far from the end of the file the end record is looked for, by package zip too.
	endWithin = 65 << 10
)

var endSignature = []byte("PK\x05\x06")

// An extent is a part of a file, from its first byte to the one behind its last.
type extent struct{ from, to int64 }

type placement string

const (
	leading  placement = "leading"  // in front of everything that the table of contents lists
	between  placement = "between"  // behind an entry
	records  placement = "records"  // between table of contents and end record, where zip64 has its own
	remark   placement = "remark"   // the comment of the archive
	trailing placement = "trailing" // behind the end record
)

// A gap is a part of a zip that its table of contents does not account for.
type gap struct {
	extent
	placement placement
}

// gaps finds what the table of contents does not account for, in the order of the file.
func gaps(z *zip.Reader, guard *directoryGuard, s stored) []gap {
	endAt := findEnd(s)
	if endAt < 0 {
		return nil // package zip would not have opened it
	}
	directory := extent{endAt, endAt}
	if len(z.File) > 0 {
		directory = extent{guard.run, guard.run}
	}
	known := make([]extent, 0, len(z.File)+2)
	for _, f := range z.File { // from here on the guard notes where the entries are
		directory.to += int64(entryLength + len(f.Name) + len(f.Extra) + len(f.Comment))
		data, err := f.DataOffset()
		if err != nil {
			continue // there is no entry, as will be said when it is read
		}
		known = append(known, extent{guard.last, data + int64(min(f.CompressedSize64, uint64(s.size)))})
	}
	behind := endAt + endLength + int64(len(z.Comment))
	known = append(known, directory, extent{endAt, behind})
	slices.SortFunc(known, func(a, b extent) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })

	var list []gap
	at := int64(0)
	add := func(to int64, p placement) {
		if at < to {
			list = append(list, gap{extent{at, to}, p})
		}
	}
	for i, e := range known {
		switch {
		case i == 0:
			add(e.from, leading)
		case at == directory.to:
			add(e.from, records)
		default:
			add(e.from, between)
		}
		at = max(at, e.to)
	}
	at = behind
	add(s.size, trailing)
	at = endAt + endLength
	add(behind, remark)
	return list
}

// findEnd gives where the end record is; -1 if there is none.
func findEnd(s stored) int64 {
	tail := make([]byte, min(s.size, endWithin))
	if n, _ := s.at.ReadAt(tail, s.size-int64(len(tail))); n < len(tail) || n < endLength {
		return -1
	}
	i := bytes.LastIndex(tail[:len(tail)-endLength+len(endSignature)], endSignature)
	if i < 0 {
		return -1
	}
	return s.size - int64(len(tail)) + int64(i)
}

// unlisted visits the entries that stand in the gaps, and says of gaps that hold anything at all
// that they do. A program in front, as self-extracting archives have it, is nothing to speak of.
func (l *level) unlisted(s stored, list []gap) {
	found, unknown := 0, false
	for _, g := range list {
		if l.stopped() {
			return
		}
		n := l.orphans(io.NewSectionReader(s.at, g.from, g.to-g.from))
		found += n
		if n > 0 || g.placement == remark || l.harmless(s.at, g) {
			continue
		}
		switch g.placement {
		case leading, trailing:
			l.issues.unread("archive-"+string(g.placement), l.path, nil)
		default:
			unknown = true
		}
	}
	switch {
	case found > 0:
		l.issues.unread("archive-unlisted", l.path, inventory.Args{"count": number(int64(found))})
	case unknown:
		l.issues.unread("archive-unlisted", l.path, nil)
	}
}

// orphans visits the entries that have a header of their own and none in the table of contents.
// It gives their number.
func (l *level) orphans(r io.Reader) int {
	found := 0
	b := bufio.NewReaderSize(r, streamBuffer)
	for l.nextLocal(b) {
		if !plausible(b) {
			continue // four bytes that any program for zips may hold
		}
		h, err := readLocal(b)
		found++
		if err != nil || !l.budget.entry() || !l.streamEntry(b, h) {
			break
		}
	}
	return found
}

// plausible reports whether what comes next is a local header behind its signature.
func plausible(b *bufio.Reader) bool {
	const highestVersion, highestMethod = 63, 99
	fixed, err := b.Peek(localLength - len(localSignature))
	if err != nil {
		return false
	}
	le := binary.LittleEndian
	length := int(le.Uint16(fixed[22:]))
	if fixed[0] > highestVersion || le.Uint16(fixed[4:]) > highestMethod || length == 0 || length > maxPath {
		return false
	}
	head, err := b.Peek(len(fixed) + length)
	return err == nil && !bytes.ContainsFunc(head[len(fixed):], func(r rune) bool { return r < ' ' || r == 0x7f })
}

// harmless reports whether what programs are known to leave in that place is all that stands there.
func (l *level) harmless(at io.ReaderAt, g gap) bool {
	head := make([]byte, min(g.to-g.from, 4096))
	n, _ := at.ReadAt(head, g.from)
	head = head[:n]
	switch g.placement {
	case leading:
		if isProgram(head) || string(head) == "PK00" || string(head) == "PK\x07\x08" { // marks of a divided archive
			return true
		}
	case between:
		if tail := apkSignature(at, g); tail || virtual(head, g) {
			return true
		}
		g.from += descriptorLength
	case records:
		g.from += recordsLength(head)
	}
	return l.onlyZeros(io.NewSectionReader(at, g.from, max(0, g.to-g.from)))
}

// apkSignature reports whether the gap ends like the signature of an Android package.
func apkSignature(at io.ReaderAt, g gap) bool {
	const magic = "APK Sig Block 42"
	end := make([]byte, len(magic))
	at.ReadAt(end, max(g.from, g.to-int64(len(magic))))
	return string(end) == magic
}

// virtual reports whether the gap is entries without name and content, with which Android's
// build tools fill the place of others.
func virtual(head []byte, g gap) bool {
	if int64(len(head)) < g.to-g.from {
		return false
	}
	const descriptor = 16
	if bytes.HasPrefix(head, []byte("PK\x07\x08")) && len(head) >= descriptor {
		head = head[descriptor:] // of the entry in front
	}
	for len(head) >= localLength && bytes.HasPrefix(head, localSignature) {
		le := binary.LittleEndian
		end := localLength + int(le.Uint16(head[28:]))
		if le.Uint32(head[18:]) != 0 || le.Uint16(head[26:]) != 0 || end > len(head) || !zeros(head[localLength:end]) {
			return false
		}
		head = head[end:]
	}
	return zeros(head)
}

// recordsLength is how much of what stands behind the table of contents is records of the format.
func recordsLength(head []byte) int64 {
	le := binary.LittleEndian
	length := 0
	skip := func(signature string, fixed int, more func([]byte) uint64) {
		rest := head[length:]
		if len(rest) < fixed || !strings.HasPrefix(string(rest[:4]), signature) {
			return
		}
		if n := more(rest); n <= uint64(len(rest)-fixed) {
			length += fixed + int(n)
		}
	}
	skip("PK\x05\x05", 6, func(b []byte) uint64 { return uint64(le.Uint16(b[4:])) }) // a digital signature
	skip("PK\x06\x06", 12, func(b []byte) uint64 { return le.Uint64(b[4:]) })        // the end record of zip64
	skip("PK\x06\x07", 20, func([]byte) uint64 { return 0 })                         // and where it is
	return int64(length)
}

func (w *walker) onlyZeros(r io.Reader) bool {
	buf := getBuffer(streamBuffer)
	defer putBuffer(buf)
	for !w.stopped() {
		n, err := r.Read(buf[:cap(buf)])
		if !zeros(buf[:n]) {
			return false
		}
		if err != nil {
			return err == io.EOF
		}
	}
	return true
}

func zeros(data []byte) bool { return len(bytes.Trim(data, "\x00")) == 0 }
