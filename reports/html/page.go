// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"cmp"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/reports/page"
	"lizenzlotse/scanner/inventory"
)

// A view is what the templates see: everything counted, grouped, cut and put into words.
type view struct {
	a      *assessment.Assessment
	l      i18n.Lang
	o      Options
	shrink int // how often the lists are halved
	byID   map[string]*inventory.Component
	rules  map[string]*assessment.RuleUsed
	index  map[string]int       // place of a rule in a.Rules, for its anchor
	words  map[string]string    // by rule, what it came to
	came   []assessment.Outcome // of each component

	decisions  map[string]*assessment.Decision // by ID
	concluded  map[string]*assessment.Decision // by component: what was judged in the place of its claims
	found      map[string]bool                 // rules that have results
	shown      map[string]bool                 // rules whose findings stand on the page
	byDocument []assessment.DocumentResults
	cited      map[assessment.Source]int // number in the list of sources, by source without its section
	sources    []sourceRow               // that list

	page.Shell
	Heading  string
	Subject  string
	Head     []pair
	Banners  []banner
	Judged   bool
	Result   result
	Sections []section
	Remark   []string // what is filled in by hand
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

type component struct{ Name, Version, ID string }

func newView(a *assessment.Assessment, l i18n.Lang, o Options, shrink int) *view {
	p := &view{a: a, l: l, o: o, shrink: shrink, Judged: a.Judged()}
	p.byID, p.rules = a.Inventory.ByID(), a.RulesByID()
	p.decisions, p.concluded = a.DecisionsByID(), a.Decided()
	p.index = map[string]int{}
	for i := range a.Rules {
		p.index[a.Rules[i].ID] = i + 1
	}
	p.shown, p.found, p.words = map[string]bool{}, map[string]bool{}, a.RuleWords()
	for i := range a.Results {
		p.found[a.Results[i].Rule] = true
	}
	if p.Judged {
		p.byDocument, p.came = a.ByDocument(), a.Outcomes()
	}
	p.Subject = i18n.Cut(a.Inventory.Title(), maxText)
	title, heading, running := "report.title", "report.heading", "report.running"
	if !p.Judged {
		title, heading, running = "report.title.scan", "report.heading.scan", "report.running.scan"
	}
	above := l.T(running, "subject", i18n.Cut(p.Subject, 60))
	if a.Redacted != nil {
		above = l.T("report.redacted.title") + " · " + above
	}
	p.Shell = page.NewShell(l, l.T(title, "subject", p.Subject), above)
	p.Heading = l.T(heading)
	p.Head = p.head()
	p.Banners = p.banners()
	p.Remark = p.remark()
	p.cited = map[assessment.Source]int{}
	var shown findings
	var judged list[quality]
	if p.Judged { // the other parts lead to what is shown of these
		shown.Rules, shown.Hidden = p.causes()
		judged = p.quality()
	}
	p.Result = p.result()
	p.sections(shown, judged)
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
	add("report.remark.bidder", i18n.Cut(p.a.Bidder, maxText))
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

// sections lists the parts that have something to say, and numbers them: what people act on first, then what the
// result rests on.
func (p *view) sections(shown findings, judged list[quality]) {
	add := func(id string, data any) {
		p.Sections = append(p.Sections, section{id, len(p.Sections) + 2, p.l.T("report.section." + id), data})
	}
	if p.Judged {
		add("todo", p.todo())
		if len(shown.Rules) > 0 || len(judged.Items) == 0 {
			add("findings", shown)
		}
		if len(judged.Items) > 0 {
			add("quality", documentsJudged{judged, p.a.Later()})
		}
	} else if t := p.todo(); len(t.Unread.Items) > 0 {
		add("todo", t)
	}
	add("licenses", licenses{p.Judged, p.classes(), p.proprietary(), p.licenses(), len(p.a.Inventory.Components)})
	if p.Judged {
		add("duties", p.duties())
		if len(p.a.Decisions) > 0 {
			add("decisions", p.decided())
		}
	}
	add("limits", p.limits())
	if p.Judged {
		add("components", p.judgedRows())
	} else {
		add("components", p.componentRows())
	}
	add("documents", p.documents())
	if p.Judged {
		add("ruledocs", p.ruleDocs())
		add("terms", p.l.Glossary())
	}
	add("basis", p.basis())
}

type findings struct {
	Rules  []*ruleFindings
	Hidden int
}

type licenses struct {
	Judged      bool
	Classes     classes
	Proprietary *proprietary // nil where nothing was put into classes
	Rows        []share
	Total       int
}

// mark gives a verdict its sign and word; a note has its own.
func (p *view) mark(v assessment.Verdict, noted bool) mark {
	if noted {
		return mark{"note", p.l.T("verdict.noted")}
	}
	return mark{v.String(), p.l.Word("verdict", v.String())}
}

// said is the mark of a result.
func (p *view) said(r *assessment.Result) mark {
	m := p.mark(r.Verdict, r.Noted)
	m.Word = p.l.Word("verdict", r.Word(p.decisions[r.Decision]))
	return m
}

// ofRule is the mark of a rule.
func (p *view) ofRule(u *assessment.RuleUsed) mark {
	word := p.words[u.ID]
	m := p.mark(u.Verdict, word == "noted")
	if !u.Applied() {
		m.Class = word
	}
	m.Word = p.l.Word("verdict", word)
	return m
}

// where is where a rule's findings stand, else its documentation; "" if neither is shown.
func (p *view) where(rule string) string { return cmp.Or(p.anchor(rule), p.doc(rule)) }

// doc is where the documentation of a rule stands.
func (p *view) doc(rule string) string {
	if i := p.index[rule]; i > 0 && i <= maxRows {
		return "doc-" + strconv.Itoa(i)
	}
	return ""
}

// anchor is where the findings of a rule stand, "" if none are shown. Names of rules may come from a policy file, so
// they are not used.
func (p *view) anchor(rule string) string {
	if i := p.index[rule]; i > 0 && p.shown[rule] {
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
