// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/rule"
)

// documents puts every document before the rules that judge one as a whole. In the counts of these
// rules a document counts as one.
func (j *judge) documents() {
	if !slices.ContainsFunc(j.rules, func(u used) bool { return u.rule.Document != nil }) {
		return
	}
	sbom := false
	for _, c := range rule.Documents(j.inv, j.exclude.covers) {
		sbom = sbom || c.SBOM()
		j.document(c)
	}
	switch {
	case !sbom && j.inv.Interrupted() != nil:
		j.instead(rule.Interrupted())
	case !sbom:
		j.instead(rule.NoSBOM())
	case len(j.policy.SBOM) == 0:
		j.instead(rule.NoStandard())
	}
}

func (j *judge) document(c *rule.DocumentCase) {
	c.Standards, c.Delivered, c.Counts = j.policy.Standards(), j.a.Delivered, j.counts
	c.Own, c.Excluded = j.own.component, j.exclude.component
	var said []spoken
	for i := range j.rules {
		check := j.rules[i].rule.Document
		if check == nil {
			continue
		}
		for _, o := range j.sure(i, check(c)) {
			o.File = c.Document.ID
			s := j.spoken(i, o)
			j.decisions.decide(&j.rules[i], "", &s)
			said = append(said, s)
		}
	}
	j.tell("", identity{path: c.Document.ID}, said)
}

// counts reports whether a rule is asked and more than a note.
func (j *judge) counts(id string) bool {
	return slices.ContainsFunc(j.rules, func(u used) bool { return u.ID == id && u.Weight != assessment.WNote })
}

// instead reports what keeps the rules about SBOMs from being asked, where the policy switched one on: once, by the
// first rule that counts.
func (j *judge) instead(o rule.Outcome) {
	speaks := -1
	for i, u := range j.rules {
		if u.rule.SBOM && (speaks < 0 || j.rules[speaks].Weight == assessment.WNote && u.Weight != assessment.WNote) {
			speaks = i
		}
	}
	if speaks < 0 {
		return
	}
	j.tell("", identity{}, []spoken{j.spoken(speaks, o)})
}
