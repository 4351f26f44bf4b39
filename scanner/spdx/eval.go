// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	"slices"
	"strings"
	"sync"
)

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

// Current is an expression with what the SPDX list puts in the place of deprecated ids: GPL-2.0+ is
// GPL-2.0-or-later. In a pair an id is replaced only by another licence. Repetitions are left out.
func Current(e Expression) Expression {
	return Fold(e, currentAtom,
		func(list []Expression) Expression { return All(list...) },
		func(list []Expression) Expression { return Any(list...) })
}

// IsCurrent reports whether an expression has no deprecated id that [Current] would replace.
func IsCurrent(e Expression) bool {
	switch e := e.(type) {
	case And:
		return !slices.ContainsFunc(e, func(x Expression) bool { return !IsCurrent(x) })
	case Or:
		return !slices.ContainsFunc(e, func(x Expression) bool { return !IsCurrent(x) })
	case License:
		entry, _ := LookupLicense(e.ID)
		return !entry.Deprecated || Equal(e, currentAtom(e))
	case With:
		entry, _ := LookupLicense(e.License.ID)
		return !entry.Deprecated || Equal(e, currentAtom(e))
	}
	return true
}

// successors are the expressions that the list puts in the place of deprecated ids, which many files name, as far as one was met.
var successors sync.Map

// inPlaceOf reads what is put in the place of a deprecated id; nil if it is none.
func inPlaceOf(id string) Expression {
	if e, ok := successors.Load(id); ok {
		return e.(Expression)
	}
	e, err := Parse(id)
	if err != nil {
		return nil
	}
	successors.Store(id, e)
	return e
}

func currentAtom(atom Expression) Expression {
	switch a := atom.(type) {
	case License:
		for i, id := range [...]string{a.String(), a.ID} {
			if i > 0 && !a.OrLater {
				break // the same once more
			}
			entry, known := LookupLicense(id)
			if !known || !entry.Deprecated || entry.Successor == "" {
				continue
			}
			if a.OrLater && id == a.ID { // "AGPL-3.0+" is on no list
				stem, only := strings.CutSuffix(entry.Successor, "-only")
				if !only {
					continue
				}
				entry.Successor = stem + "-or-later"
			}
			if e := inPlaceOf(entry.Successor); e != nil {
				return e
			}
		}
	case With:
		if l, ok := currentAtom(a.License).(License); ok {
			a.License = l
			return a
		}
	}
	return atom
}
