// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package markdown

import (
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
)

// quality is what came out for each document as a whole, such as an SBOM.
func (p *printer) quality(documents []assessment.DocumentResults) {
	if len(documents) == 0 {
		return
	}
	p.section("report.section.quality")
	p.paragraph(text(p.l.T("report.quality.note")))
	if p.a.Later() {
		p.paragraph(text(p.l.T("report.quality.later")))
	}
	for _, d := range documents[:min(len(documents), maxRows)] {
		p.subsection(path(d.Document.ID) + " (" + text(strings.TrimSpace(p.l.Word("format", d.Document.Format)+" "+d.Document.Version)) + ")")
		violated, review, notes := 0, 0, 0
		var rows [][]string
		for _, r := range d.Results {
			switch {
			case r.Noted || r.Verdict == assessment.Satisfied:
				notes++
			case r.Verdict == assessment.Review:
				review++
			default:
				violated++
			}
			if len(rows) < maxRows {
				rows = append(rows, []string{p.named(r.Rule), p.mark(r.Word(p.decisions[r.Decision])), p.say(r.Message), p.places(r)})
			}
		}
		p.paragraph(text(p.l.T("report.quality.figures", "violated", strconv.Itoa(violated), "review", strconv.Itoa(review), "notes", strconv.Itoa(notes))))
		p.table(rows, "report.col.rule", "report.col.verdict", "report.col.finding", "table.col.places")
		if more := len(d.Results) - len(rows); more > 0 {
			p.paragraph(text(p.l.T("report.more.saved", "n", strconv.Itoa(more))))
		}
	}
	if more := len(documents) - maxRows; more > 0 {
		p.paragraph(text(p.l.T("report.more.saved", "n", strconv.Itoa(more))))
	}
}

// named is a rule with its title.
func (p *printer) named(rule string) string {
	if u := p.rules[rule]; u != nil {
		rule += " " + u.Doc.Title.In(p.l.Code())
	}
	return text(rule)
}

// places are the first of a result on one line.
func (p *printer) places(r *assessment.Result) string {
	const most = 3
	var list []string
	for _, e := range r.Evidence[:min(len(r.Evidence), most)] {
		list = append(list, place(e, false))
	}
	if more := len(r.Evidence) - most; more > 0 {
		list = append(list, text(p.l.T("report.more", "n", strconv.Itoa(more))))
	}
	return strings.Join(list, ", ")
}
