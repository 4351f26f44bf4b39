// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"lizenzlotse/scanner/sbom/rdf"
)

// readSPDXRDF turns the graph into the JSON form of SPDX 2 and goes on as with that. The library's own
// reader of RDF refuses four of five documents.
func readSPDXRDF(r *reading, text []byte) error {
	g, err := r.graph(text)
	if err != nil {
		return err
	}
	t := &rdfTree{r: r, graph: g, ids: map[*rdf.Node]string{}, taken: map[string]bool{},
		licenses: map[*rdf.Node]string{}, open: map[*rdf.Node]bool{}}
	root, err := t.root()
	if err != nil {
		return err
	}
	for _, at := range g.Stray {
		r.log.lose("sbom-left-out", offset{r, at}, "")
	}
	converted, err := json.Marshal(root)
	if err != nil {
		return r.fail("sbom.unreadable", 0, err)
	}
	return r.spdxJSON(converted, scanJSON(converted))
}

// graph reads the statements; XML that is not well-formed a second time, as far as it goes.
func (r *reading) graph(text []byte) (*rdf.Graph, error) {
	limits := rdf.Limits{Depth: MaxDepth, Statements: r.limits.values}
	g, err := rdf.Read(text, true, limits)
	var fault *rdf.Error
	if !errors.As(err, &fault) {
		return g, err
	}
	if fault.Reason == rdf.Syntax {
		at := line(fault.Line)
		plain := withoutControls(text)
		if g, err = rdf.Read(plain, false, limits); err == nil {
			if len(plain) == len(text) {
				r.log.lose("sbom-malformed", at, "")
			} else {
				r.log.repair("sbom-repaired-characters", at, "")
			}
			return g, nil
		}
		errors.As(err, &fault)
	}
	switch fault.Reason {
	case rdf.Entities:
		return nil, r.fail("sbom.xml-entities", int64(fault.Offset), nil)
	case rdf.Depth:
		return nil, r.tooDeep(int64(fault.Offset))
	case rdf.Statements:
		return nil, r.checkCounts(r.limits.values+1, 0)
	case rdf.Charset:
		return nil, r.fail("sbom.encoding", 0, fault.Cause)
	}
	e := r.fail("sbom.syntax", 0, fault.Cause)
	e.Where += fmt.Sprintf(":%d", fault.Line)
	return nil, e
}

// An rdfTree makes the JSON form of a document out of its graph.
type rdfTree struct {
	r         *reading
	graph     *rdf.Graph
	namespace string               // of the document
	ids       map[*rdf.Node]string // of elements
	taken     map[string]bool
	unnamed   int
	documents map[string]string // namespaces of other documents -> their DocumentRef
	licenses  map[*rdf.Node]string
	open      map[*rdf.Node]bool // licences that are being written
}

// rdfTypes are the types of nodes that become objects of the JSON form, or parts of one.
var rdfTypes = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(`SpdxDocument Package File Snippet SpdxElement SpdxItem ExternalSpdxElement Relationship Annotation Review
		CreationInfo Checksum ExternalDocumentRef ExternalRef PackageVerificationCode ReferenceType CrossRef
		AnyLicenseInfo SimpleLicensingInfo ExtractedLicensingInfo License ListedLicense LicenseException ListedLicenseException OrLaterOperator
		ConjunctiveLicenseSet DisjunctiveLicenseSet WithExceptionOperator SpdxNoAssertionLicense SpdxNoneLicense SpdxNoneElement SpdxNoAssertionElement`) {
		m[name] = true
	}
	return m
})

// term gives a name of SPDX's vocabulary, or of those it borrows from, without its namespace; "" for any other.
func term(iri string) string {
	for _, ns := range []string{"http://www.w3.org/2000/01/rdf-schema#", "http://usefulinc.com/ns/doap#"} {
		if name, ok := strings.CutPrefix(iri, ns); ok {
			return name
		}
	}
	return spdxTerm(iri)
}

