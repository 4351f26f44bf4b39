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
	"bufio"
	"embed"
	"html/template"
	"io"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

//go:embed templates/*.gohtml
var templates embed.FS

//go:embed style.css
var style string

// Options say how the page is written.
type Options struct {
	Lang        string    // "en"; anything else is German
	Created     time.Time // stands in the page; the zero time does not
	ToolVersion string    // of the program that writes the page; may be empty
}

// Write writes the page. The same assessment and options give the same bytes.
func Write(w io.Writer, a *assessment.Assessment, o Options) error {
	l := i18n.For(o.Lang)
	t, err := template.New("page.gohtml").Funcs(functions(l)).ParseFS(templates, "templates/*.gohtml")
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(w)
	if err := t.Execute(visible{buffered}, newPage(a, l, o)); err != nil {
		return err
	}
	return buffered.Flush()
}

// functions are what the templates call.
func functions(l i18n.Lang) template.FuncMap {
	return template.FuncMap{
		"t":       l.T,
		"n":       l.Number,
		"date":    l.Date,
		"word":    l.Word,
		"short":   func(s string) string { return i18n.Cut(s, maxText) },
		"middle":  func(s string) string { return i18n.CutMiddle(s, maxPath) },
		"percent": l.Percent,
		"next":    func(i int) int { return i + 1 },
		"say":     func(t assessment.Text) string { return i18n.Cut(t.In(l.Code()), maxProse) },
	}
}

// visible writes out characters that hide, for whatever the templates print. Each value comes in
// one Write, so no character is torn.
type visible struct{ w *bufio.Writer }

func (v visible) Write(p []byte) (int, error) {
	if _, err := v.w.WriteString(i18n.VisibleLines(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}
