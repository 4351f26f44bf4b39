// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Word is a word of a text as it is compared with the licences of the SPDX list: text[Lo:Hi],
// and a hash of its spelling without case, where spellings that the SPDX guidelines call
// equivalent have one hash.
type Word struct {
	Hash   uint32
	Lo, Hi int32
	// Loose is set for what may stand between the words of a licence without changing it: list
	// markers, stray letters, and who holds the copyright since when.
	Loose bool
}

// Words splits text into what is compared. Punctuation, markup, escapes inside strings and words
// that begin a comment are passed over. It is the same for the licences of the list and for what is
// scanned.
func Words(text string) []Word { return appendWords(nil, text) }

// Hashes are words by their hashes.
type hashes struct {
	bits wordSet // most other words are seen at once not to be among them
	all  map[uint32]bool
}

func hashSet(words ...string) *hashes {
	s := &hashes{all: make(map[uint32]bool, len(words))}
	for _, w := range words {
		h := hashOf(w)
		s.bits.add(WordBits(h))
		s.all[h] = true
	}
	return s
}

func (s *hashes) has(h uint32) bool { return s.bits.has(WordBits(h)) && s.all[h] }

const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

func hashOf(word string) uint32 {
	h := uint32(hashSeed)
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * hashPrime
	}
	return mix(h)
}

func mix(h uint32) uint32 {
	h ^= h >> 15
	h *= 0x2c1b3c6d
	return h ^ h>>12
}

// alike are spellings that count as one, the second of each pair being the one that is hashed.
var alike = hashPairs(
	"licence", "license", "licences", "licenses", "licenced", "licensed", "licencing", "licensing", "sublicence", "sublicense",
	"licencee", "licensee", "licencees", "licensees", "https", "http", "acknowledgement", "acknowledgment", "acknowledgements", "acknowledgments",
	"merchantibility", "merchantability", "merchantabilty", "merchantability", "favour", "favor", "colour", "color", "labour", "labor",
	"organisation", "organization", "organisations", "organizations", "authorisation", "authorization", "authorised", "authorized",
	"behaviour", "behavior", "judgement", "judgment", "fulfil", "fulfill", "fulfilment", "fulfillment", "wilful", "willful",
	"recognised", "recognized", "utilisation", "utilization", "whilst", "while", "artefact", "artifact",
	"initialise", "initialize", "realise", "realize", "practise", "practice", "programme", "program", "catalogue", "catalog",
	"centre", "center", "analogue", "analog", "cancelled", "canceled",
)

func hashPairs(words ...string) map[uint32]uint32 {
	m := make(map[uint32]uint32, len(words)/2)
	for i := 0; i < len(words); i += 2 {
		m[hashOf(words[i])] = hashOf(words[i+1])
	}
	return m
}

// mayBeAlike tells by the low bits of a hash whether it is worth to look into alike.
var mayBeAlike = func() (bits [1 << 6]uint64) {
	for h := range alike {
		bits[h>>6&63] |= 1 << (h & 63)
	}
	return bits
}()

// leads are the words that begin a line of a comment or of a script that prints the text.
var leads = func() map[uint32]bool {
	m := map[uint32]bool{}
	for _, w := range []string{"dnl", "rem", "c", "cc", "comment", "echo", "print", "printf", "puts", "cat"} {
		m[hashOf(w)] = true
	}
	return m
}()

var hashCopyright, hashVersion, hashMust, hashNot, hashLater = hashOf("copyright"), hashOf("version"), hashOf("must"), hashOf("not"), hashOf("later")

// Longest copyright line whose words are loose, in words; a minified file is one line.
const copyrightLine = 24

func appendWords(list []Word, text string) []Word {
	lineStart, loose := true, 0
	for i := 0; i < len(text); {
		c := text[i]
		if asciiWord[c] == 0 && c < utf8.RuneSelf {
			n := 1
			switch c {
			case '\n':
				lineStart, loose = true, 0
			case '\\':
				n = escapeLength(text[i:])
			case '<':
				n = max(tagLength(text[i:min(len(text), i+maxMarkup)]), 1)
			case '&':
				n = max(entityLength(text[i:min(len(text), i+maxEntity)]), 1)
			case ']':
				n = max(linkLength(text[i:min(len(text), i+maxMarkup)]), 1)
			case '.':
				if lineStart && (i == 0 || text[i-1] == '\n') {
					n = macroLength(text[i:])
				}
			}
			i += n
			continue
		}
		lo, h := i, uint32(hashSeed)
		for i < len(text) && asciiWord[text[i]] != 0 {
			h = (h ^ uint32(asciiWord[text[i]])) * hashPrime
			i++
			if i-lo == 3 && i < len(text) && text[i] == '-' && hasFoldPrefix(text[lo:], "non") {
				i += hyphenLength(text[i:]) // "non-exclusive" is "nonexclusive"
			}
			if i < len(text) && text[i] == '-' {
				i += breakLength(text, i)
			}
		}
		if i < len(text) && text[i] >= utf8.RuneSelf {
			if h, i = hashRunes(text, lo); i == lo {
				_, n := utf8.DecodeRuneInString(text[lo:])
				i += n
				continue
			}
		}
		h = mix(h)
		if mayBeAlike[h>>6&63]>>(h&63)&1 != 0 {
			if to, ok := alike[h]; ok {
				h = to
			}
		}
		if lineStart {
			lineStart = false
			if i-lo <= 7 && leads[h] && !isLabel(text, lo, i) {
				continue
			}
		}
		if h == hashCopyright && statesHolder(text[i:min(len(text), i+16)]) {
			loose = copyrightLine
		}
		list = append(list, Word{Hash: h, Lo: int32(lo), Hi: int32(i), Loose: loose > 0 || i-lo <= 2})
		loose--
	}
	return list
}

