// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package envelope

import (
	"bytes"
	"lizenzlotse/scanner/loosejson"
	"slices"
	"strings"
)

// text opens a text of any kind. It reports whether an SBOM or an attestation is in it, read or refused.
func (o *opener) text(it item) bool {
	if len(it.layers) > MaxLayers {
		return o.tooDeep(it)
	}
	if mark := "\ufeff"; bytes.HasPrefix(it.text, []byte(mark)) {
		it = it.part(len(mark), len(it.text))
	}
	start := loosejson.SkipBlank(it.text, 0)
	if start == len(it.text) {
		return false
	}
	switch it.text[start] {
	case '{', '[', '"':
		return o.values(it)
	}
	it = it.part(len(it.text)-len(bytes.TrimLeft(it.text, " \t\r\n")), len(it.text))
	if form := textForm(it.text); form != "" {
		o.document(it, form)
		return true
	}
	if likelyBase64(it.text) {
		decoded, ok := decodeBase64(it.text)
		return ok && o.text(it.decoded(decoded).in(Base64))
	}
	return beginsAsYAML(it.text) && o.yaml(it)
}

// tooDeep refuses what stands in too many layers, if it may be one of ours.
func (o *opener) tooDeep(it item) bool {
	text := bytes.TrimSpace(it.text)
	if len(text) == 0 || !hasMark(text) && !likelyBase64(text) && textForm(text) == "" {
		return false
	}
	o.refuse(Layers, "")
	return true
}

// A tally is kept of things that stand side by side. Those that are no SBOM are refused if one of them is.
type tally struct {
	o       *opener
	some    bool
	others  int
	numbers []int  // of the first others
	words   string // the first that stand between them
}

// add notes whether an SBOM or an attestation is in the next one.
func (t *tally) add(found bool) {
	if t.some = t.some || found; found || t.o.stop() {
		return
	}
	t.others++
	t.o.found.Count++
	if len(t.numbers) < maxNumbers {
		t.numbers = append(t.numbers, t.o.found.Count)
	}
}

// end reports whether one was found.
func (t *tally) end() bool {
	if !t.some {
		t.o.found.Count -= t.others
		return false
	}
	if t.others > 0 {
		t.o.problem(Other, "", t.others, t.numbers...)
	}
	if t.words != "" {
		t.o.problem(Between, t.words, 1)
	}
	return true
}

// values opens the JSON values that follow one another in a text.
func (o *opener) values(it item) bool {
	if isSeveral(it.text) {
		it = it.in(Values)
	}
	t := tally{o: o}
	eachValue(it.text, func(from, end int, value bool) bool {
		if value {
			t.add(o.value(it.part(from, end)))
		} else if t.words == "" {
			t.words = string(bytes.TrimSpace(it.text[from:min(end, from+maxName)]))
		}
		return !o.stop()
	})
	return t.end()
}

// isSeveral reports whether another value follows the first one.
func isSeveral(text []byte) bool {
	count := 0
	eachValue(text, func(_, _ int, value bool) bool {
		if value {
			count++
		}
		return count < 2
	})
	return count == 2
}

// value opens one JSON value.
func (o *opener) value(it item) bool {
	switch {
	case len(it.text) == 0:
		return false
	case len(it.layers) > MaxLayers:
		return o.tooDeep(it)
	}
	switch it.text[0] {
	case '{':
		return o.object(it)
	case '[':
		return o.list(it)
	case '"':
		s, ok := stringOf(it.text)
		return ok && likelyWrapped(s) && o.text(it.decoded([]byte(s)).in(String))
	}
	return false
}

// likelyWrapped reports whether a string begins like something that has an SBOM in it.
func likelyWrapped(s string) bool {
	s = strings.TrimLeft(strings.TrimPrefix(s, "\ufeff"), " \t\r\n")
	if s == "" {
		return false
	}
	switch s[0] {
	case '{', '[', '<', '"', '#', '/':
		return true
	}
	return strings.HasPrefix(s, "SPDX") || strings.HasPrefix(s, "DataLicense") || likelyBase64([]byte(s)) ||
		strings.Contains(s, "\n") && likelyYAML([]byte(s)) // one field of YAML is only an example
}

// list opens the elements of a list.
func (o *opener) list(it item) bool {
	it = it.in(List)
	t := tally{o: o}
	eachElement(it.text, func(from, end int) bool {
		t.add(o.value(it.part(from, end)))
		return !o.stop()
	})
	return t.end()
}

// object opens an object: an SBOM, one of the known envelopes, or a wrapper.
func (o *opener) object(it item) bool {
	if form := objectForm(it.text); form != "" {
		if it.yaml != nil && form == SPDXJSON {
			form = SPDXYAML
		} else if it.yaml != nil {
			it.layers = slices.Insert(slices.Clone(it.layers), it.yamlLayer, YAML)
		}
		o.document(it, form)
		return true
	}
	s := shapeOf(it.text)
	word := func(at []span) string {
		if len(at) == 0 {
			return ""
		}
		text, _ := stringOf(it.text[at[0].from:at[0].end])
		return text
	}
	switch {
	case len(s.payload) > 0 && (strings.Contains(word(s.payloadType), "/") || len(s.payloadType) > 0 && len(s.signatures) > 0):
		return o.dsse(it, s, word(s.payloadType))
	case strings.Contains(word(s.typed), "in-toto.io/"), word(s.predicateType) != "" && len(s.predicate) > 0:
		return o.statement(it, s, word(s.predicateType))
	case len(s.dsse) > 0:
		o.twice(s.dsse, "dsseEnvelope")
		o.beside(it, s.dsse)
		return o.each(it.in(Bundle), s.dsse, word(s.media))
	case len(s.message) > 0 && strings.Contains(word(s.media), "sigstore"):
		o.refuse(Predicate, word(s.media))
		return true
	case word(s.apiVersion) != "" && word(s.kind) != "":
		return o.resource(it.in(Kubernetes), 0)
	}
	return o.wrapper(it, s)
}

