// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx3

import (
	"bytes"
	"encoding/json"
	"errors"
)

// ErrDepth is what Parse returns for values within one another beyond the limit.
var ErrDepth = errors.New("nested too deeply")

// Parse reads a document. Text that is no JSON is the error of package encoding/json; else everything
// that can be read is, and report is told what was mended or left out. Values within one another
// beyond depth are ErrDepth.
func Parse(text []byte, depth int, report func(Fault)) (*Graph, error) {
	if !json.Valid(text) {
		var raw json.RawMessage
		return nil, json.Unmarshal(text, &raw)
	}
	g := &Graph{byID: map[string][]*Element{}, outside: map[string]bool{}, prefixes: map[string]string{}, report: report}
	p := &parser{text: text, names: map[string]string{}, line: 1, depth: depth, graph: g}
	top := p.value(nil, nil, "", -1, 0)
	if p.err != nil {
		return nil, p.err
	}
	g.build(top)
	return g, nil
}

// A parser walks over text that is known to be JSON.
type parser struct {
	text  []byte
	at    int
	names map[string]string // one copy of each name
	line  int
	lined int // up to where lines are counted
	depth int
	err   error
	graph *Graph
}

// value adds what stands here to values: a list adds its elements, those of lists inside it too.
func (p *parser) value(values []Value, in *Element, name string, index, depth int) []Value {
	p.blank()
	if p.err != nil || p.at >= len(p.text) {
		return values
	}
	switch p.text[p.at] {
	case '{', '[':
		if depth >= p.depth {
			p.err = ErrDepth
			return values
		}
		if p.text[p.at] == '{' {
			return append(values, Value{Node: p.object(in, name, index, depth+1), Kind: Object})
		}
		return p.list(values, in, name, depth+1)
	case '"':
		return append(values, Value{Text: p.string()})
	case 't', 'f':
		return append(values, Value{Text: p.word(), Kind: Boolean})
	case 'n':
		p.word()
		return values
	default:
		return append(values, Value{Text: p.word(), Kind: Number})
	}
}

func (p *parser) list(values []Value, in *Element, name string, depth int) []Value {
	for p.at++; ; {
		p.blank()
		switch {
		case p.err != nil || p.text[p.at] == ']':
			p.at++
			return values
		case p.text[p.at] == ',':
			p.at++
			continue
		case p.text[p.at] == 'n':
			p.graph.report(Fault{Kind: Null, Where: Place{in, name}})
		}
		values = p.value(values, in, name, len(values), depth)
	}
}

// manyKeys is from where on an object's names are looked up rather than compared one by one.
const manyKeys = 24

func (p *parser) object(in *Element, name string, index, depth int) *Element {
	p.line += bytes.Count(p.text[p.lined:p.at], []byte("\n"))
	p.lined = p.at
	e := &Element{in: in, name: name, index: index, Line: p.line}
	var known map[string]int
	for p.at++; ; {
		p.blank()
		if p.err != nil || p.text[p.at] == '}' {
			p.at++
			return e
		}
		if p.text[p.at] == ',' {
			p.at++
			continue
		}
		key := p.key()
		p.blank()
		p.at++ // the colon
		p.blank()
		index := -1
		isList := p.text[p.at] == '['
		if isList {
			index = 0
		}
		at := e.find(key, known)
		if at < 0 {
			at = len(e.Properties)
			e.Properties = append(e.Properties, Property{Name: key, List: isList})
			if known != nil {
				known[key] = at
			} else if len(e.Properties) > manyKeys {
				known = map[string]int{}
				for i, p := range e.Properties {
					known[p.Name] = i
				}
			}
		} else {
			p.graph.report(Fault{Kind: Twice, Where: Place{e, key}})
		}
		old := &e.Properties[at]
		old.Values = p.value(old.Values, e, key, index, depth)
	}
}

func (e *Element) find(name string, known map[string]int) int {
	if known != nil {
		if i, ok := known[name]; ok {
			return i
		}
		return -1
	}
	for i := range e.Properties {
		if e.Properties[i].Name == name {
			return i
		}
	}
	return -1
}

func (p *parser) blank() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\r', '\n':
			p.at++
		default:
			return
		}
	}
}

// word reads a number or true, false, null.
func (p *parser) word() string {
	start := p.at
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\r', '\n', ',', ']', '}':
			return string(p.text[start:p.at])
		}
		p.at++
	}
	return string(p.text[start:])
}

// quoted gives the string that begins here with its quotation marks.
func (p *parser) quoted() (raw []byte, plain bool) {
	start := p.at
	plain = true
	for p.at++; p.at < len(p.text); p.at++ {
		switch b := p.text[p.at]; {
		case b == '\\':
			plain = false
			p.at++
		case b >= 0x80:
			plain = false // its UTF-8 may be wrong
		case b == '"':
			p.at++
			return p.text[start:p.at], plain
		}
	}
	return p.text[start:], plain
}

func (p *parser) string() string {
	raw, plain := p.quoted()
	if plain && len(raw) >= 2 {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		p.err = err
	}
	return s
}

func (p *parser) key() string {
	start := p.at
	raw, _ := p.quoted()
	if name, ok := p.names[string(raw)]; ok {
		return name
	}
	p.at = start
	name := p.string()
	p.names[string(raw)] = name
	return name
}
