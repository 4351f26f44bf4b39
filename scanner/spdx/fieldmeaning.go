// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import "slices"

// usual is what an atom usually means.
func (p *fieldParser) usual(i int) Expression { return p.atoms[i].expression }

// join makes the expression of a node. AND binds closer than OR, and what nobody joins clearly all applies; loosely read,
// OR binds closer, and what is unclear is a choice.
func (p *fieldParser) join(n fieldNode, loose bool, atom func(int) Expression) Expression {
	if n.list == nil {
		return atom(n.atom)
	}
	parts := make([]Expression, len(n.list))
	for i, x := range n.list {
		parts[i] = p.join(x, loose, atom)
	}
	unclear := slices.Contains(n.ops, joinUnclear)
	switch {
	case unclear && loose:
		return Any(parts...)
	case unclear:
		return All(parts...)
	case loose:
		return split(parts, n.ops, joinAnd, All, Any)
	}
	return split(parts, n.ops, joinOr, Any, All)
}

// split joins what stands between two of the operators given by inner, and the results by outer.
func split(parts []Expression, ops []fieldOp, at fieldOp, outer, inner func(...Expression) Expression) Expression {
	var list []Expression
	from := 0
	for i, op := range ops {
		if op == at {
			list = append(list, inner(parts[from:i+1]...))
			from = i + 1
		}
	}
	return outer(append(list, inner(parts[from:]...))...)
}

// meanings are all that a field may mean beside the usual: every choice among what its names may mean, and its other
// structure. It fails where they are too many to say.
func (p *fieldParser) meanings(root fieldNode, usual Expression) (list []Expression, ok bool) {
	choices, sum := make([][]Expression, len(p.atoms)), 1
	for i, a := range p.atoms {
		choices[i] = append([]Expression{a.expression}, a.others...)
		sum += len(a.others)
	}
	ok = Combinations(choices, maxFieldMeanings, func(picked []Expression) {
		pick := func(i int) Expression { return picked[i] }
		list = append(list, p.join(root, false, pick))
		list = append(list, p.join(root, true, pick))
	})
	if !ok {
		if sum > maxFieldMeanings || root.holds(joinOr) {
			return nil, false
		}
		list = p.meaningsApart(root)
	}
	return distinctFrom(usual, list), true
}

// Combinations calls each with one of every list, in all ways there are, and with the first of all first. Where there are
// more ways than limit it does nothing and is false. What each is given is its own until the next call only.
func Combinations(lists [][]Expression, limit int, each func([]Expression)) bool {
	ways := 1
	for _, l := range lists {
		if ways *= len(l); ways > limit {
			return false
		}
	}
	digits, picked := make([]int, len(lists)), make([]Expression, len(lists))
	for range ways {
		for i, l := range lists {
			picked[i] = l[digits[i]]
		}
		each(picked)
		for i, l := range lists { // counts up
			if digits[i]++; digits[i] < len(l) {
				break
			}
			digits[i] = 0
		}
	}
	return true
}

// distinctFrom leaves out the usual meaning and repetitions.
func distinctFrom(usual Expression, list []Expression) []Expression {
	seen := map[string]bool{usual.String(): true}
	list = slices.DeleteFunc(list, func(e Expression) bool {
		s := e.String()
		had := seen[s]
		seen[s] = true
		return had
	})
	if len(list) == 0 {
		return nil
	}
	return list
}

// meaningsApart are those in which one licence means something else. Where all of them apply, none of the
// meanings of several at once is worse than the worst of these.
func (p *fieldParser) meaningsApart(root fieldNode) (list []Expression) {
	list = append(list, p.join(root, true, p.usual))
	for k, a := range p.atoms {
		for _, other := range a.others {
			list = append(list, p.join(root, false, func(i int) Expression {
				if i == k {
					return other
				}
				return p.usual(i)
			}))
		}
	}
	return list
}
