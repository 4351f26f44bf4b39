// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// statements are the rows of the first sheet: what each belongs to, what it is about, what is so, and more on that.
type statements struct {
	area string
	rows [][]string
}

func (s *statements) add(label, value string, more ...string) {
	if value != "" {
		s.rows = append(s.rows, []string{s.area, i18n.Visible(label), i18n.Visible(value), i18n.Visible(strings.Join(slices.DeleteFunc(more, func(m string) bool { return m == "" }), " "))})
	}
}

// result is the sheet that says what came out and what that rests on.
func (v *view) result() table {
	s := new(statements)
	in := func(key string, fill func(*statements)) {
		s.area = v.l.T(key)
		fill(s)
	}
	in("table.area.result", v.outcome)
	in("table.area.subject", v.subject)
	if v.a.Judged() {
		in("table.area.policy", v.policy)
		in("table.area.criteria", v.criteria)
		in("table.area.rules", v.ruled)
		in("table.area.classes", v.classes)
		in("table.area.decisions", v.decided)
	}
	in("table.area.documents", v.documents)
	in("table.area.unexamined", v.limits)
	in("table.area.inputs", v.inputs)
	return table{"result", []column{{"area", 24}, {"about", 36}, {"value", 50}, {"more", 80}}, slices.Values(s.rows)}
}

func (v *view) outcome(s *statements) {
	a, l := v.a, v.l
	if a.Judged() {
		s.add(l.T("table.verdict"), l.Word("verdict", a.Verdict.String()), l.T("report.verdict."+a.Verdict.String()))
	} else {
		s.add(l.T("table.verdict"), l.T("report.scan.word"))
	}
	said, why := l.T("report.complete"), a.Incomplete()
	if why.Key != "" {
		said = l.T("verdict.incomplete")
	}
	s.add(l.T("table.complete"), said, v.say(why))
	s.add(l.T("table.components"), l.Number(len(a.Inventory.Components)))
	s.add(l.T("table.files"), l.Number(len(a.Inventory.Files)))
	if a.Judged() {
		counts := map[string]int{}
		for i := range a.Results {
			class := a.Results[i].Verdict.String()
			if a.Results[i].Noted {
				class = "note"
			}
			counts[class]++
		}
		for _, class := range []string{"violated", "review", "conditional", "note"} {
			s.add(l.T("report.figure."+class), l.Number(counts[class]))
		}
		if a.OnlyDocuments() {
			s.add(l.T("table.scope"), l.T("report.documents-only"))
		}
		if a.OnlyNotes() {
			s.add(l.T("table.scope"), l.T("report.notes-only"))
		}
	}
	if a.Policy.FromInput {
		s.add(l.T("table.caution"), l.T("report.frominput.title"), l.T("report.frominput"))
	}
	for _, m := range a.Mismatch() {
		s.add(l.T("table.caution"), l.Message(m.Key, m.Args))
	}
	if b := a.Baseline; b != nil {
		s.add(l.T("report.baseline.with"), b.Name+", "+l.Date(b.Date), v.say(b.Message(a)), v.say(b.Verdicts()), "SHA-256", b.SHA256)
		for _, m := range b.Caveats() {
			s.add(l.T("table.caution"), v.say(m))
		}
	}
	if r := a.Redacted; r != nil {
		s.add(l.T("table.caution"), v.say(r.Message()))
	}
	s.add(l.T("table.nature"), l.T("report.footer"))
}

