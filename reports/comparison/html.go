// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package comparison

import (
	_ "embed" // the page
	"io"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/reports/page"
)

//go:embed page.gohtml
var pageText string

// From how many bids on a page lies across when printed, and on a screen that is not very wide sets them in a grid
// within each row.
const (
	broadFrom = 4
	manyFrom  = 7
)

// A view is what the template sees: everything cut and put into words.
type view struct {
	page.Shell
	Heading, Subject string
	Facts            []fact
	Remarks          []string
	Bids             []pageBid
	Sentences        []sentence
	None             string // said where nothing differs
	Alike            string
	Notes            []string
	Table            string // class of the tables
	Sections         []pageSection
}

type pageBid struct {
	Name, Title, File string
	Mark              pageMark
	Partial           bool
}

// A pageMark is an outcome for the eye: a sign, a word and a colour, of which the word alone suffices.
type pageMark struct{ Class, Word string }

type pageSection struct {
	ID, Title, Note string
	Number          int
	Heads           []string
	Rows            []pageRow
}

type pageRow struct {
	Rule, Label, Published string
	Differs                bool
	Cells                  []pageCell
}

type pageCell struct {
	Head    string // of its column
	Mark    pageMark
	Figure  string // what a cell without a mark says first
	Points  string
	Lines   []string
	Partial bool
}

// WriteHTML writes a page that needs nothing beside itself.
func WriteHTML(w io.Writer, c *assessment.Comparison, o Options) error {
	x := words{c, i18n.For(o.Lang)}
	t, err := page.New(x.l).Parse(pageText)
	if err != nil {
		return err
	}
	return page.Execute(w, t, t.Name(), x.view(o))
}

func (x words) view(o Options) view {
	n := strconv.Itoa(len(x.c.Bids))
	v := view{
		Shell:   page.NewShell(x.l, x.l.T("comparison.title", "n", n, "title", x.title()), x.l.T("comparison.running", "title", i18n.Cut(x.title(), 60))),
		Heading: x.l.T("comparison.heading", "n", n), Subject: x.title(), Facts: x.facts(o), Remarks: x.remarks(),
		Sentences: x.sentences(), Alike: x.alike(), Notes: x.notes(), Table: "compare stack",
	}
	if len(x.c.Bids) >= broadFrom {
		v.Class = "broad"
	}
	if len(x.c.Bids) >= manyFrom {
		v.Table = "compare many"
	}
	if len(v.Sentences) == 0 {
		v.None = x.l.T("comparison.statements.none")
	}
	var heads []string
	for i, b := range x.c.Bids {
		heads = append(heads, x.head(i))
		v.Bids = append(v.Bids, pageBid{clean(b.Name), clean(b.Title), clean(b.File), x.mark(b.Verdict.String()), !b.Complete})
	}
	for i, s := range x.c.Sections {
		p := pageSection{ID: s.ID, Title: x.l.T("comparison.section." + s.ID), Note: x.note(s.ID), Number: i + 3, Heads: heads}
		for j := range s.Rows {
			p.Rows = append(p.Rows, x.row(&s.Rows[j], heads))
		}
		v.Sections = append(v.Sections, p)
	}
	return v
}

func (x words) row(r *assessment.ComparisonRow, heads []string) pageRow {
	p := pageRow{Rule: clean(r.Rule), Label: x.label(r), Published: x.published(r), Differs: r.Differs}
	for i := range r.Cells {
		c := &r.Cells[i]
		shown := pageCell{Head: heads[i], Mark: x.mark(c.Outcome), Lines: x.lines(c), Partial: c.Partial}
		switch { // they come first
		case len(shown.Lines) == 0:
		case c.Points != nil:
			shown.Points, shown.Lines = shown.Lines[0], shown.Lines[1:]
		case shown.Mark.Word == "":
			shown.Figure, shown.Lines = shown.Lines[0], shown.Lines[1:]
		}
		p.Cells = append(p.Cells, shown)
	}
	return p
}

// mark gives an outcome its sign and word; the zero mark where nothing was judged.
func (x words) mark(outcome string) pageMark {
	class := outcome
	switch outcome {
	case "":
		return pageMark{}
	case "lacking":
		class = "conditional"
	case "noted":
		class = "note"
	}
	return pageMark{strings.ToLower(clean(class)), clean(x.l.Word("verdict", outcome))}
}
