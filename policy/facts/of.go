// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/spdx"
)

func (t *tables) of(e spdx.Expression) (Facts, bool) {
	var f Facts
	var ok bool
	switch e := e.(type) {
	case spdx.License:
		f, ok = t.license(e)
	case spdx.With:
		f, ok = t.pair(e)
	}
	// The slices are the tables' own: what a caller appends must not land in them.
	f.Trigger, f.Basis = slices.Clip(f.Trigger), slices.Clip(f.Basis)
	f.Changes, f.Naming = slices.Clip(f.Changes), slices.Clip(f.Naming)
	return f, ok
}

func (t *tables) license(l spdx.License) (Facts, bool) {
	if l.Document != "" || l.IsRef() {
		return Facts{}, false
	}
	entry, ok := spdx.LookupLicense(l.ID)
	if !ok {
		return Facts{}, false
	}
	later := l.OrLater
	if later {
		if x, ok := orLater(entry.ID); ok {
			entry, later = x, false
		}
	}
	f, ok := t.listed(entry)
	if ok && later {
		f.ID = entry.ID + "+"
	}
	return f, ok
}

// listed gives the facts of an entry of the list, through its successor where it has one.
func (t *tables) listed(entry spdx.ListedLicense) (Facts, bool) {
	row, ok := t.licenses.row(entry.ID)
	var f Facts
	if ok {
		f = license(row)
	}
	if !ok && entry.Successor != "" {
		next, err := spdx.Parse(entry.Successor)
		if err != nil {
			return Facts{}, false
		}
		f, ok = t.of(next)
	}
	if !ok {
		return Facts{}, false
	}
	f.ID, f.Name, f.OSI, f.Deprecated, f.Successor = entry.ID, entry.Name, entry.OSI, entry.Deprecated, entry.Successor
	return f, true
}

// orLater finds the entry that says "this version or any later one", as the GNU licences have it.
func orLater(id string) (spdx.ListedLicense, bool) {
	if strings.HasSuffix(id, "-or-later") || strings.HasSuffix(id, "+") {
		return spdx.LookupLicense(id)
	}
	return spdx.LookupLicense(strings.TrimSuffix(id, "-only") + "-or-later")
}

// stem is the id without what the GNU licences say of later versions.
func stem(id string) string {
	for _, end := range []string{"-only", "-or-later", "+"} {
		if s, ok := strings.CutSuffix(id, end); ok {
			return s
		}
	}
	return id
}

// A pairing is a row of exceptions.tsv: what the exception makes of its licences.
type pairing struct {
	bases  []string
	effect Effect
	row    map[string]string
	basis  []Basis
}

func pairingOf(r map[string]string) pairing {
	return pairing{bases: strings.Fields(r["bases"]), effect: Effect(r["effect"]), row: r, basis: basis(r["basis"])}
}

// goesWith reports whether the exception is meant for the licence.
func (p pairing) goesWith(base string) bool {
	s := stem(base)
	family, _, _ := strings.Cut(s, "-")
	for _, b := range p.bases {
		if b == base || b == s || b == family && (b == "GPL" || b == "LGPL") {
			return true
		}
	}
	return false
}

func (t *tables) pair(w spdx.With) (Facts, bool) {
	if w.Exception.Document != "" {
		return Facts{}, false
	}
	exception, ok := spdx.LookupException(w.Exception.ID)
	if !ok {
		return Facts{}, false
	}
	row, ok := t.exceptions.row(exception.ID)
	if !ok {
		return Facts{}, false
	}
	p := pairingOf(row)
	f, ok := t.license(w.License)
	if !ok || f.Base != "" {
		return Facts{}, false
	}
	base := f.ID
	if f.Successor != "" { // GPL-2.0 stands for GPL-2.0-only
		base = f.Successor
	}
	if !p.goesWith(strings.TrimSuffix(base, "+")) {
		return Facts{}, false
	}
	f.Base, f.Exception, f.Effect, f.Spares = f.ID, exception.ID, p.effect, Spared(p.row["spares"])
	f.Name += " WITH " + exception.Name
	f.ID = f.Base + " WITH " + exception.ID
	if f.Successor != "" {
		f.Successor += " WITH " + exception.ID
	}
	f.OSI = t.osiPairs[stem(base)+" "+exception.ID]
	f.OpenCode = OpenCodeUnlisted
	contested := strings.Contains(p.row["flags"], "contested")
	if p.row["class"] == "=" { // then what speaks for and against the licence's class does so for the pair's
		f.Contested = f.Contested || contested
		f.Basis = merged(p.basis, f.Basis)
	} else {
		f.Contested, f.Basis = contested, p.basis
	}
	p.apply(&f)
	return f, true
}

// merged is a with what b has besides.
func merged(a, b []Basis) []Basis {
	list := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(a, x) {
			list = append(list, x)
		}
	}
	return list
}

// apply sets what the row does not leave as the licence has it.
func (p pairing) apply(f *Facts) {
	set := func(column string, to func(string)) {
		if v := p.row[column]; v != "=" {
			to(v)
		}
	}
	set("class", func(v string) { f.Class = Class(v) })
	set("kind", func(v string) { f.Kind = Kind(v) })
	set("reach", func(v string) { f.Reach = Reach(v) })
	set("link", func(v string) { f.LinkReach = Linking(v) })
	set("notice", func(v string) { f.NoticeDuty = NoticeDuty(v) })
	if f.Relink != LinkNone { // exceptions lift the duty or leave it open, and some go with the GPL too, which has none
		set("relink", func(v string) { f.Relink = Linking(v) })
	}
	set("text", func(v string) { f.TextDuty = TextDuty(v) })
	set("changes", func(v string) { f.Changes = list[Change](v) })
	set("patent", func(v string) { f.Patent = PatentClause(v) })
	set("naming", func(v string) { f.Naming = list[Naming](v) })
	set("source", func(v string) { f.SourceDuty = v == "yes" })
	set("install", func(v string) { f.Installation = v == "yes" })
}
