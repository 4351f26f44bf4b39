// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import (
	"bufio"
	"encoding/json"
	"io"
	"reflect"
	"runtime"
	"strings"
	"sync"

	"lizenzlotse/scanner/jsonfields"
)

// lines writes JSON without ever having all of it in memory: a line for every field, and one for every
// element of a list.
type lines struct {
	w   *bufio.Writer
	err error // the first of encoding; those of writing are kept by w
}

func newLines(w io.Writer) *lines { return &lines{w: bufio.NewWriterSize(w, 1<<16)} }

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

// piece is how many elements of a list are encoded at a time, and parts into how many at least a short one is taken apart, whose
// elements may be long.
const piece, parts = 128, 8

// list encodes pieces of a list side by side and writes them in their order.
func (l *lines) list(indent int, v reflect.Value) {
	l.w.WriteByte('[')
	size := min(piece, v.Len()/parts+1)
	turns := make(chan chan *jsonfields.Writer, runtime.GOMAXPROCS(0))
	go func() {
		defer close(turns)
		for from := 0; from < v.Len(); from += size {
			turn := make(chan *jsonfields.Writer, 1)
			turns <- turn
			go func() { turn <- encodeList(v, from, min(from+size, v.Len()), indent+1) }()
		}
	}()
	for turn := range turns {
		l.take(<-turn)
	}
	l.newline(indent)
	l.w.WriteByte(']')
}

func (l *lines) value(v reflect.Value) {
	e := encodings.Get().(*jsonfields.Writer)
	encode(e, v)
	l.take(e)
}

// take writes what was encoded, unless something before it could not be.
func (l *lines) take(e *jsonfields.Writer) {
	if l.err == nil {
		l.err = e.Err
	}
	if l.err == nil {
		l.w.Write(e.Bytes)
	}
	e.Bytes, e.Err = e.Bytes[:0], nil
	encodings.Put(e)
}

var encodings = sync.Pool{New: func() any { return new(jsonfields.Writer) }}

// encodeList encodes the elements from up to to, each on its line.
func encodeList(v reflect.Value, from, to, indent int) *jsonfields.Writer {
	e := encodings.Get().(*jsonfields.Writer)
	for i := from; i < to && e.Err == nil; i++ {
		if i > 0 {
			e.Bytes = append(e.Bytes, ',')
		}
		e.Bytes = append(append(e.Bytes, '\n'), spaces[:indent]...)
		encode(e, v.Index(i))
	}
	return e
}

// encode encodes a value as [json.Marshal] does those that marshal themselves; in any other,
// characters that mean something in HTML stay as they are.
func encode(e *jsonfields.Writer, v reflect.Value) {
	if v.CanAddr() {
		x := v.Addr().Interface()
		if s, ok := x.(jsonfields.Lister); ok {
			_, e.HTML = x.(json.Marshaler)
			s.ListJSON(e)
			return
		}
	}
	e.HTML = false
	e.Encode(v.Interface())
}

const spaces = "      "

func (l *lines) newline(indent int) {
	l.w.WriteByte('\n')
	l.w.WriteString(spaces[:indent])
}
