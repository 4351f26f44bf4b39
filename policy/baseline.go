// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// A Baseline is an earlier result, kept for holding another one against it.
type Baseline struct {
	file    assessment.Baseline // what is known of the file before anything was compared
	policy  assessment.Policy
	groups  map[string][]earlier
	present map[string]bool // what was there: components without version, and paths
}

// An earlier is what counts of a result of a baseline.
type earlier struct {
	place    place
	severity int
}

// A place tells findings apart that have the same fingerprint but for their version.
type place struct{ component, file string }

// NewBaseline keeps of an earlier result what [Baseline.Mark] needs; name is that of its file, sha256 the file's digest.
// It refuses with an *[inventory.Error] a result that was not judged, which has nothing to compare, and a redacted copy, in
// which components cannot be told apart.
func NewBaseline(name, sha256 string, a *assessment.Assessment) (*Baseline, error) {
	switch {
	case !a.Judged():
		return nil, &inventory.Error{Message: inventory.Message{Key: "error.result-unjudged"}, Where: name,
			Hint: inventory.Message{Key: "hint.baseline-unjudged"}}
	case a.Redacted != nil:
		return nil, &inventory.Error{Message: inventory.Message{Key: "error.baseline-redacted"}, Where: name,
			Hint: inventory.Message{Key: "hint.baseline-redacted"}}
	}
	b := &Baseline{file: assessment.Baseline{Name: name, SHA256: sha256, Date: a.Date, Subject: a.Inventory.Title()}, policy: a.Policy, groups: map[string][]earlier{},
		present: present(a.Inventory)}
	eachGroup(a.Results, func(group string, r *assessment.Result) {
		b.groups[group] = append(b.groups[group], earlier{place{r.Component, r.File}, r.Severity()})
	})
	return b, nil
}

// Mark says of each result whether it stood in the baseline, by its fingerprint, and sets the assessment's Baseline. What
// stood there and was better is not known: it counts as new. Of findings that only their version tells apart, the one of the
// same component is the known one, and of the others as many as there were.
func (b *Baseline) Mark(a *assessment.Assessment) {
	file := b.file
	if a.Policy.SHA256 != b.policy.SHA256 {
		file.Policy = strings.TrimSpace(b.policy.Name+" "+b.policy.Version) + ", SHA-256 " + b.policy.SHA256
	}
	if b.shares(a.Inventory) {
		file.Subject = ""
	}
	now, order := map[string][]*assessment.Result{}, []string{}
	eachGroup(a.Results, func(group string, r *assessment.Result) {
		r.Known = false
		if now[group] == nil {
			order = append(order, group)
		}
		now[group] = append(now[group], r)
	})
	left := 0 // of the baseline, results that nothing here is
	for _, group := range b.groups {
		left += len(group)
	}
	for _, group := range order {
		left -= match(now[group], b.groups[group])
	}
	file.Gone = left
	if !a.Complete {
		file.New = assessment.Review // what was not read is not known
	}
	for i := range a.Results {
		switch r := &a.Results[i]; {
		case r.Known:
			file.Known++
		case !r.Noted:
			file.New = max(file.New, r.Verdict)
		}
	}
	a.Baseline = &file
}

// match marks what of a group was known, and gives how many of the earlier ones are still there, known or worse.
func match(now []*assessment.Result, before []earlier) (still int) {
	still = min(len(now), len(before))
	at := make(map[place][]int, len(before))
	for i, e := range before {
		at[e.place] = append(at[e.place], i)
	}
	var open []*assessment.Result
	taken := make([]bool, len(before))
	for _, r := range now {
		p := place{r.Component, r.File}
		if len(at[p]) == 0 {
			open = append(open, r)
			continue
		}
		i := at[p][0]
		at[p], taken[i] = at[p][1:], true
		r.Known = r.Severity() <= before[i].severity
	}
	var left []int // severities
	for i, e := range before {
		if !taken[i] {
			left = append(left, e.severity)
		}
	}
	// The others by their severity, so that as many as possible are known and those that got worse are not.
	slices.SortStableFunc(open, func(x, y *assessment.Result) int { return y.Severity() - x.Severity() })
	slices.SortFunc(left, func(x, y int) int { return y - x })
	for _, r := range open {
		if len(left) > 0 && r.Severity() <= left[0] {
			r.Known, left = true, left[1:]
		}
	}
	return still
}

// eachGroup visits results with the fingerprint that they have but for their number, see numberFingerprints.
func eachGroup(results []assessment.Result, visit func(group string, r *assessment.Result)) {
	type numbered struct {
		group string
		n     int
	}
	next := map[string]numbered{} // the fingerprint that the next of a group has
	for i := range results {
		f := results[i].Fingerprint
		x, follows := next[f]
		if !follows {
			x = numbered{f, 1}
		}
		delete(next, f)
		next[hash(x.group, strconv.Itoa(x.n+1))] = numbered{x.group, x.n + 1}
		visit(x.group, &results[i])
	}
}

// present names what tells one subject from another: components without their version, but for those that are a folder of
// the input, which every input may have, and files with what is in them.
func present(inv *inventory.Inventory) map[string]bool {
	there := make(map[string]bool, len(inv.Components)+len(inv.Files))
	for i := range inv.Components {
		if c := &inv.Components[i]; c.PURL != "" || !c.InTree() {
			there[identify(c).component] = true
		}
	}
	for i := range inv.Files {
		f := &inv.Files[i]
		there["\x00"+f.Path+"\x00"+f.SHA256] = true
	}
	return there
}

// shares reports whether a component or file of the baseline is there, or nothing is.
func (b *Baseline) shares(inv *inventory.Inventory) bool {
	there := present(inv)
	for name := range there {
		if b.present[name] {
			return true
		}
	}
	return cmp.Or(len(there), len(b.present)) == 0
}
