// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import (
	"cmp"
	"slices"
	"strconv"

	"lizenzlotse/scanner/inventory"
)

// A Cause is what results have in common, so that a report shows it once however often it was met.
type Cause struct {
	Rule    string
	Verdict Verdict
	Noted   bool
	Results []*Result // one or more
}

// Causes groups the results by rule, verdict and what alike says of each. The rule with the worst
// cause comes first, rules that are equally bad stay in the order of the results, and so do the
// causes of a rule. See [Result.Severity].
func (a *Assessment) Causes(alike func(*Result) string) []*Cause {
	var all []*Cause
	byKey := map[string]*Cause{}
	for i := range a.Results {
		r := &a.Results[i]
		key := r.Rule + "\x00" + r.Verdict.String() + "\x00" + strconv.FormatBool(r.Noted) + "\x00" + alike(r)
		c := byKey[key]
		if c == nil {
			c = &Cause{Rule: r.Rule, Verdict: r.Verdict, Noted: r.Noted}
			byKey[key] = c
			all = append(all, c)
		}
		c.Results = append(c.Results, r)
	}
	worst, order := map[string]int{}, map[string]int{}
	for _, c := range all {
		if _, known := order[c.Rule]; !known {
			order[c.Rule], worst[c.Rule] = len(order), c.severity()
		}
		worst[c.Rule] = max(worst[c.Rule], c.severity())
	}
	slices.SortStableFunc(all, func(x, y *Cause) int {
		return cmp.Or(worst[y.Rule]-worst[x.Rule], order[x.Rule]-order[y.Rule], y.severity()-x.severity())
	})
	return all
}

func (c *Cause) severity() int { return c.Results[0].Severity() }

// Severity orders results for a reader: what counts by its verdict, below that a note, and last what
// is satisfied and is shown for its remark.
func (r *Result) Severity() int {
	switch {
	case r.Noted:
		return 0
	case r.Verdict == Satisfied:
		return -1
	}
	return int(r.Verdict)
}

// CausesOfParts is Causes without the results that [Assessment.ByDocument] gives.
func (a *Assessment) CausesOfParts(alike func(*Result) string) []*Cause {
	ofDocument := map[*Result]bool{}
	for _, d := range a.ByDocument() {
		for _, r := range d.Results {
			ofDocument[r] = true
		}
	}
	all := a.Causes(func(r *Result) string { return strconv.FormatBool(ofDocument[r]) + "\x00" + alike(r) })
	return slices.DeleteFunc(all, func(c *Cause) bool { return ofDocument[c.Results[0]] })
}

// A DocumentResults is what came out for one document as a whole.
type DocumentResults struct {
	Document *inventory.Document
	Results  []*Result // the worst first, see [Result.Severity]; one or more
}

// ByDocument gives the results that are about a document as a whole, in the order of the documents.
func (a *Assessment) ByDocument() []DocumentResults {
	at := make(map[string]int, len(a.Inventory.Documents))
	all := make([]DocumentResults, len(a.Inventory.Documents))
	for i := range a.Inventory.Documents {
		d := &a.Inventory.Documents[i]
		all[i].Document = d
		at[d.ID] = i
	}
	for i := range a.Results {
		r := &a.Results[i]
		if n, ok := at[r.File]; ok && r.Component == "" {
			all[n].Results = append(all[n].Results, r)
		}
	}
	all = slices.DeleteFunc(all, func(d DocumentResults) bool { return len(d.Results) == 0 })
	for _, d := range all {
		slices.SortStableFunc(d.Results, func(x, y *Result) int { return y.Severity() - x.Severity() })
	}
	return all
}

// JudgesComponents reports whether any of the rules that were switched on looks at components: where none does,
// nothing is known of them.
func (a *Assessment) JudgesComponents() bool {
	return slices.ContainsFunc(a.Rules, func(u RuleUsed) bool { return !u.Documents })
}

// OnlyDocuments reports whether rules were switched on, and all of them judge documents as a whole.
func (a *Assessment) OnlyDocuments() bool { return len(a.Rules) > 0 && !a.JudgesComponents() }

// OnlyNotes reports whether rules were switched on and all of them inform: such a policy comes to "satisfied" whatever is
// found, which says nothing of whether what it is about is met.
func (a *Assessment) OnlyNotes() bool {
	return len(a.Rules) > 0 && !slices.ContainsFunc(a.Rules, func(u RuleUsed) bool { return u.Weight != WNote })
}

// An Unmet is a rule that was violated, with the number of components, or of documents, where it was.
type Unmet struct {
	Rule   string
	Places int
}

// Unmet gives the rules that were violated, in the order of the results. Notes do not count.
func (a *Assessment) Unmet() []Unmet {
	var list []Unmet
	at, seen := map[string]int{}, map[[2]string]bool{}
	for i := range a.Results {
		r := &a.Results[i]
		if r.Noted || r.Verdict != Violated {
			continue
		}
		n, known := at[r.Rule]
		if !known {
			n = len(list)
			at[r.Rule] = n
			list = append(list, Unmet{Rule: r.Rule})
		}
		if place := [2]string{r.Rule, cmp.Or(r.Component, r.File)}; !seen[place] {
			seen[place] = true
			list[n].Places++
		}
	}
	return list
}
