// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package outbound writes under which licences a work may be released: as text for people, as JSON for programs.
package outbound

import (
	"bufio"
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// Options say how the text is written.
type Options struct {
	Lang     string // "en"; anything else is German
	Width    int    // columns of the terminal; 0 counts as 80
	Color    bool
	Terminal bool // break lines between words
}

// Limits of what the text shows of one reason; the JSON has all of it.
const (
	maxNames  = 5
	maxPlaces = 3
	maxOwn    = 20
	maxText   = 200 // characters of anything that the input wrote
)

// WriteJSON writes the whole result; reports/schema has its schema.
func WriteJSON(w io.Writer, r *assessment.Release) error {
	b := bufio.NewWriterSize(w, 1<<16)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return err
	}
	return b.Flush()
}

// A printer writes the text.
type printer struct {
	w *bufio.Writer
	l i18n.Lang
	o Options
}

// WriteText writes a table of the candidates and below it, for each, what speaks against it and what to mind.
func WriteText(w io.Writer, r *assessment.Release, o Options) error {
	if o.Width == 0 {
		o.Width = 80
	}
	p := &printer{bufio.NewWriter(w), i18n.For(o.Lang), o}
	p.line(0, p.bold(p.l.T("outbound.title", "name", clean(cmp.Or(r.Subject.Title, r.Subject.Name)))))
	own := ""
	if r.OwnComponents > 0 {
		own = strconv.Itoa(r.OwnComponents)
	}
	p.line(0, p.l.T("outbound.scope", "components", strconv.Itoa(r.Components), "own", own))
	p.line(0, "")
	p.table(r)
	every := common(r.Candidates)
	if len(every) > 0 {
		p.line(0, "")
		p.line(0, p.bold(p.l.T("outbound.every")))
		for _, x := range r.Candidates[0].Reasons {
			if every[key(&x)] {
				p.reason(&x, "")
			}
		}
	}
	for i, c := range r.Candidates {
		if names := alike(r.Candidates, i, every); names != "" {
			p.line(0, "")
			p.line(0, p.bold(names+": "+p.answer(c.Answer)))
			for _, x := range c.Reasons {
				if !every[key(&x)] {
					p.reason(&x, names)
				}
			}
		}
	}
	p.own(r.Own)
	p.listed(r.Issues)
	p.line(0, "")
	p.line(0, p.l.T("outbound.note"))
	return p.w.Flush()
}

// key is the same for reasons that read alike.
func key(x *assessment.ReleaseReason) string {
	return string(x.Answer) + x.Message.String() + strings.Join(x.Components, " ") + strings.Join(x.With, " ")
}

// common are the keys of the reasons that all candidates have, or the only one.
func common(list []assessment.ReleaseCandidate) map[string]bool {
	count := map[string]int{}
	for _, c := range list {
		for i := range c.Reasons {
			count[key(&c.Reasons[i])]++
		}
	}
	every := map[string]bool{}
	if len(list) < 2 {
		return every
	}
	for k, n := range count {
		if n == len(list) {
			every[k] = true
		}
	}
	return every
}

// alike names the candidate i with those after it of which the same is said, but for their own names; "" where an
// earlier one names it, or nothing is said beyond what holds for every one.
func alike(list []assessment.ReleaseCandidate, i int, every map[string]bool) string {
	said := func(c assessment.ReleaseCandidate) string {
		all := ""
		for _, x := range c.Reasons {
			if every[key(&x)] {
				continue
			}
			if x.Message.Args["outbound"] == c.License {
				x.Message.Args = maps.Clone(x.Message.Args)
				x.Message.Args["outbound"] = ""
			}
			all += key(&x) + "\n"
		}
		return all
	}
	this := said(list[i])
	if this == "" {
		return ""
	}
	var names []string
	for n, c := range list {
		switch {
		case said(c) != this || c.Answer != list[i].Answer:
		case n < i:
			return ""
		default:
			names = append(names, clean(c.License))
		}
	}
	return strings.Join(names, ", ")
}

func (p *printer) table(r *assessment.Release) {
	width := 0
	count := map[assessment.ReleaseAnswer]int{}
	for _, c := range r.Candidates {
		width = max(width, utf8.RuneCountInString(clean(c.License)))
		count[c.Answer]++
	}
	for _, c := range r.Candidates {
		name := clean(c.License)
		p.line(2, sign(c.Answer)+" "+name+strings.Repeat(" ", width-utf8.RuneCountInString(name)+2)+p.answer(c.Answer))
	}
	p.line(2, p.l.T("outbound.summary", "possible", strconv.Itoa(count[assessment.ReleasePossible]),
		"open", strconv.Itoa(count[assessment.ReleaseOpen]), "out", strconv.Itoa(count[assessment.ReleaseRuledOut])))
}

