// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package reports

import (
	"io"

	"lizenzlotse/reports/criteria"
)

// A Draft is what a policy asks, for [CriteriaFormats].
type Draft = criteria.Draft

// A CriteriaFormat is a way to write drafts for tender documents.
type CriteriaFormat struct {
	Name  string // as --output names it
	Media string // media type, as RFC 6838 writes it
	Write func(io.Writer, *Draft, Options) error
}

// CriteriaFormats are all of them; the first is the one without --output.
var CriteriaFormats = []CriteriaFormat{
	{"text", "text/plain; charset=utf-8", criteriaForm(false)},
	{"markdown", "text/markdown; charset=utf-8", criteriaForm(true)},
}

func criteriaForm(markdown bool) func(io.Writer, *Draft, Options) error {
	return func(w io.Writer, d *Draft, o Options) error {
		return criteria.Write(w, d, criteria.Options{Lang: o.Lang, Markdown: markdown})
	}
}

// A Form is one that bidders fill in, and the program reads back.
type Form struct {
	Name   string // as --form names it
	Format string // as --output names it
	Write  func(io.Writer, *Draft, Options) error
}

// Forms are all of them.
var Forms = []Form{
	{"declaration", "yaml", func(w io.Writer, d *Draft, o Options) error {
		return criteria.WriteDeclaration(w, d, o.Lang)
	}},
	{"components", "csv", func(w io.Writer, _ *Draft, o Options) error {
		return criteria.WriteComponents(w, o.Lang)
	}},
}
