// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package rdf reads RDF/XML into a graph.
//
// It knows the grammar of the W3C's recommendation but for two things: a statement that is given an ID
// of its own (reification) is read like any other, and languages are left aside. Nothing is ever
// fetched, and entities are refused. What is written comes from strangers, so that what the grammar does
// not allow is read as far as it can be and told of in [Graph.Stray]. Package rdf knows no vocabulary.
package rdf

import "fmt"

// Names of the RDF vocabulary that a graph uses itself.
const (
	Namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	Type      = Namespace + "type"
	First     = Namespace + "first"
	Rest      = Namespace + "rest"
	Nil       = Namespace + "nil"
)

const xmlNamespace = "http://www.w3.org/XML/1998/namespace"

// A Graph is what a document states.
type Graph struct {
	Nodes []*Node // in the order in which the document names them first
	Stray []int   // offsets of text and second objects that the grammar has no place for; at most [MaxStray]
}

// MaxStray bounds the places that a graph tells of.
const MaxStray = 1000

// A Node is something that statements are about, or that one leads to.
type Node struct {
	ID         string // its IRI, absolute where the document has a base; "_:…" for one without a name
	Line       int    // of the element that describes it, from 1; 0 where nothing does
	Statements []Statement
}

// Blank reports whether a node has no name beyond its document.
func (n *Node) Blank() bool { return len(n.ID) > 1 && n.ID[:2] == "_:" }

// A Statement says something of a node: Node or, if that is nil, the Literal.
type Statement struct {
	Predicate string // IRI
	Node      *Node
	Literal   string
	Line      int
}

// Limits bound a graph.
type Limits struct {
	Depth      int // elements within one another
	Statements int
}

// The reasons why a document is not read.
const (
	Syntax     = "syntax"
	Entities   = "entities"   // it declares some of its own
	Depth      = "depth"      // beyond the limit
	Statements = "statements" // beyond the limit
	Charset    = "charset"    // it is not in UTF-8
)

// An Error says why and where a document is not read. Reason is one of the constants of this package.
type Error struct {
	Reason string
	Offset int // in bytes
	Line   int // from 1
	Cause  error
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %s: %v", e.Line, e.Reason, e.Cause) }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// List follows a collection from its first node. It ends where the collection does or comes back to itself.
func List(n *Node) []*Node {
	var all []*Node
	seen := map[*Node]bool{}
	for n != nil && n.ID != Nil && !seen[n] {
		seen[n] = true
		var next *Node
		for _, s := range n.Statements {
			switch {
			case s.Node == nil:
			case s.Predicate == First:
				all = append(all, s.Node)
			case s.Predicate == Rest:
				next = s.Node
			}
		}
		n = next
	}
	return all
}
