// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"strings"

	"lizenzlotse/scanner/sbom/rdf"
)

// Limits of a licence that is written as a graph: a few nodes that name each other twice make one of any length.
const (
	maxLicenseDepth = 200
	maxLicenseText  = 100_000
)

// license writes a licence as an expression. What it cannot follow is told of, and the rest stays.
func (t *rdfTree) license(s rdf.Statement, depth int) string {
	if s.Node == nil {
		return strings.TrimSpace(s.Literal)
	}
	n := s.Node
	if text, ok := t.licenses[n]; ok {
		return text
	}
	if t.open[n] || depth > maxLicenseDepth {
		t.r.log.lose("sbom-left-out", line(s.Line), n.ID)
		return ""
	}
	t.open[n] = true
	text := t.licenseNode(n, depth)
	delete(t.open, n)
	if len(text) > maxLicenseText {
		t.r.log.lose("sbom-left-out", line(s.Line), text)
		text = "NOASSERTION"
	}
	t.licenses[n] = text
	return text
}

func (t *rdfTree) licenseNode(n *rdf.Node, depth int) string {
	switch {
	case isA(n, "ConjunctiveLicenseSet"):
		return strings.Join(t.members(n, depth, " OR "), " AND ")
	case isA(n, "DisjunctiveLicenseSet"):
		return strings.Join(t.members(n, depth, " AND "), " OR ")
	case isA(n, "OrLaterOperator"):
		return strings.Join(t.members(n, depth, " "), " AND ") + "+"
	case isA(n, "WithExceptionOperator"):
		return t.withException(n, depth)
	case isA(n, "SpdxNoAssertionLicense"):
		return "NOASSERTION"
	case isA(n, "SpdxNoneLicense"):
		return "NONE"
	}
	return t.licenseName(n)
}

// members are the licences of a set, those in brackets that hold the weaker operator.
func (t *rdfTree) members(n *rdf.Node, depth int, weaker string) []string {
	var all []string
	add := func(s rdf.Statement) {
		text := t.license(s, depth+1)
		if strings.Contains(strings.ToUpper(strings.Join(strings.Fields(text), " ")), weaker) { // operators may be in lower case
			text = "(" + text + ")"
		}
		if text != "" {
			all = append(all, text)
		}
	}
	for _, s := range n.Statements {
		if term(s.Predicate) != "member" {
			continue
		}
		items := []*rdf.Node(nil)
		if s.Node != nil && hasList(s.Node) {
			items = rdf.List(s.Node)
		}
		for _, item := range items {
			add(rdf.Statement{Node: item, Line: s.Line})
		}
		if items == nil {
			add(s)
		}
	}
	return all
}

func hasList(n *rdf.Node) bool {
	for _, s := range n.Statements {
		if s.Predicate == rdf.First {
			return true
		}
	}
	return false
}

func (t *rdfTree) withException(n *rdf.Node, depth int) string {
	license := strings.Join(t.members(n, depth, " "), " AND ")
	for _, s := range n.Statements {
		if term(s.Predicate) != "licenseException" {
			continue
		}
		exception := s.Literal
		if s.Node != nil {
			exception = localName(s.Node.ID)
			for _, x := range s.Node.Statements {
				if term(x.Predicate) == "licenseExceptionId" && x.Node == nil {
					exception = x.Literal
				}
			}
		}
		license += " WITH " + strings.TrimSpace(exception)
	}
	return license
}

// licenseName names a single licence: one of the list by its IRI, one of this document or another by its id.
func (t *rdfTree) licenseName(n *rdf.Node) string {
	if at := strings.Index(n.ID, "spdx.org/licenses/"); at >= 0 {
		name := n.ID[at+len("spdx.org/licenses/"):]
		name = strings.TrimSuffix(strings.TrimSuffix(name, ".html"), ".json")
		name = name[strings.LastIndexByte(name, '#')+1:]
		for _, s := range n.Statements {
			if id := strings.TrimSpace(s.Literal); term(s.Predicate) == "licenseId" && id != "" && !strings.EqualFold(id, name) {
				t.r.log.lose("sbom-duplicate-key", line(s.Line), id)
			}
		}
		return name
	}
	if text := t.text(rdf.Statement{Node: n}); text == "NONE" || text == "NOASSERTION" {
		return text
	}
	name := localName(n.ID)
	for _, predicate := range []string{"licenseId", "name", "extractedText"} {
		if predicate == "name" && strings.HasPrefix(name, "LicenseRef-") {
			break
		}
		for _, s := range n.Statements {
			if text := strings.TrimSpace(s.Literal); term(s.Predicate) == predicate && s.Node == nil && text != "" {
				return text
			}
		}
	}
	if n.Blank() {
		t.r.log.lose("sbom-left-out", line(n.Line), "")
		return ""
	}
	if namespace, _, ok := strings.Cut(n.ID, "#"); ok && namespace != t.namespace && strings.HasPrefix(name, "LicenseRef-") {
		if document := t.documentRefs()[namespace]; document != "" {
			return document + ":" + name
		}
	}
	return name
}

// extracted takes the text of a licence, also of a listed one: whether it is that licence's own is for others to find out.
func (t *rdfTree) extracted(root map[string]any, n *rdf.Node) {
	object := map[string]any{}
	t.describe(object, n, func(object map[string]any, name string, s rdf.Statement) bool {
		switch name {
		case "extractedText", "licenseText":
			set(object, "extractedText", t.text(s))
		case "licenseId", "name", "comment":
			set(object, name, t.text(s))
		case "seeAlso":
			push(object, "seeAlsos", t.text(s))
		case "crossRef", "licenseTextHtml", "standardLicenseTemplate", "standardLicenseHeader", "standardLicenseHeaderHtml", "standardLicenseHeaderTemplate",
			"isOsiApproved", "isFsfLibre", "isDeprecatedLicenseId", "deprecatedVersion": // facts of the list, which we have
		default:
			return false
		}
		return true
	})
	if object["licenseId"] == nil {
		object["licenseId"] = t.licenseName(n)
	}
	if object["extractedText"] == nil && (object["name"] == nil || !isA(n, "ExtractedLicensingInfo")) {
		return
	}
	push(root, "hasExtractedLicensingInfos", object)
}