// spdxTerm gives a name of SPDX's own vocabulary, under any of the addresses that it has had.
func spdxTerm(iri string) string {
	rest, ok := strings.CutPrefix(iri, "http")
	if !ok || !strings.Contains(iri, "spdx.org/rdf/") {
		return ""
	}
	rest = strings.TrimPrefix(rest, "s")
	if at := strings.Index(rest, "terms"); strings.HasPrefix(rest, "://") && at >= 0 && len(rest) > at+6 && (rest[at+5] == '#' || rest[at+5] == '/') {
		return rest[at+6:]
	}
	return ""
}

// typeOf gives the SPDX types of a node.
func typesOf(n *rdf.Node) []string {
	var all []string
	for _, s := range n.Statements {
		if s.Predicate == rdf.Type && s.Node != nil {
			if name := spdxTerm(s.Node.ID); name != "" {
				all = append(all, name)
			}
		}
	}
	return all
}

func isA(n *rdf.Node, names ...string) bool {
	return slices.ContainsFunc(typesOf(n), func(t string) bool { return slices.Contains(names, t) })
}

// root makes the document.
func (t *rdfTree) root() (map[string]any, error) {
	var heads, packages, files, snippets, licenses []*rdf.Node
	for _, n := range t.graph.Nodes {
		for _, name := range typesOf(n) {
			switch name {
			case "SpdxDocument":
				heads = append(heads, n)
			case "Package":
				packages = append(packages, n)
			case "File":
				files = append(files, n)
			case "Snippet":
				snippets = append(snippets, n)
			case "ExtractedLicensingInfo", "ListedLicense", "License":
				licenses = append(licenses, n)
			default:
				if !rdfTypes()[name] {
					t.r.log.lose("sbom-left-out", line(n.Line), name)
				}
			}
		}
	}
	if len(heads)+len(packages)+len(files) == 0 {
		return nil, t.r.failWith("sbom.not-spdx", nil)
	}
	if err := t.r.checkCounts(0, len(packages)+len(files)+len(snippets)); err != nil {
		return nil, err
	}
	root := map[string]any{}
	var head *rdf.Node
	if len(heads) > 0 {
		head = t.head(heads)
		t.describe(root, head, t.documentField)
	}
	if root["SPDXID"] == nil {
		root["SPDXID"] = elementPrefix + "DOCUMENT"
	}
	t.relationships(root, head)
	t.elements(root, "packages", packages, t.packageField)
	t.elements(root, "files", files, t.fileField)
	t.elements(root, "snippets", snippets, t.snippetField)
	for _, n := range licenses {
		t.extracted(root, n)
	}
	return root, nil
}

// head finds the document among the nodes of its type; what others say of themselves is not read.
func (t *rdfTree) head(heads []*rdf.Node) *rdf.Node {
	head := heads[0]
	for _, n := range heads {
		if len(n.Statements) > len(head.Statements) {
			head = n
		}
	}
	for _, n := range heads {
		if n != head && len(n.Statements) > 1 {
			t.r.log.lose("sbom-several-documents", line(n.Line), n.ID)
		}
	}
	namespace, id, _ := strings.Cut(head.ID, "#")
	if !head.Blank() {
		t.namespace = namespace
	}
	if id == "" || head.Blank() {
		id = elementPrefix + "DOCUMENT"
	}
	t.ids[head], t.taken[id] = id, true
	return head
}

func (t *rdfTree) elements(root map[string]any, name string, nodes []*rdf.Node, field func(map[string]any, string, rdf.Statement) bool) {
	for _, n := range nodes {
		object := map[string]any{"SPDXID": t.id(n)}
		t.describe(object, n, field)
		if _, given := object["name"]; !given && name == "packages" {
			object["name"] = ""
		}
		t.relationships(root, n)
		push(root, name, object)
	}
}

