// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx2

import (
	"bufio"
	"io"
	"reflect"
	"strings"
	"unicode"

	"github.com/spdx/tools-golang/spdx/v2/v2_3"
	"github.com/spdx/tools-golang/tagvalue"
)

// writeTagValue writes the document as lines of tags. What the library's writer would make the end of a
// value, or of a line, is taken out of the texts first. The document is done with then.
func writeTagValue(w io.Writer, d *v2_3.Document) error {
	for _, p := range d.Packages { // the library writes those of the document only
		for i := range p.Annotations {
			d.Annotations = append(d.Annotations, &p.Annotations[i])
		}
	}
	everyText(reflect.ValueOf(d).Elem(), func(s string) string {
		if strings.ContainsAny(s, "<\r") {
			return marks.Replace(s)
		}
		return s
	})
	b := bufio.NewWriterSize(w, 1<<16) // the library does not look at the writer's errors; this one keeps the first
	if err := tagvalue.Write(d, b); err != nil {
		return err
	}
	return b.Flush()
}

// marks are what ends a text or line of the format and cannot be escaped in it: the marks round texts
// get a space, and every kind of line break is the plain one.
var marks = strings.NewReplacer("<text>", "< text>", "</text>", "</ text>", "\r\n", "\n", "\r", "\n")

// printable replaces what YAML cannot hold and nobody can read: what is no UTF-8, and control characters
// other than line breaks and tabs.
func printable(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= ' ' && s[i] < 0x7f || s[i] == '\n' || s[i] == '\t' || s[i] == '\r'
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\r':
			return r
		case unicode.IsControl(r), r == 0xfffe, r == 0xffff, r == 0xfeff:
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// everyText puts every text of a value through a function.
func everyText(v reflect.Value, through func(string) string) {
	switch v.Kind() {
	case reflect.String:
		was := v.String()
		if s := through(was); s != was {
			v.SetString(s)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			everyText(v.Elem(), through)
		}
	case reflect.Slice:
		for i := range v.Len() {
			everyText(v.Index(i), through)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				everyText(f, through)
			}
		}
	}
}
