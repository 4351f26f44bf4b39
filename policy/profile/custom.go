// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// maxCustom is how many rules of its own a policy may have.
const maxCustom = 200

var customID = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[A-Z][A-Z0-9]{0,11}-[0-9]{1,4}$`)
})

var addressees = []string{string(assessment.Bidder), string(assessment.City)}

// custom reads the policy's own rules, each under its ID.
func (r *reader) custom(x pair) []Custom {
	var list []Custom
	for _, p := range r.Pairs(x.Value, x.Name) {
		c := Custom{Rule: Rule{ID: p.Name, Origin: r.Origin(p.Key)}}
		switch {
		case r.catalogue.index(p.Name) >= 0:
			r.Fail(p.Key, inventory.NewMessage("profile.custom.taken", "rule", p.Name))
		case !customID().MatchString(p.Name):
			r.Fail(p.Key, inventory.NewMessage("profile.custom.id", "value", p.Name))
		}
		r.Fields(p.Value, p.Name, map[string]func(pair){
			"weight": func(x pair) { c.Weight = assessment.Weight(r.Choice(x, weights)) },
			"reason": func(x pair) { c.Reason = r.Value(x) },
			"criterion": func(x pair) {
				c.Criterion = r.criterion(x, c.ID)
				c.criterionOrigin = r.Origin(x.Key)
			},
			"title":     func(x pair) { c.Title = r.Both(x) },
			"finds":     func(x pair) { c.Finds, c.At = r.Value(x), r.Place(x.Value) },
			"says":      func(x pair) { c.Says = r.Both(x) },
			"why":       func(x pair) { c.Why = r.Both(x) },
			"fix":       func(x pair) { c.Fix = r.Both(x) },
			"sources":   func(x pair) { c.Sources = r.sources(x) },
			"addressee": func(x pair) { c.Addressee = assessment.Addressee(r.Choice(x, addressees)) },
			"stage":     func(x pair) { c.Stage = assessment.Stage(r.Choice(x, stages)) },
		})
		r.Require(p.Value, "weight", string(c.Weight))
		r.Require(p.Value, "finds", c.Finds)
		r.Require(p.Value, "says", c.Says.DE)
		if c.Weight == Off && c.Reason == "" {
			r.Fail(p.Key, inventory.NewMessage("profile.off.reason", "rule", c.ID))
		}
		if c.Title == (assessment.Text{}) {
			// The sentence is the title too, with nothing in particular in its places.
			bare := strings.NewReplacer("{component}", "…", "{licence}", "…")
			c.Title = assessment.Text{DE: bare.Replace(c.Says.DE), EN: bare.Replace(c.Says.EN)}
		}
		if list = append(list, c); len(list) > maxCustom {
			r.Fail(p.Key, inventory.NewMessage("profile.custom.many", "limit", strconv.Itoa(maxCustom)))
			return nil
		}
	}
	slices.SortFunc(list, func(a, b Custom) int { return compare(a.ID, b.ID) })
	return list
}

// uniteCustom puts the rules of b beside those of a. Where both have one, that of b stands, and if it is another one, that is noted.
func (p *Profile) uniteCustom(a, b []Custom) {
	for _, c := range b {
		i := slices.IndexFunc(a, func(x Custom) bool { return x.ID == c.ID })
		if i >= 0 && (a[i].Finds != c.Finds || a[i].Weight != c.Weight) {
			p.notes = append(p.notes, issue("policy.custom.replaced", c.Origin, "rule", c.ID, "origin", a[i].Origin))
		}
	}
	p.Custom = unite(b, a, func(c Custom) string { return c.ID })
	slices.SortFunc(p.Custom, func(a, b Custom) int { return compare(a.ID, b.ID) })
}

func (w *printer) custom(list []Custom) {
	if len(list) > 0 {
		w.add(0, "custom:", "")
	}
	for _, c := range list {
		w.add(1, c.ID+":", c.Origin)
		w.value(2, "weight", string(c.Weight), c.Origin)
		w.value(2, "reason", c.Reason, c.Origin)
		w.criterion(2, c.Rule)
		w.both(2, "title", c.Title, c.Origin)
		w.value(2, "finds", c.Finds, c.Origin)
		w.both(2, "says", c.Says, c.Origin)
		w.both(2, "why", c.Why, c.Origin)
		w.both(2, "fix", c.Fix, c.Origin)
		w.sources(2, c.Sources)
		w.value(2, "addressee", string(c.Addressee), c.Origin)
		w.value(2, "stage", string(c.Stage), c.Origin)
	}
}
