// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import "strings"

// licenseTag reads an element that is there for the licence, or links to it: its name is a word, the
// address in it one that follows.
func (x *lexer) licenseTag(start, end int) {
	element := x.text[start:end]
	at := 1
	if hasFoldPrefix(element[at:], "cc:") {
		at += len("cc:")
	}
	named := hasFoldPrefix(element[at:], "license") || hasFoldPrefix(element[at:], "licence")
	if named {
		x.emit(lexeme{word: x.lookup(start+at, start+at+len("license")), lo: int32(start + at), hi: int32(start + at + len("license"))})
		x.sep |= sepSpace | sepColon
	} else if !strings.Contains(element, "\"license\"") {
		return
	}
	if i := strings.Index(element, "://"); i > 0 {
		from := start + strings.LastIndexAny(element[:i], "\"'= ") + 1
		x.address(from)
		x.sep |= sepSpace
		if named {
			x.sep |= sepColon
		}
	}
}

// address reads an address of the web.
func (x *lexer) address(i int) int {
	end := i
	for end < len(x.text) && end-i < maxAddress && x.text[end] > ' ' && strings.IndexByte("<>\"'`)]}{\\|*,;", x.text[end]) < 0 {
		end++
	}
	full := end
	for end > i+1 && strings.IndexByte(".:/-_", x.text[end-1]) >= 0 {
		end--
	}
	x.emit(lexeme{word: unknownWord, lo: int32(i), hi: int32(end), kind: isAddress})
	for ; end < full; end++ {
		x.mark(x.text[end], end)
	}
	return full
}
