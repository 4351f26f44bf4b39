// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// An xmlMender writes a CycloneDX document anew, in the library's terms: one namespace, licences
// in the shape of the specification, without the parts the inventory has no use for.
type xmlMender struct {
	r   *reading
	d   *xml.Decoder
	top string // namespace of the top element
	out bytes.Buffer
}

// unneeded are parts that the inventory can do without and the library may stumble over.
var unneeded = map[string]bool{
	"vulnerabilities": true, "annotations": true, "formulation": true, "declarations": true, "definitions": true,
	"citations": true, "modelCard": true, "cryptoProperties": true, "releaseNotes": true, "data": true,
	"patentAssertions": true, "callstack": true, "occurrences": true, "identity": true,
	"authenticated": true, "x-trust-boundary": true, "Signature": true,
}

// telling are the elements that the inventory reads.
var telling = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(`metadata components component services service licenses license expression id name version
		group purl cpe swid hashes hash supplier manufacturer manufacture authors author publisher description copyright scope modified
		pedigree externalReferences reference properties property evidence dependencies dependency compositions composition provider
		url text type tools lifecycles timestamp`) {
		m[name] = true
	}
	return m
})

// vital are those of them that hold components and licences.
var vital = map[string]bool{
	"metadata": true, "components": true, "component": true, "services": true, "service": true,
	"licenses": true, "license": true, "expression": true, "evidence": true,
}

// An xmlNode is an element of a licence, which is small enough to be held as a tree.
type xmlNode struct {
	name     string
	attrs    []xml.Attr
	text     string
	children []*xmlNode
}

