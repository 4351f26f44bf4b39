// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"runtime"
	"strings"
	"sync"
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

// piece is how many elements of a list are encoded at a time.
const piece = 128

// list encodes pieces of a list side by side and writes them in their order.
func (l *lines) list(indent int, v reflect.Value) {
	l.w.WriteByte('[')
	turns := make(chan chan *encoding, runtime.GOMAXPROCS(0))
	go func() {
		defer close(turns)
		for from := 0; from < v.Len(); from += piece {
			turn := make(chan *encoding, 1)
			turns <- turn
			go func() { turn <- encodeList(v, from, min(from+piece, v.Len()), indent+1) }()
		}
	}()
	for turn := range turns {
		l.take(<-turn)
	}
	l.newline(indent)
	l.w.WriteByte(']')
}

func (l *lines) value(v reflect.Value) {
	e := encodings.Get().(*encoding)
	e.value(v)
	l.take(e)
}

// take writes what was encoded, unless something before it could not be.
func (l *lines) take(e *encoding) {
	if l.err == nil {
		l.err = e.err
	}
	if l.err == nil {
		l.w.Write(e.buf.Bytes())
	}
	e.buf.Reset()
	e.err = nil
	encodings.Put(e)
}

// An encoding is a piece of JSON.
type encoding struct {
	buf bytes.Buffer
	enc *json.Encoder
	err error
}

var encodings = sync.Pool{New: func() any {
	e := new(encoding)
	e.enc = json.NewEncoder(&e.buf)
	return e
}}

// encodeList encodes the elements from up to to, each on its line.
func encodeList(v reflect.Value, from, to, indent int) *encoding {
	e := encodings.Get().(*encoding)
	for i := from; i < to && e.err == nil; i++ {
		if i > 0 {
			e.buf.WriteByte(',')
		}
		e.buf.WriteByte('\n')
		e.buf.WriteString(spaces[:indent])
		e.value(v.Index(i))
	}
	return e
}

// value encodes a value as [json.Marshal] does those that say what is saved of them; in any other,
// characters that mean something in HTML stay as they are.
func (e *encoding) value(v reflect.Value) {
	x := v.Interface()
	e.enc.SetEscapeHTML(false)
	if v.CanAddr() {
		if s, ok := v.Addr().Interface().(interface{ Saved() any }); ok {
			x = s.Saved()
			e.enc.SetEscapeHTML(true)
		}
	}
	if e.err = e.enc.Encode(x); e.err == nil {
		e.buf.Truncate(e.buf.Len() - len("\n"))
	}
}

const spaces = "      "

func (l *lines) newline(indent int) {
	l.w.WriteByte('\n')
	l.w.WriteString(spaces[:indent])
}
