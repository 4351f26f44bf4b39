// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"strings"

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
	common.TypeRelationshipProvidedDependencyOf: {kind: inventory.DependsOn, scope: inventory.Runtime, reverse: true}, // there at run time, from elsewhere
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

// relations are the relationships of one document on their way into the inventory.
type relations struct {
	r         *reading
	doc       *spdx.Document
	files     ownedFiles
	entries   map[string]int             // reference -> its component
	outside   map[common.DocumentID]bool // the other documents that this one names
	described []string                   // IDs of the components that the document is about
	patched   map[int]bool
}

// spdxRelations takes over the relationships between packages, and finds what the document describes.
func (r *reading) spdxRelations(doc *spdx.Document, files ownedFiles, entries map[string]int) {
	s := &relations{r: r, doc: doc, files: files, entries: entries, outside: map[common.DocumentID]bool{}, patched: map[int]bool{}}
	for _, x := range doc.ExternalDocumentReferences {
		s.outside[x.DocumentRefID] = true
	}
	for _, rel := range doc.Relationships {
		if rel != nil {
			s.take(rel)
		}
	}
	if r.main == "" {
		s.chooseMain()
	}
	r.scopesFromRelations()
	for i := range s.patched {
		r.result.Components[i].Modified = inventory.Yes
	}
}

func (s *relations) take(rel *spdx.Relationship) {
	r := s.r
	from, to := common.RenderDocElementID(rel.RefA), common.RenderDocElementID(rel.RefB)
	kind := rel.Relationship
	m, known := meanings[kind]
	if !known && !isDescription(kind) {
		kind = relationshipType(kind)
		if m, known = meanings[kind]; known || isDescription(kind) {
			r.log.repair("sbom-repaired-value", line(r.lines[from]), rel.Relationship)
		}
	}
	if rel.RefA.SpecialID != "" || rel.RefB.SpecialID != "" {
		s.unknown(rel, m, known)
		return
	}
	if !s.has(rel.RefA, from, to) || !s.has(rel.RefB, to, from) {
		if i, ok := s.entries[from]; ok && known && !m.reverse && rel.RefB.DocumentRefID != "" {
			s.entry(i).Dependencies = inventory.DependenciesListed
		}
		return
	}
	if isDescription(kind) {
		s.describes(kind, from, to)
		return
	}
	if m.reverse {
		from, to = to, from
	}
	if kind == common.TypeRelationshipPatchApplied { // the patch is a file, mostly
		if i, ok := s.entries[from]; ok {
			s.patched[i] = true
			s.pedigree(i).Patches++
		}
	}
	if s.concerns(rel) {
		return
	}
	if !known {
		r.log.note("sbom-relation-other", rel.Relationship, rel.Relationship)
		return
	}
	a, okA := s.entries[from]
	b, okB := s.entries[to]
	if !okA || !okB {
		return
	}
	if rel.RelationshipComment != inventory.NotStated {
		s.entry(a).Dependencies = inventory.DependenciesListed
	}
	if kind == common.TypeRelationshipDescendantOf || kind == common.TypeRelationshipAncestorOf {
		of := &r.result.Components[b]
		name := of.PURL
		if name == "" {
			name = strings.TrimSpace(of.Name + " " + of.Version)
		}
		p := s.pedigree(a)
		p.Ancestors = appendNew(p.Ancestors, name)
	}
	r.relate(from, to, m.kind, m.scope)
}

func (s *relations) entry(i int) *inventory.Entry { return s.r.result.Components[i].Instances[0].Entry }

func (s *relations) pedigree(i int) *inventory.Pedigree {
	e := s.entry(i)
	if e.Pedigree == nil {
		e.Pedigree = &inventory.Pedigree{}
	}
	return e.Pedigree
}

// has reports whether the document has what an end of a relationship names, and notes it where it has not.
func (s *relations) has(end common.DocElementID, name, other string) bool {
	r := s.r
	if end.DocumentRefID != "" && s.outside[end.DocumentRefID] {
		r.log.note("sbom-relation-outside", name, other)
		return false
	}
	if _, ok := s.entries[name]; end.DocumentRefID == "" && (ok || s.files.ids[end.ElementRefID] || end.ElementRefID == s.doc.SPDXIdentifier) {
		return true
	}
	r.result.Document.Dangling++
	r.log.note("sbom-relation-dangling", name, name+" – "+other)
	return false
}

// unknown takes a relationship with NONE or NOASSERTION: nothing is used, or it is not known what.
func (s *relations) unknown(rel *spdx.Relationship, m meaning, known bool) {
	end, special := rel.RefA, rel.RefB.SpecialID
	if m.reverse {
		end, special = rel.RefB, rel.RefA.SpecialID
	}
	i, ok := s.entries[common.RenderDocElementID(end)]
	if !known || !ok {
		return
	}
	switch e := s.entry(i); {
	case special == "NOASSERTION":
		e.Completeness = inventory.Unknown
		s.r.result.Document.Completeness = inventory.Unknown
	case special == "NONE" && e.Dependencies == "" && m.kind == inventory.DependsOn:
		e.Dependencies = inventory.DependenciesNone
	}
}

func isDescription(kind string) bool {
	return kind == common.TypeRelationshipDescribe || kind == common.TypeRelationshipDescribeBy
}

// describes notes what the document says it is about.
func (s *relations) describes(kind, from, to string) {
	document := elementPrefix + string(s.doc.SPDXIdentifier)
	if kind == common.TypeRelationshipDescribeBy {
		from, to = to, from
	}
	if _, isComponent := s.entries[from]; from != document && isComponent {
		return
	}
	if id := s.r.refs[to]; id != "" {
		s.described = appendNew(s.described, id)
	}
}

// chooseMain takes the one that the document describes; of several the first that no other component uses or contains.
func (s *relations) chooseMain() {
	if len(s.described) == 0 {
		return
	}
	s.r.main, s.r.described = s.described[0], s.described
	if len(s.described) == 1 {
		return
	}
	used := map[string]bool{}
	for _, rel := range s.r.result.Relations {
		used[rel.To] = true
	}
	for _, id := range s.described {
		if !used[id] {
			s.r.main = id
			return
		}
	}
}

// concerns reports whether a relationship has a file or the document itself at one end. Some give the document and
// what it describes one id: then the package is meant.
func (s *relations) concerns(rel *spdx.Relationship) bool {
	for _, end := range []common.DocElementID{rel.RefA, rel.RefB} {
		_, isPackage := s.entries[common.RenderDocElementID(end)]
		if end.DocumentRefID == "" && (s.files.ids[end.ElementRefID] || end.ElementRefID == s.doc.SPDXIdentifier && !isPackage) {
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
