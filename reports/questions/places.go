// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package questions

import (
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

// places are the components that are concerned, and where it was seen.
func (x *writer) places(q *assessment.Question) {
	where := len(q.Evidence) == 0
	for _, part := range q.Parts[:min(len(q.Parts), maxParts)] {
		x.line("   - ", x.said(part.Message), ": ", x.names(part.Components, where))
	}
	if more := len(q.Parts) - maxParts; more > 0 {
		x.line("   - … ", x.l.T("report.more.saved", "n", strconv.Itoa(more)))
	}
	if n := len(q.Components); n > 0 && len(q.Parts) == 0 {
		x.line("   - ", x.l.T("question.letter.components", "n", strconv.Itoa(n)), ": ", x.names(q.Components, where))
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

// names are the first of the components, each with its place if wished.
func (x *writer) names(ids []string, where bool) string {
	var names []string
	for _, id := range ids[:min(len(ids), maxComponents)] {
		name := x.name(id)
		if at := x.where(id); where && at != "" {
			name += " (" + at + ")"
		}
		names = append(names, name)
	}
	return x.some(names, len(ids))
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
