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
	Base     string        // the folder of what was examined, as whoever reads can open it; "" where it cannot be opened, or is the present one
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
}

// Write writes the text. The same assessment and options give the same bytes.
func Write(w io.Writer, a *assessment.Assessment, o Options) error {
	p := newPrinter(w, a, o)
	for i := range a.Inventory.Components {
		p.byID[a.Inventory.Components[i].ID] = &a.Inventory.Components[i]
	}
	for i := range a.Rules {
		p.rules[a.Rules[i].ID] = &a.Rules[i]
	}
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
		byID:      make(map[string]*inventory.Component, len(a.Inventory.Components)),
		rules:     make(map[string]*assessment.RuleUsed, len(a.Rules)),
		decisions: a.ByID(),
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

func (p *printer) verdict(v assessment.Verdict, noted bool) string {
	if noted {
		return p.l.T("verdict.noted")
	}
	return p.l.Word("verdict", v.String())
}

// said is the verdict of a result. One that is satisfied stands there for its remark alone, or for the decision that
// made it so.
func (p *printer) said(r *assessment.Result) string {
	switch r.Settled(p.decisions[r.Decision]) {
	case assessment.Justification:
		return p.l.T("verdict.justified")
	case assessment.Exception:
		return p.l.T("verdict.excepted")
	}
	if r.Verdict == assessment.Conditional {
		return p.l.T("verdict.lacking")
	}
	if r.Verdict == assessment.Satisfied && !r.Noted {
		return p.l.T("verdict.remarked")
	}
	return p.verdict(r.Verdict, r.Noted)
}

// name is what a person calls a component.
func (p *printer) name(id string) string {
	c := p.byID[id]
	if c == nil || c.Name == "" {
		return id
	}
	return strings.TrimSpace(c.Name + " " + c.Version)
}

// places are where the evidence stands: path:line. Without any it is the file, or where the component was met.
func (p *printer) places(r *assessment.Result) []string {
	var places []string
	for _, e := range r.Evidence {
		place := e.Path
		if e.Line.First > 0 {
			place += ":" + strconv.Itoa(e.Line.First)
		}
		places = append(places, place)
	}
	if len(places) == 0 && r.File != "" {
		places = append(places, r.File)
	}
	if c := p.byID[r.Component]; c != nil && len(places) == 0 {
		for _, i := range c.Instances {
			place := i.Path
			if place == "" {
				place = i.Document
			}
			if place != "" && place != "." {
				places = append(places, place)
			}
		}
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

// long is clean for a sentence of ours that holds texts of the input.
func long(s string) string { return i18n.InLog(i18n.Cut(s, maxProse)) }

// clean makes a text of the input safe for a terminal: one line, nothing hidden, not endless.
func clean(s string) string { return i18n.InLog(i18n.Cut(s, maxText)) }
