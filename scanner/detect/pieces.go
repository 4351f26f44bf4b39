// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"bytes"
	"io"
	"sort"
)

const (
	pieceSize = 1 << 20   // what is read at once
	beside    = 16 << 10  // what is kept before and behind a keyword: more than is ever read around one
	longest   = 64        // more than any keyword has letters
	maxKept   = 256 << 20 // what is kept of one file
)

// ScanAt is Scan for a file that is not to be in memory as a whole: it goes through it in pieces, keeps
// what stands around keywords, and scans that. What it finds, and where, is what Scan finds; of a
// licence file, of UTF-16 and of UTF-32 it keeps everything. Where that is more than 256 MiB, an Issue
// says that the rest was not examined.
//
// The error is that of the reader.
func ScanAt(r io.ReaderAt, size int64, path string) (Result, error) {
	x := extract{all: IsLicenseFile(path), most: maxKept}
	if err := x.read(r, size); err != nil {
		return Result{}, err
	}
	found, _ := scanFile(x.kept, path, classOf(path), &x)
	return found, nil
}

// An extract is what is kept of a file: excerpts one behind the other, each from a new line on.
type extract struct {
	kept     []byte
	excerpts []excerpt
	all      bool // everything is kept
	most     int64
	limited  bool // there was more to keep than is

	buffer  []byte // of the file, from base on
	base    int64
	end     int64 // of what was kept last, in the file
	until   int64 // to where the file is to be kept
	counted int64 // to where its line ends were counted
	lines   int   // how many there are
	ends    int   // and in what is kept
}

// An excerpt of the file is kept at one place, and stands at another in the file, where more lines are before it.
type excerpt struct {
	at    int
	from  int64
	lines int // how many more
}

func (x *extract) read(r io.ReaderAt, size int64) error {
	x.buffer = make([]byte, 0, min(size, pieceSize+beside+longest))
	for at := int64(0); at < size; {
		x.forget(at - beside - longest)
		have := len(x.buffer)
		x.buffer = x.buffer[:have+int(min(pieceSize, size-at))]
		n, err := r.ReadAt(x.buffer[have:], at)
		if have+n < len(x.buffer) {
			if err == io.EOF { // it has become shorter
				err = io.ErrUnexpectedEOF
			}
			return err
		}
		if at == 0 {
			x.all = x.all || encodingOf(x.buffer) != asUTF8
			x.keep(0, beside)
		}
		x.search(max(0, have-longest))
		if at += int64(n); x.limited {
			break
		}
	}
	return nil
}

// forget lets go of what is before a place of the file.
func (x *extract) forget(to int64) {
	if to <= x.base {
		return
	}
	x.count(to)
	x.buffer = x.buffer[:copy(x.buffer, x.buffer[to-x.base:])]
	x.base = to
}

func (x *extract) count(to int64) {
	if to > x.counted {
		x.lines += bytes.Count(x.buffer[x.counted-x.base:to-x.base], []byte("\n"))
		x.counted = to
	}
}

// search keeps what stands in the buffer around keywords from a place on, and around those before it.
func (x *extract) search(from int) {
	if x.all {
		x.keep(x.end, x.base+int64(len(x.buffer)))
		return
	}
	x.keep(x.end, x.until)
	text := asString(x.buffer)
	for at := nextKeyword(text, from); at >= 0; at = nextKeyword(text, at+1) {
		place := x.base + int64(at)
		x.keep(place-beside, place+beside)
	}
}

// keep keeps a part of the file that begins in the buffer or before it, and goes on with it when more is read.
func (x *extract) keep(from, to int64) {
	if x.limited {
		return
	}
	x.until = max(x.until, to)
	from, to = max(from, x.end, x.base), min(to, x.base+int64(len(x.buffer)))
	if from >= to {
		return
	}
	if from > x.end || len(x.excerpts) == 0 {
		if from > 0 {
			head := x.buffer[from-x.base : to-x.base]
			if i := bytes.IndexByte(head[:min(len(head), beside/8)], '\n'); i >= 0 {
				from += int64(i + 1)
			}
		}
		if n := len(x.kept); n > 0 && x.kept[n-1] != '\n' {
			x.kept = append(x.kept, '\n')
			x.ends++
		}
		x.count(from)
		x.excerpts = append(x.excerpts, excerpt{at: len(x.kept), from: from, lines: x.lines - x.ends})
	}
	if x.limited = int64(len(x.kept))+to-from > x.most; x.limited {
		to = from + x.most - int64(len(x.kept))
	}
	part := x.buffer[from-x.base : to-x.base]
	x.kept = append(x.kept, part...)
	x.ends += bytes.Count(part, []byte("\n"))
	x.end = to
}

// excerptAt gives the excerpt at a place of what is kept.
func (x *extract) excerptAt(at int) excerpt {
	return x.excerpts[max(0, sort.Search(len(x.excerpts), func(i int) bool { return x.excerpts[i].at > at })-1)]
}

// inFile gives the place in the file of what is kept at one.
func (x *extract) inFile(at int) int {
	if x == nil || len(x.excerpts) == 0 {
		return at
	}
	p := x.excerptAt(at)
	return int(p.from) + at - p.at
}

// linesBefore gives how many lines before what is kept at a place were not.
func (x *extract) linesBefore(at int) int {
	if x == nil || len(x.excerpts) == 0 {
		return 0
	}
	return x.excerptAt(at).lines
}
