// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package text writes an assessment for the terminal: the verdict first, then what was found,
// by rule and cause, then what could not be read, then the figures. Whom it is for, a [View] says.
//
// On a terminal lines are wrapped and equal findings shortened; in a pipe every finding is one
// line that programs like grep can use: rule, verdict, component, licence, place and message, with ": " between them;
// what a finding does not have is left out, the first two and the message always stand there. Whatever comes from the input
// has its control characters and terminal escapes written out, and what CI systems take for a command.
package text

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Options say how the text is written.
type Options struct {
	Lang     string        // "en"; anything else is German
	Width    int           // of the terminal, in columns; 0 counts as 80, and what is below 32 as 32
	Color    bool          // paint signs and headings; words say the same
	Terminal bool          // columns, wrapping and shortened lists; else plain lines
	View     View          // whom it is for; "" chooses, see [View]
	From     string        // the folder in which places begin, as whoever reads can open it; "" where that is the present one or not known
	Took     time.Duration // how long it took to examine and judge; 0 where nobody measured
}

// What a terminal shows; the rest is counted, and stands in the saved result.
const (
	maxCauses     = 100 // the worst
	maxPlaces     = 5   // a cause
	maxComponents = 5   // a cause
	maxQuestions  = 50  // an addressee; and rules that were violated
	maxRows       = 100 // licences of a scan
	maxUnread     = 20
	maxExcluded   = 20
	maxText       = 300 // characters of anything that the input wrote
	maxProse      = 900 // characters of a sentence with such texts
)

// minWidth is what a table needs.
const minWidth = 32

// maxMeasure is how many columns a line of prose has at most, so that the eye finds the next one.
const maxMeasure = 120

// A printer writes lines and remembers the first error.
type printer struct {
	w       *bufio.Writer
	a       *assessment.Assessment
	l       i18n.Lang
	o       Options
	measure int // columns of prose
	byID    map[string]*inventory.Component
	rules   map[string]*assessment.RuleUsed

	decisions map[string]*assessment.Decision // by ID
	words     map[string]string               // by rule, what it came to
}

// Write writes the text. The same assessment and options give the same bytes.
func Write(w io.Writer, a *assessment.Assessment, o Options) error {
	p := newPrinter(w, a, o)
	p.view()
	return p.w.Flush()
}

func newPrinter(w io.Writer, a *assessment.Assessment, o Options) *printer {
	if o.Width == 0 {
		o.Width = 80
	}
	o.Width = max(o.Width, minWidth)
	return &printer{
		w: bufio.NewWriter(w), a: a, l: i18n.For(o.Lang), o: o, measure: min(o.Width, maxMeasure),
		byID:      a.Inventory.ByID(),
		rules:     a.RulesByID(),
		decisions: a.DecisionsByID(),
		words:     a.RuleWords(),
	}
}

// lines writes one line a result, the worst first: rule, verdict, component, licence, place, message.
func (p *printer) lines() {
	results := make([]*assessment.Result, len(p.a.Results))
	for i := range p.a.Results {
		results[i] = &p.a.Results[i]
	}
	slices.SortStableFunc(results, func(x, y *assessment.Result) int { return y.Severity() - x.Severity() })
	for _, r := range results {
		parts := []string{clean(r.Rule), p.said(r)}
		for _, s := range []string{p.name(r.Component), spdx.Text(r.Expression), first(p.places(r))} {
			if s != "" {
				parts = append(parts, clean(s))
			}
		}
		parts = append(parts, clean(p.l.Message(r.Message.Key, r.Message.Args)))
		if line := p.decision(r); line != "" {
			parts[len(parts)-1] += " – " + line
		}
		p.line(0, strings.Join(parts, ": "))
	}
	if len(p.a.Results) == 0 {
		p.none()
	}
	p.line(0, "")
}

// said is the verdict of a result in words.
func (p *printer) said(r *assessment.Result) string {
	return p.l.Word("verdict", r.Word(p.decisions[r.Decision]))
}

// name is what a person calls a component.
func (p *printer) name(id string) string {
	c := p.byID[id]
	if c == nil || c.Name == "" {
		return id
	}
	return strings.TrimSpace(c.Name + " " + c.Version)
}

// places are where a result was seen: path:line.
func (p *printer) places(r *assessment.Result) []string {
	seen := r.Seen(p.byID[r.Component])
	places := make([]string, len(seen))
	for i, e := range seen {
		e.Line.Last = e.Line.First // editors open one line
		places[i] = e.Place()
	}
	return places
}

// saved says how many more of something are in the saved result only.
func (p *printer) saved(indent, more int) {
	if more > 0 {
		p.wrap(indent, indent+2, p.paint(dim, "…"), p.paint(dim, p.l.T("report.more.saved", "n", strconv.Itoa(more))))
	}
}

// fits is how many of a list are shown: on a terminal the first, in a pipe all.
func (p *printer) fits(total, most int) int {
	if !p.o.Terminal {
		return total
	}
	return min(total, most)
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// most is how many of a list are shown, fewer of them to a developer.
func (p *printer) most(all, developer int) int {
	if p.chosen() == ViewDeveloper {
		return developer
	}
	return all
}

// say is a message of ours that holds texts of the input.
func (p *printer) say(m inventory.Message) string { return long(p.l.Message(m.Key, m.Args)) }

// long is clean for a sentence of ours that holds texts of the input.
func long(s string) string { return i18n.InLog(i18n.Cut(s, maxProse)) }

// clean makes a text of the input safe for a terminal: one line, nothing hidden, not endless.
func clean(s string) string { return i18n.InLog(i18n.Cut(s, maxText)) }
