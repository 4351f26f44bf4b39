// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package text writes an assessment for the terminal: the verdict first, then what was found,
// by rule and cause, then what could not be read, then the figures.
//
// On a terminal lines are wrapped and equal findings shortened; in a pipe every finding is one
// line that programs like grep can use. Whatever comes from the input has its control characters
// and terminal escapes written out.
package text

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Options say how the text is written.
type Options struct {
	Lang     string // "en"; anything else is German
	Width    int    // of the terminal, in columns; below 40 it counts as 80
	Color    bool   // paint signs and headings; words say the same
	Terminal bool   // columns, wrapping and shortened lists; else plain lines
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

// A printer writes lines and remembers the first error.
type printer struct {
	w     *bufio.Writer
	a     *assessment.Assessment
	l     i18n.Lang
	o     Options
	byID  map[string]*inventory.Component
	rules map[string]*assessment.RuleUsed

	decisions map[string]*assessment.Decision // by ID
}

// Write writes the text. The same assessment and options give the same bytes.
func Write(w io.Writer, a *assessment.Assessment, o Options) error {
	if o.Width < 40 {
		o.Width = 80
	}
	o.Width = min(o.Width, 120)
	p := &printer{
		w: bufio.NewWriter(w), a: a, l: i18n.For(o.Lang), o: o,
		byID:  make(map[string]*inventory.Component, len(a.Inventory.Components)),
		rules: make(map[string]*assessment.RuleUsed, len(a.Rules)),

		decisions: a.ByID(),
	}
	for i := range a.Inventory.Components {
		p.byID[a.Inventory.Components[i].ID] = &a.Inventory.Components[i]
	}
	for i := range a.Rules {
		p.rules[a.Rules[i].ID] = &a.Rules[i]
	}
	p.head()
	switch {
	case !a.Judged():
		p.licenses()
		p.wordings()
	case o.Terminal:
		p.findings()
		p.quality()
	default:
		p.lines()
	}
	p.criteria()
	p.unmet()
	p.questions()
	p.duties()
	p.decided()
	p.overrides()
	p.unread()
	p.listed()
	p.own()
	p.excluded()
	p.summary()
	return p.w.Flush()
}

// head is the verdict with what was judged, and how complete it is.
func (p *printer) head() {
	if slices.ContainsFunc(p.a.Inventory.Issues, func(i inventory.Issue) bool { return i.Code == inventory.IssueSaved }) {
		p.line(0, p.paint(yellow, "! "+p.l.T("text.fromsaved")))
	}
	if p.a.Policy.FromInput {
		p.line(0, p.paint(yellow, "! "+p.l.T("text.frominput")))
	}
	for _, m := range p.a.Mismatch() {
		p.wrap(0, 2, p.paint(yellow, "!"), p.paint(yellow, clean(p.l.Message(m.Key, m.Args))))
	}
	subject := clean(p.a.Inventory.Title())
	complete := p.a.Inventory.Complete()
	if p.a.Judged() {
		v := p.a.Verdict
		p.line(0, p.paint(colors[v]+bold, sign(v, false)+" "+p.verdict(v, false)))
		if p.o.Terminal {
			p.wrap(0, 2, p.paint(dim, "–"), p.paint(dim, p.l.T("report.verdict."+v.String())))
		}
		policy := clean(strings.TrimSpace(p.a.Policy.Name + " " + p.a.Policy.Version))
		p.wrap(0, 2, p.paint(dim, subject), p.l.T("text.subject", "policy", policy, "date", clean(p.a.Date), "stage", p.stage()))
		if p.a.OnlyDocuments() {
			p.wrap(0, 2, "!", p.l.T("report.documents-only"))
		}
		if p.a.OnlyNotes() {
			p.wrap(0, 2, "!", p.l.T("report.notes-only"))
		}
		complete = p.a.Complete
	} else {
		p.line(0, p.paint(bold, p.l.T("text.scan", "subject", subject)))
	}
	p.procedure()
	if !complete {
		reason := p.l.T("report.incomplete.nothing")
		if i := p.a.Inventory.Interrupted(); i != nil {
			reason = p.l.T("report.incomplete.interrupted", "files", i.Args["files"])
		} else if n := p.count(inventory.Unread); n > 0 {
			reason = p.l.T("report.incomplete.unread", "n", strconv.Itoa(n))
		}
		p.wrap(0, 2, p.paint(yellow+bold, "! "+p.l.T("verdict.incomplete")+":"), reason)
	}
	p.line(0, "")
}

// stage is where the procurement stands, or that nobody said so.
func (p *printer) stage() string {
	if p.a.Stage == "" {
		return p.l.T("report.head.stage.none")
	}
	return clean(p.l.Word("stage", string(p.a.Stage)))
}

func (p *printer) count(effect inventory.Effect) int {
	n := 0
	for _, i := range p.a.Inventory.Issues {
		if i.Effect == effect {
			n++
		}
	}
	return n
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
		p.line(0, p.l.T("text.none"))
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

// long is clean for a sentence of ours that holds texts of the input.
func long(s string) string { return i18n.Visible(i18n.Cut(s, maxProse)) }

// clean makes a text of the input safe for a terminal: one line, nothing hidden, not endless.
func clean(s string) string { return i18n.Visible(i18n.Cut(s, maxText)) }
