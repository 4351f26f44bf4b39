// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// DetectorTag is the Evidence.Detector of findings that are SPDX tags.
const DetectorTag = "spdx-tag"

// UnknownPrefix begins the LicenseRef of what names a licence that no list has.
const UnknownPrefix = "LicenseRef-lizenzlotse-unknown-"

// Longest expression that is read from a tag, in bytes.
const maxTag = 4 << 10

// How much of a line before a tag is looked at, in bytes.
const maxLead = 200

// tags finds the SPDX tags in text[r.start:r.end].
func tags(d *document, r region) (list []hit) {
	const keyword = "spdx-licen"
	for at := r.start; ; {
		i := indexTag(d.text[min(at, r.end):r.end])
		if i < 0 {
			return list
		}
		start := at + i
		at = start + len(keyword)
		line := min(len(d.text), start+maxTag)
		value, ok := tagValue(d.text[start:line])
		if !ok {
			continue
		}
		valueStart := start + value.start
		lead := d.text[max(start-maxLead, r.start):start]
		lead = lead[strings.LastIndexByte(lead, '\n')+1:]
		t := readTag(valueOf(d.text[:max(r.end, line)], lead, valueStart, start+value.end), !value.bare, !value.bare && isAlone(lead))
		h := hit{start: start, end: valueStart + t.end, expression: t.expression, readings: t.readings,
			kind: inventory.FoundTag, confidence: inventory.High, detector: DetectorTag}
		if t.expression == nil && !value.bare {
			if e := within(d.text[valueStart : start+value.end]); e != nil {
				h.expression, h.end, t.expression, t.unknown = e, start+value.end, e, true
			}
		}
		if t.expression != nil && !value.bare && line < len(d.text) && start+value.end == line { // nobody read on to its end
			h.expression, h.end, t.unknown = spdx.All(t.expression, spdx.License{ID: unknownID(d.text[valueStart:line])}), line, true
		}
		if t.expression == nil || value.bare && t.unknown {
			h.end = start + value.end
			d.refuse(h, refusedPlaceholder)
			continue
		}
		if t.unknown || t.readings != nil {
			h.confidence = inventory.Low
		}
		list = append(list, h)
		at = h.end
	}
}

// indexTag finds "SPDX-Licen", in any case.
func indexTag(s string) int {
	for i := 0; ; {
		n := strings.IndexByte(s[i:], '-')
		if n < 0 {
			return -1
		}
		i += n
		if i >= 4 && hasFoldPrefix(s[i-4:], "spdx-licen") {
			return i - 4
		}
		i++
	}
}

// A tagRange says where the value of a tag is, from the tag's first byte.
type tagRange struct {
	start, end int
	bare       bool // nothing stands between tag and value, so it may be a sentence
}

// tagValue finds the rest of the line behind "SPDX-License-Identifier" and its colon. Quotes about
// the tag and an equals sign for the colon are how it is written into other formats.
func tagValue(s string) (v tagRange, ok bool) {
	n := len("spdx-licen")
	if !hasFoldPrefix(s[n:], "se-identifier") && !hasFoldPrefix(s[n:], "ce-identifier") {
		return v, false
	}
	n += len("se-identifier")
	n += spaces(s[n:], " \t\"'`*")
	v.bare = true
	if n < len(s) && (s[n] == ':' || s[n] == '=') {
		v.bare = false
		n++
	}
	n += spaces(s[n:], " \t\"'`*")
	v.start = n
	v.end = len(s)
	if i := strings.IndexAny(s[n:], "\r\n"); i >= 0 {
		v.end = n + i
	}
	return v, v.end > v.start
}

func spaces(s, which string) int { return len(s) - len(strings.TrimLeft(s, which)) }

// A tagged is what a tag says.
type tagged struct {
	expression spdx.Expression // nil: nothing
	readings   []spdx.Expression
	end        int  // of what was read
	unknown    bool // identifiers that no list has became references of ours
}

// readTag reads the expression that the value of a tag begins with. What follows is a comment's end,
// or somebody's words; of a whole tag, an unknown licence is added where they say more of the licence. A
// tag that is alone on its line and says something else names an unknown licence, as NONE and
// NOASSERTION do. A placeholder or pattern says nothing.
func readTag(value string, whole, alone bool) tagged {
	r := tagReader{text: value}
	r.next()
	first := r.token
	ok := r.or()
	if ok {
		// Cloned, since an expression keeps parts of its text, and the file's is only borrowed.
		if e, err := spdx.Parse(strings.Clone(strings.Join(r.words, " "))); err == nil {
			t := tagged{expression: e, end: r.end, unknown: r.unknown}
			if r.listed {
				t.readings = []spdx.Expression{spdx.Any(spdx.Atoms(e)...)}
			}
			if whole && isMore(value[r.end:]) {
				raw := trimTag(value[:r.end+valueEnd(value[r.end:])])
				return tagged{expression: spdx.All(e, spdx.License{ID: unknownID(raw)}), end: len(raw), unknown: true}
			}
			return t
		}
	}
	named := slices.ContainsFunc(r.words, func(w string) bool { return w != "" && asciiWord[w[0]] != 0 })
	raw := trimTag(value)
	if r.placeholder {
		rest := tagged{}
		if behind := behindPlaceholder(value); alone && behind != "" && isListed(tagWord(behind)) {
			rest = readTag(behind, whole, false)
		}
		if alone && value[0] != '<' && namesException(raw) { // whoever names the exception has a licence in mind
			return tagged{expression: spdx.License{ID: unknownID(raw)}, end: len(raw), unknown: true}
		}
		if rest.expression == nil {
			return tagged{}
		}
		return tagged{expression: spdx.All(rest.expression, spdx.License{ID: unknownID(raw)}), end: len(raw), unknown: true}
	}
	words := alone && first != "" && first != "(" && first != ")" && !strings.ContainsAny(raw, "\\[]{}$<>|")
	if !words && !r.outside && !ok && (first != "(" || !named) { // "(.*)" is a pattern that looks for tags
		return tagged{}
	}
	return tagged{expression: spdx.License{ID: unknownID(raw)}, end: len(raw), unknown: true}
}

