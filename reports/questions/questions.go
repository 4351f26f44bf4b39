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
	maxParts      = 50
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
	x := &writer{w: bufio.NewWriter(w), a: a, l: i18n.For(lang), byID: a.Inventory.ByID()}
	x.line("# " + x.l.T("question.letter.title"))
	x.head()
	switch {
	case !a.Judged():
		x.paragraph(x.l.T("question.letter.unjudged"))
	case len(a.Questions) == 0:
		x.paragraph(x.l.T("report.questions.none"))
	}
	for _, kind := range append(assessment.QuestionKinds(), "") { // the last is of questions whose kind is not proposed
		x.part(kind)
	}
	x.provisions()
	return x.w.Flush()
}

// sent reports whether a part is a letter, and not for the authority alone. Once there is a contract, what belongs to it is
// asked of the contractor.
func (x *writer) sent(kind assessment.QuestionKind) bool {
	return kind == assessment.QuestionClarification || kind == assessment.QuestionSupplement || kind == assessment.QuestionAcceptance && x.awarded()
}

// awarded: the examination belongs to a time when there is a contract.
func (x *writer) awarded() bool {
	return x.a.Stage == assessment.StagePerformance || x.a.Stage == assessment.StageAcceptance
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
	if r := x.a.Redacted; r != nil {
		x.paragraph("> " + x.l.T("report.redacted.title") + " " + x.said(r.Message()))
	}
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
	item("question.letter.bidder", plain(i18n.Cut(x.a.Bidder, maxText)))
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
	var unmet []assessment.Unmet
	if kind == assessment.QuestionAcceptance && x.sent(kind) {
		unmet = x.unmet()
	}
	if len(asked)+len(unmet) == 0 {
		return
	}
	x.parts++
	name := string(kind)
	switch {
	case kind == assessment.QuestionAcceptance && x.sent(kind):
		name = "contract"
	case kind == "":
		name = "open"
	case kind == assessment.QuestionClarification && x.outside():
		name = "outside"
	}
	x.paragraph("## " + strconv.Itoa(x.parts) + " · " + x.l.T("question.part."+name))
	x.paragraph(x.l.T("question.part." + name + ".note"))
	x.before(kind, asked)
	if x.sent(kind) {
		x.letter(name, kind)
	}
	x.failed(unmet)
	x.line()
	for i, q := range asked[:min(len(asked), maxQuestions)] {
		x.question(i+1, q)
	}
	if more := len(asked) - maxQuestions; more > 0 {
		x.paragraph("… " + x.l.T("report.more.saved", "n", strconv.Itoa(more)))
	}
	if x.sent(kind) {
		x.paragraph(x.l.T("question.letter.answer." + name))
		x.paragraph(x.l.T("question.letter.closing"))
		x.paragraph(blank)
	}
}

// before is what the authority has to check before it asks: what the answers may not do, and the paragraphs.
func (x *writer) before(kind assessment.QuestionKind, asked []*assessment.Question) {
	var limits []string
	numbers := map[string][]string{} // of the questions, by their limit
	var basis []assessment.Source
	resting := map[assessment.Source][]string{} // numbers of the questions, by what they rest on
	for i, q := range asked[:min(len(asked), maxQuestions)] {
		if s := x.said(q.Limit); s != "" {
			if numbers[s] == nil {
				limits = append(limits, s)
			}
			numbers[s] = append(numbers[s], strconv.Itoa(i+1))
		}
		for _, b := range q.Basis {
			if resting[b] == nil {
				basis = append(basis, b)
			}
			resting[b] = append(resting[b], strconv.Itoa(i+1))
		}
	}
	if len(limits)+len(basis) == 0 {
		return
	}
	key := "question.letter.remarks"
	if x.sent(kind) {
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
		s := x.l.T("question.letter.basis") + ": " + x.source(b)
		if list := resting[b]; len(list) < min(len(asked), maxQuestions) { // it is not said of the others
			s = x.l.T("question.letter.limit", "n", strconv.Itoa(len(list)), "numbers", strings.Join(list, ", "), "limit", s)
		}
		x.line("- ", s)
	}
}

// question writes what was seen, where, and what is needed.
func (x *writer) question(n int, q *assessment.Question) {
	x.line(strconv.Itoa(n), ". ", x.said(q.Message), " (", plain(i18n.Cut(q.Rule, maxName)), ")")
	x.places(q)
	if s := x.said(q.Need); s != "" {
		x.line("   - ", s)
	}
}

// provisions are the paragraphs of the regime that the questions rest on, with their Stand.
func (x *writer) provisions() {
	var used []assessment.Paragraph
	for _, p := range x.a.Paragraphs {
		if slices.ContainsFunc(x.a.Questions, func(q assessment.Question) bool { return slices.Contains(q.Basis, p.Source) }) {
			used = append(used, p)
		}
	}
	if len(used) == 0 {
		return
	}
	x.paragraph("## " + x.l.T("report.paragraphs"))
	x.paragraph(x.l.T("report.paragraphs.note"))
	x.line()
	for _, p := range used {
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
