// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"unicode"

	"github.com/spdx/tools-golang/spdx/v2/common"

	"lizenzlotse/scanner/sbom/rdf"
)

func (t *rdfTree) packageField(object map[string]any, name string, s rdf.Statement) bool {
	switch name {
	case "name", "versionInfo", "packageFileName", "supplier", "originator", "downloadLocation", "homepage", "sourceInfo",
		"licenseComments", "summary", "description", "comment", "releaseDate", "builtDate", "validUntilDate":
		set(object, name, t.text(s))
	case "filesAnalyzed":
		text := t.text(s)
		set(object, name, map[string]any{"true": true, "false": false}[text])
		if object[name] == nil {
			object[name] = text
		}
	case "primaryPackagePurpose":
		set(object, name, strings.ToUpper(words(strings.TrimPrefix(t.text(s), "purpose_"), "-")))
	case "hasFile":
		if s.Node == nil {
			return false
		}
		push(object, "hasFiles", t.reference(s.Node))
	case "externalRef":
		if s.Node == nil {
			return false
		}
		ref := map[string]any{}
		t.describe(ref, s.Node, t.externalRefField)
		push(object, "externalRefs", ref)
	case "licenseInfoFromFiles":
		push(object, name, t.license(s, 0))
	case "packageVerificationCode": // nothing is read from it
	default:
		return t.itemField(object, name, s)
	}
	return true
}

// itemField takes what packages, files and snippets have in common.
func (t *rdfTree) itemField(object map[string]any, name string, s rdf.Statement) bool {
	switch name {
	case "name", "comment", "copyrightText", "licenseComments", "noticeText":
		set(object, name, t.text(s))
	case "licenseConcluded", "licenseDeclared":
		set(object, name, t.license(s, 0))
	case "attributionText":
		push(object, "attributionTexts", t.text(s))
	case "checksum":
		if s.Node == nil {
			return false
		}
		push(object, "checksums", t.checksum(s.Node))
	default:
		return false
	}
	return true
}

func (t *rdfTree) fileField(object map[string]any, name string, s rdf.Statement) bool {
	switch name {
	case "fileName":
		set(object, name, t.text(s))
	case "licenseInfoInFile":
		push(object, "licenseInfoInFiles", t.license(s, 0))
	case "fileType", "fileContributor", "fileDependency", "artifactOf": // nothing is read from them
	default:
		return t.itemField(object, name, s)
	}
	return true
}

func (t *rdfTree) snippetField(object map[string]any, name string, s rdf.Statement) bool {
	switch name {
	case "snippetFromFile":
		if s.Node == nil {
			return strings.TrimSpace(s.Literal) == ""
		}
		set(object, name, t.reference(s.Node))
	case "licenseInfoInSnippet":
		push(object, "licenseInfoInSnippets", t.license(s, 0))
	case "range": // nothing is read from it
	default:
		return t.itemField(object, name, s)
	}
	return true
}

// referenceCategories are those of an external reference.
var referenceCategories = map[string]string{
	"referenceCategory_packageManager": "PACKAGE-MANAGER", "referenceCategory_security": "SECURITY",
	"referenceCategory_persistentId": "PERSISTENT-ID", "referenceCategory_other": "OTHER",
}

func (t *rdfTree) externalRefField(object map[string]any, name string, s rdf.Statement) bool {
	text := t.text(s)
	switch name {
	case "referenceCategory":
		if category := referenceCategories[text]; category != "" {
			text = category
		}
	case "referenceType":
		if at := strings.Index(text, "spdx.org/rdf/references/"); at >= 0 {
			text = text[at+len("spdx.org/rdf/references/"):]
		} else if namespace, local, ok := strings.Cut(text, "#"); ok && namespace == t.namespace {
			text = local
		}
	case "referenceLocator", "comment":
	default:
		return false
	}
	set(object, name, text)
	return true
}

func (t *rdfTree) checksum(n *rdf.Node) map[string]any {
	object := map[string]any{}
	t.describe(object, n, func(object map[string]any, name string, s rdf.Statement) bool {
		switch name {
		case "algorithm":
			_, algorithm, ok := strings.Cut(t.text(s), "checksumAlgorithm_")
			if !ok {
				algorithm = t.text(s)
			}
			if known := knownAlgorithm(algorithm); known != "" {
				algorithm = known
			}
			set(object, name, algorithm)
		case "checksumValue":
			set(object, name, t.text(s))
		default:
			return false
		}
		return true
	})
	return object
}