// trimTag leaves out the end of a comment behind the value of a tag.
func trimTag(value string) string { return strings.TrimRight(value, " \t*/->#\"'`") }

// tagWord is the first word of a value.
func tagWord(value string) string {
	r := tagReader{text: value}
	r.next()
	return r.token
}

// unknownID makes the reference for a licence of which just the wording is known.
func unknownID(raw string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(raw), " ")))
	return UnknownPrefix + hex.EncodeToString(sum[:4])
}

// A tagReader takes from a text the longest beginning that has the form of an expression.
type tagReader struct {
	text        string
	token       string // "" at the end
	start       int    // of the token
	stop        int    // behind it
	words       []string
	end         int // behind the last word taken
	depth       int
	unknown     bool
	listed      bool // licences follow each other without an operator
	placeholder bool
	outside     bool // NONE or NOASSERTION
}

func (r *tagReader) next() {
	i := r.stop
	i += spaces(r.text[i:], " \t")
	r.start, r.token = i, ""
	if i < len(r.text) && (r.text[i] == '(' || r.text[i] == ')') {
		r.token, r.stop = r.text[i:i+1], i+1
		return
	}
	n := 0
	for i+n < len(r.text) && isTagByte(r.text[i+n]) && !strings.HasPrefix(r.text[i+n:], "//") {
		n++
	}
	r.stop = i + n
	r.placeholder = r.placeholder || r.stop < len(r.text) && strings.IndexByte("<>{}$%[", r.text[r.stop]) >= 0 && !isClosing(r.text[r.stop:])
	r.token = strings.TrimRight(r.text[i:i+n], "-.:/")
}

func isTagByte(c byte) bool {
	return asciiWord[c] != 0 || strings.IndexByte("-.+:_/", c) >= 0
}

// isClosing tells the end of a comment or element from the beginning of a placeholder.
func isClosing(s string) bool {
	for _, p := range []string{">", "</", "<br", "%>", "}", "[^", "<!--"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func (r *tagReader) take(word string) {
	r.words = append(r.words, word)
	r.end = r.start + len(r.token)
	r.next()
}

// or reads operands and the operators between them.
func (r *tagReader) or() bool {
	if !r.operand(true) {
		return false
	}
	for {
		operator := r.token
		switch operator {
		case "AND", "OR", "and", "or", "And", "Or":
		default:
			if r.depth > 0 || !isListed(operator) && !r.separated() {
				return true
			}
			r.listed = true
			r.words = append(r.words, "AND")
			if !r.operand(true) {
				return true
			}
			continue
		}
		before := *r
		r.take(strings.ToUpper(operator))
		if !r.operand(operator == strings.ToUpper(operator)) {
			placeholder := r.placeholder
			*r = before
			r.placeholder = placeholder
			return true
		}
	}
}

// operand reads a parenthesis, or a licence with its exception. Where prose may follow, a word that
// is on no list is none.
func (r *tagReader) operand(strict bool) bool {
	if r.token == "(" {
		if r.depth++; r.depth > 50 {
			return false
		}
		r.take("(")
		if !r.or() {
			return false
		}
		switch r.token {
		case ")":
			r.take(")")
		case "":
			r.words = append(r.words, ")") // the line ends first
		default:
			return false
		}
		r.depth--
		return true
	}
	word, ok := r.license(strict)
	if !ok {
		return false
	}
	r.take(word)
	if r.token != "WITH" && r.token != "with" && r.token != "With" {
		return true
	}
	before := *r
	r.take("WITH")
	switch _, known := spdx.LookupException(r.token); {
	case known, strings.HasPrefix(r.token, "AdditionRef-"):
		r.take(r.token)
	case before.token == "WITH" && looksLikeID(r.token):
		r.unknown = true
		r.take("AdditionRef-lizenzlotse-unknown-" + strings.TrimPrefix(unknownID(r.token), UnknownPrefix))
	default:
		*r = before
	}
	return true
}

// license gives the word that stands for the token in an expression.
func (r *tagReader) license(strict bool) (string, bool) {
	if r.token == "" || r.token == ")" {
		return "", false
	}
	if _, err := spdx.Parse(r.token); err == nil {
		return r.token, true
	}
	switch strings.ToUpper(r.token) {
	case "NONE", "NOASSERTION":
		r.outside = true
		return "", false
	case "AND", "OR", "WITH":
		return "", false
	}
	if r.placeholder || !looksLikeID(r.token) || !strict && !strings.HasPrefix(r.token, "LicenseRef-") {
		return "", false
	}
	r.unknown = true
	return unknownID(r.token), true
}

// isListed reports whether a word is an id of the list that is no English word.
func isListed(word string) bool {
	if !strings.ContainsAny(word, "-0123456789") {
		return false
	}
	_, err := spdx.Parse(word)
	return err == nil
}

// looksLikeID tells an identifier from a word of a sentence.
func looksLikeID(s string) bool {
	return strings.ContainsAny(s, "-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}
