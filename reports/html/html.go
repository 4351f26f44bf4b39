// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package html writes an assessment for people: one self-contained page that works without
// script and without a network, on paper, on a narrow screen and read aloud.
//
// Its size follows the number of causes, not of files: equal findings are one entry with its
// first places, and every list has an end (see limits.go). All text of the input is escaped, and
// what could hide in it is written out.
package html

import (
	"bytes"
	"embed"
	"html/template"
	"io"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/reports/page"
)

//go:embed templates/*.gohtml
var templates embed.FS

// Options say how the page is written.
type Options struct {
	Lang        string    // "en"; anything else is German
	Created     time.Time // stands in the page; the zero time does not
	ToolVersion string    // of the program that writes the page; may be empty
}

// Write writes the page. The same assessment and options give the same bytes.
func Write(w io.Writer, a *assessment.Assessment, o Options) error {
	l := i18n.For(o.Lang)
	t, err := page.New(l).Funcs(functions(l)).ParseFS(templates, "templates/*.gohtml")
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for shrink := range 8 {
		b.Reset()
		if err := page.Execute(&b, t, "page.gohtml", newView(a, l, o, shrink)); err != nil {
			return err
		}
		if b.Len() <= maxBytes {
			break
		}
	}
	_, err = b.WriteTo(w)
	return err
}

// functions are what the templates call beside those that every page has.
func functions(l i18n.Lang) template.FuncMap {
	return template.FuncMap{
		"short":  func(s string) string { return i18n.Cut(s, maxText) },
		"middle": func(s string) string { return i18n.CutMiddle(s, maxPath) },
		"say":    func(t assessment.Text) string { return i18n.Cut(t.In(l.Code()), maxProse) },
	}
}
