// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// Lint names what a policy should say and does not, and what in it deserves a second look. None of
// it keeps the policy from being used. Path of an issue is the origin of the line, if there is one.
func (p *Profile) Lint() []inventory.Issue {
	var list []inventory.Issue
	missing := func(absent bool, field string) {
		if absent {
			list = append(list, issue("policy.missing", p.Origin, "field", field))
		}
	}
	missing(p.Version == "", "version")
	missing(p.Date == "", "date")
	missing(p.Title == assessment.Text{}, "title")
	missing(p.Decides == assessment.Text{}, "decides")
	missing(len(p.Sources) == 0, "sources")
	missing(p.Use == "", "use")
	asked, ofSBOM := false, false
	for _, c := range p.Custom {
		asked = asked || c.Weight != Off
		list = append(list, p.lintRule(c.Rule)...)
	}
	for _, r := range p.Rules {
		asked = asked || r.Weight != Off
		ofSBOM = ofSBOM || r.Weight != Off && p.catalogue.sbom(r.ID)
		list = append(list, p.lintRule(r)...)
	}
	if !asked {
		list = append(list, issue("policy.no-rules", p.Origin))
	}
	switch {
	case ofSBOM && len(p.SBOM) == 0:
		list = append(list, issue("policy.no-standard", p.Origin))
	case !ofSBOM && len(p.SBOM) > 0:
		list = append(list, issue("policy.standard-unasked", p.SBOM[0].Origin, "standard", p.SBOM[0].Value))
	}
	list = append(list, p.lintIdle()...)
	list = append(list, p.lintLicenses()...)
	return append(list, p.notes...)
}

func (p *Profile) lintRule(r Rule) []inventory.Issue {
	var list []inventory.Issue
	openSource := p.catalogue.openSource(r.ID)
	demanded := r.Weight == assessment.Must || r.Criterion != nil && r.Weight != Off
	// What comes with the program is nobody's requirement yet: the ground is on record with who uses it.
	if openSource && demanded && p.Ground == (assessment.Text{}) && p.Origin != BuiltinOrigin {
		list = append(list, issue("policy.ground", r.Origin, "rule", r.ID))
	}
	if c := r.Criterion; c != nil {
		switch {
		case r.Weight == Off:
			list = append(list, issue("policy.criterion.off", r.Origin, "rule", r.ID))
		case c.Kind == "A" && r.Weight != assessment.Must:
			list = append(list, issue("policy.criterion.a", r.Origin, "rule", r.ID, "weight", string(r.Weight)))
		case c.Kind == "B" && r.Weight == assessment.Must:
			list = append(list, issue("policy.criterion.b", r.Origin, "rule", r.ID))
		case p.catalogue.later(r.ID):
			list = append(list, issue("policy.criterion.later", r.Origin, "rule", r.ID))
		}
	}
	return list
}
