// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rdf

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"strings"
)

// syntaxNames are the attributes of a node or property that say how it is to be read.
var syntaxNames = map[string]bool{"about": true, "ID": true, "nodeID": true, "resource": true, "parseType": true, "datatype": true, "bagID": true, "aboutEach": true}

// syntax gives the name of such an attribute. Old documents write the names without a namespace.
func syntax(a xml.Attr) string {
	if (a.Name.Space == Namespace || a.Name.Space == "") && syntaxNames[a.Name.Local] {
		return a.Name.Local
	}
	return ""
}

// isProperty reports whether an attribute is a statement.
func isProperty(a xml.Attr) bool {
	switch {
	case a.Name.Space == "xmlns" || a.Name.Space == "" || a.Name.Space == xmlNamespace || a.Name.Space == "xml" || syntax(a) != "":
		return false
	}
	return true
}

// maxPrefix bounds what is put in front of very many names: a base, a namespace. A longer one is taken for none.
const maxPrefix = 4096

// baseOf gives the base of what stands in an element, which may set another.
func baseOf(attrs []xml.Attr, base string) string {
	for _, a := range attrs {
		if a.Name.Local != "base" || a.Name.Space != xmlNamespace && a.Name.Space != "xml" {
			continue
		}
		if base, _, _ = strings.Cut(strings.TrimSpace(a.Value), "#"); len(base) > maxPrefix {
			base = ""
		}
	}
	return base
}

func (r *reader) named(id string) *Node {
	n := r.nodes[id]
	if n == nil {
		n = &Node{ID: id}
		r.nodes[id] = n
		r.graph.Nodes = append(r.graph.Nodes, n)
	}
	return n
}

// blank makes a node without a name. Its ID holds a space, which no name that a document gives can.
func (r *reader) blank() *Node {
	r.blanks++
	n := &Node{ID: fmt.Sprintf("_: %d", r.blanks)}
	r.graph.Nodes = append(r.graph.Nodes, n)
	return n
}

// name gives the IRI of an element's or attribute's name.
func (r *reader) name(n xml.Name) string {
	iri, ok := r.names[n]
	if !ok {
		if iri = n.Local; len(n.Space) <= maxPrefix {
			iri = n.Space + n.Local
		}
		r.names[n] = iri
	}
	return iri
}

// resolve makes a reference absolute, where there is a base.
func (r *reader) resolve(ref, base string) string {
	ref = strings.TrimSpace(ref)
	switch {
	case base == "" || hasScheme(ref):
		return ref
	case ref == "":
		return base
	case ref[0] == '#':
		return base + ref
	}
	if r.parsed == nil || r.base != base {
		u, err := url.Parse(base)
		if err != nil {
			return ref
		}
		r.parsed, r.base = u, base
	}
	u, err := r.parsed.Parse(ref)
	if err != nil {
		return ref
	}
	return u.String()
}

// hasScheme reports whether an IRI is absolute.
func hasScheme(iri string) bool {
	for i := range len(iri) {
		switch b := iri[i]; {
		case b == ':':
			return i > 0
		case 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z':
		case i > 0 && ('0' <= b && b <= '9' || b == '+' || b == '-' || b == '.'):
		default:
			return false
		}
	}
	return false
}
