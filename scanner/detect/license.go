// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// DetectorPatterns is the Evidence.Detector of what licensecheck found.
const DetectorPatterns = "licensecheck"

// Licensecheck knows texts that the SPDX list does not, and names them its own way. Those not
// mentioned here become references of ours. No text it finds is dropped: an addendum or a grant of
// patents says something that a person has to weigh.
var renamed = map[string]string{
	"GPL-2.0-or-3.0": "GPL-2.0-only OR GPL-3.0-only",
}

// refPrefix begins the references for licensecheck's own names.
const refPrefix = "LicenseRef-lizenzlotse-"

// families are the licences whose text does not say whether later versions may be chosen.
var families = []string{"AGPL-", "GFDL-", "GPL-", "LGPL-"}

// isBare reports whether an id names a version of such a family and nothing else.
func isBare(id string) bool {
	for _, f := range families {
		if version, ok := strings.CutPrefix(id, f); ok {
			return strings.Trim(version, "0123456789.") == ""
		}
	}
	return false
}

// expressionOf translates what licensecheck calls a licence. Readings are there for the bare
// families: the text alone is "only" and may be "or later".
func expressionOf(id string) (e spdx.Expression, readings []spdx.Expression) {
	if to, ok := renamed[id]; ok {
		return spdx.MustParse(to), nil
	}
	if isBare(id) {
		return spdx.License{ID: id + "-only"}, []spdx.Expression{spdx.License{ID: id + "-or-later"}}
	}
	if entry, ok := spdx.LookupLicense(id); ok {
		return spdx.Current(spdx.License{ID: entry.ID}), nil
	}
	return spdx.License{ID: refPrefix + id}, nil
}

// Notices are the patterns that are no licence texts, beside those that end as in noticeEnds.
var (
	notices    = map[string]bool{"GPL-2.0-or-3.0": true, "MPL-2.0-no-copyleft-exception": true}
	noticeEnds = []string{"-only", "-or-later"}
)

// Limits by which a match is told to be a text or a notice, in words. Patterns of long licences
// hold both: the text, and the notice that its authors recommend for source files.
const (
	longPattern = 600 // a pattern with fewer words has no notice of its own
	noticeShare = 3   // less than a third of a long pattern is the notice
	shortHeader = 12  // fewer words are a sentence that names the licence, not the notice
	fullHPND    = 90  // HPND without its disclaimer fits other old licences as well
)

// weigh tells what a match of a pattern is and how sure it is.
//
// High: a text, or a whole notice. Medium: a sentence that grants, an address, and a short form of
// HPND, which also fits several other old licences. Low: a text that leaves "or later" open.
func weigh(id, text, pattern string) (inventory.FindingKind, inventory.Confidence) {
	words := countFields(text)
	kind := inventory.FoundText
	if size := countFields(pattern); size >= longPattern && words*noticeShare < size || isNotice(id) {
		kind = inventory.FoundHeader
	}
	switch {
	case isBare(id) && kind == inventory.FoundText:
		return kind, inventory.Low
	case kind == inventory.FoundHeader && words < shortHeader:
		return inventory.FoundNotice, inventory.Medium
	case strings.HasPrefix(id, "HPND") && words < fullHPND:
		return kind, inventory.Medium
	}
	return kind, inventory.High
}

// countFields is len(strings.Fields(text)).
func countFields(text string) (n int) {
	for range strings.FieldsSeq(text) {
		n++
	}
	return n
}

// bareID is the version of a family that a notice for it names, or "".
func bareID(id string) string {
	for _, f := range families {
		if rest, ok := strings.CutPrefix(id, f); ok {
			version, end, _ := strings.Cut(rest, "-")
			if end != "" && isBare(f+version) {
				return f + version
			}
		}
	}
	return ""
}

// Sentences of the appendices in which the Free Software Foundation says how to use its licences,
// without the spaces. The notice behind them is an example and no decision on later versions.
var appendices = []string{"attachthefollowingnotices", "howtoapplytheseterms", "howtousethislicenseforyourdocuments"}

// How far behind such a sentence the example is, in bytes.
const appendixReach = 1000

// isExample reports whether a notice that begins at the end of a text is the example of an appendix.
func isExample(before string) bool {
	before = before[max(0, len(before)-appendixReach):]
	letters := make([]byte, 0, len(before))
	for i := range len(before) {
		if c := asciiWord[before[i]]; c != 0 {
			letters = append(letters, c)
		}
	}
	for _, a := range appendices {
		if bytes.Contains(letters, []byte(a)) {
			return true
		}
	}
	return false
}

func isNotice(id string) bool {
	for _, end := range noticeEnds {
		if strings.HasSuffix(id, end) {
			return true
		}
	}
	return notices[id]
}

// parts are the licences that a licence is made of, or that what usually stands before its text
// names, by id. They are no statement beside it.
var parts = map[string][]string{
	"OpenSSL":      {"OpenSSL-standalone", "SSLeay-standalone", "BSD-3-Clause"},
	"Python-2.0":   {"PSF-2.0", "CNRI-Python", "CNRI-Python-GPL-Compatible", "GPL-1.0-or-later"},
	"Python-2.0.1": {"PSF-2.0", "Python-2.0", "CNRI-Python", "CNRI-Python-GPL-Compatible", "GPL-1.0-or-later"},
}

// How far before a text its preface may begin, and its title, in bytes.
const (
	prefaceReach = 6000
	titleReach   = 200
)

// introduces reports whether a name is part of what stands before one of the texts found: a part of
// it, or a name of its family for a title. hits are in order.
func introduces(m *hit, hits []hit) bool {
	named, ok := m.expression.(spdx.License)
	if !ok {
		return false
	}
	for _, h := range hits[sort.Search(len(hits), func(i int) bool { return hits[i].start >= m.start-prefaceReach }):] {
		begin := h.start
		if h.titled {
			begin = h.begin
		}
		if h.start > m.start+prefaceReach {
			break
		}
		text, ok := h.expression.(spdx.License)
		if !ok || h.kind != inventory.FoundText || m.start >= h.end {
			continue
		}
		if slices.Contains(parts[text.ID], named.ID) && (m.bare || !strings.HasSuffix(named.ID, "-or-later") && !strings.HasSuffix(named.ID, "-Clause")) {
			return true
		}
		if gap := begin - m.end; gap < titleReach && familyOf(text.ID) == familyOf(named.ID) && !hasAnyPrefix(text.ID, families) {
			return true
		}
	}
	return false
}
