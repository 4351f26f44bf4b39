// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package duty

import (
	"lizenzlotse/policy/copyleft"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

// Related is the set of ways in which others use a component. The zero Related: nothing says how.
type Related uint8

// The ways.
const (
	Incorporated Related = 1 << iota
	LinkedStatic
	LinkedDynamic
	Separate
	ToolOnly // to build or to test with it
	Depended // depends on: most likely linked, but that is not said
	Unsaid   // contains: side by side in one folder or image, or part of one program
)

// RelatedBy makes the set of the relations that lead to a component.
func RelatedBy(relations []inventory.RelationKind) Related {
	var r Related
	for _, kind := range relations {
		switch kind {
		case inventory.Incorporates:
			r |= Incorporated
		case inventory.LinksStatic:
			r |= LinkedStatic
		case inventory.LinksDynamic:
			r |= LinkedDynamic
		case inventory.UsesSeparately:
			r |= Separate
		case inventory.BuildsWith, inventory.TestsWith:
			r |= ToolOnly
		case inventory.DependsOn:
			r |= Depended
		default:
			r |= Unsaid
		}
	}
	return r
}

// open reports whether some relation, or the lack of any, leaves open if the component is linked or copied.
func (r Related) open() bool { return r == 0 || r&(Depended|Unsaid) != 0 }

// relations undoes RelatedBy, as far as the set tells them apart.
func (r Related) relations() []inventory.RelationKind {
	var list []inventory.RelationKind
	for i, kind := range []inventory.RelationKind{inventory.Incorporates, inventory.LinksStatic, inventory.LinksDynamic,
		inventory.UsesSeparately, inventory.BuildsWith, inventory.DependsOn, inventory.Contains} {
		if r&(1<<i) != 0 {
			list = append(list, kind)
		}
	}
	return list
}

// reaches tells whether the copyleft of a licence extends to the program that uses a component, were both passed on.
func reaches(f facts.Facts, r Related) copyleft.Answer {
	return copyleft.Reach(f, copyleft.Part{Relations: r.relations(), Use: copyleft.Distribution}).Answer
}
