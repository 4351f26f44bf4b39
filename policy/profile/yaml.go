// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

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

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Limits of the YAML itself, checked before the library sees it.
const (
	maxNesting = 32   // brackets and braces open at once; list dashes on one line
	maxLine    = 4096 // bytes
)

// A reader walks the syntax tree of one file. The first thing that is wrong stays in err, and
// everything after it is skipped.
type reader struct {
	file      string // as given, for errors
	label     string // for origins
	catalogue Catalogue
	err       error
}

// tree gives the one mapping a policy file consists of; nil after an error.
func (r *reader) tree(data []byte) ast.Node {
	if len(data) > MaxFile {
		r.failAt(0, 0, message("profile.too-large", "limit", strconv.Itoa(MaxFile)), inventory.Message{})
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		r.failAt(0, 0, message("profile.encoding"), inventory.Message{})
		return nil
	}
	if line := tooNested(data); line > 0 {
		r.failAt(line, 1, message("profile.nesting", "limit", strconv.Itoa(maxNesting), "line", strconv.Itoa(maxLine)), inventory.Message{})
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
		r.failAt(line, column, message("profile.syntax"), inventory.Message{})
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
		r.failAt(0, 0, message("profile.empty"), inventory.Message{})
		return nil
	case 1:
		return bodies[0]
	}
	r.fail(bodies[1], message("profile.several"))
	return nil
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

func (r *reader) failAt(line, column int, m, hint inventory.Message) {
	if r.err != nil {
		return
	}
	where := r.file
	if line > 0 {
		where += ":" + strconv.Itoa(line) + ":" + strconv.Itoa(max(column, 1))
	}
	r.err = &inventory.Error{Message: m, Where: where, Hint: hint}
}

func (r *reader) fail(n ast.Node, m inventory.Message, hint ...inventory.Message) {
	line, column := position(n)
	var h inventory.Message
	if len(hint) > 0 {
		h = hint[0]
	}
	r.failAt(line, column, m, h)
}

func position(n ast.Node) (line, column int) {
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

func (r *reader) origin(n ast.Node) string {
	line, _ := position(n)
	return r.label + ":" + strconv.Itoa(line)
}

func (r *reader) where(n ast.Node) string {
	line, column := position(n)
	return r.file + ":" + strconv.Itoa(line) + ":" + strconv.Itoa(column)
}

// A pair is a key with its value.
type pair struct {
	name  string
	key   ast.Node
	value ast.Node
}

// pairs lists a mapping in its order.
func (r *reader) pairs(n ast.Node, field string) []pair {
	if r.err != nil {
		return nil
	}
	var list []pair
	seen := map[string]bool{}
	add := func(v *ast.MappingValueNode) {
		name, ok := r.key(v.Key)
		if !ok {
			return
		}
		if seen[name] {
			r.fail(v.Key, message("profile.duplicate", "key", name))
		}
		seen[name] = true
		list = append(list, pair{name, v.Key, v.Value})
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		for _, v := range n.Values {
			add(v)
		}
	case *ast.MappingValueNode:
		add(n)
	default:
		r.wrongKind(n, "profile.want.mapping", field)
	}
	return list
}

func (r *reader) key(n ast.MapKeyNode) (string, bool) {
	switch k := n.(type) {
	case *ast.StringNode:
		return k.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode:
		return n.GetToken().Value, true
	}
	r.fail(n, message("profile.notation"))
	return "", false
}

// fields hands each value of a mapping to the function for its key; a key without one is an error.
func (r *reader) fields(n ast.Node, field string, known map[string]func(pair)) {
	for _, p := range r.pairs(n, field) {
		read, ok := known[p.name]
		if !ok {
			names := slices.Sorted(maps.Keys(known))
			r.fail(p.key, message("profile.key", "key", p.name), hint(p.name, names))
		}
		if r.err != nil {
			return
		}
		read(p)
	}
}

func hint(given string, names []string) inventory.Message {
	if meant := spdx.Nearest(given, names); meant != "" {
		return message("profile.hint.meant", "meant", meant)
	}
	return message("profile.hint.values", "values", strings.Join(names, ", "))
}

// items lists a sequence.
func (r *reader) items(p pair) []ast.Node {
	if s, ok := p.value.(*ast.SequenceNode); ok {
		return s.Values
	}
	r.wrongKind(p.value, "profile.want.list", p.name)
	return nil
}

// text gives a scalar as it was written: a version stays "1.10", a date is no time.
func (r *reader) text(n ast.Node, field string) string {
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
		r.wrongKind(n, "profile.want.text", field)
		return ""
	}
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		r.fail(n, message("profile.missing", "field", field))
	case len(s) > MaxText:
		r.fail(n, message("profile.long", "field", field, "limit", strconv.Itoa(MaxText)))
	}
	return s
}

func (r *reader) truth(p pair) bool {
	if b, ok := p.value.(*ast.BoolNode); ok {
		return b.Value
	}
	r.wrongKind(p.value, "profile.want.bool", p.name)
	return false
}

// wrongKind says what should stand there, or that anchors, aliases and tags are not read at all:
// what is used twice has "extends".
func (r *reader) wrongKind(n ast.Node, key, field string) {
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode, *ast.MappingKeyNode:
		r.fail(n, message("profile.notation"))
	default:
		r.fail(n, message(key, "field", field))
	}
}
