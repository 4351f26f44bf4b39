// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/spdx"
)

// A value is what an expression comes to.
type value struct {
	Finding
	chosen spdx.Expression
	choice bool // chosen resolved an OR
}

// evaluate judges a tree: AND is its worst operand, OR its best (of equals the first), a pair is one
// thing. Each licence is judged once, however often it stands in the tree.
func evaluate(e spdx.Expression, atom func(spdx.Expression) Finding) value {
	switch e.(type) {
	case spdx.And, spdx.Or:
	default: // most licences are a single one
		return value{Finding: atom(e), chosen: e}
	}
	known := map[string]Finding{}
	return spdx.Fold(e, func(a spdx.Expression) value {
		text := a.String()
		f, ok := known[text]
		if !ok {
			f = atom(a)
			known[text] = f
		}
		return value{Finding: f, chosen: a}
	}, func(all []value) value {
		v := value{Finding: all[0].Finding}
		var operands []spdx.Expression
		for _, x := range all {
			if x.State > v.State {
				v.Finding = x.Finding
			}
			v.choice = v.choice || x.choice
			operands = append(operands, x.chosen)
		}
		v.chosen = join(operands)
		return v
	}, func(any []value) value {
		best := any[0]
		for _, x := range any[1:] {
			if x.State < best.State {
				best = x
			}
		}
		best.choice = true
		return best
	})
}

// join is their And without looking for repetitions, which would cost more than it is worth inside a tree.
func join(operands []spdx.Expression) spdx.Expression {
	var flat spdx.And
	for _, o := range operands {
		if inner, ok := o.(spdx.And); ok {
			flat = append(flat, inner...)
			continue
		}
		flat = append(flat, o)
	}
	if len(flat) == 1 {
		return flat[0]
	}
	return flat
}

// Judge is for rules that are not of this package: it asks atom of every licence of the component, see the rules about licences.
func (c *Case) Judge(atom func(spdx.Expression) Finding) []Outcome { return c.judge(atom) }

// judge asks atom of every licence of the component. Parts and gaps all apply, so each has an
// outcome of its own and the worst of them is the component's. A finding of low confidence counts as
// what it says, unless another reading of it would end otherwise: then it is unknown.
func (c *Case) judge(atom func(spdx.Expression) Finding) []Outcome {
	list := make([]Outcome, 0, len(c.License.Parts)+len(c.License.Gaps))
	for _, p := range c.License.Parts {
		v := evaluate(p.Expression, atom)
		o := Outcome{Finding: v.Finding, Expression: p.Expression, Evidence: p.Evidence}
		if v.choice {
			o.Choice = v.chosen
		}
		readings, differ := differing(p, v, atom)
		if v.State == Pass && !differ {
			list = append(list, o) // nobody asks what the parts of a pass came to
			continue
		}
		decisive := atomsOf(v.chosen)
		if differ {
			o.Finding = unknown(assessment.Bidder, "rule.licence.readings", "licence", p.Expression.String(), "readings", readings)
			decisive = nil // the question is about the reading
		}
		atoms := spdx.Atoms(p.Expression)
		o.Leaves = make([]Leaf, 0, len(atoms))
		for _, a := range atoms {
			text := a.String()
			o.Leaves = append(o.Leaves, Leaf{License: text, Decisive: decisive[text], Finding: atom(a)})
		}
		list = append(list, o)
	}
	for _, g := range c.License.Gaps {
		list = append(list, Outcome{Finding: g.Finding, Evidence: g.Evidence})
	}
	return list
}

// differing reports whether a reading of the part ends in another state than the part itself.
func differing(p Part, v value, atom func(spdx.Expression) Finding) (readings string, differ bool) {
	var list []string
	for _, r := range p.Readings {
		list = append(list, r.String())
		differ = differ || evaluate(r, atom).State != v.State
	}
	return strings.Join(list, ", "), differ
}

// hasChoice reports whether an OR stands anywhere in the expression.
func hasChoice(e spdx.Expression) bool {
	return spdx.Fold(e, func(spdx.Expression) bool { return false },
		func(all []bool) bool { return slices.Contains(all, true) },
		func([]bool) bool { return true })
}
