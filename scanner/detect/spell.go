// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"

	"lizenzlotse/scanner/inventory"
)

// A record has no holder and no year of a copyright notice, only the stretches of the file which they are made of: mostly one
// each, and several where a name goes on in the next line or years are put together, with the signs that are put between them.

const (
	maxStretches = 64
	maxYearsText = 4 << 10 // bytes of a holder's years; those of names have maxHolder
	nearNotice   = 8 << 10 // bytes behind the beginning of a notice in which its words are looked for
)

// joints are what may stand in a text that is put together and not in the file. New ones are put at the end.
var joints = []string{"-", ", ", inventory.Present, " ", "<", ">", ",", "&"}

// spell writes a text as stretches of the document near two places, and joints in place of those that are empty.
func (w *recordWriter) spell(s string, at noticed) {
	near := func(at int) [2]int {
		return [2]int{max(0, at-maxLead), min(len(w.d.text), at+nearNotice)}
	}
	windows := [][2]int{near(at.first), near(at.last)}
	if at.first == at.last {
		windows = windows[:1]
	}
	count, from := 0, at.first
	pieces := recordWriter{}
	for ; s != "" && count < maxStretches; count++ {
		start, n := longestIn(w.d.text, s, windows)
		pieces.number(n)
		if n > 0 {
			pieces.record = binary.AppendVarint(pieces.record, int64(start-from))
			from, s = start+n, s[n:]
			continue
		}
		joint := slices.IndexFunc(joints, func(j string) bool { return strings.HasPrefix(s, j) })
		pieces.index(joint)
		s = s[len(joints[max(joint, 0)]):]
	}
	w.failed = w.failed || pieces.failed || s != ""
	w.number(count)
	w.record = append(w.record, pieces.record...)
}

// longestIn finds what s begins with, as much of it as can be had, in one of the windows of a text.
func longestIn(text, s string, windows [][2]int) (start, n int) {
	_, first := utf8.DecodeRuneInString(s)
	for _, least := range [...]int{len(s), 16, 8, 4, first} {
		for _, win := range windows {
			i := strings.Index(text[win[0]:win[1]], s[:min(least, len(s))])
			if i < 0 {
				continue
			}
			start := win[0] + i
			n := 0
			for n < len(s) && start+n < len(text) && text[start+n] == s[n] {
				n++
			}
			for n < len(s) && !utf8.RuneStart(s[n]) {
				n--
			}
			return start, n
		}
	}
	return 0, 0
}

// spelled reads what spell wrote for a place, of at most limit bytes.
func (r *recordReader) spelled(at, limit int) string {
	var b strings.Builder // which copies: the file is only borrowed
	for range r.number(maxStretches) {
		n := r.number(limit - b.Len())
		if n == 0 {
			b.WriteString(joints[r.number(len(joints)-1)])
			continue
		}
		by, size := binary.Varint(r.rest)
		if size <= 0 || by < int64(-at) || by > int64(len(r.d.text)-at-n) {
			r.failed, r.rest = true, nil
			return ""
		}
		r.rest = r.rest[size:]
		start := at + int(by)
		at = start + n
		if !r.isBorder(start) || !r.isBorder(at) {
			r.failed = true
			return ""
		}
		b.WriteString(r.d.text[start:at])
	}
	return b.String()
}

// copyright reads a notice; its words are taken from the text.
func (r *recordReader) copyright() inventory.Copyright {
	at := r.number(len(r.d.text))
	c := inventory.Copyright{Holder: r.spelled(at, maxHolder), Years: r.spelled(at, maxYearsText)}
	r.failed = r.failed || !isShown(c.Holder) || !areYears(c.Years)
	if !r.failed {
		c.Line = r.d.line(at)
	}
	return c
}

// isShown reports whether a text is what the name of a holder may be made of.
func isShown(s string) bool {
	for _, c := range s {
		if !isPrintable(c) {
			return false
		}
	}
	return s != ""
}

// areYears reports whether a text is like what [inventory.UniteYears] gives.
func areYears(s string) bool {
	if s == "" {
		return true
	}
	for part := range strings.SplitSeq(s, ", ") {
		first, last, ranged := strings.Cut(part, "-")
		if !isYearText(first) || ranged && last != inventory.Present && !isYearText(last) {
			return false
		}
	}
	return true
}

func isYearText(s string) bool {
	n, size := digits(s)
	return len(s) == 4 && size == 4 && isYear(n)
}
