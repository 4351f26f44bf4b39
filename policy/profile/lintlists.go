// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// lintIdle names rules that can never say anything under this policy, and settings that no rule asks for. A
// note may wait for what a flag says on a later day (--use); a rule that counts must not.
func (p *Profile) lintIdle() []inventory.Issue {
	var list []inventory.Issue
	var outbound, house, dependencies idle
	for _, e := range p.catalogue {
		r := p.Rule(e.ID)
		asked := r != nil && r.Weight != Off
		outbound.count(e.Outbound, e.ID, asked)
		house.count(e.House, e.ID, asked)
		dependencies.count(e.Dependencies, e.ID, asked)
		if r == nil {
			continue
		}
		say := func(code string, args ...string) {
			list = append(list, issue(code, r.Origin, append([]string{"rule", e.ID}, args...)...))
		}
		label := r.Origin[:max(strings.LastIndexByte(r.Origin, ':'), 0)]
		switch counts := asked && r.Weight != assessment.WNote; {
		case r.Weight == Off && p.Origin != BuiltinOrigin && !slices.Contains(strings.Split(p.Origin, "+"), label):
			say("policy.off-inherited", "reason", r.Reason)
		case asked && e.House && len(p.House) == 0:
			say("policy.never.house")
		case counts && len(e.Uses) > 0 && p.Use != "" && !slices.Contains(e.Uses, p.Use):
			var uses []string
			for _, u := range e.Uses {
				uses = append(uses, string(u))
			}
			say("policy.never.use", "use", string(p.Use), "uses", strings.Join(uses, ","))
		case counts && e.OwnCode && p.Own.Nothing():
			say("policy.never.own")
		}
	}
	if p.Outbound != "" {
		list = append(list, outbound.unasked("outbound", p.origins["outbound"])...)
	}
	if len(p.House) > 0 {
		list = append(list, house.unasked("house", p.House[0].Origin)...)
	}
	if len(p.Dependencies) > 0 {
		list = append(list, dependencies.unasked("dependencies", p.Dependencies[0].Origin)...)
	}
	return list
}

// Nothing reports whether the policy says that nothing is own code.
func (o Own) Nothing() bool {
	return o.Main != nil && !*o.Main && len(o.Paths)+len(o.Suppliers)+len(o.Components) == 0
}

// idle collects the rules that make use of a setting.
type idle struct {
	rules []string
	asked bool
}

func (i *idle) count(uses bool, rule string, asked bool) {
	if uses {
		i.rules = append(i.rules, rule)
		i.asked = i.asked || asked
	}
}

func (i *idle) unasked(field, origin string) []inventory.Issue {
	if i.asked || len(i.rules) == 0 {
		return nil
	}
	return []inventory.Issue{issue("policy.unasked", origin, "field", field, "rules", strings.Join(i.rules, ", "))}
}

// lintLicenses names identifiers that the SPDX list has replaced, and classes that change nothing.
func (p *Profile) lintLicenses() []inventory.Issue {
	var list []inventory.Issue
	old := func(text, origin string) {
		e, err := spdx.Parse(text)
		if err != nil {
			return // a family or a class
		}
		for _, atom := range spdx.Atoms(e) {
			for _, d := range deprecated(atom) {
				list = append(list, issue("policy.deprecated", origin, "licence", d[0], "successor", d[1]))
			}
		}
	}
	for _, l := range p.Licenses {
		old(l.ID, l.Origin)
		e, err := spdx.Parse(l.ID)
		if err != nil {
			continue
		}
		if f, ok := facts.Of(e); ok && f.Class == l.Class && !f.Contested {
			list = append(list, issue("policy.class.same", l.Origin, "licence", l.ID, "class", string(l.Class)))
		}
	}
	if p.Outbound != "" {
		old(p.Outbound, p.origins["outbound"])
	}
	for _, i := range p.House {
		old(i.Value, i.Origin)
	}
	for _, d := range p.Dependencies {
		old(d.Entry, d.Origin)
	}
	return list
}

// deprecated gives the identifiers of a licence or pair that the list has replaced, with their successors.
func deprecated(atom spdx.Expression) (list [][2]string) {
	license, _ := atom.(spdx.License)
	if w, ok := atom.(spdx.With); ok {
		license = w.License
		if x, ok := spdx.LookupException(w.Exception.ID); ok && x.Deprecated {
			list = append(list, [2]string{x.ID, x.Successor})
		}
	}
	if l, ok := spdx.LookupLicense(license.ID); ok && l.Deprecated {
		list = append(list, [2]string{l.ID, l.Successor})
	}
	return list
}
