// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package decision keeps what people decided: it reads the files in which that is recorded and adds to them.
//
// A decision names what it is about, who made it and when, and where it ends. What it does is for package policy;
// here it is only made sure that each one says what its kind has to say, and that no two of them contradict each other.
package decision

import (
	"path/filepath"
	"slices"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Limits of what is read.
const (
	MaxFiles     = 64
	MaxDecisions = 5000 // in all files together
	maxID        = 100  // bytes
	maxExaminers = 2
)

// A recorded decision knows its place, for errors.
type recorded struct {
	assessment.Decision
	where string // file, line and column
	means string // what Concluded comes to, once for all comparisons
}

// Load reads the files named, which open opens, in their order. Rules are those that a decision may name; nil is any.
// The decisions come without a state. The error is an *[inventory.Error].
func Load(names []string, open func(path string) ([]byte, error), rules []string) ([]assessment.Decision, error) {
	if len(names) > MaxFiles {
		return nil, &inventory.Error{Message: inventory.NewMessage("decision.too-many-files", "limit", strconv.Itoa(MaxFiles))}
	}
	var all []recorded
	for _, name := range names {
		data, err := open(name)
		if err != nil {
			return nil, &inventory.Error{Message: inventory.NewMessage("decision.unreadable"), Where: name, Hint: inventory.NewMessage("decision.hint.unreadable"), Cause: err}
		}
		list, err := parse(data, name, filepath.Base(name), rules)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return checked(all)
}

// checked gives the decisions, unless two of them have one name or contradict each other.
func checked(all []recorded) ([]assessment.Decision, error) {
	if len(all) > MaxDecisions {
		return nil, &inventory.Error{Message: inventory.NewMessage("decision.too-many", "limit", strconv.Itoa(MaxDecisions)), Where: all[MaxDecisions].where}
	}
	byID := map[string]*recorded{}
	byComponent := map[string][]*recorded{}
	list := make([]assessment.Decision, 0, len(all))
	for i := range all {
		d := &all[i]
		if other := byID[d.ID]; other != nil {
			return nil, &inventory.Error{Message: inventory.NewMessage("decision.twice", "id", d.ID, "other", other.where), Where: d.where, Hint: inventory.NewMessage("decision.hint.twice")}
		}
		byID[d.ID] = d
		if d.Concluded != nil {
			d.means = spdx.Meaning(d.Concluded)
			key := string(d.Kind) + " " + inventory.WithoutVersion(d.Component)
			for _, other := range byComponent[key] {
				if d.means != other.means && contradict(&d.Decision, &other.Decision) {
					return nil, &inventory.Error{Message: inventory.NewMessage("decision.contradiction", "id", d.ID, "id-other", other.ID, "other", other.where),
						Where: d.where, Hint: inventory.NewMessage("decision.hint.contradiction")}
				}
			}
			byComponent[key] = append(byComponent[key], d)
		}
		list = append(list, d.Decision)
	}
	return list, nil
}

// contradict reports whether two decisions of one kind on one component, whatever its versions, that come to different
// licences could both be used. One that names a component does not contradict one that names none: it goes before it.
func contradict(a, b *assessment.Decision) bool {
	if !a.Covers(b.Component) && !b.Covers(a.Component) && a.Component != b.Component {
		return false
	}
	if a.License != "" && b.License != "" && a.License != b.License {
		return false
	}
	if a.Until != "" && a.Until < first(b) || b.Until != "" && b.Until < first(a) {
		return false
	}
	return !slices.ContainsFunc(a.Files, func(f assessment.DecidedFile) bool {
		return slices.ContainsFunc(b.Files, func(g assessment.DecidedFile) bool { return f.Path == g.Path && f.SHA256 != g.SHA256 })
	})
}

// first is the day of the first signature.
func first(d *assessment.Decision) string {
	day := ""
	for _, s := range d.Signed {
		if day == "" || s.Date < day {
			day = s.Date
		}
	}
	return day
}
