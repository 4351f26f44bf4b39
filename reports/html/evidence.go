// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"fmt"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// A todo is what people have to do now.
type todo struct {
	Judged    bool
	Unmet     list[unmet]
	UnmetIn   int         // how many there are in all
	Questions []questions // the bidder's first
	Unread    list[issue]
}

// An unmet is a rule that was violated.
type unmet struct {
	Rule, Anchor, Title, Fix string
	Due                      string // empty if the bid owes it
	Places                   int
}

// An issue is one kind of thing that went wrong, with the places where it did.
type issue struct {
	Text  string
	Count int
	Paths list[string]
}

var addressees = []assessment.Addressee{assessment.Bidder, assessment.City}

func (p *view) todo() todo {
	t := todo{Judged: p.Judged, Unread: p.issues(func(i inventory.Issue) bool { return i.Effect == inventory.Unread })}
	violated := p.a.Unmet()
	t.UnmetIn = len(violated)
	t.Unmet = each(violated, maxRows, func(x assessment.Unmet) unmet {
		row := unmet{Rule: x.Rule, Anchor: p.anchor(x.Rule), Due: p.due(x.Rule), Places: x.Places}
		if u := p.rules[x.Rule]; u != nil {
			row.Title, row.Fix = i18n.Cut(u.Doc.Title.In(p.l.Code()), maxText), i18n.Cut(u.Doc.Fix.In(p.l.Code()), maxProse)
		}
		return row
	})
	t.Questions = p.questions()
	return t
}

// due is when what a rule asks for is owed, unless that is with the bid.
func (p *view) due(rule string) string {
	u := p.rules[rule]
	if u == nil || u.Doc.Stage == "" || u.Doc.Stage == assessment.StageBid {
		return ""
	}
	return i18n.Cut(p.l.Word("due", string(u.Doc.Stage)), maxText)
}

// issues groups the issues that are asked for by their wording.
func (p *view) issues(asked func(inventory.Issue) bool) list[issue] {
	type group struct {
		text  string
		count int
		paths []string
	}
	byText := map[string]*group{}
	var groups []*group
	for _, i := range p.a.Inventory.Issues {
		if !asked(i) {
			continue
		}
		text := p.l.Issue(i.Code, i.Args)
		g := byText[text]
		if g == nil {
			g = &group{text: text}
			byText[text] = g
			groups = append(groups, g)
		}
		g.count++
		if i.Path != "" {
			g.paths = append(g.paths, i.Path)
		}
	}
	return each(groups, maxIssues, func(g *group) issue {
		paths := each(g.paths, maxIssuePaths, func(s string) string { return i18n.CutMiddle(s, maxPath) })
		return issue{i18n.Cut(g.text, maxText), g.count, paths}
	})
}

// duties is what one addressee owes, by kind.
type duties struct {
	Addressee string
	Kinds     []dutyKind
}

// A dutyKind is what is to be done, and which licences ask for it of which components. Kinds that the same
// licences ask for of the same components stand together.
type dutyKind struct {
	Kind         string
	Explanations []string
	Open, Folded dutyTable // the first few, and what follows them
	More         int       // beyond Folded
}

type dutyTable struct {
	Kind string
	Rows []dutyRow
}

// A dutyRow is a licence that asks for it.
type dutyRow struct {
	License    string
	Components list[component]
}

func (p *view) duties() []duties {
	var all []duties
	for _, who := range addressees {
		var owed []assessment.Duty
		for _, d := range p.a.Duties {
			if d.Addressee == who {
				owed = append(owed, d)
			}
		}
		if len(owed) > 0 {
			all = append(all, duties{string(who), p.dutyKinds(owed)})
		}
	}
	return all
}

// dutyKinds puts duties under their kinds, in the order in which these first come up.
func (p *view) dutyKinds(owed []assessment.Duty) []dutyKind {
	var order []string
	byKind := map[string][]assessment.Duty{}
	for _, d := range owed {
		if byKind[d.Kind] == nil {
			order = append(order, d.Kind)
		}
		byKind[d.Kind] = append(byKind[d.Kind], d)
	}
	row := func(d assessment.Duty) dutyRow {
		return dutyRow{i18n.Cut(d.License, maxText), p.components(d.Components)}
	}
	var kinds []dutyKind
	for len(order) > 0 {
		owed := byKind[order[0]]
		var names []string
		var kind dutyKind
		order = slices.DeleteFunc(order, func(k string) bool {
			if !slices.EqualFunc(byKind[k], owed, owedAlike) {
				return false
			}
			names = append(names, i18n.Cut(p.l.Word("duty", k), maxText))
			if p.l.Has("duty." + k + ".what") {
				kind.Explanations = append(kind.Explanations, p.l.T("duty."+k+".what"))
			}
			return true
		})
		kind.Kind = strings.Join(names, "; ")
		open := take(owed, maxOpenDuties)
		if open.More == 1 { // a fold would take as much room as what is in it
			open = take(owed, maxOpenDuties+1)
		}
		folded := each(owed[len(open.Items):], maxDuties, row)
		kind.Open = dutyTable{kind.Kind, each(open.Items, len(open.Items), row).Items}
		kind.Folded, kind.More = dutyTable{kind.Kind, folded.Items}, folded.More
		kinds = append(kinds, kind)
	}
	return kinds
}

