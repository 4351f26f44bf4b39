// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"cmp"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom/spdx3"
)

// meanings3 are the types of relationships of SPDX 3 (Core, RelationshipType) as [word] spells them. Types that
// are not here say nothing about how one component uses another, or nothing sure (hasVariant, other).
var meanings3 = map[string]meaning{
	"contains":              {kind: inventory.Contains},
	"hasoptionalcomponent":  {kind: inventory.Contains, scope: inventory.Optional},
	"packagedby":            {kind: inventory.Contains, reverse: true},
	"dependson":             {kind: inventory.DependsOn},
	"hasprerequisite":       {kind: inventory.DependsOn},
	"hasprovideddependency": {kind: inventory.DependsOn},
	"hasoptionaldependency": {kind: inventory.DependsOn, scope: inventory.Optional},
	"hasstaticlink":         {kind: inventory.LinksStatic},
	"hasdynamiclink":        {kind: inventory.LinksDynamic},
	"usestool":              {kind: inventory.BuildsWith, scope: inventory.Build},
	"hastest":               {kind: inventory.TestsWith, scope: inventory.Test},
	"hastestcase":           {kind: inventory.TestsWith, scope: inventory.Test},
	"descendantof":          {kind: inventory.Incorporates},
	"ancestorof":            {kind: inventory.Incorporates, reverse: true},
	"generates":             {kind: inventory.Incorporates, reverse: true},
	"copiedto":              {kind: inventory.Incorporates, reverse: true},
	"expandsto":             {kind: inventory.Incorporates, reverse: true},
	"patchedby":             {kind: inventory.Incorporates},
	// Between packages: the one is the form in which the other is delivered.
	"hasdistributionartifact": {kind: inventory.Contains, reverse: true},
}

// scopes of SPDX 3 (Core, LifecycleScopeType); design and other say nothing of when a component is needed.
var scopes3 = map[string]inventory.Scope{
	"runtime": inventory.Runtime, "build": inventory.Build, "development": inventory.Dev, "test": inventory.Test,
}

// dependencyTypes are the relationships that name parts and dependencies.
var dependencyTypes = map[string]bool{
	"contains": true, "hasoptionalcomponent": true, "dependson": true, "hasprerequisite": true,
	"hasprovideddependency": true, "hasoptionaldependency": true, "hasstaticlink": true, "hasdynamiclink": true,
}

// silent are relationships of the profiles for security, building and documents, which are no fault where they say nothing of use.
var silent = map[string]bool{
	"describes": true, "amendedby": true, "serializedinartifact": true, "availablefrom": true, "hasassociatedvulnerability": true,
	"affects": true, "doesnotaffect": true, "fixedin": true, "fixedby": true, "foundby": true, "reportedby": true, "publishedby": true,
	"republishedby": true, "coordinatedby": true, "exploitcreatedby": true, "hasassessmentfor": true, "underinvestigationfor": true,
}

// relationship takes over one relationship, as far as the components need not be known for it.
func (s *graphReading) relationship(e *spdx3.Element) {
	kind := word(e.First("relationshipType"))
	comment := strings.ToLower(e.First("comment") + e.First("description"))
	// SPDX 3.0.1 has no type for it: TR-03183-2 2.1.0 says it in the comment.
	if strings.Contains(comment, "haseffectivelicen") && kind == "other" || strings.HasPrefix(kind, "haseffectivelicen") {
		kind = "haseffectivelicense"
	}
	froms, tos := s.ends(e, "from"), s.ends(e, "to")
	if len(e.Values("from")) > 1 {
		s.log.repair("sbom-repaired-list", spdx3.Place{Element: e, Name: "from"}, "[…]")
	}
	for i, from := range froms {
		if i > 0 {
			s.further += len(tos)
		}
		if s.further > maxFurther {
			s.log.lose("sbom-left-out", spdx3.Place{Element: e}, from.id)
			return
		}
		s.cover(from, kind, e)
		for _, to := range tos {
			s.pair(e, kind, from, to)
		}
	}
}

// An end is one end of a relationship: an element, or one that is not in the document.
type end struct {
	id      string
	element *spdx3.Element
	value   spdx3.Value
}

func (s *graphReading) ends(e *spdx3.Element, name string) []end {
	var out []end
	for _, v := range e.Values(name) {
		id, to := s.graph.Target(v)
		out = append(out, end{id, to, v})
		// Where several elements have the id, what is said holds for each of them.
		for _, other := range s.graph.ByID(id)[:min(len(s.graph.ByID(id)), maxTwins)] {
			if other != to && to != nil {
				out = append(out, end{id, other, v})
			}
		}
	}
	if len(out) == 0 {
		s.log.lose("sbom-left-out", spdx3.Place{Element: e, Name: name}, e.First("relationshipType"))
	}
	return out
}

