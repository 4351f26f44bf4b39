// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package comparison

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/duty"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

// maxNames bounds how many names of the input a cell lists; the rest is counted.
const maxNames = 8

// named adds the first names to a cell, and how many more there are.
func named(x cell, key string, names []string) cell {
	for _, s := range names[:min(len(names), maxNames)] {
		x.Says = append(x.Says, inventory.NewMessage(key, "name", s))
	}
	if more := len(names) - maxNames; more > 0 {
		x.Says = append(x.Says, inventory.NewMessage("comparison.more", "n", strconv.Itoa(more)))
	}
	return x
}

// classOrder is the order of the rows about licences: what people ask for first.
func classOrder() []string {
	first := []string{assessment.ClassProprietary, string(facts.ClassCopyleftNetwork), string(facts.ClassCopyleftStrong), string(facts.ClassCopyleftWeakLibrary),
		string(facts.ClassCopyleftWeak), assessment.ClassUnknown, string(facts.ClassUnclassified)}
	for _, c := range facts.Classes() {
		if !slices.Contains(first, string(c)) {
			first = append(first, string(c))
		}
	}
	return first
}

// licences counts components by the class of the licence that was judged. A class that no bid has is left out, but for
// the proprietary, the strong copyleft and the unknown, of which "none" is worth knowing, and how many are not settled.
func (t table) licences() []assessment.ComparisonRow {
	var rows []assessment.ComparisonRow
	for _, class := range classOrder() {
		always := class == assessment.ClassProprietary || class == assessment.ClassUnknown || class == string(facts.ClassCopyleftStrong) || class == string(facts.ClassCopyleftNetwork)
		if !always && !slices.ContainsFunc(t.bids, func(b *Bid) bool { return b.classes[class] > 0 }) {
			continue
		}
		rows = append(rows, t.row("class:"+class, inventory.NewMessage("comparison.row.class", "class", class), func(b *Bid) cell {
			x := share(b.classes[class], b.judged())
			if open := b.classes[assessment.ClassUnknown]; always && open > 0 && class != assessment.ClassUnknown {
				x.Says[0].Args["open"] = strconv.Itoa(open) // which may turn out to be of this class
			}
			return x
		}))
		if class == assessment.ClassProprietary {
			rows = append(rows, t.row("justified", label("justified"), func(b *Bid) cell {
				if b.classes[class] == 0 {
					return cell{Outcome: "not-applicable"}
				}
				return share(b.justified, b.classes[class])
			}))
		}
	}
	return rows
}

func (t table) sboms() []assessment.ComparisonRow {
	none := func(b *Bid) bool { return b.documents.sboms == 0 }
	rows := []assessment.ComparisonRow{t.row("sboms", label("sboms"), func(b *Bid) cell {
		x := count(b.documents.sboms)
		x.Says = append(x.Says, b.documents.formats...)
		return x
	})}
	if !slices.ContainsFunc(t.bids, func(b *Bid) bool { return !none(b) }) {
		return rows
	}
	of := func(id string, figure func(*Bid) cell) {
		rows = append(rows, t.row(id, label(id), func(b *Bid) cell {
			if none(b) {
				return cell{Outcome: "not-applicable"}
			}
			return figure(b)
		}))
	}
	of("sbom-components", func(b *Bid) cell { return count(b.documents.listed) })
	of("sbom-licensed", func(b *Bid) cell { return share(b.documents.licensed, b.documents.listed) })
	of("sbom-dangling", func(b *Bid) cell { return count(b.documents.dangling) })
	return rows
}

// kindsOfQuestions are in the order of the reports; "" is of those for which no form is proposed.
var kindsOfQuestions = []assessment.QuestionKind{assessment.QuestionClarification, assessment.QuestionSupplement, assessment.QuestionNeither,
	assessment.QuestionAcceptance, assessment.QuestionOurselves, ""}

func (t table) questions() []assessment.ComparisonRow {
	var rows []assessment.ComparisonRow
	for _, kind := range kindsOfQuestions {
		if !slices.ContainsFunc(t.bids, func(b *Bid) bool { return b.questions[kind] != nil }) {
			continue
		}
		id := cmp.Or(string(kind), "other")
		rows = append(rows, t.row("questions:"+id, inventory.NewMessage("comparison.row.questions."+id), func(b *Bid) cell {
			x := b.questions[kind]
			if x == nil {
				return count(0)
			}
			return named(count(x.n), "comparison.rule", x.rules)
		}))
	}
	return rows
}

