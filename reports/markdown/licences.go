// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package markdown

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// classes are the components by class of their licence, the share of proprietary ones in words, and the licences.
func (p *printer) classes() {
	p.section("report.section.licenses")
	total, proprietary, unknown := 0, 0, 0
	for _, x := range p.a.Classes {
		total += len(x.Components)
		switch x.Class {
		case assessment.ClassProprietary:
			proprietary = len(x.Components)
		case assessment.ClassUnknown:
			unknown = len(x.Components)
		}
	}
	var rows [][]string
	for _, x := range p.a.Classes {
		rows = append(rows, []string{text(p.l.Word("class", x.Class)), p.l.Number(len(x.Components)), p.l.Percent(len(x.Components), total), p.names(x.Components, 3)})
	}
	if total > 0 {
		p.table(rows, "table.col.class", "report.col.components", "report.col.share", "markdown.among")
		p.paragraph(text(p.l.T("markdown.proprietary", "n", strconv.Itoa(proprietary), "total", strconv.Itoa(total), "share", p.l.Percent(proprietary, total),
			"unknown", strconv.Itoa(unknown))))
	}
	p.stated()
}

// licenses are those of a scan.
func (p *printer) licenses() {
	p.section("report.section.licenses")
	p.stated()
}

// stated counts components by what is said of their licence.
func (p *printer) stated() {
	counts := map[string]int{}
	for i := range p.a.Inventory.Components {
		counts[p.a.Inventory.Components[i].Stated()]++
	}
	none := counts[""]
	delete(counts, "")
	var all []string
	for s := range counts {
		all = append(all, s)
	}
	slices.SortFunc(all, func(x, y string) int { return cmp.Or(counts[y]-counts[x], cmp.Compare(x, y)) })
	total := len(p.a.Inventory.Components)
	if total == 0 {
		p.paragraph(text(p.l.T("report.components.none")))
		return
	}
	var rows [][]string
	row := func(label string, n int) {
		rows = append(rows, []string{label, p.l.Number(n), p.l.Percent(n, total)})
	}
	for _, s := range all[:min(len(all), maxLicenses)] {
		label := code(s)
		if word := p.l.Word("license", s); word != s {
			label = text(word)
		}
		row(label, counts[s])
	}
	if rest := all[min(len(all), maxLicenses):]; len(rest) > 0 {
		n := 0
		for _, s := range rest {
			n += counts[s]
		}
		row(text(p.l.T("report.licenses.other", "n", strconv.Itoa(len(rest)))), n)
	}
	if none > 0 {
		row(text(p.l.T("report.licenses.none")), none)
	}
	p.table(rows, "report.col.license", "report.col.components", "report.col.share")
	p.paragraph(text(p.l.T("report.shares.note")))
}

// components are those of a scan.
func (p *printer) components() {
	p.section("report.section.components")
	all := p.a.Inventory.Components
	p.line("")
	p.line("| ", strings.Join([]string{text(p.l.T("report.col.component")), text(p.l.T("table.col.declared")), text(p.l.T("table.col.detected")),
		text(p.l.T("table.col.concluded"))}, " | "), " |")
	p.line("| --- | --- | --- | --- |")
	for i := range all[:min(len(all), maxListed)] {
		c := &all[i]
		p.line("| ", p.component(c.ID), " | ", code(c.Licenses(inventory.Declared)), " | ", code(c.Licenses(inventory.Detected)), " | ",
			code(c.Licenses(inventory.Concluded)), " |")
	}
	if more := len(all) - maxListed; more > 0 {
		p.paragraph(text(p.l.T("report.more.saved", "n", strconv.Itoa(more))))
	}
}

// duties are by addressee, each with the licences that ask for it.
func (p *printer) duties() {
	p.section("report.section.duties")
	if len(p.a.Duties) == 0 {
		p.paragraph(text(p.l.T("report.duties.none")))
		return
	}
	p.paragraph(text(p.l.T("report.duties.form")))
	for _, who := range []assessment.Addressee{assessment.Bidder, assessment.City} {
		var rows [][]string
		for _, d := range p.a.Duties {
			if d.Addressee == who {
				rows = append(rows, []string{text(p.l.Word("duty", d.Kind)), code(d.License), p.l.Number(len(d.Components)), p.names(d.Components, 5)})
			}
		}
		if len(rows) > 0 {
			p.subsection(text(p.l.T("report.duties." + string(who))))
			p.table(rows, "table.col.duty", "report.col.license", "table.col.count", "report.col.components")
		}
	}
}

// decided are the decisions of people, deviations first.
func (p *printer) decided() {
	if len(p.a.Decisions) == 0 {
		return
	}
	p.section("report.section.decisions")
	p.paragraph(text(p.l.T("report.decisions.note")))
	for _, deviations := range []bool{true, false} {
		var items []string
		for i := range p.a.Decisions {
			if d := &p.a.Decisions[i]; (d.Kind == assessment.Exception) == deviations {
				items = append(items, p.signed(d))
			}
		}
		if len(items) == 0 {
			continue
		}
		key := "report.decisions.others"
		if deviations {
			key = "report.decisions.deviations"
		}
		p.subsection(text(p.l.T(key)))
		p.items(items[:min(len(items), maxRows)])
		if more := len(items) - maxRows; more > 0 {
			p.paragraph(text(p.l.T("report.more.saved", "n", strconv.Itoa(more))))
		}
	}
}

// signed is a decision with what it is about, who took it, until when it holds and what became of it.
func (p *printer) signed(d *assessment.Decision) string {
	var who []string
	for _, x := range d.Signed {
		who = append(who, i18n.Commas(text(x.Name), text(p.l.Date(x.Date))))
	}
	if len(who) == 0 {
		who = []string{text(p.l.T("report.decisions.unsigned"))}
	}
	owner, concluded := "", ""
	if d.Owner != "" {
		owner = text(p.l.T("report.decisions.owner", "owner", d.Owner))
	}
	if d.Concluded != nil {
		concluded = text(p.l.T("report.decisions.concluded")) + " " + code(d.Concluded.String())
	}
	until := p.l.T("report.decisions.endless")
	if d.Until != "" {
		until = p.l.T("report.decisions.until", "until", d.Until)
	}
	return strong(text(d.ID)) + " (" + text(p.l.Word("decision-kind", string(d.Kind))) + ", " + text(p.l.Word("decision-state", string(d.State))) + "): " +
		i18n.Commas(text(d.Rule), code(d.Component), code(d.License), concluded, text(p.l.Word("ground", d.Ground))) + ": " + prose(d.Text) + " — " +
		i18n.Commas(strings.Join(who, "; "), owner, text(until))
}

// ruled is what each rule came to.
func (p *printer) ruled() {
	p.section("report.section.rules")
	var rows [][]string
	for i := range p.a.Rules {
		u := &p.a.Rules[i]
		n := u.Counts
		rows = append(rows, []string{text(u.ID + " " + u.Doc.Title.In(p.l.Code())), text(p.l.Word("weight", string(u.Weight))), p.mark(p.words[u.ID]),
			p.l.Number(n.Satisfied), p.l.Number(n.Conditional), p.l.Number(n.Review), p.l.Number(n.Violated), p.l.Number(n.Noted)})
	}
	p.table(rows, "report.col.rule", "markdown.weight", "report.col.verdict", "report.col.satisfied", "report.figure.conditional", "report.figure.review",
		"report.figure.violated", "report.figure.note")
	p.paragraph(prose(p.l.T("markdown.rules")))
}
