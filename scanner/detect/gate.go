// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"encoding/binary"
	"slices"
	"strings"
)

// Keywords, lower case: a text that has none of them says nothing of its licence.
var keywords = [...]string{
	"licen", "lizen", "copyright", "spdx", "reuse-ignore", "permission", "distribut", "warrant", "public dom", "gpl", "creativecommons", "creative commons",
	"copying", "confidential", "propriet", "freely", "eupl", "wtfpl", "released under", "cc by", "cc-by", "legal/epl", "attribution", "apache-2.0",
	"commercial", "kommerz", "agreement", "prohibited", "feel free", "free to use", "you please", "as long as you", "free for ", "whatever you", "personal use", "reproduc",
	"property of", "for profit", "eula", "vertraulich", "gemeinfrei", "vorbehalten", "untersagt", "gestattet", "trade secret", "do not copy",
}

// rare is from which letter on a keyword has rows of letters that other words seldom have.
var rare = map[string]int{
	"copyright": 1, "copying": 1, "freely": 1, "permission": 1, "prohibited": 1, "kommerz": 2, "personal use": 2, "reuse-ignore": 3, "legal/epl": 3, "propriet": 3, "reproduc": 3,
	"apache-2.0": 4, "attribution": 4, "commercial": 4, "distribut": 4, "gestattet": 4, "untersagt": 4, "vertraulich": 4, "for profit": 5, "property of": 5, "creativecommons": 5,
	"trade secret": 6, "confidential": 7, "whatever you": 7, "as long as you": 9,
}

// Keyword search looks at three letters, going on by three: of five letters of a keyword, the first or
// its rare ones, it sees one of the three rows of three. Of a shorter one it sees a row that has the
// letter before or behind it. Letters are taken without regard to case, which is one bit of them.

// A beginning is a keyword that begins so far before, at (0) or behind (negative) a row of three letters.
type beginning struct {
	keyword string
	back    int
}

const (
	rowBits   = 15
	rowFactor = 0xA77ACFA1 // with it few rows of other words share a place with one of a keyword
)

var (
	beginnings = [][]beginning{nil}
	after      [1 << 8]uint32      // for each of beginnings, the letters that may stand behind the row
	rowStart   [1 << rowBits]uint8 // by hash of a row: which of beginnings are to be looked at
	short      []string            // keywords that may be at the end of a text without a row that tells of them
)

func init() {
	add := func(keyword string, back int) {
		var letters [3]byte
		free := -1 // the one that may be any
		for i := range letters {
			if at := back + i; at >= 0 && at < len(keyword) {
				letters[i] = keyword[at]
			} else {
				free = i
			}
		}
		behind := ^uint32(0)
		if at := back + len(letters); at < len(keyword) {
			behind = 1 << (keyword[at] & 31)
		}
		made := len(beginnings)
		for any := range byte(0x60) {
			if free >= 0 {
				letters[free] = any
			} else if any > 0 {
				break
			}
			at := row(uint64(letters[0]) | uint64(letters[1])<<8 | uint64(letters[2])<<16)
			known := rowStart[at]
			if slices.Contains(beginnings[known], beginning{keyword, back}) {
				continue
			}
			list := append(slices.Clip(beginnings[known]), beginning{keyword, back})
			n := made
			for n < len(beginnings) && !slices.Equal(beginnings[n], list) {
				n++
			}
			if n == len(beginnings) {
				beginnings = append(beginnings, list)
				after[n] = after[known] | behind
			}
			rowStart[at] = uint8(n)
		}
	}
	for _, k := range keywords {
		first := rare[k]
		add(k, first)
		add(k, first+1)
		switch {
		case len(k) == 3, k == "eula": // "eu" is rarer than "la"
			add(k, -1)
		default:
			add(k, first+2)
		}
		if len(k) < 5 {
			short = append(short, k)
		}
	}
	if len(beginnings) > 1<<8 {
		panic("detect: more keywords than a byte can tell")
	}
}

