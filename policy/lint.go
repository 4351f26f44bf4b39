// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// Lint names what the policy should say and does not.
func (p *Policy) Lint() []inventory.Issue { return p.Profile.Lint() }

// LintDecisions names decisions that no longer hold on a day (RFC 3339 full-date), and, where there is an inventory to
// compare them with, those that lapsed or are about nothing in it. The path of an issue is the line of the decision.
func (p *Policy) LintDecisions(list []assessment.Decision, inv *inventory.Inventory, date string) []inventory.Issue {
	judged := list
	if inv != nil {
		judged = Assess(inv, p, Options{Decisions: list, Date: date}).Decisions
	}
	var issues []inventory.Issue
	for _, d := range judged {
		state := d.State
		if inv == nil {
			if state = assessment.DecisionUsed; d.Until != "" && d.Until < date {
				state = assessment.DecisionExpired
			}
		}
		if state == assessment.DecisionUsed {
			continue
		}
		issues = append(issues, inventory.Issue{Code: "policy.decision." + string(state), Path: d.Origin, Effect: inventory.Note,
			Args: map[string]string{"id": d.ID, "until": d.Until, "date": date}})
	}
	return issues
}
