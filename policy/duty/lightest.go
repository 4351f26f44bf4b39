// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package duty

import (
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

// Lightest resolves every OR to the branch with the fewest duties, which is the one to choose for them, and
// lists the licences and pairs that then apply together, each once. What nothing is known of weighs most; of
// equals the first.
func Lightest(e spdx.Expression, look Facts) []spdx.Expression {
	type branch struct {
		e      spdx.Expression
		weight int
	}
	chosen := spdx.Fold(e, func(a spdx.Expression) branch {
		return branch{a, weight(a, look)}
	}, func(all []branch) branch {
		var operands spdx.And
		sum := 0
		for _, x := range all {
			sum += x.weight
			if inner, ok := x.e.(spdx.And); ok {
				operands = append(operands, inner...)
			} else {
				operands = append(operands, x.e)
			}
		}
		return branch{operands, sum}
	}, func(any []branch) branch {
		best := any[0]
		for _, x := range any[1:] {
			if x.weight < best.weight {
				best = x
			}
		}
		return best
	})
	return spdx.Atoms(chosen.e)
}

// weight counts the duties of a licence, those of source code most. Clauses to know are no duties; of names and
// marks they make the difference between what is alike otherwise.
func weight(atom spdx.Expression, look Facts) int {
	f, ok := look(atom)
	weight := 0
	if !ok || f.Restricted() || f.Class == facts.ClassProprietary || f.Class == facts.ClassUnclassified {
		weight += 10_000
	}
	t := termsOf(f)
	for _, duty := range []struct {
		owed   bool
		weight int
	}{{f.SourceDuty, 1000}, {t.notice == inAll, 10}, {t.text == inAll, 10}, {t.changes == inAll, 10}, {t.naming, 1}} {
		if duty.owed {
			weight += duty.weight
		}
	}
	return weight
}
