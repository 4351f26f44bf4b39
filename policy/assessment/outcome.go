// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import (
	"slices"

	"lizenzlotse/scanner/inventory"
)

// An Outcome is what a component came to.
type Outcome struct {
	Verdict  Verdict  // the worst of its results; notes do not count
	Rules    []string // which said something of it, each once, in the order of the results
	Excluded bool     // every place of it was left out: it was not judged
	Unjudged bool     // no rule that was switched on looks at components
}

// Word is the value of the vocabulary "verdict" that says it: what was not judged is not satisfied.
func (o *Outcome) Word() string {
	switch {
	case o.Excluded:
		return "excluded"
	case o.Unjudged:
		return "unjudged"
	}
	return o.Verdict.String()
}

// Outcomes gives what came of each component, in the order of the inventory. Results about a document as a whole are
// no component's; those about a file are of the component that the file belongs to.
func (a *Assessment) Outcomes() []Outcome {
	all := make([]Outcome, len(a.Inventory.Components))
	at := make(map[string]int, len(all))
	for i := range a.Inventory.Components {
		at[a.Inventory.Components[i].ID] = i
	}
	owner := make(map[string]string, len(a.Inventory.Files))
	for i := range a.Inventory.Files {
		owner[a.Inventory.Files[i].Path] = a.Inventory.Files[i].Component
	}
	documents := make(map[string]bool, len(a.Inventory.Documents))
	for i := range a.Inventory.Documents {
		documents[a.Inventory.Documents[i].ID] = true
	}
	said := make([]bool, len(all))
	for i := range a.Results {
		r := &a.Results[i]
		id := r.Component
		if id == "" && !documents[r.File] {
			id = owner[r.File]
		}
		n, known := at[id]
		if !known {
			continue
		}
		said[n] = true
		o := &all[n]
		if !r.Noted {
			o.Verdict = max(o.Verdict, r.Verdict)
		}
		if !slices.Contains(o.Rules, r.Rule) {
			o.Rules = append(o.Rules, r.Rule)
		}
	}
	judges := a.JudgesComponents()
	for i := range all {
		if !said[i] {
			all[i].Excluded = a.leftOut(&a.Inventory.Components[i])
			all[i].Unjudged = !all[i].Excluded && !judges
		}
	}
	return all
}

// leftOut reports whether every place of a component is one that was excluded.
func (a *Assessment) leftOut(c *inventory.Component) bool {
	covered := func(path string) bool {
		return path != "" && slices.ContainsFunc(a.Excluded, func(x Exclusion) bool { return a.Inventory.Subject.Covers(x.Pattern, path) })
	}
	return len(a.Excluded) > 0 && len(c.Instances) > 0 &&
		!slices.ContainsFunc(c.Instances, func(i inventory.Instance) bool { return !covered(i.Path) && !covered(i.Document) })
}

// Word is the value of the vocabulary "verdict" that says what a result came to. One that is satisfied is there for its
// remark alone, or for the decision d that made it so; d is the one that the result names, nil if it names none.
func (r *Result) Word(d *Decision) string {
	switch settled := r.Settled(d); {
	case settled == Justification:
		return "justified"
	case settled == Exception:
		return "excepted"
	case r.Noted:
		return "noted"
	case r.Verdict == Conditional:
		return "lacking"
	case r.Verdict == Satisfied:
		return "remarked"
	}
	return r.Verdict.String()
}

// Applied reports whether there was anything for the rule to judge.
func (u *RuleUsed) Applied() bool { return u.Counts != Counts{} }

// RuleWords gives, by ID, the value of the vocabulary "verdict" that says what each rule came to: beside what its counts
// say, whether all that it lacked was approved, and whether one that is satisfied has a remark.
func (a *Assessment) RuleWords() map[string]string {
	decisions := a.DecisionsByID()
	found, lacks := map[string]bool{}, map[string]bool{}
	for i := range a.Results {
		r := &a.Results[i]
		found[r.Rule] = true
		if r.Verdict == Conditional && !r.Noted {
			lacks[r.Rule] = lacks[r.Rule] || r.Settled(decisions[r.Decision]) != Exception
		}
	}
	words := make(map[string]string, len(a.Rules))
	for i := range a.Rules {
		u := &a.Rules[i]
		word := u.Word()
		open, any := lacks[u.ID]
		switch {
		case !u.Applied():
		case u.Verdict == Conditional && any && !open:
			word = "excepted"
		case word == Satisfied.String() && found[u.ID]:
			word = "remarked"
		}
		words[u.ID] = word
	}
	return words
}

// Word is the value of the vocabulary "verdict" that says what the counts of a rule come to: one that applied to nothing is
// not satisfied. See [Assessment.RuleWords] for what results and decisions add.
func (u *RuleUsed) Word() string {
	switch {
	case !u.Applied():
		return "not-applicable"
	case u.Weight == Should && u.Verdict == Conditional:
		return "lacking"
	case u.Counts.Noted > 0 && u.Verdict == Satisfied:
		return "noted"
	}
	return u.Verdict.String()
}
