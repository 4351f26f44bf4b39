// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package spdx knows what SPDX says about licences: how an expression is read, written and
// evaluated (SPDX 3.0.1, Annex B), and which identifiers stand on the SPDX License List. It also knows
// what people call those licences, and where their texts are published.
//
// It imports the standard library only and everything else may import it.
package spdx

import (
	"slices"
	"strings"
)

// An Expression is what an SPDX licence expression says, as a tree: [License], [With], [And] or [Or].
// The nil Expression says nothing; it is what a licence that is not known has.
//
// String prints the canonical spelling, and [Parse] undoes it. NONE and NOASSERTION are no
// expressions: SPDX puts them outside the grammar.
type Expression interface {
	String() string
	write(b *strings.Builder, within precedence)
}

// A License is one licence: an identifier of the SPDX list, or a LicenseRef.
type License struct {
	Document string // of a LicenseRef: the part between "DocumentRef-" and ":"; else empty
	ID       string // canonical, as the list prints it ("MIT"), or with its prefix ("LicenseRef-x")
	OrLater  bool   // a "+" follows: this version or any later one
}

// A With is a licence with an exception. It is judged as a pair: neither half speaks for the whole.
type With struct {
	License   License
	Exception Exception
}

// An Exception is what stands behind WITH: an identifier of the SPDX list, or an AdditionRef.
type Exception struct {
	Document string // of an AdditionRef: the part between "DocumentRef-" and ":"; else empty
	ID       string
}

// And holds two or more operands that all apply. No operand of it is an And.
type And []Expression

// Or holds two or more operands of which one may be chosen. No operand of it is an Or.
type Or []Expression

// IsRef reports whether the licence is a LicenseRef, which the SPDX list does not know.
func (l License) IsRef() bool { return strings.HasPrefix(l.ID, licenseRef) }

// An operation is And or Or.
type operation interface {
	~[]Expression
	Expression
}

type precedence int

const (
	inOr precedence = iota // loosest: stands bare everywhere but inside an And
	inAnd
)

func (w With) String() string { return text(w) }
func (a And) String() string  { return text(a) }
func (o Or) String() string   { return text(o) }

func (l License) String() string {
	if l.Document == "" && !l.OrLater {
		return l.ID // nearly every one: asked for over and over, it costs nothing
	}
	return text(l)
}

func text(e Expression) string {
	var b strings.Builder
	e.write(&b, inOr)
	return b.String()
}

// Text is e.String(), and "" for nil.
func Text(e Expression) string {
	if e == nil {
		return ""
	}
	return e.String()
}

func (l License) write(b *strings.Builder, _ precedence) {
	if l.Document != "" {
		b.WriteString(documentRef + l.Document + ":")
	}
	b.WriteString(l.ID)
	if l.OrLater {
		b.WriteByte('+')
	}
}

func (w With) write(b *strings.Builder, p precedence) {
	w.License.write(b, p)
	b.WriteString(" WITH ")
	if w.Exception.Document != "" {
		b.WriteString(documentRef + w.Exception.Document + ":")
	}
	b.WriteString(w.Exception.ID)
}

func (a And) write(b *strings.Builder, _ precedence) {
	for i, x := range a {
		if i > 0 {
			b.WriteString(" AND ")
		}
		x.write(b, inAnd)
	}
}

func (o Or) write(b *strings.Builder, within precedence) {
	if within == inAnd {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	for i, x := range o {
		if i > 0 {
			b.WriteString(" OR ")
		}
		x.write(b, inOr)
	}
}

// All joins expressions that all apply: their And, without repetitions, in the order given.
// It is nil for none of them and the operand itself for one. Nil operands are left out.
func All(operands ...Expression) Expression {
	flat := flatten[And](operands)
	if len(flat) < 2 {
		return first(flat)
	}
	return And(flat)
}

// Any joins expressions of which one may be chosen: their Or, as [All] does for And.
func Any(operands ...Expression) Expression {
	flat := flatten[Or](operands)
	if len(flat) < 2 {
		return first(flat)
	}
	return Or(flat)
}

func first(list []Expression) Expression {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

func flatten[T operation](operands []Expression) []Expression {
	if len(operands) == 1 && operands[0] != nil {
		if _, ok := operands[0].(T); !ok { // as mostly
			return operands
		}
	}
	var flat []Expression
	seen := map[string]bool{}
	add := func(e Expression) {
		if e == nil {
			return
		}
		if k := key(e); !seen[k] {
			seen[k] = true
			flat = append(flat, e)
		}
	}
	for _, e := range operands {
		inner, ok := e.(T)
		if !ok {
			add(e)
			continue
		}
		for _, x := range inner {
			add(x)
		}
	}
	return flat
}

// Equal reports whether two expressions are written alike. It does not weigh what they mean. The names
// of a LicenseRef and its document match without regard to case, as SPDX asks.
func Equal(a, b Expression) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return a.String() == b.String() || key(a) == key(b)
}

// key is the same for expressions that are Equal.
func key(e Expression) string { return strings.ToLower(e.String()) }

// isAtom reports whether an expression is one licence or pair.
func isAtom(e Expression) bool {
	switch e.(type) {
	case License, With:
		return true
	}
	return false
}

// Atoms lists the licences and pairs an expression names, each once, in the order of their appearance.
func Atoms(e Expression) []Expression {
	if isAtom(e) {
		return []Expression{e}
	}
	var list []Expression
	seen := map[string]bool{}
	var walk func(Expression)
	walk = func(e Expression) {
		switch e := e.(type) {
		case nil:
		case And:
			for _, x := range e {
				walk(x)
			}
		case Or:
			for _, x := range e {
				walk(x)
			}
		default:
			if k := key(e); !seen[k] {
				seen[k] = true
				list = append(list, e)
			}
		}
	}
	walk(e)
	return slices.Clip(list)
}
