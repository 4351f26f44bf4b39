// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A dispute is something that can be only one way and that two equals have differently. Who extends
// both decides it by saying how it is.
type dispute struct {
	about        string // "outbound", "criterion LIZ-001", "class MIT"
	first, later string // the lines
}

// dispute notes one, if there is one.
func (p *Profile) dispute(about, first, later string, differ bool) {
	if differ {
		p.disputes = append(p.disputes, dispute{about, first, later})
	}
}

// disputeSettings finds what a and b have differently beside their rules.
func (p *Profile) disputeSettings(a, b *Profile) {
	p.dispute("outbound", a.origins["outbound"], b.origins["outbound"],
		a.Outbound != "" && b.Outbound != "" && !same(a.Outbound, b.Outbound))
	for _, l := range a.Licenses {
		i, ok := slices.BinarySearchFunc(b.Licenses, l.ID, func(l License, id string) int { return compare(l.ID, id) })
		if ok {
			p.dispute("class "+l.ID, l.Origin, b.Licenses[i].Origin, l.Class != b.Licenses[i].Class)
		}
	}
}

func same(a, b string) bool {
	x, errA := spdx.Parse(a)
	y, errB := spdx.Parse(b)
	return errA == nil && errB == nil && spdx.Same(x, y)
}

// decide leaves out what the extending policy has said.
func (p *Profile) decide(own *Profile) {
	p.disputes = slices.DeleteFunc(p.disputes, func(d dispute) bool {
		kind, what, _ := strings.Cut(d.about, " ")
		switch kind {
		case "outbound":
			return own.Outbound != ""
		case "criterion":
			r := own.Rule(what)
			return r != nil && (r.Criterion != nil || r.Weight == Off)
		}
		_, ok := own.Class(what)
		return ok
	})
}

// undecided is the error of the first dispute that nobody decided.
func (p *Profile) undecided() error {
	if len(p.disputes) == 0 {
		return nil
	}
	d := p.disputes[0]
	kind, what, _ := strings.Cut(d.about, " ")
	args := []string{"origin", d.first}
	if what != "" {
		args = append(args, "what", what)
	}
	return &inventory.Error{
		Message: inventory.NewMessage("profile.dispute."+kind, args...),
		Where:   d.later,
		Hint:    inventory.NewMessage("profile.hint.dispute"),
	}
}
