// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

// Fold computes a value over the tree, each node once: atom for every [License] and [With], and
// for what an And makes of its operands' values, or for an Or. A nil expression gives T's zero value.
//
// Nothing is multiplied out, so the time is linear in the size of the expression.
func Fold[T any](e Expression, atom func(Expression) T, and, or func([]T) T) T {
	switch e := e.(type) {
	case nil:
		var zero T
		return zero
	case And:
		return and(foldEach(e, atom, and, or))
	case Or:
		return or(foldEach(e, atom, and, or))
	default:
		return atom(e)
	}
}

func foldEach[T any](list []Expression, atom func(Expression) T, and, or func([]T) T) []T {
	values := make([]T, len(list))
	for i, x := range list {
		values[i] = Fold(x, atom, and, or)
	}
	return values
}

// Satisfied reports whether an expression can be complied with by whoever accepts just the
// licences and pairs that accepted says yes to: an And needs all of its operands, an Or one.
// A pair is asked for as a [With], never as its base; "+" is not expanded. Nil is not satisfied.
func Satisfied(e Expression, accepted func(Expression) bool) bool {
	return Fold(e, accepted,
		func(all []bool) bool {
			for _, ok := range all {
				if !ok {
					return false
				}
			}
			return true
		},
		func(any []bool) bool {
			for _, ok := range any {
				if ok {
					return true
				}
			}
			return false
		})
}
