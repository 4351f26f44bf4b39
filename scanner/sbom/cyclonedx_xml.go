// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
)

const (
	cycloneDXNamespace = "http://cyclonedx.org/schema/bom/"
	signatureNamespace = "http://www.w3.org/2000/09/xmldsig#"
)

func readCycloneDXXML(r *reading, text []byte) error {
	head, err := r.scanXML(text)
	if err != nil {
		return err
	}
	r.result.Document.Signed = head.signed
	r.result.Document.Vulnerabilities = head.vulnerabilities
	version, known := strings.CutPrefix(head.namespace, cycloneDXNamespace)
	if !known {
		version = ""
		r.log.repair("sbom-repaired-namespace", line(1), head.namespace)
	} else if _, version, err = r.readSpecVersion(version, line(1)); err != nil {
		return err
	}
	var bom cdx.BOM
	if head.sound {
		if err := decodeCycloneDXXML(text, &bom); err == nil && !losesLicenses(&bom) {
			r.surroundings(withoutMarkup(text[head.end:]), head.end)
			r.wholeBOM(&bom, version, head.external)
			return nil
		}
	}
	mended, err := r.mendXML(text, head.namespace)
	if err != nil {
		return err
	}
	bom = cdx.BOM{}
	if err := decodeCycloneDXXML(mended, &bom); err != nil {
		return r.xmlError(err)
	}
	r.wholeBOM(&bom, version, head.external)
	return nil
}

func decodeCycloneDXXML(text []byte, bom *cdx.BOM) (err error) {
	defer recovered(&err)
	return cdx.NewBOMDecoder(bytes.NewReader(text), cdx.BOMFileFormatXML).Decode(bom)
}

// An xmlScan is what one pass over an XML text shows of it.
type xmlScan struct {
	namespace       string // of the top element
	signed          bool
	vulnerabilities int
	external        map[string]bool // references of components that their start tag calls external: the library does not read that
	sound           bool            // the library loses nothing of what the scan knows to look for
	end             int             // of the top element, if the text is well-formed up to there
}

// An xmlElement is one that the scan is in.
type xmlElement struct {
	name    string
	count   int      // of its "licenses", and in a licence of its names
	once    uint     // which of the singles were met
	spaces  []string // the prefixes that it declares
	foreign bool     // it, or what it stands in, is of another format
}

// singles are the elements that the library reads the last of, in what they stand in.
var singles = map[string][]string{
	"bom": {"metadata"}, "metadata": {"component"}, "component": {"name", "version", "group", "purl", "evidence"}, "license": {"text", "url"},
}

// textless are elements that hold no text of their own, and in which it would say something.
var textless = map[string]bool{
	"licenses": true, "license": true, "supplier": true, "manufacturer": true, "manufacture": true, "provider": true,
}

// isAstray reports whether an element stands without the list that should be around it.
func isAstray(parent, name string) bool {
	switch name {
	case "component":
		return parent == "bom" || parent == "component"
	case "service":
		return parent == "bom" || parent == "service"
	case "license", "expression", "expression-detailed":
		return parent == "component" || parent == "service" || parent == "evidence" || parent == "metadata"
	}
	return false
}

// isMisplaced reports whether an element that holds components or licences stands, or is spelt, where nobody reads it.
func isMisplaced(parent, name string) bool {
	switch name {
	case "component":
		switch parent {
		case "components", "metadata", "ancestors", "descendants", "variants", "annotator":
			return false
		}
		return !isAstray(parent, name)
	case "license", "expression":
		return parent == "license" || name == "license" && parent != "licenses" && !isAstray(parent, name)
	case "licenses":
		return parent != "component" && parent != "service" && parent != "evidence" && parent != "metadata"
	}
	return parent == "components" || !telling()[name] && vital[strings.ToLower(name)] // the names of XML are those in these letters only
}

// A namespaces knows which namespace each prefix means, the innermost last.
type namespaces map[string][]string

// declare takes the declarations of an element and gives the prefixes that end with it.
func (n namespaces) declare(attrs []xml.Attr) (prefixes []string) {
	for _, a := range attrs {
		prefix := a.Name.Local
		if a.Name.Space == "" && prefix == "xmlns" {
			prefix = ""
		} else if a.Name.Space != "xmlns" {
			continue
		}
		n[prefix] = append(n[prefix], a.Value)
		prefixes = append(prefixes, prefix)
	}
	return prefixes
}

func (n namespaces) forget(prefixes []string) {
	for _, p := range prefixes {
		n[p] = n[p][:len(n[p])-1]
	}
}

// of gives the namespace of a prefix; "" for one that nobody declared.
func (n namespaces) of(prefix string) string {
	if all := n[prefix]; len(all) > 0 {
		return all[len(all)-1]
	}
	return ""
}

// isForeign reports whether an element's namespace is that of another format. Documents that name
// none, or not the right one, have theirs in that of the top element.
func isForeign(namespace, top string) bool {
	return strings.Contains(namespace, ":") && namespace != top && !strings.HasPrefix(namespace, cycloneDXNamespace)
}

