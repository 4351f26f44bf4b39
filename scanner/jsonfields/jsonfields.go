// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package jsonfields writes the JSON of what there may be very many of in a result, byte for byte as [encoding/json] does.
//
// That package asks every value anew what it is, and checks and copies what a MarshalJSON within another returned: of a large
// result this took as long as judging it. Here a type lists its fields itself, and a test beside it holds the list to its tags.
package jsonfields

import (
	"encoding/json"
	"slices"
	"strconv"
	"unicode/utf8"
)

// A Lister lists the fields of its JSON: an object from Open to Close.
type Lister interface{ ListJSON(w *Writer) }

// Marshal gives the JSON of a value as [json.Marshal] does: with characters escaped that mean something in HTML.
func Marshal(v Lister) ([]byte, error) {
	w := Writer{HTML: true}
	v.ListJSON(&w)
	return w.Bytes, w.Err
}

// A Writer holds JSON in the making. Its zero value is empty.
//
// The methods named Some leave out what is empty, as omitempty does; the others write it.
type Writer struct {
	Bytes []byte
	HTML  bool  // characters that mean something in HTML are escaped
	Err   error // the first of [Writer.Some]
}

// Write takes over what another encoder made.
func (w *Writer) Write(p []byte) (int, error) {
	w.Bytes = append(w.Bytes, p...)
	return len(p), nil
}

// Open begins an object.
func (w *Writer) Open() { w.Bytes = append(w.Bytes, '{') }

// Close ends it.
func (w *Writer) Close() { w.Bytes = append(w.Bytes, '}') }

// name begins a field; names are ours and need no escapes.
func (w *Writer) name(name string) {
	if w.Bytes[len(w.Bytes)-1] != '{' {
		w.Bytes = append(w.Bytes, ',')
	}
	w.Bytes = append(append(append(w.Bytes, '"'), name...), `":`...)
}

// Text is a field.
func (w *Writer) Text(name, value string) {
	w.name(name)
	w.text(value)
}

// SomeText is a field, or nothing.
func (w *Writer) SomeText(name, value string) {
	if value != "" {
		w.Text(name, value)
	}
}

// Int is a field.
func (w *Writer) Int(name string, value int64) {
	w.name(name)
	w.Bytes = strconv.AppendInt(w.Bytes, value, 10)
}

// SomeInt is a field, or nothing.
func (w *Writer) SomeInt(name string, value int64) {
	if value != 0 {
		w.Int(name, value)
	}
}

// SomeTrue is a field that is true, or nothing.
func (w *Writer) SomeTrue(name string, value bool) {
	if value {
		w.name(name)
		w.Bytes = append(w.Bytes, "true"...)
	}
}

// Texts is a field, null for nil.
func (w *Writer) Texts(name string, list []string) {
	w.name(name)
	if list == nil {
		w.Bytes = append(w.Bytes, "null"...)
		return
	}
	w.Bytes = append(w.Bytes, '[')
	for i, s := range list {
		if i > 0 {
			w.Bytes = append(w.Bytes, ',')
		}
		w.text(s)
	}
	w.Bytes = append(w.Bytes, ']')
}

// SomeTexts is a field, or nothing.
func (w *Writer) SomeTexts(name string, list []string) {
	if len(list) > 0 {
		w.Texts(name, list)
	}
}

// SomeArgs is a field, in the order of its keys, or nothing.
func (w *Writer) SomeArgs(name string, args map[string]string) {
	if len(args) == 0 {
		return
	}
	w.name(name)
	w.Open()
	var few [8]string
	keys := few[:0]
	for key := range args {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for i, key := range keys {
		if i > 0 {
			w.Bytes = append(w.Bytes, ',')
		}
		w.text(key)
		w.Bytes = append(w.Bytes, ':')
		w.text(args[key])
	}
	w.Close()
}

// Object is a field.
func (w *Writer) Object(name string, v Lister) {
	w.name(name)
	v.ListJSON(w)
}

// SomeList is a field, or nothing; each lists an element.
func SomeList[T any](w *Writer, name string, list []T, each func(*T, *Writer)) {
	if len(list) == 0 {
		return
	}
	w.name(name)
	w.Bytes = append(w.Bytes, '[')
	for i := range list {
		if i > 0 {
			w.Bytes = append(w.Bytes, ',')
		}
		each(&list[i], w)
	}
	w.Bytes = append(w.Bytes, ']')
}

// Some is a field of a value that is rare, as [json.Encoder] writes it, or nothing for nil.
func Some[T any](w *Writer, name string, value *T) {
	if value != nil {
		w.name(name)
		w.Encode(value)
	}
}

// Encode writes a value of any type.
func (w *Writer) Encode(v any) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(w.HTML)
	if err := enc.Encode(v); err != nil {
		if w.Err == nil {
			w.Err = err
		}
		return
	}
	w.Bytes = w.Bytes[:len(w.Bytes)-len("\n")]
}

// text writes a string: control characters, quotes and what JavaScript takes for the end of a line escaped, and U+FFFD for
// what is no UTF-8.
func (w *Writer) text(s string) {
	const hex = "0123456789abcdef"
	low := escapedLow
	if w.HTML {
		low |= escapedHTML
	}
	b := append(w.Bytes, '"')
	done := 0
	for i := plain(s); i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				b = append(append(b, s[done:i]...), `\ufffd`...)
				done = i + size
			case r == '\u2028' || r == '\u2029':
				b = append(append(b, s[done:i]...), `\u202`...)
				b = append(b, hex[r&0xF])
				done = i + size
			}
			i += size
			continue
		}
		if c >= 64 && c != '\\' || c < 64 && low>>c&1 == 0 {
			i++
			continue
		}
		b = append(b, s[done:i]...)
		switch c {
		case '\\', '"':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, '\\', 'b')
		case '\f':
			b = append(b, '\\', 'f')
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xF])
		}
		i++
		done = i
	}
	w.Bytes = append(append(b, s[done:]...), '"')
}

// plain gives how many bytes, by eights, a string begins with that are ASCII and escaped neither in HTML nor outside. Most
// strings have no others.
func plain(s string) (n int) {
	const each, high = 0x0101010101010101, 0x8080808080808080 // one in each byte, and the highest bit of each
	for ; n+8 <= len(s); n += 8 {
		t := s[n : n+8]
		x := uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 |
			uint64(t[4])<<32 | uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
		backslash := x ^ '\\'*each
		ampersand := (x | 4*each) ^ '&'*each // or a quote, which has one bit less
		greater := (x | 2*each) ^ '>'*each   // or less
		// Below the space, and below one where the byte is the one looked for, a subtraction borrows.
		if (x|(x-' '*each)|(backslash-each)|(ampersand-each)|(greater-each))&high != 0 {
			break
		}
	}
	return n
}

// A bit for each of the first 64 characters, set for those that are escaped: always, and in HTML.
const (
	escapedLow  uint64 = 1<<' ' - 1 | 1<<'"'
	escapedHTML uint64 = 1<<'<' | 1<<'>' | 1<<'&'
)
