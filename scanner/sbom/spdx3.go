// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom/spdx3"
)

// A graphReading takes the graph of an SPDX 3 document over.
type graphReading struct {
	*reading
	graph *spdx3.Graph

	statements map[*spdx3.Element][]statement    // about licences, by the element they are about
	effective  map[*spdx3.Element][]spdx3.Value  // licences under which the document's author uses the element
	holder     map[*spdx3.Element]*spdx3.Element // file or snippet -> package or file that has it
	deployable map[*spdx3.Element]*spdx3.Element // package -> file in which it is delivered
	source     map[*spdx3.Element]*spdx3.Element // package -> what it was made of, where that is no package
	covers     map[*spdx3.Element]coverage       // what is said of an element's parts and dependencies
	patched    map[*spdx3.Element]bool           //
	pedigrees  map[*spdx3.Element]*inventory.Pedigree
	edges      []edge                    // between elements, in the order of the document
	own        map[*spdx3.Element]bool   // files that are components
	ids        map[*spdx3.Element]string // element -> ID of its component
	dangling   map[string]bool           // references that lead to nothing
	names      map[string]*spdx3.Element // LicenseRef -> the text that has it
	refs3      map[*spdx3.Element]string // licence text -> the LicenseRef it goes by here
	meant      map[string]string         // LicenseRef -> what it stands for, as the first to use it says
	written    map[*spdx3.Element]string // licence -> its expression
	further    int                       // pairs of ends beyond those of the first in a relationship
	document   *spdx3.Element            // the SpdxDocument, or what stands for it
}

// A statement is a licence that a relationship gives to an element.
type statement struct {
	kind    inventory.ClaimKind
	license spdx3.Value
}

// coverage is what a document says of an element's parts and dependencies.
type coverage struct {
	completeness inventory.Completeness
	dependencies inventory.Dependencies
}

// An edge is a relationship between two elements that says how one uses the other.
type edge struct {
	from, to *spdx3.Element
	meaning  meaning
}

func readSPDX3(r *reading, text []byte) error {
	text, _, err := r.mendJSONText(text)
	if err != nil {
		return err
	}
	graph, err := spdx3.Parse(text, MaxDepth, r.graphFault)
	switch {
	case errors.Is(err, spdx3.ErrDepth):
		return r.tooDeep(0)
	case err != nil:
		return r.syntaxError(err, 0)
	}
	s := &graphReading{
		reading: r, graph: graph,
		statements: map[*spdx3.Element][]statement{}, effective: map[*spdx3.Element][]spdx3.Value{},
		holder: map[*spdx3.Element]*spdx3.Element{}, deployable: map[*spdx3.Element]*spdx3.Element{}, source: map[*spdx3.Element]*spdx3.Element{},
		covers: map[*spdx3.Element]coverage{}, patched: map[*spdx3.Element]bool{}, own: map[*spdx3.Element]bool{},
		pedigrees: map[*spdx3.Element]*inventory.Pedigree{},
		ids:       map[*spdx3.Element]string{}, dangling: map[string]bool{},
		names: map[string]*spdx3.Element{}, refs3: map[*spdx3.Element]string{}, meant: map[string]string{}, written: map[*spdx3.Element]string{},
	}
	return s.read()
}

// graphFault puts a fault of the graph's reader into the document's issues.
func (r *reading) graphFault(f spdx3.Fault) {
	var was any = f.Was
	if f.Was == "" {
		was = f.Where.String()
	}
	switch f.Kind {
	case spdx3.WrongName:
		r.log.repair("sbom-repaired-field-name", f.Where, f.Where.Name)
	case spdx3.Null:
		r.log.repair("sbom-repaired-null", f.Where, nil)
	case spdx3.Twice:
		r.log.repair("sbom-repaired-duplicate-key", f.Where, f.Where.Name)
	case spdx3.Merged:
		r.log.repair("sbom-repaired-parts", f.Where, was)
	case spdx3.Ambiguous:
		if e := f.Where.Element; e != nil && strings.Contains(e.Type, "licensing_") { // what points at it means one of them only
			r.log.lose("sbom-duplicate-key", f.Where, f.Was)
			return
		}
		r.log.note("sbom-duplicate-reference", f.Where.String(), f.Was)
	case spdx3.Untyped:
		r.log.repair("sbom-repaired-class", f.Where, was)
	default:
		r.log.lose("sbom-left-out", f.Where, was)
	}
}

