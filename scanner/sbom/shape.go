// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A shaper brings a JSON tree into the shape of a library's type: it compares the two field by
// field and mends what the library could not decode. Special lists the types for which the
// format has rules of its own, whose result is final; extra the fields that a type reads beside those it shows.
type shaper struct {
	log     *log
	special map[reflect.Type]func(s *shaper, v any, at *place) any
	extra   map[reflect.Type]map[string]reflect.Type
	aliases map[string]string // wrong names of fields -> right ones
	fields  map[reflect.Type]map[string]field
}

type field struct {
	name string
	kind reflect.Type
}

// dropped is what a rule returns for a value that is to be left out.
var dropped = &struct{}{}

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

// shape gives the value as t wants it, or dropped.
func (s *shaper) shape(v any, t reflect.Type, at *place) any {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if rule, ok := s.special[t]; ok {
		return rule(s, v, at)
	}
	if v == nil {
		return nil
	}
	if s.opaque(t) {
		return s.tryOpaque(v, t, at)
	}
	switch t.Kind() {
	case reflect.Struct:
		return s.shapeObject(v, t, at)
	case reflect.Slice:
		return s.shapeList(v, t, at)
	case reflect.String:
		return s.shapeString(v, at)
	case reflect.Bool:
		return s.shapeBool(v, at)
	case reflect.Int, reflect.Int64, reflect.Float32, reflect.Float64:
		return s.shapeNumber(v, t, at)
	}
	return v
}

// opaque reports whether a type decodes itself in a way that its fields do not show.
func (s *shaper) opaque(t reflect.Type) bool {
	if _, ok := s.extra[t]; ok {
		return false
	}
	return reflect.PointerTo(t).Implements(unmarshaler)
}

// tryOpaque lets the type decode itself, and leaves out what it refuses.
func (s *shaper) tryOpaque(v any, t reflect.Type, at *place) any {
	text, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(text, reflect.New(t).Interface())
	}
	if err != nil {
		s.log.leaveOut(at, v)
		return dropped
	}
	return v
}

func (s *shaper) shapeObject(v any, t reflect.Type, at *place) any {
	if one, ok := v.([]any); ok && len(one) == 1 {
		if object, ok := one[0].(map[string]any); ok {
			s.log.repair("sbom-repaired-list", at, v)
			v = object
		}
	}
	object, ok := v.(map[string]any)
	if !ok {
		s.log.leaveOut(at, v)
		return dropped
	}
	fields := s.fieldsOf(t)
	s.rename(object, t, at)
	for _, name := range slices.Sorted(maps.Keys(object)) {
		f, known := fields[fold(name)]
		if !known {
			if isStrayField(name) && object[name] != nil {
				s.log.leaveOut(at.field(name), object[name])
			}
			continue
		}
		if shaped := s.shape(object[name], f.kind, at.field(name)); shaped == any(dropped) {
			delete(object, name)
		} else {
			object[name] = shaped
		}
	}
	return object
}

// rename puts fields under their right names. What two names say counts like what one says twice.
func (s *shaper) rename(object map[string]any, t reflect.Type, at *place) {
	if len(s.aliases) == 0 {
		return
	}
	fields := s.fieldsOf(t)
	for _, name := range slices.Sorted(maps.Keys(object)) {
		right, ok := s.aliases[name]
		if !ok || object[name] == nil {
			continue
		}
		if _, known := fields[fold(right)]; !known {
			continue
		}
		s.log.repair("sbom-repaired-field-name", at.field(name), name)
		switch was := object[right]; {
		case was == nil:
			object[right] = object[name]
		case right == "spdxVersion" || reflect.DeepEqual(was, object[name]):
		default:
			object[right] = s.log.both(at.field(right), was, object[name])
		}
		delete(object, name)
	}
}