// twice notes that a field stands more than once.
func (o *opener) twice(at []span, name string) {
	if len(at) > 1 {
		o.problem(Duplicate, name, 1)
	}
}

// beside notes what may be an SBOM or a part of one among the members of an object that are not opened.
func (o *opener) beside(it item, opened []span) {
	if o.probe {
		return
	}
	eachMember(it.text, func(key string, from, end int) bool {
		if len(opened) > 0 && opened[0] == (span{from, end}) { // they stand in the same order
			opened = opened[1:]
		} else if value := it.text[from:end]; hasMark(value) || hasPart(value) || hasPart([]byte(`"`+key+`"`)) {
			o.problem(Beside, key, 1)
		}
		return true
	})
}

// each opens all the values. What is none of ours is refused by its name.
func (o *opener) each(it item, values []span, name string) bool {
	for _, v := range values {
		if !o.stop() && !o.value(it.part(v.from, v.end)) {
			o.refuse(Predicate, name)
		}
	}
	return true
}

// dsse opens the payload of an envelope, which is base64 and by some writers the text itself.
func (o *opener) dsse(it item, s shape, name string) bool {
	if o.hit = true; o.probe {
		return true
	}
	o.twice(s.payload, "payload")
	o.beside(it, s.payload)
	in := it.in(DSSE)
	for _, at := range s.signatures {
		in.signed = in.signed || bytes.Contains(it.text[at.from:at.end], []byte(`"sig"`))
	}
	for _, at := range s.payload {
		payload, ok := stringOf(it.text[at.from:at.end])
		if !ok { // an object
			if !o.value(in.part(at.from, at.end)) {
				o.refuse(Encoding, name)
			}
			continue
		}
		text, ok := decodeBase64([]byte(payload))
		if !ok {
			text = []byte(payload)
		}
		if !o.text(in.decoded(text)) {
			if ok {
				o.refuse(Predicate, name)
			} else {
				o.refuse(Encoding, name)
			}
		}
	}
	return true
}

// statement opens what an in-toto statement says.
func (o *opener) statement(it item, s shape, name string) bool {
	if o.hit = true; o.probe {
		return true
	}
	o.twice(s.predicateType, "predicateType")
	o.twice(s.predicate, "predicate")
	o.beside(it, s.predicate)
	in := it.in(InToto)
	for _, at := range s.predicate {
		inner := in.part(at.from, at.end)
		if o.value(inner) {
			continue
		}
		data := false // cosign puts what it does not know under this name
		eachMember(inner.text, func(key string, from, end int) bool {
			if strings.EqualFold(key, "Data") && o.value(inner.part(from, end)) {
				data = true
			}
			return true
		})
		if !data {
			o.refuse(Predicate, name)
		}
	}
	if len(s.predicate) == 0 {
		o.refuse(Predicate, name)
	}
	return true
}

// maxInside is how deep a document may stand in a Kubernetes resource.
const maxInside = 8

// resource looks for documents anywhere in a resource: lists have items, reports a report, others a
// spec, a status, or data of which the values are strings.
func (o *opener) resource(it item, depth int) bool {
	some := false
	visit := func(from, end int) bool {
		switch part := it.part(from, end); it.text[from] {
		case '{', '[':
			switch {
			case part.text[0] == '{' && objectForm(part.text) != "":
				some = o.object(part) || some
			case depth < maxInside:
				some = o.resource(part, depth+1) || some
			default:
				some = o.tooDeep(part) || some
			}
		case '"':
			some = o.value(part) || some
		}
		return !o.stop()
	}
	if it.text[0] == '[' {
		eachElement(it.text, visit)
	} else {
		eachMember(it.text, func(_ string, from, end int) bool { return from >= end || visit(from, end) })
	}
	return some
}

// wrapper opens an object that has a document under one of the usual names, under the only one it has, or under each.
func (o *opener) wrapper(it item, s shape) bool {
	const most = 100
	in := it.in(Wrapper)
	some := false
	switch {
	case len(s.wrapped) > 0:
		for _, at := range s.wrapped {
			some = !o.stop() && at.from < at.end && o.value(in.part(at.from, at.end)) || some
		}
		if some {
			o.beside(it, s.wrapped)
		}
	case s.members == 1 && s.only.from < s.only.end:
		some = o.value(in.part(s.only.from, s.only.end))
	case s.members > 1 && s.members <= most && allDocuments(it.text):
		eachMember(it.text, func(_ string, from, end int) bool {
			some = o.value(in.part(from, end)) || some
			return !o.stop()
		})
	}
	return some
}

// allDocuments reports whether all members of an object are documents or hold one and nothing else, as
// where there is one for each platform.
func allDocuments(text []byte) bool {
	all := true
	eachMember(text, func(_ string, from, end int) bool {
		value := text[from:end]
		if all = len(value) > 0 && value[0] == '{'; all && objectForm(value) == "" {
			inner := shapeOf(value)
			all = inner.members == 1 && objectForm(value[inner.only.from:inner.only.end]) != ""
		}
		return all
	})
	return all
}