// packages are the classes whose elements are components.
var packageClasses = []string{"software_Package", "ai_AIPackage", "dataset_DatasetPackage"}

func isPackage(e *spdx3.Element) bool { return e != nil && slices.Contains(packageClasses, e.Type) }

func isFile(e *spdx3.Element) bool { return e != nil && e.Type == "software_File" }

func (s *graphReading) read() error {
	things, known := 0, false
	for _, e := range s.graph.Elements {
		known = known || e.Type != ""
		if isPackage(e) || isFile(e) {
			things++
		}
	}
	if !known {
		return s.failWith("sbom.not-spdx", nil)
	}
	if err := s.checkCounts(0, things); err != nil {
		return err
	}
	s.lines = map[string]int{}
	for _, e := range s.graph.Elements {
		if e.ID != "" && (isPackage(e) || isFile(e)) && s.lines[e.ID] == 0 {
			s.lines[e.ID] = e.Line
		}
	}
	s.checkReferences()
	s.licenseTexts()
	for _, e := range s.graph.Elements {
		switch e.Type {
		case "Relationship", "LifecycleScopedRelationship":
			s.relationship(e)
		case "security_Vulnerability":
			s.result.Document.Vulnerabilities++
		case "software_Snippet":
			if _, file := s.target(e, "software_snippetFromFile"); file != nil && file != e {
				s.holder[e] = file
			}
		}
		s.oldStatements(e)
	}
	if err := s.head(); err != nil {
		return err
	}
	roots := s.roots()
	s.ownFiles(roots)
	s.components()
	for _, root := range roots {
		if id := s.component(root); id != "" {
			s.main, s.described = cmp.Or(s.main, id), append(s.described, id)
		}
	}
	s.relations()
	s.result.Document.Dangling = len(s.dangling)
	return nil
}

// oldStatements reads licences that stand at the element itself, as drafts of SPDX 3 had them.
func (s *graphReading) oldStatements(e *spdx3.Element) {
	for _, kind := range []inventory.ClaimKind{inventory.Declared, inventory.Concluded} {
		name := string(kind) + "License"
		for _, v := range e.Values(name) {
			s.log.repair("sbom-repaired-license", spdx3.Place{Element: e, Name: name}, v.Text)
			s.statements[e] = append(s.statements[e], statement{kind, v})
		}
	}
}

// references are the fields whose values name elements.
var references = []string{
	"from", "to", "rootElement", "element", "creationInfo", "createdBy", "createdUsing", "originatedBy", "suppliedBy", "dataLicense",
	"software_snippetFromFile", "subject", "expandedlicensing_member", "expandedlicensing_subjectLicense",
	"expandedlicensing_subjectExtendableLicense", "expandedlicensing_subjectAddition",
}

// checkReferences counts what leads to nothing: not to an element, not to one that the document says is
// outside, not to what SPDX itself defines.
func (s *graphReading) checkReferences() {
	for _, e := range s.graph.Elements {
		for _, name := range references {
			for _, v := range e.Values(name) {
				id, to := s.graph.Target(v)
				if to == nil && id != "" && !s.graph.Outside(id) && individual(id) == "" && listed(id) == "" {
					s.dangling[id] = true
				}
			}
		}
	}
}

// individual gives NONE or NOASSERTION for the elements by which SPDX 3 says so; "" for any other.
func individual(id string) string {
	switch strings.ToLower(strings.TrimPrefix(spdx3.Term(id), "expandedlicensing_")) {
	case "none", "nonelicense", "noneelement":
		return "NONE"
	case "noassertion", "noassertionlicense", "noassertionelement":
		return "NOASSERTION"
	}
	return ""
}

