// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"errors"
	"hash/crc32"
	"io"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source/sevenzip"
)

// maxBlockMemory is what the decoders of one block of a 7z may take, in bytes: what "7z -mx=9" asks for is within it.
const maxBlockMemory = 320 << 20

// sevenZip visits the entries of a 7z, block after block.
func (l *level) sevenZip(s stored) {
	if s.at == nil { // its table of contents stands at the end
		c, err := l.read(s.reader(), 0, l.large)
		defer c.release()
		if errors.Is(err, errTooLarge) {
			l.tooLarge(l.path, int64(len(c.data)))
			return
		} else if err != nil {
			l.broken(err)
			return
		}
		s = stored{at: bytes.NewReader(c.data), size: int64(len(c.data))}
	}
	a, err := sevenzip.Open(s.at, s.size, sevenzip.Limits{Memory: maxBlockMemory, Entries: l.limits.Entries, Ratio: l.limits.Ratio})
	if err != nil {
		l.noSevenZip(err)
		return
	}
	for left := a.Files; len(left) > 0 && !l.stopped() && !l.budget.spent; {
		n, block := 0, -1
		for ; n < len(left) && (block < 0 || left[n].Block < 0 || left[n].Block == block); n++ {
			block = max(block, left[n].Block)
		}
		l.sevenZipBlock(a, block, left[:n])
		left = left[n:]
	}
	if a.End < s.size && !l.onlyZeros(io.NewSectionReader(s.at, a.End, s.size-a.End)) {
		l.issues.unread("archive-trailing", l.path, nil)
	}
}

func (l *level) noSevenZip(err error) {
	switch {
	case errors.Is(err, sevenzip.ErrEncrypted):
		l.issues.unread("archive-encrypted", l.path, nil)
	case errors.Is(err, sevenzip.ErrTruncated):
		l.issues.unread("archive-truncated", l.path, nil)
	case errors.Is(err, sevenzip.ErrMethod):
		l.issues.unread("archive-method", l.path, nil)
	case errors.Is(err, sevenzip.ErrMemory):
		l.issues.unread("archive-memory", l.path, inventory.Args{"limit": number(maxBlockMemory)})
	case errors.Is(err, sevenzip.ErrEntries):
		l.issues.unread("archive-entries", l.path, inventory.Args{"limit": number(l.limits.Entries)})
	case errors.Is(err, sevenzip.ErrRatio):
		l.issues.unread("archive-ratio", l.path, inventory.Args{"limit": number(l.limits.Ratio)})
	default:
		l.broken(err)
	}
}

// sevenZipBlock visits the files whose contents lie in one block, and those without content between them.
func (l *level) sevenZipBlock(a *sevenzip.Archive, block int, files []sevenzip.File) {
	var r *sized
	refused := func(p string) {}
	if block >= 0 {
		b := &a.Blocks[block]
		if refused = l.refusal(b); refused == nil {
			if b.Memory > largeSize && !l.large {
				l.walker.large <- struct{}{}
				l.large = true
				defer func() {
					l.large = false
					<-l.walker.large
				}()
			}
			inner, err := a.Open(b)
			if err != nil {
				refused = l.corrupt
			}
			r = &sized{r: &meter{ctx: l.ctx, out: inner, budget: l.budget}}
		}
	}
	for i := range files {
		f := &files[i]
		switch {
		case l.stopped() || !l.budget.entry():
			return
		case f.Block < 0:
			l.withoutContent(f)
		case refused != nil:
			if p, ok := l.admit(f.Name); ok {
				refused(p)
			}
		case !l.sevenZipFile(r, f):
			refused = l.corrupt // nothing behind it can be unpacked
		}
	}
}

func (l *level) corrupt(p string) { l.issues.unread("entry-corrupt", p, nil) }

// refusal gives what is to be said of each file in a block that is not read; nil if it is.
func (l *level) refusal(b *sevenzip.Block) func(p string) {
	switch {
	case b.Err == sevenzip.ErrEncrypted:
		return func(p string) { l.issues.unread("entry-encrypted", p, nil) }
	case b.Err == sevenzip.ErrMemory:
		return func(p string) { l.issues.unread("archive-memory", p, inventory.Args{"limit": number(maxBlockMemory)}) }
	case b.Err != nil:
		return func(p string) { l.issues.unread("archive-method", p, nil) }
	case l.limits.expands(b.Size, b.Packed):
		return func(p string) { l.issues.unread("entry-ratio", p, inventory.Args{"limit": number(l.limits.Ratio)}) }
	}
	return nil
}

// sevenZipFile visits a file of a block. It is false if nothing can be read after it.
func (l *level) sevenZipFile(r *sized, f *sevenzip.File) bool {
	if _, err := io.CopyN(io.Discard, r, r.left); err != nil {
		l.broken(err)
		return false
	}
	r.left = f.Size
	if unixMode(f)&cpioType == cpioLink && f.Size <= maxPath {
		return l.streamLink(r, f.Name)
	}
	var whole func([]byte) bool
	if f.Summed {
		whole = func(data []byte) bool { return crc32.ChecksumIEEE(data) == f.CRC }
	}
	return l.streamMember(r, f.Name, f.Size, whole)
}

// withoutContent visits a file that is empty, or speaks of what is no file.
func (l *level) withoutContent(f *sevenzip.File) {
	switch mode := unixMode(f) & cpioType; {
	case f.Anti, mode == cpioPipe, mode == cpioChar, mode == cpioBlock, mode == cpioSocket:
		l.issues.other++
	case !f.Folder:
		if p, ok := l.admit(f.Name); ok {
			l.take(p, &content{walker: l.walker}, nil)
		}
	}
}

// unixMode is the mode of a file where the archive was made on Unix, 0 otherwise.
func unixMode(f *sevenzip.File) uint32 {
	const unix = 0x8000
	if f.Attributes&unix == 0 {
		return 0
	}
	return f.Attributes >> 16
}

// A sized reader ends after so many bytes, and that they are there is part of the format.
type sized struct {
	r    io.Reader
	left int64
}

func (s *sized) Read(p []byte) (int, error) {
	if s.left == 0 {
		return 0, io.EOF
	}
	n, err := s.r.Read(p[:min(int64(len(p)), s.left)])
	s.left -= int64(n)
	if err == io.EOF {
		if err = nil; s.left > 0 {
			err = sevenzip.ErrFormat
		}
	}
	return n, err
}
