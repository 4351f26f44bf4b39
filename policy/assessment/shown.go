// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import (
	"cmp"
	"slices"
	"strconv"

	"lizenzlotse/scanner/inventory"
)

// RulesByID gives the rules by their names.
func (a *Assessment) RulesByID() map[string]*RuleUsed {
	byID := make(map[string]*RuleUsed, len(a.Rules))
	for i := range a.Rules {
		byID[a.Rules[i].ID] = &a.Rules[i]
	}
	return byID
}

// Seen is the evidence of a result; without any the file, or where the component was met. Component is the one that the
// result names, nil if it names none.
func (r *Result) Seen(component *inventory.Component) []inventory.Evidence {
	switch {
	case len(r.Evidence) > 0:
		return r.Evidence
	case r.File != "":
		return []inventory.Evidence{{Path: r.File}}
	case component == nil:
		return nil
	}
	var all []inventory.Evidence
	for _, i := range component.Instances {
		if path := cmp.Or(i.Document, i.Path); path != "" && path != "." {
			all = append(all, inventory.Evidence{Path: path, Line: inventory.LineRange{First: i.Line, Last: i.Line}})
		}
	}
	return all
}

// Incomplete says why not everything was examined, or judged; the zero Message where everything was.
func (a *Assessment) Incomplete() inventory.Message {
	v := a.Inventory
	complete := v.Complete()
	if a.Judged() {
		complete = a.Complete
	}
	if complete {
		return inventory.Message{}
	}
	if i := v.Interrupted(); i != nil {
		return inventory.NewMessage("report.incomplete.interrupted", "files", i.Args["files"])
	}
	if n := v.Count(inventory.Unread); n > 0 {
		return inventory.NewMessage("report.incomplete.unread", "n", strconv.Itoa(n))
	}
	return inventory.NewMessage("report.incomplete.nothing")
}

// Exclusions are what the judgement left out; without one, what the scanner noted.
func (a *Assessment) Exclusions() []Exclusion {
	if a.Judged() {
		return a.Excluded
	}
	var all []Exclusion
	for _, i := range a.Inventory.Issues {
		if i.Code == inventory.IssueExcluded {
			files, _ := strconv.Atoi(i.Args["files"]) // what is no number came from no scanner of ours
			all = append(all, Exclusion{Pattern: i.Path, Reason: i.Args["reason"], Origin: i.Args["origin"], Files: files})
		}
	}
	return all
}

// Awarded reports whether there is a contract by then: then it decides what may be asked, and award law no longer.
func (s Stage) Awarded() bool { return s != "" && s != StageBid && s != StageSuitability }

// Later reports whether a result about a document is about what is owed only once there is a contract, and there is none yet.
func (a *Assessment) Later() bool {
	if a.Stage.Awarded() {
		return false
	}
	rules := a.RulesByID()
	return slices.ContainsFunc(a.ByDocument(), func(d DocumentResults) bool {
		return slices.ContainsFunc(d.Results, func(r *Result) bool {
			u := rules[r.Rule]
			return u != nil && u.Criterion == nil && (u.Doc.Stage == StageAcceptance || u.Doc.Stage == StagePerformance)
		})
	})
}
