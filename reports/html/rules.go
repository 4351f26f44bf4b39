// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

// A ruleDoc is the documentation of a rule, which stands once on the page.
type ruleDoc struct {
	ruleLine
	ID      string // where it stands
	Weight  string
	What    string
	Why     string // empty where the rule applied to nothing
	Cites   []cite
	Reading bool // it is our reading of its sources
}

// A cite leads to a source in the list of all.
type cite struct {
	Number  int    // 0 where the list was full
	Title   string // where there is no number
	Section string
}

type sourceRow struct {
	assessment.Source
	Number int
	Link   string // empty unless it is an address of the web
}

func (p *view) ruleDocs() list[ruleDoc] {
	return each(p.a.Rules, maxRows, func(u assessment.RuleUsed) ruleDoc {
		say := func(t assessment.Text) string { return i18n.Cut(t.In(p.l.Code()), maxProse) }
		d := ruleDoc{ruleLine: p.ruleLine(&u), ID: p.doc(u.ID), What: say(u.Doc.What), Cites: p.cites(u.Doc.Sources), Reading: u.Doc.Reading,
			Weight: i18n.Cut(p.l.T("report.weight", "weight", string(u.Weight), "origin", u.Origin), maxText)}
		d.Anchor = p.anchor(u.ID)
		if u.Applied() {
			d.Why = say(u.Doc.Why)
		}
		return d
	})
}

// cites numbers sources through the page, so that each stands there once, whatever sections of it are cited.
func (p *view) cites(all []assessment.Source) []cite {
	return each(all, maxComponents, func(s assessment.Source) cite {
		c := cite{Section: i18n.Cut(s.Section, maxText)}
		s.Section, s.Asks = "", assessment.Text{}
		if p.cited[s] == 0 && len(p.sources) < maxSources {
			row := sourceOf(s)
			row.Number = len(p.sources) + 1
			p.sources = append(p.sources, row)
			p.cited[s] = row.Number
		}
		if c.Number = p.cited[s]; c.Number == 0 {
			c.Title = i18n.Cut(s.Title, maxText)
		}
		return c
	}).Items
}

func sourceOf(s assessment.Source) sourceRow {
	row := sourceRow{Source: s}
	if strings.HasPrefix(s.URL, "https://") || strings.HasPrefix(s.URL, "http://") {
		row.Link = s.URL
	}
	return row
}
