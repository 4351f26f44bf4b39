// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package redaction

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// maxLeft is how many are told of what is left.
const maxLeft = 20

// from notes whom a confidential component is from: it is taken out there, and may stand elsewhere.
func (r *redactor) from(c *inventory.Component) {
	note := func(s string) {
		if bare := withoutForm(s); letters(bare) >= 4 && !r.own.plain(bare) {
			r.partsOf[bare] = true
		}
	}
	note(c.Supplier)
	for i := range c.Instances {
		if e := c.Instances[i].Entry; e != nil && e.Supplier != nil {
			note(e.Supplier.Name)
		}
	}
}

// left looks in the copy for what may tell who is meant and was not taken out. Our own texts do not count.
func (r *redactor) left(a *assessment.Assessment) []Left {
	x := newFinder()
	parts := slices.Sorted(maps.Keys(r.partsOf))
	for i, s := range parts {
		x.add(s, mark{aName, i}, false)
	}
	found := map[int]*Left{}
	if len(parts) > 0 {
		texts(reflect.ValueOf(a), func(s string) {
			if r.own.texts[s] {
				return
			}
			for _, at := range merge(x.find(s)) {
				l := found[at.mark.n]
				if l == nil {
					l = &Left{Text: parts[at.mark.n], In: s}
					found[at.mark.n] = l
				}
				l.Times++
			}
		})
	}
	var list []Left
	for _, l := range found {
		list = append(list, *l)
	}
	slices.SortFunc(list, func(a, b Left) int { return cmp.Or(b.Times-a.Times, strings.Compare(a.Text, b.Text)) })
	return list[:min(len(list), maxLeft)]
}

// texts gives every text of a value.
func texts(v reflect.Value, each func(string)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return
		}
		if e, ok := v.Interface().(spdx.Expression); ok {
			each(e.String())
			return
		}
		texts(v.Elem(), each)
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), each)
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, k := range keys {
			texts(v.MapIndex(k), each)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			texts(v.Field(i), each)
		}
	case reflect.String:
		if vocabularies[v.Type()] == nil {
			each(v.String())
		}
	}
}

// documentation are the types in which rules, sources and law are told.
var documentation = []reflect.Type{reflect.TypeFor[assessment.Doc](), reflect.TypeFor[assessment.Source](), reflect.TypeFor[assessment.Paragraph](), reflect.TypeFor[assessment.Policy](),
	reflect.TypeFor[inventory.Message](), reflect.TypeFor[inventory.Tool]()}

// listed takes names of confidential components that are words out of lists: there they are no words.
func (r *redactor) listed(s string) string {
	if len(r.plainNames) == 0 {
		return s
	}
	parts := strings.Split(s, ", ")
	for i, part := range parts {
		if m, ok := r.plainNames[part]; ok {
			if l, _ := spdx.LookupLicense(part); l.ID != part {
				parts[i] = r.mark(m, false)
			}
		}
	}
	return strings.Join(parts, ", ")
}

// raw is what becomes of a licence as somebody wrote it: one of the list stays, whoever is called like it.
func (c *copier) raw(s string) string {
	if e, err := spdx.ParseText(s); err == nil && e != nil && listed(e) {
		return s
	}
	return c.text(s)
}

// tells reports whether a text of the copy holds what stands for a confidential component.
func (c *copier) tells(s string) bool {
	if len(c.labels) == 0 {
		return false
	}
	for s != "" {
		i := strings.IndexByte(s, '[')
		if i < 0 {
			return false
		}
		s = s[i:]
		if end := strings.IndexByte(s, ']'); end > 0 && c.labels[s[:end+1]] {
			return true
		}
		s = s[1:]
	}
	return false
}

// args are what becomes of the details of a message: harmless ones where it is about a confidential component, and lists
// in an order that tells nothing where one is among others.
func (c *copier) args(args map[string]string) {
	for k, v := range args {
		if c.inside {
			v = c.harmless(v)
		}
		parts := strings.Split(v, ", ")
		if n := len(parts); n > 1 && slices.ContainsFunc(parts, func(p string) bool { return c.marks[p] }) {
			if strings.HasSuffix(parts[n-1], "…") {
				n--
			}
			slices.Sort(parts[:n])
			v = strings.Join(parts, ", ")
		}
		args[k] = v
	}
}

// shuffle puts places in an order that tells nothing of a confidential component that is quoted among them.
func (r *redactor) shuffle(list []inventory.Evidence) {
	if slices.ContainsFunc(list, func(e inventory.Evidence) bool { return r.marks[e.Quote] }) {
		slices.SortStableFunc(list, func(a, b inventory.Evidence) int {
			return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Quote, b.Quote), a.Line.First-b.Line.First)
		})
	}
}