// relationships takes those that stand in an element.
func (t *rdfTree) relationships(root map[string]any, n *rdf.Node) {
	if n == nil {
		return
	}
	for _, s := range n.Statements {
		if term(s.Predicate) != "relationship" || s.Node == nil {
			continue
		}
		object := map[string]any{"spdxElementId": t.id(n)}
		t.describe(object, s.Node, func(object map[string]any, name string, s rdf.Statement) bool {
			switch name {
			case "relationshipType":
				_, kind, ok := strings.Cut(t.text(s), "relationshipType_")
				if !ok {
					kind = t.text(s)
				}
				set(object, name, relationshipType(kind))
			case "relatedSpdxElement":
				related := t.text(s)
				if s.Node != nil && related != "NONE" && related != "NOASSERTION" {
					related = t.reference(s.Node)
				}
				set(object, name, related)
			case "comment":
				set(object, name, t.text(s))
			default:
				return false
			}
			return true
		})
		push(root, "relationships", object)
	}
}

// relationshipType writes "dependsOn" as "DEPENDS_ON".
func relationshipType(name string) string {
	upper := strings.ToUpper(words(strings.TrimSpace(name), "_"))
	if right := bareMeanings()[bareName(upper)]; right != "" {
		return right
	}
	return upper
}

func bareName(name string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(name)
}

// bareMeanings finds the types of relationships that are known by their letters alone.
var bareMeanings = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for kind := range meanings {
		m[bareName(kind)] = kind
	}
	for _, kind := range []string{common.TypeRelationshipDescribe, common.TypeRelationshipDescribeBy} {
		m[bareName(kind)] = kind
	}
	return m
})

// words puts a mark before each upper case letter but the first.
func words(name, mark string) string {
	var b strings.Builder
	last := ' '
	for i, c := range name {
		if i > 0 && unicode.IsUpper(c) && unicode.IsLower(last) {
			b.WriteString(mark)
		}
		b.WriteRune(c)
		last = c
	}
	return b.String()
}

// id gives the id of an element within the document, which every element gets one of.
func (t *rdfTree) id(n *rdf.Node) string {
	if id, ok := t.ids[n]; ok {
		return id
	}
	name := localName(n.ID)
	if n.Blank() {
		name = ""
	}
	id := name
	if !strings.HasPrefix(id, elementPrefix) {
		id = elementPrefix + id
	}
	for name == "" || t.taken[id] {
		t.unnamed++
		name = fmt.Sprintf("unnamed-%d", t.unnamed)
		id = elementPrefix + name
	}
	if !strings.HasSuffix(n.ID, "#"+id) {
		t.r.log.repair("sbom-repaired-id", line(n.Line), strings.TrimPrefix(n.ID, "_:"))
	}
	t.ids[n], t.taken[id] = id, true
	return id
}

// localName is what stands behind the namespace of an IRI.
func localName(iri string) string {
	name := iri[strings.LastIndexAny(iri, "#/")+1:]
	if plain, err := url.PathUnescape(name); err == nil {
		return plain
	}
	return name
}

// reference names an element of this document or of another.
func (t *rdfTree) reference(n *rdf.Node) string {
	if id, ok := t.ids[n]; ok {
		return id
	}
	name := localName(n.ID)
	if strings.HasPrefix(name, documentPrefix) {
		return name
	}
	if namespace, _, ok := strings.Cut(n.ID, "#"); ok && namespace != t.namespace && !n.Blank() {
		if document := t.documentRefs()[namespace]; document != "" {
			return document + ":" + name
		}
	}
	return t.id(n)
}

// documentRefs are the ids of other documents by their namespaces.
func (t *rdfTree) documentRefs() map[string]string {
	if t.documents != nil {
		return t.documents
	}
	t.documents = map[string]string{}
	for _, n := range t.graph.Nodes {
		if !isA(n, "ExternalDocumentRef") {
			continue
		}
		id, namespace := "", ""
		if name := localName(n.ID); strings.HasPrefix(name, documentPrefix) {
			id = name
		}
		for _, s := range n.Statements {
			switch term(s.Predicate) {
			case "externalDocumentId":
				id = t.text(s)
			case "spdxDocument":
				namespace, _, _ = strings.Cut(t.text(s), "#")
			}
		}
		if id != "" && namespace != "" {
			t.documents[namespace] = id
		}
	}
	return t.documents
}