func (v *view) subject(s *statements) {
	a, l := v.a, v.l
	s.add(l.T("table.subject"), a.Inventory.Title(), l.Word("subject", string(a.Inventory.Subject.Kind)))
	s.add(l.T("report.remark.bidder"), a.Bidder)
	if p := a.Procedure; p != nil {
		m := p.Named()
		s.add(l.T("report.head.procedure"), l.Message(m.Key, m.Args))
		s.add(l.T("report.procedure.opened"), l.Date(p.Opened))
		if p.Contract != nil {
			s.add(l.T("report.procedure.contract"), strings.TrimSpace(p.Contract.Template+" "+p.Contract.Version))
		}
		for _, o := range p.Overridden {
			s.add(l.T("report.head.overridden"), l.T("report.overridden", "field", o.Field, "was", l.Word(o.Field, o.Was)))
		}
		s.add(l.T("report.procedure.origin"), p.Origin, "SHA-256", p.SHA256)
	}
	for _, d := range a.Inventory.Declarations {
		var answers []string
		for _, x := range d.Answers {
			m := x.Named()
			answers = append(answers, l.Message(m.Key, m.Args))
		}
		s.add(l.T("report.head.declaration"), l.T("report.declaration", "file", d.ID, "bidder", d.Bidder), strings.Join(answers, "; "))
	}
	s.add(l.T("report.head.date"), l.Date(a.Date))
	if a.Delivered != a.Date {
		s.add(l.T("report.head.delivered"), l.Date(a.Delivered))
	}
	if a.Judged() {
		s.add(l.T("report.head.use"), l.Word("use", string(a.Use)))
		stage := l.T("report.head.stage.none")
		if a.Stage != "" {
			stage = l.Word("stage", string(a.Stage))
		}
		s.add(l.T("report.head.stage"), stage)
		s.add(l.T("report.procedure.outbound"), a.Outbound)
	}
	s.add(l.T("report.head.created"), l.Time(v.o.Created))
}

func (v *view) policy(s *statements) {
	p, l := v.a.Policy, v.l
	s.add(l.T("report.policy.name"), strings.TrimSpace(p.Name+" "+p.Version), p.Title.In(l.Code()))
	s.add(l.T("report.policy.origin"), l.Word("origin", p.Origin))
	s.add(l.T("report.policy.frozen"), l.Date(p.FrozenOn), "SHA-256", p.FrozenSHA256)
	s.add(l.T("report.policy.decides"), p.Decides.In(l.Code()))
	s.add(l.T("report.policy.sha256"), p.SHA256)
	for _, x := range p.Sources {
		s.add(l.T("report.col.source"), v.source(x), x.URL)
	}
	for _, o := range v.a.Own {
		m := o.Message()
		s.add(l.T("report.own"), l.Message(m.Key, m.Args))
	}
	if len(v.a.Own) == 0 {
		s.add(l.T("report.own"), l.T("report.own.default"))
	}
	for _, o := range v.a.Overrides {
		s.add(l.T("report.overrides"), o.License+": "+l.Word("class", o.Class), i18n.Commas(o.Reason, l.Word("origin", o.Origin)))
	}
	for _, x := range v.a.Paragraphs {
		s.add(l.T("table.paragraph"), v.source(x.Source), l.Message(x.Says.Key, x.Says.Args))
	}
}

// criteria are the rules that were published as such. Where none was, no result is a minimum requirement or scored.
func (v *view) criteria(s *statements) {
	l := v.l
	none := true
	for i := range v.a.Rules {
		u := &v.a.Rules[i]
		c := u.Criterion
		if c == nil {
			continue
		}
		none = false
		more := []string{l.T("report.published", "document", c.Published.Document, "number", c.Published.Number, "date", l.Date(c.Published.Date)) + "."}
		if len(c.Scale) > 0 {
			more = append(more, strings.Join(c.Scale, "; ")+".")
		}
		if x := u.Points; x != nil {
			more = append(more, l.T("report.points", "points", strconv.Itoa(x.Proposed), "of", strconv.Itoa(x.Of))+".",
				l.Message(x.How.Key, x.How.Args), l.T("report.points.note"))
		}
		s.add(u.ID+" "+u.Doc.Title.In(l.Code())+", "+l.Word("criterion", c.Kind), l.Word("verdict", v.words[u.ID]), more...)
	}
	if none {
		s.add(l.T("report.criteria"), l.T("table.none"), l.T("report.criteria.none"))
	} else {
		s.add(l.T("report.criteria"), l.T("report.criteria.others"))
	}
}

func (v *view) ruled(s *statements) {
	l := v.l
	for i := range v.a.Rules {
		u := &v.a.Rules[i]
		n := u.Counts
		s.add(u.ID+" "+u.Doc.Title.In(l.Code()), l.Word("verdict", v.words[u.ID]),
			l.T("report.counted", "satisfied", strconv.Itoa(n.Satisfied), "conditional", strconv.Itoa(n.Conditional), "review", strconv.Itoa(n.Review),
				"violated", strconv.Itoa(n.Violated), "noted", strconv.Itoa(n.Noted))+".",
			l.T("report.weight", "weight", string(u.Weight), "origin", u.Origin))
	}
}

