// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/profile"
)

// belongs gives the procedure as the assessment names it, with what the call decided otherwise and the criteria that
// it refuses. What the procedure says was frozen stands before the policy's own stamp: it is kept apart from the policy.
func (p *Policy) belongs(a *assessment.Assessment, o Options) *assessment.Procedure {
	in := o.Procedure
	named := in.Procedure
	override := func(field, was, is string) {
		if was != "" && was != is {
			named.Overridden = append(named.Overridden, assessment.Overridden{Field: field, Was: was})
		}
	}
	override("use", string(in.Use), string(a.Use))
	override("stage", string(in.Stage), string(a.Stage))
	override("outbound", in.Outbound, a.Outbound)
	override("delivered", in.Delivered, a.Delivered)
	if o.OtherPolicy {
		override("policy", strings.Join(in.Names(), ", "), "")
	}
	if in.Frozen != nil {
		a.Policy.FrozenOn, a.Policy.FrozenSHA256 = in.Frozen.On, in.Frozen.SHA256
	}
	refuse := func(id string, w assessment.Weight, c *assessment.Criterion) {
		if w != profile.Off && late(c, named.Opened, a.Policy.FrozenOn) {
			named.Refused = append(named.Refused, id)
		}
	}
	for _, r := range p.Rules {
		refuse(r.ID, r.Weight, r.Criterion)
	}
	for _, r := range p.Custom {
		refuse(r.ID, r.Weight, r.Criterion)
	}
	return &named
}

// late reports whether a criterion is none because the bids were open when it was published, or when the scale that a
// B criterion is weighed by was fixed. Nothing is late where nobody says when bids are opened.
func late(c *assessment.Criterion, opened, frozen string) bool {
	return c != nil && opened != "" && (c.Published.Date > opened || c.Kind == "B" && frozen > opened)
}

// Asked gives what the policy asks, before anything is judged: an assessment with Policy, Procedure and Rules, and nothing
// else. The second result tells the rules that ask bidders for open source.
func (p *Policy) Asked(o Options) (a *assessment.Assessment, openSource map[string]bool) {
	a, openSource = &assessment.Assessment{Policy: p.Named(), Date: o.Date}, map[string]bool{}
	if o.Procedure != nil {
		a.Procedure = p.belongs(a, o)
		a.Procedure.Overridden = nil // nothing is judged, so nothing was decided otherwise
	}
	for _, u := range p.asked(a) {
		a.Rules = append(a.Rules, u.RuleUsed)
		openSource[u.ID] = u.rule.OpenSource
	}
	return a, openSource
}
