// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// union combines two equals, b given after a. A nil a is nothing.
func union(a, b *Profile) *Profile {
	if a == nil {
		return b
	}
	p := &Profile{
		Name: join(a.Name, b.Name, "+"), Version: join(a.Version, b.Version, "+"),
		Date: max(a.Date, b.Date), Origin: join(a.Origin, b.Origin, "+"),
		Title:     assessment.Text{DE: join(a.Title.DE, b.Title.DE, " + "), EN: join(a.Title.EN, b.Title.EN, " + ")},
		Decides:   assessment.Text{DE: join(a.Decides.DE, b.Decides.DE, " · "), EN: join(a.Decides.EN, b.Decides.EN, " · ")},
		catalogue: b.catalogue,
	}
	p.origins = map[string]string{}
	for _, from := range []*Profile{a, b} {
		for key, origin := range from.origins {
			p.origins[key] = join(p.origins[key], origin, ", ")
		}
	}
	merge(p, a, b)
	p.Examiners = max(a.Examiners, b.Examiners) // of equals the stricter
	for _, r := range a.Rules {
		other := b.Rule(r.ID)
		if other == nil {
			p.Rules = append(p.Rules, r)
			continue
		}
		winner, loser := r, *other
		if strictness[other.Weight] > strictness[r.Weight] {
			winner, loser = *other, r
		}
		p.dispute("criterion "+r.ID, r.criterionOrigin, other.criterionOrigin,
			r.Criterion != nil && other.Criterion != nil && !reflect.DeepEqual(r.Criterion, other.Criterion))
		if other.Criterion != nil {
			winner.Criterion, winner.criterionOrigin = other.Criterion, other.criterionOrigin
		} else if r.Criterion != nil {
			winner.Criterion, winner.criterionOrigin = r.Criterion, r.criterionOrigin
		}
		if loser.Weight != winner.Weight && loser.Reason != "" {
			p.notes = append(p.notes, issue("policy.outvoted", winner.Origin,
				"rule", r.ID, "weight", string(loser.Weight), "origin", loser.Origin, "stands", string(winner.Weight)))
		}
		p.Rules = append(p.Rules, winner)
	}
	for _, r := range b.Rules {
		if a.Rule(r.ID) == nil {
			p.Rules = append(p.Rules, r)
		}
	}
	p.sortRules()
	p.unionLists(a, b)
	p.disputeSettings(a, b)
	return p
}

// overlay puts a policy over what it extends. A nil base is nothing.
func overlay(base, own *Profile) *Profile {
	if base == nil {
		return own
	}
	p := &Profile{Name: own.Name, Version: own.Version, Date: own.Date, Origin: own.Origin,
		Title: or(own.Title, base.Title), Decides: or(own.Decides, base.Decides), catalogue: own.catalogue}
	p.origins = maps.Clone(base.origins)
	for _, key := range []string{"name", "version", "date"} {
		delete(p.origins, key)
	}
	maps.Copy(p.origins, own.origins)
	merge(p, base, own)
	for _, r := range base.Rules {
		mine := own.Rule(r.ID)
		if mine == nil {
			p.Rules = append(p.Rules, r)
			continue
		}
		x := *mine
		if x.Criterion == nil && x.Weight != Off {
			x.Criterion, x.criterionOrigin = r.Criterion, r.criterionOrigin
		}
		if strictness[x.Weight] < strictness[r.Weight] && x.Reason == "" {
			p.notes = append(p.notes, issue("policy.weakened", x.Origin,
				"rule", x.ID, "weight", string(x.Weight), "was", string(r.Weight), "origin", r.Origin))
		}
		p.Rules = append(p.Rules, x)
	}
	for _, r := range own.Rules {
		if base.Rule(r.ID) == nil {
			p.Rules = append(p.Rules, r)
		}
	}
	p.sortRules()
	p.overlayLists(base, own)
	p.decide(own)
	return p
}

// merge does what both ways of combining share: lists are united, of settings the later stands.
func merge(p, a, b *Profile) {
	later := func(key string, inB bool) {
		from := a
		if inB {
			from = b
		}
		if origin, ok := from.origins[key]; ok {
			p.origins[key] = origin
		}
	}
	p.Ground, p.Use, p.Stage, p.Language = a.Ground, a.Use, a.Stage, a.Language
	if b.Ground != (assessment.Text{}) {
		p.Ground = b.Ground
	}
	later("ground", b.Ground != (assessment.Text{}))
	if b.Use != "" {
		p.Use = b.Use
	}
	later("use", b.Use != "")
	if b.Stage != "" {
		p.Stage = b.Stage
	}
	later("stage", b.Stage != "")
	if b.Language != "" {
		p.Language = b.Language
	}
	later("language", b.Language != "")
	if p.Examiners = a.Examiners; b.Examiners != 0 {
		p.Examiners = b.Examiners
	}
	later("examiners", b.Examiners != 0)
	p.Outbound = a.Outbound
	if b.Outbound != "" {
		p.Outbound = b.Outbound
	}
	later("outbound", b.Outbound != "")
	p.Own = Own{
		Paths:      unite(a.Own.Paths, b.Own.Paths, func(x Item) string { return x.Value }),
		Suppliers:  unite(a.Own.Suppliers, b.Own.Suppliers, func(x Item) string { return x.Value }),
		Components: unite(a.Own.Components, b.Own.Components, func(x Item) string { return x.Value }),
		Main:       a.Own.Main,
	}
	if b.Own.Main != nil {
		p.Own.Main = b.Own.Main
	}
	later("own.main", b.Own.Main != nil)
	p.Exclude = unite(a.Exclude, b.Exclude, func(x Exclusion) string { return x.Path })
	p.SBOM = unite(a.SBOM, b.SBOM, func(x Item) string { return x.Value })
	p.Sources = unite(a.Sources, b.Sources, func(x Source) assessment.Source { return x.Source })
	// The later view of a licence stands, so it comes first.
	p.Licenses = unite(b.Licenses, a.Licenses, func(x License) string { return x.ID })
	slices.SortFunc(p.Licenses, func(a, b License) int { return compare(a.ID, b.ID) })
	p.notes = append(slices.Clone(a.notes), b.notes...)
	p.uniteCustom(a.Custom, b.Custom)
	// What is put together is no longer what was frozen, and the stamp shows it.
	p.Frozen = cmp.Or(b.Frozen, a.Frozen)
	p.disputes = append(p.disputes, slices.Concat(a.disputes, b.disputes)...)
}

func (p *Profile) sortRules() {
	slices.SortFunc(p.Rules, func(a, b Rule) int { return p.catalogue.index(a.ID) - p.catalogue.index(b.ID) })
}

func unite[T any, K comparable](a, b []T, key func(T) K) []T {
	var list []T
	seen := map[K]bool{}
	for _, x := range slices.Concat(a, b) {
		if !seen[key(x)] {
			seen[key(x)] = true
			list = append(list, x)
		}
	}
	return list
}

func or(a, b assessment.Text) assessment.Text {
	if a == (assessment.Text{}) {
		return b
	}
	return a
}

// join puts two texts together, but none twice.
func join(a, b, separator string) string {
	switch {
	case a == "":
		return b
	case b == "" || slices.Contains(strings.Split(a, separator), b):
		return a
	}
	return a + separator + b
}

func issue(code, origin string, args ...string) inventory.Issue {
	return inventory.Issue{Code: code, Path: origin, Args: inventory.NewMessage("", args...).Args, Effect: inventory.Note}
}
