// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/reports/page"
	"lizenzlotse/scanner/inventory"
)

// A view is what the templates see: everything counted, grouped, cut and put into words.
type view struct {
	a     *assessment.Assessment
	l     i18n.Lang
	o     Options
	byID  map[string]*inventory.Component
	rules map[string]*assessment.RuleUsed
	index map[string]int      // place of a rule in a.Rules, for its anchor
	came  map[string]*outcome // by ID of a component: what it came to; nothing is simply satisfied

	decisions  map[string]*assessment.Decision // by ID
	concluded  map[string]*assessment.Decision // by component: what was judged in the place of its claims
	found      map[string]bool                 // rules that have results
	byDocument []assessment.DocumentResults
	ofDocument map[*assessment.Result]bool // the results in byDocument

	page.Shell
	Heading   string
	Subject   string
	Head      []pair
	FromInput bool
	FromSaved bool
	Mismatch  []string // where policy and procedure do not go together
	Judged    bool
	Result    result
	Sections  []section
}

// A pair is a label with its value.
type pair struct {
	Label, Value string
	Code         bool // the value is a hash or an identifier
}

// A section is a numbered part of the page.
type section struct {
	ID     string // of its template, and its anchor
	Number int
	Title  string
	Data   any
}

// A mark is a verdict for the eye: a sign, a word and a colour, of which the word alone suffices.
type mark struct{ Class, Word string }

// A result is the first thing a reader sees.
type result struct {
	Mark     mark
	Partly   bool // the verdict holds for what was examined, and something was not
	Complete mark
	Reason   string // why it is incomplete
	Summary  string
	Scope    string // what the policy does not judge at all
	Figures  []figure
	Criteria []criterion
	Points   bool   // some are proposed
	Meaning  string // of the verdict
	Rests    list[sourceRow]
	Reading  string // how many rules are our reading
	Decides  string // who has to
}

type figure struct {
	Count int
	Label string
	Class string
}

// A criterion is a rule that was published as one.
type criterion struct {
	Rule, Title, Kind, Document, Number, Date string
	Scale                                     []string
	Mark                                      mark
	Points, How                               string // empty where none can be proposed
}

type component struct{ Name, Version, ID string }

func newView(a *assessment.Assessment, l i18n.Lang, o Options) *view {
	p := &view{a: a, l: l, o: o, Judged: a.Judged()}
	p.byID = make(map[string]*inventory.Component, len(a.Inventory.Components))
	for i := range a.Inventory.Components {
		p.byID[a.Inventory.Components[i].ID] = &a.Inventory.Components[i]
	}
	p.decisions, p.concluded = a.ByID(), a.Decided()
	p.rules = map[string]*assessment.RuleUsed{}
	p.index = map[string]int{}
	for i := range a.Rules {
		p.rules[a.Rules[i].ID] = &a.Rules[i]
		p.index[a.Rules[i].ID] = i + 1
	}
	p.decisions = a.ByID()
	p.found = map[string]bool{}
	for i := range a.Results {
		p.found[a.Results[i].Rule] = true
	}
	if p.Judged {
		p.byDocument = a.ByDocument()
	}
	p.ofDocument = map[*assessment.Result]bool{}
	for _, d := range p.byDocument {
		for _, r := range d.Results {
			p.ofDocument[r] = true
		}
	}
	p.Subject = i18n.Cut(a.Inventory.Title(), maxText)
	title, heading, running := "report.title", "report.heading", "report.running"
	if !p.Judged {
		title, heading, running = "report.title.scan", "report.heading.scan", "report.running.scan"
	}
	p.Shell = page.NewShell(l, l.T(title, "subject", p.Subject), l.T(running, "subject", i18n.Cut(p.Subject, 60)))
	p.Heading = l.T(heading)
	p.FromInput = a.Policy.FromInput
	p.FromSaved = slices.ContainsFunc(a.Inventory.Issues, func(i inventory.Issue) bool { return i.Code == inventory.IssueSaved })
	p.Head = p.head()
	for _, m := range a.Mismatch() {
		p.Mismatch = append(p.Mismatch, i18n.Cut(l.Message(m.Key, m.Args), maxText))
	}
	p.Result = p.result()
	p.sections()
	return p
}

