// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import (
	"crypto/sha256"
	"slices"
	"strings"
)

// Same reports whether two expressions say the same in different spellings: with their operands in
// another order, or with deprecated identifiers that the list replaces ("GPL-2.0+" is
// "GPL-2.0-or-later"). It does not weigh what licences mean. Two nil expressions are the same.
func Same(a, b Expression) bool { return Meaning(a) == Meaning(b) }

// Meaning is a text that is equal for expressions that are [Same], and for no others. It is made for
// comparing, not for reading; of nil it is "". The time is linear in the size of the expression.
func Meaning(e Expression) string {
	return Fold(e, meaningOfAtom,
		func(operands []string) string { return joined("and", operands) },
		func(operands []string) string { return joined("or", operands) })
}

// joined has a fixed length, so that deep nesting does not copy the innermost operands over and over.
func joined(operator string, operands []string) string {
	slices.Sort(operands)
	if operands = slices.Compact(operands); len(operands) == 1 {
		return operands[0]
	}
	sum := sha256.Sum256([]byte(operator + " " + strings.Join(operands, " ")))
	return operator + " " + string(sum[:])
}

func meaningOfAtom(e Expression) string {
	switch e := e.(type) {
	case License:
		return key(current(e))
	case With:
		if base, ok := current(e.License).(License); ok { // one that is a pair itself has no place for another exception
			e.License = base
		}
		if x, ok := LookupException(e.Exception.ID); ok && e.Exception.Document == "" && x.Successor != "" {
			e.Exception.ID = x.Successor
		}
		return key(e)
	}
	return key(e)
}

// current is the licence under the identifier that the list has for it today.
func current(l License) Expression {
	if l.IsRef() {
		return l
	}
	if l.OrLater {
		if entry, ok := LookupLicense(l.ID + "+"); ok && entry.Successor != "" {
			return successor(entry, l)
		}
	}
	entry, ok := LookupLicense(l.ID)
	if ok && entry.Successor != "" {
		next, isLicense := successor(entry, l).(License)
		if !l.OrLater || !isLicense {
			return successor(entry, l)
		}
		l.ID = next.ID
	}
	if !l.OrLater {
		return l
	}
	for _, ending := range []string{"-only", "-or-later"} {
		if stem, cut := strings.CutSuffix(l.ID, ending); cut {
			if later, ok := LookupLicense(stem + "-or-later"); ok {
				return License{ID: later.ID}
			}
		}
	}
	return l
}

func successor(entry ListedLicense, otherwise License) Expression {
	e, err := Parse(entry.Successor)
	if err != nil {
		return otherwise
	}
	return e
}
