// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/procedure"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Again judges the inventory of a saved result once more by the policy, with everything else as the result says that it
// was: use, stage, days, outbound licence, decisions, and what flags named as own code. What flags left out the
// inventory says. Where the policy is the one of the result and the program knows the same, the same comes out, but for
// the comparison with a baseline, which no judgement makes. The procedure is in, where that is the file that the result
// names by its digest, else what the result says of it.
func Again(a *assessment.Assessment, p *Policy, in *procedure.Procedure) *assessment.Assessment {
	o := Options{Use: a.Use, Stage: a.Stage, Date: a.Date, Delivered: a.Delivered, Decisions: a.Decisions, Bidder: a.Bidder, Version: toolVersion(a.Tools)}
	// What is no expression was written by somebody else; then the result differs in it.
	o.Outbound, _ = spdx.ParseText(a.Outbound)
	for _, own := range a.Own {
		switch {
		case own.Origin != "flag":
		case own.Kind == assessment.OwnSupplier:
			o.Own = append(o.Own, "supplier:"+own.Value)
		default:
			o.Own = append(o.Own, own.Value)
		}
	}
	if a.Procedure != nil {
		o.Procedure, o.OtherPolicy = procedureOf(a)
		if in != nil && in.SHA256 == a.Procedure.SHA256 {
			same := *in
			same.Origin = a.Procedure.Origin // a file may have another name by now
			o.Procedure = &same
		}
	}
	as := *p
	as.FromInput = a.Policy.FromInput
	return Assess(a.Inventory, &as, o)
}

// procedureOf gives the procedure as it was before the call decided otherwise.
func procedureOf(a *assessment.Assessment) (in *procedure.Procedure, otherPolicy bool) {
	in = &procedure.Procedure{Procedure: *a.Procedure}
	in.Overridden, in.Refused = nil, nil
	for _, o := range a.Procedure.Overridden {
		switch o.Field {
		case "use":
			in.Use = assessment.Use(o.Was)
		case "stage":
			in.Stage = assessment.Stage(o.Was)
		case "outbound":
			in.Outbound = o.Was
		case "delivered":
			in.Delivered = o.Was
		case "policy":
			in.Policy, otherPolicy = strings.Split(o.Was, ", "), true
		}
	}
	if a.Policy.FrozenOn != "" {
		in.Frozen = &procedure.Frozen{On: a.Policy.FrozenOn, SHA256: a.Policy.FrozenSHA256}
	}
	return in, otherPolicy
}

// toolVersion is the version of the program in a list of tools.
func toolVersion(tools []inventory.Tool) string {
	i := slices.IndexFunc(tools, func(t inventory.Tool) bool { return t.Name == toolName })
	if i < 0 {
		return ""
	}
	return tools[i].Version
}