// maxFurther bounds how many pairs of ends relationships make beyond those from their first: SPDX 3
// gives them one, and many times many is more than any document could hold.
const maxFurther = 100_000

// maxTwins bounds how many elements under one id are related.
const maxTwins = 16

// cover notes what a relationship says of how complete it is, and whether there is anything at its other end.
func (s *graphReading) cover(from end, kind string, e *spdx3.Element) {
	if !dependencyTypes[kind] || from.element == nil {
		return
	}
	c := s.covers[from.element]
	var said inventory.Completeness
	switch word(e.First("completeness")) {
	case "complete":
		said = inventory.Complete
	case "incomplete":
		said = inventory.Incomplete
	case "noassertion":
		said = inventory.Unknown
	}
	c.completeness = least(c.completeness, said)
	s.result.Document.Completeness = least(s.result.Document.Completeness, said)
	s.covers[from.element] = c
}

func (s *graphReading) pair(e *spdx3.Element, kind string, from, to end) {
	comment := e.First("comment")
	switch kind {
	case "hasdeclaredlicense", "hasconcludedlicense", "haseffectivelicense":
		s.licensed(e, kind, from, to)
		return
	case "other":
		if endsInLicense(to) {
			s.licensed(e, kind, from, to)
			return
		}
	}
	if from.element == nil {
		if individual(from.id) == "" && !s.graph.Outside(from.id) {
			s.log.note("sbom-relation-dangling", from.id, from.id+" – "+to.id)
		}
		return
	}
	if dependencyTypes[kind] {
		c := s.covers[from.element]
		switch {
		case individual(to.id) == "NONE" && c.dependencies == "":
			c.dependencies = inventory.DependenciesNone
		case individual(to.id) == "NOASSERTION":
			c.completeness = least(c.completeness, inventory.Unknown)
			s.result.Document.Completeness = least(s.result.Document.Completeness, inventory.Unknown)
		case individual(to.id) == "" && !isFile(to.element) && comment != inventory.NotStated:
			c.dependencies = inventory.DependenciesListed
		}
		s.covers[from.element] = c
	}
	switch {
	case individual(to.id) != "":
		return
	case to.element == nil && s.graph.Outside(to.id):
		s.log.note("sbom-relation-outside", to.id, from.id)
		return
	case to.element == nil:
		s.log.note("sbom-relation-dangling", to.id, from.id+" – "+to.id)
		return
	case (kind == "contains" || kind == "hasaddedfile") && isFile(to.element) && s.holder[to.element] == nil && to.element != from.element:
		s.holder[to.element] = from.element
		return
	case kind == "hasdistributionartifact" && isFile(to.element) && s.deployable[from.element] == nil:
		s.deployable[from.element] = to.element
		if s.holder[to.element] == nil && to.element != from.element {
			s.holder[to.element] = from.element
		}
		return
	case kind == "generates" && isPackage(to.element) && (isFile(from.element) || from.element.Type == "software_SoftwareArtifact") && s.source[to.element] == nil:
		s.source[to.element] = from.element
		return
	case kind == "modifiedby" && isPackage(from.element):
		s.patched[from.element] = true
		return
	}
	m, ok := meanings3[kind]
	if !ok {
		if !silent[kind] && isSoftware(from.element) && isSoftware(to.element) && !isFile(from.element) && !isFile(to.element) {
			s.log.note("sbom-relation-other", e.First("relationshipType"), e.First("relationshipType"))
		}
		return
	}
	m = m.within(s.scope(e))
	switch kind {
	case "patchedby":
		s.patched[from.element] = true
		s.pedigree(from.element).Patches++
	case "descendantof":
		s.descends(from.element, to.element)
	case "ancestorof":
		s.descends(to.element, from.element)
	}
	s.edges = append(s.edges, edge{from.element, to.element, m})
}

func (s *graphReading) pedigree(e *spdx3.Element) *inventory.Pedigree {
	p := s.pedigrees[e]
	if p == nil {
		p = &inventory.Pedigree{}
		s.pedigrees[e] = p
	}
	return p
}

// descends notes of what a package was made.
func (s *graphReading) descends(e, ancestor *spdx3.Element) {
	name := cmp.Or(s.purl(ancestor), strings.TrimSpace(ancestor.First("name")+" "+ancestor.First("software_packageVersion")))
	if name != "" {
		p := s.pedigree(e)
		p.Ancestors = appendNew(p.Ancestors, name)
	}
}

// isSoftware reports whether an element may be a component or a part of one.
func isSoftware(e *spdx3.Element) bool {
	return isPackage(e) || isFile(e) || e.Type == "software_Snippet" || e.Type == "software_SoftwareArtifact"
}

func (s *graphReading) scope(e *spdx3.Element) inventory.Scope {
	return scopes3[word(e.First("scope"))]
}

