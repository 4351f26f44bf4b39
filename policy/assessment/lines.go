// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"strings"
)

// lines writes JSON without ever having all of it in memory: a line for every field, and one for every
// element of a list.
type lines struct {
	w   *bufio.Writer
	buf bytes.Buffer
	enc *json.Encoder
	err error // the first of encoding; those of writing are kept by w
}

func newLines(w io.Writer) *lines {
	l := &lines{w: bufio.NewWriterSize(w, 1<<16)}
	l.enc = json.NewEncoder(&l.buf)
	l.enc.SetEscapeHTML(false)
	return l
}

// object writes a struct, those embedded in it as its own fields.
func (l *lines) object(indent int, v reflect.Value) {
	l.w.WriteByte('{')
	l.fields(indent+1, v, true)
	l.newline(indent)
	l.w.WriteByte('}')
}

// fields writes those of a struct; it reports whether the next one is still the first.
func (l *lines) fields(indent int, v reflect.Value, first bool) bool {
	for i := range v.NumField() {
		t, f := v.Type().Field(i), v.Field(i)
		if t.Anonymous {
			first = l.fields(indent, f.Elem(), first)
			continue
		}
		name, options, _ := strings.Cut(t.Tag.Get("json"), ",")
		if options == "omitempty" && (f.IsZero() || f.Kind() == reflect.Slice && f.Len() == 0) {
			continue
		}
		if !first {
			l.w.WriteByte(',')
		}
		first = false
		l.newline(indent)
		l.w.WriteString(`"` + name + `": `)
		switch {
		case f.Kind() == reflect.Pointer && f.Type().Elem() == reflect.TypeFor[judgement]():
			l.object(indent, f.Elem())
		case f.Kind() == reflect.Slice && f.Len() > 0:
			l.list(indent, f)
		default:
			l.value(f)
		}
	}
	return first
}

func (l *lines) list(indent int, v reflect.Value) {
	l.w.WriteByte('[')
	for i := range v.Len() {
		if i > 0 {
			l.w.WriteByte(',')
		}
		l.newline(indent + 1)
		l.value(v.Index(i))
	}
	l.newline(indent)
	l.w.WriteByte(']')
}

func (l *lines) value(v reflect.Value) {
	if l.err != nil {
		return
	}
	l.buf.Reset()
	if l.err = l.enc.Encode(v.Interface()); l.err == nil {
		l.w.Write(bytes.TrimSuffix(l.buf.Bytes(), []byte("\n")))
	}
}

const spaces = "      "

func (l *lines) newline(indent int) {
	l.w.WriteByte('\n')
	l.w.WriteString(spaces[:indent])
}