// mendXML copies the document. Characters and entities that XML does not have are read as browsers do.
func (r *reading) mendXML(text []byte, namespace string) ([]byte, error) {
	controlled := withoutControls(text)
	r.checkForm(text, controlled)
	m := &xmlMender{r: r, d: xml.NewDecoder(bytes.NewReader(controlled))}
	m.d.Strict = false
	m.d.Entity = xml.HTMLEntity
	for {
		token, err := m.d.Token()
		if err != nil {
			return nil, r.xmlError(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		m.top = start.Name.Space
		if !strings.HasPrefix(namespace, cycloneDXNamespace) {
			namespace = cycloneDXNamespace + "1.7"
		}
		attrs := []xml.Attr{{Name: xml.Name{Local: "xmlns"}, Value: namespace}}
		for _, a := range start.Attr {
			switch a.Name.Local {
			case "serialNumber":
				attrs = append(attrs, a)
			case "version":
				if _, err := strconv.Atoi(a.Value); err != nil {
					r.log.repair("sbom-repaired-value", m.line(), a.Value)
					a.Value = "1"
				}
				attrs = append(attrs, a)
			}
		}
		if err := m.element(start.Name.Local, attrs, 1); err != nil {
			return nil, err
		}
		r.surroundings(withoutMarkup(controlled[m.d.InputOffset():]), 0)
		return m.out.Bytes(), nil
	}
}

// checkForm notes what is mended of the form. Where even apart from characters and entities the
// tags do not match, nobody knows what belongs to what.
func (r *reading) checkForm(text, controlled []byte) {
	at, err := wellFormed(text, nil)
	if err == nil {
		return
	}
	if _, err := wellFormed(controlled, xml.HTMLEntity); err == nil {
		r.log.repair("sbom-repaired-characters", line(at), "")
		return
	}
	r.log.lose("sbom-malformed", line(at), "")
}

// wellFormed reads up to the end of the top element, and gives the line in which it stops.
func wellFormed(text []byte, entities map[string]string) (int, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Entity = entities
	for open, started := 0, false; open > 0 || !started; {
		token, err := d.Token()
		if err != nil {
			n, _ := d.InputPos()
			return n, err
		}
		switch token.(type) {
		case xml.StartElement:
			open, started = open+1, true
		case xml.EndElement:
			open--
		}
	}
	return 0, nil
}

// withoutControls replaces control characters that XML forbids; a decoder stops at them.
func withoutControls(text []byte) []byte {
	return bytes.Map(func(c rune) rune {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFE || c == 0xFFFF {
			return '\uFFFD'
		}
		return c
	}, text)
}

func (m *xmlMender) line() line {
	n, _ := m.d.InputPos()
	return line(n)
}

// element copies an element whose start was read, to its end.
func (m *xmlMender) element(name string, attrs []xml.Attr, depth int) error {
	if depth > MaxDepth {
		return m.r.tooDeep(m.d.InputOffset())
	}
	m.open(name, attrs)
	var licenses []*xmlNode
	for {
		token, err := m.d.Token()
		if errors.Is(err, io.EOF) {
			return m.r.xmlError(io.ErrUnexpectedEOF)
		}
		if err != nil {
			return m.r.xmlError(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			child := t.Name.Local
			switch {
			case isForeign(t.Name.Space, m.top):
				if vital[child] {
					m.r.log.lose("sbom-left-out", m.line(), t.Name.Space+" "+child)
				} else if telling()[child] {
					m.r.log.repair("sbom-repaired-left-out", m.line(), t.Name.Space+" "+child)
				}
				if err := m.d.Skip(); err != nil {
					return m.r.xmlError(err)
				}
			case child == "licenses":
				n, err := m.node(t, depth+1)
				if err != nil {
					return err
				}
				licenses = append(licenses, n)
			case isAstray(name, child) && (child == "component" || child == "service"):
				m.r.log.repair("sbom-repaired-list", m.line(), child)
				m.open(child+"s", nil)
				if err := m.element(child, t.Attr, depth+2); err != nil {
					return err
				}
				m.out.WriteString("</" + child + "s>")
			case isAstray(name, child):
				m.r.log.repair("sbom-repaired-license", m.line(), child)
				n, err := m.node(t, depth+1)
				if err != nil {
					return err
				}
				licenses = append(licenses, &xmlNode{name: "licenses", children: []*xmlNode{n}})
			case unneeded[child]:
				m.r.log.repair("sbom-repaired-left-out", m.line(), child)
				if err := m.d.Skip(); err != nil {
					return m.r.xmlError(err)
				}
			case child == "modified" || child == "isExternal" || child == "swid" || textless[child]:
				n, err := m.node(t, depth+1)
				if err != nil {
					return err
				}
				m.simple(n)
			default:
				if err := m.element(child, t.Attr, depth+1); err != nil {
					return err
				}
			}
		case xml.CharData:
			xml.EscapeText(&m.out, t) // a bytes.Buffer never fails
		case xml.EndElement:
			m.licenses(licenses)
			m.out.WriteString("</" + name + ">")
			return nil
		}
	}
}

func (m *xmlMender) open(name string, attrs []xml.Attr) {
	m.out.WriteString("<" + name)
	for _, a := range attrs {
		if a.Name.Space != "" || strings.ContainsAny(a.Name.Local, "\"'<>& ") {
			continue
		}
		m.out.WriteString(" " + a.Name.Local + `="`)
		xml.EscapeText(&m.out, []byte(a.Value))
		m.out.WriteString(`"`)
	}
	m.out.WriteString(">")
}

func (m *xmlMender) leaf(name, text string) {
	m.open(name, nil)
	xml.EscapeText(&m.out, []byte(text))
	m.out.WriteString("</" + name + ">")
}

// node reads an element whole.
func (m *xmlMender) node(start xml.StartElement, depth int) (*xmlNode, error) {
	if depth > MaxDepth {
		return nil, m.r.tooDeep(m.d.InputOffset())
	}
	n := &xmlNode{name: start.Name.Local, attrs: start.Attr}
	var text strings.Builder
	for {
		token, err := m.d.Token()
		if err != nil {
			return nil, m.r.xmlError(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			child, err := m.node(t, depth+1)
			if err != nil {
				return nil, err
			}
			n.children = append(n.children, child)
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			n.text = text.String()
			return n, nil
		}
	}
}

func (m *xmlMender) write(n *xmlNode) {
	m.open(n.name, n.attrs)
	xml.EscapeText(&m.out, []byte(n.text))
	for _, c := range n.children {
		m.write(c)
	}
	m.out.WriteString("</" + n.name + ">")
}

// simple keeps a truth value that the library can read, a party, and of a SWID tag what is read of it.
func (m *xmlMender) simple(n *xmlNode) {
	if n.name == "swid" {
		m.open(n.name, slices.DeleteFunc(n.attrs, func(a xml.Attr) bool { return a.Name.Local != "tagId" }))
		m.out.WriteString("</swid>")
		return
	}
	if textless[n.name] { // a party that is no more than a name
		if text := strings.TrimSpace(n.text); text != "" {
			m.r.log.repair("sbom-repaired-value", m.line(), text)
			n.text = ""
			n.children = append(n.children, &xmlNode{name: "name", text: text})
		}
		m.write(n)
		return
	}
	if b, err := strconv.ParseBool(strings.ToLower(strings.TrimSpace(n.text))); err == nil {
		m.leaf(n.name, strconv.FormatBool(b))
		return
	}
	m.r.log.repair("sbom-repaired-left-out", m.line(), n.text)
}

// licenses writes all the licences of one component as one list. The library knows three kinds
// of entries, fails on any other, and takes no text that stands between them.
func (m *xmlMender) licenses(lists []*xmlNode) {
	if len(lists) == 0 {
		return
	}
	if len(lists) > 1 {
		m.r.log.repair("sbom-repaired-license", m.line(), "licenses")
	}
	m.out.WriteString("<licenses>")
	for _, list := range lists {
		if text := strings.TrimSpace(list.text); text != "" {
			m.r.log.repair("sbom-repaired-license", m.line(), text)
			m.named(text)
		}
		for _, n := range list.children {
			switch n.name {
			case "expression", "expression-detailed":
				if n.name == "expression" && len(n.children) > 0 {
					m.r.log.repair("sbom-repaired-license", m.line(), n.name)
					n.text, n.children = allText(n), nil
				}
				m.write(n)
			case "license":
				m.license(n)
			default:
				m.r.log.repair("sbom-repaired-license", m.line(), n.name)
				m.named(allText(n))
			}
		}
	}
	m.out.WriteString("</licenses>")
}

func (m *xmlMender) named(text string) {
	m.out.WriteString("<license>")
	m.leaf("name", text)
	m.out.WriteString("</license>")
}

// license writes one licence for every id and name in it, and one for text that stands bare.
func (m *xmlMender) license(n *xmlNode) {
	if text := strings.TrimSpace(n.text); text != "" {
		m.r.log.repair("sbom-repaired-license", m.line(), text)
		m.named(text)
		n.text = ""
	}
	isName := func(c *xmlNode) bool { return c.name == "id" || c.name == "name" }
	names := 0
	n.children = slices.DeleteFunc(n.children, func(c *xmlNode) bool {
		if !isName(c) {
			return false
		}
		if names++; names == 1 {
			return false
		}
		m.r.log.repair("sbom-repaired-license", m.line(), c.text)
		m.named(allText(c))
		return true
	})
	for _, c := range n.children {
		if licenseLeaves[c.name] && len(c.children) > 0 {
			m.r.log.repair("sbom-repaired-license", m.line(), c.name)
			c.text, c.children = allText(c), nil
		}
	}
	if len(n.children) > 0 {
		m.write(n)
	}
}

// licenseLeaves are the elements of a licence that hold nothing but text.
var licenseLeaves = map[string]bool{"id": true, "name": true, "url": true, "text": true, "expression": true}

// isLicense are the elements they stand in.
var isLicense = map[string]bool{"license": true, "licenses": true}

func allText(n *xmlNode) string {
	words := []string{}
	if t := strings.TrimSpace(n.text); t != "" {
		words = append(words, t)
	}
	for _, c := range n.children {
		if t := allText(c); t != "" {
			words = append(words, t)
		}
	}
	return strings.Join(words, " ")
}
