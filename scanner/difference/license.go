// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package difference

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// maxFrom bounds how many claims a statement names.
const maxFrom = 10

// A comparison knows what LicenseRefs mean on both sides. The zero comparison goes by their names.
type comparison struct{ before, after wordings }

// licenseChanges compares what both sides say, kind by kind.
func (k comparison) licenseChanges(p Pair, kinds []inventory.ClaimKind) []LicenseChange {
	var list []LicenseChange
	for _, kind := range kinds {
		if c, ok := k.claims(p.Before.Claims, p.After.Claims, kind); ok {
			c.Before.License, c.After.License = stated(p.Before, kind), stated(p.After, kind)
			explain(&c, k.before, k.after)
			list = append(list, c)
		}
	}
	return list
}

// stated is what a component says with one kind of claim, and nothing where that says nothing.
func stated(c *inventory.Component, kind inventory.ClaimKind) string {
	for i := range c.Claims {
		if c.Claims[i].Kind == kind && says(&c.Claims[i]) {
			return c.Licenses(kind)
		}
	}
	return ""
}

// claims compares the claims of one kind; it is not ok if nothing changed.
func (k comparison) claims(before, after []inventory.Claim, kind inventory.ClaimKind) (c LicenseChange, ok bool) {
	one, alone := only(before, kind)
	other, too := only(after, kind)
	if alone && too && k.sameClaim(one, other) {
		return c, false // as nearly all
	}
	was, is := sayingsOf(before, kind, k.before), sayingsOf(after, kind, k.after)
	from, to := was.without(is), is.without(was)
	if len(from) == 0 && len(to) == 0 {
		return c, false
	}
	c = LicenseChange{Kind: kind, How: Changed, Before: Statement{From: from}, After: Statement{From: to}}
	switch {
	case len(was.list) == 0:
		c.How = Stated
	case len(is.list) == 0:
		c.How = Unstated
	}
	return c, true
}

// SameLicenses reports whether two components say the same of their licence: the claims of a kind say
// the same in whatever spelling. Where one of them says nothing, as NONE and NOASSERTION do, nothing differs.
func SameLicenses(before, after []inventory.Claim, kind inventory.ClaimKind) bool {
	c, differs := comparison{}.claims(before, after, kind)
	return !differs || c.How != Changed
}

// only gives the claim of a kind where there is no other.
func only(claims []inventory.Claim, kind inventory.ClaimKind) (*inventory.Claim, bool) {
	var found *inventory.Claim
	for i := range claims {
		if claims[i].Kind == kind {
			if found != nil {
				return nil, false
			}
			found = &claims[i]
		}
	}
	return found, found != nil
}

// says reports whether a claim says anything of a licence.
func says(c *inventory.Claim) bool {
	return c.License.State == inventory.Known || c.License.State == inventory.Unparsed
}

// sayings are what claims say, each once: what is said together with AND counts one by one, since
// two claims side by side say the same as one that joins them.
type sayings struct {
	list []saying
	keys map[string]bool // and what else is offered
	refs map[string]bool // by their names, and whether one is explained
}

type saying struct {
	key       string
	offered   []string // what else the other side may take it by
	sought    []string // keys of the other side that mean the same
	ref       string   // the name of a LicenseRef
	explained bool     // and its document has a text for it
	readings  []string // what else a finding of low confidence may mean
	text      string
	claim     *inventory.Claim
}

func sayingsOf(claims []inventory.Claim, kind inventory.ClaimKind, w wordings) sayings {
	s := sayings{keys: map[string]bool{}, refs: map[string]bool{}}
	for i := range claims {
		c := &claims[i]
		if c.Kind != kind || !says(c) {
			continue
		}
		if c.License.State == inventory.Unparsed {
			x := w.words(c.License.Raw, c.Origin)
			x.text, x.claim = c.License.Raw, c
			s.add(x)
			continue
		}
		var readings []string
		for _, r := range c.License.Readings {
			readings = append(readings, spdx.Meaning(r))
		}
		parts, isAnd := c.License.Expression.(spdx.And)
		if !isAnd {
			parts = spdx.And{c.License.Expression}
		}
		for _, e := range parts {
			x, isRef := w.ref(e, c.Origin)
			if !isRef {
				x.key = spdx.Meaning(e)
			}
			x.readings, x.text, x.claim = readings, e.String(), c
			s.add(x)
		}
	}
	return s
}

func (s *sayings) add(x saying) {
	if !s.keys[x.key] {
		s.keys[x.key] = true
		for _, k := range x.offered {
			s.keys[k] = true
		}
		if x.ref != "" {
			s.refs[x.ref] = s.refs[x.ref] || x.explained
		}
		s.list = append(s.list, x)
	}
}

// without gives what is said here and not there. A finding that is not sure of its licence and may mean
// what stands there is no other. A LicenseRef that one side does not explain goes by its name.
func (s *sayings) without(there sayings) []From {
	var list []From
	maybe := map[string]bool{}
	for _, x := range there.list {
		for _, r := range x.readings {
			maybe[r] = true
		}
	}
next:
	for _, x := range s.list {
		if there.keys[x.key] || maybe[x.key] || slices.ContainsFunc(x.sought, func(k string) bool { return there.keys[k] }) {
			continue
		}
		if explained, has := there.refs[x.ref]; has && !(explained && x.explained) {
			continue
		}
		for _, r := range x.readings {
			if there.keys[r] {
				continue next
			}
		}
		if len(list) < maxFrom {
			list = append(list, From{License: x.text, Origin: x.claim.Origin, Place: placeOfClaim(x.claim)})
		}
	}
	return list
}

func placeOfClaim(c *inventory.Claim) string {
	if len(c.Evidence) > 0 {
		return place(c.Evidence[0].Path, c.Evidence[0].Line.First)
	}
	if c.Origin == inventory.OriginScan {
		return ""
	}
	return c.Origin
}

// PlaceOf is where a component was met: a folder, or the line of a document where that is known.
func PlaceOf(i inventory.Instance) string {
	if i.Path != "" {
		return i.Path
	}
	return place(i.Document, i.Line)
}

func place(path string, line int) string {
	if line > 0 {
		return path + ":" + strconv.Itoa(line)
	}
	return path
}

// foldText is a wording without regard to case and white space.
func foldText(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }
