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
	"lizenzlotse/reports/comparison"
	reportdifference "lizenzlotse/reports/difference"
	"lizenzlotse/reports/github"
	"lizenzlotse/reports/html"
	"lizenzlotse/reports/junit"
	"lizenzlotse/reports/markdown"
	"lizenzlotse/reports/notices"
	"lizenzlotse/reports/outbound"
	"lizenzlotse/reports/questions"
	"lizenzlotse/reports/sarif"
	"lizenzlotse/reports/sbom/cyclonedx"
	"lizenzlotse/reports/sbom/spdx2"
	"lizenzlotse/reports/sbom/spdx3"
	"lizenzlotse/reports/table"
	"lizenzlotse/reports/text"
	"lizenzlotse/reports/verification"
	"lizenzlotse/scanner/difference"
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
func (f Format) SBOM() bool {
	return strings.HasPrefix(f.Name, "cyclonedx-") || strings.HasPrefix(f.Name, "spdx")
}

// SHA1 reports whether the format wants a SHA-1 of every file. SPDX 2.3 does; and SPDX 3 says it where it is known, which must
// not hang on what else the same run writes.
func (f Format) SHA1() bool { return strings.HasPrefix(f.Name, "spdx") }

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

// A DifferenceFormat is a way to write what differs between two states of one subject.
type DifferenceFormat struct {
	Name  string // as --output names it
	Media string // media type, as RFC 6838 writes it
	Write func(io.Writer, *difference.Result, Options) error
}

// DifferenceFormats are all of them; the first is the one without --output.
var DifferenceFormats = []DifferenceFormat{
	{"text", "text/plain; charset=utf-8", differenceText},
	{"json", "application/json", differenceJSON},
	{"html", "text/html; charset=utf-8", differenceHTML},
	{"markdown", "text/markdown; charset=utf-8", differenceMarkdown},
	{"csv", "text/csv; charset=utf-8", differenceCSV},
}

func differenceText(w io.Writer, r *difference.Result, o Options) error {
	return reportdifference.WriteText(w, r, differenceOptions(o))
}

func differenceJSON(w io.Writer, r *difference.Result, _ Options) error {
	return reportdifference.WriteJSON(w, r)
}

func differenceHTML(w io.Writer, r *difference.Result, o Options) error {
	return reportdifference.WriteHTML(w, r, differenceOptions(o))
}

func differenceMarkdown(w io.Writer, r *difference.Result, o Options) error {
	return reportdifference.WriteMarkdown(w, r, differenceOptions(o))
}

func differenceCSV(w io.Writer, r *difference.Result, o Options) error {
	return reportdifference.WriteCSV(w, r, differenceOptions(o))
}

func differenceOptions(o Options) reportdifference.Options {
	return reportdifference.Options{Lang: o.Lang, Color: o.Color, Terminal: o.Terminal, Created: o.Created, ToolVersion: o.ToolVersion}
}

// A ReleaseFormat is a way to write under which licences a work may be released.
type ReleaseFormat struct {
	Name  string // as --output names it
	Media string // media type, as RFC 6838 writes it
	Write func(io.Writer, *assessment.Release, Options) error
}

// ReleaseFormats are all of them; the first is the one without --output.
var ReleaseFormats = []ReleaseFormat{
	{"text", "text/plain; charset=utf-8", releaseText},
	{"json", "application/json", releaseJSON},
}

func releaseText(w io.Writer, r *assessment.Release, o Options) error {
	return outbound.WriteText(w, r, outbound.Options{Lang: o.Lang, Width: o.Width, Color: o.Color, Terminal: o.Terminal})
}

func releaseJSON(w io.Writer, r *assessment.Release, _ Options) error {
	return outbound.WriteJSON(w, r)
}

// A NoticeFormat is a way to write what goes with a work when it is passed on.
type NoticeFormat struct {
	Name  string // as --output names it
	Media string // media type, as RFC 6838 writes it
	Write func(io.Writer, *assessment.Notices, Options) error
}

// NoticeFormats are all of them; the first is the one without --output.
var NoticeFormats = []NoticeFormat{
	{"text", "text/plain; charset=utf-8", noticesAs(notices.WriteText)},
	{"html", "text/html; charset=utf-8", noticesAs(notices.WriteHTML)},
	{"markdown", "text/markdown; charset=utf-8", noticesAs(notices.WriteMarkdown)},
}

func noticesAs(write func(io.Writer, *assessment.Notices, notices.Options) error) func(io.Writer, *assessment.Notices, Options) error {
	return func(w io.Writer, n *assessment.Notices, o Options) error {
		return write(w, n, notices.Options{Lang: o.Lang, Created: o.Created, ToolVersion: o.ToolVersion})
	}
}

// A ComparisonFormat is a way to write several bids side by side.
type ComparisonFormat struct {
	Name  string // as --output names it
	Media string // media type, as RFC 6838 writes it
	Write func(io.Writer, *assessment.Comparison, Options) error
}

// ComparisonFormats are all of them; the first is the one without --output.
var ComparisonFormats = []ComparisonFormat{
	{"text", "text/plain; charset=utf-8", comparisonText},
	{"json", "application/json", comparisonJSON},
	{"html", "text/html; charset=utf-8", comparisonHTML},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", comparisonXLSX},
}

func comparisonText(w io.Writer, c *assessment.Comparison, o Options) error {
	return comparison.WriteText(w, c, comparisonOptions(o))
}

func comparisonJSON(w io.Writer, c *assessment.Comparison, _ Options) error {
	return comparison.WriteJSON(w, c)
}

func comparisonHTML(w io.Writer, c *assessment.Comparison, o Options) error {
	return comparison.WriteHTML(w, c, comparisonOptions(o))
}

func comparisonXLSX(w io.Writer, c *assessment.Comparison, o Options) error {
	return comparison.WriteXLSX(w, c, comparisonOptions(o))
}

func comparisonOptions(o Options) comparison.Options {
	return comparison.Options{Lang: o.Lang, Width: o.Width, Color: o.Color, Terminal: o.Terminal, Created: o.Created, ToolVersion: o.ToolVersion}
}

// A VerificationFormat is a way to write whether a saved result still fits what it was made from.
type VerificationFormat struct {
	Name  string // as --output names it
	Media string // media type, as RFC 6838 writes it
	Write func(io.Writer, *assessment.Verification, Options) error
}

// VerificationFormats are all of them; the first is the one without --output.
var VerificationFormats = []VerificationFormat{
	{"text", "text/plain; charset=utf-8", verificationText},
	{"json", "application/json", verificationJSON},
}

func verificationText(w io.Writer, v *assessment.Verification, o Options) error {
	return verification.WriteText(w, v, verification.Options{Lang: o.Lang, Width: o.Width, Color: o.Color, Terminal: o.Terminal})
}

func verificationJSON(w io.Writer, v *assessment.Verification, _ Options) error {
	return verification.WriteJSON(w, v)
}
