// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rdf

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
)

// Read reads a document that is UTF-8 without a byte order mark. Where it is strict, it wants
// well-formed XML; otherwise elements that are not closed end with the one around them, and names of
// entities that XML does not have stand for themselves. The error is an *[Error].
func Read(text []byte, strict bool, l Limits) (*Graph, error) {
	r := &reader{text: text, limits: l, graph: &Graph{}, nodes: map[string]*Node{}, names: map[xml.Name]string{}}
	r.d = xml.NewDecoder(bytes.NewReader(text))
	r.d.Strict = strict
	r.d.CharsetReader = func(label string, _ io.Reader) (io.Reader, error) {
		return nil, &Error{Reason: Charset, Cause: fmt.Errorf("encoding %q", label)}
	}
	if err := r.document(); err != nil {
		return nil, err
	}
	return r.graph, nil
}

type reader struct {
	text   []byte
	d      *xml.Decoder
	limits Limits
	graph  *Graph
	nodes  map[string]*Node
	names  map[xml.Name]string // IRIs of the names of elements and attributes
	depth  int
	count  int // of statements
	blanks int
	parsed *url.URL // of the base that was last used
	base   string
}

// token gives the next token that is an element, its end or text. At the end of the document it is nil.
func (r *reader) token() (xml.Token, error) {
	for {
		t, err := r.d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil, nil
		case err != nil:
			var known *Error
			if errors.As(err, &known) {
				known.Offset, known.Line = r.place()
				return nil, known
			}
			return nil, r.fail(Syntax, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if r.depth++; r.depth > r.limits.Depth {
				return nil, r.fail(Depth, fmt.Errorf("more than %d elements within one another", r.limits.Depth))
			}
			return t, nil
		case xml.EndElement:
			r.depth--
			return t, nil
		case xml.CharData:
			return t, nil
		case xml.Directive:
			if bytes.Contains(t, []byte("ENTITY")) {
				return nil, r.fail(Entities, errors.New("the document declares entities"))
			}
		}
	}
}

func (r *reader) place() (offset, line int) {
	line, _ = r.d.InputPos()
	return int(r.d.InputOffset()), line
}

func (r *reader) fail(reason string, cause error) error {
	e := &Error{Reason: reason, Cause: cause}
	e.Offset, e.Line = r.place()
	return e
}

func (r *reader) stray() {
	if len(r.graph.Stray) < MaxStray {
		r.graph.Stray = append(r.graph.Stray, int(r.d.InputOffset()))
	}
}

// document reads the top element: rdf:RDF with any number of nodes, or a single node. What follows is stray.
func (r *reader) document() error {
	found := false
	for {
		token, err := r.token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case nil:
			if !found {
				return r.fail(Syntax, errors.New("no element"))
			}
			return nil
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 {
				r.stray()
			}
		case xml.StartElement:
			if found {
				r.stray()
			}
			found = true
			base := baseOf(t.Attr, "")
			if r.name(t.Name) == Namespace+"RDF" {
				err = r.nodesIn(base)
			} else {
				_, err = r.node(t, base)
			}
			if err != nil {
				return err
			}
		}
	}
}

// nodesIn reads nodes up to the end of the element that holds them.
func (r *reader) nodesIn(base string) error {
	for {
		token, err := r.token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case nil:
			return r.fail(Syntax, io.ErrUnexpectedEOF)
		case xml.EndElement:
			return nil
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 {
				r.stray()
			}
		case xml.StartElement:
			if _, err := r.node(t, base); err != nil {
				return err
			}
		}
	}
}

// node reads an element that describes a node, and gives the node.
func (r *reader) node(start xml.StartElement, base string) (*Node, error) {
	base = baseOf(start.Attr, base)
	var n *Node
	for _, a := range start.Attr {
		if n != nil {
			break
		}
		switch syntax(a) {
		case "about":
			n = r.named(r.resolve(a.Value, base))
		case "ID":
			n = r.named(r.resolve("#"+a.Value, base))
		case "nodeID":
			n = r.named("_:" + a.Value)
		}
	}
	if n == nil {
		n = r.blank()
	}
	_, line := r.place()
	if n.Line == 0 {
		n.Line = line
	}
	if name := r.name(start.Name); name != Namespace+"Description" {
		if err := r.state(n, Statement{Predicate: Type, Node: r.named(name), Line: line}); err != nil {
			return nil, err
		}
	}
	if err := r.attributes(n, start.Attr, base, line); err != nil {
		return nil, err
	}
	return n, r.properties(n, base)
}

