// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"sync"
	"unicode"
)

// decodeTree reads JSON into maps, lists and json.Numbers. Where an object has a key twice,
// nothing gets lost: lists become one, and two licences become a list. Of anything else the last
// counts, as it does for the libraries, and that something got lost is said.
func (r *reading) decodeTree(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return r.decodeValue(d, &place{}, 0)
}

func (r *reading) decodeValue(d *json.Decoder, at *place, depth int) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, r.syntaxError(err, d.InputOffset())
	}
	delim, ok := token.(json.Delim)
	if !ok {
		return token, nil
	}
	if depth > MaxDepth {
		return nil, r.tooDeep(d.InputOffset())
	}
	if delim == '[' {
		list := []any{}
		for i := 0; d.More(); i++ {
			v, err := r.decodeValue(d, at.element(i), depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = d.Token()
		return list, r.syntaxError(err, d.InputOffset())
	}
	object := map[string]any{}
	spelt := map[string]string{} // names as encoding/json compares them -> as they came first
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, r.syntaxError(err, d.InputOffset())
		}
		name, _ := key.(string)
		same := fold(name)
		if right := spellings()[same]; right != "" {
			name = right
		} else if first := spelt[same]; first != "" {
			name = first
		} else {
			spelt[same] = name
		}
		v, err := r.decodeValue(d, at.field(name), depth+1)
		if err != nil {
			return nil, err
		}
		if old, twice := object[name]; twice {
			v = r.log.both(at.field(name), old, v)
		}
		object[name] = v
	}
	_, err = d.Token()
	return object, r.syntaxError(err, d.InputOffset())
}

// fold gives one spelling to all names that are the same to encoding/json: it knows no upper and
// lower case, and takes the long s for an s.
func fold(name string) string {
	return strings.Map(func(c rune) rune {
		least := c
		for x := unicode.SimpleFold(c); x != c; x = unicode.SimpleFold(x) {
			least = min(least, x)
		}
		return least
	}, name)
}

// licenseKeys hold a licence: when one stands twice in an object, both count.
var licenseKeys = map[string]bool{
	"license": true, "licenses": true, "expression": true, "id": true, "licenseDeclared": true, "licenseConcluded": true,
}

// spellings are the right ones of the fields that our own rules look for.
var spellings = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for name := range strings.FieldsSeq("license licenses expression id name url text licenseId licenseDeclared licenseConcluded bomFormat specVersion version vulnerabilities") {
		m[fold(name)] = name
	}
	return m
})

// both gives one value for the two that a field has.
func (l *log) both(at *place, first, second any) any {
	a, isList := first.([]any)
	b, areLists := second.([]any)
	v := second
	switch {
	case second == nil:
		v = first
	case first == nil:
	case isList && areLists:
		v = append(a, b...)
	case isList:
		v = append(a, second)
	case licenseKeys[at.name] || at.name == "name" && at.in.name == "license":
		v = []any{first, second}
		if areLists {
			v = append([]any{first}, b...)
		}
	case !at.matters() || reflect.DeepEqual(first, second):
	default:
		l.lose("sbom-duplicate-key", at, at.name)
		return second
	}
	l.repair("sbom-repaired-duplicate-key", at, at.name)
	return v
}

// syntaxError puts the position into an error of encoding/json. Nil stays nil.
func (r *reading) syntaxError(err error, at int64) error {
	if err == nil {
		return nil
	}
	var syntax *json.SyntaxError
	var shape *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at = max(syntax.Offset, 1)
	case errors.As(err, &shape):
		at = max(shape.Offset, 1)
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		at = int64(len(r.text))
	}
	return r.fail("sbom.syntax", at, err)
}
