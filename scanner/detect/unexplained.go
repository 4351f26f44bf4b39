// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// DetectorUnexplained is the Evidence.Detector of findings that say: these are terms, and what they
// say is not known.
const DetectorUnexplained = "unexplained"

// A text of fewer words and fewer bytes is no licence, only perhaps a hint where one is.
const (
	fewWords = 10
	fewBytes = 100
)

// Most stretches of one file that are reported as unexplained.
const maxUnexplained = 16

// unexplained gives what a file says of its terms beside the hits: all of a licence file in which
// there are none, sentences of a licence file that restrict, and such that stand in the same
// comment as a tag, notice or text of any other file and restrict beyond doubt.
func unexplained(d *document, class pathClass, hits []hit) []hit {
	if class.license {
		if len(hits) == 0 {
			if h, ok := wholly(d.text, class.terms); ok {
				return []hit{h}
			}
			return nil
		}
		return between(d.text, hits, 0, len(d.text), restrictions)
	}
	var found []hit
	done := 0
	for i, h := range hits {
		if h.kind == inventory.FoundReference || h.end < done {
			continue
		}
		start, end := comment(d.text, h.start, h.end)
		start = max(start, done)
		found = append(found, between(d.text, hits[i:], start, end, plainRestrictions)...)
		done = max(done, end)
		if len(found) > maxUnexplained {
			return found[:maxUnexplained]
		}
	}
	return found
}

// wholly is the finding for a licence file that says nothing known. Notices and the like may speak
// of other things, so of them only what restricts is reported.
func wholly(text string, terms bool) (hit, bool) {
	start := len(text) - len(strings.TrimLeftFunc(text, isBlank))
	end := len(strings.TrimRightFunc(text, isBlank))
	if start >= end {
		return hit{}, false
	}
	long := end-start >= fewBytes
	if !long {
		long = len(strings.Fields(text[start:end])) >= fewWords
	}
	words := normal(text[start:end])
	if !(long && terms) && !restricts(words, restrictions) && !restricts(words, reservations) {
		return hit{}, false
	}
	return unexplainedHit(text, start, end), true
}

func unexplainedHit(text string, start, end int) hit {
	return hit{start: start, end: end, expression: spdx.License{ID: unknownID(strings.ToLower(text[start:end]))},
		kind: inventory.FoundText, confidence: inventory.Low, detector: DetectorUnexplained}
}

// between reports, of each stretch of text[from:to] outside all hits, what lies from the first
// sentence that restricts to the last. The hits are in order.
func between(text string, hits []hit, from, to int, cues *cueSet) (found []hit) {
	look := func(start, end int) {
		first, last := -1, -1
		for start < end {
			stop := start + sentence(text[start:end])
			if restricts(normal(text[start:stop]), cues) {
				if first < 0 {
					first = start
				}
				last = stop
			}
			start = stop
		}
		if first < 0 || len(found) == maxUnexplained {
			return
		}
		first = last - len(strings.TrimLeftFunc(text[first:last], isBlank))
		last = first + len(strings.TrimRightFunc(text[first:last], isBlank))
		found = append(found, unexplainedHit(text, first, last))
	}
	at := from
	for _, h := range hits {
		if h.start > at {
			look(at, min(h.start, to))
		}
		if at = max(at, h.end); at >= to {
			return found
		}
	}
	look(at, to)
	return found
}

// sentence is the length of the first sentence of s, with what ends it: a sign and white space, or
// an empty line. It is at most maxSentence.
func sentence(s string) int {
	const maxSentence = 4 << 10
	for i := 0; i+1 < len(s); i++ {
		switch next := s[i+1]; {
		case (s[i] == '.' || s[i] == '!' || s[i] == '?' || s[i] == ';') && (next == ' ' || next == '\n' || next == '\r' || next == '\t'),
			s[i] == '\n' && (next == '\n' || next == '\r'):
			return i + 2
		}
		if i >= maxSentence && s[i+1] <= ' ' {
			return i + 2
		}
	}
	return len(s)
}

// normal is a text as its words in lower case, each between single spaces, as cues are written.
func normal(s string) string {
	b := append(make([]byte, 0, len(s)+2), ' ')
	space := true
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if letter := asciiWord[r]; letter != 0 {
			b = append(b, letter)
			space = false
			i++
			continue
		}
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b = utf8.AppendRune(b, unicode.ToLower(r))
			space = false
		case r == '\'' || r == '’' || r >= utf8.RuneSelf && unicode.Is(unicode.Cf, r): // soft hyphens and other things nobody sees
		case !space:
			b = append(b, ' ')
			space = true
		}
		i += size
	}
	if !space {
		b = append(b, ' ')
	}
	return asString(b)
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }

// restricts reports whether a cue stands in a normal text.
func restricts(words string, cues *cueSet) bool {
	if !cues.standIn(words) {
		return false
	}
	for _, p := range harmless {
		words = strings.ReplaceAll(words, p, "")
	}
	return cues.standIn(words)
}

// How far from a hit its comment is followed, in bytes.
const commentReach = 2 << 10

// comment extends text[start:end] by the lines before and behind it that are comment too; by nothing,
// if its first line begins as no comment does.
func comment(text string, start, end int) (int, int) {
	low := max(start-commentReach, 0)
	if line := strings.LastIndexByte(text[low:start], '\n') + low + 1; !isComment(text[line:end]) {
		return start, end
	}
	for {
		line := strings.LastIndexByte(text[low:start], '\n')
		if line < 0 {
			break
		}
		line += low
		before := strings.LastIndexByte(text[low:line], '\n') + low + 1
		if before == low && low > 0 || !isComment(text[before:line]) {
			break
		}
		start = before
	}
	limit := min(end+commentReach, len(text))
	if i := strings.Index(text[end:limit], "*/"); i >= 0 {
		limit = end + i
	}
	if i := strings.IndexByte(text[end:limit], '\n'); i >= 0 {
		end += i + 1
	} else {
		return start, runeStart(text, limit)
	}
	for end < limit {
		next := limit
		if i := strings.IndexByte(text[end:limit], '\n'); i >= 0 {
			next = end + i + 1
		}
		if !isComment(text[end:next]) {
			break
		}
		end = next
	}
	return start, runeStart(text, end)
}

func runeStart(text string, at int) int {
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

// isComment reports whether a line begins as a comment does in some language.
func isComment(line string) bool {
	line = strings.TrimLeft(line, " \t")
	if line == "" || strings.IndexByte("/*#-;%<Rrd", line[0]) < 0 {
		return false
	}
	return slices.ContainsFunc([]string{"//", "*", "#", "/*", "--", ";", "%", "<!--", "REM ", "rem ", "dnl "}, func(p string) bool {
		return strings.HasPrefix(line, p)
	})
}

// holdsTerms tells a licence file that is there for terms from one that may hold notices only.
func holdsTerms(name string) bool {
	base := strings.ToLower(path.Base(name))
	return !slices.ContainsFunc([]string{"notice", "copyright", "legal", "patents", "third", "authors", "contributors"}, func(p string) bool {
		return strings.HasPrefix(base, p)
	})
}

// IsLicenseDocument reports whether a file is by its name a licence in a form that is no text, and
// not a program or picture that has the word in its name.
func IsLicenseDocument(name string) bool { return IsLicenseFile(name) && holdsTerms(name) }
