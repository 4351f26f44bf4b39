// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"lizenzlotse/scanner/inventory"
)

// Limits of the fields of a publiccode.yml that are kept. The standard has about a hundred, and three
// levels below its sections; the rest is for its lists and for extensions.
const (
	maxFields     = 5000
	maxFieldDepth = 12
	maxFieldName  = 200 // bytes
)

// fieldList flattens a publiccode.yml.
type fieldList struct {
	fields []inventory.PubliccodeField
	err    error // something was left out
}

// publiccodeFields keeps every field of the file with its place. The error says that some were left out.
func publiccodeFields(root yamlFields, order []string) ([]inventory.PubliccodeField, error) {
	var l fieldList
	for _, name := range order {
		f := root[name]
		l.add(name, f.value, f.line, f.column, 1)
	}
	return l.fields, l.err
}

func (l *fieldList) add(name string, n ast.Node, line, column, depth int) {
	switch {
	case len(l.fields) >= maxFields:
		l.err = fmt.Errorf("more than %d fields", maxFields)
		return
	case len(name) > maxFieldName:
		l.err = fmt.Errorf("the name of a field has more than %d bytes in line %d", maxFieldName, line)
		return
	}
	f := inventory.PubliccodeField{Name: name, Line: max(line, 1), Column: max(column, 1)}
	n = bareNode(n)
	switch x := n.(type) {
	case *ast.SequenceNode:
		f.Kind, f.Length = inventory.PubliccodeList, len(x.Values)
	case *ast.MappingNode, *ast.MappingValueNode:
		f.Kind, f.Length = inventory.PubliccodeSection, len(pairs(n))
	case *ast.BoolNode:
		f.Kind, f.Value = inventory.PubliccodeTruth, strconv.FormatBool(x.Value)
	case *ast.NullNode, nil:
		f.Kind = inventory.PubliccodeEmpty
	default:
		f.Kind = inventory.PubliccodeOther
		if text, ok := scalar(n); ok {
			f.Kind, f.Value, f.Length = inventory.PubliccodeText, inventory.Clip(text, maxField), characters(text)
			switch n.(type) {
			case *ast.IntegerNode, *ast.FloatNode:
				f.Kind = inventory.PubliccodeNumber
			}
		}
	}
	if personal(name) {
		f.Value = ""
	}
	l.fields = append(l.fields, f)
	if f.Length > 0 && depth == maxFieldDepth && (f.Kind == inventory.PubliccodeList || f.Kind == inventory.PubliccodeSection) {
		l.err = fmt.Errorf("more than %d levels in line %d", maxFieldDepth, f.Line)
		return
	}
	switch x := n.(type) {
	case *ast.SequenceNode:
		for i, v := range x.Values {
			at := position(v, f.Line, f.Column)
			l.add(name+"/"+strconv.Itoa(i), v, at.Line, at.Column, depth+1)
		}
	case *ast.MappingNode, *ast.MappingValueNode:
		for _, p := range pairs(n) {
			t := p.Key.GetToken()
			l.add(name+"/"+t.Value, p.Value, t.Position.Line, t.Position.Column, depth+1)
		}
	}
}

// bareNode takes off anchors and tags. Aliases are not followed.
func bareNode(n ast.Node) ast.Node {
	for range maxFieldDepth {
		switch x := n.(type) {
		case *ast.AnchorNode:
			n = x.Value
		case *ast.TagNode:
			n = x.Value
		default:
			return n
		}
	}
	return n
}

func pairs(n ast.Node) []*ast.MappingValueNode {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	}
	return nil
}

// position is where a value begins, or what is given where the library does not know.
func position(n ast.Node, line, column int) token.Position {
	if n != nil {
		if p, ok := n.(*ast.MappingValueNode); ok {
			n = p.Key
		}
		if t := n.GetToken(); t != nil && t.Position != nil {
			return *t.Position
		}
	}
	return token.Position{Line: line, Column: column}
}

// characters counts what a reader counts: letters with their accents as one, line breaks in a row as one.
func characters(text string) int {
	n := 0
	for _, r := range strings.Join(strings.Fields(text), " ") {
		if !unicode.Is(unicode.Mn, r) {
			n++
		}
	}
	return n
}

// personal reports whether a field names a person or how to reach one. That there is one is enough to know.
func personal(name string) bool {
	rest, ok := strings.CutPrefix(name, "maintenance/contacts/")
	if !ok {
		if rest, ok = strings.CutPrefix(name, "maintenance/contractors/"); !ok {
			return false
		}
	}
	_, field, _ := strings.Cut(rest, "/")
	return field != "until" && field != "website"
}