// target gives the first element that a field names; its id alone where the document does not have it.
func (s *graphReading) target(e *spdx3.Element, name string) (string, *spdx3.Element) {
	for _, v := range e.Values(name) {
		if id, to := s.graph.Target(v); id != "" || to != nil {
			return id, to
		}
	}
	return "", nil
}

// text gives the one text of a field, and mends what is of another shape.
func (s *graphReading) text(e *spdx3.Element, name string) string {
	p := e.Property(name)
	if p == nil {
		return ""
	}
	at := spdx3.Place{Element: e, Name: name}
	var all []string
	for _, v := range p.Values {
		text := strings.TrimSpace(v.Text)
		switch {
		case v.Kind == spdx3.Object:
			if text = v.Node.ID; text == "" {
				s.log.lose("sbom-left-out", at, "{…}")
			}
		case v.Kind != spdx3.Text:
			s.log.repair("sbom-repaired-value", at, text)
		}
		if text != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	if p.List || len(all) > 1 {
		s.log.repair("sbom-repaired-list", at, "[…]")
	}
	return strings.Join(all, ", ")
}

// word gives the word of an enumeration in lower case, without the marks that some put between its parts.
func word(value string) string { return wordMarks.Replace(strings.ToLower(spdx3.Term(value))) }

var wordMarks = strings.NewReplacer("_", "", "-", "", " ", "")

// head takes over what the document says of itself.
func (s *graphReading) head() error {
	d := &s.result.Document
	for _, class := range []string{"SpdxDocument", "software_Sbom", "Bom", "Bundle"} {
		if all := s.graph.Of(class); len(all) > 0 {
			s.document = all[0]
			if len(all) > 1 && class == "SpdxDocument" {
				s.log.note("sbom-several-heads", spdx3.Place{Element: all[1]}.String(), all[1].ID)
			}
			break
		}
	}
	_, info := s.target(s.document, "creationInfo")
	if info == nil {
		if all := s.graph.Of("CreationInfo"); len(all) > 0 {
			info = all[0]
		}
	}
	if err := s.version(info); err != nil {
		return err
	}
	if s.document != nil {
		d.Name, d.Namespace = s.text(s.document, "name"), s.document.ID
		for _, v := range s.document.Values("dataLicense") {
			d.DataLicense = s.license(v)
		}
	}
	for _, e := range s.graph.Of("software_Sbom") {
		for _, v := range e.Values("software_sbomType") {
			d.Lifecycles = appendNonEmpty(d.Lifecycles, spdx3.Term(v.Text))
		}
	}
	if info != nil {
		d.Created = s.text(info, "created")
		d.Comment = s.text(info, "comment")
		s.makers(info)
	}
	if d.Comment == "" && s.document != nil {
		d.Comment = s.text(s.document, "comment")
	}
	for _, e := range []*spdx3.Element{s.graph.Root, s.document} {
		d.Signed = d.Signed || e.Property("proof") != nil || e.Property("signature") != nil
	}
	return nil
}

// newest is the newest version of SPDX 3 that this reader knows.
const newest = "3.0.1"

func (s *graphReading) version(info *spdx3.Element) error {
	version := ""
	if info != nil {
		version = s.text(info, "specVersion")
	}
	at := spdx3.Place{Element: info, Name: "specVersion"}
	switch {
	case version == "":
		s.log.repair("sbom-repaired-version", at, s.graph.Context)
		version = s.graph.Context
	case !strings.HasPrefix(strings.TrimPrefix(strings.ToUpper(version), "SPDX-"), "3"):
		if s.graph.Context == "" {
			return s.failWith("sbom.version", inventory.Args{"version": quoteValue(version)})
		}
		s.log.repair("sbom-repaired-version", at, version)
		version = s.graph.Context
	case version[0] != '3':
		s.log.repair("sbom-repaired-version", at, version)
		version = version[len("SPDX-"):]
	}
	if version > newest && version != "" {
		s.log.note("sbom-newer-version", fmt.Sprint(at), version)
	}
	s.result.Document.Version = version
	return nil
}
