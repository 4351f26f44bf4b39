// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package yamlfile

import (
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Schema gives the JSON Schema (draft 2020-12) of a file by asking read what it would read: in place of a file, read
// gets a tree that stands for everything it asks for. Describe says what the field at a path is for ("rules",
// "own.paths", "licences.*.class"); "" says nothing.
func Schema(read func(r *Reader, root ast.Node), describe func(path string) string) map[string]any {
	root := &asked{}
	read(New("", ""), root)
	schema := root.schema(describe)
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	return schema
}

// asked stands for a place of a file that is not there, and keeps what its reader asked for. The node it embeds is nil.
type asked struct {
	ast.Node
	path     string
	keywords map[string]any
	known    map[string]*asked // of a mapping, its fields
	any      *asked            // of a list its items, of a mapping with free keys its values
	list     bool
	required []string
	others   []*asked // what may stand there instead of each other
}

func (a *asked) at(name string) *asked {
	return &asked{path: strings.TrimPrefix(a.path+"."+name, ".")}
}

func (a *asked) set(keyword string, value any) {
	if a.keywords == nil {
		a.keywords = map[string]any{}
	}
	a.keywords[keyword] = value
}

func (a *asked) kind(kind string) {
	a.set("type", kind)
	if kind == "string" {
		a.set("minLength", 1)
	}
}

func (a *asked) choice(values []string) {
	a.keywords = map[string]any{"enum": values}
}

func (a *asked) format(name string)    { a.set("format", name) }
func (a *asked) pattern(regexp string) { a.set("pattern", regexp) }

func (a *asked) number(least, most int) {
	a.keywords = map[string]any{"type": "integer", "minimum": least, "maximum": most}
}

func (a *asked) fields(known map[string]func(Pair)) {
	if a.known == nil {
		a.known = map[string]*asked{}
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		field := a.at(name)
		a.known[name] = field
		known[name](Pair{Name: name, Key: field, Value: field})
	}
}

func (a *asked) free() []Pair {
	a.any = a.at("*")
	return []Pair{{Name: "*", Key: a.any, Value: a.any}}
}

func (a *asked) items() []ast.Node {
	if a.any == nil {
		a.any, a.list = &asked{path: a.path}, true
	}
	return []ast.Node{a.any}
}

func (a *asked) require(field string) {
	if !slices.Contains(a.required, field) {
		a.required = append(a.required, field)
	}
}

// either asks for the one and the other of what may stand at this place.
func (a *asked) either(ways ...func()) {
	required := a.required
	for _, way := range ways {
		*a = asked{path: a.path, others: a.others}
		way()
		this := *a
		this.others = nil
		*a = asked{path: a.path, others: append(a.others, &this)}
	}
	a.required = required
}

// schema writes down what was asked for.
func (a *asked) schema(describe func(path string) string) map[string]any {
	s := maps.Clone(a.keywords)
	if s == nil {
		s = map[string]any{}
	}
	switch {
	case a.list:
		s["type"], s["items"] = "array", a.any.schema(a.below(describe))
	case a.any != nil:
		s["type"], s["additionalProperties"] = "object", a.any.schema(describe)
	case a.known != nil:
		properties := map[string]any{}
		for name, field := range a.known {
			properties[name] = field.schema(describe)
		}
		s["type"], s["properties"], s["additionalProperties"] = "object", properties, false
	}
	if len(a.others) > 0 {
		var ways []any
		for _, o := range a.others {
			// Whatever way it is written, it needs the same; only a mapping has fields to need.
			if o.known != nil {
				o.required = append(o.required, a.required...)
			}
			ways = append(ways, o.schema(a.below(describe)))
		}
		s["anyOf"] = ways
	} else if len(a.required) > 0 {
		slices.Sort(a.required)
		s["required"] = slices.Compact(a.required)
	}
	if a.path != "" {
		if text := describe(a.path); text != "" {
			s["description"] = text
		}
	}
	return s
}

// below describes everything but the place itself, which is described once.
func (a *asked) below(describe func(path string) string) func(path string) string {
	return func(path string) string {
		if path == a.path {
			return ""
		}
		return describe(path)
	}
}
