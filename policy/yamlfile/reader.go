// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package yamlfile reads the YAML files that people write for Lizenzlotse: policies, procedures, decisions,
// declarations. It is strict, so that a slip of the pen is told and not passed over: every complaint names file,
// line, column and a way out, an unknown field is an error with a suggestion, and anchors, aliases and tags
// are refused.
//
// What may stand in a file is what its reader asks for, and nothing else: [Schema] runs the same reader without a
// file and writes down what it asks, so the JSON Schema that editors complete with cannot differ from it.
package yamlfile

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Limits of what is read; what a city writes stays far below them.
const (
	MaxFile = 1 << 20 // bytes of one file; whoever opens it need not return more than one byte beyond
	MaxText = 8 << 10 // bytes of one value
)

// Limits of the YAML itself, checked before the library sees it.
const (
	maxNesting = 32   // brackets and braces open at once; list dashes on one line
	maxLine    = 4096 // bytes
)

// A Reader walks the syntax tree of one file. The first thing that is wrong stays in its error, and
// everything after it is skipped.
type Reader struct {
	file  string // as given, for errors
	label string // for origins
	err   error
}

// New makes a reader: file names the file in errors, label in origins.
func New(file, label string) *Reader { return &Reader{file: file, label: label} }

// Err is the first thing that was wrong, an *[inventory.Error]; nil if nothing was.
func (r *Reader) Err() error { return r.err }

// Tree gives the one mapping a file consists of; nil after an error.
func (r *Reader) Tree(data []byte) ast.Node {
	if len(data) > MaxFile {
		r.failAt(0, 0, inventory.NewMessage("file.too-large", "limit", strconv.Itoa(MaxFile)), inventory.Message{})
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if line := strange(data); line > 0 {
		r.failAt(line, 1, inventory.NewMessage("file.encoding"), inventory.NewMessage("file.hint.encoding"))
		return nil
	}
	if line := tooNested(data); line > 0 {
		r.failAt(line, 1, inventory.NewMessage("file.nesting", "limit", strconv.Itoa(maxNesting), "line", strconv.Itoa(maxLine)), inventory.Message{})
		return nil
	}
	file, err := parseYAML(data)
	if err != nil {
		line, column := 0, 0
		detail := err
		var y yaml.Error
		if errors.As(err, &y) {
			detail = errors.New(y.GetMessage())
			if t := y.GetToken(); t != nil && t.Position != nil {
				line, column = t.Position.Line, t.Position.Column
			}
		}
		r.failAt(line, column, inventory.NewMessage("file.syntax"), inventory.Message{})
		r.err.(*inventory.Error).Cause = detail
		return nil
	}
	var bodies []ast.Node
	for _, d := range file.Docs {
		if d.Body != nil && d.Body.Type() != ast.NullType && d.Body.Type() != ast.CommentType {
			bodies = append(bodies, d.Body)
		}
	}
	switch len(bodies) {
	case 0:
		r.failAt(0, 0, inventory.NewMessage("file.empty"), inventory.Message{})
		return nil
	case 1:
		return bodies[0]
	}
	r.Fail(bodies[1], inventory.NewMessage("file.several"))
	return nil
}

// strange gives the first line that is no UTF-8 text, 0 if there is none.
func strange(data []byte) int {
	number := 0
	for line := range bytes.Lines(data) {
		number++
		if !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0 {
			return number
		}
	}
	return 0
}

// parseYAML turns a panic of the library, which must not meet one, into an error.
func parseYAML(data []byte) (file *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	return parser.ParseBytes(data, 0)
}

// tooNested gives the first line whose length or nesting no policy needs, 0 if there is none. It
// counts brackets in texts and comments too.
func tooNested(data []byte) int {
	open, number := 0, 0
	for line := range bytes.Lines(data) {
		number++
		dashes := 0
		for i, c := range line {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(open-1, 0)
			case '-', '?':
				if i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t' || line[i+1] == '\n' || line[i+1] == '\r' {
					dashes++
				}
			}
		}
		if len(line) > maxLine || open > maxNesting || dashes > maxNesting {
			return number
		}
	}
	return 0
}

func (r *Reader) failAt(line, column int, m, hint inventory.Message) {
	if r.err != nil {
		return
	}
	where := r.file
	if line > 0 {
		where += ":" + strconv.Itoa(line) + ":" + strconv.Itoa(max(column, 1))
	}
	r.err = &inventory.Error{Message: m, Where: where, Hint: hint}
}

// Fail notes what is wrong at a place, with a hint what to do now. Only the first complaint is kept.
func (r *Reader) Fail(n ast.Node, m inventory.Message, hint ...inventory.Message) {
	if _, asking := n.(*asked); asking {
		return
	}
	line, column := position(n)
	var h inventory.Message
	if len(hint) > 0 {
		h = hint[0]
	}
	r.failAt(line, column, m, h)
}

func position(n ast.Node) (line, column int) {
	if _, asking := n.(*asked); asking {
		return 0, 0
	}
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	if m, ok := n.(*ast.MappingValueNode); ok {
		n = m.Key
	}
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 0, 0
	}
	p := n.GetToken().Position
	return p.Line, p.Column
}

// Origin names the line of a place: "dortmund:31".
func (r *Reader) Origin(n ast.Node) string {
	line, _ := position(n)
	return r.label + ":" + strconv.Itoa(line)
}

