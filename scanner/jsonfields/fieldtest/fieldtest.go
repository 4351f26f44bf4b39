// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package fieldtest holds the fields that a type lists to its tags, for the tests of types that list them: a field that is
// added and not listed would be lost without anybody noticing.
package fieldtest

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"lizenzlotse/scanner/jsonfields"
)

// Hold compares what list writes with the JSON of what tagged makes of the same value, which goes by its tags: of a value
// without anything, with each of its fields, and with all. Fields of an interface type are set to one.
func Hold[T any](t *testing.T, one any, list func(*T, *jsonfields.Writer), tagged func(*T) any) {
	t.Helper()
	var none, all T
	fill(reflect.ValueOf(&all).Elem(), reflect.ValueOf(one))
	values := []*T{&none, &all}
	for i := range reflect.TypeFor[T]().NumField() {
		each := new(T)
		fill(reflect.ValueOf(each).Elem().Field(i), reflect.ValueOf(one))
		values = append(values, each)
	}
	for _, v := range values {
		for _, html := range []bool{false, true} {
			var want bytes.Buffer
			enc := json.NewEncoder(&want)
			enc.SetEscapeHTML(html)
			if err := enc.Encode(tagged(v)); err != nil {
				t.Fatal(err)
			}
			w := jsonfields.Writer{HTML: html}
			list(v, &w)
			if got := string(w.Bytes) + "\n"; got != want.String() || w.Err != nil {
				t.Errorf("%T: %s, not %s (%v)", v, got, want.String(), w.Err)
			}
		}
	}
}

// fill sets a value and everything in it to something that is not empty.
func fill(v, one reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("ein \"ä\"")
	case reflect.Int, reflect.Int64:
		v.SetInt(2)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Interface:
		v.Set(one)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), one)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2)) // of which the second stays as it is
		fill(v.Index(0), one)
		if v.Type().Elem().Kind() == reflect.Interface {
			v.Index(1).Set(one)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for _, key := range []string{"b", "a"} {
			v.SetMapIndex(reflect.ValueOf(key), reflect.ValueOf("value"))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), one)
		}
	default:
		panic("no value for " + v.Type().String())
	}
}
