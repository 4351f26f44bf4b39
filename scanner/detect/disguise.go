// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	_ "embed" // lookalikes.tsv
	"encoding/binary"
	"math/bits"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// lookalikes.tsv has the letters of other scripts that look like one of ASCII behind that one.
//
//go:embed lookalikes.tsv
var lookalikeTable string

var lookalikes = sync.OnceValue(func() map[rune]rune {
	m := map[rune]rune{}
	for line := range strings.Lines(lookalikeTable) {
		if line[0] == '#' {
			continue
		}
		letter, others, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		for _, r := range others {
			m[r] = rune(letter[0])
		}
	}
	return m
})

// Words that are disguised are reported from so many on: a single one may be a slip of a keyboard.
const minDisguises = 3

// How far a word, or a run of what nobody sees, is looked at: in runes.
const maxDisguise = 64

// nextOdd gives the place, at or behind i, of a character that may be part of a disguise, or -1.
func nextOdd(text string, i int) int {
	data := asBytes(text)
	for i = beyondPlain(data, i); i < len(data); i = beyondPlain(data, i) {
		switch c := data[i]; {
		case c < utf8.RuneSelf:
			if isStrewn(rune(c)) {
				return i
			}
			i++
		case c < 0xC2, c == 0xC3, 0xE4 <= c && c <= 0xE9: // inside a character; letters of Western Europe and East Asia
			i++
		case c == 0xC2:
			if i+1 < len(data) && data[i+1] == 0xAD { // a soft hyphen
				return i
			}
			i++
		default:
			r, n := utf8.DecodeRune(data[i:])
			if isUnseen(r) || isWide(r) || lookalikes()[r] != 0 {
				return i
			}
			i += n
		}
	}
	return -1
}

// beyondPlain gives the place, at or behind i, of what is not printable ASCII or white space, or the end.
func beyondPlain(data []byte, i int) int {
	for i = max(i, 0); i <= len(data)-16; i += 16 {
		part := data[i : i+16]
		low, high := odd8(binary.LittleEndian.Uint64(part)), odd8(binary.LittleEndian.Uint64(part[8:]))
		switch {
		case low|high == 0:
		case low != 0:
			return i + bits.TrailingZeros64(low)/8
		default:
			return i + 8 + bits.TrailingZeros64(high)/8
		}
	}
	for i < len(data) && (' ' <= data[i] && data[i] < 0x7F || '\t' <= data[i] && data[i] <= '\r') {
		i++
	}
	return i
}

// odd8 looks at eight bytes at once: the lowest of the high bits of its result tells the first that is not
// plain. Bytes above that one may be told wrongly, since sums and differences carry into them.
func odd8(w uint64) uint64 {
	const ones = 0x0101010101010101
	outside := (w - '\t'*ones) | (w + ones)                     // below a tab, or from DEL on
	control := (w + (0x80-'\r'-1)*ones) ^ (w + (0x80-' ')*ones) // behind a return, and below a space
	return (outside | control) & (0x80 * ones)
}

// asBytes are the bytes of a string, which must not be written to.
func asBytes(text string) []byte { return unsafe.Slice(unsafe.StringData(text), len(text)) }

// isStrewn reports whether a control character has no meaning in text. Escapes and ends of files of old
// terminals stay, since what stands behind an escape is no word.
func isStrewn(r rune) bool {
	return r < ' ' && (r < '\t' || r > '\r') && r != 0x1A && r != 0x1B || r == 0x7F
}

// isUnseen reports whether a character takes no place: it joins, parts, directs or varies others.
func isUnseen(r rune) bool {
	switch {
	case r < 0x034F:
		return r == 0xAD
	case r < 0x2000:
		return r == 0x034F || r == 0x061C || r == 0x115F || r == 0x1160 || r >= 0x180B && r <= 0x180F
	case r < 0x3000:
		return r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x206F
	}
	return r == 0x3164 || r >= 0xFE00 && r <= 0xFE0F || r == 0xFEFF || r == 0xFFA0 || r >= 0xE0000 && r <= 0xE0FFF
}

// isWide reports whether a character is a form of one of ASCII: of full width, or of mathematics.
func isWide(r rune) bool { return wide(r) != 0 }

func wide(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r >= 0x1D400 && r <= 0x1D6A3: // alphabets of twice 26 letters
		if n := (r - 0x1D400) % 52; n < 26 {
			return 'A' + n
		} else {
			return 'a' + n - 26
		}
	case r >= 0x1D7CE && r <= 0x1D7FF:
		return '0' + (r-0x1D7CE)%10
	}
	return 0
}

// looksLike gives what the character at a place looks like: itself, if it is no part of a disguise.
func looksLike(text []byte, at int) (rune, int) {
	r, n := utf8.DecodeRune(text[at:])
	if r < utf8.RuneSelf {
		return r, n
	}
	if to := wide(r); to != 0 {
		if isAlnum(to) || r < 0x1D400 && besideLatin(text, at, n) {
			return to, n
		}
		return r, n
	}
	if to := lookalikes()[r]; to != 0 {
		if mixed, _ := mixedWord(text, at); mixed {
			return to, n
		}
	}
	return r, n
}