// row gives the place in rowStart of the three letters that are the lowest bytes of a word.
func row(word uint64) uint32 { return uint32(word&0x5f5f5f) * rowFactor >> (32 - rowBits) }

// nextKeyword finds the first keyword at or behind a place of a text; -1 if there is none.
func nextKeyword(text string, from int) int {
	data := asBytes(text)
	i := max(from, 0)
	for ; i <= len(data)-16; i += 12 { // four rows at once
		part := data[i : i+16]
		low, high := binary.LittleEndian.Uint64(part), binary.LittleEndian.Uint64(part[6:])
		a, b, c, d := rowStart[row(low)], rowStart[row(low>>24)], rowStart[row(high)], rowStart[row(high>>24)]
		if a|b|c|d == 0 {
			continue
		}
		for n, list := range [...]uint8{a, b, c, d} {
			if after[list]>>(part[3*n+3]&31)&1 != 0 {
				if at := begun(text, i+3*n, from, list); at >= 0 {
					return at
				}
			}
		}
	}
	for ; i+2 < len(data); i += 3 {
		word := uint64(data[i]) | uint64(data[i+1])<<8 | uint64(data[i+2])<<16
		if at := begun(text, i, from, rowStart[row(word)]); at >= 0 {
			return at
		}
	}
	for _, k := range short {
		if start := len(text) - len(k); start >= from && hasFoldPrefix(text[start:], k) {
			return start
		}
	}
	return -1
}

// begun gives where the first of the listed keywords begins that is at text[i], or -1.
func begun(text string, i, from int, list uint8) int {
	first := -1
	for _, l := range beginnings[list] {
		if start := i - l.back; start >= from && (first < 0 || start < first) && hasFoldPrefix(text[start:], l.keyword) {
			first = start
		}
	}
	return first
}

// hasFoldPrefix is strings.HasPrefix without regard to the case of ASCII letters; prefix is lower case.
func hasFoldPrefix(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}

// What is read around keywords of a file that is not read whole, in bytes.
const (
	textBefore   = 600 // around several, as a licence's text has them
	textAfter    = 1500
	noticeBefore = 400 // around one by itself, or tags and copyright notices alone
	noticeAfter  = 800
	together     = 2000 // keywords so near each other are of one text
	bridge       = 4000 // from one part of a text to the next
	wholeSize    = 2 << 10
	sentenceSize = 64 // keywords so near each other count as one
	commonSize   = 8  // but for common ones, which count where they come together
	maxIndent    = 80
	shortSize    = 512 // so little is read without a keyword: it may be a name and no more
)

// A region is a stretch text[start:end] that is searched for licences. It is light if it has no
// keywords but those of tags and copyright notices, and of the common ones at most one, so that no
// licence's text is in it.
type region struct {
	start, end int
	light      bool
}

// regions gives what is to be read of a text: nothing without a keyword, unless it is a licence file
// by name or short; all of it if it is one, would be read for the greater part anyway, or is small and not code below its licence;
// else the surroundings of keywords, cut at line ends if there are any near.
func regions(text string, class pathClass) []region {
	if class.license && text != "" {
		return []region{{end: len(text)}}
	}
	at := nextWeighed(text, 0)
	if at.start < 0 {
		if len(text) <= shortSize && text != "" {
			return []region{{end: len(text)}}
		}
		return nil
	}
	var list []region
	read, paged, codeBelow := 0, false, false
	for at.start >= 0 {
		r := region{start: at.start, end: at.start}
		var counts [strongWord + 1]int
		seen := 0 // keywords are counted as far as this
		for at.start >= 0 && at.start <= r.end+together {
			r.end, seen = at.start, at.end
			counts[at.weight]++
			at = nextWeighed(text, at.end)
		}
		textual := counts[commonWord]+counts[strongWord] > 1
		if textual {
			r, codeBelow = inComments(text, r.start, r.end, seen)
		} else {
			last := r.end
			r = region{start: r.start - noticeBefore, end: min(last+noticeAfter, len(text)), light: counts[strongWord] == 0}
			if !r.light { // beside which a copyright notice without a keyword may stand
				r.end, _ = endOfComments(text, last, seen, r.end)
			}
		}
		r = r.inLines(text)
		// A long text goes on for pages without a keyword.
		if n := len(list); n > 0 && (r.start <= list[n-1].end || textual && paged && r.start-list[n-1].end < bridge) {
			read += max(0, r.end-list[n-1].end)
			list[n-1].end = max(list[n-1].end, r.end)
			list[n-1].light = list[n-1].light && r.light
		} else {
			read += r.end - r.start
			list = append(list, r)
		}
		paged = textual
	}
	if len(text) <= wholeSize && !(codeBelow && len(list) == 1) || read > len(text)/8*7 {
		return []region{{end: len(text), light: !slices.ContainsFunc(list, func(r region) bool { return !r.light })}}
	}
	return list
}

