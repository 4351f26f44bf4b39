// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package comparison writes several bids side by side: for people as text, HTML and a workbook, for programs as JSON.
// Bids are columns; where a screen is too narrow for that, they stand below each other within each row.
//
// Names of bidders, software, files and rules come from strangers: they are cut, and what could hide in them is written out.
package comparison

import (
	"bufio"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// Options say how it is written.
type Options struct {
	Lang string // "en"; anything else is German
	// Created and ToolVersion stand in the page; the zero values do not.
	Created     time.Time
	ToolVersion string
	Width       int // text: columns of the terminal; 0 counts as 80
	Color       bool
	Terminal    bool // text: columns, or rows below each other where those do not fit; else tabs
}

// Limits in characters of what is shown of anything that the input wrote.
const (
	maxText = 200
	maxHead = 60 // a name above a column, and in a sentence
)

// fewNames is from how many bids on a sentence says "the others".
const fewNames = 3

// WriteJSON writes the whole comparison; reports/schema has its schema.
func WriteJSON(w io.Writer, c *assessment.Comparison) error {
	b := bufio.NewWriterSize(w, 1<<16)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(c); err != nil {
		return err
	}
	return b.Flush()
}

// words puts a comparison into one language.
type words struct {
	c *assessment.Comparison
	l i18n.Lang
}

// clean makes a text of the input safe to show: one line, nothing hidden, not endless.
func clean(s string) string { return i18n.InLog(i18n.Cut(s, maxText)) }

// say is a message in words.
func (x words) say(m inventory.Message) string {
	if m.Key == "" {
		return ""
	}
	args := make(map[string]string, len(m.Args))
	for k, v := range m.Args {
		args[k] = clean(v)
	}
	return x.l.Message(m.Key, args)
}

// head is the name above a column.
func (x words) head(i int) string { return i18n.InLog(i18n.Cut(x.c.Bids[i].Name, maxHead)) }

// names lists bids: "A, B and C".
func (x words) names(bids []int) string {
	var list []string
	for _, i := range bids {
		list = append(list, x.head(i))
	}
	last := len(list) - 1
	if last < 1 {
		return strings.Join(list, "")
	}
	return x.l.T("comparison.and", "list", strings.Join(list[:last], ", "), "last", list[last])
}

// title is what the page is about: the procedure, as far as it has a name.
func (x words) title() string {
	in := x.c.Procedure
	if in == nil {
		return ""
	}
	return clean(strings.Trim(in.Number+", "+in.Title, ", "))
}

// label is what a row is about. A rule has its name apart.
func (x words) label(r *assessment.ComparisonRow) string {
	if r.Rule != "" {
		return clean(r.Title.In(x.l.Code()))
	}
	return x.say(r.Label)
}

// named is the label with the name of the rule.
func (x words) named(r *assessment.ComparisonRow) string {
	return strings.TrimSpace(clean(r.Rule) + " " + x.label(r))
}

// published is where a criterion was published; "" of anything else.
func (x words) published(r *assessment.ComparisonRow) string {
	c := r.Criterion
	if c == nil {
		return ""
	}
	return x.l.T("comparison.published", "kind", c.Kind, "document", clean(c.Published.Document), "number", clean(c.Published.Number), "date", clean(c.Published.Date))
}

// outcome is the word of a cell; "" where nothing was judged.
func (x words) outcome(c *assessment.ComparisonCell) string {
	return clean(x.l.Word("verdict", c.Outcome))
}

// lines are what a cell says, each on a line, after its outcome.
func (x words) lines(c *assessment.ComparisonCell) []string {
	var list []string
	for _, m := range c.Says {
		list = append(list, x.say(m))
	}
	return list
}

// whole are all lines of a cell, for forms without signs and colours.
func (x words) whole(c *assessment.ComparisonCell) []string {
	var list []string
	if word := x.outcome(c); word != "" {
		list = append(list, word)
	}
	list = append(list, x.lines(c)...)
	if c.Partial {
		list = append(list, x.l.T("comparison.partial"))
	}
	return list
}

// remarks are what a reader must know first.
func (x words) remarks() []string {
	var list []string
	for _, r := range x.c.Remarks {
		m := inventory.Message{Key: r.Message.Key, Args: inventory.Args{}}
		for k, v := range r.Message.Args {
			m.Args[k] = clean(v)
		}
		if len(r.Bids) > 0 {
			m.Args["bids"] = x.names(r.Bids)
		}
		list = append(list, x.l.Message(m.Key, m.Args))
	}
	return list
}

// A sentence says how the bids differ in one or more rows.
type sentence struct {
	Lead string // the rows
	Says string
}

func (x words) sentences() []sentence {
	byID := map[string]*assessment.ComparisonRow{}
	for i := range x.c.Sections {
		for j := range x.c.Sections[i].Rows {
			byID[x.c.Sections[i].Rows[j].ID] = &x.c.Sections[i].Rows[j]
		}
	}
	var list []sentence
	for _, s := range x.c.Statements {
		var leads, parts []string
		for _, id := range s.Rows {
			if r := byID[id]; r != nil {
				leads = append(leads, x.named(r))
			}
		}
		rest := remaining(s.Parts)
		for i, p := range s.Parts {
			key := "comparison.part"
			if p.Partial {
				key = "comparison.part.partial"
			}
			if i != rest {
				parts = append(parts, x.l.T(key, "bids", x.names(p.Bids), "says", x.say(p.Says)))
			}
		}
		if rest >= 0 {
			p := s.Parts[rest]
			parts = append(parts, x.l.T("comparison.part.rest", "n", strconv.Itoa(len(p.Bids)), "says", x.say(p.Says)))
		}
		list = append(list, sentence{strings.Join(leads, "; "), strings.Join(parts, "; ") + "."})
	}
	return list
}

// remaining is the place of the part that is said of "the others", to keep long lists of names out of sentences: the
// largest, if it is of enough bids and they were read whole; else -1.
func remaining(parts []assessment.ComparisonPart) int {
	at := -1
	for i, p := range parts {
		if len(p.Bids) >= fewNames && !p.Partial && (at < 0 || len(p.Bids) > len(parts[at].Bids)) {
			at = i
		}
	}
	return at
}

// alike says how many rules ended the same way; "" where fewer than two bids were read whole.
func (x words) alike() string {
	whole := 0
	for _, b := range x.c.Bids {
		if b.Complete {
			whole++
		}
	}
	key := "comparison.alike"
	switch {
	case whole < 2:
		return ""
	case whole < len(x.c.Bids):
		key = "comparison.alike.whole"
	}
	return x.l.T(key, "n", strconv.Itoa(x.c.AlikeRules), "of", strconv.Itoa(x.c.Rules), "bids", strconv.Itoa(whole))
}

// notes say what the comparison is and is not.
func (x words) notes() []string {
	list := []string{x.l.T("comparison.note")}
	if slices.ContainsFunc(x.c.Sections, func(s assessment.ComparisonSection) bool { return s.ID == assessment.SectionB }) {
		list = append(list, x.l.T("comparison.note.points"))
	}
	return append(list, x.l.T("comparison.note.where"), x.l.T("comparison.note.verify"))
}

// note is what must be known of a section; "" of most.
func (x words) note(id string) string {
	if key := "comparison.section." + id + ".note"; x.l.Has(key) {
		return x.l.T(key)
	}
	return ""
}

// A fact is a line of the head.
type fact struct{ Label, Value string }

// facts are the measure that all bids were judged by.
func (x words) facts(o Options) []fact {
	var list []fact
	add := func(key, value string) {
		if value != "" {
			list = append(list, fact{x.l.T(key), value})
		}
	}
	c := x.c
	if in := c.Procedure; in != nil {
		lot := ""
		if in.Lot != "" {
			lot = ", " + x.l.T("report.procedure.lot") + " " + in.Lot
		}
		add("report.head.procedure", clean(strings.Trim(in.Number+", "+in.Title+lot, ", ")))
		add("report.procedure.opened", x.l.Date(clean(in.Opened)))
	}
	policy := strings.TrimSpace(c.Policy.Name + " " + c.Policy.Version)
	if title := c.Policy.Title.In(x.l.Code()); title != "" {
		policy = title + " (" + policy + ")"
	}
	add("report.head.policy", clean(policy)+" · SHA-256 "+clean(c.Policy.SHA256))
	add("report.head.frozen", x.l.Date(clean(c.Policy.FrozenOn)))
	add("report.head.use", clean(x.l.Word("use", string(c.Use))))
	stage := x.l.T("report.head.stage.none")
	if c.Stage != "" {
		stage = clean(x.l.Word("stage", string(c.Stage)))
	}
	add("report.head.stage", stage)
	add("report.procedure.outbound", clean(c.Outbound))
	add("report.head.date", x.l.Date(clean(c.Date)))
	if c.Delivered != c.Date {
		add("report.head.delivered", x.l.Date(clean(c.Delivered)))
	}
	var tools []string
	for _, t := range c.Tools[:min(len(c.Tools), 20)] {
		tools = append(tools, t.String())
	}
	add("comparison.data", clean(strings.Join(tools, ", ")))
	add("report.head.created", x.l.Time(o.Created))
	return list
}
