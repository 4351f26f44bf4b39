// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

// procedure adds to the title block in which procurement the judgement belongs, what the call decided otherwise than
// its file, and which declarations of bidders there are.
func (p *view) procedure(add func(key, value string)) {
	cut := func(s string) string { return i18n.Cut(s, maxText) }
	if in := p.a.Procedure; in != nil {
		lot := ""
		if in.Lot != "" {
			lot = p.l.T("report.procedure.lot") + " " + in.Lot
		}
		add("report.head.procedure", cut(i18n.Commas(in.Number, in.Title, lot)))
		add("report.procedure.regime", cut(p.l.Word("regime", string(in.Regime))))
		add("report.procedure.kind", cut(p.l.Word("procedure-kind", in.Kind)))
		add("report.procedure.opened", cut(p.l.Date(in.Opened)))
		if c := in.Contract; c != nil {
			add("report.procedure.contract", cut(strings.TrimSpace(c.Template+" "+c.Version)))
		}
		for _, o := range in.Overridden {
			add("report.head.overridden", cut(p.l.T("report.overridden", "field", o.Field, "was", p.l.Word(o.Field, o.Was))))
		}
	}
	add("report.procedure.outbound", cut(p.a.Outbound))
	for _, d := range p.a.Inventory.Declarations {
		parts := []string{cut(p.l.T("report.declaration", "file", d.ID, "bidder", d.Bidder))}
		for _, x := range d.Answers {
			m := x.Named()
			parts = append(parts, cut(p.l.Message(m.Key, m.Args)))
		}
		add("report.head.declaration", strings.Join(parts, "; "))
	}
}

// paragraphs are what is on record of the regime.
type paragraphs struct {
	Regime bool // there is one
	List   list[paragraph]
}

type paragraph struct {
	Source sourceRow
	Says   string
}

func (p *view) paragraphs() paragraphs {
	regime := p.a.Procedure != nil && p.a.Procedure.Regime != ""
	return paragraphs{regime, each(p.a.Paragraphs, maxRows, func(x assessment.Paragraph) paragraph {
		return paragraph{sourceOf(x.Source), i18n.Cut(p.l.Message(x.Says.Key, x.Says.Args), maxProse)}
	})}
}

// An override is a licence that the policy classifies otherwise than the built-in data.
type override struct {
	assessment.Override
	Is, Before string // the classes in words
	Components list[component]
}

func (p *view) overrides() list[override] {
	return each(p.a.Overrides, maxRows, func(o assessment.Override) override {
		return override{o, p.l.Word("class", o.Class), p.l.Word("class", o.Was), p.components(o.Components)}
	})
}

// decided are the decisions of people: the deviations first.
type decided struct {
	Deviations, Others list[decisionRow]
}

// A decisionRow is one decision with what became of it.
type decisionRow struct {
	ID, Kind, Origin   string
	Rule, Anchor       string // the rule, and where its findings are
	Component, License string
	Ground, Text       string
	Concluded          string
	Signed             []string // who and when
	Owner, Until       string
	Mark               mark
	Results            int
	Files              list[string]
}

func (p *view) decided() decided {
	var deviations, others []*assessment.Decision
	for i := range p.a.Decisions {
		if d := &p.a.Decisions[i]; d.Kind == assessment.Exception {
			deviations = append(deviations, d)
		} else {
			others = append(others, d)
		}
	}
	return decided{each(deviations, p.room(maxRows), p.decisionRow), each(others, p.room(maxRows), p.decisionRow)}
}

// decision is what a person decided, on one line; its name where that is all there is.
func (p *view) decision(id string) string {
	d := p.decisions[id]
	if d == nil {
		return i18n.Cut(id, maxText)
	}
	row := p.decisionRow(d)
	until := ""
	if d.Until != "" {
		until = p.l.T("report.decisions.until", "until", d.Until)
	}
	return i18n.Cut(i18n.Commas(row.ID+" ("+row.Kind+")", row.Ground, row.Concluded, until)+": "+row.Text, maxProse)
}

func (p *view) decisionRow(d *assessment.Decision) decisionRow {
	cut := func(s string) string { return i18n.Cut(s, maxText) }
	row := decisionRow{
		ID: cut(d.ID), Kind: cut(p.l.Word("decision-kind", string(d.Kind))), Origin: cut(d.Origin), Rule: cut(d.Rule), Anchor: p.anchor(d.Rule),
		Component: i18n.CutMiddle(d.Component, maxPath), License: cut(d.License), Ground: cut(p.l.Word("ground", d.Ground)), Text: i18n.Cut(d.Text, maxProse),
		Owner: cut(d.Owner), Until: cut(p.l.Date(d.Until)), Results: d.Results,
		Mark:  mark{"review", cut(p.l.Word("decision-state", string(d.State)))},
		Files: each(d.Files, maxWhere, func(f assessment.DecidedFile) string { return i18n.CutMiddle(f.Path, maxPath) }),
	}
	if d.Concluded != nil {
		row.Concluded = cut(d.Concluded.String())
	}
	if d.State == assessment.DecisionUsed {
		row.Mark.Class = "satisfied"
	}
	for _, s := range take(d.Signed, maxWhere+1).Items {
		row.Signed = append(row.Signed, cut(i18n.Commas(s.Name, p.l.Date(s.Date))))
	}
	return row
}