// head is what the title block says.
func (p *view) head() []pair {
	var head []pair
	add := func(key, value string) {
		if value != "" {
			head = append(head, pair{Label: p.l.T(key), Value: value})
		}
	}
	p.procedure(add)
	add("report.head.date", p.l.Date(p.a.Date))
	if p.a.Delivered != p.a.Date {
		add("report.head.delivered", p.l.Date(p.a.Delivered))
	}
	if p.Judged {
		policy := p.a.Policy.Name
		if p.a.Policy.Version != "" {
			policy += " " + p.a.Policy.Version
		}
		if title := p.a.Policy.Title.In(p.l.Code()); title != "" {
			policy = title + " (" + policy + ")"
		}
		add("report.head.policy", i18n.Cut(policy, maxText))
		add("report.head.frozen", i18n.Cut(p.l.Date(p.a.Policy.FrozenOn), maxText))
		add("report.head.use", p.l.Word("use", string(p.a.Use)))
		stage := p.l.T("report.head.stage.none")
		if p.a.Stage != "" {
			stage = p.l.Word("stage", string(p.a.Stage))
		}
		add("report.head.stage", i18n.Cut(stage, maxText))
	}
	add("report.head.created", p.l.Time(p.o.Created))
	return head
}

// sections lists the parts that have something to say, and numbers them.
func (p *view) sections() {
	add := func(id string, data any) {
		p.Sections = append(p.Sections, section{id, len(p.Sections) + 2, p.l.T("report.section." + id), data})
	}
	if p.Judged {
		add("todo", p.todo())
		rules, hidden := p.causes()
		quality := p.quality()
		if len(rules) > 0 || len(quality.Items) == 0 {
			add("findings", findings{rules, hidden})
		}
		if len(quality.Items) > 0 {
			add("quality", documentsJudged{quality, p.later()})
		}
		add("duties", p.duties())
		if len(p.a.Decisions) > 0 {
			add("decisions", p.decided())
		}
	} else if t := p.todo(); len(t.Unread.Items) > 0 {
		add("todo", t)
	}
	p.judge()
	add("licenses", licenses{p.Judged, p.verdicts(), p.licenses(), len(p.a.Inventory.Components)})
	if p.Judged {
		add("rules", p.ruleRows())
		add("components", p.judgedRows())
	} else {
		add("components", p.componentRows())
	}
	add("documents", p.documents())
	add("limits", p.limits())
	add("basis", p.basis())
}

type findings struct {
	Rules  []*ruleFindings
	Hidden int
}

type licenses struct {
	Judged   bool
	Verdicts []share
	Rows     []share
	Total    int
}

// mark gives a verdict its sign and word; a note has its own.
func (p *view) mark(v assessment.Verdict, noted bool) mark {
	if noted {
		return mark{"note", p.l.T("verdict.noted")}
	}
	return mark{v.String(), p.l.Word("verdict", v.String())}
}

// said is the mark of a result. One that is satisfied stands there for its remark alone, or for the decision that
// made it so.
func (p *view) said(r *assessment.Result) mark {
	switch r.Settled(p.decisions[r.Decision]) {
	case assessment.Justification:
		return mark{r.Verdict.String(), p.l.T("verdict.justified")}
	case assessment.Exception:
		return mark{r.Verdict.String(), p.l.T("verdict.excepted")}
	}
	if r.Verdict == assessment.Conditional {
		return mark{r.Verdict.String(), p.l.T("verdict.lacking")}
	}
	if r.Verdict == assessment.Satisfied && !r.Noted {
		return mark{r.Verdict.String(), p.l.T("verdict.remarked")}
	}
	return p.mark(r.Verdict, r.Noted)
}

// ofRule is the mark of a rule: one that applied to nothing is not satisfied either.
func (p *view) ofRule(u assessment.RuleUsed) mark {
	if !applied(u) {
		return mark{"not-applicable", p.l.T("verdict.not-applicable")}
	}
	if u.Weight == assessment.Should && u.Verdict == assessment.Conditional {
		return mark{u.Verdict.String(), p.l.T("verdict.lacking")}
	}
	return p.mark(u.Verdict, u.Counts.Noted > 0 && u.Verdict == assessment.Satisfied)
}

