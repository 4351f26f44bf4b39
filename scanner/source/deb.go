// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
)

var errAr = errors.New("no valid ar")

const (
	arMagic  = "!<arch>\n"
	arHeader = 60
)

// An arReader reads the members of an ar as deb(5) has them: with short names, and nothing that links them. Libraries of
// object files are ar too, and are no archives here: nobody has put texts into them.
type arReader struct {
	r    *bufio.Reader
	left int64 // of the content of the member
	odd  bool  // a byte fills it up to an even number
}

// newArReader passes over what every ar begins with.
func newArReader(r io.Reader) (*arReader, error) {
	a := &arReader{r: bufio.NewReaderSize(r, streamBuffer)}
	magic := make([]byte, len(arMagic))
	if _, err := io.ReadFull(a.r, magic); err != nil {
		return nil, notEOF(err)
	}
	if string(magic) != arMagic {
		return nil, errAr
	}
	return a, nil
}

// next goes to the next member. The error is io.EOF behind the last.
func (a *arReader) next() (name string, size int64, err error) {
	if _, err := io.CopyN(io.Discard, a.r, a.left); err != nil {
		return "", 0, notEOF(err)
	}
	if a.odd {
		a.r.ReadByte() // some programs leave it out at the end
	}
	a.left, a.odd = 0, false
	head := make([]byte, arHeader)
	if n, err := io.ReadFull(a.r, head); err != nil {
		if n == 0 && err == io.EOF {
			return "", 0, io.EOF
		}
		return "", 0, notEOF(err)
	}
	size, err = strconv.ParseInt(strings.TrimRight(string(head[48:58]), " "), 10, 64)
	if err != nil || size < 0 || string(head[58:]) != "`\n" {
		return "", 0, errAr
	}
	a.left, a.odd = size, size%2 == 1
	return strings.TrimSuffix(strings.TrimRight(string(head[:16]), " "), "/"), size, nil
}

func (a *arReader) Read(p []byte) (int, error) {
	if a.left == 0 {
		return 0, io.EOF
	}
	n, err := a.r.Read(p[:min(int64(len(p)), a.left)])
	a.left -= int64(n)
	return n, notEOF(err)
}

// deb visits the members of a package of Debian, of which two are tars; r reads through a meter.
func (l *level) deb(r io.Reader) {
	a, err := newArReader(r)
	if err != nil {
		l.broken(err)
		return
	}
	for !l.stopped() {
		name, size, err := a.next()
		if err == io.EOF {
			return
		}
		if err != nil {
			l.broken(err)
			return
		}
		if !l.budget.entry() || !l.streamMember(a, name, size, nil) {
			return
		}
	}
}

// isDebPart reports whether that is the name of one of the two tars, packed with whatever.
func isDebPart(name string) bool {
	part, packing, found := strings.Cut(name, ".tar")
	return found && (part == "data" || part == "control") && (packing == "" || packing[0] == '.')
}