func (s *shaper) shapeList(v any, t reflect.Type, at *place) any {
	if object, ok := v.(map[string]any); ok && s.isKeyed(object, t.Elem()) {
		s.log.repair("sbom-repaired-list", at, v)
		list := make([]any, 0, len(object))
		for _, name := range slices.Sorted(maps.Keys(object)) {
			list = append(list, object[name])
		}
		v = list
	}
	list, ok := v.([]any)
	if !ok {
		s.log.repair("sbom-repaired-list", at, v)
		list = []any{v}
	}
	kept := make([]any, 0, len(list))
	for i, x := range list {
		if x == nil {
			s.log.repair("sbom-repaired-null", at.element(i), nil)
			continue
		}
		if x = s.shape(x, t.Elem(), at.element(i)); x != any(dropped) && x != nil {
			kept = append(kept, x)
		}
	}
	return kept
}

// isKeyed reports whether an object stands for a list of objects: all its values are such, and
// none of its keys is a field of theirs.
func (s *shaper) isKeyed(object map[string]any, elem reflect.Type) bool {
	for elem.Kind() == reflect.Pointer {
		elem = elem.Elem()
	}
	if elem.Kind() != reflect.Struct || len(object) == 0 {
		return false
	}
	fields := s.fieldsOf(elem)
	for name, v := range object {
		_, isObject := v.(map[string]any)
		if _, known := fields[fold(name)]; known || !isObject {
			return false
		}
	}
	return true
}

func (s *shaper) shapeString(v any, at *place) any {
	switch v := v.(type) {
	case string:
		return v
	case json.Number, bool, int, int64, uint64, float64:
		s.log.repair("sbom-repaired-value", at, v)
		return fmt.Sprint(v)
	case []any:
		if text, ok := joinStrings(v); ok {
			s.log.repair("sbom-repaired-list", at, v)
			return text
		}
	}
	s.log.leaveOut(at, v)
	return dropped
}

func joinStrings(list []any) (string, bool) {
	var words []string
	for _, x := range list {
		w, ok := x.(string)
		if !ok {
			return "", false
		}
		words = append(words, w)
	}
	return strings.Join(words, ", "), true
}

func (s *shaper) shapeBool(v any, at *place) any {
	switch v := v.(type) {
	case bool:
		return v
	case string:
		word := strings.ToLower(strings.TrimSpace(v))
		b, err := strconv.ParseBool(word)
		if err == nil || word == "yes" || word == "no" {
			s.log.repair("sbom-repaired-boolean", at, v)
			return b || word == "yes"
		}
	}
	s.log.leaveOut(at, v)
	return dropped
}

func (s *shaper) shapeNumber(v any, t reflect.Type, at *place) any {
	text := strings.TrimSpace(fmt.Sprint(v))
	whole := t.Kind() == reflect.Int || t.Kind() == reflect.Int64
	if whole {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			if _, isText := v.(string); isText {
				s.log.repair("sbom-repaired-value", at, v)
			}
			return json.Number(strconv.FormatInt(n, 10))
		}
	} else if f, err := strconv.ParseFloat(text, 64); err == nil && f-f == 0 {
		if _, isText := v.(string); isText {
			s.log.repair("sbom-repaired-value", at, v)
		}
		return json.Number(strconv.FormatFloat(f, 'g', -1, 64))
	}
	s.log.leaveOut(at, v)
	return dropped
}

// fieldsOf lists a struct's fields under their folded JSON names, as encoding/json matches them.
func (s *shaper) fieldsOf(t reflect.Type) map[string]field {
	if f, ok := s.fields[t]; ok {
		return f
	}
	fields := map[string]field{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" || name == "" {
			continue
		}
		fields[fold(name)] = field{name, f.Type}
	}
	for name, kind := range s.extra[t] {
		fields[fold(name)] = field{name, kind}
	}
	if s.fields == nil {
		s.fields = map[reflect.Type]map[string]field{}
	}
	s.fields[t] = fields
	return fields
}
