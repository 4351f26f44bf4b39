// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2

import (
	"fmt"
	"slices"
	"strings"

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

// relations writes what the document describes, the inventory's relations, and that the whole
// contains what nothing else is said to hold or use.
func (d *document) relations() {
	d.relate(documentID, common.TypeRelationshipDescribe, d.root, "")
	held := map[common.ElementID]bool{d.root: true}
	for _, r := range d.inventory.Relations {
		from, okFrom := d.ids[r.From]
		to, okTo := d.ids[r.To]
		w, ok := word(r)
		if !okFrom || !okTo || !ok || from == to {
			continue
		}
		held[to] = true
		if w.reverse {
			from, to = to, from
		}
		d.relate(from, w.relationship, to, w.comment)
	}
	for _, c := range d.inventory.Components {
		if id := d.ids[c.ID]; !held[id] {
			d.relate(d.root, common.TypeRelationshipContains, id, "")
		}
	}
	for _, f := range d.fileIDs {
		d.relate(f.owner, common.TypeRelationshipContains, f.id, "")
	}
	slices.SortFunc(d.out.Relationships, func(a, b *v2_3.Relationship) int { return strings.Compare(relationKey(a), relationKey(b)) })
	d.out.Relationships = slices.CompactFunc(d.out.Relationships, func(a, b *v2_3.Relationship) bool { return *a == *b })
}

func (d *document) relate(from common.ElementID, kind string, to common.ElementID, comment string) {
	d.out.Relationships = append(d.out.Relationships, &v2_3.Relationship{
		RefA: common.DocElementID{ElementRefID: from}, Relationship: kind, RefB: common.DocElementID{ElementRefID: to}, RelationshipComment: comment,
	})
}

// relationKey sorts what the document describes to the front.
func relationKey(r *v2_3.Relationship) string {
	first := "1"
	if r.RefA.ElementRefID == documentID {
		first = "0"
	}
	return fmt.Sprintf("%s %s %s %s %s", first, r.RefA.ElementRefID, r.Relationship, r.RefB.ElementRefID, r.RelationshipComment)
}
