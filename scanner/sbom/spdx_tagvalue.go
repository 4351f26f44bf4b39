// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"strings"

	spdxtools "github.com/spdx/tools-golang/spdx"
	"github.com/spdx/tools-golang/spdx/v2/v2_3"
	tagvalue2_3 "github.com/spdx/tools-golang/spdx/v2/v2_3/tagvalue/reader"
	"github.com/spdx/tools-golang/tagvalue/reader"

	"lizenzlotse/scanner/spdx"
)

// A pair is a tag with its value and the line it began in.
type pair struct {
	tag, value string
	line       line
}

// readSPDXTagValue reads the lines itself and gives the library the pairs: its own reader of
// lines fails at 64 KiB and copies a long text anew for each of its lines.
func readSPDXTagValue(r *reading, text []byte) error {
	pairs, err := r.pairs(text)
	if err != nil {
		return err
	}
	was, at := "", line(0)
	for i := range pairs {
		if pairs[i].tag == "SPDXVersion" {
			was, at = pairs[i].value, pairs[i].line
			break
		}
	}
	if was == "" && !isTagValue(pairs) {
		return r.failWith("sbom.not-spdx", nil)
	}
	version, err := r.mendSPDXVersion(was, at)
	if err != nil {
		return err
	}
	pairs = r.joinTwice(pairs)
	doc, err := parsePairs(pairs)
	if err != nil {
		if doc, err = parsePairs(r.mendPairs(pairs)); err != nil {
			return r.fail("sbom.unreadable", 0, err)
		}
	}
	r.spdx(doc, version)
	return nil
}

// isTagValue reports whether pairs without a version are still a document: one that names packages or files.
func isTagValue(pairs []pair) bool {
	for _, p := range pairs {
		if p.tag == "PackageName" || p.tag == "FileName" || p.tag == "DocumentName" {
			return true
		}
	}
	return false
}

// parsePairs is the library's parser, with its panics as errors.
func parsePairs(pairs []pair) (doc *spdxtools.Document, err error) {
	defer recovered(&err)
	list := make([]reader.TagValuePair, len(pairs))
	for i, p := range pairs {
		list[i] = reader.TagValuePair{Tag: p.tag, Value: p.value}
		if p.tag == "SPDXVersion" {
			list[i].Value = v2_3.Version
		}
	}
	doc, err = tagvalue2_3.ParseTagValues(list)
	if err == nil && doc == nil {
		doc = &spdxtools.Document{}
	}
	return doc, err
}

const (
	textOpen  = "<text>"
	textClose = "</text>"
)

// pairs reads the lines. What is no line of the format is left out with an issue; a text that
// lacks its end mark ends before the next line that begins with a tag of the format.
func (r *reading) pairs(text []byte) ([]pair, error) {
	var pairs []pair
	things := 0
	l := lineReader{text: text}
	for l.next() {
		number := l.number
		current := strings.TrimSpace(l.line)
		if current == "" || current[0] == '#' {
			continue
		}
		tag, value, ok := strings.Cut(current, ":")
		if !ok {
			r.skipped("sbom-repaired-line", pair{tag: current, line: number})
			continue
		}
		tag = r.knownTag(strings.TrimSpace(tag), number)
		if tag == "PackageName" || tag == "FileName" {
			things++
		}
		if err := r.checkCounts(len(pairs), things); err != nil {
			return nil, err
		}
		value = strings.TrimSpace(value)
		if rest, isText := strings.CutPrefix(value, textOpen); isText {
			value = r.textValue(&l, tag, rest)
		}
		pairs = append(pairs, pair{tag, value, number})
	}
	return pairs, nil
}

// textValue reads a text whose beginning is given, up to its end mark.
func (r *reading) textValue(l *lineReader, tag, begin string) string {
	if inside, rest, closed := strings.Cut(begin, textClose); closed {
		r.behindText(tag, rest, l.number)
		return inside
	}
	number := l.number
	closed := l.closes()
	lines := []string{begin}
	for {
		if !closed && l.atTag() {
			break
		}
		if !l.next() {
			break
		}
		inside, rest, end := strings.Cut(l.line, textClose)
		lines = append(lines, inside)
		if end {
			r.behindText(tag, rest, l.number)
			return strings.Join(lines, "\n")
		}
	}
	r.log.repair("sbom-repaired-text-end", number, tag)
	return strings.Join(lines, "\n")
}

