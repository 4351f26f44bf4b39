// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package verification

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

func number(n int) string { return strconv.Itoa(n) }

// decisions holds what people decided, as the result carries it, against their files, and tells which have lapsed.
func (c *comparison) decisions() {
	const group = assessment.CheckDecisions
	saved := c.Saved.Decisions
	switch {
	case c.Decisions != nil:
		c.same(group, "verify.decisions.", inventory.Args{"n": number(len(saved))}, decided(saved, c.Decisions))
	case len(saved) > 0:
		c.add(group, assessment.CheckUnchecked, message("verify.decisions.unchecked", "n", number(len(saved))))
	default:
		c.add(group, assessment.CheckFits, message("verify.decisions.none"))
	}
	for i := range saved {
		d := &saved[i]
		if d.State == assessment.DecisionUsed && d.Until != "" && d.Until < c.Date {
			c.add(group, assessment.CheckNote, message("verify.decision.lapsed", "id", d.ID, "until", d.Until, "date", c.Date, "judged", c.Saved.Date))
		}
	}
}

func decided(was, is []assessment.Decision) []inventory.Message {
	// What became of it a judgement says, and the line in the file may be another.
	bare := func(d *assessment.Decision) assessment.Decision {
		b := *d
		b.State, b.Results, b.Components, b.Origin = "", 0, nil, ""
		return b
	}
	return pairing[assessment.Decision]{
		key: func(d *assessment.Decision) string { return d.ID },
		differ: func(a, b *assessment.Decision) []inventory.Message {
			if names := differing(bare(a), bare(b)); len(names) > 0 {
				return []inventory.Message{message("verify.decision.changed", "id", a.ID, "state", string(a.State), "fields", joined(names))}
			}
			return nil
		},
		gone: func(d *assessment.Decision) inventory.Message {
			return message("verify.decision.gone", "id", d.ID, "state", string(d.State))
		},
		came: func(d *assessment.Decision) inventory.Message { return message("verify.decision.new", "id", d.ID) },
	}.compare(was, is)
}

// judgement holds the results against those that judging the saved inventory again gives.
func (c *comparison) judgement() {
	const group = assessment.CheckResult
	a, again := c.Saved, c.Again
	if again == nil {
		if c.Policy != nil { // another one, which stands there as a difference
			c.add(group, assessment.CheckNote, message("verify.judgement.other-policy"))
		} else {
			c.add(group, assessment.CheckUnchecked, message("verify.judgement.unchecked"))
		}
		return
	}
	// Lines of a policy are named by its file, which may have another name by now.
	moved := a.Policy.Origin != again.Policy.Origin
	var details []inventory.Message
	if a.Verdict != again.Verdict {
		details = append(details, was("verify.verdict", a.Verdict.String(), again.Verdict.String()))
	}
	if a.Complete != again.Complete {
		details = append(details, was("verify.complete", strconv.FormatBool(a.Complete), strconv.FormatBool(again.Complete)))
	}
	details = slices.Concat(details, rules(a.Rules, again.Rules, moved), results(a.Results, again.Results, a.Baseline != nil))
	x, y := whole(a, moved), whole(again, moved)
	for _, name := range differing(x, y) {
		details = append(details, message("verify.part", "part", name))
	}
	c.same(group, "verify.judgement.", inventory.Args{"n": number(len(a.Results))}, details)
	if a.Baseline != nil {
		c.add(group, assessment.CheckUnchecked, message("verify.baseline.unchecked", "name", a.Baseline.Name, "sha256", a.Baseline.SHA256))
	}
}

func rules(was, is []assessment.RuleUsed, moved bool) []inventory.Message {
	return pairing[assessment.RuleUsed]{
		key: func(u *assessment.RuleUsed) string { return u.ID },
		differ: func(a, b *assessment.RuleUsed) []inventory.Message {
			x, y := *a, *b
			if moved {
				x.Origin, y.Origin = "", ""
			}
			if names := differing(x, y); len(names) > 0 {
				return []inventory.Message{message("verify.rule.changed", "rule", a.ID, "fields", joined(names))}
			}
			return nil
		},
		gone: func(u *assessment.RuleUsed) inventory.Message { return message("verify.rule.gone", "rule", u.ID) },
		came: func(u *assessment.RuleUsed) inventory.Message { return message("verify.rule.new", "rule", u.ID) },
	}.compare(was, is)
}

