// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
)

// A value is a JSON value and where it stands; of a member of an object, key and place include its name.
type value struct {
	key string
	raw json.RawMessage
	at  span
}

// maxValues bounds how many members or entries of one object or array are looked at.
const maxValues = 100_000

// members lists an object. start is where raw begins in the manifest.
func members(raw []byte, start int) ([]value, error) { return children(raw, start, '{') }

// elements lists an array.
func elements(raw []byte, start int) ([]value, error) { return children(raw, start, '[') }

// children gives beside an error what stands before it.
func children(raw []byte, start int, opening byte) (list []value, err error) {
	err = visit(raw, start, opening, func(v value) error {
		if len(list) == maxValues {
			return fmt.Errorf("more than %d values", maxValues)
		}
		list = append(list, v)
		return nil
	})
	return list, err
}

// A jsonFile is a manifest that is one JSON object: its members by name, of those with one name the
// last, as package managers do, and all in their order.
type jsonFile struct {
	fields map[string]value
	all    []value
}

// named gives the members of a name that are not null.
func (f jsonFile) named(name string) []value {
	var list []value
	for _, v := range f.all {
		if v.key == name && !v.isNull() {
			list = append(list, v)
		}
	}
	return list
}

// document gives beside an error the members that stand before it.
func document(data []byte) (jsonFile, error) {
	body := bytes.TrimPrefix(data, []byte("\uFEFF"))
	list, err := members(body, len(data)-len(body))
	f := jsonFile{fields: make(map[string]value, len(list)), all: list}
	for _, v := range list {
		f.fields[v.key] = v
	}
	return f, err
}

func (v value) isNull() bool { return v.raw == nil || string(v.raw) == "null" }

// text is the string a value is, "" for anything else.
func (v value) text() string {
	s, _ := v.asText()
	return s
}

func (v value) asText() (string, bool) {
	if len(v.raw) == 0 || v.raw[0] != '"' {
		return "", false
	}
	s, ok := quick(v.raw)
	if ok {
		return s, true
	}
	err := json.Unmarshal(v.raw, &s)
	return s, err == nil
}

// texts lists the strings of an array, or the one string that stands in place of it.
func (v value) texts() ([]string, error) {
	if s, ok := v.asText(); ok {
		return []string{s}, nil
	}
	list, err := elements(v.raw, v.at.end-len(v.raw))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range list {
		s, ok := e.asText()
		if !ok {
			return nil, fmt.Errorf("string expected at byte %d", e.at.start)
		}
		out = append(out, s)
	}
	return out, nil
}

// field is the string member of an object, the last of several; "" if there is none, or no object.
func (v value) field(name string) string {
	found := ""
	for s := range v.strings(name) {
		found = s
	}
	return found
}

// differing lists what an object has under any of the names, up to the second string that differs.
func (v value) differing(names ...string) []string {
	var found []string
	for s := range v.strings(names...) {
		if s != "" && !slices.Contains(found, s) {
			if found = append(found, s); len(found) == 2 {
				break
			}
		}
	}
	return found
}

// strings gives the values of the members of an object that have one of the names; "" for one that is no string.
func (v value) strings(names ...string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if len(v.raw) == 0 || v.raw[0] != '{' {
			return
		}
		list, err := members(v.raw, v.at.end-len(v.raw))
		if err != nil {
			return
		}
		for _, m := range list {
			if slices.Contains(names, m.key) && !yield(m.text()) {
				return
			}
		}
	}
}
