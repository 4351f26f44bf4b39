// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"path"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

// addGaps says what is left open: by silence, by NONE, by words.
func (j *License) addGaps(claims []inventory.Claim, none *inventory.Claim, silent bool) {
	switch {
	case silent:
		j.Gaps = append(j.Gaps, Gap{Finding: unknown(assessment.Bidder, "rule.licence.missing"), Evidence: evidence(claims)})
	case none != nil && len(j.Parts) == 0 && len(j.Raws) == 0:
		j.Gaps = append(j.Gaps, Gap{Finding: unknown(assessment.Bidder, "rule.licence.none"), Evidence: none.Evidence})
	case none != nil:
		for _, p := range j.Parts {
			j.differ(Difference{Stated: "NONE", Other: p.Expression.String(), Evidence: p.Evidence})
		}
	}
	places := map[string][]inventory.Evidence{}
	for _, c := range claims {
		if c.License.State == inventory.Unparsed {
			places[c.License.Raw] = append(places[c.License.Raw], c.Evidence...)
		}
	}
	for _, raw := range j.Raws {
		file, points := pointer(raw)
		switch {
		case points && found(claims, file):
		case points:
			j.Gaps = append(j.Gaps, Gap{unknown(assessment.Bidder, "rule.licence.pointer", "raw", raw), places[raw]})
		case facts.Proprietary(raw):
			j.Gaps = append(j.Gaps, Gap{unknown(assessment.Bidder, "rule.licence.proprietary", "raw", raw), places[raw]})
		default:
			j.Gaps = append(j.Gaps, Gap{unknown(assessment.Bidder, "rule.licence.unparsed", "raw", raw), places[raw]})
		}
	}
}

// pointer reads npm's "SEE LICENSE IN file", which says where the licence stands, not what it is.
func pointer(raw string) (file string, ok bool) {
	words := strings.Fields(raw)
	if len(words) < 4 || !strings.EqualFold(words[0], "see") || !strings.EqualFold(words[2], "in") ||
		!strings.EqualFold(words[1], "license") && !strings.EqualFold(words[1], "licence") {
		return "", false
	}
	return strings.Trim(strings.Join(words[3:], " "), "<>"), true
}

// found reports whether our detection knows a licence in the file pointed to.
func found(claims []inventory.Claim, file string) bool {
	for _, c := range claims {
		if c.Kind != inventory.Detected || c.License.State != inventory.Known {
			continue
		}
		for _, e := range c.Evidence {
			if path.Base(e.Path) == path.Base(file) {
				return true
			}
		}
	}
	return false
}

func evidence(claims []inventory.Claim) []inventory.Evidence {
	var list []inventory.Evidence
	for _, c := range claims {
		list = append(list, c.Evidence...)
	}
	return list
}
