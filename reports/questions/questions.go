// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package questions writes what an assessment leaves open as a draft that can be sent: in Markdown that reads as plain
// text too, one part for each kind of question, and one for the authority itself.
//
// It names nobody and sets no day: the bidder and the deadline stay visible blanks. What is for the authority alone
// stands apart from the letters.
package questions

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// What a letter shows of one question; the rest is counted, and stands in the saved result.
const (
	maxQuestions  = 200 // a part
	maxComponents = 10
	maxPlaces     = 10
	maxText       = 2000 // characters of a sentence
	maxName       = 120
	maxPath       = 160
	maxQuote      = 140
)

// A writer writes the draft; the buffer keeps the first error.
type writer struct {
	w     *bufio.Writer
	a     *assessment.Assessment
	l     i18n.Lang
	byID  map[string]*inventory.Component
	parts int // that were written
}

// Write writes the draft in German or, for lang "en", English. The same assessment gives the same bytes.
func Write(w io.Writer, a *assessment.Assessment, lang string) error {
	x := &writer{w: bufio.NewWriter(w), a: a, l: i18n.For(lang), byID: map[string]*inventory.Component{}}
	for i := range a.Inventory.Components {
		x.byID[a.Inventory.Components[i].ID] = &a.Inventory.Components[i]
	}
	x.line("# " + x.l.T("question.letter.title"))
	x.head()
	switch {
	case !a.Judged():
		x.paragraph(x.l.T("question.letter.unjudged"))
	case len(a.Questions) == 0:
		x.paragraph(x.l.T("report.questions.none"))
	}
	for _, kind := range kinds {
		x.part(kind)
	}
	x.provisions()
	return x.w.Flush()
}

// kinds are the parts in their order; the last is of questions whose kind is not proposed.
var kinds = []assessment.QuestionKind{
	assessment.QuestionClarification, assessment.QuestionSupplement, assessment.QuestionNeither, assessment.QuestionAcceptance,
	assessment.QuestionOurselves, "",
}

// sent reports whether a part is a letter, and not for the authority alone.
func sent(kind assessment.QuestionKind) bool {
	return kind == assessment.QuestionClarification || kind == assessment.QuestionSupplement
}

// outside: there is no award procedure that a letter could be part of.
func (x *writer) outside() bool {
	return x.a.Procedure != nil && x.a.Procedure.Regime == assessment.RegimeOutside
}

func (x *writer) line(parts ...string) {
	for _, s := range parts {
		x.w.WriteString(s)
	}
	x.w.WriteByte('\n')
}

// paragraph writes one with an empty line before it.
func (x *writer) paragraph(s string) { x.line("\n", s) }

// head is what the draft is about, with blanks for what no file of ours says.
func (x *writer) head() {
	x.paragraph("> " + x.l.T("question.letter.draft"))
	x.line()
	item := func(key, value string) {
		if value == "" {
			value = blank
		}
		x.line("- ", x.l.T(key), ": ", value)
	}
	p := x.a.Procedure
	if p == nil {
		p = &assessment.Procedure{}
	}
	item("question.letter.number", plain(p.Number))
	if p.Title != "" {
		item("question.letter.procedure", plain(p.Title))
	}
	if p.Lot != "" {
		item("report.procedure.lot", plain(p.Lot))
	}
	item("report.procedure.regime", x.words("regime", string(p.Regime)))
	item("report.procedure.kind", x.words("procedure-kind", p.Kind))
	item("question.letter.bidder", "")
	subject := plain(i18n.Cut(x.a.Inventory.Title(), maxText))
	if sum := x.a.Inventory.Subject.SHA256; sum != "" {
		subject += " (SHA-256 " + plain(sum) + ")"
	}
	item("question.letter.subject", subject)
	if x.a.Judged() {
		item("report.head.policy", plain(strings.TrimSpace(x.a.Policy.Name+" "+x.a.Policy.Version)))
	}
	if x.a.Date != "" {
		item("report.head.date", plain(x.l.Date(x.a.Date)))
	}
}

// blank is what a person fills in.
const blank = "____"

func (x *writer) words(vocabulary, value string) string {
	return plain(i18n.Cut(x.l.Word(vocabulary, value), maxName))
}

// part writes the questions of a kind, if there are any.
func (x *writer) part(kind assessment.QuestionKind) {
	var asked []*assessment.Question
	for i := range x.a.Questions {
		if q := &x.a.Questions[i]; q.Kind == kind {
			asked = append(asked, q)
		}
	}
	if len(asked) == 0 {
		return
	}
	x.parts++
	name := string(kind)
	switch {
	case kind == "":
		name = "open"
	case kind == assessment.QuestionClarification && x.outside():
		name = "outside"
	}
	x.paragraph("## " + strconv.Itoa(x.parts) + " · " + x.l.T("question.part."+name))
	x.paragraph(x.l.T("question.part." + name + ".note"))
	x.before(asked)
	if sent(kind) {
		x.letter(name, kind)
	}
	x.line()
	for i, q := range asked[:min(len(asked), maxQuestions)] {
		x.question(i+1, q)
	}
	if more := len(asked) - maxQuestions; more > 0 {
		x.paragraph("… " + x.l.T("report.more.saved", "n", strconv.Itoa(more)))
	}
	if sent(kind) {
		x.paragraph(x.l.T("question.letter.answer." + name))
		x.paragraph(x.l.T("question.letter.closing"))
		x.paragraph(blank)
	}
}

