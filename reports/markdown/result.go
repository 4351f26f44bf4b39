// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package markdown

import (
	"strconv"
	"strings"
)

// head is the title and what the result is about.
func (p *printer) head() {
	a, l := p.a, p.l
	title := "report.title"
	if !a.Judged() {
		title = "report.title.scan"
	}
	p.line("# ", text(l.T(title, "subject", a.Inventory.Title())))
	var rows []string
	add := func(key, value string) {
		if value != "" {
			rows = append(rows, text(l.T(key))+": "+value)
		}
	}
	add("report.remark.bidder", text(a.Bidder))
	if x := a.Procedure; x != nil {
		m := x.Named()
		add("report.head.procedure", text(l.Message(m.Key, m.Args)))
		add("report.procedure.opened", text(l.Date(x.Opened)))
		if x.Contract != nil {
			add("report.procedure.contract", text(strings.TrimSpace(x.Contract.Template+" "+x.Contract.Version)))
		}
		for _, o := range x.Overridden {
			add("report.head.overridden", text(l.T("report.overridden", "field", o.Field, "was", l.Word(o.Field, o.Was))))
		}
	}
	add("report.procedure.outbound", text(a.Outbound))
	for _, d := range a.Inventory.Declarations {
		parts := []string{text(l.T("report.declaration", "file", d.ID, "bidder", d.Bidder))}
		for _, x := range d.Answers {
			m := x.Named()
			parts = append(parts, text(l.Message(m.Key, m.Args)))
		}
		add("report.head.declaration", strings.Join(parts, "; "))
	}
	add("report.head.date", text(l.Date(a.Date)))
	if a.Delivered != a.Date {
		add("report.head.delivered", text(l.Date(a.Delivered)))
	}
	if a.Judged() {
		policy := strings.TrimSpace(a.Policy.Name + " " + a.Policy.Version)
		if title := a.Policy.Title.In(l.Code()); title != "" {
			policy = title + " (" + policy + ")"
		}
		add("report.head.policy", text(policy))
		add("report.head.frozen", text(l.Date(a.Policy.FrozenOn)))
		add("report.head.use", text(l.Word("use", string(a.Use))))
		stage := l.T("report.head.stage.none")
		if a.Stage != "" {
			stage = l.Word("stage", string(a.Stage))
		}
		add("report.head.stage", text(stage))
	}
	add("report.head.created", text(l.Time(p.o.Created)))
	p.items(rows)
}

// result is the verdict, how complete it is, the figures behind both, and the criteria.
func (p *printer) result() {
	a, l := p.a, p.l
	p.section("report.section.result")
	if a.Policy.FromInput {
		p.paragraph("> " + strong(text(l.T("report.frominput.title"))) + " " + prose(l.T("report.frominput")))
	}
	for _, m := range a.Mismatch() {
		p.paragraph("> " + strong(text(l.T("markdown.caution"))) + " " + p.say(m))
	}
	if r := a.Redacted; r != nil {
		p.paragraph("> " + strong(text(l.T("report.redacted.title"))) + " " + p.say(r.Message()))
	}
	said := l.T("report.scan.word")
	if a.Judged() {
		said = sign(a.Verdict.String()) + " " + l.Word("verdict", a.Verdict.String())
	}
	p.paragraph(strong(text(said)) + " · " + p.completeness())
	components, files := strconv.Itoa(len(a.Inventory.Components)), strconv.Itoa(len(a.Inventory.Files))
	if !a.Judged() {
		p.paragraph(text(l.T("report.scan.summary", "components", components, "files", files)))
		return
	}
	meaning := text(l.T("report.verdict." + a.Verdict.String()))
	if !a.Complete {
		meaning += " " + text(l.T("report.partly"))
	}
	p.paragraph(meaning)
	if a.OnlyDocuments() {
		p.paragraph(text(l.T("report.documents-only")))
	}
	if a.OnlyNotes() {
		p.paragraph(text(l.T("report.notes-only")))
	}
	applied := 0
	for i := range a.Rules {
		if a.Rules[i].Applied() {
			applied++
		}
	}
	p.paragraph(text(l.T("report.summary", "components", components, "files", files, "rules", strconv.Itoa(applied))))
	counts := map[string]int{}
	for i := range a.Results {
		class := a.Results[i].Verdict.String()
		if a.Results[i].Noted {
			class = "note"
		}
		counts[class]++
	}
	var figures []string
	for _, class := range []string{"violated", "review", "conditional", "note"} {
		if class != "conditional" || counts[class] > 0 {
			figures = append(figures, text(l.T("report.figure."+class))+": "+strong(l.Number(counts[class])))
		}
	}
	p.paragraph(strings.Join(figures, " · "))
	if b := a.Baseline; b != nil {
		p.paragraph(p.say(b.Message(a)) + " " + p.say(b.Verdicts()))
		for _, m := range b.Caveats() {
			p.paragraph("> " + p.say(m))
		}
	}
	if who := a.Policy.Decides.In(l.Code()); who != "" {
		p.paragraph(prose(l.T("report.rests.decides", "decides", strings.TrimSuffix(who, "."))))
	}
	p.criteria()
}

// completeness says whether everything was examined, and why not.
func (p *printer) completeness() string {
	why := p.a.Incomplete()
	if why.Key == "" {
		return text(p.l.T("report.complete"))
	}
	return strong(text(p.l.T("verdict.incomplete"))) + ": " + p.say(why)
}

// criteria are the rules that were published as such.
func (p *printer) criteria() {
	l := p.l
	var rows [][]string
	points := false
	for i := range p.a.Rules {
		u := &p.a.Rules[i]
		c := u.Criterion
		if c == nil {
			continue
		}
		published := text(l.T("report.published", "document", c.Published.Document, "number", c.Published.Number, "date", l.Date(c.Published.Date)))
		if len(c.Scale) > 0 {
			published += "; " + text(strings.Join(c.Scale, "; "))
		}
		proposed := ""
		if x := u.Points; x != nil {
			points = true
			proposed = text(l.T("report.points", "points", strconv.Itoa(x.Proposed), "of", strconv.Itoa(x.Of))) + ". " + p.say(x.How)
		}
		rows = append(rows, []string{text(u.ID + " " + u.Doc.Title.In(l.Code())), text(l.Word("criterion", c.Kind)), p.mark(p.words[u.ID]), published, proposed})
	}
	if len(rows) == 0 {
		p.paragraph(prose(l.T("report.criteria.none")))
		return
	}
	p.subsection(text(l.T("report.criteria")))
	p.table(rows, "report.col.rule", "report.col.criterion", "report.col.verdict", "report.col.published", "markdown.points")
	p.paragraph(prose(l.T("report.criteria.others")))
	if points {
		p.paragraph(text(l.T("report.points.note")))
	}
}