// A lineReader goes through the lines of a text. CRLF ends a line as LF does, and so does CR: many readers take it for
// the end of one, and what stands behind it must not hide in a comment from the others.
type lineReader struct {
	text     []byte
	rest     int // where the next line begins
	line     string
	number   line
	unclosed int // up to where it is known that no text is closed
}

func (l *lineReader) next() bool {
	if l.rest >= len(l.text) {
		return false
	}
	current, after := cutLine(l.text, l.rest)
	l.line, l.rest = string(current), after
	l.number++
	return true
}

// cutLine gives the line that begins at from, without its end, and where the next one begins.
func cutLine(text []byte, from int) (current []byte, next int) {
	rest := text[from:]
	end := bytes.IndexAny(rest, "\r\n")
	if end < 0 {
		return rest, len(text)
	}
	next = from + end + 1
	if rest[end] == '\r' && next < len(text) && text[next] == '\n' {
		next++
	}
	return rest[:end], next
}

// atTag reports whether the next line begins with a tag of the format.
func (l *lineReader) atTag() bool {
	if l.rest >= len(l.text) {
		return false
	}
	current, _ := cutLine(l.text, l.rest)
	tag, _, ok := bytes.Cut(current[:min(len(current), 64)], []byte(":"))
	return ok && sections[string(tag)] != 0
}

// closes reports whether a text that is open here gets closed: before another one opens.
func (l *lineReader) closes() bool {
	if l.rest < l.unclosed {
		return false
	}
	for at := l.rest; at < len(l.text); {
		current, next := cutLine(l.text, at)
		tag, value, ok := bytes.Cut(current, []byte(":"))
		if ok && sections[string(bytes.TrimSpace(tag))] != 0 && bytes.HasPrefix(bytes.TrimSpace(value), []byte(textOpen)) {
			l.unclosed = next
			return false
		}
		if bytes.Contains(current, []byte(textClose)) {
			return true
		}
		at = next
	}
	l.unclosed = len(l.text) + 1
	return false
}

// knownTag gives a tag in its right spelling: tags are often wrong in upper and lower case or by a slip,
// and the first one may have something in front. A tag that is unknown stays as it is.
func (r *reading) knownTag(tag string, at line) string {
	if sections[tag] != 0 {
		return tag
	}
	right, ok := tagSpellings()[strings.ToLower(tag)]
	const first = "SPDXVersion"
	if !ok && strings.HasSuffix(tag, first) && len(tag) < len(first)+8 {
		right, ok = first, true
	}
	if !ok {
		right, ok = r.nearestTag(tag)
	}
	if !ok {
		return tag
	}
	r.log.repair("sbom-repaired-tag", at, tag)
	return right
}

const (
	minMisspelt = 6      // letters: a shorter word is near to too many
	maxMisspelt = 10_000 // different words, for each is compared with all tags
)

// nearestTag finds the one tag that a misspelt word must mean: one slip away from it, or two in a long word,
// while no other tag is as near.
func (r *reading) nearestTag(tag string) (string, bool) {
	if len(tag) < minMisspelt || len(tag) > len(longestTag)+2 || strings.ContainsAny(tag, " \t.,;/\"'<>{}[]()") {
		return "", false
	}
	if right, known := r.misspelt[tag]; known {
		return right, right != ""
	}
	if len(r.misspelt) >= maxMisspelt {
		return "", false
	}
	best, least, twice := "", 2, false
	if len(tag) >= 2*minMisspelt {
		least = 3
	}
	for lower, right := range tagSpellings() {
		if d := len(lower) - len(tag); d > least || -d > least {
			continue
		}
		switch d := spdx.Distance(strings.ToLower(tag), lower); {
		case d < least:
			best, least, twice = right, d, false
		case d == least && best != "":
			twice = true
		}
	}
	if twice {
		best = ""
	}
	if r.misspelt == nil {
		r.misspelt = map[string]string{}
	}
	r.misspelt[tag] = best
	return best, best != ""
}

// longestTag bounds what is looked up.
const longestTag = "PackageLicenseInfoFromFiles"
