// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package difference writes what differs between two states of one subject: for people as text,
// Markdown and HTML, for programs as JSON, for spreadsheets as CSV. Licence changes come first.
//
// Names, versions and licences come from strangers; each form escapes them for whoever reads it.
package difference

import (
	"cmp"
	"strings"
	"time"

	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/difference"
)

// Options say how it is written.
type Options struct {
	Lang string // "en"; anything else is German
	// Created and ToolVersion stand in the page; the zero values do not.
	Created     time.Time
	ToolVersion string
	Color       bool // text: paint headings; words say the same
	Terminal    bool // text: headings and shortened lists; else one plain line a difference
}

// A row is one difference in words, before it is escaped.
type row struct {
	name          string // of the component
	before, after string // versions; equal where it is the same, one empty where there is but one side
	what          string // what changed: the kind of statement, the field; empty for a version or a whole component
	was, is       string
	from, to      string // where the two statements stand
	how           difference.How
	alone         bool // a component that only one side has
}

// A section is one list of the result.
type section struct {
	key  string // of the catalogue
	rows []row
	// changed is how many components the rows are about.
	changed int
}

// sections are the lists that are not empty, in the order in which they matter.
func sections(r *difference.Result, l i18n.Lang) []section {
	var list []section
	changes := func(key string, all []difference.Change) {
		s := section{key: key, changed: len(all)}
		for i := range all {
			s.rows = append(s.rows, rowsOf(&all[i], l)...)
		}
		list = append(list, s)
	}
	parts := func(key string, all []difference.Part, added bool) {
		s := section{key: key, changed: len(all)}
		for _, p := range all {
			x := row{name: p.Name, after: p.Version, is: p.License, to: p.Place, alone: true}
			if !added {
				x.before, x.after, x.was, x.is, x.from, x.to = x.after, "", x.is, "", x.to, ""
			}
			s.rows = append(s.rows, x)
		}
		list = append(list, s)
	}
	changes("difference.licenses", r.Licenses)
	changes("difference.statements", r.Statements)
	parts("difference.added", r.Added, true)
	parts("difference.removed", r.Removed, false)
	changes("difference.versions", r.Versions)
	changes("difference.others", r.Others)
	kept := list[:0]
	for _, s := range list {
		if s.changed > 0 {
			kept = append(kept, s)
		}
	}
	return kept
}

// rowsOf is a row for each statement and field that changed, or one for the version alone.
func rowsOf(c *difference.Change, l i18n.Lang) []row {
	base := row{name: c.After.Name, before: c.Before.Version, after: c.After.Version}
	var list []row
	for _, x := range c.Licenses {
		r := base
		r.what, r.how = l.Word("claim", string(x.Kind)), x.How
		r.was, r.is = x.Before.License, x.After.License
		r.from, r.to = places(x.Before.From), places(x.After.From)
		list = append(list, r)
	}
	for _, x := range c.Fields {
		r := base
		r.what = l.Word("field", string(x.Field))
		r.was, r.is = value(x.Field, x.Before, l), value(x.Field, x.After, l)
		list = append(list, r)
	}
	if len(list) == 0 {
		base.is = c.After.License
		list = append(list, base)
	}
	return list
}

func value(f difference.Field, v string, l i18n.Lang) string {
	switch f {
	case difference.FieldScope:
		return l.Word("scope", v)
	case difference.FieldModified:
		if v == "" {
			v = "unknown"
		}
		return l.Word("modified", v)
	}
	return v
}

// places are where statements stand, each once.
func places(from []difference.From) string {
	var list []string
	seen := map[string]bool{}
	for _, f := range from {
		if f.Place != "" && !seen[f.Place] {
			seen[f.Place] = true
			list = append(list, f.Place)
		}
	}
	return strings.Join(list, ", ")
}

// versions is "1.0 → 1.1", or the one there is.
func (r *row) versions() string {
	if r.before == r.after || r.alone {
		return cmp.Or(r.after, r.before)
	}
	return strings.TrimSpace(r.before + " → " + r.after)
}

// arrow is "MIT → ISC", with words where a side says nothing.
func (r *row) arrow(l i18n.Lang) string {
	was, is := r.was, r.is
	switch r.how {
	case difference.Stated:
		was = l.T("difference.silent")
	case difference.Unstated:
		is = l.T("difference.silent")
	}
	if was == "" || is == "" {
		return was + is
	}
	return was + " → " + is
}

// remarks are what a reader must know of the comparison as a whole.
func remarks(r *difference.Result, l i18n.Lang) []string {
	var list []string
	if !r.Before.Complete {
		list = append(list, l.T("difference.incomplete", "name", title(r.Before)))
	}
	if !r.After.Complete {
		list = append(list, l.T("difference.incomplete", "name", title(r.After)))
	}
	for _, u := range r.Uncompared {
		only := r.Before
		if u.Only == difference.InAfter {
			only = r.After
		}
		list = append(list, l.T("difference.uncompared", "kind", string(u.Kind), "name", title(only)))
	}
	return list
}

func title(s difference.Side) string {
	return i18n.Cut(strings.TrimSpace(s.Name+" "+s.Version), maxText)
}

// maxText bounds in characters what is shown of anything that the input wrote.
const maxText = 300
