// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"cmp"
	"slices"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
)

// questions collects what people have to answer: one for each rule and message, with all its components, and one for many
// that differ only in what they quote. What kind of
// question each is, law.go says.
type questions struct {
	all   []*assessment.Question
	asked map[string]string // of the component at hand: the rule that asked what is not known, by message
	index map[[3]string]*assessment.Question
}

// add asks what a result leaves open: its message, and those of the licences that decided it.
func (q *questions) add(u *used, component string, s spoken) {
	for _, f := range s.open() {
		q.ask(u, component, f, s.Evidence)
	}
}

func (q *questions) ask(u *used, component string, f rule.Finding, seen []inventory.Evidence) {
	addressee := cmp.Or(f.Asks, u.Doc.Addressee)
	text := f.Message.String()
	if f.State == rule.Unknown {
		if by, ok := q.asked[text]; ok && by != u.ID {
			return // an earlier rule asked the same
		}
		if q.asked == nil {
			q.asked = map[string]string{}
		}
		q.asked[text] = u.ID
	}
	key := [3]string{u.ID, string(addressee), text}
	x := q.index[key]
	if x == nil {
		x = &assessment.Question{Rule: u.ID, Addressee: addressee, Message: f.Message}
		if q.index == nil {
			q.index = map[[3]string]*assessment.Question{}
		}
		q.index[key] = x
		q.all = append(q.all, x)
	}
	x.Evidence = more(x.Evidence, seen)
	// Components come one after the other, so a repetition is the last entry.
	if n := len(x.Components); component != "" && (n == 0 || x.Components[n-1] != component) {
		x.Components = append(x.Components, component)
	}
}

// more adds places to those of a question until it has as many as a result shows. One place is shared, not copied:
// most questions have no other.
func more(list, seen []inventory.Evidence) []inventory.Evidence {
	if len(list) == 0 {
		return slices.Clip(seen[:min(len(seen), maxEvidence)])
	}
	for _, e := range seen {
		if len(list) >= maxEvidence {
			break
		}
		if !slices.Contains(list, e) {
			list = append(list, e)
		}
	}
	return list
}

func (q *questions) list(order map[string]int) []assessment.Question {
	type keyed struct {
		assessment.Question
		text string
	}
	var sorted []keyed
	for _, x := range q.all {
		slices.Sort(x.Components)
		sorted = append(sorted, keyed{*x, x.Message.String()})
	}
	slices.SortFunc(sorted, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(order[a.Rule], order[b.Rule]), cmp.Compare(a.Addressee, b.Addressee),
			cmp.Compare(a.Message.Key, b.Message.Key), cmp.Compare(a.text, b.text))
	})
	var list []assessment.Question
	for i, n := 0, 0; i < len(sorted); i += n {
		same := func(k keyed) bool {
			return k.Rule == sorted[i].Rule && k.Addressee == sorted[i].Addressee && k.Message.Key == sorted[i].Message.Key
		}
		for n = 1; i+n < len(sorted) && same(sorted[i+n]); n++ {
		}
		if asking, _ := facts.AskingFor(sorted[i].Message.Key); n < several || !asking.Several {
			n = 1
			list = append(list, sorted[i].Question)
			continue
		}
		one := assessment.Question{Rule: sorted[i].Rule, Addressee: sorted[i].Addressee,
			Message: inventory.Message{Key: facts.SeveralPrefix + sorted[i].Message.Key, Args: inventory.Args{"n": strconv.Itoa(n)}}}
		for _, x := range sorted[i : i+n] {
			one.Parts = append(one.Parts, assessment.QuestionPart{
				Message: inventory.Message{Key: "question.each." + x.Message.Key, Args: x.Message.Args}, Components: x.Components})
			one.Components = append(one.Components, x.Components...)
			one.Evidence = more(one.Evidence, x.Evidence)
		}
		slices.Sort(one.Components)
		one.Components = slices.Compact(one.Components)
		list = append(list, one)
	}
	return list
}

// several is from how many questions on, that differ in what they quote alone, one is put for all.
const several = 3
