// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package detect finds what the text of a file says of its licence: SPDX tags, licence texts,
// notices and addresses. Texts are matched by licensecheck, whose patterns are compiled as far as a
// run needs them, and by the words of the SPDX list's texts, headers and exceptions for what it does
// not know or somebody changed.
//
// A file is decoded, passed by at once if it has no word that goes with licences, else cut into the
// regions worth reading; each detector gives hits, and the hits become findings with the place in
// the file as it is on disk. Where a newcomer finds what:
//
//   - the text: decode, disguise, utf32; what of it is read: gate, gatecomment, pieces; what a path tells: role
//   - tags: tag, tagrest, snippet
//   - texts by licensecheck: patterns, scanners, heads, walk, words, license; generate makes heads.bin
//   - texts of the SPDX list: match and what begins with it; generate makes texts.bin
//   - prose, in the order of reading: lexer, vocabulary (names are those of spdx; tables; generate makes grammar.bin by
//     vocabularypack), mention, version, reread, row, banner, element, address, refused; put together: structure, choice, entries
//   - terms that are not known: unknown, refusing, unexplained, cues, leftover
//   - what comes of all hits: prose, settle, expression; why not: explain
//   - copyright notices: copyright and what begins with it; kept for the next run: record, spell, restore
package detect

import (
	"slices"
	"strconv"
	"sync"
	"unicode/utf8"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Version names the detector and its data. It changes whenever the same file may give other findings.
func Version() string { return "8+licensecheck-0.3.1+spdx-" + spdx.ListVersion }

// A hit is a finding of one detector, with its place in a document's text.
type hit struct {
	start, end int
	expression spdx.Expression
	readings   []spdx.Expression
	kind       inventory.FindingKind
	confidence inventory.Confidence
	detector   string

	family    *family // of a name
	cued      bool    // a word of granting stands before the name
	bare      bool    // the name has no version, and stands for one that may be another
	macro     bool    // said to the loader of Linux' modules, which is told neither the version nor which BSD licence
	narrow    bool    // of a bare name that leaves out some of the versions which others of the family mean
	exception string  // id of an exception that something before is to go with, or of a text that is one; then expression is nil
	open      bool    // a version is named and nothing said of later ones
	unknown   hintKind
	refuses   bool // it is refused beyond doubt, whatever else is known
	derived   bool // the version is that of another place
	aside     bool // a tag that does not speak for the whole file

	joined bool     // an exception that was put to its licence
	begin  int      // where the text itself begins with its title
	titled bool     // begin is known of a match of licensecheck
	score  float64  // how much of a text of the list is there, 0 for other detectors
	holes  [][2]int // passages of it that are not part of that text
}

// How often the same expression of the same kind is reported of one file.
const maxRepeats = 16

// A Result is what the text of a file says. The zero Result: nothing.
type Result struct {
	Findings   []inventory.Finding   // of its licence, in order of position
	Copyrights []inventory.Copyright // in the order of their first lines
	Issues     []inventory.Issue     // what was not examined, or was taken for no statement of a licence
}

// Scan finds what the text of one file says of its licence; path is relative, with slashes. Scan is
// safe for concurrent use and leaves data as it is.
//
// It never fails. A panic, which would be a fault in licensecheck, goes through to the caller, who
// raises an unread Issue for the file.
func Scan(data []byte, path string) Result {
	r, _ := scanFile(data, path, classOf(path), nil)
	return r
}

// ScanList is Scan of a file that names other people's packages and of which somebody else made out every word, such as a lock file:
// tags, licence texts and notices count as in any file, prose does not, for names and fields are none.
func ScanList(data []byte, path string) Result {
	class := classOf(path)
	class.list = true
	r, _ := scanFile(data, path, class, nil)
	return r
}

// scanFile also gives the document that was read; nil if no word of the file goes with licences.
func scanFile(data []byte, path string, class pathClass, x *extract) (Result, *document) {
	d, hits := read(data, class, false, x)
	if d == nil {
		return Result{}, nil
	}
	d.hits = hits
	r := Result{Findings: findings(d, path, hits), Issues: append(d.issues(path), d.ignoredIssue(path, hits)...)}
	if d.disguises >= minDisguises && (len(hits) > 0 || nextKeyword(d.text, 0) >= 0) {
		first := d.inner.line(d.disguisedAt) + d.extract.linesBefore(d.inner.place(d.disguisedAt))
		r.Issues = append(r.Issues, inventory.Issue{Code: codeDisguised, Path: path, Effect: inventory.Note,
			Args: inventory.Args{"count": strconv.Itoa(d.disguises), "line": strconv.Itoa(first)}})
	}
	more := 0
	if r.Copyrights, more = copyrights(d, d.parts); more > 0 {
		r.Issues = append(r.Issues, copyrightsLimited(path, more))
	}
	return r, d
}

func copyrightsLimited(path string, more int) inventory.Issue {
	return inventory.Issue{Code: codeCopyrightsLimited, Path: path, Effect: inventory.Note,
		Args: inventory.Args{"more": strconv.Itoa(more)}}
}

// Codes of the issues that a Result may have.
const (
	codeLimited           = "detection-limited"
	codeList              = inventory.IssueLicenseList
	codeIgnored           = "reuse-ignore"
	codeCopyrightsLimited = "copyrights-limited"
	codeDisguised         = "disguised-words"
)

// read decodes a file and finds its hits; the document is nil if no word of it goes with licences.
func read(data []byte, class pathClass, explained bool, x *extract) (*document, []hit) {
	if (x == nil || !x.limited) && len(data) > shortSize && encodingOf(data) == asUTF8 && !class.license && nextKeyword(asString(data), 0) < 0 && !disguised(asString(data)) {
		return nil, nil
	}
	d := decode(data)
	d.explained = explained
	if x != nil {
		d.extract, d.limited = x, x.limited
	}
	d.unkeyed = !class.license && len(d.text) <= shortSize && nextKeyword(d.text, 0) < 0
	var hits []hit
	d.parts = regions(d.text, class)
	for _, r := range d.parts {
		hits = append(hits, tags(d, r)...)
		if !r.light {
			prepare()
			hits = append(hits, textsOf(d, r)...)
		}
	}
	placeTags(d, hits)
	sortHits(hits)
	hits = joinExceptions(hits)
	if class.license { // which tells of licences and is no code that names them
		hits = prose(d, d.parts, hits)
	} else if class.list { // nothing of it is prose
	} else if parts := worthProse(d, hits); !onlyTags(hits) || d.explained || slices.ContainsFunc(parts, func(r region) bool { return hasWords(d.text[r.start:r.end]) }) {
		hits = besideTags(d, prose(d, parts, hits))
	} // else no word of what would be read goes with licences, as in most files that have a tag
	hits = loneExceptions(d, hits)
	sortHits(hits)
	hits = append(hits, unexplained(d, class, hits)...)
	sortHits(hits)
	return d, settle(d, unexplainedOnly(d, class, hits))
}

// prepare loads what reading prose needs while texts are still compared, which a small check waits for.
var prepare = sync.OnceFunc(func() { go loadGrammar() })

// issues says what of the document was not examined, or was not taken for what it looks like.
func (d *document) issues(path string) (list []inventory.Issue) {
	if d.limited {
		list = append(list, inventory.Issue{Code: codeLimited, Path: path, Effect: inventory.Unread})
	}
	if d.listed > 0 {
		list = append(list, inventory.Issue{Code: codeList, Path: path, Effect: inventory.Note,
			Args: inventory.Args{"licenses": strconv.Itoa(d.listed)}})
	}
	return list
}

func findings(d *document, path string, hits []hit) []inventory.Finding {
	if len(hits) == 0 {
		return nil
	}
	list := make([]inventory.Finding, len(hits))
	for i, h := range hits {
		last := max(h.start, h.end-1)
		list[i] = inventory.Finding{
			Expression: h.expression,
			Readings:   h.readings,
			Kind:       h.kind,
			Confidence: h.confidence,
			Evidence: inventory.Evidence{
				Path:     path,
				Line:     inventory.LineRange{First: d.line(h.start), Last: d.line(last)},
				Byte:     inventory.ByteRange{Start: int64(d.offset(h.start)), End: int64(d.offset(h.end))},
				Detector: h.detector,
				Quote:    quote(d.text[h.start:h.end]),
			},
		}
	}
	return list
}

// quote puts the beginning of a text on one line of at most [inventory.MaxQuote] bytes, without
// control and formatting characters.
func quote(s string) string {
	var room [inventory.MaxQuote]byte
	b := room[:0]
	space := false
	for _, r := range s {
		if isSpace(r) {
			space = len(b) > 0
			continue
		}
		if !isPrintable(r) {
			continue
		}
		n := utf8.RuneLen(r)
		if space {
			n++
		}
		if len(b)+n > len(room) {
			break
		}
		if space {
			b = append(b, ' ')
			space = false
		}
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}

// worthProse narrows what is read to the comments of tags, and to what may refuse, where a file has nothing
// else: what prose says beyond them would be left out.
func worthProse(d *document, hits []hit) []region {
	if d.explained || !onlyTags(hits) {
		return d.parts
	}
	list := refusals(d)
	for _, h := range hits {
		start, end := comment(d.text, h.start, h.end)
		list = append(list, region{start: start, end: end})
	}
	slices.SortFunc(list, func(a, b region) int { return a.start - b.start })
	joined := list[:1]
	for _, r := range list[1:] {
		if last := &joined[len(joined)-1]; r.start <= last.end {
			last.end = max(last.end, r.end)
		} else {
			joined = append(joined, r)
		}
	}
	return joined
}

// onlyTags reports whether all hits are tags that speak for the whole file, and there is one.
func onlyTags(hits []hit) bool {
	return len(hits) > 0 && !slices.ContainsFunc(hits, func(h hit) bool { return h.kind != inventory.FoundTag || h.aside })
}

// besideTags leaves out what the words of a tagged file mention elsewhere than in the tag's own
// comment: whoever tags a file has said it, and code that speaks of licences names many. What refuses
// beyond doubt stays.
func besideTags(d *document, hits []hit) []hit {
	var comments [][2]int
	tagged := false
	for _, h := range hits {
		if h.kind == inventory.FoundTag {
			tagged = tagged || !h.aside
			start, end := comment(d.text, h.start, h.end)
			comments = append(comments, [2]int{start, end})
		}
	}
	if !tagged {
		return hits
	}
	return slices.DeleteFunc(hits, func(h hit) bool {
		outside := h.detector == DetectorProse && !h.refuses && !slices.ContainsFunc(comments, func(c [2]int) bool { return c[0] <= h.start && h.end <= c[1] })
		if outside {
			d.refuse(h, refusedBesideTag)
		}
		return outside
	})
}
