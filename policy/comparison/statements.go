// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package comparison

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

// told are the rows besides those of rules of which is said how they differ. The other figures stand in their rows.
var told = []string{"verdict", "class:" + assessment.ClassProprietary, "justified", "class:" + string(facts.ClassCopyleftNetwork), "class:" + string(facts.ClassCopyleftStrong),
	"class:" + assessment.ClassUnknown, "sboms", "questions:clarification", "questions:supplement", "excluded", "decisions:exception"}

// statements say what differs, row by row: what the whole came to, criteria each by itself, then figures, and then other
// rules, of which those that differ in the same way are told together.
func statements(c *assessment.Comparison) []assessment.ComparisonStatement {
	list := []assessment.ComparisonStatement{}
	tell := func(row *assessment.ComparisonRow, says func(assessment.ComparisonCell) inventory.Message) {
		if row == nil {
			return
		}
		if s := statement(row, says); s != nil {
			list = append(list, *s)
		}
	}
	tell(rowOf(c, told[0]), ended)
	var rules []*assessment.ComparisonRow
	for _, s := range c.Sections {
		for i := range s.Rows {
			switch row := &s.Rows[i]; {
			case s.ID == assessment.SectionA:
				tell(row, ended)
			case s.ID == assessment.SectionB:
				tell(row, points)
			case row.Rule != "" && slices.ContainsFunc(row.Cells, open):
				rules = append(rules, row)
			}
		}
	}
	for _, id := range told[1:] {
		if row := rowOf(c, id); row != nil && slices.ContainsFunc(row.Cells, func(x assessment.ComparisonCell) bool { return number(x) != number(row.Cells[0]) }) {
			tell(row, figure)
		}
	}
	together := map[string]int{} // place in list, by what is said
	for _, row := range rules {
		s := statement(row, ended)
		if s == nil {
			continue
		}
		if at, known := together[key(s)]; known {
			list[at].Rows = append(list[at].Rows, row.ID)
			continue
		}
		together[key(s)] = len(list)
		list = append(list, *s)
	}
	return list
}

// open reports whether something is left to do about a cell. Of rules that are no criteria only those are told where
// that is so for a bid: whether a note or nothing was there to judge stands in the rows.
func open(c assessment.ComparisonCell) bool {
	return c.Outcome != "satisfied" && c.Outcome != "noted" && c.Outcome != "not-applicable"
}

// statement groups the bids by what is said of them; nil where that is the same of all.
func statement(row *assessment.ComparisonRow, says func(assessment.ComparisonCell) inventory.Message) *assessment.ComparisonStatement {
	x := &assessment.ComparisonStatement{Rows: []string{row.ID}}
	for i, c := range row.Cells {
		p := assessment.ComparisonPart{Says: says(c), Partial: c.Partial}
		at := slices.IndexFunc(x.Parts, func(had assessment.ComparisonPart) bool {
			return had.Partial == p.Partial && had.Says.String() == p.Says.String()
		})
		if at < 0 {
			at = len(x.Parts)
			x.Parts = append(x.Parts, p)
		}
		x.Parts[at].Bids = append(x.Parts[at].Bids, i)
	}
	if !slices.ContainsFunc(x.Parts, func(p assessment.ComparisonPart) bool { return p.Says.String() != x.Parts[0].Says.String() }) {
		return nil // what was not read whole is told of in a remark
	}
	return x
}

// key is the same for statements that say the same of the same bids.
func key(x *assessment.ComparisonStatement) string {
	var s strings.Builder
	for _, p := range x.Parts {
		s.WriteString(p.Says.String())
		for _, i := range p.Bids {
			s.WriteString(" " + strconv.Itoa(i))
		}
		s.WriteByte('\n')
	}
	return s.String()
}

// ended is how a rule, or the whole, came out.
func ended(c assessment.ComparisonCell) inventory.Message {
	return inventory.NewMessage("comparison.ended", "outcome", c.Outcome)
}

// points are those proposed for a bid.
func points(c assessment.ComparisonCell) inventory.Message {
	if c.Points == nil {
		return inventory.NewMessage("comparison.ended.without-points", "outcome", c.Outcome)
	}
	return inventory.NewMessage("comparison.ended.points", "outcome", c.Outcome, "points", strconv.Itoa(c.Points.Proposed), "of", strconv.Itoa(c.Points.Of))
}

// number is what a cell counts; -1 where it counts nothing.
func number(c assessment.ComparisonCell) int {
	if c.Count == nil {
		return -1
	}
	return *c.Count
}

// figure is the number that a row counts, in words.
func figure(c assessment.ComparisonCell) inventory.Message {
	if c.Count == nil {
		return ended(c)
	}
	if *c.Count == 0 {
		return inventory.Message{Key: "comparison.none", Args: c.Says[0].Args}
	}
	return c.Says[0]
}
