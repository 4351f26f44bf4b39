// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unspoken makes what is written in a form for programs harmless to a terminal and to the log of a CI job, which stdout may
// lead to: what hides or steers, and the second of two "#", become numbered characters, which says the same to whoever
// reads JSON, XML or HTML. Other forms are left as they are.
func unspoken(w io.Writer, format string) io.Writer {
	switch {
	case strings.HasSuffix(format, "json"), format == "sarif", format == "gitlab-codequality":
		return &escaper{w: w, number: func(r rune) string {
			if r > 0xffff {
				r -= 0x10000
				return fmt.Sprintf(`\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
			}
			return fmt.Sprintf(`\u%04x`, r)
		}}
	case strings.HasSuffix(format, "xml"), format == "junit", format == "html":
		return &escaper{w: w, number: func(r rune) string { return fmt.Sprintf("&#x%x;", r) }}
	}
	return w
}

// An escaper writes some characters by their numbers.
type escaper struct {
	w      io.Writer
	number func(rune) string
	hash   bool   // the last one was "#"
	begun  []byte // of a character that the next Write completes
}

// Write takes all of p; the beginning of a character is kept until the rest of it comes.
func (e *escaper) Write(p []byte) (int, error) {
	given := len(p)
	if len(e.begun) > 0 {
		p = append(e.begun, p...)
		e.begun = nil
	}
	done := 0
	for i := 0; i < len(p); {
		c := p[i]
		if c < utf8.RuneSelf && c != 0x7f && c != '#' {
			e.hash = false
			i++
			continue
		}
		if !utf8.FullRune(p[i:]) {
			e.begun = append([]byte(nil), p[i:]...)
			p = p[:i]
			break
		}
		r, size := utf8.DecodeRune(p[i:])
		broken := r == utf8.RuneError && size == 1
		hides := r == '#' && e.hash || r != '#' && !broken && !unicode.IsPrint(r) && !unicode.Is(unicode.Zs, r)
		e.hash = r == '#'
		if hides {
			if _, err := e.w.Write(append(p[done:i:i], e.number(r)...)); err != nil {
				return 0, err
			}
			done = i + size
		}
		i += size
	}
	if _, err := e.w.Write(p[done:]); err != nil {
		return 0, err
	}
	return given, nil
}

// close writes what is left of a character that never came whole.
func (e *escaper) close() error {
	_, err := e.w.Write(e.begun)
	e.begun = nil
	return err
}
