// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"cmp"
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// An outcome is what a component came to.
type outcome struct {
	worst    assessment.Verdict
	rules    []string // which said something of it, each once
	excluded bool     // it was left out
	unjudged bool     // no rule that was switched on looks at components
}

// judge gathers what the results say of each component.
func (p *view) judge() {
	p.came = map[string]*outcome{}
	owner := map[string]string{}
	for i := range p.a.Inventory.Files {
		owner[p.a.Inventory.Files[i].Path] = p.a.Inventory.Files[i].Component
	}
	for i := range p.a.Results {
		r := &p.a.Results[i]
		if p.ofDocument[r] {
			continue
		}
		id := r.Component
		if id == "" {
			id = owner[r.File]
		}
		o := p.came[id]
		if o == nil {
			o = new(outcome)
			p.came[id] = o
		}
		if !r.Noted {
			o.worst = max(o.worst, r.Verdict)
		}
		if len(o.rules) <= maxRules && !slices.Contains(o.rules, r.Rule) {
			o.rules = append(o.rules, r.Rule)
		}
	}
}

// outcome is what a component came to. One of which every place is left out was not judged.
func (p *view) outcome(c *inventory.Component) outcome {
	if o := p.came[c.ID]; o != nil {
		return *o
	}
	covered := func(path string) bool {
		return path != "" && slices.ContainsFunc(p.a.Excluded, func(x assessment.Exclusion) bool {
			return p.a.Inventory.Subject.Covers(x.Pattern, path)
		})
	}
	left := len(p.a.Excluded) > 0 && len(c.Instances) > 0
	for _, i := range c.Instances {
		left = left && (covered(i.Path) || covered(i.Document))
	}
	return outcome{excluded: left, unjudged: !left && !p.a.JudgesComponents()}
}

// ofComponent is the mark of a component: one that was not judged is not satisfied.
func (p *view) ofComponent(o outcome) mark {
	switch {
	case o.excluded:
		return p.excludedMark()
	case o.unjudged:
		return p.unjudgedMark()
	}
	return p.mark(o.worst, false)
}

func (p *view) unjudgedMark() mark { return mark{"not-applicable", p.l.T("verdict.unjudged")} }

func (p *view) excludedMark() mark { return mark{"not-applicable", p.l.T("verdict.excluded")} }

// A judgedRow is a component with its licence, where it comes from and what it came to.
type judgedRow struct {
	component
	License  string
	Wordings list[string] // how it was written, where that is not how it stands here
	Decided  string       // what a person decided, which was judged instead
	Found    bool         // nobody states the licence, our scanner found it
	Supplied bool         // files of it were examined
	Paths    list[string]
	Named    list[string] // the documents that name it
	Mark     mark
	Rules    list[string]
}

// judgedRows are the components of a check, the worst first: what is cut off needs a person least.
type judgedRows struct {
	Tally  []tally
	Open   []judgedRow
	Folded []judgedRow
	More   int
}

func (p *view) judgedRows() judgedRows {
	type judged struct {
		*inventory.Component
		outcome
	}
	all := make([]judged, len(p.a.Inventory.Components))
	for i := range p.a.Inventory.Components {
		c := &p.a.Inventory.Components[i]
		all[i] = judged{c, p.outcome(c)}
	}
	slices.SortStableFunc(all, func(x, y judged) int {
		return cmp.Or(int(y.worst)-int(x.worst), len(y.rules)-len(x.rules))
	})
	rows := each(all, p.room(maxJudged), func(j judged) judgedRow {
		row := p.judgedRow(j.Component)
		row.Mark = p.ofComponent(j.outcome)
		row.Rules = each(j.rules, maxRules, func(s string) string { return i18n.Cut(s, 60) })
		return row
	})
	open := take(rows.Items, openRows).Items
	return judgedRows{p.tallies(), open, rows.Items[len(open):], rows.More}
}

func (p *view) judgedRow(c *inventory.Component) judgedRow {
	row := judgedRow{component: p.component(c.ID), License: i18n.Cut(p.l.Word("license", c.Stated()), maxText), Supplied: c.InTree()}
	row.Found = row.License != "" && c.Licenses(inventory.Declared) == "" && c.Licenses(inventory.Concluded) == ""
	row.Wordings = p.wordings(c)
	if d := p.concluded[c.ID]; d != nil {
		row.Decided = i18n.Cut(p.l.T("report.decided", "licence", d.Concluded.String(), "decision", d.ID), maxText)
	}
	var paths, named []string
	for _, i := range c.Instances {
		switch {
		case i.Document != "" && !slices.Contains(named, i.Document):
			named = append(named, i.Document)
		case i.Document == "" && i.Path != "" && i.Path != "." && !slices.Contains(paths, i.Path):
			paths = append(paths, i.Path)
		}
		if len(paths) > maxWhere && len(named) > maxWhere {
			break
		}
	}
	cut := func(s string) string { return i18n.CutMiddle(s, maxPath) }
	row.Paths, row.Named = each(paths, maxWhere, cut), each(named, maxWhere, cut)
	return row
}

// A componentRow is a component in the inventory of a scan.
type componentRow struct {
	component
	Declared, Concluded, Detected string
	Wordings                      list[string]
}

func (p *view) componentRows() list[componentRow] {
	return each(p.a.Inventory.Components, p.room(maxListed), func(c inventory.Component) componentRow {
		say := func(kind inventory.ClaimKind) string { return i18n.Cut(c.Licenses(kind), maxText) }
		return componentRow{p.component(c.ID), say(inventory.Declared), say(inventory.Concluded), say(inventory.Detected), p.wordings(&c)}
	})
}

// wordings say how the licences of a component were written, where they are shown otherwise.
func (p *view) wordings(c *inventory.Component) list[string] {
	return each(c.Reworded(), maxWhere, func(l inventory.License) string {
		return p.l.T(i18n.Wording(l.IsText(), string(l.Normalised)), "raw", i18n.Cut(l.Raw, maxText))
	})
}
