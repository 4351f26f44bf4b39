// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strings"
	"sync"
	"unicode"

	"github.com/google/licensecheck"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Licensecheck takes eleven times the memory of what it reads, so it reads pieces. A piece begins
// again so far before the end of the last one that the longest licence fits in.
const (
	piece   = 256 << 10
	overlap = 80 << 10
)

var tokenLists = sync.Pool{New: func() any { return new([]token) }}

// patterns finds licence texts, notices and addresses in text[r.start:r.end].
func patterns(d *document, r region) (hits []hit) {
	text, added := breakRuns(d.text[r.start:r.end])
	var before string // a text that is repeated need not be read again
	var matches []licensecheck.Match
	for start := 0; start < len(text); {
		end := len(text)
		if end-start > piece {
			end = start + piece
		}
		next := end
		if part := text[start:end]; part != before {
			before, matches = part, scan(part)
		}
		for _, m := range matches {
			m.Start, m.End = m.Start+start, m.End+start
			if end < len(text) && m.End > end-overlap { // may go on behind the piece
				next = min(next, m.Start)
				break
			}
			h := patternHit(text, m)
			h.start = r.start + unbroken(added, m.Start)
			h.end = r.start + unbroken(added, m.End)
			hits = append(hits, h)
			next = max(end-overlap, m.End)
		}
		if end == len(text) {
			return hits
		}
		start = max(min(next, end-overlap), start+1)
	}
	return hits
}

// scan gives the matches that licensecheck finds with all it has built in, in order.
func scan(text string) []licensecheck.Match {
	h := loadHeads()
	list := tokenLists.Get().(*[]token)
	*list = h.appendTokens((*list)[:0], text)
	need := h.candidates(text, *list)
	wanted := !need.empty() || h.hasAddress(text, *list)
	tokenLists.Put(list)
	if !wanted {
		return nil
	}
	matches := cached.get(need).Scan([]byte(text)).Match
	kept := matches[:0]
	for _, m := range matches {
		if m.ID != "" { // that of the ordering pattern
			kept = append(kept, m)
		}
	}
	return kept
}

// Hosts of the addresses that licensecheck knows.
var hosts = []string{"creativecommons.org/", "opensource.org/", "www.opensource.org/", "www.apache.org/", "www.gnu.org/"}

func (h *heads) hasAddress(text string, words []token) bool {
	for _, w := range words {
		if w.word != h.http {
			continue
		}
		rest, ok := strings.CutPrefix(text[w.hi:], "://")
		for _, host := range hosts {
			if ok && hasFoldPrefix(rest, host) {
				return true
			}
		}
	}
	return false
}

func patternHit(text string, m licensecheck.Match) hit {
	h := hit{detector: DetectorPatterns}
	matched := text[m.Start:m.End]
	if bare := bareID(m.ID); bare != "" && (isExample(text[:m.Start]) || isExample(matched)) {
		h.expression, h.readings = expressionOf(bare)
		h.kind, h.confidence = inventory.FoundText, inventory.Low
		return h
	}
	h.expression, h.readings = expressionOf(m.ID)
	if strings.HasPrefix(m.ID, "HPND") && isDtoa(matched) {
		h.expression = spdx.License{ID: "dtoa"}
	}
	if m.IsURL {
		if f, _ := spdx.Words().Address(wholeAddress(text[m.Start:])); f != nil && strings.HasPrefix(f.Name, "CC-") && f.Versions == nil {
			h.expression, h.readings = f.Bare, nil // licensecheck does not read the country
		}
		h.kind, h.confidence = inventory.FoundReference, inventory.Medium
		if h.readings != nil {
			h.confidence = inventory.Low
		}
		return h
	}
	h.kind, h.confidence = weigh(m.ID, matched, loadCatalogue().byID[m.ID])
	return h
}

// wholeAddress is the address that a text begins with.
func wholeAddress(text string) string {
	var x lexer
	x.text = text[:min(len(text), maxAddress)]
	x.address(0)
	return x.text[:x.list[0].hi]
}

// isDtoa tells a licence that licensecheck counts as a variant of HPND by the words that set it apart.
func isDtoa(text string) bool {
	return strings.Contains(strings.ToLower(strings.Join(strings.Fields(text), " ")), "which is or includes a copy")
}

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' }

// isPrintable leaves out control characters, and those that change how others are shown.
func isPrintable(r rune) bool {
	return ' ' <= r && r < 0x7F || r > 0x7F && unicode.IsPrint(r) && r != unicode.ReplacementChar
}