// attributes takes the attributes that are statements of a node.
func (r *reader) attributes(n *Node, attrs []xml.Attr, base string, line int) error {
	for _, a := range attrs {
		if !isProperty(a) {
			continue
		}
		s := Statement{Predicate: r.name(a.Name), Literal: a.Value, Line: line}
		if s.Predicate == Type {
			s.Node, s.Literal = r.named(r.resolve(a.Value, base)), ""
		}
		if err := r.state(n, s); err != nil {
			return err
		}
	}
	return nil
}

// properties reads the statements of a node up to the end of its element.
func (r *reader) properties(n *Node, base string) error {
	item := 0
	for {
		token, err := r.token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case nil:
			return r.fail(Syntax, io.ErrUnexpectedEOF)
		case xml.EndElement:
			return nil
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 {
				r.stray()
			}
		case xml.StartElement:
			predicate := r.name(t.Name)
			if predicate == Namespace+"li" {
				item++
				predicate = fmt.Sprintf("%s_%d", Namespace, item)
			}
			if err := r.property(n, predicate, t, baseOf(t.Attr, base)); err != nil {
				return err
			}
		}
	}
}

func (r *reader) property(n *Node, predicate string, start xml.StartElement, base string) error {
	_, line := r.place()
	s := Statement{Predicate: predicate, Line: line}
	parse, states := "", false
	for _, a := range start.Attr {
		switch syntax(a) {
		case "resource":
			s.Node = r.named(r.resolve(a.Value, base))
		case "nodeID":
			s.Node = r.named("_:" + a.Value)
		case "parseType":
			parse = a.Value
		}
		states = states || isProperty(a)
	}
	switch {
	case parse == "Resource":
		s.Node = r.blank()
		s.Node.Line = line
		if err := r.state(n, s); err != nil {
			return err
		}
		return r.properties(s.Node, base)
	case parse == "Collection":
		return r.collection(n, s, base)
	case parse != "":
		return r.raw(n, s)
	}
	if states {
		if s.Node == nil {
			s.Node = r.blank()
		}
		if err := r.attributes(s.Node, start.Attr, base, line); err != nil {
			return err
		}
	}
	return r.object(n, s, base)
}

// object reads what a property holds: a node, or text.
func (r *reader) object(n *Node, s Statement, base string) error {
	var text []byte
	given := s.Node != nil
	if given {
		if err := r.state(n, s); err != nil {
			return err
		}
	}
	held := 0
	for {
		token, err := r.token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case nil:
			return r.fail(Syntax, io.ErrUnexpectedEOF)
		case xml.EndElement:
			if given || held > 0 {
				if len(bytes.TrimSpace(text)) > 0 {
					r.stray()
				}
				return nil
			}
			s.Literal = string(text)
			return r.state(n, s)
		case xml.CharData:
			text = append(text, t...)
		case xml.StartElement:
			if held++; held > 1 || given {
				r.stray()
			}
			if s.Node, err = r.node(t, base); err != nil {
				return err
			}
			if err := r.state(n, s); err != nil {
				return err
			}
		}
	}
}

// collection reads nodes into a list.
func (r *reader) collection(n *Node, s Statement, base string) error {
	for {
		token, err := r.token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case nil:
			return r.fail(Syntax, io.ErrUnexpectedEOF)
		case xml.EndElement:
			s.Node = r.named(Nil)
			return r.state(n, s)
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 {
				r.stray()
			}
		case xml.StartElement:
			item, err := r.node(t, base)
			if err != nil {
				return err
			}
			s.Node = r.blank()
			if err := r.state(n, s); err != nil {
				return err
			}
			if err := r.state(s.Node, Statement{Predicate: First, Node: item, Line: s.Line}); err != nil {
				return err
			}
			n, s = s.Node, Statement{Predicate: Rest, Line: s.Line}
		}
	}
}

// raw reads a property whose text is XML, as it stands.
func (r *reader) raw(n *Node, s Statement) error {
	from, end := int(r.d.InputOffset()), 0
	for open := 1; open > 0; {
		end = int(r.d.InputOffset())
		token, err := r.token()
		if err != nil {
			return err
		}
		switch token.(type) {
		case nil:
			return r.fail(Syntax, io.ErrUnexpectedEOF)
		case xml.StartElement:
			open++
		case xml.EndElement:
			open--
		}
	}
	s.Literal = string(r.text[from:max(from, end)])
	return r.state(n, s)
}

// state adds a statement.
func (r *reader) state(n *Node, s Statement) error {
	if r.count++; r.count > r.limits.Statements {
		return r.fail(Statements, fmt.Errorf("more than %d statements", r.limits.Statements))
	}
	n.Statements = append(n.Statements, s)
	return nil
}
