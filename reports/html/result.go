// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// A banner is what a reader must know before the result.
type banner struct{ Title, Text string }

func (p *view) banners() []banner {
	var list []banner
	if x := p.a.Redacted; x != nil {
		list = append(list, banner{p.l.T("report.redacted.title"), p.say(x.Message())})
	}
	if slices.ContainsFunc(p.a.Inventory.Issues, func(i inventory.Issue) bool { return i.Code == inventory.IssueSaved }) {
		list = append(list, banner{p.l.T("report.fromsaved.title"), p.l.T("report.fromsaved")})
	}
	if p.a.Policy.FromInput {
		list = append(list, banner{p.l.T("report.frominput.title"), p.l.T("report.frominput")})
	}
	var apart []string
	for _, m := range p.a.Mismatch() {
		apart = append(apart, i18n.Cut(p.l.Message(m.Key, m.Args), maxText))
	}
	if len(apart) > 0 {
		list = append(list, banner{p.l.T("report.frozen.title"), strings.Join(apart, " ")})
	}
	return list
}

// remark is what people write on the printed page by hand: what the assessment does not say.
func (p *view) remark() []string {
	var blanks []string
	if p.a.Procedure == nil || p.a.Procedure.Number == "" {
		blanks = append(blanks, p.l.T("report.remark.number"))
	}
	if p.a.Bidder == "" {
		blanks = append(blanks, p.l.T("report.remark.bidder"))
	}
	return append(blanks, p.l.T("report.remark.by"))
}

// A result is the first thing a reader sees.
type result struct {
	Mark     mark
	Partly   bool // the verdict holds for what was examined, and something was not
	Complete mark
	Reason   string // why it is incomplete
	Summary  string
	Scope    string // what the policy does not judge at all
	Baseline *baseline
	Figures  []figure
	Criteria []criterion
	Points   bool           // some are proposed
	Notes    list[ruleLine] // rules that are no criteria and found something
	Quiet    []ruleGroup    // those that did not
	Meaning  string         // of the verdict
	Rests    list[sourceRow]
	Reading  string // how many rules are our reading
	Decides  string // who has to
}

type figure struct {
	Count int
	Label string
	Class string
}

// A baseline says what came since an earlier result.
type baseline struct {
	Text, SHA256 string
	New          mark     // of what came since alone; zero where the whole result is that
	Notes        []string // what a reader must know of the comparison
}

// A criterion is a rule that was published as one.
type criterion struct {
	ruleLine
	Kind, Document, Number, Date string
	Scale                        []string
	Points, How                  string // empty where none can be proposed
}

// A ruleLine is what a rule came to, on one line.
type ruleLine struct {
	Rule, Title string
	Anchor      string // as where gives it
	Mark        mark
	Counts      string
}

// A ruleGroup is rules that came to the same and of which there is nothing more to say.
type ruleGroup struct {
	Mark  mark
	Rules list[ruleLine]
}

// result is the verdict, how complete it is, and what each rule came to.
func (p *view) result() result {
	inv := p.a.Inventory
	r := result{Complete: mark{"satisfied", p.l.T("report.complete")}}
	why := p.a.Incomplete()
	if why.Key != "" {
		r.Complete, r.Reason = mark{"incomplete", p.l.T("verdict.incomplete")}, p.l.Message(why.Key, why.Args)
	}
	components, files := strconv.Itoa(len(inv.Components)), strconv.Itoa(len(inv.Files))
	if !p.Judged {
		r.Mark = mark{"note", p.l.T("report.scan.word")}
		r.Summary = p.l.T("report.scan.summary", "components", components, "files", files)
		return r
	}
	r.Mark = p.mark(p.a.Verdict, false)
	r.Partly = why.Key != ""
	rules := 0
	for i := range p.a.Rules {
		if p.a.Rules[i].Applied() {
			rules++
		}
	}
	r.Summary = p.l.T("report.summary", "components", components, "files", files, "rules", strconv.Itoa(rules))
	if p.a.OnlyDocuments() {
		r.Scope = p.l.T("report.documents-only")
	}
	if p.a.OnlyNotes() {
		r.Scope = strings.TrimSpace(r.Scope + " " + p.l.T("report.notes-only"))
	}
	r.Meaning = p.l.T("report.verdict." + p.a.Verdict.String())
	r.Baseline = p.baseline()
	r.Figures = p.figures()
	p.ruleLines(&r)
	r.Rests = each(p.a.Policy.Sources, maxRests, sourceOf)
	r.Reading = p.reading()
	if who := p.a.Policy.Decides.In(p.l.Code()); who != "" {
		r.Decides = i18n.Cut(p.l.T("report.rests.decides", "decides", strings.TrimSuffix(who, ".")), maxProse)
	}
	return r
}

