// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// strewn reports whether data is text that control characters were put into: a compiler and a person
// read on over them, so they must not hide it. At least 70 of 100 bytes are printable, not counting
// zeros behind the end. Tables of strings, as in archives of objects, catalogues of messages and compiled
// scripts, have as many; but those begin with a header of numbers, in which text begins with text, or
// have many control characters and bytes that are no UTF-8. What begins with several clean lines is text
// whatever comes behind them, since somebody may have put it there for the lines not to be read.
func strewn(data []byte) bool {
	head := bytes.TrimRight(data[:min(len(data), 64<<10)], "\x00")
	if len(head) == 0 || bytes.HasPrefix(head, []byte("!<arch>\n")) {
		return false
	}
	if lines := head[:min(len(head), 192)]; len(lines) == 192 && controls(lines) == 0 && bytes.Count(lines, []byte("\n")) >= 3 {
		return true
	}
	clean := controls(data[:min(len(data), 16)]) == 0
	printable := 0
	var seen [256]bool
	kinds := 0
	for i := 0; i < len(head); {
		c := head[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != 0x7F || c == '\t' || c == '\n' || c == '\r' || c == '\f' {
				printable++
			} else if control(c) > 0 && !seen[c] {
				seen[c] = true
				if kinds++; kinds > 2 && !clean {
					return false
				}
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(head[i:])
		if n == 1 {
			if !clean && utf8.FullRune(head[i:]) {
				return false
			}
		} else if unicode.IsLetter(r) {
			printable += n
		}
		i += n
	}
	return printable*10 >= len(head)*7
}