func owedAlike(a, b assessment.Duty) bool {
	return a.License == b.License && slices.Equal(a.Components, b.Components)
}

// A ruleRow is a rule in the table of all rules.
type ruleRow struct {
	assessment.RuleUsed
	Anchor      string // empty if it found nothing
	Mark        mark
	Source      string // the first; the basis names all
	MoreSources int
}

func (p *view) ruleRows() list[ruleRow] {
	return each(p.a.Rules, maxRows, func(u assessment.RuleUsed) ruleRow {
		row := ruleRow{RuleUsed: u, Mark: p.ofRule(u)}
		if p.found[u.ID] {
			row.Anchor = p.anchor(u.ID)
		}
		if n := len(u.Doc.Sources); n > 0 {
			row.Source, row.MoreSources = i18n.Cut(u.Doc.Sources[0].Title, maxText), n-1
		}
		return row
	})
}

// A documentRow is an SBOM that came with the input.
type documentRow struct {
	inventory.Document
	Format, Created, Authors, Tools, Completeness string
}

func (p *view) documents() list[documentRow] {
	return each(p.a.Inventory.Documents, maxRows, func(d inventory.Document) documentRow {
		row := documentRow{Document: d, Completeness: string(d.Completeness)}
		row.Format = p.l.Word("format", d.Format)
		row.Created = i18n.Cut(p.l.Stamp(d.Created), maxText)
		row.Authors = i18n.Cut(joined(d.Authors), maxText)
		row.Tools = i18n.Cut(joined(d.Tools), maxText)
		if row.Completeness == "" {
			row.Completeness = "unstated"
		}
		return row
	})
}

// basis is what the result rests on, so that it can be made again.
type basis struct {
	Judged     bool
	Policy     []pair
	Sources    list[sourceRow] // of the policy itself
	Rules      list[ruleSources]
	Inputs     list[inventory.Input]
	Tools      []inventory.Tool
	Procedure  []pair // where the procedure stands written
	Overrides  list[override]
	Paragraphs paragraphs
}

type ruleSources struct {
	ID      string
	Title   assessment.Text
	Reading bool
	Sources list[sourceRow]
}

type sourceRow struct {
	assessment.Source
	Link string // empty unless it is an address of the web
}

func (p *view) sources(s []assessment.Source) list[sourceRow] {
	return each(s, maxComponents, sourceOf)
}

func sourceOf(s assessment.Source) sourceRow {
	row := sourceRow{Source: s}
	if strings.HasPrefix(s.URL, "https://") || strings.HasPrefix(s.URL, "http://") {
		row.Link = s.URL
	}
	return row
}

func (p *view) basis() basis {
	cut := func(s string) string { return i18n.Cut(s, maxText) }
	b := basis{Judged: p.Judged, Sources: p.sources(p.a.Policy.Sources), Overrides: p.overrides(), Paragraphs: p.paragraphs()}
	add := func(key, value string, code bool) {
		if value != "" {
			b.Policy = append(b.Policy, pair{p.l.T(key), cut(value), code})
		}
	}
	add("report.policy.name", p.a.Policy.Name, false)
	add("report.policy.version", p.a.Policy.Version, false)
	add("report.policy.origin", p.l.Word("origin", p.a.Policy.Origin), false)
	add("report.policy.frozen", p.l.Date(p.a.Policy.FrozenOn), false)
	add("report.policy.decides", p.a.Policy.Decides.In(p.l.Code()), false)
	add("report.policy.sha256", p.a.Policy.SHA256, true)
	add("report.own", p.own(), false)
	add("report.policy.frozen.sha256", p.a.Policy.FrozenSHA256, true)
	if x := p.a.Procedure; x != nil {
		b.Procedure = []pair{{p.l.T("report.procedure.origin"), cut(x.Origin), false}, {"SHA-256", cut(x.SHA256), true}}
	}
	b.Rules = each(p.a.Rules, maxRows, func(u assessment.RuleUsed) ruleSources {
		return ruleSources{u.ID, u.Doc.Title, u.Doc.Reading, p.sources(u.Doc.Sources)}
	})
	s := p.a.Inventory.Subject
	inputs := s.Inputs
	if len(inputs) == 0 {
		inputs = []inventory.Input{{Name: s.Name, Kind: s.Kind, SHA256: s.SHA256}}
	} else if len(inputs) > 1 && s.SHA256 != "" {
		inputs = append(slices.Clone(inputs), inventory.Input{Name: s.Name, Kind: s.Kind, SHA256: s.SHA256})
	}
	b.Inputs = take(inputs, maxRows)
	b.Tools = slices.Clone(take(p.a.Inventory.Tools, maxRows).Items)
	if p.o.ToolVersion != "" {
		b.Tools = append(b.Tools, inventory.Tool{Name: p.l.T("report.tool.report"), Version: p.o.ToolVersion})
	}
	return b
}

// own is what said which part is own code.
func (p *view) own() string {
	if len(p.a.Own) == 0 {
		return p.l.T("report.own.default")
	}
	return strings.Join(each(p.a.Own, maxRows, func(o assessment.OwnCode) string {
		return p.l.Message(o.Message().Key, o.Message().Args)
	}).Items, "; ")
}

// joined puts names on one line.
func joined[T fmt.Stringer](all []T) string {
	var names []string
	for _, x := range all {
		names = append(names, x.String())
	}
	return strings.Join(names, ", ")
}
