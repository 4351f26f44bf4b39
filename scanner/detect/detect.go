// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package detect finds what the text of a file says of its licence: SPDX tags, licence texts,
// notices and addresses. Texts are matched by licensecheck, whose patterns are compiled as far as a
// run needs them.
//
// A file is decoded, passed by at once if it has no word that goes with licences, else cut into the
// regions worth reading; each detector gives hits, and the hits become findings with the place in
// the file as it is on disk.
package detect

import (
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Version names the detector and its data. It changes whenever the same file may give other findings.
func Version() string { return "2+licensecheck-0.3.1+spdx-" + spdx.ListVersion }

// A hit is a finding of one detector, with its place in a document's text.
type hit struct {
	start, end int
	expression spdx.Expression
	readings   []spdx.Expression
	kind       inventory.FindingKind
	confidence inventory.Confidence
	detector   string
}

// How often the same expression of the same kind is reported of one file.
const maxRepeats = 16

// Scan finds what the text of one file says of its licence, in order of position; path is relative,
// with slashes. It is nil for a file that says nothing. Scan is safe for concurrent use and leaves
// data as it is.
//
// It never fails. A panic, which would be a fault in licensecheck, goes through to the caller, who
// raises an unread Issue for the file.
func Scan(data []byte, path string) []inventory.Finding {
	if encodingOf(data) == asUTF8 && !IsLicenseFile(path) && nextKeyword(asString(data), 0) < 0 {
		return nil
	}
	d := decode(data)
	var hits []hit
	for _, r := range regions(d.text, path) {
		hits = append(hits, tags(d, r)...)
		hits = append(hits, patterns(d, r)...)
	}
	byPlace(hits)
	if hits = append(hits, unexplained(d, path, hits)...); hits == nil {
		return nil
	}
	byPlace(hits)
	return findings(d, path, settle(hits))
}

// listed is how many addresses of different licences, and no text of any, make a file a list of
// licences rather than one that is under them.
const listed = 8

// settle leaves out addresses of licences that the file names otherwise or only lists, and repetitions.
func settle(hits []hit) []hit {
	type key struct {
		license string
		kind    inventory.FindingKind
	}
	named, addressed := map[string]bool{}, map[string]bool{}
	text := false
	count := map[key]int{}
	for _, h := range hits {
		switch h.kind {
		case inventory.FoundReference:
			addressed[h.expression.String()] = true
		case inventory.FoundText, inventory.FoundHeader:
			text = true
			fallthrough
		default:
			for _, atom := range spdx.Atoms(h.expression) {
				named[atom.String()] = true
			}
			for _, r := range h.readings {
				named[r.String()] = true
			}
		}
	}
	list := !text && len(addressed) >= listed
	kept := hits[:0]
	for _, h := range hits {
		if h.kind == inventory.FoundReference && (list || named[h.expression.String()] || len(h.readings) > 0 && named[h.readings[0].String()]) {
			continue
		}
		k := key{h.expression.String(), h.kind}
		if count[k]++; count[k] <= maxRepeats {
			kept = append(kept, h)
		}
	}
	return kept
}

func findings(d *document, path string, hits []hit) []inventory.Finding {
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
	var b strings.Builder
	space := false
	for _, r := range s {
		if isSpace(r) {
			space = b.Len() > 0
			continue
		}
		if !isPrintable(r) {
			continue
		}
		n := len(string(r))
		if space {
			n++
		}
		if b.Len()+n > inventory.MaxQuote {
			break
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}