// hyphenLength is the length of the hyphen that s begins with and the blanks behind it, if a word
// goes on there.
func hyphenLength(s string) int {
	i := 1
	for i < len(s) && i < 4 && (s[i] == ' ' || s[i] == '\n' || s[i] == '\r') {
		i++
	}
	if i < len(s) && asciiWord[s[i]] >= 'a' {
		return i
	}
	return 0
}

// breakLength is the length of a hyphen at text[i:] that parts a word at a line's end, with the line
// feed and what begins the next line, or 0: for one that is part of the word, and any other.
func breakLength(text string, i int) int {
	n := i + 1
	for n < len(text) && (text[n] == ' ' || text[n] == '\r') {
		n++
	}
	if n == len(text) || text[n] != '\n' {
		return 0
	}
	rest := text[n:min(len(text), n+maxBreak)]
	rest = strings.TrimLeft(rest, " \t\r\n*#/;%!|>\"'")
	end := 0
	for end < len(rest) && asciiWord[rest[end]] >= 'a' {
		end++
	}
	if end == 0 || isUpper(rest[0]) != isUpper(text[i-1]) || hyphened.has(hashOf(strings.ToLower(rest[:end]))) {
		return 0
	}
	return min(len(text), n+maxBreak) - len(rest) - i
}

// maxBreak is how much of the next line is looked at for the other half of a word, in bytes.
const maxBreak = 48

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// hyphened are words before which a hyphen is their own, wherever the line ends.
var hyphened = hashSet("free", "readable", "wide", "standard", "claim", "claims", "party", "parties", "existing", "matter", "current", "charge",
	"source", "user", "use", "purpose", "executable", "compatible", "like", "line", "is", "cover", "licensed", "commercial", "mail", "based",
	"generated", "specific", "clause", "only", "later")

const (
	maxMarkup = 400
	maxEntity = 12
)

// isLabel tells a list marker ("c." or "c)") from a word that begins a comment line.
func isLabel(text string, lo, hi int) bool {
	return hi < len(text) && strings.IndexByte(".):", text[hi]) >= 0
}

// statesHolder reports whether what follows the word "copyright" is a sign or a year.
func statesHolder(rest string) bool {
	for i := range len(rest) {
		switch c := rest[i]; {
		case c == '(' || c == '[' || c == '{' || '0' <= c && c <= '9' || c == 0xC2 || c == '<':
			return true
		case asciiWord[c] != 0:
			return false
		}
	}
	return false
}

// hashRunes hashes the word at text[lo:] that is not all ASCII, and says where it ends: at lo if
// there is none. A sign of a script without spaces is a word.
func hashRunes(text string, lo int) (uint32, int) {
	h, i := uint32(hashSeed), lo
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		ideograph := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
		if ideograph && i > lo || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !(i > lo && unicode.Is(unicode.Mn, r)) {
			break
		}
		h = (h ^ uint32(unicode.ToLower(r))) * hashPrime
		i += n
		if ideograph {
			break
		}
	}
	return h, i
}

// escapeLength is the length of the escape that s begins with: "\n" and its like, a change of font
// in troff, a character by number. It is 1 for a backslash that is none.
func escapeLength(s string) int {
	if len(s) < 2 {
		return 1
	}
	if n := controlLength(s); n > 0 {
		return n
	}
	n := 0
	switch s[1] {
	case 'n', 'r', 't':
		return 2
	case 'f':
		if len(s) > 2 && strings.IndexByte("BIRP", s[2]) >= 0 {
			return 3
		}
	case 'u':
		n = 6
	case 'x':
		n = 4
	}
	if n == 0 || len(s) < n {
		return 1
	}
	for _, c := range []byte(s[2:n]) {
		if a := asciiWord[c]; a == 0 || a > 'f' {
			return 1
		}
	}
	return n
}

// controlLength is the length of the control word of RTF ("\\par", "\\fs20") that s begins with, or 0.
func controlLength(s string) int {
	i := 1
	for i < len(s) && i <= 8 && asciiWord[s[i]] >= 'a' {
		i++
	}
	letters := i
	for (i > 2 || s[1] == 'f' || s[1] == 'b') && i < len(s) && i < letters+5 && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	if i > letters || s[1:letters] == "par" || s[1:letters] == "pard" {
		return i
	}
	return 0
}

// macroLength is the length of the troff macro (".PP", ".sp") that s begins with.
func macroLength(s string) int {
	i := 1
	for i < len(s) && i <= 3 && asciiWord[s[i]] != 0 {
		i++
	}
	if i > 1 && i <= 3 && (i == len(s) || s[i] == ' ' || s[i] == '\n' || s[i] == '\r') {
		return i
	}
	return 1
}