// reason writes one reason; names are those of the candidates it is written for, "" where it is for all.
func (p *printer) reason(x *assessment.ReleaseReason, names string) {
	lead := p.answer(x.Answer)
	if x.Answer == assessment.ReleasePossible {
		lead = p.l.T("outbound.mind")
	}
	p.line(2, sign(x.Answer)+" "+lead+": "+p.message(x.Message, names))
	if len(x.Components) == 0 {
		return // it is about the whole
	}
	detail := p.l.T("outbound.components", "n", strconv.Itoa(len(x.Components)), "names", p.names(x.Components))
	if len(x.Relations) == 0 {
		detail += "; " + p.l.T("outbound.no-relation")
	}
	for i, k := range x.Relations {
		detail += [...]string{"; ", ", "}[min(i, 1)] + p.l.Word("relation", string(k))
	}
	if len(x.With) > 0 {
		detail += "; " + p.l.T("outbound.with", "names", p.names(x.With))
	}
	if at := places(x.Evidence); at != "" {
		detail += "; " + at
	}
	p.line(4, detail)
}

func (p *printer) own(list []assessment.OwnLicense) {
	if len(list) == 0 {
		return
	}
	p.line(0, "")
	p.line(0, p.bold(p.l.T("outbound.own-head")))
	for _, x := range list[:min(len(list), maxOwn)] {
		s := clean(x.License) + ": " + p.message(x.Message, "")
		if at := places(x.Evidence); at != "" {
			s += " (" + at + ")"
		}
		p.line(2, s)
	}
	if more := len(list) - maxOwn; more > 0 {
		p.line(2, "… "+p.l.T("outbound.more", "n", strconv.Itoa(more)))
	}
}

// listed is what lists say of how components are used, where it leaves something open.
func (p *printer) listed(list []inventory.Issue) {
	if len(list) == 0 {
		return
	}
	p.line(0, "")
	p.line(0, p.bold(p.l.T("report.listed")))
	for _, i := range list[:min(len(list), maxOwn)] {
		p.line(2, "? "+clean(i.Path)+": "+i18n.InLog(i18n.Cut(p.l.Issue(i.Code, i.Args), 2*maxText)))
	}
	if more := len(list) - maxOwn; more > 0 {
		p.line(2, "… "+p.l.T("outbound.more", "n", strconv.Itoa(more)))
	}
}

func (p *printer) answer(a assessment.ReleaseAnswer) string {
	return p.l.Word("release-answer", string(a))
}

// sign is the answer in one character, for whoever sees no colour.
func sign(a assessment.ReleaseAnswer) string {
	switch a {
	case assessment.ReleasePossible:
		return "✓"
	case assessment.ReleaseOpen:
		return "?"
	}
	return "✗"
}

// message is a message in words; of several candidates for which it is the same it names all.
func (p *printer) message(m inventory.Message, names string) string {
	args := make(map[string]string, len(m.Args))
	for k, v := range m.Args {
		args[k] = clean(v)
	}
	if args["outbound"] != "" && names != "" {
		args["outbound"] = names
	}
	return p.l.Message(m.Key, args)
}

func (p *printer) names(ids []string) string {
	var list []string
	for _, id := range ids[:min(len(ids), maxNames)] {
		list = append(list, clean(id))
	}
	if more := len(ids) - maxNames; more > 0 {
		list = append(list, "… "+p.l.T("outbound.more", "n", strconv.Itoa(more)))
	}
	return strings.Join(list, ", ")
}

// places are the first places as "path:line", each once.
func places(list []inventory.Evidence) string {
	var at []string
	for _, e := range list {
		s := clean(e.Path)
		if e.Line.First > 0 {
			s += ":" + strconv.Itoa(e.Line.First)
		}
		switch {
		case s == "" || slices.Contains(at, s):
		case len(at) == maxPlaces:
			return strings.Join(at, ", ") + ", …"
		default:
			at = append(at, s)
		}
	}
	return strings.Join(at, ", ")
}

// clean makes a text of the input safe for a terminal: one line, nothing hidden, not endless.
func clean(s string) string { return i18n.InLog(i18n.Cut(s, maxText)) }

func (p *printer) bold(s string) string {
	if !p.o.Color {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

// line writes a line, on a terminal broken between words; what follows is indented by two more.
func (p *printer) line(indent int, s string) {
	if !p.o.Terminal || utf8.RuneCountInString(s)+indent <= p.o.Width {
		p.put(indent, s)
		return
	}
	line, at := "", indent
	for word := range strings.FieldsSeq(s) {
		if line != "" && at+utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > p.o.Width {
			p.put(at, line)
			line, at = "", indent+2
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	p.put(at, line)
}

func (p *printer) put(indent int, s string) {
	if s != "" {
		p.w.WriteString(strings.Repeat(" ", indent))
		p.w.WriteString(s)
	}
	p.w.WriteByte('\n')
}