func isAlnum(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

// besideLatin reports whether no letter of East Asia stands next to punctuation of its width: then it
// is not that of its text.
func besideLatin(text []byte, at, n int) bool {
	before, size := utf8.DecodeLastRune(text[:at])
	after, sizeAfter := utf8.DecodeRune(text[at+n:])
	return (size == 0 || before < 0x250 || isWide(before)) && (sizeAfter == 0 || after < 0x250 || isWide(after))
}

// mixedWord reports whether the letter at a place, which looks like one of ASCII, stands in a word with
// such, and with no letter that only another script has: a name in Russian with a single letter of the
// wrong keyboard stays as it is. Second is where the part of the word that was looked at ends.
func mixedWord(text []byte, at int) (bool, int) {
	latin := false
	// one takes a character of the word, and says whether the word goes on and is not of another script.
	one := func(r rune) (goes, other bool) {
		switch {
		case isAlnum(r) && r > '9' || isWide(r):
			latin = true
		case isUnseen(r) || isStrewn(r) || lookalikes()[r] != 0 || r >= 0xC0 && r < 0x250:
		default:
			return false, unicode.IsLetter(r)
		}
		return true, false
	}
	foreign := false
	end := at
	for range maxDisguise {
		r, n := utf8.DecodeRune(text[end:])
		goes, other := one(r)
		if foreign = foreign || other; n == 0 || !goes && !other {
			break
		}
		end += n
	}
	for i, k := at, 0; k < maxDisguise && i > 0 && !foreign; k++ {
		r, n := utf8.DecodeLastRune(text[:i])
		goes, other := one(r)
		if foreign = foreign || other; !goes {
			break
		}
		i -= n
	}
	return latin && !foreign, end
}

// passed gives how many bytes at a place are passed over behind a character that is seen, and whether they
// are such as are put into a word to hide it.
func passed(text []byte, at int, before rune) (size int, hidden bool) {
	unseen, soft := false, true
	end := at
	for range maxDisguise {
		r, n := utf8.DecodeRune(text[end:])
		switch {
		case n > 0 && isUnseen(r):
			unseen = true
			soft = soft && (r == 0xAD || r == 0xFEFF)
		case n == 0 || !isStrewn(r):
			return passedRun(text, at, end, before, unseen, soft)
		}
		end += n
	}
	return passedRun(text, at, end, before, unseen, soft)
}

func passedRun(text []byte, at, end int, before rune, unseen, soft bool) (size int, hidden bool) {
	if end == at {
		return 0, false
	}
	after, n := looksLike(text, end)
	inWord := isAlnum(before) && n > 0 && isAlnum(after)
	switch {
	case unseen:
		if before >= 0x250 || n > 0 && after >= 0x250 && !isUnseen(after) {
			return 0, false
		}
		return end - at, inWord && !soft
	case !inWord || before >= 'a' && after <= 'Z' || isKey(text[end:]):
		return 0, false // what parts words, as the zero behind strings
	}
	return end - at, false
}

// isKey reports whether a text begins with the name of a value, as in lists of strings that end with zeros.
func isKey(text []byte) bool {
	for i, c := range text[:min(len(text), maxDisguise)] {
		if !isAlnum(rune(c)) && c != '_' {
			return i > 0 && c == '='
		}
	}
	return false
}

// struck gives what is seen of a character that is struck again on a typewriter, for being bold or
// underlined, and its bytes; 0 if it is not.
func struck(text []byte, at int) (rune, int) {
	if at+2 >= len(text) || text[at+1] != '\b' || text[at+2] <= ' ' || text[at+2] >= 0x7F {
		return 0, 0
	}
	if text[at] == '_' || text[at] == text[at+2] {
		return rune(text[at+2]), 3
	}
	return 0, 0
}

// readFolded reads what a character looks like, together with what nobody sees behind it.
func readFolded(text []byte, at int) (rune, int) {
	r, n := struck(text, at)
	if n == 0 {
		r, n = looksLike(text, at)
	}
	for {
		size, _ := passed(text, at+n, r)
		if size == 0 {
			return r, n
		}
		n += size
	}
}

// sameFolded gives how many bytes of a text are read by readFolded as they stand, at least: all before the
// character that something odd is behind.
func sameFolded(text []byte) int {
	odd := nextOdd(asString(text), 0)
	if odd < 0 {
		odd = len(text)
	}
	for odd--; odd > 0 && !utf8.RuneStart(text[odd]); odd-- {
	}
	return max(odd, 0)
}

// disguised reports whether something of a text is not read as it stands.
func disguised(text string) bool {
	data := asBytes(text)
	for i := nextOdd(text, 0); i >= 0; i = nextOdd(text, i) {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case isUnseen(r) || isStrewn(r):
			if i == 0 {
				break
			}
			before, size := seenBefore(data, i)
			if s, _ := passed(data, i, before); s > 0 {
				return true
			}
			if _, s := struck(data, i-size); s > 0 {
				return true
			}
		case isWide(r):
			if to, _ := looksLike(data, i); to != r {
				return true
			}
		default:
			mixed, end := mixedWord(data, i)
			if mixed {
				return true
			}
			n = max(n, end-i)
		}
		i += n
	}
	return false
}

// seenBefore gives what the character before a place looks like, and its size.
func seenBefore(text []byte, at int) (rune, int) {
	_, size := utf8.DecodeLastRune(text[:at])
	r, _ := looksLike(text, at-size)
	return r, size
}

// countDisguises counts the words of a text that are written with letters of other scripts or with
// characters that nobody sees, and gives the place of the first.
func countDisguises(text string) (count, first int) {
	data := asBytes(text)
	for i := nextOdd(text, 0); i >= 0; i = nextOdd(text, i) {
		r, n := utf8.DecodeRune(data[i:])
		hidden := false
		switch {
		case isUnseen(r):
			if i > 0 {
				before, _ := seenBefore(data, i)
				_, hidden = passed(data, i, before)
			}
		case isStrewn(r) || isWide(r):
		default:
			hidden, _ = mixedWord(data, i)
		}
		i += n
		if !hidden {
			continue
		}
		if count++; count == 1 {
			first = i - n
		}
		for i < len(data) { // the rest of the word
			r, n := utf8.DecodeRune(data[i:])
			if !isUnseen(r) && !unicode.IsLetter(r) {
				break
			}
			i += n
		}
	}
	return count, first
}
