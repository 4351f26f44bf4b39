// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package comparison

import (
	"cmp"
	"slices"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// Compare sets the bids side by side, in their order. It refuses fewer than [Min] and more than [Max], and bids that were not
// judged by the same policy, in the same procedure, for the same day, with the same data; the error is an *[inventory.Error].
func Compare(bids []*Bid) (*assessment.Comparison, error) {
	if len(bids) < Min || len(bids) > Max {
		return nil, &inventory.Error{Message: inventory.NewMessage("error.compare-count", "n", strconv.Itoa(len(bids))), Hint: inventory.NewMessage("hint.compare-count")}
	}
	if err := equal(bids); err != nil {
		return nil, err
	}
	first := bids[0]
	c := &assessment.Comparison{
		Schema: assessment.ComparisonSchema, Policy: first.policy, Procedure: first.procedure, Use: first.use, Stage: first.stage,
		Date: first.date, Delivered: first.delivered, Outbound: first.outbound, Tools: first.tools,
	}
	name(bids)
	for _, b := range bids {
		c.Bids = append(c.Bids, b.ComparedBid)
	}
	c.Remarks = remarks(bids)
	t := table{bids}
	add := func(id string, rows []assessment.ComparisonRow) {
		if len(rows) == 0 {
			return
		}
		for i := range rows {
			rows[i].Differs = id != assessment.SectionBasis && differs(rows[i].Cells) // where they come from always does
		}
		c.Sections = append(c.Sections, assessment.ComparisonSection{ID: id, Rows: rows})
	}
	rules := t.rules()
	add(assessment.SectionResult, t.result())
	add(assessment.SectionA, rules.a)
	add(assessment.SectionB, rules.b)
	add(assessment.SectionRules, rules.others)
	add(assessment.SectionLicences, t.licences())
	add(assessment.SectionSBOM, append(t.sboms(), rules.sbom...))
	add(assessment.SectionQuestions, t.questions())
	add(assessment.SectionDuties, t.duties())
	add(assessment.SectionCompleteness, t.completeness())
	add(assessment.SectionDecisions, t.decisions())
	add(assessment.SectionBasis, t.basis())
	c.Rules = len(first.rules)
	c.Statements = statements(c)
	for i := range first.rules {
		if row := rowOf(c, "rule:"+first.rules[i].ID); row != nil && alike(row.Cells) {
			c.AlikeRules++
		}
	}
	return c, nil
}

// name gives every bid a name that no other has: the bidder, else the title of what was examined; where that is not
// enough with the file of the result, and where files are called alike with their place.
func name(bids []*Bid) {
	taken := map[string]int{}
	for _, b := range bids {
		b.Name = cmp.Or(b.Bidder, b.Title, b.File)
		taken[b.Name]++
	}
	for _, b := range bids {
		if taken[b.Name] > 1 && b.Name != b.File {
			b.Name += " (" + b.File + ")"
		}
	}
	seen := map[string]bool{}
	for i, b := range bids {
		if seen[b.Name] {
			b.Name += " #" + strconv.Itoa(i+1)
		}
		seen[b.Name] = true
	}
}

// remarks are what a reader must know before any figure.
func remarks(bids []*Bid) []assessment.ComparisonRemark {
	var list []assessment.ComparisonRemark
	for _, m := range bids[0].mismatch { // it follows from what is the same for all
		list = append(list, assessment.ComparisonRemark{Message: m})
	}
	if of := where(bids, func(b *Bid) bool { return !b.Complete }); len(of) > 0 {
		list = append(list, assessment.ComparisonRemark{Message: inventory.NewMessage("comparison.remark.incomplete"), Bids: of})
	}
	if of := where(bids, func(b *Bid) bool { return b.policy.FromInput }); len(of) > 0 {
		list = append(list, assessment.ComparisonRemark{Message: inventory.NewMessage("comparison.remark.from-input"), Bids: of})
	}
	same := func(key string, of func(*Bid) string) {
		told := map[string]bool{"": true}
		for _, b := range bids {
			if is := of(b); !told[is] {
				told[is] = true
				if twins := where(bids, func(x *Bid) bool { return of(x) == is }); len(twins) > 1 {
					list = append(list, assessment.ComparisonRemark{Message: inventory.NewMessage(key), Bids: twins})
				}
			}
		}
	}
	same("comparison.remark.same-input", func(b *Bid) string { return b.SHA256 })
	same("comparison.remark.same-bidder", func(b *Bid) string { return b.Bidder })
	return list
}

// where lists the places of the bids that are so.
func where(bids []*Bid, is func(*Bid) bool) []int {
	var list []int
	for i, b := range bids {
		if is(b) {
			list = append(list, i)
		}
	}
	return list
}

// differs reports whether a row says different things of the bids.
func differs(cells []assessment.ComparisonCell) bool {
	return slices.ContainsFunc(cells, func(x assessment.ComparisonCell) bool { return value(x) != value(cells[0]) })
}

// alike reports whether a rule ended the same way for all bids that were read whole; of the others that is not known.
func alike(cells []assessment.ComparisonCell) bool {
	first := slices.IndexFunc(cells, func(x assessment.ComparisonCell) bool { return !x.Partial })
	return first >= 0 && !slices.ContainsFunc(cells, func(x assessment.ComparisonCell) bool { return !x.Partial && x.Outcome != cells[first].Outcome })
}

// value is the same for cells that say the same. That a bid was not read whole its cells say themselves.
func value(x assessment.ComparisonCell) string {
	s := x.Outcome
	if x.Count != nil {
		s += "\x00" + strconv.Itoa(*x.Count)
	}
	if x.Points != nil {
		s += "\x00" + strconv.Itoa(x.Points.Proposed)
	}
	for _, m := range x.Says {
		s += "\x00" + m.String()
	}
	return s
}

// rowOf finds a row by its ID; nil if there is none.
func rowOf(c *assessment.Comparison, id string) *assessment.ComparisonRow {
	for i := range c.Sections {
		for j := range c.Sections[i].Rows {
			if c.Sections[i].Rows[j].ID == id {
				return &c.Sections[i].Rows[j]
			}
		}
	}
	return nil
}
