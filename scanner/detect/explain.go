// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"cmp"
	"slices"
	"strconv"

	"lizenzlotse/scanner/inventory"
)

// A refusal is the key of the reason why what looked like a finding is none.
type refusal string

const (
	refusedPlaceholder refusal = "refused.placeholder" // a tag to be filled in, or a pattern that looks for tags
	refusedNoCue       refusal = "refused.no-cue"      // a name without a word of granting near it
	refusedDenied      refusal = "refused.denied"      // a name that the words about it take back
	refusedInText      refusal = "refused.in-text"     // a name within or right by a licence's text
	refusedElsewhere   refusal = "refused.elsewhere"   // a name whose version, and so the licence, stands elsewhere
	refusedBesideTag   refusal = "refused.beside-tag"  // a name in a tagged file, outside the tag's comment
	refusedList        refusal = "refused.list"        // one of many that are listed
	refusedVersioned   refusal = "refused.versioned"   // a name without version of a family of which a version is named
	refusedSaid        refusal = "refused.said"        // says again, and with less, what a text, notice or tag says
	refusedRepeated    refusal = "refused.repeated"    // more of the same than is kept
	refusedPartial     refusal = "refused.partial"     // too little of a text of the list
	refusedOutdone     refusal = "refused.outdone"     // another text fits the place better
	refusedOrphan      refusal = "refused.orphan"      // an exception that belongs to no licence of the file
	refusedHint        refusal = "refused.hint"        // the licence is known otherwise
	refusedHistory     refusal = "refused.history"     // told in the middle of a change log
	refusedPiece       refusal = "refused.piece"       // part of a text that the file is known to hold
)

// A refused hit is one that became no finding.
type refused struct {
	hit
	why refusal
}

// refuse records why a hit is left out, where somebody asked.
func (d *document) refuse(h hit, why refusal) {
	if d.explained {
		d.refused = append(d.refused, refused{h, why})
	}
}

// Explain says of each place that looked like a statement of the file's licence what became of it,
// in order of position: the findings of [Scan] and what was refused, with the reason. The words of
// the reasons are messages "refused.…" with the argument score, in percent, where a text was
// compared. Names that nothing makes a licence of are no candidates.
func Explain(data []byte, path string) []inventory.Candidate {
	d, hits := read(data, classOf(path), true, nil)
	if d == nil {
		return nil
	}
	var list []inventory.Candidate
	for _, f := range findings(d, path, hits) {
		list = append(list, inventory.Candidate{Finding: f})
	}
	for _, r := range d.refused {
		if r.exception != "" && r.expression == nil {
			r.expression = r.assumed()
		}
		m := inventory.Message{Key: string(r.why)}
		if r.why == refusedPartial || r.why == refusedOutdone && r.detector == DetectorTexts {
			m.Args = inventory.Args{"score": strconv.Itoa(int(100 * r.score))}
		}
		for _, f := range findings(d, path, []hit{r.hit}) {
			list = append(list, inventory.Candidate{Finding: f, Refused: m})
		}
	}
	slices.SortStableFunc(list, func(a, b inventory.Candidate) int {
		return cmp.Or(cmp.Compare(a.Evidence.Byte.Start, b.Evidence.Byte.Start), cmp.Compare(b.Evidence.Byte.End, a.Evidence.Byte.End))
	})
	return slices.CompactFunc(list, func(a, b inventory.Candidate) bool {
		return a.Evidence.Byte == b.Evidence.Byte && a.Refused.Key == b.Refused.Key && a.Evidence.Detector == b.Evidence.Detector
	})
}
