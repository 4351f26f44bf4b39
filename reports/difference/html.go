// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package difference

import (
	_ "embed" // the page
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lizenzlotse/reports/i18n"
	"lizenzlotse/reports/page"
	"lizenzlotse/scanner/difference"
)

//go:embed page.gohtml
var pageText string

// maxPageRows is how many rows of a list a page shows.
const maxPageRows = 2000

type view struct {
	page.Shell
	Subject         string
	None, Unchanged string
	Head            []fact
	Remarks         []string
	Sections        []pageSection
}

// A fact tells two files apart that lie in a folder: what was compared, when and with what.
type fact struct{ Name, Value, SHA256 string }

type pageSection struct {
	ID, Title, Count, More string
	Rows                   []pageRow
	What, Was, Is          bool // some row says it
}

type pageRow struct{ Name, Versions, What, Was, Is, From, To string }

// WriteHTML writes a page that needs nothing beside itself.
func WriteHTML(w io.Writer, r *difference.Result, o Options) error {
	l := i18n.For(o.Lang)
	t, err := page.New(l).Parse(pageText)
	if err != nil {
		return err
	}
	heading := clean(l.T("difference.title", "before", title(r.Before), "after", title(r.After)))
	p := view{
		Shell: page.NewShell(l, heading, heading), Subject: clean(title(r.Before) + " → " + title(r.After)),
		None: capital(l.T("difference.none", "unchanged", strconv.Itoa(r.Unchanged))), Unchanged: l.T("difference.unchanged", "n", strconv.Itoa(r.Unchanged)),
	}
	add := func(key, value, sha256 string) {
		if value != "" {
			p.Head = append(p.Head, fact{l.T(key), clean(value), clean(sha256)})
		}
	}
	add("difference.col.was", title(r.Before), r.Before.SHA256)
	add("difference.col.is", title(r.After), r.After.SHA256)
	add("report.head.created", l.Time(o.Created), "")
	add("difference.program", strings.TrimSpace("Lizenzlotse "+o.ToolVersion), "")
	for _, s := range remarks(r, l) {
		p.Remarks = append(p.Remarks, capital(clean(s)))
	}
	for _, s := range sections(r, l) {
		x := pageSection{ID: strings.TrimPrefix(s.key, "difference."), Title: capital(l.T(s.key)), Count: l.Number(s.changed)}
		if more := len(s.rows) - maxPageRows; more > 0 {
			x.More = l.T("difference.more", "n", strconv.Itoa(more))
		}
		for _, row := range s.rows[:min(len(s.rows), maxPageRows)] {
			was, is := clean(row.was), clean(row.is)
			switch row.how {
			case difference.Stated:
				was = l.T("difference.silent")
			case difference.Unstated:
				is = l.T("difference.silent")
			}
			x.What, x.Was, x.Is = x.What || row.what != "", x.Was || was != "", x.Is || is != ""
			x.Rows = append(x.Rows, pageRow{clean(row.name), clean(row.versions()), row.what, was, is, clean(row.from), clean(row.to)})
		}
		p.Sections = append(p.Sections, x)
	}
	return page.Execute(w, t, t.Name(), p)
}

// capital begins a heading or sentence of what stands in lower case on the lines of a terminal.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
