// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package markdown writes an assessment for a merge request, a wiki or a file: CommonMark with the tables of GFM, the
// result first, then what is to be done, then the evidence. Its length follows the number of causes.
//
// Texts of the input are escaped or stand in code spans: nothing in them is markup, a link, a mention or HTML.
package markdown

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/escape"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// Options say how it is written.
type Options struct {
	Lang        string    // "en"; anything else is German
	Created     time.Time // stands in the head, unless zero
	ToolVersion string    // of the program; "" does not stand there
}

// What is shown at most. Whoever needs more finds it in the saved result; the document says how many there are.
const (
	maxCauses     = 200
	maxPlaces     = 20 // of a cause, fewer where there are many causes
	totalPlaces   = 600
	maxComponents = 10  // of a cause, duty or question
	maxWordings   = 3   // of a cause
	maxQuestions  = 100 // of an addressee
	maxRows       = 100 // of a table
	maxListed     = 500 // components of a scan
	maxLicenses   = 15
	maxPaths      = 10 // of one kind of issue

	maxText  = 300  // characters
	maxProse = 2000 // characters of a rule's documentation, or of a person's reason
	maxPath  = 160
	maxQuote = 140
)

// Write writes it.
func Write(w io.Writer, a *assessment.Assessment, o Options) error {
	p := &printer{w: bufio.NewWriter(w), a: a, l: i18n.For(o.Lang), o: o, byID: a.Inventory.ByID(),
		rules: a.RulesByID(), decisions: a.DecisionsByID(), words: a.RuleWords()}
	p.head()
	p.result()
	if a.Judged() {
		p.todo()
		p.findings()
		p.classes()
		p.duties()
		p.decided()
		p.ruled()
	} else {
		p.unread()
		p.licenses()
		p.components()
	}
	p.limits()
	p.basis()
	p.line("")
	p.line("---")
	p.line("")
	p.line(text(p.l.T("report.footer")))
	return p.w.Flush()
}

type printer struct {
	w         *bufio.Writer
	a         *assessment.Assessment
	l         i18n.Lang
	o         Options
	byID      map[string]*inventory.Component
	rules     map[string]*assessment.RuleUsed
	decisions map[string]*assessment.Decision
	words     map[string]string // by rule, what it came to
}

// line writes one; its parts are Markdown already.
func (p *printer) line(parts ...string) {
	for _, s := range parts {
		p.w.WriteString(s)
	}
	p.w.WriteByte('\n')
}

// paragraph writes one with a blank line before it, and nothing for "".
func (p *printer) paragraph(s string) {
	if s != "" {
		p.line("")
		p.line(s)
	}
}

func (p *printer) section(key string) {
	p.line("")
	p.line("## ", text(p.l.T(key)))
}

func (p *printer) subsection(s string) {
	p.line("")
	p.line("### ", s)
}

// items writes a list with a blank line before it.
func (p *printer) items(all []string) {
	if len(all) > 0 {
		p.line("")
	}
	for _, s := range all {
		p.line("* ", s)
	}
}

// table writes one with the headings of those keys. A row has as many cells, which are Markdown already.
func (p *printer) table(rows [][]string, keys ...string) {
	heads := make([]string, len(keys))
	for i, key := range keys {
		heads[i] = text(p.l.T(key))
	}
	p.line("")
	p.line("| ", strings.Join(heads, " | "), " |")
	p.line("|", strings.Repeat(" --- |", len(heads)))
	for _, row := range rows[:min(len(rows), maxRows)] {
		p.line("| ", strings.Join(row, " | "), " |")
	}
	if more := len(rows) - maxRows; more > 0 {
		p.paragraph(text(p.l.T("report.more.saved", "n", strconv.Itoa(more))))
	}
}

// text is a text of ours or of others, cut and escaped.
func text(s string) string { return escape.Markdown(i18n.Cut(s, maxText)) }

func prose(s string) string { return escape.Markdown(i18n.Cut(s, maxProse)) }

func path(s string) string { return escape.Code(i18n.CutMiddle(s, maxPath)) }

// code is a licence, a hash or an ID.
func code(s string) string { return escape.Code(i18n.Cut(s, maxText)) }

// strong is for pieces of Markdown; with a blank at an end the asterisks would stand there as such.
func strong(s string) string { return "**" + strings.TrimSpace(s) + "**" }

func (p *printer) say(m inventory.Message) string {
	if m.Key == "" {
		return ""
	}
	return prose(p.l.Message(m.Key, m.Args))
}

// component names one.
func (p *printer) component(id string) string {
	c := p.byID[id]
	if c == nil || c.Name == "" {
		return path(id)
	}
	return escape.Code(i18n.CutMiddle(c.Name, maxPath) + strings.TrimRight(" "+i18n.Cut(c.Version, 60), " "))
}

// names are the first of some components on one line, and how many more there are.
func (p *printer) names(ids []string, most int) string {
	var list []string
	for _, id := range ids[:min(len(ids), most)] {
		list = append(list, p.component(id))
	}
	s := strings.Join(list, ", ")
	if more := len(ids) - most; more > 0 {
		s += " " + text(p.l.T("report.more", "n", strconv.Itoa(more)))
	}
	return s
}

// place is where evidence stands, with its wording: `src/a.c:3-5`: “…”.
func place(e inventory.Evidence, quoted bool) string {
	at := inventory.Evidence{Path: i18n.CutMiddle(e.Path, maxPath), Line: e.Line}
	if s := escape.Code(at.Place()); !quoted || e.Quote == "" {
		return s
	} else {
		return s + ": " + escape.Code(i18n.Cut(e.Quote, maxQuote))
	}
}

// source names one with its Stand, and its address in letters.
func (p *printer) source(s assessment.Source) string {
	date, secondary, address := "", "", ""
	if s.Date != "" {
		date = text(p.l.T("report.source.date", "date", s.Date))
	}
	if s.Secondary {
		secondary = text(p.l.T("report.source.secondary"))
	}
	if s.URL != "" {
		address = code(s.URL)
	}
	return i18n.Commas(text(s.Title), text(s.Section), date, secondary, address)
}

// sign is a verdict for the eye; the word beside it says the same.
func sign(word string) string {
	switch word {
	case "violated":
		return "✗"
	case "review":
		return "?"
	case "conditional", "lacking":
		return "!"
	case "satisfied", "remarked", "justified", "excepted":
		return "✓"
	}
	return "·"
}

// mark is a value of the vocabulary "verdict" with its sign.
func (p *printer) mark(word string) string { return sign(word) + " " + text(p.l.Word("verdict", word)) }