// Where names a place for an error: file, line and column.
func (r *Reader) Where(n ast.Node) string {
	line, column := position(n)
	return r.file + ":" + strconv.Itoa(line) + ":" + strconv.Itoa(column)
}

// A Place is where a text begins in a file.
type Place struct {
	file         string
	line, column int // of its first character; column 0 where each of its lines has an indent of its own
}

// Place gives that of a text.
func (r *Reader) Place(n ast.Node) Place {
	p := Place{file: r.file}
	p.line, p.column = position(n)
	switch n := n.(type) {
	case *ast.LiteralNode:
		p.line, p.column = p.line+1, 0
	case *ast.StringNode:
		if t := n.Token.Type; t == token.SingleQuoteType || t == token.DoubleQuoteType {
			p.column++
		}
	}
	return p
}

// At names a place inside the text: its line, counted from 1, and column, counted from 0.
func (p Place) At(line, column int) string {
	switch {
	case p.column > 0 && line == 1:
		return fmt.Sprintf("%s:%d:%d", p.file, p.line, p.column+column)
	case line > 0:
		return fmt.Sprintf("%s:%d", p.file, p.line+line-1)
	}
	return fmt.Sprintf("%s:%d", p.file, p.line)
}

// A Pair is a key with its value.
type Pair struct {
	Name  string
	Key   ast.Node
	Value ast.Node
}

// Pairs lists a mapping in its order. Its keys are free: see [Reader.Fields] for those that are not.
func (r *Reader) Pairs(n ast.Node, field string) []Pair {
	if a, asking := n.(*asked); asking {
		return a.free()
	}
	if r.err != nil {
		return nil
	}
	var list []Pair
	seen := map[string]bool{}
	add := func(v *ast.MappingValueNode) {
		name, ok := r.key(v.Key)
		if !ok {
			return
		}
		if seen[name] {
			r.Fail(v.Key, inventory.NewMessage("file.duplicate", "key", name))
		}
		seen[name] = true
		list = append(list, Pair{name, v.Key, v.Value})
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		for _, v := range n.Values {
			add(v)
		}
	case *ast.MappingValueNode:
		add(n)
	default:
		r.wrongKind(n, "file.want.mapping", field)
	}
	return list
}

func (r *Reader) key(n ast.MapKeyNode) (string, bool) {
	switch k := n.(type) {
	case *ast.StringNode:
		return k.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode:
		return n.GetToken().Value, true
	}
	r.Fail(n, inventory.NewMessage("file.notation"))
	return "", false
}

// Fields hands each value of a mapping to the function for its key; a key without one is an error.
func (r *Reader) Fields(n ast.Node, field string, known map[string]func(Pair)) {
	if a, asking := n.(*asked); asking {
		a.fields(known)
		return
	}
	for _, p := range r.Pairs(n, field) {
		read, ok := known[p.Name]
		if !ok {
			names := slices.Sorted(maps.Keys(known))
			r.Fail(p.Key, inventory.NewMessage("file.key", "key", p.Name), Meant(p.Name, names))
		}
		if r.err != nil {
			return
		}
		read(p)
	}
}

// Meant is a hint: the name that was probably meant, or all there are.
func Meant(given string, names []string) inventory.Message {
	if meant := spdx.Nearest(given, names); meant != "" {
		return inventory.NewMessage("file.hint.meant", "meant", meant)
	}
	return inventory.NewMessage("file.hint.values", "values", strings.Join(names, ", "))
}

// Items lists a sequence.
func (r *Reader) Items(p Pair) []ast.Node {
	if a, asking := p.Value.(*asked); asking {
		return a.items()
	}
	if s, ok := p.Value.(*ast.SequenceNode); ok {
		return s.Values
	}
	r.wrongKind(p.Value, "file.want.list", p.Name)
	return nil
}

// Text gives a scalar as it was written: a version stays "1.10", a date is no time. An empty one is an error.
func (r *Reader) Text(n ast.Node, field string) string {
	if a, asking := n.(*asked); asking {
		a.kind("string")
		return ""
	}
	var s string
	switch n := n.(type) {
	case *ast.StringNode:
		s = n.Value
	case *ast.LiteralNode:
		s = n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		s = n.GetToken().Value
	case *ast.NullNode:
		// Nothing was written, which is told below.
	default:
		r.wrongKind(n, "file.want.text", field)
		return ""
	}
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		r.Fail(n, inventory.NewMessage("file.missing", "field", field))
	case len(s) > MaxText:
		r.Fail(n, inventory.NewMessage("file.long", "field", field, "limit", strconv.Itoa(MaxText)))
	}
	return s
}

// Truth reads true or false.
func (r *Reader) Truth(p Pair) bool {
	if a, asking := p.Value.(*asked); asking {
		a.kind("boolean")
		return false
	}
	if b, ok := p.Value.(*ast.BoolNode); ok {
		return b.Value
	}
	r.wrongKind(p.Value, "file.want.bool", p.Name)
	return false
}

// wrongKind says what should stand there, or that anchors, aliases and tags are not read at all:
// what is used twice has "extends".
func (r *Reader) wrongKind(n ast.Node, key, field string) {
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode, *ast.MappingKeyNode:
		r.Fail(n, inventory.NewMessage("file.notation"))
	default:
		r.Fail(n, inventory.NewMessage(key, "field", field))
	}
}