// within narrows a meaning down to a stage of the software's life.
func (m meaning) within(scope inventory.Scope) meaning {
	switch {
	case scope == "" || m.kind == inventory.Contains && scope == inventory.Runtime:
		return m
	case m.kind == inventory.DependsOn && scope == inventory.Build:
		m.kind = inventory.BuildsWith
	case m.kind == inventory.DependsOn && scope == inventory.Test:
		m.kind = inventory.TestsWith
	}
	if m.scope != inventory.Optional {
		m.scope = scope
	}
	return m
}

// endsInLicense reports whether an end of a relationship is a licence.
func endsInLicense(e end) bool {
	if e.element == nil {
		return listed(e.id) != ""
	}
	return strings.HasPrefix(e.element.Type, "simplelicensing_") || strings.HasPrefix(e.element.Type, "expandedlicensing_")
}

// licensed takes a statement on a licence over.
func (s *graphReading) licensed(e *spdx3.Element, kind string, from, to end) {
	if from.element == nil {
		s.log.lose("sbom-left-out", spdx3.Place{Element: e}, from.id+" → "+to.id)
		return
	}
	switch kind {
	case "haseffectivelicense":
		s.effective[from.element] = append(s.effective[from.element], to.value)
	case "hasdeclaredlicense":
		s.statements[from.element] = append(s.statements[from.element], statement{inventory.Declared, to.value})
	case "other":
		// A licence that has something to do with it was seen there, and nobody says that it holds for the whole.
		s.statements[from.element] = append(s.statements[from.element], statement{inventory.Detected, to.value})
	default:
		s.statements[from.element] = append(s.statements[from.element], statement{inventory.Concluded, to.value})
	}
}

// relations writes the edges between components; what a file has to do with others counts for the package that holds it.
func (s *graphReading) relations() {
	for _, e := range s.edges {
		from, to := s.component(e.from), s.component(e.to)
		if from == "" || to == "" {
			if e.meaning.kind != inventory.Contains && (isSoftware(e.from) || isSoftware(e.to)) && !isFile(e.from) && !isFile(e.to) {
				s.log.note("sbom-relation-other", string(e.meaning.kind), e.from.ID+" → "+e.to.ID)
			}
			continue
		}
		if e.meaning.reverse {
			from, to = to, from
		}
		if from != to {
			s.result.Relations = append(s.result.Relations, inventory.Relation{From: from, To: to, Kind: e.meaning.kind, Scope: e.meaning.scope})
		}
	}
	s.scopesFromRelations()
	modified := map[string]bool{}
	for e := range s.patched {
		modified[s.ids[e]] = true
	}
	for i := range s.result.Components {
		if c := &s.result.Components[i]; modified[c.ID] {
			c.Modified = inventory.Yes
		}
	}
}

// component gives the ID of the component that an element is or belongs to; "" for none.
func (s *graphReading) component(e *spdx3.Element) string {
	for range maxHolders {
		if id := s.ids[e]; e == nil || id != "" {
			return id
		}
		e = s.holder[e]
	}
	return ""
}

// maxHolders bounds how deep files are in one another; more is a circle.
const maxHolders = 100

// roots are the elements that the document describes: its root elements, and those of the lists among them.
func (s *graphReading) roots() []*spdx3.Element {
	var out []*spdx3.Element
	seen := map[*spdx3.Element]bool{}
	open := []*spdx3.Element{s.document}
	if s.document == nil || s.document.Property("rootElement") == nil {
		open = append(open, s.graph.Of("software_Sbom", "Bom")...)
	}
	for _, e := range s.graph.Of("Relationship") {
		if word(e.First("relationshipType")) == "describes" {
			open = append(open, e)
		}
	}
	for len(open) > 0 {
		e := open[0]
		open = open[1:]
		if e == nil || seen[e] {
			continue
		}
		seen[e] = true
		name := "rootElement"
		if e.Type == "Relationship" {
			name = "to"
		}
		for _, v := range e.Values(name) {
			switch _, to := s.graph.Target(v); {
			case to == nil || seen[to]:
			case isPackage(to) || isFile(to):
				seen[to] = true
				out = append(out, to)
			default:
				open = append(open, to)
			}
		}
	}
	return out
}

// ownFiles finds the files that are components: what the document describes and what others depend on,
// where no package has them.
func (s *graphReading) ownFiles(roots []*spdx3.Element) {
	for _, e := range roots {
		if isFile(e) && s.holder[e] == nil {
			s.own[e] = true
		}
	}
	for _, e := range s.edges {
		if e.meaning.kind == inventory.Contains || e.meaning.kind == inventory.Incorporates {
			continue
		}
		for _, f := range []*spdx3.Element{e.from, e.to} {
			if isFile(f) && s.holder[f] == nil {
				s.own[f] = true
			}
		}
	}
}
