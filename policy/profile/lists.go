// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/spdx"
)

// A Dependency is an entry of the lists that say how a licence is seen in a dependency of own code.
//
// The more specific entry decides: a licence or pair before its family, a family before a class. A
// family or licence never speaks for a pair with an exception; a class does, by what is known of the pair.
type Dependency struct {
	Entry    string // a licence, pair or LicenseRef as an expression, a family ("GPL"), or "class:" and a class
	Standing assessment.Standing
	Origin   string
}

const classPrefix = "class:"

// An entry of a list of licences, as it is compared.
type entry struct {
	text    string            // as Show prints it
	key     string            // equal for entries that say the same
	atom    spdx.Expression   // of a licence or pair; else nil
	members []spdx.Expression // of a family
	class   facts.Class
}

// parseEntry reads an entry; false for what is no licence, family or class.
func parseEntry(value string) (entry, bool) {
	if name, ok := strings.CutPrefix(value, classPrefix); ok {
		class := facts.Class(name)
		return entry{text: value, key: value, class: class}, slices.Contains(facts.Classes(), class)
	}
	if e, err := spdx.Parse(value); err == nil {
		switch e.(type) {
		case spdx.License, spdx.With:
			return entry{text: e.String(), key: spdx.Meaning(e), atom: e}, true
		}
		return entry{}, false
	}
	name, members := family(value)
	return entry{text: name, key: "family:" + name, members: members}, len(members) > 0
}

// family finds the licences of a family: all versions that stand on the SPDX list, each alone and with
// "or later". What a version has behind it besides makes it another licence: BSD-3-Clause is
// of the family BSD, BSD-3-Clause-No-Nuclear-License is not.
func family(name string) (canonical string, members []spdx.Expression) {
	for _, l := range spdx.Licenses() {
		if l.Deprecated || len(l.ID) <= len(name) || !strings.EqualFold(l.ID[:len(name)], name) || l.ID[len(name)] != '-' {
			continue
		}
		version := l.ID[len(name)+1:]
		for _, end := range []string{"-only", "-or-later", "-Clause"} {
			version = strings.TrimSuffix(version, end)
		}
		if version != "" && '0' <= version[0] && version[0] <= '9' && strings.Trim(version, "0123456789.") == "" {
			canonical = l.ID[:len(name)]
			members = append(members, spdx.License{ID: l.ID})
		}
	}
	return canonical, members
}

// expansion names the licences that a family stands for; "" for every other entry.
func expansion(text string) string {
	e, _ := parseEntry(text)
	var list []string
	for _, m := range e.members {
		list = append(list, m.String())
	}
	return strings.Join(list, ", ")
}

// Standing gives the policy's view of licences in dependencies as a function of a licence or pair:
// the zero Standing for what is on none of the lists. It is nil where the policy has no lists.
func (p *Profile) Standing() func(atom spdx.Expression) assessment.Standing {
	if len(p.Dependencies) == 0 {
		return nil
	}
	l := p.lists()
	return func(atom spdx.Expression) assessment.Standing { return l.of(atom).Standing }
}

// Wished is the outbound licence (Veröffentlichungslizenz) as an SPDX expression: the one the policy names, and without
// that the only house licence; "" if there is neither.
func (p *Profile) Wished() string {
	if p.Outbound != "" || len(p.House) != 1 {
		return p.Outbound
	}
	if e, _ := parseEntry(p.House[0].Value); e.atom != nil {
		return e.text
	}
	return ""
}

// HouseLicenses are the licences of the house, those of a family each.
func (p *Profile) HouseLicenses() []spdx.Expression {
	var list []spdx.Expression
	for _, i := range p.House {
		if e, _ := parseEntry(i.Value); e.atom != nil {
			list = append(list, e.atom)
		} else {
			list = append(list, e.members...)
		}
	}
	return list
}

// lists find the entry that decides.
type lists struct {
	licences map[string]Dependency // by meaning
	families map[string]Dependency // by the meaning of each member
	named    map[string]Dependency // families and classes by key
	class    func(atom spdx.Expression) facts.Class
}

