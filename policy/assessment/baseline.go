// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
)

// A Baseline is the earlier result of the same subject that this one was held against: what stood there already, and was
// no better there, has [Result.Known] and does not count in New.
type Baseline struct {
	Name   string  `json:"name"`   // the base name of the file
	SHA256 string  `json:"sha256"` // of the file
	Date   string  `json:"date"`   // RFC 3339 full-date of that judgement
	Known  int     `json:"known"`  // results that stood there already
	Gone   int     `json:"gone"`   // results that stood there and are no more
	New    Verdict `json:"new"`    // of what came since alone; at least Review where not everything was read
	// Policy names the policy of that judgement with version and SHA-256, where it is another than that of this one.
	Policy string `json:"policy,omitempty"`
	// Subject names what was judged there, where no component and no file of it is here.
	Subject string `json:"subject,omitempty"`
	// Whole is the verdict of known and new results together, in the copy that [Assessment.OnlyNew] makes; nil elsewhere.
	Whole *Verdict `json:"-"`
}

// OnlyNew gives a copy without what stood in the baseline already, for programs and for whoever wants to see what came
// since: its verdict is Baseline.New, its rules count what they found since beside what satisfies them, and its questions are
// about new results alone. Everything else is that of the whole. Without a baseline it is the assessment itself.
func (a *Assessment) OnlyNew() *Assessment {
	if a.Baseline == nil || a.Baseline.Whole != nil {
		return a
	}
	c, b := *a, *a.Baseline
	b.Whole, c.Baseline, c.Verdict = &a.Verdict, &b, b.New
	c.Results = slices.DeleteFunc(slices.Clone(a.Results), func(r Result) bool { return r.Known })
	c.Rules = recounted(a.Rules, c.Results)
	c.Questions = a.askedOf(c.Results)
	return &c
}

// Compared reports whether this is what came since a baseline, and not the whole.
func (a *Assessment) Compared() bool { return a.Baseline != nil && a.Baseline.Whole != nil }

// Message says what the result was held against, and how much stood there already, came since and is gone.
func (b *Baseline) Message(a *Assessment) inventory.Message {
	since := 0
	for i := range a.Results {
		if !a.Results[i].Known {
			since++
		}
	}
	return inventory.NewMessage("report.baseline", "name", b.Name, "date", b.Date, "known", strconv.Itoa(b.Known), "new", strconv.Itoa(since), "gone", strconv.Itoa(b.Gone))
}

// Verdicts says what came since alone comes to; of [Assessment.OnlyNew] what the whole does.
func (b *Baseline) Verdicts() inventory.Message {
	if b.Whole != nil {
		return inventory.NewMessage("report.baseline.hidden", "verdict", b.Whole.String())
	}
	return inventory.NewMessage("report.baseline.since", "verdict", b.New.String())
}

// Caveats are what a reader must know before trusting the comparison; none of most.
func (b *Baseline) Caveats() []inventory.Message {
	var list []inventory.Message
	if b.Policy != "" {
		list = append(list, inventory.NewMessage("report.baseline.policy", "policy", b.Policy))
	}
	if b.Subject != "" {
		list = append(list, inventory.NewMessage("report.baseline.subject", "subject", b.Subject))
	}
	return list
}

// recounted gives rules the verdicts and counts of some of their results: of each component or document the worst. How many
// satisfy a rule is as it was. Points are proposed for the whole alone.
func recounted(rules []RuleUsed, results []Result) []RuleUsed {
	type place struct{ rule, component, file string }
	worst, noted := map[place]Verdict{}, map[place]bool{}
	var order []place
	for i := range results {
		r := &results[i]
		at := place{r.Rule, r.Component, r.File}
		if at.component != "" {
			at.file = ""
		}
		if _, known := worst[at]; !known {
			order = append(order, at)
		}
		worst[at] = max(worst[at], r.Verdict)
		noted[at] = noted[at] || r.Noted
	}
	list, index := slices.Clone(rules), make(map[string]int, len(rules))
	for i := range list {
		index[list[i].ID] = i
		list[i].Verdict, list[i].Counts, list[i].Points = Satisfied, Counts{Satisfied: list[i].Counts.Satisfied}, nil
	}
	for _, at := range order {
		i, known := index[at.rule]
		if !known {
			continue
		}
		u := &list[i]
		u.Verdict = max(u.Verdict, worst[at])
		switch worst[at] {
		case Violated:
			u.Counts.Violated++
		case Review:
			u.Counts.Review++
		case Conditional:
			u.Counts.Conditional++
		}
		if noted[at] {
			u.Counts.Noted++
		}
	}
	return list
}

