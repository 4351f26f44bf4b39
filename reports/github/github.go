// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package github writes findings as workflow commands of GitHub Actions, which turn lines of a job's log into
// annotations beside the files.
//
// GitHub takes ten errors, ten warnings and ten notices a step, so equal findings are one annotation at their
// first place, the worst come first, and the last notice says the result and how much is not shown.
package github

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/finding"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// Limits of GitHub for a step, and how many components one annotation names.
const (
	maxOfAType = 10
	maxNames   = 5
)

// Options say how the commands are written.
type Options struct {
	Lang string // "en"; anything else is German
	From string // the folder in which the paths of the result begin, see [finding.New]
}

// The types of an annotation.
const (
	failure = "error"
	warning = "warning"
	notice  = "notice"
)

// Write writes the commands. The same assessment and options give the same bytes.
func Write(w io.Writer, a *assessment.Assessment, o Options) error {
	l := i18n.For(o.Lang)
	p := &printer{w: bufio.NewWriter(w), l: l, show: finding.New(a, l, o.From), left: map[string]int{failure: maxOfAType, warning: maxOfAType, notice: maxOfAType - 1}}
	hidden := p.unread(a) + p.findings(a)
	p.summary(a, hidden)
	return p.w.Flush()
}

type printer struct {
	w    *bufio.Writer
	l    i18n.Lang
	show *finding.Shown
	left map[string]int // how many annotations of a type may still be written
}

// unread annotates what was not read, and gives how many of it were not shown. Half of the errors stay for findings.
func (p *printer) unread(a *assessment.Assessment) (hidden int) {
	shown := 0
	for i := range a.Inventory.Issues {
		issue := &a.Inventory.Issues[i]
		if issue.Effect != inventory.Unread {
			continue
		}
		if shown == maxOfAType/2 {
			hidden++
			continue
		}
		shown++
		p.left[failure]--
		at := p.show.PlaceOf(issue)
		text := p.show.Issue(issue)
		if at.Inner != "" {
			text = i18n.Visible(at.String()) + ": " + text
		}
		p.command(failure, at, p.l.T("report.ci.unread"), text)
	}
	return hidden
}

// findings annotates the causes, and gives how many were not shown.
func (p *printer) findings(a *assessment.Assessment) (hidden int) {
	for _, c := range a.Causes(func(r *assessment.Result) string {
		return p.show.Said(r) + "\x00" + p.show.Text(r) + "\x00" + r.Decision
	}) {
		first := c.Results[0]
		kind := typeOf(first)
		if kind == "" || p.show.Settled(first) != "" {
			continue
		}
		if p.left[kind] == 0 {
			hidden++
			continue
		}
		p.left[kind]--
		at := p.show.Places(first)[0]
		text := p.show.Said(first) + ": " + p.show.Text(first)
		if names := p.names(c); names != "" {
			text += "\n" + names
		}
		if at.Inner != "" {
			text += "\n" + i18n.Visible(at.String())
		}
		if fix := p.show.Fix(c.Rule); fix != "" {
			text += "\n" + p.l.T("text.fix", "fix", fix)
		}
		p.command(kind, at, p.show.Title(c.Rule), text)
	}
	return hidden
}

// names are what a cause is about, the first of it.
func (p *printer) names(c *assessment.Cause) string {
	var names []string
	seen, more := map[string]bool{}, 0
	for _, r := range c.Results {
		name := p.show.Name(r)
		switch {
		case name == "" || seen[name]:
		case len(names) == maxNames:
			more++
		default:
			seen[name] = true
			names = append(names, name)
		}
	}
	text := strings.Join(names, ", ")
	if more > 0 {
		text += ", " + p.l.T("text.more", "n", strconv.Itoa(more))
	}
	return text
}

// typeOf is the type of an annotation; "" for what needs none.
func typeOf(r *assessment.Result) string {
	switch {
	case r.Noted, r.Verdict == assessment.Conditional:
		return notice
	case r.Verdict == assessment.Violated:
		return failure
	case r.Verdict == assessment.Review:
		return warning
	}
	return ""
}

// summary says what came out, and what of it is not shown.
func (p *printer) summary(a *assessment.Assessment, hidden int) {
	text := p.l.T("report.ci.summary", "subject", i18n.Cut(i18n.Visible(a.Inventory.Title()), finding.MaxName), "verdict", p.show.Verdict())
	if !a.Judged() {
		text += "\n" + p.l.T("report.ci.unjudged")
	}
	if b := a.Baseline; a.Compared() {
		for _, m := range []inventory.Message{b.Message(a), b.Verdicts()} {
			text += "\n" + i18n.Visible(p.l.Message(m.Key, m.Args))
		}
	}
	if hidden > 0 {
		text += "\n" + p.l.T("report.ci.not-shown", "n", strconv.Itoa(hidden))
	}
	p.command(notice, finding.Place{}, "Lizenzlotse", text)
}

var (
	data     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// command writes one line. What is in it cannot end it, nor begin another command: only the line breaks put in here are
// left of texts that went through [i18n.Visible], and those are escaped.
func (p *printer) command(kind string, at finding.Place, title, text string) {
	lines := strings.Split(text, "\n")
	for i, line := range lines { // the job shows them in its log, which other programs read too
		lines[i] = i18n.InLog(line)
	}
	title, text = i18n.InLog(title), strings.Join(lines, "\n")
	p.w.WriteString("::" + kind + " ")
	if at.Path != "" {
		p.w.WriteString("file=" + property.Replace(i18n.InLog(at.Path)) + ",line=" + strconv.Itoa(at.Line()))
		if at.Inner == "" && at.Last > at.First {
			p.w.WriteString(",endLine=" + strconv.Itoa(at.Last))
		}
		p.w.WriteByte(',')
	}
	p.w.WriteString("title=" + property.Replace(title) + "::" + data.Replace(text) + "\n")
}
