// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package verification writes whether a saved result still fits what it was made from: as text for people, as JSON for programs.
package verification

import (
	"bufio"
	"encoding/json"
	"io"
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

// Limits of what the text shows; the JSON has all of it.
const (
	maxDetails = 20
	maxText    = 200 // characters of anything that the result or the input wrote
)

// WriteJSON writes the whole verification; reports/schema has its schema.
func WriteJSON(w io.Writer, v *assessment.Verification) error {
	b := bufio.NewWriterSize(w, 1<<16)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	return b.Flush()
}

type printer struct {
	w *bufio.Writer
	l i18n.Lang
	o Options
}

// WriteText writes the checks group by group, each with a sign and a word, and below it the first of what differs.
func WriteText(w io.Writer, v *assessment.Verification, o Options) error {
	if o.Width == 0 {
		o.Width = 80
	}
	p := &printer{bufio.NewWriter(w), i18n.For(o.Lang), o}
	r := &v.Result
	p.line(0, p.bold(p.l.T("verify.title", "name", clean(r.Name))))
	verdict := ""
	if r.Verdict != nil {
		verdict = p.l.Word("verdict", r.Verdict.String())
	}
	p.line(0, p.message("verify.about", inventory.Args{"subject": r.Subject, "policy": r.Policy, "date": r.Date, "verdict": verdict}))
	p.line(0, p.message("verify.sum", inventory.Args{"sha256": r.SHA256}))
	p.line(0, p.bold(sign(v.Fits)+" "+p.l.T("verify.answer."+string(v.Fits))))
	for _, g := range assessment.CheckGroups() {
		p.group(g, v.Checks)
	}
	p.line(0, "")
	p.line(0, p.l.T("verify.limits"))
	return p.w.Flush()
}

func (p *printer) group(g assessment.CheckGroup, checks []assessment.Check) {
	first := true
	for i := range checks {
		c := &checks[i]
		if c.Group != g {
			continue
		}
		if first {
			p.line(0, "")
			p.line(0, p.bold(p.l.Word("check-group", string(g))))
			first = false
		}
		p.line(2, sign(c.State)+" "+p.l.Word("check-state", string(c.State))+": "+p.message(c.Message.Key, c.Message.Args))
		for _, d := range c.Details[:min(len(c.Details), maxDetails)] {
			p.line(4, "– "+p.message(d.Key, d.Args))
		}
		if more := len(c.Details) - maxDetails; more > 0 {
			p.line(4, "… "+p.l.T("outbound.more", "n", p.l.Number(more)))
		}
	}
}

// sign is the state in one character, for whoever sees no colour.
func sign(s assessment.CheckState) string {
	switch s {
	case assessment.CheckFits:
		return "✓"
	case assessment.CheckDiffers:
		return "✗"
	case assessment.CheckUnchecked:
		return "?"
	}
	return "i"
}

// message is a message in words. Its arguments come from a file that anybody may have written.
func (p *printer) message(key string, args inventory.Args) string {
	safe := make(map[string]string, len(args))
	for k, v := range args {
		safe[k] = clean(v)
	}
	return p.l.Message(key, safe)
}

// clean makes a text of the result safe for a terminal: one line, nothing hidden, not endless.
func clean(s string) string { return i18n.Visible(i18n.CutMiddle(s, maxText)) }

func (p *printer) bold(s string) string {
	if !p.o.Color {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

// line writes a line, on a terminal broken between words; what follows is indented by two more.
func (p *printer) line(indent int, s string) {
	room := p.o.Width - indent
	for hang := ""; ; hang = "  " {
		head, rest := s, ""
		if p.o.Terminal && utf8.RuneCountInString(hang+s) > room {
			head, rest = broken(s, room-len(hang))
		}
		if head != "" {
			p.w.WriteString(strings.Repeat(" ", indent) + hang + head)
		}
		p.w.WriteByte('\n')
		if s = rest; s == "" {
			return
		}
	}
}

// broken cuts a text at the last space within so many characters, or the first one behind them.
func broken(s string, room int) (head, rest string) {
	at, n := -1, 0
	for i, r := range s {
		if r == ' ' && i > 0 && (n <= room || at < 0) {
			at = i
		}
		if n++; n > room && at > 0 {
			break
		}
	}
	if at < 0 {
		return s, ""
	}
	return s[:at], strings.TrimLeft(s[at:], " ")
}
