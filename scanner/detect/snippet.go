// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// DetectorSnippet is the Evidence.Detector of SPDX tags that speak for a marked part of a file.
const DetectorSnippet = "spdx-snippet"

// Marks are words that stand about a part of a file; after what they have in common comes which end of
// it this is. Parts may stand in one another where nested says so. One without an end goes on to that of the file.
type marks struct {
	stem, begin, end string
	nested           bool
}

var (
	snippetMarks = marks{stem: "SPDX-Snippet", begin: "Begin", end: "End", nested: true}
	ignoreMarks  = marks{stem: "REUSE-Ignore", begin: "Start", end: "End"}
)

// parts finds the outermost parts of a text. The marks are keywords, so they stand in what is read.
func (m marks) parts(d *document) (list []region) {
	depth, start := 0, 0
	text := d.text
	for read, at := 0, 0; ; {
		if read == len(d.parts) {
			break
		}
		at = max(at, d.parts[read].start)
		i := strings.Index(text[at:max(at, d.parts[read].end)], m.stem)
		if i < 0 {
			read++
			continue
		}
		at += i + len(m.stem)
		switch rest := text[at:]; {
		case strings.HasPrefix(rest, m.begin):
			if depth == 0 {
				start = at - len(m.stem)
			}
			if depth == 0 || m.nested {
				depth++
			}
		case strings.HasPrefix(rest, m.end) && depth > 0:
			if depth--; depth == 0 {
				list = append(list, region{start: start, end: at + len(m.end)})
			}
		}
	}
	if depth > 0 {
		list = append(list, region{start: start, end: len(text)})
	}
	return list
}

// holding gives the one of some regions, which are in order, that a hit stands in.
func holding(list []region, h hit) (int, bool) {
	return slices.BinarySearchFunc(list, h, func(r region, h hit) int {
		switch {
		case r.end <= h.start:
			return -1
		case r.start > h.start:
			return 1
		}
		return 0
	})
}

// placeTags tells the tags that do not speak for the whole file: those of a snippet, and those between
// REUSE's marks to ignore them, which are less sure. They are found all the same, since whoever
// writes a file could hide anything between such marks.
func placeTags(d *document, hits []hit) {
	if len(hits) == 0 {
		return
	}
	snippets, ignored := snippetMarks.parts(d), ignoreMarks.parts(d)
	for i := range hits {
		h := &hits[i]
		if h.kind != inventory.FoundTag {
			continue
		}
		if _, ok := holding(snippets, *h); ok {
			h.detector, h.aside = DetectorSnippet, true
		}
		if _, ok := holding(ignored, *h); ok {
			h.aside = true
			if h.confidence == inventory.High {
				h.confidence = inventory.Medium
			}
		}
	}
}

// Most ranges of lines that a note names.
const maxRanges = 8

// ignoredIssue is the note that something was found between REUSE's marks to ignore it; nil if nothing was.
func (d *document) ignoredIssue(path string, hits []hit) []inventory.Issue {
	if len(hits) == 0 {
		return nil
	}
	list := ignoreMarks.parts(d)
	var lines []string
	count, last := 0, -1
	for _, h := range hits {
		i, ok := holding(list, h)
		if !ok {
			continue
		}
		if count++; i == last {
			continue
		}
		last = i
		switch len(lines) {
		case maxRanges:
			lines = append(lines, "…")
		case maxRanges + 1:
		default:
			lines = append(lines, strconv.Itoa(d.line(list[i].start))+"-"+strconv.Itoa(d.line(list[i].end-1)))
		}
	}
	if count == 0 {
		return nil
	}
	return []inventory.Issue{{Code: codeIgnored, Path: path, Effect: inventory.Note,
		Args: inventory.Args{"count": strconv.Itoa(count), "lines": strings.Join(lines, ", ")}}}
}