func applied(u assessment.RuleUsed) bool { return u.Counts != assessment.Counts{} }

// anchor is where the findings of a rule stand. Names of rules may come from a policy file, so they are not used.
func (p *view) anchor(rule string) string {
	if i := p.index[rule]; i > 0 {
		return "rule-" + strconv.Itoa(i)
	}
	return ""
}

func (p *view) component(id string) component {
	c := p.byID[id]
	if c == nil {
		return component{Name: i18n.CutMiddle(id, maxPath)}
	}
	shown := component{i18n.Cut(c.Name, maxPath), i18n.Cut(c.Version, 60), i18n.CutMiddle(c.ID, maxPath)}
	if shown.Name == "" {
		shown.Name = shown.ID
	}
	if shown.ID == shown.Name || strings.HasPrefix(c.ID, "file:") {
		shown.ID = "" // the places say where its folder is
	}
	return shown
}

func (p *view) components(ids []string) list[component] { return each(ids, maxComponents, p.component) }

// result is the verdict, how complete it is, and the figures behind both.
func (p *view) result() result {
	inv := p.a.Inventory
	complete := inv.Complete()
	if p.Judged {
		complete = p.a.Complete
	}
	r := result{Complete: mark{"satisfied", p.l.T("report.complete")}}
	if !complete {
		unread := 0
		for _, i := range inv.Issues {
			if i.Effect == inventory.Unread {
				unread++
			}
		}
		r.Complete = mark{"incomplete", p.l.T("verdict.incomplete")}
		r.Reason = p.l.T("report.incomplete.nothing")
		if i := inv.Interrupted(); i != nil {
			r.Reason = p.l.T("report.incomplete.interrupted", "files", i.Args["files"])
		} else if unread > 0 {
			r.Reason = p.l.T("report.incomplete.unread", "n", strconv.Itoa(unread))
		}
	}
	components, files := strconv.Itoa(len(inv.Components)), strconv.Itoa(len(inv.Files))
	if !p.Judged {
		r.Mark = mark{"note", p.l.T("report.scan.word")}
		r.Summary = p.l.T("report.scan.summary", "components", components, "files", files)
		return r
	}
	r.Mark = p.mark(p.a.Verdict, false)
	r.Partly = !complete
	rules := 0
	for _, u := range p.a.Rules {
		if applied(u) {
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
	r.Rests = each(p.a.Policy.Sources, maxRests, sourceOf)
	reading := 0
	for _, u := range p.a.Rules {
		if u.Doc.Reading {
			reading++
		}
	}
	switch {
	case reading > 0 && reading == len(p.a.Rules):
		r.Reading = p.l.T("report.rests.reading.all")
	case reading > 0:
		r.Reading = p.l.T("report.rests.reading", "n", strconv.Itoa(reading), "total", strconv.Itoa(len(p.a.Rules)))
	}
	if who := p.a.Policy.Decides.In(p.l.Code()); who != "" {
		r.Decides = i18n.Cut(p.l.T("report.rests.decides", "decides", strings.TrimSuffix(who, ".")), maxProse)
	}
	r.Figures = p.figures()
	for _, u := range p.a.Rules {
		if c := u.Criterion; c != nil {
			row := criterion{u.ID, u.Doc.Title.In(p.l.Code()), p.l.Word("criterion", c.Kind), c.Published.Document,
				c.Published.Number, p.l.Date(c.Published.Date), c.Scale, p.ofRule(u), "", ""}
			if x := u.Points; x != nil {
				row.Points = p.l.T("report.points", "points", strconv.Itoa(x.Proposed), "of", strconv.Itoa(x.Of))
				row.How = i18n.Cut(p.l.Message(x.How.Key, x.How.Args), maxProse)
				r.Points = true
			}
			r.Criteria = append(r.Criteria, row)
		}
	}
	return r
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
