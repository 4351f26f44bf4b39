// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"github.com/spdx/tools-golang/spdx"
	"github.com/spdx/tools-golang/spdx/v2/common"

	"lizenzlotse/scanner/inventory"
)

// A meaning is what a relationship of SPDX is to the inventory. Reverse: it is written the other
// way round ("tool BUILD_TOOL_OF program" is "program builds with tool").
type meaning struct {
	kind    inventory.RelationKind
	scope   inventory.Scope
	reverse bool
}

// meanings of the relationship types. Types that are not here say nothing about how one
// component uses another, or nothing sure (VARIANT_OF, OTHER).
var meanings = map[string]meaning{
	common.TypeRelationshipContains:             {kind: inventory.Contains},
	common.TypeRelationshipContainedBy:          {kind: inventory.Contains, reverse: true},
	common.TypeRelationshipPackageOf:            {kind: inventory.Contains, reverse: true},
	common.TypeRelationshipOptionalComponentOf:  {kind: inventory.Contains, scope: inventory.Optional, reverse: true},
	common.TypeRelationshipDependsOn:            {kind: inventory.DependsOn},
	common.TypeRelationshipDependencyOf:         {kind: inventory.DependsOn, reverse: true},
	common.TypeRelationshipRuntimeDependencyOf:  {kind: inventory.DependsOn, scope: inventory.Runtime, reverse: true},
	common.TypeRelationshipOptionalDependencyOf: {kind: inventory.DependsOn, scope: inventory.Optional, reverse: true},
	common.TypeRelationshipProvidedDependencyOf: {kind: inventory.DependsOn, reverse: true},
	common.TypeRelationshipDevDependencyOf:      {kind: inventory.DependsOn, scope: inventory.Dev, reverse: true},
	common.TypeRelationshipHasPrerequisite:      {kind: inventory.DependsOn},
	common.TypeRelationshipPrerequisiteFor:      {kind: inventory.DependsOn, reverse: true},
	common.TypeRelationshipBuildDependencyOf:    {kind: inventory.BuildsWith, scope: inventory.Build, reverse: true},
	common.TypeRelationshipBuildToolOf:          {kind: inventory.BuildsWith, scope: inventory.Build, reverse: true},
	common.TypeRelationshipDevToolOf:            {kind: inventory.BuildsWith, scope: inventory.Dev, reverse: true},
	common.TypeRelationshipTestDependencyOf:     {kind: inventory.TestsWith, scope: inventory.Test, reverse: true},
	common.TypeRelationshipTestToolOf:           {kind: inventory.TestsWith, scope: inventory.Test, reverse: true},
	common.TypeRelationshipTestOf:               {kind: inventory.TestsWith, scope: inventory.Test, reverse: true},
	common.TypeRelationshipTestCaseOf:           {kind: inventory.TestsWith, scope: inventory.Test, reverse: true},
	common.TypeRelationshipStaticLink:           {kind: inventory.LinksStatic},
	common.TypeRelationshipDynamicLink:          {kind: inventory.LinksDynamic},
	common.TypeRelationshipCopyOf:               {kind: inventory.Incorporates},
	common.TypeRelationshipDescendantOf:         {kind: inventory.Incorporates},
	common.TypeRelationshipAncestorOf:           {kind: inventory.Incorporates, reverse: true},
	common.TypeRelationshipGeneratedFrom:        {kind: inventory.Incorporates},
	common.TypeRelationshipGenerates:            {kind: inventory.Incorporates, reverse: true},
	common.TypeRelationshipPatchApplied:         {kind: inventory.Incorporates, reverse: true},
	common.TypeRelationshipExpandedFromArchive:  {kind: inventory.Incorporates},
}

// spdxRelations takes over the relationships between packages, and finds what the document describes.
func (r *reading) spdxRelations(doc *spdx.Document, files ownedFiles) {
	patched := map[string]bool{}
	for _, rel := range doc.Relationships {
		if rel == nil || rel.RefB.SpecialID != "" || rel.RefA.SpecialID != "" {
			continue
		}
		from, to := common.RenderDocElementID(rel.RefA), common.RenderDocElementID(rel.RefB)
		if r.describes(doc, rel, from, to) || files.concerns(doc, rel) {
			continue
		}
		m, ok := meanings[rel.Relationship]
		if !ok {
			r.log.note("sbom-relation-other", rel.Relationship, rel.Relationship)
			continue
		}
		if m.reverse {
			from, to = to, from
		}
		if rel.Relationship == common.TypeRelationshipPatchApplied {
			patched[r.refs[from]] = true
		}
		r.relate(from, to, m.kind, m.scope)
	}
	r.scopesFromRelations()
	for i := range r.result.Components {
		if c := &r.result.Components[i]; patched[c.ID] {
			c.Modified = inventory.Yes
		}
	}
}

// describes reports whether a relationship says what the document is about; the first is the main component.
func (r *reading) describes(doc *spdx.Document, rel *spdx.Relationship, from, to string) bool {
	document := elementPrefix + string(doc.SPDXIdentifier)
	switch {
	case rel.Relationship == common.TypeRelationshipDescribe && (from == document || r.refs[from] == ""):
	case rel.Relationship == common.TypeRelationshipDescribeBy && (to == document || r.refs[to] == ""):
		to = from
	default:
		return rel.Relationship == common.TypeRelationshipDescribe || rel.Relationship == common.TypeRelationshipDescribeBy
	}
	if r.main == "" {
		r.main = r.refs[to]
	}
	return true
}

// concerns reports whether a relationship has a file or the document itself at one end.
func (o ownedFiles) concerns(doc *spdx.Document, rel *spdx.Relationship) bool {
	for _, end := range []common.DocElementID{rel.RefA, rel.RefB} {
		if end.DocumentRefID == "" && (o.ids[end.ElementRefID] || end.ElementRefID == doc.SPDXIdentifier) {
			return true
		}
	}
	return false
}

// scopesFromRelations gives a component the scope in which all others use it, where they agree on one.
func (r *reading) scopesFromRelations() {
	scopes := map[string]inventory.Scope{}
	known := map[string]bool{}
	for _, rel := range r.result.Relations {
		if rel.Kind == inventory.Contains {
			continue
		}
		if known[rel.To] && scopes[rel.To] != rel.Scope {
			scopes[rel.To] = ""
			continue
		}
		known[rel.To], scopes[rel.To] = true, rel.Scope
	}
	for i := range r.result.Components {
		if c := &r.result.Components[i]; c.Scope == "" {
			c.Scope = scopes[c.ID]
		}
	}
}
