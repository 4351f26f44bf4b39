// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A DecisionCase is one recorded decision before a rule, with what became of it.
type DecisionCase struct {
	Decision  *assessment.Decision // not to be changed
	Examiners int                  // how many have to sign
	Date      string               // RFC 3339 full-date: the day judged for
	Changed   []string             // paths of its files that are others now or are no longer there
	Other     string               // ID of its component in another version, where it is here in no other way
	NoBranch  bool                 // of a choice: its component is here, and its licence does not offer what was chosen
}

// about makes the outcome on a decision, with the line that holds it as evidence.
func (c *DecisionCase) about(f Finding) []Outcome {
	o := Outcome{Finding: f, About: c.Decision.ID}
	if file, line, ok := decidedAt(c.Decision.Origin); ok {
		o.Evidence = []inventory.Evidence{{Path: file, Line: inventory.LineRange{First: line, Last: line}}}
	}
	return []Outcome{o}
}

// Conclude puts what a person concluded in the place of all that is claimed of the licence. Commercial terms stay: they
// say what else is asked.
func (l *License) Conclude(e spdx.Expression) {
	var places []inventory.Evidence
	add := func(list []inventory.Evidence) {
		for _, x := range list {
			if len(places) < maxEvidence && !slices.Contains(places, x) {
				places = append(places, x)
			}
		}
	}
	for _, p := range l.Parts {
		add(p.Evidence)
	}
	for _, g := range l.Gaps {
		add(g.Evidence)
	}
	*l = License{Parts: []Part{{Expression: e, Evidence: places}}, Terms: l.Terms}
}

// Choose puts what a person chose in the place of each part that offers it, of only that part if of is not "". It
// reports whether there is one.
func (l *License) Choose(of string, e spdx.Expression) bool {
	chosen := atomsOf(e)
	found := false
	for i := range l.Parts {
		p := &l.Parts[i]
		if of != "" && p.Expression.String() != of || !hasChoice(p.Expression) || spdx.Equal(p.Expression, e) || !within(chosen, atomsOf(p.Expression)) ||
			!spdx.Satisfied(p.Expression, func(a spdx.Expression) bool { return chosen[a.String()] }) {
			continue
		}
		if !found {
			l.Parts = slices.Clone(l.Parts)
			p = &l.Parts[i]
			found = true
		}
		p.Expression, p.Readings = e, nil
	}
	return found
}

// Says reports whether a licence is one of the parts, or of the wordings that are no expression.
func (l *License) Says(license string) bool {
	return slices.Contains(l.Raws, license) || slices.ContainsFunc(l.Parts, func(p Part) bool { return p.Expression.String() == license })
}
