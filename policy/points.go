// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// points works out what the published scale of a B criterion comes to; nil where it cannot be worked out. Whatever is
// open does not count as satisfied, so the proposal can only rise once it is settled.
func points(u *assessment.RuleUsed) *assessment.Points {
	if u.Criterion == nil || u.Criterion.Kind != "B" || len(u.Criterion.Steps) == 0 {
		return nil
	}
	c := u.Counts
	total := c.Satisfied + c.Conditional + c.Review + c.Violated
	if u.Weight == assessment.WNote {
		total += c.Noted // a note stands instead of satisfied there
	}
	if total == 0 {
		return nil
	}
	steps := u.Criterion.Steps
	args := inventory.Args{"satisfied": strconv.Itoa(c.Satisfied), "total": strconv.Itoa(total),
		"percent": strconv.Itoa(c.Satisfied * 100 / total), "of": strconv.Itoa(steps[0].Points)}
	if c.Review > 0 {
		args["open"] = strconv.Itoa(c.Review)
	}
	p := &assessment.Points{Of: steps[0].Points, How: inventory.Message{Key: "points.below", Args: args}}
	for _, s := range steps {
		if c.Satisfied*100 >= s.From*total {
			p.Proposed, p.How.Key = s.Points, "points.share"
			args["from"], args["points"] = strconv.Itoa(s.From), strconv.Itoa(s.Points)
			break
		}
	}
	return p
}
