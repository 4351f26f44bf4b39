// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package reports is the list of what an assessment can be written as.
package reports

import (
	"io"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/html"
	"lizenzlotse/reports/sbom/spdx2"
	"lizenzlotse/reports/text"
	"lizenzlotse/scanner/inventory"
)

// A Format is a way to write an assessment.
type Format struct {
	Name  string // as --output names it
	Media string // media type, as RFC 6838 writes it
	Write func(io.Writer, *assessment.Assessment, Options) error
}

// Options say how. A format takes of them what it needs; the same assessment and options give the same bytes.
type Options struct {
	Lang        string    // "en"; anything else is German
	Created     time.Time // the stamp in documents that carry one
	ToolVersion string    // of the program
	Width       int       // text: columns of the terminal; 0 counts as 80
	Color       bool      // text: with colour
	Terminal    bool      // text: columns and shortened lists rather than plain lines
}

// Formats are all of them; the first is the one without --output.
var Formats = []Format{
	{"text", "text/plain; charset=utf-8", writeText},
	{"json", "application/json", writeJSON},
	{"spdx-json", "application/spdx+json", writeSPDX},
	{"html", "text/html; charset=utf-8", writeHTML},
}

// Lookup finds a format by its name.
func Lookup(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

func writeText(w io.Writer, a *assessment.Assessment, o Options) error {
	return text.Write(w, a, textOptions(o))
}

// writeJSON writes the saved result, from which every other format can be made later.
func writeJSON(w io.Writer, a *assessment.Assessment, _ Options) error { return a.Write(w) }

func writeSPDX(w io.Writer, a *assessment.Assessment, o Options) error {
	return spdx2.WriteJSON(w, a, o.Created, o.ToolVersion)
}

func writeHTML(w io.Writer, a *assessment.Assessment, o Options) error {
	return html.Write(w, a, html.Options{Lang: o.Lang, Created: o.Created, ToolVersion: o.ToolVersion})
}

func textOptions(o Options) text.Options {
	return text.Options{Lang: o.Lang, Width: o.Width, Color: o.Color, Terminal: o.Terminal}
}

// Candidates writes for the terminal what detection took into account in one file, and what became of it.
func Candidates(w io.Writer, path string, list []inventory.Candidate, o Options) error {
	return text.Candidates(w, path, list, textOptions(o))
}