// markup is what may stand around the top element of an XML document.
var markup = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?s)<!--.*?-->|<\?.*?\?>`)
})

func withoutMarkup(text []byte) []byte { return markup().ReplaceAll(text, nil) }

// scanXML passes over the text once. It refuses what is no CycloneDX document and what declares
// entities; a syntax error is left for the mending to judge.
func (r *reading) scanXML(text []byte) (xmlScan, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	s := xmlScan{sound: true}
	spaces, started := namespaces{}, false
	var stack []xmlElement
	values, things := 0, 0
	var before []byte
	for {
		token, err := d.RawToken()
		if err != nil {
			if len(stack) > 0 || !errors.Is(err, io.EOF) {
				s.sound = false
			}
			if !started {
				return s, r.xmlError(err)
			}
			return s, nil
		}
		switch t := token.(type) {
		case xml.Directive:
			if bytes.Contains(t, []byte("ENTITY")) {
				return s, r.fail("sbom.xml-entities", d.InputOffset(), nil)
			}
		case xml.StartElement:
			if len(stack) == 0 && started {
				s.sound = false // a second top element
				continue
			}
			if len(stack) >= MaxDepth {
				return s, r.tooDeep(d.InputOffset())
			}
			e := xmlElement{name: t.Name.Local, spaces: spaces.declare(t.Attr)}
			if !started {
				r.surroundings(before, 0)
				if e.name != "bom" {
					e := r.failWith("sbom.not-cyclonedx", nil)
					e.Where += r.position(d.InputOffset())
					return s, e
				}
				s.namespace, started = spaces.of(t.Name.Space), true
			}
			values += 1 + len(t.Attr)
			if e.name == "component" || e.name == "service" {
				things++
			}
			if err := r.checkCounts(values, things); err != nil {
				return s, err
			}
			if len(stack) > 0 {
				namespace := spaces.of(t.Name.Space)
				e.foreign = stack[len(stack)-1].foreign || isForeign(namespace, s.namespace)
				s.signed = s.signed || len(stack) == 1 && namespace == signatureNamespace && e.name == "Signature"
				s.enter(r, stack, &e, t.Attr, int(d.InputOffset()))
			}
			stack = append(stack, e)
		case xml.EndElement:
			if len(stack) == 0 {
				s.sound = false
				continue
			}
			spaces.forget(stack[len(stack)-1].spaces)
			if stack = stack[:len(stack)-1]; len(stack) == 0 && s.end == 0 {
				s.end = int(d.InputOffset())
			}
		case xml.CharData:
			if len(stack) == 0 && s.end == 0 {
				before = append(before, t...)
			}
			if n := len(stack); n > 0 && textless[stack[n-1].name] && len(bytes.TrimSpace(t)) > 0 {
				s.sound = false
			}
		}
	}
}

// enter looks at an element that stands in those of the stack.
func (s *xmlScan) enter(r *reading, stack []xmlElement, e *xmlElement, attrs []xml.Attr, at int) {
	parent := &stack[len(stack)-1]
	if e.name == "vulnerability" && parent.name == "vulnerabilities" && len(stack) > 1 && slices.Contains([]string{"bom", "component"}, stack[len(stack)-2].name) {
		s.vulnerabilities++ // also those of the extension that stood in components before the format had its own
	}
	if e.foreign {
		// The library does not ask which format an element is of: it would read it as one of its own.
		s.sound = s.sound && (parent.foreign || !telling()[e.name])
		return
	}
	if isMisplaced(parent.name, e.name) {
		r.log.lose("sbom-left-out", offset{r, at}, e.name)
	}
	if e.name == "component" {
		ref, external := "", false
		for _, a := range attrs {
			switch {
			case a.Name.Space != "":
			case a.Name.Local == "bom-ref":
				ref = a.Value
			case a.Name.Local == "isExternal":
				external, _ = strconv.ParseBool(strings.ToLower(strings.TrimSpace(a.Value)))
			}
		}
		if external && ref != "" {
			if s.external == nil {
				s.external = map[string]bool{}
			}
			s.external[ref] = true
		}
	}
	if i := slices.Index(singles[parent.name], e.name); i >= 0 {
		if parent.once&(1<<i) != 0 {
			r.log.lose("sbom-duplicate-key", offset{r, at}, e.name)
		}
		parent.once |= 1 << i
	}
	switch {
	case isAstray(parent.name, e.name):
		s.sound = false
	case licenseLeaves[parent.name] && len(stack) > 1 && isLicense[stack[len(stack)-2].name]:
		s.sound = false
	case e.name == "licenses", parent.name == "license" && (e.name == "id" || e.name == "name"):
		if parent.count++; parent.count > 1 {
			s.sound = false
		}
	case parent.name == "licenses":
		parent.count++
	}
}

// xmlError puts the line into an error of encoding/xml.
func (r *reading) xmlError(err error) error {
	var known *inventory.Error
	if errors.As(err, &known) {
		return err
	}
	e := r.fail("sbom.syntax", 0, err)
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		e.Where += fmt.Sprintf(":%d", syntax.Line)
	}
	return e
}