// describe fills an object with what is stated of a node. Field takes what it knows; what nobody knows is told of.
func (t *rdfTree) describe(object map[string]any, n *rdf.Node, field func(object map[string]any, name string, s rdf.Statement) bool) {
	if t.r.lines == nil {
		t.r.lines = map[string]int{}
	}
	if id, ok := object["SPDXID"].(string); ok && n.Line > 0 {
		t.r.lines[id] = n.Line
	}
	for _, s := range n.Statements {
		name := term(s.Predicate)
		switch {
		case s.Predicate == rdf.Type, name == "relationship", name == "annotation", name == "reviewed", name == "" && !strings.Contains(s.Predicate, "spdx"):
		case name != "" && field(object, name, s):
		case strings.Contains(strings.ToLower(s.Predicate), "licen"):
			t.r.log.lose("sbom-left-out", line(s.Line), s.Predicate)
		default:
			t.r.log.repair("sbom-repaired-left-out", line(s.Line), s.Predicate)
		}
	}
}

func push(object map[string]any, name string, v any) {
	list, _ := object[name].([]any)
	object[name] = append(list, v)
}

// set puts a value that may stand once. A second one that differs becomes a list with it, which the repair of JSON knows how to treat.
func set(object map[string]any, name string, v any) {
	switch was := object[name]; {
	case was == nil:
		object[name] = v
	case was == v:
	default:
		list, ok := was.([]any)
		if !ok {
			list = []any{was}
		}
		object[name] = append(list, v)
	}
}

// text is what a statement says in words: a literal, or the name of what it leads to.
func (t *rdfTree) text(s rdf.Statement) string {
	if s.Node == nil {
		return s.Literal
	}
	switch name := spdxTerm(s.Node.ID); {
	case strings.EqualFold(name, "noassertion"):
		return "NOASSERTION"
	case strings.EqualFold(name, "none"):
		return "NONE"
	case name != "":
		return name
	}
	return s.Node.ID
}

func (t *rdfTree) documentField(object map[string]any, name string, s rdf.Statement) bool {
	switch name {
	case "specVersion":
		set(object, "spdxVersion", t.text(s))
	case "name", "comment":
		set(object, name, t.text(s))
	case "dataLicense":
		set(object, name, t.license(s, 0))
	case "creationInfo":
		if s.Node == nil || object[name] != nil {
			return false
		}
		info := map[string]any{}
		t.describe(info, s.Node, t.creationField)
		object[name] = info
	case "externalDocumentRef":
		if s.Node == nil {
			return false
		}
		ref := map[string]any{}
		t.describe(ref, s.Node, t.externalDocumentField)
		if name := localName(s.Node.ID); ref["externalDocumentId"] == nil && strings.HasPrefix(name, documentPrefix) {
			ref["externalDocumentId"] = name
		}
		push(object, "externalDocumentRefs", ref)
	case "describesPackage":
		if s.Node == nil {
			return false
		}
		push(object, "documentDescribes", t.reference(s.Node))
	case "hasExtractedLicensingInfo", "referencesFile": // of their own by their types
	default:
		return false
	}
	if object["documentNamespace"] == nil && t.namespace != "" {
		object["documentNamespace"] = t.namespace
	}
	return true
}

func (t *rdfTree) creationField(object map[string]any, name string, s rdf.Statement) bool {
	switch name {
	case "creator":
		push(object, "creators", t.text(s))
	case "created", "licenseListVersion", "comment":
		set(object, name, t.text(s))
	default:
		return false
	}
	return true
}

func (t *rdfTree) externalDocumentField(object map[string]any, name string, s rdf.Statement) bool {
	switch name {
	case "externalDocumentId":
		set(object, name, t.text(s))
	case "spdxDocument":
		set(object, name, t.text(s))
	case "checksum":
		if s.Node == nil {
			return false
		}
		object[name] = t.checksum(s.Node)
	default:
		return false
	}
	return true
}
