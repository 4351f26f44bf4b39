// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"cmp"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// ofComponent is the mark of a component: one that was not judged is not satisfied.
func (p *view) ofComponent(o *assessment.Outcome) mark {
	m := mark{o.Verdict.String(), p.l.Word("verdict", o.Word())}
	if o.Excluded || o.Unjudged {
		m.Class = "not-applicable"
	}
	return m
}

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
	Told     list[place]  // what tells of it where neither a manifest nor a document does
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
		*assessment.Outcome
	}
	all := make([]judged, len(p.a.Inventory.Components))
	for i := range p.a.Inventory.Components {
		c := &p.a.Inventory.Components[i]
		all[i] = judged{c, &p.came[i]}
	}
	slices.SortStableFunc(all, func(x, y judged) int {
		return cmp.Or(int(y.Verdict)-int(x.Verdict), len(y.Rules)-len(x.Rules))
	})
	rows := each(all, p.room(maxJudged), func(j judged) judgedRow {
		row := p.judgedRow(j.Component)
		row.Mark = p.ofComponent(j.Outcome)
		row.Rules = each(j.Rules, maxRules, func(s string) string { return i18n.Cut(s, 60) })
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
	row.Told = told(c)
	cut := func(s string) string { return i18n.CutMiddle(s, maxPath) }
	inside := func(s string) string { return cut(strings.TrimSuffix(s, "!")) } // a package is named by its file
	row.Paths, row.Named = each(paths, maxWhere, inside), each(named, maxWhere, cut)
	return row
}

// A componentRow is a component in the inventory of a scan.
type componentRow struct {
	component
	Declared, Concluded, Detected string
	Wordings                      list[string]
	Told                          list[place]
}

func (p *view) componentRows() list[componentRow] {
	return each(p.a.Inventory.Components, p.room(maxListed), func(c inventory.Component) componentRow {
		say := func(kind inventory.ClaimKind) string { return i18n.Cut(c.Licenses(kind), maxText) }
		return componentRow{p.component(c.ID), say(inventory.Declared), say(inventory.Concluded), say(inventory.Detected), p.wordings(&c), told(&c)}
	})
}

// told is what says that there is such a component, with the beginning of what stands there.
func told(c *inventory.Component) list[place] {
	return each(c.Evidence, maxWhere, func(e inventory.Evidence) place {
		x := placeOf(e)
		x.Quote = i18n.Cut(x.Quote, maxTold)
		return x
	})
}

// wordings say how the licences of a component were written, where they are shown otherwise.
func (p *view) wordings(c *inventory.Component) list[string] {
	return each(c.Reworded(), maxWhere, func(l inventory.License) string {
		return p.l.T(i18n.Wording(l.IsText(), string(l.Normalised)), "raw", i18n.Cut(l.Raw, maxText))
	})
}
