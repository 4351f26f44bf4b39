// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package reports is the list of what an assessment can be written as.
package reports

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/codequality"
	"lizenzlotse/reports/github"
	"lizenzlotse/reports/html"
	"lizenzlotse/reports/junit"
	"lizenzlotse/reports/markdown"
	"lizenzlotse/reports/questions"
	"lizenzlotse/reports/sarif"
	"lizenzlotse/reports/sbom/cyclonedx"
	"lizenzlotse/reports/sbom/spdx2"
	"lizenzlotse/reports/sbom/spdx3"
	"lizenzlotse/reports/table"
	"lizenzlotse/reports/text"
	"lizenzlotse/scanner/inventory"
)

// A FormatOf is a way to write something.
type FormatOf[T any] struct {
	Name  string // as --output names it
	Media string // media type, as RFC 6838 writes it
	Write func(io.Writer, T, Options) error
}

// A Format is a way to write an assessment.
type Format = FormatOf[*assessment.Assessment]

// Options say how. A format takes of them what it needs; the same assessment and options give the same bytes.
type Options struct {
	Lang        string        // "en"; anything else is German
	Created     time.Time     // the stamp in documents that carry one
	ToolVersion string        // of the program
	Width       int           // text: columns of the terminal; 0 counts as 80
	Color       bool          // text: with colour
	Terminal    bool          // text: columns and shortened lists rather than plain lines
	View        string        // text: whom it is for; "" leaves it to what is judged
	Took        time.Duration // text: how long it took; 0 where nobody measured
	CycloneDX   string        // version of the CycloneDX formats, of [CycloneDXVersions]; "" is the first

	// Print makes a PDF of an HTML page: reports start no program, so whoever asks for one brings what does.
	// Only the format pdf asks for it, and without it is an error.
	Print func(w io.Writer, page []byte) error
	// FailOn is the verdict from which on the gate is closed; junit lets fail what closes it. Satisfied stands for Violated.
	FailOn assessment.Verdict
	// From is the folder in which the paths of the result begin, as seen from the working directory, for the formats that point
	// at files there: text, and of a folder below it sarif, junit, gitlab-codequality and github. "" if they begin there, or
	// where that is not known.
	From string
}

// Formats are all of them; the first is the one without --output.
var Formats = []Format{
	{"text", "text/plain; charset=utf-8", onlyNew(writeText)},
	{"json", "application/json", writeJSON},
	{"cyclonedx-json", "application/vnd.cyclonedx+json", cycloneDX(false)},
	{"cyclonedx-xml", "application/vnd.cyclonedx+xml", cycloneDX(true)},
	{"spdx-json", "application/spdx+json", spdx2Form(spdx2.JSON)},
	{"spdx-tv", "text/spdx; charset=utf-8", spdx2Form(spdx2.TagValue)},
	{"spdx-yaml", "application/spdx+yaml", spdx2Form(spdx2.YAML)},
	{"spdx3-json", "application/spdx+json", writeSPDX3},
	{"html", "text/html; charset=utf-8", writeHTML},
	{"pdf", "application/pdf", writePDF},
	{"markdown", "text/markdown; charset=utf-8", writeMarkdown},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", writeXLSX},
	{"csv", "text/csv; charset=utf-8", writeCSV},
	{"questions", "text/markdown; charset=utf-8", writeQuestions},
	{"sarif", "application/sarif+json", onlyNew(writeSARIF)},
	{"junit", "application/xml", onlyNew(writeJUnit)},
	{"gitlab-codequality", "application/json", writeCodeQuality},
	{"github", "text/plain; charset=utf-8", onlyNew(writeGitHub)},
}

// onlyNew makes a format show what came since the baseline alone, where there is one: that is what a developer and a program
// that gates on it ask for. JSON keeps everything, with what is known marked, and so do the documents for the file. So does
// gitlab-codequality: GitLab holds the findings of a branch against those of main itself, and would call fixed what is left out.
func onlyNew(write func(io.Writer, *assessment.Assessment, Options) error) func(io.Writer, *assessment.Assessment, Options) error {
	return func(w io.Writer, a *assessment.Assessment, o Options) error { return write(w, a.OnlyNew(), o) }
}

// SBOM reports whether the format is one of an SBOM, for programs of others.
func (f FormatOf[T]) SBOM() bool {
	return strings.HasPrefix(f.Name, "cyclonedx-") || strings.HasPrefix(f.Name, "spdx")
}

// SHA1 reports whether the format wants a SHA-1 of every file. SPDX 2.3 does; and SPDX 3 says it where it is known, which must
// not hang on what else the same run writes.
func (f FormatOf[T]) SHA1() bool { return strings.HasPrefix(f.Name, "spdx") }