func (p *Profile) lists() *lists {
	l := &lists{licences: map[string]Dependency{}, families: map[string]Dependency{}, named: map[string]Dependency{}}
	for _, d := range p.Dependencies {
		e, _ := parseEntry(d.Entry)
		if e.atom != nil {
			l.licences[e.key] = d
			continue
		}
		l.named[e.key] = d
		for _, m := range e.members {
			l.families[spdx.Meaning(m)] = d
		}
	}
	l.class = func(atom spdx.Expression) facts.Class {
		if c, ok := p.Class(atom.String()); ok {
			return c
		}
		f, _ := facts.Of(atom)
		return f.Class
	}
	return l
}

// of finds the entry for a licence or pair; the zero Dependency where there is none.
func (l *lists) of(atom spdx.Expression) Dependency {
	ways := []spdx.Expression{atom}
	if x, ok := atom.(spdx.License); ok && x.OrLater {
		x.OrLater = false
		ways = append(ways, x) // exactly this version is among the choices
	}
	for _, kind := range []map[string]Dependency{l.licences, l.families} {
		for _, w := range ways {
			if d, ok := kind[spdx.Meaning(w)]; ok {
				return d
			}
		}
	}
	return l.named[classPrefix+string(l.class(atom))]
}

// entry finds what the lists say of an entry of other lists. A family that they see in
// parts is answered with false: then each of its members has to be asked for.
func (l *lists) entry(e entry) (d Dependency, whole bool) {
	switch {
	case e.atom != nil:
		return l.of(e.atom), true
	case e.members == nil:
		return l.named[e.key], true
	}
	d = l.of(e.members[0])
	for _, m := range e.members {
		if l.of(m).Standing != d.Standing {
			return Dependency{}, false
		}
	}
	return d, true
}

// stricter gives the less welcome of two entries; one that says nothing is the least strict.
func stricter(a, b Dependency) Dependency {
	all := assessment.Standings()
	if slices.Index(all, b.Standing) > slices.Index(all, a.Standing) {
		return b
	}
	return a
}

// unionLists gives each licence the stricter of what two equals say of it. Where one says nothing, the other decides.
func (p *Profile) unionLists(a, b *Profile) {
	p.House = unite(a.House, b.House, func(x Item) string { return x.Value })
	if len(a.Dependencies) == 0 || len(b.Dependencies) == 0 {
		p.Dependencies = slices.Concat(a.Dependencies, b.Dependencies)
		return
	}
	inA, inB := a.lists(), b.lists()
	seen := map[string]bool{}
	var add func(e entry)
	add = func(e entry) {
		if seen[e.key] {
			return
		}
		seen[e.key] = true
		x, wholeA := inA.entry(e)
		y, wholeB := inB.entry(e)
		if !wholeA || !wholeB {
			for _, m := range e.members {
				add(entry{text: m.String(), key: spdx.Meaning(m), atom: m})
			}
			return
		}
		d := stricter(x, y)
		d.Entry = e.text
		p.Dependencies = append(p.Dependencies, d)
	}
	for _, d := range slices.Concat(a.Dependencies, b.Dependencies) {
		e, _ := parseEntry(d.Entry)
		add(e)
	}
	p.sortDependencies()
}

// overlayLists puts the entries of a policy over those of what it extends. A house has one list of its own licences.
func (p *Profile) overlayLists(base, own *Profile) {
	mine := map[string]bool{}
	for _, d := range own.Dependencies {
		e, _ := parseEntry(d.Entry)
		mine[e.key] = true
	}
	for _, d := range base.Dependencies {
		if e, _ := parseEntry(d.Entry); !mine[e.key] {
			p.Dependencies = append(p.Dependencies, d)
		}
	}
	p.Dependencies = append(p.Dependencies, own.Dependencies...)
	p.sortDependencies()
	p.House = own.House
	if len(own.House) == 0 {
		p.House = base.House
	}
}

func (p *Profile) sortDependencies() {
	all := assessment.Standings()
	slices.SortStableFunc(p.Dependencies, func(a, b Dependency) int {
		return slices.Index(all, a.Standing) - slices.Index(all, b.Standing)
	})
}