// askedOf gives the questions that some of the results raise, each with their components, places and wordings alone. A
// question that is none of any result stays: nothing says that it was asked before.
func (a *Assessment) askedOf(results []Result) []Question {
	x := asking{raisedBy(results), raisedBy(a.Results)}
	var list []Question
	for _, q := range a.Questions {
		if len(q.Parts) == 0 {
			if components, evidence, ok := x.open(q.Rule, q.Message, q.Components); ok {
				if len(components) < len(q.Components) {
					q.Components, q.Evidence = components, evidence
				}
				list = append(list, q)
			}
			continue
		}
		if q, ok := x.parts(q); ok {
			list = append(list, q)
		}
	}
	return list
}

// A raised is what makes a question of a result.
type raised struct{ rule, text, component string }

// raisedBy gives what results ask, with where it was seen.
func raisedBy(list []Result) map[raised][]inventory.Evidence {
	by := map[raised][]inventory.Evidence{}
	for i := range list {
		r := &list[i]
		if r.Verdict != Review {
			continue
		}
		seen := r.Evidence[:min(len(r.Evidence), maxAskedEvidence)]
		by[raised{r.Rule, r.Message.String(), r.Component}] = seen
		for _, l := range r.Leaves {
			if l.Message.Key != "" {
				by[raised{r.Rule, l.Message.String(), r.Component}] = seen
			}
		}
	}
	return by
}

// An asking knows what new results ask, and what all of them do.
type asking struct {
	new, all map[raised][]inventory.Evidence
}

// open gives of a question's components those about which it is new, and where that was seen; not ok if there is none.
func (x asking) open(rule string, m inventory.Message, components []string) (open []string, evidence []inventory.Evidence, ok bool) {
	text := m.String()
	if len(components) == 0 {
		components = []string{""}
	}
	for _, c := range components {
		seen, isNew := x.new[raised{rule, text, c}]
		if _, known := x.all[raised{rule, text, c}]; !isNew && known {
			continue
		}
		ok = true
		if c != "" {
			open = append(open, c)
		}
		evidence = moreEvidence(evidence, seen)
	}
	return open, evidence, ok
}

// eachPrefix begins the key of a part's message; the rest is the key of the findings' own.
const eachPrefix = "question.each."

// parts leaves of a question for several wordings those that are new; of one it makes a question of its own.
func (x asking) parts(q Question) (Question, bool) {
	var parts []QuestionPart
	var components []string
	var evidence []inventory.Evidence
	own := inventory.Message{}
	for _, part := range q.Parts {
		m := inventory.Message{Key: strings.TrimPrefix(part.Message.Key, eachPrefix), Args: part.Message.Args}
		open, seen, ok := x.open(q.Rule, m, part.Components)
		if !ok {
			continue
		}
		part.Components, own = open, m
		parts, components, evidence = append(parts, part), append(components, open...), moreEvidence(evidence, seen)
	}
	if len(parts) == len(q.Parts) && len(components) >= len(q.Components) {
		return q, true
	}
	slices.Sort(components)
	q.Parts, q.Components, q.Evidence = parts, slices.Compact(components), evidence
	if len(parts) == 1 {
		q.Parts, q.Message = nil, own
		q.Need.Args = maps.Clone(own.Args)
		return q, true
	}
	q.Message.Args = maps.Clone(q.Message.Args)
	if q.Message.Args != nil {
		q.Message.Args["n"] = strconv.Itoa(len(parts))
	}
	return q, len(parts) > 0
}

// moreEvidence adds places to those of a question until it has as many as a result shows.
func moreEvidence(list, seen []inventory.Evidence) []inventory.Evidence {
	for _, e := range seen {
		if len(list) < maxAskedEvidence && !slices.Contains(list, e) {
			list = append(list, e)
		}
	}
	return list
}

// maxAskedEvidence is how many places a question shows, as many as a result.
const maxAskedEvidence = 20
