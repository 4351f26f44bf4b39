// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"slices"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Most readings that are given of one file.
const maxReadings = 16

// Expression is the one expression that the findings of a file make together: all of them apply.
// It is nil for none. Deprecated ids stand in a finding as they were written and are replaced here by
// what the SPDX list puts in their place, so that the two names of one licence are one. Readings are
// what it may be instead, where a finding of low confidence has other readings and nothing else in
// the file decides between them.
//
// A finding gives way to another that says the same and more: a text that leaves "or later" open to
// one that settles it, and a licence to a finding that offers it as one of several, or with an exception.
func Expression(findings []inventory.Finding) (expression spdx.Expression, readings []spdx.Expression) {
	if len(findings) == 0 {
		return nil, nil
	}
	if f := findings[0]; len(findings) == 1 && len(f.Readings) == 0 && f.Expression != nil { // as in most files
		return spdx.All(spdx.Current(f.Expression)), nil
	}
	var kept []inventory.Finding
	findings = slices.Clone(findings)
	for i := range findings {
		findings[i].Expression = spdx.Current(findings[i].Expression)
	}
	findings = distinct(findings)
	for i, f := range findings {
		if len(findings) > maxCompared || !givesWay(findings, i) {
			kept = append(kept, f)
		}
	}
	list := make([]spdx.Expression, len(kept))
	for i, f := range kept {
		list[i] = f.Expression
	}
	expression = spdx.All(list...)
	seen := map[string]bool{spdx.Text(expression): true}
	for i, f := range kept {
		for _, r := range f.Readings {
			if len(readings) == maxReadings {
				return expression, readings
			}
			other := make([]spdx.Expression, len(list))
			for j := range list {
				other[j] = list[j]
				if spdx.Equal(list[j], list[i]) {
					other[j] = r
				}
			}
			if e := spdx.All(other...); !seen[e.String()] {
				seen[e.String()] = true
				readings = append(readings, e)
			}
		}
	}
	return expression, readings
}

// maxCompared bounds how many different findings of a file are weighed against each other. In a
// file with more they all stand.
const maxCompared = 300

// distinct keeps the first of the findings that say the same with the same right.
func distinct(findings []inventory.Finding) []inventory.Finding {
	type key struct {
		license string
		kind    inventory.FindingKind
		open    bool
	}
	var list []inventory.Finding
	seen := map[key]bool{}
	for _, f := range findings {
		if f.Expression == nil {
			continue
		}
		k := key{f.Expression.String(), f.Kind, open(f)}
		if !seen[k] {
			seen[k] = true
			list = append(list, f)
		}
	}
	return list
}

// givesWay reports whether another finding says what this one says, and more.
func givesWay(all []inventory.Finding, i int) bool {
	f := all[i]
	for j, g := range all {
		if i == j || g.Expression == nil {
			continue
		}
		if j < i && isOr(f.Expression) && isOr(g.Expression) && sameAtoms(f.Expression, g.Expression) {
			return true
		}
		if open(f) && !open(g) && decides(g.Expression, f) {
			return true
		}
		if f.Kind == inventory.FoundTag {
			continue
		}
		if offersAll(g.Expression, f.Expression) && !standsAlone(f, g) {
			return true
		}
	}
	return f.Kind == inventory.FoundText && isPartOfLGPL(all, f)
}

// standsAlone reports whether a notice is over before a choice of which its licence is a branch is
// offered: it is of something else.
func standsAlone(f, choice inventory.Finding) bool {
	return f.Kind == inventory.FoundHeader && isOr(choice.Expression) && f.Confidence == inventory.High &&
		f.Evidence.Byte.End > 0 && f.Evidence.Byte.End <= choice.Evidence.Byte.Start
}

// open reports whether a finding leaves its own reading undecided.
func open(f inventory.Finding) bool { return f.Confidence == inventory.Low && len(f.Readings) > 0 }

// decides reports whether an expression names what a finding says or may mean.
func decides(e spdx.Expression, f inventory.Finding) bool {
	for _, atom := range spdx.Atoms(e) {
		if w, ok := atom.(spdx.With); ok {
			atom = w.License
		}
		if spdx.Equal(atom, f.Expression) {
			return true
		}
		for _, r := range f.Readings {
			if spdx.Equal(atom, r) {
				return true
			}
		}
	}
	return false
}

// offersAll reports whether an expression has a licence as a branch, or offers the same choice with an
// exception.
func offersAll(e, other spdx.Expression) bool {
	if !isOr(other) {
		_, pair := other.(spdx.With)
		return !pair && !isAnd(e) && offers(e, other) || pair && isOr(e) && offers(e, other)
	}
	if !isOr(e) {
		return false
	}
	for _, atom := range spdx.Atoms(other) {
		if !offers(e, atom) {
			return false
		}
	}
	n, m := len(spdx.Atoms(e)), len(spdx.Atoms(other))
	return n == m && pairs(e) > pairs(other)
}

// sameAtoms reports whether two choices have the same branches.
func sameAtoms(a, b spdx.Expression) bool {
	x, y := spdx.Atoms(a), spdx.Atoms(b)
	if len(x) != len(y) {
		return false
	}
	for _, atom := range x {
		if !slices.ContainsFunc(y, func(e spdx.Expression) bool { return spdx.Equal(atom, e) }) {
			return false
		}
	}
	return true
}

func pairs(e spdx.Expression) (n int) {
	for _, atom := range spdx.Atoms(e) {
		if _, ok := atom.(spdx.With); ok {
			n++
		}
	}
	return n
}

func isOr(e spdx.Expression) bool {
	_, ok := e.(spdx.Or)
	return ok
}

func isAnd(e spdx.Expression) bool {
	_, ok := e.(spdx.And)
	return ok
}

// offers reports whether an expression has a licence as a branch or as the base of a pair.
func offers(e, license spdx.Expression) bool {
	for _, atom := range spdx.Atoms(e) {
		if spdx.Equal(atom, license) && !spdx.Equal(e, license) {
			return true
		}
		if w, ok := atom.(spdx.With); ok && spdx.Equal(w.License, license) {
			return true
		}
	}
	return false
}

// isPartOfLGPL reports whether a text is that of the GPL 3 in a file that has the LGPL 3, which
// consists of it and of permissions in addition.
func isPartOfLGPL(all []inventory.Finding, f inventory.Finding) bool {
	if !spdx.Equal(f.Expression, spdx.License{ID: "GPL-3.0-only"}) || !open(f) {
		return false
	}
	for _, g := range all {
		if g.Kind == inventory.FoundText && spdx.Equal(g.Expression, spdx.License{ID: "LGPL-3.0-only"}) {
			return true
		}
	}
	return false
}

// Places are those of the first finding of each licence: together they show why a file has its expression.
func Places(findings []inventory.Finding) []inventory.Evidence {
	var list []inventory.Evidence
	seen := map[string]bool{}
	for _, f := range findings {
		if e := spdx.Text(f.Expression); !seen[e] {
			seen[e] = true
			list = append(list, f.Evidence)
		}
	}
	return list
}
