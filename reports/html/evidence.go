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
	Papers    int // how many nobody but people can read
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
	t := todo{Judged: p.Judged, Unread: p.issues(inventory.Issue.Unread), Papers: len(p.a.Inventory.Papers())}
	violated := p.a.Unmet()
	t.UnmetIn = len(violated)
	t.Unmet = each(violated, maxRows, func(x assessment.Unmet) unmet {
		row := unmet{Rule: x.Rule, Anchor: p.where(x.Rule), Due: p.due(p.rules[x.Rule].Due()), Places: x.Places}
		if u := p.rules[x.Rule]; u != nil {
			row.Title, row.Fix = i18n.Cut(u.Doc.Title.In(p.l.Code()), maxText), i18n.Cut(u.Doc.Fix.In(p.l.Code()), maxProse)
		}
		return row
	})
	t.Questions = p.questions()
	return t
}

// due is when something is owed; "" if that is with the bid.
func (p *view) due(stage assessment.Stage) string {
	return i18n.Cut(p.l.Word("due", string(stage)), maxText)
}

// issues groups the issues that are asked for by their wording.
func (p *view) issues(asked func(inventory.Issue) bool) list[issue] {
	groups := p.a.Inventory.IssuesBySaying(asked, func(i inventory.Issue) string { return p.l.Issue(i.Code, i.Args) })
	return each(groups, p.room(maxIssues), func(g *inventory.IssueGroup) issue {
		paths := each(g.Paths, maxIssuePaths, func(s string) string { return i18n.CutMiddle(s, maxPath) })
		return issue{i18n.Cut(g.Text, maxText), g.Count, paths}
	})
}

// A documentRow is an SBOM that came with the input.
type documentRow struct {
	inventory.Document
	Format, Created, Authors, Tools, Completeness string
}

func (p *view) documents() list[documentRow] {
	return each(p.a.Inventory.Documents, p.room(maxRows), func(d inventory.Document) documentRow {
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
	Cites      []cite      // of the policy itself
	Sources    []sourceRow // all that were cited, numbered
	Inputs     list[inventory.Input]
	Lookups    string // what registries were asked; "" if nobody was
	Tools      []inventory.Tool
	Procedure  []pair // where the procedure stands written
	Overrides  list[override]
	Paragraphs paragraphs
}

func (p *view) basis() basis {
	cut := func(s string) string { return i18n.Cut(s, maxText) }
	b := basis{Judged: p.Judged, Cites: p.cites(p.a.Policy.Sources), Overrides: p.overrides(), Paragraphs: p.paragraphs()}
	b.Sources = p.sources
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
	s := p.a.Inventory.Subject
	inputs := s.Inputs
	if len(inputs) == 0 {
		inputs = []inventory.Input{{Name: s.Name, Kind: s.Kind, SHA256: s.SHA256}}
	} else if len(inputs) > 1 && s.SHA256 != "" {
		inputs = append(slices.Clone(inputs), inventory.Input{Name: s.Name, Kind: s.Kind, SHA256: s.SHA256})
	}
	b.Inputs = take(inputs, maxRows)
	if m := p.a.Inventory.LookedUp(); m.Key != "" {
		b.Lookups = i18n.Cut(p.l.Message(m.Key, m.Args), maxProse)
	}
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