// before is what the authority has to check before it asks: what the answers may not do, and the paragraphs.
func (x *writer) before(asked []*assessment.Question) {
	var limits []string
	numbers := map[string][]string{} // of the questions, by their limit
	var basis []assessment.Source
	for i, q := range asked[:min(len(asked), maxQuestions)] {
		if s := x.said(q.Limit); s != "" {
			if numbers[s] == nil {
				limits = append(limits, s)
			}
			numbers[s] = append(numbers[s], strconv.Itoa(i+1))
		}
		for _, b := range q.Basis {
			if !slices.Contains(basis, b) {
				basis = append(basis, b)
			}
		}
	}
	if len(limits)+len(basis) == 0 {
		return
	}
	key := "question.letter.remarks"
	if sent(asked[0].Kind) {
		key = "question.letter.before"
	}
	x.paragraph("**" + x.l.T(key) + "**\n")
	for _, s := range limits {
		if len(limits) > 1 {
			list := numbers[s]
			s = x.l.T("question.letter.limit", "n", strconv.Itoa(len(list)), "numbers", strings.Join(list, ", "), "limit", s)
		}
		x.line("- ", s)
	}
	for _, b := range basis {
		x.line("- ", x.l.T("question.letter.basis"), ": ", x.source(b))
	}
}

// letter is what comes before the questions that are sent.
func (x *writer) letter(name string, kind assessment.QuestionKind) {
	number, title := blank, ""
	if p := x.a.Procedure; p != nil {
		if p.Number != "" {
			number = plain(p.Number)
		}
		title = plain(p.Title)
		if p.Lot != "" {
			title = strings.TrimPrefix(title+", "+x.l.T("question.letter.lot", "lot", plain(p.Lot)), ", ")
		}
	}
	x.paragraph("---")
	about := x.l.T("question.letter.about", "number", number, "title", title, "kind", x.l.Word("question-kind", string(kind)))
	if x.outside() {
		about = x.l.T("question.letter.about.outside", "number", number, "title", title)
	}
	x.paragraph("**" + about + "**")
	x.paragraph("**" + x.l.T("question.letter.deadline") + "** " + blank)
	x.paragraph(x.l.T("question.letter.salutation"))
	x.paragraph(x.l.T("question.letter.intro." + name))
}

// question writes what was seen, where, and what is needed.
func (x *writer) question(n int, q *assessment.Question) {
	x.line(strconv.Itoa(n), ". **", plain(i18n.Cut(q.Rule, maxName)), "** ", x.said(q.Message))
	x.places(q)
	if s := x.said(q.Need); s != "" {
		x.line("   - ", s)
	}
}

// places are the components that are concerned, and where it was seen.
func (x *writer) places(q *assessment.Question) {
	if n := len(q.Components); n > 0 {
		var names []string
		for _, id := range q.Components[:min(n, maxComponents)] {
			name := x.name(id)
			if where := x.where(id); len(q.Evidence) == 0 && where != "" {
				name += " (" + where + ")"
			}
			names = append(names, name)
		}
		x.line("   - ", x.l.T("question.letter.components", "n", strconv.Itoa(n)), ": ", x.some(names, n))
	}
	if n := len(q.Evidence); n > 0 {
		var list []string
		for _, e := range q.Evidence[:min(n, maxPlaces)] {
			s := x.place(e.Path, e.Line.First, e.Line.Last)
			if e.Quote != "" {
				s += x.l.T("question.letter.quote", "quote", plain(i18n.Cut(e.Quote, maxQuote)))
			}
			list = append(list, s)
		}
		x.line("   - ", x.l.T("question.letter.seen"), ": ", x.some(list, n))
	}
}

// some puts the first of several things on one line, with how many more there are.
func (x *writer) some(list []string, total int) string {
	s := strings.Join(list, "; ")
	if more := total - len(list); more > 0 {
		s += "; " + x.l.T("report.more", "n", strconv.Itoa(more))
	}
	return s
}

func (x *writer) name(id string) string {
	c := x.byID[id]
	if c == nil || c.Name == "" {
		return plain(i18n.CutMiddle(id, maxPath))
	}
	return plain(strings.TrimSpace(i18n.Cut(c.Name, maxName) + " " + i18n.Cut(c.Version, maxName)))
}

// where is the first place of a component: the entry of a document, or its folder.
func (x *writer) where(id string) string {
	if c := x.byID[id]; c != nil {
		for _, i := range c.Instances {
			if i.Document != "" {
				return x.place(i.Document, i.Line, 0)
			}
			if i.Path != "" && i.Path != "." {
				return x.place(i.Path, 0, 0)
			}
		}
	}
	return ""
}

func (x *writer) place(path string, first, last int) string {
	s := plain(i18n.CutMiddle(path, maxPath))
	switch {
	case first == 0:
		return s
	case last > first:
		return s + ", " + x.l.T("question.letter.line", "line", strconv.Itoa(first)+"–"+strconv.Itoa(last))
	}
	return s + ", " + x.l.T("question.letter.line", "line", strconv.Itoa(first))
}

// provisions are the paragraphs of the regime with their Stand.
func (x *writer) provisions() {
	if len(x.a.Paragraphs) == 0 {
		return
	}
	x.paragraph("## " + x.l.T("report.paragraphs"))
	x.paragraph(x.l.T("report.paragraphs.note"))
	x.line()
	for _, p := range x.a.Paragraphs {
		x.line("- ", x.source(p.Source), ": ", x.said(p.Says))
	}
}

func (x *writer) source(s assessment.Source) string {
	text := plain(i18n.Cut(s.Title, maxName))
	if s.Section != "" {
		text += ", " + plain(i18n.Cut(s.Section, maxName))
	}
	if s.Date != "" {
		text += " (" + x.l.T("report.source.date", "date", plain(s.Date)) + ")"
	}
	return text
}

// said puts a message into words that no reader of Markdown takes for markup; "" without one.
func (x *writer) said(m inventory.Message) string {
	if m.Key == "" {
		return ""
	}
	return plain(i18n.Cut(x.l.Message(m.Key, m.Args), maxText))
}
