// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"cmp"
	"slices"
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/spdx"
)

// findings has a row for every result, the worst first.
func (v *view) findings() table {
	return table{"findings", []column{{"number", 8}, {"rule", 10}, {"title", 32}, {"verdict", 22}, {"component", 30}, {"version", 12}, {"id", 36}, {"license", 24},
		{"finding", 60}, {"file", 36}, {"line", 9}, {"quote", 40}, {"further", 30}, {"fix", 50}, {"decision", 32}, {"known", 12}, {"fingerprint", 20}},
		func(yield func([]string) bool) {
			order := make([]*assessment.Result, len(v.a.Results))
			for i := range v.a.Results {
				order[i] = &v.a.Results[i]
			}
			slices.SortStableFunc(order, func(x, y *assessment.Result) int { return cmp.Compare(y.Severity(), x.Severity()) })
			for i, r := range order {
				if !yield(v.finding(i+1, r)) {
					return
				}
			}
		}}
}

func (v *view) finding(number int, r *assessment.Result) []string {
	var name, version, title, fix, file, line, quote, known string
	if c := v.byID[r.Component]; c != nil {
		name, version = c.Name, c.Version
	}
	if u := v.rules[r.Rule]; u != nil {
		title, fix = u.Doc.Title.In(v.l.Code()), u.Doc.Fix.In(v.l.Code())
	}
	var further []string
	for i, e := range r.Seen(v.byID[r.Component]) {
		if i == 0 {
			file, line, quote = e.Path, e.Line.String(), e.Quote
		} else {
			further = append(further, e.Place())
		}
	}
	if v.a.Baseline != nil {
		known = v.l.T("report.new")
		if r.Known {
			known = v.l.T("report.known")
		}
	}
	return []string{strconv.Itoa(number), i18n.Visible(r.Rule), i18n.Visible(title), v.l.Word("verdict", r.Word(v.decisions[r.Decision])),
		i18n.Visible(name), i18n.Visible(version), i18n.Visible(r.Component), i18n.Visible(spdx.Text(r.Expression)), v.say(r.Message),
		i18n.Visible(file), line, i18n.Visible(quote), v.lines(further), i18n.Visible(fix), v.decision(r.Decision), known, i18n.Visible(r.Fingerprint)}
}

// decision is what a person decided, on one line; its name where that is all there is.
func (v *view) decision(id string) string {
	d := v.decisions[id]
	if d == nil {
		return i18n.Visible(id)
	}
	until := ""
	if d.Until != "" {
		until = v.l.T("report.decisions.until", "until", d.Until)
	}
	return i18n.Visible(i18n.Commas(d.ID+" ("+v.l.Word("decision-kind", string(d.Kind))+")", v.l.Word("ground", d.Ground), until) + ": " + d.Text)
}

// duties has a row for each duty with the licence that asks for it.
func (v *view) duties() table {
	return table{"duties", []column{{"addressee", 12}, {"duty", 36}, {"license", 28}, {"count", 12}, {"components", 40}, {"what", 70}}, func(yield func([]string) bool) {
		for _, d := range v.a.Duties {
			what := ""
			if key := "duty." + d.Kind + ".what"; v.l.Has(key) {
				what = v.l.T(key)
			}
			if !yield([]string{i18n.Visible(v.l.Word("addressee", string(d.Addressee))), i18n.Visible(v.l.Word("duty", d.Kind)), i18n.Visible(d.License),
				v.l.Number(len(d.Components)), v.names(d.Components), what}) {
				return
			}
		}
	}}
}

// questions has a row for each.
func (v *view) questions() table {
	return table{"questions", []column{{"number", 8}, {"addressee", 12}, {"form", 20}, {"rule", 10}, {"question", 60}, {"need", 50}, {"limit", 50}, {"due", 16},
		{"components", 32}, {"places", 36}, {"basis", 36}}, func(yield func([]string) bool) {
		for i := range v.a.Questions {
			q := &v.a.Questions[i]
			due := i18n.Visible(v.l.Word("due", string(q.Due(v.rules[q.Rule]))))
			var places, basis []string
			for _, e := range q.Evidence {
				places = append(places, e.Place())
			}
			for _, s := range q.Basis {
				basis = append(basis, v.source(s))
			}
			asked := v.say(q.Message)
			if list := v.wordings(q); list != "" {
				asked += "\n" + list
			}
			if !yield([]string{strconv.Itoa(i + 1), i18n.Visible(v.l.Word("addressee", string(q.Addressee))), i18n.Visible(v.l.Word("question-kind", string(q.Kind))),
				i18n.Visible(q.Rule), asked, v.say(q.Need), v.say(q.Limit), due, v.names(q.Components), v.lines(places), v.lines(basis)}) {
				return
			}
		}
	}}
}

// wordings are what a question that was put once for many is about, below each other, each with its first component.
func (v *view) wordings(q *assessment.Question) string {
	list := make([]string, 0, len(q.Parts))
	for _, x := range q.Parts {
		s := "– " + v.say(x.Message)
		if len(x.Components) > 0 {
			s += ": " + v.names(x.Components[:1])
			if more := len(x.Components) - 1; more > 0 {
				s += " " + v.l.T("report.more", "n", strconv.Itoa(more))
			}
		}
		list = append(list, s)
	}
	return v.lines(list)
}

// source names a source with its Stand.
func (v *view) source(s assessment.Source) string {
	date, secondary := "", ""
	if s.Date != "" {
		date = v.l.T("report.source.date", "date", s.Date)
	}
	if s.Secondary {
		secondary = v.l.T("report.source.secondary")
	}
	return i18n.Commas(s.Title, s.Section, date, secondary)
}