func results(was, is []assessment.Result, compared bool) []inventory.Message {
	of := func(r *assessment.Result) inventory.Args {
		return inventory.Args{"rule": r.Rule, "component": r.Component, "path": r.File, "verdict": r.Verdict.String()}
	}
	return pairing[assessment.Result]{
		key: func(r *assessment.Result) string {
			return r.Rule + " " + r.Component + " " + r.File + " " + r.Fingerprint
		},
		differ: func(a, b *assessment.Result) []inventory.Message {
			x, y := bare(a, compared), bare(b, compared)
			names := differing(&x, &y)
			if len(names) == 0 {
				return nil
			}
			args := of(a)
			args["fields"] = joined(names)
			if a.Verdict != b.Verdict {
				args["is"] = b.Verdict.String()
				return []inventory.Message{{Key: "verify.finding.verdict", Args: args}}
			}
			return []inventory.Message{{Key: "verify.finding.changed", Args: args}}
		},
		gone: func(r *assessment.Result) inventory.Message {
			return inventory.Message{Key: "verify.finding.gone", Args: of(r)}
		},
		came: func(r *assessment.Result) inventory.Message {
			return inventory.Message{Key: "verify.finding.new", Args: of(r)}
		},
	}.compare(was, is)
}

// bare is a result as judging makes it, without the path by which a policy's file was named. What was known already, where
// it was compared with an earlier result, judging does not say.
func bare(r *assessment.Result, compared bool) assessment.Result {
	b := *r
	b.Known = b.Known && !compared
	if strings.HasPrefix(b.Message.Key, "rule.custom.") && b.Message.Args["origin"] != "" {
		b.Message.Args = maps.Clone(b.Message.Args)
		delete(b.Message.Args, "origin")
	}
	return b
}

// parts are what a judgement consists of beside verdict, rules and results.
type parts struct {
	Policy     assessment.Policy       `json:"policy"`
	Procedure  *assessment.Procedure   `json:"procedure"`
	Paragraphs []assessment.Paragraph  `json:"paragraphs"`
	Settings   [5]string               `json:"settings"`
	Excluded   []assessment.Exclusion  `json:"excluded"`
	Own        []assessment.OwnCode    `json:"own"`
	Overrides  []assessment.Override   `json:"overrides"`
	Classes    []assessment.ClassShare `json:"classes"`
	Duties     []assessment.Duty       `json:"duties"`
	Questions  []assessment.Question   `json:"questions"`
	Decisions  []assessment.Decision   `json:"decisions"`
}

func whole(a *assessment.Assessment, moved bool) parts {
	p := parts{
		Policy: a.Policy, Procedure: a.Procedure, Paragraphs: list(a.Paragraphs),
		Settings: [5]string{string(a.Use), string(a.Stage), a.Date, a.Delivered, a.Outbound},
		Excluded: list(a.Excluded), Own: list(a.Own), Overrides: list(a.Overrides), Classes: list(a.Classes),
		Duties: list(a.Duties), Questions: list(a.Questions), Decisions: list(a.Decisions),
	}
	if moved {
		p.Policy.Origin = ""
		clear := func(origin *string) {
			if *origin != "flag" {
				*origin = ""
			}
		}
		for i := range p.Excluded {
			clear(&p.Excluded[i].Origin)
		}
		for i := range p.Own {
			clear(&p.Own[i].Origin)
		}
		for i := range p.Overrides {
			clear(&p.Overrides[i].Origin)
		}
	}
	return p
}

// list is a copy that is never nil: nothing is the same as an empty list.
func list[T any](l []T) []T { return append([]T{}, l...) }
