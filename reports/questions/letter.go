// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package questions

import (
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

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
	if name == "contract" {
		about = x.l.T("question.letter.about.contract", "number", number, "title", title)
	} else if x.outside() {
		about = x.l.T("question.letter.about.outside", "number", number, "title", title)
	}
	x.paragraph("**" + about + "**")
	x.paragraph("**" + x.l.T("question.letter.deadline") + "** " + blank)
	x.paragraph(x.l.T("question.letter.salutation"))
	x.paragraph(x.l.T("question.letter.intro." + name))
}

// unmet are the rules that were violated and that the contractor has to keep.
func (x *writer) unmet() []assessment.Unmet {
	var list []assessment.Unmet
	for _, u := range x.a.Unmet() {
		if r := x.rule(u.Rule); r != nil && r.Doc.Addressee == assessment.Bidder {
			list = append(list, u)
		}
	}
	return list
}

func (x *writer) rule(id string) *assessment.RuleUsed {
	for i := range x.a.Rules {
		if x.a.Rules[i].ID == id {
			return &x.a.Rules[i]
		}
	}
	return nil
}

// failed writes what the examination came to without a question: each rule with what was seen, as far as one letter holds.
func (x *writer) failed(unmet []assessment.Unmet) {
	if len(unmet) == 0 {
		return
	}
	x.paragraph(x.l.T("question.letter.unmet"))
	x.line()
	for _, u := range unmet {
		r := x.rule(u.Rule)
		x.line("- **", plain(i18n.Cut(r.Doc.Title.In(x.l.Code()), maxText)), "** (", plain(i18n.Cut(u.Rule, maxName)), ")")
		shown := 0
		for i := range x.a.Results {
			f := &x.a.Results[i]
			if f.Rule != u.Rule || f.Noted || f.Verdict != assessment.Violated {
				continue
			}
			if shown++; shown > maxComponents {
				continue
			}
			about := f.Component
			if about == "" {
				about = f.File
			}
			if about = x.name(about); about != "" {
				about += ": "
			}
			x.line("   - ", about, x.said(f.Message))
		}
		if more := shown - maxComponents; more > 0 {
			x.line("   - … ", x.l.T("report.more.saved", "n", strconv.Itoa(more)))
		}
	}
	if len(x.a.Questions) > 0 {
		x.paragraph(x.l.T("question.letter.besides"))
	}
}