// inLines cuts a region to the text, and extends it to whole lines if their ends are near.
func (r region) inLines(text string) region {
	r.start, r.end = max(r.start, 0), min(r.end, len(text))
	if i := strings.LastIndexByte(text[max(r.start-200, 0):r.start], '\n'); i >= 0 {
		r.start = max(r.start-200, 0) + i + 1
	}
	if i := strings.IndexByte(text[r.end:min(r.end+200, len(text))], '\n'); i >= 0 {
		r.end += i + 1
	}
	return r
}

// What a keyword tells by itself.
const (
	noWord     = iota // it stands in a tag, a copyright notice or a macro, which many files have and no more
	commonWord        // it is said of other things as well
	strongWord
)

// common are the keywords that code has for other things. A licence's text has more than one.
var common = []string{"permission", "distribut", "warrant", "commercial", "copying", "reproduc", "agreement", "property of", "prohibited", "attribution", "for profit", "do not copy"}

// refusingWords are the keywords for which prose is read of a file that has a tag.
var refusingWords = []string{"confidential", "propriet", "prohibited", "vertraulich", "untersagt", "trade secret", "reproduc"}

// A weighed keyword is where one stands and what it tells. Start is -1 if there is none.
type weighed struct {
	start, end int // end is where the search goes on
	weight     int
}

// nextWeighed finds the next keyword that is not the end of an identifier.
func nextWeighed(text string, from int) weighed {
	for {
		at := nextKeyword(text, from)
		switch {
		case at < 0:
			return weighed{start: -1}
		case at > 0 && text[at-1] == '_' && hasFoldPrefix(text[at:], "gpl"):
			from = at + len("gpl") // EXPORT_SYMBOL_GPL
		case hasFoldPrefix(text[at:], "spdx-license"), at >= len(macro) && text[at-len(macro):at] == macro:
			return weighed{at, at + lineLength(text[at:min(len(text), at+maxTagLine)]), noWord}
		case hasFoldPrefix(text[at:], "copyright"):
			return weighed{at, at + len("copyright"), noWord}
		case slices.ContainsFunc(common, func(k string) bool { return hasFoldPrefix(text[at:], k) }):
			return weighed{at, at + commonSize, commonWord}
		default:
			return weighed{at, at + sentenceSize, strongWord}
		}
	}
}

// hasWords reports whether a stretch of text has a keyword beside those of tags and copyright notices.
func hasWords(text string) bool {
	for at := nextWeighed(text, 0); at.start >= 0; at = nextWeighed(text, at.end) {
		if at.weight > noWord {
			return true
		}
	}
	return false
}

// tells reports whether a stretch of text has the keywords of a licence's text.
func tells(text string) bool {
	words := 0
	for at := nextWeighed(text, 0); at.start >= 0; at = nextWeighed(text, at.end) {
		if words += at.weight; words >= strongWord {
			return true
		}
	}
	return false
}

// macro begins MODULE_LICENSE, which Linux has in every driver.
const macro = "MODULE_"

// lineLength is the length of the first line of s.
func lineLength(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}
