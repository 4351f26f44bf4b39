// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"errors"
	"io"
	"path"
	"unicode/utf8"
)

// streamMember visits a file of that name and size in a stream; whole says whether the content is what a sum in the archive
// says, and is nil where there is none. The result is false if nothing can be read after the file.
func (l *level) streamMember(r io.Reader, name string, size int64, whole func([]byte) bool) bool {
	p, ok := l.admit(name)
	if !ok {
		return true
	}
	if size > l.limits.Entry && whole == nil { // what is to be held against a sum is needed as a whole
		done, _, err := l.streamed(p, r, size)
		if errors.Is(err, io.ErrUnexpectedEOF) {
			l.issues.unread("entry-corrupt", p, nil)
		}
		switch {
		case err != nil:
			l.broken(err)
			return false
		case done:
			return true
		}
	}
	if size > l.limits.Entry {
		l.tooLarge(p, size)
		return true
	}
	c, err := l.read(r, claimed(size), l.large)
	if err == nil && whole != nil && !whole(c.data) {
		l.issues.unread("entry-corrupt", p, nil)
		l.take(p, &c, errSum)
		return true
	}
	if err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			l.issues.unread("entry-corrupt", p, nil)
		}
		l.broken(err)
	}
	l.take(p, &c, err)
	return err == nil
}

// streamLink notes a symbolic link, of which the content is where it leads to; what is no path is visited as a file, as in a
// zip. It is false if nothing can be read after the link.
func (l *level) streamLink(r io.Reader, name string) bool {
	target, err := io.ReadAll(r)
	if err != nil {
		l.broken(err)
		return false
	}
	if utf8.Valid(target) && !bytes.ContainsAny(target, "\x00\n\r") {
		l.archiveLink(name, string(target), leaves(path.Dir(cleanPath(name)), string(target)))
	} else if p, ok := l.admit(name); ok {
		l.take(p, &content{data: target, walker: l.walker}, nil)
	}
	return true
}
