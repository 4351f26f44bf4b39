// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package comparison

import (
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// A table makes rows of the bids.
type table struct{ bids []*Bid }

// A cell is made of a bid; whether the bid was read whole is put in afterwards.
type cell = assessment.ComparisonCell

// row makes a row that depends on what was read.
func (t table) row(id string, label inventory.Message, of func(*Bid) cell) assessment.ComparisonRow {
	r := t.fact(id, label, of)
	for i := range r.Cells {
		r.Cells[i].Partial = !t.bids[i].Complete
	}
	return r
}

// fact makes a row that holds whatever was read.
func (t table) fact(id string, label inventory.Message, of func(*Bid) cell) assessment.ComparisonRow {
	r := assessment.ComparisonRow{ID: id, Label: label}
	for _, b := range t.bids {
		r.Cells = append(r.Cells, of(b))
	}
	return r
}

func label(id string) inventory.Message { return inventory.NewMessage("comparison.row." + id) }

// ruleRows are the rules by what they are in the procedure.
type ruleRows struct{ a, b, others, sbom []assessment.ComparisonRow }

func (t table) rules() ruleRows {
	var rows ruleRows
	for i := range t.bids[0].rules {
		u := &t.bids[0].rules[i]
		row := t.row("rule:"+u.ID, inventory.Message{}, func(b *Bid) cell { return ruleCell(&b.rules[i], b.Complete) })
		row.Rule, row.Title, row.Weight, row.Criterion = u.ID, u.Doc.Title, u.Weight, u.Criterion
		switch {
		case u.Criterion != nil && u.Criterion.Kind == "B":
			rows.b = append(rows.b, row)
		case u.Criterion != nil:
			rows.a = append(rows.a, row)
		case strings.HasPrefix(u.ID, "SBM-"):
			rows.sbom = append(rows.sbom, row)
		default:
			rows.others = append(rows.others, row)
		}
	}
	return rows
}

// ruleCell is what came of a rule. Of what was not read no points are proposed.
func ruleCell(u *assessment.RuleUsed, complete bool) cell {
	n := u.Counts
	x := cell{Outcome: u.Word(), Counts: &n, Says: counted(n)}
	if u.Criterion == nil || u.Criterion.Kind != "B" {
		return x
	}
	switch {
	case !complete:
		x.Says = append(x.Says, inventory.NewMessage("comparison.points.incomplete"))
	case u.Points != nil:
		x.Points = u.Points
		x.Says = append([]inventory.Message{inventory.NewMessage("comparison.points", "points", strconv.Itoa(u.Points.Proposed), "of", strconv.Itoa(u.Points.Of))}, x.Says...)
		x.Says = append(x.Says, u.Points.How)
	case len(u.Criterion.Steps) == 0:
		x.Says = append(x.Says, inventory.NewMessage("comparison.points.words"))
	default:
		x.Says = append(x.Says, inventory.NewMessage("comparison.points.nothing"))
	}
	return x
}

// counted says how often what came out, the worst first.
func counted(n assessment.Counts) []inventory.Message {
	var list []inventory.Message
	say := func(key string, n int) {
		if n > 0 {
			list = append(list, inventory.NewMessage(key, "n", strconv.Itoa(n)))
		}
	}
	say("comparison.count.violated", n.Violated)
	say("comparison.count.review", n.Review)
	say("comparison.count.conditional", n.Conditional)
	say("comparison.count.noted", n.Noted)
	say("comparison.count.satisfied", n.Satisfied)
	return list
}

// count is a number that a row counts.
func count(n int) cell {
	return cell{Count: &n, Says: []inventory.Message{inventory.NewMessage("comparison.number", "n", strconv.Itoa(n))}}
}

// share is a number of all of them, rounded as the reports on single bids do: neither nothing nor all by rounding.
func share(n, of int) cell {
	x := count(n)
	x.Of = of
	key, percent := "comparison.share", ""
	switch {
	case n == 0 || of == 0:
		return x
	case n*100 < of:
		key = "comparison.share.below"
	case n < of && n*200 >= of*199:
		key = "comparison.share.above"
	default:
		percent = strconv.Itoa((n*200 + of) / (of * 2))
	}
	m := inventory.NewMessage(key, "n", strconv.Itoa(n), "of", strconv.Itoa(of))
	if percent != "" {
		m.Args["percent"] = percent
	}
	x.Says = []inventory.Message{m}
	return x
}

func (t table) result() []assessment.ComparisonRow {
	return []assessment.ComparisonRow{
		t.row("verdict", label("verdict"), func(b *Bid) cell {
			return cell{Outcome: b.Verdict.String(), Says: counted(assessment.Counts{Violated: b.results.Violated, Review: b.results.Review,
				Conditional: b.results.Conditional, Noted: b.results.Noted})}
		}),
		t.row("components", label("components"), func(b *Bid) cell { return count(b.components) }),
		t.row("files", label("files"), func(b *Bid) cell { return count(b.files) }),
	}
}
