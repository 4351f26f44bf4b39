// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/duty"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Situation is what the duties of the component depend on beside its licences.
func (c *Case) Situation() duty.Situation {
	x := c.Component
	s := duty.Situation{
		Use: c.Use, Modified: x.Modified, Related: duty.RelatedBy(c.World.Relations(x.ID)), Source: c.World.asSource(x),
	}
	if !x.InTree() {
		s.External = external(x)
		s.Tool = c.isTool() || s.Related == duty.ToolOnly
	}
	return s
}

// asSource reports whether the component came as source code. What is in the tree did, unless all that is
// there of it are programs, archives and what is said of them.
func (w *World) asSource(c *inventory.Component) bool {
	return c.InTree() && w.forms[c.ID] != formBinary
}

// The forms in which the files of a component came, as far as any were listed.
const (
	formBinary = iota + 1
	formSource
)

// formOf tells source code from what says something of it and from programs; 0 for what tells nothing.
func formOf(f *inventory.File) int {
	switch {
	case slices.Contains(f.Roles, inventory.RolePaper):
		return 0
	case len(f.Roles) == 0:
		return formSource
	case slices.Contains(f.Roles, inventory.RoleBinary), slices.Contains(f.Roles, inventory.RoleArchive):
		return formBinary
	}
	return 0
}

// external reports whether the documents say that the component is not part of what is delivered.
func external(c *inventory.Component) bool {
	return len(c.Instances) > 0 && !slices.ContainsFunc(c.Instances, func(i inventory.Instance) bool { return i.Entry == nil || !i.Entry.External })
}

// Bound reports whether a part of the licence asks something of whoever passes the component on: whoever
// gives a licence is not bound by it.
func (c *Case) Bound(p Part) bool { return !c.Own || !c.OwnLicense(p.Expression) }

// judgeOwed asks check of every licence that asks something of whoever delivers the component, with the kinds
// of its duties; an OR is judged by the branch with the fewest. Of what nobody knows the duties are unknown too.
// No outcome: the component is not delivered.
func (c *Case) judgeOwed(about string, check func(atom spdx.Expression, owed []string) (f Finding, applies bool)) []Outcome {
	s := c.Situation()
	if !handedOver(s) {
		return nil
	}
	worst := func(e spdx.Expression) (chosen []spdx.Expression, leaves []Leaf, f Finding, applies bool) {
		chosen = duty.Lightest(e, c.World.Facts)
		for _, atom := range chosen {
			var found Finding
			if _, ok := c.World.Facts(atom); ok {
				owed, _ := duty.Of(atom, c.World.Facts, s)
				var asked bool
				if found, asked = check(atom, owed); !asked {
					continue
				}
				if found.State == Fail && c.merelyNamed(atom) {
					found = unknown(assessment.Bidder, "rule.licence.named", "licence", atom.String())
				}
			} else {
				found = c.World.noFacts(atom)
			}
			leaves = append(leaves, Leaf{License: atom.String(), Decisive: true, Finding: found})
			if !applies || found.State > f.State {
				f, applies = found, true
			}
		}
		return chosen, leaves, f, applies
	}
	var list []Outcome
	for _, p := range c.License.Parts {
		if !c.Bound(p) {
			continue
		}
		chosen, leaves, found, applies := worst(p.Expression)
		var readings []string
		differ := false
		for _, r := range p.Readings {
			readings = append(readings, r.String())
			_, _, other, also := worst(r)
			differ = differ || also != applies || other.State != found.State
		}
		switch {
		case differ:
			found = unknown(assessment.Bidder, "rule.licence.readings", "licence", p.Text, "readings", strings.Join(readings, ", "))
			leaves = nil
		case !applies:
			continue
		}
		o := Outcome{Finding: found, Expression: p.Expression, Evidence: p.Evidence, About: about}
		if hasChoice(p.Expression) {
			o.Choice = join(chosen)
		}
		if found.State != Pass {
			o.Leaves = leaves
		}
		list = append(list, o)
	}
	return list
}

func handedOver(s duty.Situation) bool { return !s.External && (!s.Tool || s.Source) }

// gaps are the outcomes of what the claims of a delivered component leave open: what is owed is not known then.
func (c *Case) gaps() []Outcome {
	if len(c.License.Gaps) == 0 || !handedOver(c.Situation()) {
		return nil
	}
	var list []Outcome
	for _, g := range c.License.Gaps {
		list = append(list, Outcome{Finding: g.Finding, Evidence: g.Evidence})
	}
	return list
}
