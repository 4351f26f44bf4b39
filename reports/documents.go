// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reports

import (
	"io"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/comparison"
	reportdifference "lizenzlotse/reports/difference"
	"lizenzlotse/reports/notices"
	"lizenzlotse/reports/outbound"
	"lizenzlotse/reports/verification"
	"lizenzlotse/reports/why"
	"lizenzlotse/scanner/difference"
	"lizenzlotse/scanner/inventory"
)

// DifferenceFormats write what differs between two states of one subject; the first is the one without --output.
var DifferenceFormats = []FormatOf[*difference.Result]{
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

// ReleaseFormats write under which licences a work may be released; the first is the one without --output.
var ReleaseFormats = []FormatOf[*assessment.Release]{
	{"text", "text/plain; charset=utf-8", releaseText},
	{"json", "application/json", releaseJSON},
}

func releaseText(w io.Writer, r *assessment.Release, o Options) error {
	return outbound.WriteText(w, r, outbound.Options{Lang: o.Lang, Width: o.Width, Color: o.Color, Terminal: o.Terminal})
}

func releaseJSON(w io.Writer, r *assessment.Release, _ Options) error {
	return outbound.WriteJSON(w, r)
}

// NoticeFormats write what goes with a work when it is passed on; the first is the one without --output.
var NoticeFormats = []FormatOf[*assessment.Notices]{
	{"text", "text/plain; charset=utf-8", noticesAs(notices.WriteText)},
	{"html", "text/html; charset=utf-8", noticesAs(notices.WriteHTML)},
	{"markdown", "text/markdown; charset=utf-8", noticesAs(notices.WriteMarkdown)},
}

func noticesAs(write func(io.Writer, *assessment.Notices, notices.Options) error) func(io.Writer, *assessment.Notices, Options) error {
	return func(w io.Writer, n *assessment.Notices, o Options) error {
		return write(w, n, notices.Options{Lang: o.Lang, Created: o.Created, ToolVersion: o.ToolVersion})
	}
}

// ComparisonFormats write several bids side by side; the first is the one without --output.
var ComparisonFormats = []FormatOf[*assessment.Comparison]{
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

// VerificationFormats write whether a saved result still fits what it was made from; the first is the one without --output.
var VerificationFormats = []FormatOf[*assessment.Verification]{
	{"text", "text/plain; charset=utf-8", verificationText},
	{"json", "application/json", verificationJSON},
}

func verificationText(w io.Writer, v *assessment.Verification, o Options) error {
	return verification.WriteText(w, v, verification.Options{Lang: o.Lang, Width: o.Width, Color: o.Color, Terminal: o.Terminal})
}

func verificationJSON(w io.Writer, v *assessment.Verification, _ Options) error {
	return verification.WriteJSON(w, v)
}

// A Reason says of components why they are in.
type Reason = why.Answer

// Why asks that of the components with these IDs.
func Why(v *inventory.Inventory, ids []string) *Reason { return why.Of(v, ids) }

// WhyFormats write how components got in; the first is the one without --output.
var WhyFormats = []FormatOf[*Reason]{
	{"text", "text/plain; charset=utf-8", func(w io.Writer, a *Reason, o Options) error { return why.WriteText(w, a, o.Lang) }},
	{"json", "application/json", func(w io.Writer, a *Reason, _ Options) error { return why.WriteJSON(w, a) }},
}
