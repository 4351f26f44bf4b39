// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package envelope

import (
	"bytes"
	"fmt"
	"regexp"
	"sync"

	"sigs.k8s.io/yaml"
)

// yamlDocuments finds the marks that stand between the documents of a stream. Behind one its document may
// begin in the same line.
var yamlDocuments = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^(?:---|\.\.\.)(?:[ \t\r]|$)`)
})

// yaml opens the documents of a YAML stream.
func (o *opener) yaml(it item) bool {
	if o.probe {
		o.hit = o.hit || likelyYAML(it.text)
		return o.hit
	}
	// The parser needs some hundred bytes for every scalar, so it is asked only after counting.
	values := 0
	for _, mark := range []string{"\n", ",", "[", "{", "- "} {
		values += bytes.Count(it.text, []byte(mark))
	}
	if 2*values > o.limits.Values {
		o.refuse(Large, "")
		return true
	}
	marks := yamlDocuments().FindAllIndex(it.text, o.limits.Documents+1)
	if len(marks) > o.limits.Documents {
		o.refuse(Many, "")
		return true
	}
	var parts []item
	from := 0
	for _, m := range append(marks, []int{len(it.text), len(it.text)}) {
		if part := it.part(from, m[0]); !blankYAML(part.text) {
			parts = append(parts, part)
		}
		from = m[1]
	}
	t := tally{o: o}
	for _, part := range parts {
		if len(parts) > 1 {
			part = part.in(Values)
		}
		t.add(o.yamlDocument(part))
	}
	return t.end()
}

// blankYAML reports whether nothing but comments and directives stands in a text.
func blankYAML(text []byte) bool {
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' && line[0] != '%' {
			return false
		}
	}
	return true
}

func (o *opener) yamlDocument(it item) bool {
	converted, err := toJSON(it.text, true)
	if err != nil {
		// A key that stands twice: the parser keeps the last of them.
		if converted, err = toJSON(it.text, false); err != nil {
			if !yamlMark().Match(it.text) {
				return false
			}
			o.refuse(Syntax, "")
			return true
		}
		defer func(count int) {
			if o.found.Count > count {
				o.problem(Lost, "", 1)
			}
		}(o.found.Count)
	}
	if len(converted) == 0 || converted[0] != '{' {
		return false
	}
	inner := it
	inner.text, inner.yaml, inner.yamlAt, inner.yamlLayer = converted, it.text, it.at, len(it.layers)
	before := len(o.found.Documents)
	found := o.object(inner)
	if documents := o.found.Documents[before:]; len(documents) > 1 {
		for i := range documents { // whose lines are whose does not show
			documents[i].Line, documents[i].Column, documents[i].Lines = 0, 0, nil
		}
	}
	return found
}

// toJSON is the library's conversion, with its panics as errors. The library bounds what aliases may grow to.
func toJSON(text []byte, strict bool) (out []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	if strict {
		return yaml.YAMLToJSONStrict(text)
	}
	return yaml.YAMLToJSON(text)
}
