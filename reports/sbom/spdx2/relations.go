// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2

import (
	"cmp"
	"slices"

	"github.com/spdx/tools-golang/spdx/v2/common"
	"github.com/spdx/tools-golang/spdx/v2/v2_3"

	"lizenzlotse/scanner/inventory"
)

// A wording is how SPDX writes a relation. Reverse: the other way round.
type wording struct {
	relationship string
	reverse      bool
	comment      string
}

// dependsIn words a dependency by its scope; the empty scope says nothing of it.
var dependsIn = map[inventory.Scope]wording{
	"":                 {relationship: common.TypeRelationshipDependsOn},
	inventory.Runtime:  {relationship: common.TypeRelationshipRuntimeDependencyOf, reverse: true},
	inventory.Build:    {relationship: common.TypeRelationshipBuildDependencyOf, reverse: true},
	inventory.Dev:      {relationship: common.TypeRelationshipDevDependencyOf, reverse: true},
	inventory.Test:     {relationship: common.TypeRelationshipTestDependencyOf, reverse: true},
	inventory.Optional: {relationship: common.TypeRelationshipOptionalDependencyOf, reverse: true},
}

var wordings = map[inventory.RelationKind]wording{
	inventory.Contains:       {relationship: common.TypeRelationshipContains},
	inventory.Incorporates:   {relationship: common.TypeRelationshipDescendantOf},
	inventory.LinksStatic:    {relationship: common.TypeRelationshipStaticLink},
	inventory.LinksDynamic:   {relationship: common.TypeRelationshipDynamicLink},
	inventory.UsesSeparately: {relationship: common.TypeRelationshipDependsOn, comment: string(inventory.UsesSeparately)},
	inventory.BuildsWith:     {relationship: common.TypeRelationshipBuildToolOf, reverse: true},
	inventory.TestsWith:      {relationship: common.TypeRelationshipTestDependencyOf, reverse: true},
}

func word(r inventory.Relation) (wording, bool) {
	if r.Kind == inventory.DependsOn {
		w, ok := dependsIn[r.Scope]
		return w, ok
	}
	w, ok := wordings[r.Kind]
	return w, ok
}

// unclear is the comment of a relation of which nothing says whether it is direct.
const unclear = "directly or through others"

// relations writes what the document describes, the inventory's relations, and that the whole
// contains what nothing else is said to hold or use; where nothing is the whole, it describes that.
func (d *document) relations() {
	top, kind := d.root, common.TypeRelationshipContains
	if top == "" {
		top, kind = documentID, common.TypeRelationshipDescribe
	} else {
		d.relate(documentID, common.TypeRelationshipDescribe, d.root, "")
	}
	described := d.root != ""
	held := map[common.ElementID]bool{d.root: true}
	depends := map[common.ElementID]bool{}
	for _, r := range d.inventory.Relations {
		from, okFrom := d.ids[r.From]
		to, okTo := d.ids[r.To]
		w, ok := word(r)
		if !okFrom || !okTo || !ok || from == to {
			continue
		}
		held[to] = true
		depends[from] = depends[from] || r.Kind != inventory.Contains
		if w.reverse {
			from, to = to, from
		}
		if r.Unclear {
			w.comment = unclear
		}
		d.relate(from, w.relationship, to, w.comment)
	}
	for i := range d.inventory.Components {
		c := &d.inventory.Components[i]
		id := d.ids[c.ID]
		if !held[id] {
			comment := ""
			if kind == common.TypeRelationshipContains {
				comment = inventory.NotStated
			}
			d.relate(top, kind, id, comment)
			described = true
		}
		// What is known to be all needs no word if there is something, and NONE if there is not; NOASSERTION says that there may be
		// more than stands here (SPDX 2.3, 11.1).
		special := noAssertion
		if complete, without := c.Dependencies(); complete == inventory.Complete || complete == "" && without {
			special = none
		}
		if special == noAssertion || !depends[id] {
			d.out.Relationships = append(d.out.Relationships, &v2_3.Relationship{
				RefA: common.DocElementID{ElementRefID: id}, Relationship: common.TypeRelationshipDependsOn, RefB: common.DocElementID{SpecialID: special},
			})
		}
	}
	if !described { // all hold each other
		d.relate(documentID, common.TypeRelationshipDescribe, d.out.Packages[0].PackageSPDXIdentifier, "")
	}
	for _, f := range d.fileIDs {
		d.relate(f.owner, common.TypeRelationshipContains, f.id, "")
	}
	slices.SortFunc(d.out.Relationships, compareRelations)
	d.out.Relationships = slices.CompactFunc(d.out.Relationships, func(a, b *v2_3.Relationship) bool { return *a == *b })
}

func (d *document) relate(from common.ElementID, kind string, to common.ElementID, comment string) {
	d.out.Relationships = append(d.out.Relationships, &v2_3.Relationship{
		RefA: common.DocElementID{ElementRefID: from}, Relationship: kind, RefB: common.DocElementID{ElementRefID: to}, RelationshipComment: comment,
	})
}

// compareRelations sorts what the document describes to the front.
func compareRelations(a, b *v2_3.Relationship) int {
	rank := func(r *v2_3.Relationship) int {
		if r.RefA.ElementRefID == documentID {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.RefA.ElementRefID, b.RefA.ElementRefID), cmp.Compare(a.Relationship, b.Relationship),
		cmp.Compare(a.RefB.ElementRefID, b.RefB.ElementRefID), cmp.Compare(a.RefB.SpecialID, b.RefB.SpecialID), cmp.Compare(a.RelationshipComment, b.RelationshipComment))
}