// reading says how many of the rules are our reading of their sources.
func (p *view) reading() string {
	n := 0
	for _, u := range p.a.Rules {
		if u.Doc.Reading {
			n++
		}
	}
	switch {
	case n == 0:
		return ""
	case n == len(p.a.Rules):
		return p.l.T("report.rests.reading.all")
	}
	return p.l.T("report.rests.reading", "n", strconv.Itoa(n), "total", strconv.Itoa(len(p.a.Rules)))
}

func (p *view) baseline() *baseline {
	b := p.a.Baseline
	if b == nil {
		return nil
	}
	x := &baseline{Text: p.say(b.Message(p.a)), SHA256: i18n.Cut(b.SHA256, maxText)}
	if p.a.Compared() {
		x.Text += " " + p.say(b.Verdicts())
	} else {
		x.New = p.mark(b.New, false)
	}
	for _, m := range b.Caveats() {
		x.Notes = append(x.Notes, p.say(m))
	}
	return x
}

// figures count the results by what came out. Duties have a figure only where there are some.
func (p *view) figures() []figure {
	counts := map[string]int{}
	for i := range p.a.Results {
		counts[p.mark(p.a.Results[i].Verdict, p.a.Results[i].Noted).Class]++
	}
	var figures []figure
	for _, class := range []string{"violated", "review", "conditional", "note"} {
		if class == "conditional" && counts[class] == 0 {
			continue
		}
		figures = append(figures, figure{counts[class], p.l.T("report.figure." + class), class})
	}
	return figures
}

// ruleLines says what each rule came to: those that were published as criteria first, A before B, then the others, the
// worst first.
func (p *view) ruleLines(r *result) {
	var open, satisfied, silent []ruleLine
	for i := range p.a.Rules {
		u := &p.a.Rules[i]
		line := p.ruleLine(u)
		switch c := u.Criterion; {
		case c != nil:
			row := criterion{ruleLine: line, Kind: p.l.Word("criterion", c.Kind), Document: c.Published.Document, Number: c.Published.Number,
				Date: p.l.Date(c.Published.Date), Scale: c.Scale}
			if x := u.Points; x != nil {
				row.Points = p.l.T("report.points", "points", strconv.Itoa(x.Proposed), "of", strconv.Itoa(x.Of))
				row.How = i18n.Cut(p.l.Message(x.How.Key, x.How.Args), maxProse)
				r.Points = true
			}
			r.Criteria = append(r.Criteria, row)
		case !u.Applied():
			silent = append(silent, line)
		case p.found[u.ID] || line.Mark.Class != assessment.Satisfied.String(): // its finding may stand under another rule's
			open = append(open, line)
		default:
			satisfied = append(satisfied, line)
		}
	}
	slices.SortStableFunc(r.Criteria, func(x, y criterion) int { return strings.Compare(x.Kind, y.Kind) })
	slices.SortStableFunc(open, func(x, y ruleLine) int { return rank(y.Mark) - rank(x.Mark) })
	keep := func(x ruleLine) ruleLine { return x }
	r.Notes = each(open, maxRows, keep)
	for _, g := range []struct {
		mark  mark
		rules []ruleLine
	}{{p.mark(assessment.Satisfied, false), satisfied}, {mark{"not-applicable", p.l.T("verdict.not-applicable")}, silent}} {
		if len(g.rules) > 0 {
			r.Quiet = append(r.Quiet, ruleGroup{g.mark, each(g.rules, maxRows, keep)})
		}
	}
}

// rank orders marks by how bad they are.
func rank(m mark) int {
	v, err := assessment.ParseVerdict(m.Class)
	if err != nil {
		return 0 // a note
	}
	return int(v)
}

func (p *view) ruleLine(u *assessment.RuleUsed) ruleLine {
	return ruleLine{i18n.Cut(u.ID, maxText), i18n.Cut(u.Doc.Title.In(p.l.Code()), maxText), p.where(u.ID), p.ofRule(u), p.counts(u)}
}

// counts says to how many components, or documents, a rule applied, by how it ended there.
func (p *view) counts(u *assessment.RuleUsed) string {
	var parts []string
	add := func(key string, n int) {
		if n > 0 {
			parts = append(parts, p.l.T("report.counts."+key, "n", strconv.Itoa(n)))
		}
	}
	add("violated", u.Counts.Violated)
	add("review", u.Counts.Review)
	add("conditional", u.Counts.Conditional)
	add("satisfied", u.Counts.Satisfied)
	add("noted", u.Counts.Noted)
	if len(parts) == 0 {
		return ""
	}
	of := "report.counts.components"
	if u.Documents {
		of = "report.counts.documents"
	}
	return p.l.T(of, "counts", strings.Join(parts, ", "))
}
