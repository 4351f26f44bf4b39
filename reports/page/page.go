// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package page is what all HTML documents have in common: one self-contained file that works without
// script and without a network, on paper, on a narrow screen and read aloud, with one style sheet.
//
// A document has templates of its own, which begin with {{template "begin" .}} and close with
// {{template "end" .}}; what they are executed with embeds a [Shell].
package page

import (
	"bufio"
	"embed"
	"html/template"
	"io"
	"strings"

	"lizenzlotse/reports/i18n"
)

//go:embed templates/*.gohtml
var templates embed.FS

//go:embed style.css
var style string

// A Shell is what "begin" needs.
type Shell struct {
	Lang  string
	Title string
	// Running is the running title on paper. As a string, text with a colon would be taken for an address that is not safe,
	// since it stands in a string of CSS; it is escaped as such all the same.
	Running template.URL
	Class   string // of the sheet, for the style sheet; may be empty
	Style   template.CSS
}

// NewShell makes one. Title and running title are written out where they hide characters.
func NewShell(l i18n.Lang, title, running string) Shell {
	return Shell{Lang: l.Code(), Title: i18n.Visible(title), Running: template.URL(i18n.Visible(running)), Style: template.CSS(style)}
}

// New begins the templates of a document with those of all: "begin", "end", "signs", and for a verdict "sign" and "mark",
// which takes a value with Class and Word. Its functions are t (words by key), n, date, percent, word, next, and path, which
// lets a path or package address go on in the next line after a part of it.
func New(l i18n.Lang) *template.Template {
	t := template.New("document").Funcs(template.FuncMap{
		"t":       l.T,
		"n":       l.Number,
		"date":    l.Date,
		"word":    l.Word,
		"percent": l.Percent,
		"path":    path,
		"next":    func(i int) int { return i + 1 },
	})
	return template.Must(t.ParseFS(templates, "templates/*.gohtml"))
}

var parts = strings.NewReplacer("/", "/<wbr/>", "@", "<wbr/>@")

func path(s string) template.HTML { return template.HTML(parts.Replace(template.HTMLEscapeString(s))) }

// Execute writes what the named template makes of the data. Characters that hide are written out, whatever they come from.
func Execute(w io.Writer, t *template.Template, name string, data any) error {
	buffered := bufio.NewWriter(w)
	if err := t.ExecuteTemplate(visible{buffered}, name, data); err != nil {
		return err
	}
	return buffered.Flush()
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