// classes is how many components are of which class, of all that were judged.
func (v *view) classes(s *statements) {
	total := 0
	for _, x := range v.a.Classes {
		total += len(x.Components)
	}
	for _, x := range v.a.Classes {
		s.add(v.l.Word("class", x.Class), v.l.T("text.components", "n", strconv.Itoa(len(x.Components))),
			v.l.T("table.share", "share", v.l.Percent(len(x.Components), total), "total", strconv.Itoa(total)))
	}
}

func (v *view) decided(s *statements) {
	l := v.l
	for i := range v.a.Decisions {
		d := &v.a.Decisions[i]
		var signed []string
		for _, x := range d.Signed {
			signed = append(signed, i18n.Commas(x.Name, l.Date(x.Date)))
		}
		if len(signed) == 0 {
			signed = []string{l.T("report.decisions.unsigned")}
		}
		owner, until := "", l.T("report.decisions.endless")
		if d.Owner != "" {
			owner = l.T("report.decisions.owner", "owner", d.Owner)
		}
		if d.Until != "" {
			until = l.T("report.decisions.until", "until", d.Until)
		}
		concluded := ""
		if d.Concluded != nil {
			concluded = d.Concluded.String()
		}
		s.add(i18n.Commas(d.ID, l.Word("decision-kind", string(d.Kind))), i18n.Commas(l.Word("decision-state", string(d.State)), until),
			i18n.Commas(d.Rule, d.Component, d.License)+".", i18n.Commas(concluded, l.Word("ground", d.Ground))+": "+d.Text+" —", l.T("report.col.who"), strings.Join(signed, "; "), owner)
	}
}

func (v *view) documents(s *statements) {
	l := v.l
	for _, d := range v.a.Inventory.Documents {
		completeness := string(d.Completeness)
		if completeness == "" {
			completeness = "unstated"
		}
		s.add(d.ID, strings.TrimSpace(l.Word("format", d.Format)+" "+d.Version), l.T("table.document", "components", strconv.Itoa(d.Components),
			"licensed", strconv.Itoa(d.WithLicense), "completeness", completeness), "SHA-256", d.SHA256)
	}
}

func (v *view) limits(s *statements) {
	l := v.l
	unread, left, named := v.a.Inventory.Count(inventory.Unread), len(v.a.Exclusions()), v.a.Inventory.OnlyNamed()
	sheet := l.T("table.see", "sheet", l.T("table.sheet.unexamined"))
	s.add(l.T("report.unread"), l.Number(unread), sheet)
	if papers := len(v.a.Inventory.Papers()); papers > 0 {
		s.add(l.T("report.papers"), l.Number(papers), sheet)
	}
	s.add(l.T("report.excluded"), l.Number(left), sheet)
	if named > 0 {
		s.add(l.T("table.named"), l.T("report.limits.named", "n", strconv.Itoa(named), "total", strconv.Itoa(len(v.a.Inventory.Components))))
	}
	if m := v.a.Inventory.DependenciesKnown(); m.Key != "" {
		s.add(l.T("table.dependencies"), l.Message(m.Key, m.Args))
	}
	if m := v.a.Inventory.LookedUp(); m.Key != "" {
		s.add(l.T("report.lookups"), l.Message(m.Key, m.Args))
	}
	s.add(l.T("table.always"), l.T("report.limits.always"))
}

// inputs are what was handed in and who worked on it, so that the result can be made again.
func (v *view) inputs(s *statements) {
	l := v.l
	x := v.a.Inventory.Subject
	for _, i := range x.Inputs {
		s.add(i.Name, "SHA-256 "+i.SHA256, l.Word("subject", string(i.Kind)))
	}
	if len(x.Inputs) != 1 {
		s.add(x.Name, "SHA-256 "+x.SHA256, l.Word("subject", string(x.Kind)))
	}
	for _, t := range v.a.Inventory.Tools {
		s.add(l.T("report.tools"), t.String())
	}
	s.add(l.T("report.tool.report"), v.o.ToolVersion)
}
