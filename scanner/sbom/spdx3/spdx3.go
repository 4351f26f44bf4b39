// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package spdx3 reads SPDX 3 documents in JSON-LD into a plain graph of elements.
//
// It knows the names of SPDX 3.0.0 and 3.0.1 and takes every spelling that JSON-LD allows for them:
// compact names ("software_Package"), full addresses ("https://spdx.org/rdf/3.0.1/terms/Software/Package"),
// prefixes that the document defines, objects inside one another instead of references. It fetches nothing: a
// context of another address counts as the official one. What the elements mean is for the caller to say.
package spdx3

import (
	"strconv"
	"strings"
)

// A Graph is what a document holds.
type Graph struct {
	// Context is the version in the address of the context, "3.0.1"; empty where it names none.
	Context string
	// Elements are all objects that are more than a reference, in the order in which they end in the document.
	Elements []*Element
	// Root holds what stands beside the graph in the outermost object, or is the one element of a document without a graph.
	Root *Element

	byID     map[string][]*Element
	outside  map[string]bool
	prefixes map[string]string
	report   func(Fault)
}

// An Element is an object of the document: an element of SPDX, or a part of one such as a hash.
type Element struct {
	ID         string // spdxId or @id with prefixes written out; empty if it has none
	Type       string // in the compact spelling, "software_Package"; as written if SPDX 3 has no such class; empty if there is none
	Properties []Property
	Line       int // where it begins, from 1

	in    *Element
	name  string
	index int
}

// A Property is one field of an element, in the compact spelling of its name, "software_packageVersion".
type Property struct {
	Name   string
	Values []Value
	List   bool // written as a list
}

// A Value is a text or an object.
type Value struct {
	Text string   // of a text, number or truth value, as written
	Node *Element // of an object; nil for anything else
	Kind Kind
}

// Kind tells what a value was written as.
type Kind byte

// The kinds of a value.
const (
	Text Kind = iota
	Number
	Boolean
	Object
)

// A Fault is something that was mended or left out in reading.
type Fault struct {
	Kind  FaultKind
	Where Place
	Was   string
}

// FaultKind tells what a fault was.
type FaultKind int

// The kinds of a fault. Nothing is lost by any but Unnamed, UnknownType, UnknownLicense and Keyless.
const (
	WrongName      FaultKind = iota // a field or class under a wrong name
	Null                            // an empty entry of a list
	Twice                           // a field that its object has twice; both values were kept
	Merged                          // an object given in several parts, or several times over
	Ambiguous                       // one id for different elements, which stay apart
	Untyped                         // an element without a class; what it is was told from its fields
	Unnamed                         // an element without a class that shows nothing of what it is
	UnknownType                     // a class that SPDX 3 does not have
	UnknownLicense                  // a field that SPDX 3 does not have and that names a licence
	Keyless                         // a value in a list of elements that is no object
)

// A Place is a field of an element, or an element.
type Place struct {
	Element *Element
	Name    string
}

// String writes the way from the top of the document: "$.@graph[3].verifiedUsing[0].algorithm".
func (p Place) String() string {
	const most = 12
	var steps []string
	if p.Name != "" {
		steps = append(steps, "."+p.Name)
	}
	for e := p.Element; e != nil && e.in != nil; e = e.in {
		if len(steps) >= most {
			steps = append(steps, "…")
			break
		}
		step := "." + e.name
		if e.index >= 0 {
			step += "[" + strconv.Itoa(e.index) + "]"
		}
		steps = append(steps, step)
	}
	var b strings.Builder
	b.WriteString("$")
	for i := len(steps) - 1; i >= 0; i-- {
		b.WriteString(steps[i])
	}
	return b.String()
}

// Values gives the values of a field; none if the element does not have it.
func (e *Element) Values(name string) []Value {
	if p := e.Property(name); p != nil {
		return p.Values
	}
	return nil
}

// Property gives a field; nil if the element does not have it.
func (e *Element) Property(name string) *Property {
	if e == nil {
		return nil
	}
	for i := range e.Properties {
		if e.Properties[i].Name == name {
			return &e.Properties[i]
		}
	}
	return nil
}

// First gives the first text of a field that is not empty; "" if there is none.
func (e *Element) First(name string) string {
	for _, v := range e.Values(name) {
		if v.Node == nil && v.Text != "" {
			return v.Text
		}
	}
	return ""
}

// ByID gives the elements of that id, which are several where the document gives it to different ones.
func (g *Graph) ByID(id string) []*Element { return g.byID[id] }

// Target gives what a value refers to: the id and, if the document has it, the element. An object in
// place of a reference is its own target.
func (g *Graph) Target(v Value) (id string, e *Element) {
	if v.Node != nil {
		return v.Node.ID, v.Node
	}
	id = g.Expand(strings.TrimSpace(v.Text))
	if all := g.byID[id]; len(all) > 0 {
		return id, all[0]
	}
	return id, nil
}

// Outside reports whether the document says of an id that its element is in another document.
func (g *Graph) Outside(id string) bool { return g.outside[id] }

// Of gives the elements of the given classes, in the order of the document.
func (g *Graph) Of(types ...string) []*Element {
	var out []*Element
	for _, e := range g.Elements {
		for _, t := range types {
			if e.Type == t {
				out = append(out, e)
				break
			}
		}
	}
	return out
}

// reference reports whether an object says no more than which element is meant.
func (e *Element) reference() bool { return e.Type == "" && len(e.Properties) == 0 && e.ID != "" }

// Expand writes the prefix of an id out.
func (g *Graph) Expand(id string) string {
	prefix, rest, ok := strings.Cut(id, ":")
	if !ok || prefix == "_" || strings.HasPrefix(rest, "//") {
		return id
	}
	if space := g.prefixes[prefix]; space != "" {
		return space + rest
	}
	return id
}