// SBOMs are the formats of SBOMs; the first is CycloneDX in JSON, the one that most programs read.
func SBOMs() []Format {
	var list []Format
	for _, f := range Formats {
		if f.SBOM() {
			list = append(list, f)
		}
	}
	return list
}

// Lookup finds a format of an assessment by its name.
func Lookup(name string) (Format, bool) { return Find(Formats, name) }

// Find finds a format by its name.
func Find[T any](formats []FormatOf[T], name string) (FormatOf[T], bool) {
	for _, f := range formats {
		if f.Name == name {
			return f, true
		}
	}
	return FormatOf[T]{}, false
}

func writeText(w io.Writer, a *assessment.Assessment, o Options) error {
	return text.Write(w, a, textOptions(o))
}

// writeJSON writes the saved result, from which every other format can be made later.
func writeJSON(w io.Writer, a *assessment.Assessment, _ Options) error { return a.Write(w) }

// CycloneDXVersions are those that the CycloneDX formats can be written in; the first is the one without a choice.
var CycloneDXVersions = cyclonedx.Versions

func cycloneDX(xml bool) func(io.Writer, *assessment.Assessment, Options) error {
	return func(w io.Writer, a *assessment.Assessment, o Options) error {
		return cyclonedx.Write(w, a, cyclonedx.Options{Version: o.CycloneDX, XML: xml, Created: o.Created, ToolVersion: o.ToolVersion})
	}
}

func spdx2Form(f spdx2.Form) func(io.Writer, *assessment.Assessment, Options) error {
	return func(w io.Writer, a *assessment.Assessment, o Options) error {
		return spdx2.Write(w, a, spdx2.Options{Form: f, Created: o.Created, ToolVersion: o.ToolVersion})
	}
}

func writeSPDX3(w io.Writer, a *assessment.Assessment, o Options) error {
	return spdx3.Write(w, a, o.Created, o.ToolVersion)
}

func writeHTML(w io.Writer, a *assessment.Assessment, o Options) error {
	return html.Write(w, a, html.Options{Lang: o.Lang, Created: o.Created, ToolVersion: o.ToolVersion})
}

func writeMarkdown(w io.Writer, a *assessment.Assessment, o Options) error {
	return markdown.Write(w, a, markdown.Options{Lang: o.Lang, Created: o.Created, ToolVersion: o.ToolVersion})
}

func writeXLSX(w io.Writer, a *assessment.Assessment, o Options) error {
	return table.WriteXLSX(w, a, tableOptions(o))
}

func writeCSV(w io.Writer, a *assessment.Assessment, o Options) error {
	return table.WriteCSV(w, a, tableOptions(o))
}

func tableOptions(o Options) table.Options {
	return table.Options{Lang: o.Lang, Created: o.Created, ToolVersion: o.ToolVersion}
}

// errNoPrinter is an omission of the caller and never reaches a user.
var errNoPrinter = errors.New("nothing to print with")

// writePDF prints the same page that writeHTML writes.
func writePDF(w io.Writer, a *assessment.Assessment, o Options) error {
	if o.Print == nil {
		return errNoPrinter
	}
	var page bytes.Buffer
	if err := writeHTML(&page, a, o); err != nil {
		return err
	}
	return o.Print(w, page.Bytes())
}

func writeQuestions(w io.Writer, a *assessment.Assessment, o Options) error {
	return questions.Write(w, a, o.Lang)
}

func writeSARIF(w io.Writer, a *assessment.Assessment, o Options) error {
	return sarif.Write(w, a, sarif.Options{Lang: o.Lang, Created: o.Created, ToolVersion: o.ToolVersion, From: o.From})
}

func writeJUnit(w io.Writer, a *assessment.Assessment, o Options) error {
	return junit.Write(w, a, junit.Options{Lang: o.Lang, Created: o.Created, FailOn: o.FailOn, From: o.From})
}

func writeCodeQuality(w io.Writer, a *assessment.Assessment, o Options) error {
	return codequality.Write(w, a, codequality.Options{Lang: o.Lang, From: o.From})
}

func writeGitHub(w io.Writer, a *assessment.Assessment, o Options) error {
	return github.Write(w, a, github.Options{Lang: o.Lang, From: o.From})
}

func textOptions(o Options) text.Options {
	return text.Options{Lang: o.Lang, Width: o.Width, Color: o.Color, Terminal: o.Terminal, View: text.View(o.View), From: o.From, Took: o.Took}
}

// Views are whom the text may be for.
func Views() []string {
	var list []string
	for _, v := range text.Views() {
		list = append(list, string(v))
	}
	return list
}

// Candidates writes for the terminal what detection took into account in one file, and what became of it.
func Candidates(w io.Writer, path string, list []inventory.Candidate, o Options) error {
	return text.Candidates(w, path, list, textOptions(o))
}
