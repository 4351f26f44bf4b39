// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

import (
	"strconv"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// limits is what was not examined, and what was mended on the way.
type limits struct {
	Named    string // how many components nobody could look into; empty if there are none
	Complete bool
	Unread   list[issue]
	Depends  string       // how far it is known what components need; empty if nothing tells
	Papers   list[string] // what people have to read themselves
	Further  []string     // of these, what is folded away
	Listed   list[issue]  // what lists say of how components are used, where it leaves something open
	Excluded list[exclusion]
	Repaired list[issue]
	Notes    list[issue]
	Mended   int // how many repairs
	Noted    int // how many notes
}

func (p *view) limits() limits {
	m := limits{
		Unread:   p.issues(inventory.Issue.Unread),
		Papers:   each(p.a.Inventory.Papers(), p.room(maxListed), func(path string) string { return i18n.CutMiddle(path, maxPath) }),
		Listed:   p.issues(inventory.Issue.OfUse),
		Excluded: each(p.a.Exclusions(), maxRows, p.exclusion),
		Repaired: p.issues(inventory.Issue.Repaired),
		Notes:    p.issues(inventory.Issue.Noted),
	}
	if named := p.a.Inventory.OnlyNamed(); named > 0 {
		m.Named = p.l.T("report.limits.named", "n", strconv.Itoa(named), "total", strconv.Itoa(len(p.a.Inventory.Components)))
	}
	if k := p.a.Inventory.DependenciesKnown(); k.Key != "" {
		m.Depends = p.l.Message(k.Key, k.Args)
	}
	if open := take(m.Papers.Items, openPapers).Items; len(open) < len(m.Papers.Items) {
		m.Papers.Items, m.Further = open, m.Papers.Items[len(open):]
	}
	m.Complete = len(m.Unread.Items) == 0
	m.Mended = p.a.Inventory.Count(inventory.Repaired)
	for _, i := range p.a.Inventory.Issues {
		if i.Noted() {
			m.Noted++
		}
	}
	return m
}

// An exclusion is a pattern that left something out, in words.
type exclusion struct {
	Pattern, Reason, Origin string
	Files                   int
}

func (p *view) exclusion(x assessment.Exclusion) exclusion {
	shown := exclusion{i18n.CutMiddle(x.Pattern, maxPath), i18n.Cut(x.Reason, maxText), i18n.Cut(p.l.Word("origin", x.Origin), maxText), x.Files}
	if shown.Reason == "" {
		shown.Reason = i18n.Cut(p.l.T("report.excluded.noreason", "origin", x.Origin), maxText)
	}
	return shown
}
