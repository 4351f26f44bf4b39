// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"cmp"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/copyleft"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// part is how the component stands in own code.
func (c *Case) part() copyleft.Part {
	p := copyleft.Part{Modified: c.Component.Modified, Use: copyleft.Use(c.Use)}
	switch c.Component.Scope {
	case inventory.Test:
		p.Relations = []inventory.RelationKind{inventory.TestsWith}
	case inventory.Dev, inventory.Build:
		p.Relations = []inventory.RelationKind{inventory.BuildsWith}
	default:
		p.Relations = c.World.Relations(c.Component.ID)
	}
	return p
}

// unrelated is the component as if nothing said how it stands in own code.
func (c *Case) unrelated() copyleft.Part {
	return copyleft.Part{Modified: c.Component.Modified, Use: copyleft.Use(c.Use)}
}

// Known gives a licence or pair with its facts.
func (w *World) Known(atom spdx.Expression) copyleft.Known {
	f, ok := w.Facts(atom)
	return copyleft.Known{Atom: atom, Facts: f, OK: ok}
}

// Foreign is the case as far as it is about what others wrote, and how that stands in own code. Of the work itself that is
// what was found in its files under other licences than it is offered under: taken over, as far as anybody can see.
func (c *Case) Foreign() (*Case, copyleft.Part) {
	if !c.ofWork() {
		return c, c.part()
	}
	foreign := *c
	foreign.License.Gaps, foreign.License.Parts = nil, nil
	for _, p := range c.License.Parts {
		if p.Expression = c.foreignIn(p.Expression); p.Expression != nil {
			foreign.License.Parts = append(foreign.License.Parts, p)
		}
	}
	return &foreign, copyleft.Part{Relations: []inventory.RelationKind{inventory.Incorporates}, Use: copyleft.Use(c.Use)}
}

// foreignIn is what of an expression found in own code is not the licence that it is offered under; nil if nothing is.
func (c *Case) foreignIn(e spdx.Expression) spdx.Expression {
	if c.OwnLicense(e) {
		return nil
	}
	all, ok := e.(spdx.And)
	if !ok {
		return e
	}
	return spdx.All(slices.DeleteFunc(slices.Clone(all), c.OwnLicense)...)
}

// Fit is [copyleft.Fit] for an outbound licence of several, all of which apply or are offered: each has to be possible.
func (w *World) Fit(atom, outbound spdx.Expression, p copyleft.Part) copyleft.Fitted {
	worst := copyleft.Fitted{Answer: copyleft.Yes}
	for i, out := range spdx.Atoms(outbound) {
		if f := copyleft.Fit(w.Known(atom), w.Known(out), p); i == 0 || f.Answer < worst.Answer {
			worst = f
		}
	}
	return worst
}

// outbound judges what others wrote against the outbound licence; licences for which about says no pass.
func (c *Case) outbound(about func(atom spdx.Expression) bool) []Outcome {
	if c.World.Work == nil {
		return nil
	}
	foreign, part := c.Foreign()
	return c.allowed(foreign, part, about)
}

// allowed judges a case that stands in own code in this way against the outbound licence.
func (c *Case) allowed(foreign *Case, part copyleft.Part, about func(atom spdx.Expression) bool) []Outcome {
	if !part.InWork() { // an unknown licence does not matter then
		beside := *foreign
		beside.License.Gaps = nil
		foreign = &beside
	}
	return foreign.judge(func(atom spdx.Expression) Finding {
		if !about(atom) {
			return pass()
		}
		f := foreign.asNamed(atom, c.World.Fit(atom, c.Outbound, part))
		switch f.Answer {
		case copyleft.Yes:
			return pass()
		case copyleft.No:
			m := f.Reason
			m.Key = cmp.Or(ruledOut[m.Key], m.Key)
			return Finding{State: Fail, Message: m}
		}
		if f.Reason.Key == "fit.unknown" {
			return c.World.noFacts(atom)
		}
		return Finding{State: Unknown, Message: f.Reason, Asks: asks(f.Reason)}
	})
}

// ruledOut are the messages of a finding by the reasons of package copyleft: a finding is put to somebody, who has to
// see what is asked.
var ruledOut = map[string]string{
	"fit.incorporated": "rule.liz-008.incorporated", "fit.linked": "rule.liz-008.linked", "fit.only-version": "rule.liz-008.only-version",
}

// A Standing is what one part of a component's licence says to an outbound licence.
type Standing struct {
	copyleft.Fitted
	License  string // the licence or pair that decided; "" for what is not known
	Evidence []inventory.Evidence
}

// rank orders standings from best to worst.
func (s Standing) rank() int {
	switch {
	case s.Answer == copyleft.No:
		return 4
	case s.Refused:
		return 3
	case s.Answer == copyleft.Open:
		return 2
	case s.Demands:
		return 1
	}
	return 0
}

// Standings tells what each part of the component's licence says to a licence for the whole: AND is its
// worst operand, OR its best. fits is [copyleft.Fit] for a licence or pair of the component. A case of own code is to be [Case.Foreign].
func (c *Case) Standings(p copyleft.Part, fits func(atom spdx.Expression) copyleft.Fitted) []Standing {
	var list []Standing
	whole := func(e spdx.Expression) Standing {
		return spdx.Fold(e, func(atom spdx.Expression) Standing {
			f := c.asNamed(atom, fits(atom))
			if f.Reason.Key == "fit.unknown" {
				f.Reason = c.World.noFacts(atom).Message
			}
			return Standing{Fitted: f, License: atom.String()}
		}, func(all []Standing) Standing {
			worst := slices.MaxFunc(all, func(a, b Standing) int { return a.rank() - b.rank() })
			worst.Demands = slices.ContainsFunc(all, func(s Standing) bool { return s.Demands })
			return worst
		}, func(any []Standing) Standing {
			return slices.MinFunc(any, func(a, b Standing) int { return a.rank() - b.rank() })
		})
	}
	for _, x := range c.License.Parts {
		s := whole(x.Expression)
		if slices.ContainsFunc(x.Readings, func(r spdx.Expression) bool { return whole(r).Answer != s.Answer }) {
			readings := make([]string, len(x.Readings))
			for i, r := range x.Readings {
				readings[i] = r.String()
			}
			f := unknown(assessment.Bidder, "rule.licence.readings", "licence", x.Expression.String(), "readings", strings.Join(readings, ", "))
			if c.Own && c.OnlyNamed(x.Expression) {
				f.Message = message("rule.licence.named", "licence", x.Expression.String())
			}
			s = Standing{Fitted: copyleft.Fitted{Answer: copyleft.Open, Reason: f.Message}, License: x.Expression.String()}
		}
		s.Evidence = x.Evidence
		list = append(list, s)
	}
	if p.InWork() {
		for _, g := range c.License.Gaps {
			list = append(list, Standing{Fitted: copyleft.Fitted{Answer: copyleft.Open, Reason: g.Message}, Evidence: g.Evidence})
		}
	}
	return list
}

// asks is who can answer: how a part is used, the bidder knows; what a licence means, the city has to settle.
func asks(m inventory.Message) assessment.Addressee {
	switch m.Key {
	case "copyleft.relation", "copyleft.merged", "fit.apart", "rule.licence.named":
		return assessment.Bidder
	}
	return assessment.City
}