func (t table) duties() []assessment.ComparisonRow {
	var kinds []string
	for _, b := range t.bids {
		for _, d := range b.duties {
			if !slices.Contains(kinds, d.kind) {
				kinds = append(kinds, d.kind)
			}
		}
	}
	slices.SortFunc(kinds, func(a, b string) int { return cmp.Or(cmp.Compare(duty.Order(a), duty.Order(b)), cmp.Compare(a, b)) })
	var rows []assessment.ComparisonRow
	for _, kind := range kinds {
		rows = append(rows, t.row("duty:"+kind, inventory.NewMessage("comparison.row.duty", "duty", kind), func(b *Bid) cell { return count(b.duty(kind)) }))
	}
	return rows
}

func (t table) completeness() []assessment.ComparisonRow {
	rows := []assessment.ComparisonRow{
		t.fact("complete", label("complete"), func(b *Bid) cell {
			switch {
			case b.Complete:
				return cell{Says: []inventory.Message{inventory.NewMessage("comparison.complete")}}
			case b.stopped:
				return cell{Outcome: "incomplete", Says: []inventory.Message{inventory.NewMessage("comparison.interrupted")}}
			case b.unread == 0:
				return cell{Outcome: "incomplete", Says: []inventory.Message{inventory.NewMessage("comparison.nothing")}}
			}
			return cell{Outcome: "incomplete", Says: []inventory.Message{inventory.NewMessage("comparison.unread")}}
		}),
		t.fact("unread", label("unread"), func(b *Bid) cell { return count(b.unread) }),
		t.fact("excluded", label("excluded"), func(b *Bid) cell { return named(count(b.excluded), "comparison.pattern", b.patterns) }),
	}
	if slices.ContainsFunc(t.bids, func(b *Bid) bool { return len(b.own) > 0 }) {
		rows = append(rows, t.fact("own", label("own"), func(b *Bid) cell { return named(count(len(b.own)), "comparison.pattern", b.own) }))
	}
	return rows
}

func (t table) decisions() []assessment.ComparisonRow {
	var rows []assessment.ComparisonRow
	for _, kind := range []assessment.DecisionKind{assessment.Exception, assessment.Justification, assessment.Choice, assessment.Conclusion} {
		if slices.ContainsFunc(t.bids, func(b *Bid) bool { return b.decisions[kind] > 0 }) {
			rows = append(rows, t.fact("decisions:"+string(kind), inventory.NewMessage("comparison.row.decisions."+string(kind)), func(b *Bid) cell { return count(b.decisions[kind]) }))
		}
	}
	for _, state := range []assessment.DecisionState{assessment.DecisionExpired, assessment.DecisionChanged, assessment.DecisionPending, assessment.DecisionUnmatched} {
		if slices.ContainsFunc(t.bids, func(b *Bid) bool { return b.lapsed[state] > 0 }) {
			rows = append(rows, t.fact("lapsed:"+string(state), inventory.NewMessage("comparison.row.lapsed", "state", string(state)), func(b *Bid) cell { return count(b.lapsed[state]) }))
		}
	}
	return rows
}

// basis is where each column comes from.
func (t table) basis() []assessment.ComparisonRow {
	say := func(key string, pairs ...string) cell {
		return cell{Says: []inventory.Message{inventory.NewMessage(key, pairs...)}}
	}
	rows := []assessment.ComparisonRow{
		t.fact("bidder", label("bidder"), func(b *Bid) cell {
			if b.Bidder == "" {
				return say("comparison.unnamed")
			}
			return say("comparison.name", "name", b.Bidder)
		}),
		t.fact("subject", label("subject"), func(b *Bid) cell {
			x := say("comparison.name", "name", b.Title)
			return digest(x, b.SHA256)
		}),
		t.fact("inputs", label("inputs"), func(b *Bid) cell {
			x := cell{}
			for _, in := range b.Inputs[:min(len(b.Inputs), maxNames)] {
				x.Says = append(x.Says, inventory.NewMessage("comparison.name", "name", in.Name))
				x = digest(x, in.SHA256)
			}
			if more := len(b.Inputs) - maxNames; more > 0 {
				x.Says = append(x.Says, inventory.NewMessage("comparison.more", "n", strconv.Itoa(more)))
			}
			return x
		}),
		t.fact("result", label("result"), func(b *Bid) cell { return digest(say("comparison.name", "name", b.File), b.FileSHA256) }),
		t.fact("judged", label("judged"), func(b *Bid) cell { return say("comparison.date", "date", b.date) }),
	}
	return rows
}

func digest(x cell, sha256 string) cell {
	if s := strings.TrimSpace(sha256); s != "" {
		x.Says = append(x.Says, inventory.NewMessage("comparison.sha256", "sha256", s))
	}
	return x
}
