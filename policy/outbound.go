// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"cmp"
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/copyleft"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Candidates are the licences that are asked for where nobody names any.
func Candidates() []spdx.Expression {
	var list []spdx.Expression
	for _, id := range []string{"MIT", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "LGPL-3.0-or-later", "EUPL-1.2",
		"GPL-2.0-or-later", "GPL-3.0-or-later", "AGPL-3.0-or-later"} {
		list = append(list, spdx.License{ID: id})
	}
	return list
}

// Outbound tells under which of the candidates the examined work may be released as a whole. Of the policy it
// takes what is own code, what is left out, and the city's own view of licences. Own code is the author's to license, so that
// only what others wrote speaks against a candidate. Whoever gives a licence publishes, so Use of the Options is not looked at.
//
// Adding a component never makes a candidate better, as long as it says nothing new of how those there are are used.
func Outbound(inv *inventory.Inventory, p *Policy, o Options, candidates []spdx.Expression) *assessment.Release {
	r := &assessment.Release{
		Schema:  assessment.ReleaseSchema,
		Subject: assessment.ReleaseSubject{Name: inv.Subject.Name, Title: inv.Title(), Version: inv.Subject.Version, Kind: inv.Subject.Kind, SHA256: inv.Subject.SHA256},
		Policy:  p.Named(), Use: assessment.UsePublication,
		Candidates: []assessment.ReleaseCandidate{}, Own: []assessment.OwnLicense{},
	}
	v := newReleasing(inv, p, r, o)
	for _, e := range candidates {
		v.weighing = append(v.weighing, &weighing{out: e, index: map[reasonKey]int{}})
	}
	for i := range inv.Components {
		v.component(&inv.Components[i])
	}
	r.Complete = r.Components > 0 && !slices.ContainsFunc(inv.Issues, func(i inventory.Issue) bool {
		return i.Effect == inventory.Unread && !v.exclude.covers(i.Path)
	})
	for _, i := range inv.Issues {
		if i.OfUse() && !v.exclude.covers(i.Path) {
			r.Issues = append(r.Issues, i)
		}
	}
	missing := ""
	switch {
	case r.Components == 0:
		missing = "outbound.nothing"
	case !r.Complete:
		missing = "outbound.incomplete"
	}
	for _, w := range v.weighing {
		if missing != "" {
			w.reasons = append(w.reasons, assessment.ReleaseReason{Answer: assessment.ReleaseOpen, Message: inventory.Message{Key: missing}, Components: []string{}})
			w.refused = append(w.refused, false)
		}
		r.Candidates = append(r.Candidates, w.result())
	}
	return r
}

// releasing collects a Release.
type releasing struct {
	r        *assessment.Release
	exclude  *exclusions
	world    *rule.World
	own      *own
	weighing []*weighing
	fitted   map[fitKey]copyleft.Fitted
}

type fitKey struct {
	atom, out, part string
}

// A weighing is a candidate with what the components say to it.
type weighing struct {
	out     spdx.Expression
	reasons []assessment.ReleaseReason
	index   map[reasonKey]int // of reasons
	refused []bool            // like reasons
	demands []string          // components whose copyleft demands the candidate
}

type reasonKey struct{ answer, message, part string }

func newReleasing(inv *inventory.Inventory, p *Policy, r *assessment.Release, o Options) *releasing {
	v := &releasing{r: r, exclude: newExclusions(inv, p, o.Exclude), fitted: map[fitKey]copyleft.Fitted{}}
	v.world = p.world(inv, v.exclude)
	stated := withOwn(p.Own, o.Own)
	v.own = ownCode(inv, stated)
	if len(v.own.ids) == 0 && stated.Main == nil {
		v.own.ids[inv.Subject.Main] = true // what is to be released is own code; an SBOM says which component that is
	}
	v.world.Work = v.own.has
	return v
}

func (v *releasing) component(c *inventory.Component) {
	if v.exclude.component(c) || v.world.IsSystem(c) {
		return
	}
	v.r.Components++
	seen := v.exclude.filter(c)
	k := &rule.Case{Component: seen, License: rule.Judged(seen.Claims), Own: v.own.component(c), Use: v.r.Use, World: v.world}
	if k.Own {
		v.r.OwnComponents++
		v.ownCode(k)
	}
	k, part := k.Foreign()
	how := relations(part)
	for _, w := range v.weighing {
		for _, s := range k.Standings(part, func(atom spdx.Expression) copyleft.Fitted { return v.fit(atom, w.out, part, how) }) {
			w.add(c.ID, part, how, s)
		}
	}
}

// ownCode says of each licence found in own code whose it is taken for.
func (v *releasing) ownCode(k *rule.Case) {
	for _, p := range k.License.Parts {
		own := assessment.OwnLicense{Component: k.Component.ID, License: p.Expression.String(),
			Message: inventory.Message{Key: "outbound.own"}, Evidence: p.Evidence[:min(len(p.Evidence), maxEvidence)]}
		if !k.OwnLicense(p.Expression) {
			own.Foreign, own.Message.Key = true, "outbound.foreign"
			if k.OnlyNamed(p.Expression) {
				own.Message.Key = "outbound.named"
			}
		}
		v.r.Own = append(v.r.Own, own)
	}
}

// fit is [rule.World.Fit] for the candidate, worked out once for parts that are alike.
func (v *releasing) fit(atom, out spdx.Expression, part copyleft.Part, how string) copyleft.Fitted {
	key := fitKey{atom.String(), out.String(), how}
	f, ok := v.fitted[key]
	if !ok {
		f = v.world.Fit(atom, out, part)
		v.fitted[key] = f
	}
	return f
}

// relations is a part in one word, for maps.
func relations(p copyleft.Part) string {
	s := string(p.Modified)
	for _, k := range p.Relations {
		s += " " + string(k)
	}
	return s
}

// add enters what a component says to the candidate.
func (w *weighing) add(component string, part copyleft.Part, how string, s rule.Standing) {
	if s.Demands {
		if n := len(w.demands); n == 0 || w.demands[n-1] != component {
			w.demands = append(w.demands, component)
		}
	}
	answer := releaseAnswers[s.Answer]
	if answer == assessment.ReleasePossible && !toMind(s.Reason.Key) {
		return
	}
	key := reasonKey{string(answer), s.Reason.String(), how}
	i, ok := w.index[key]
	if !ok {
		i = len(w.reasons)
		w.index[key] = i
		w.reasons = append(w.reasons, assessment.ReleaseReason{Answer: answer, License: s.License, Message: s.Reason, Relations: part.Relations, Modified: part.Modified})
		w.refused = append(w.refused, s.Refused)
	}
	x := &w.reasons[i]
	if n := len(x.Components); n == 0 || x.Components[n-1] != component {
		x.Components = append(x.Components, component)
	}
	if room := maxEvidence - len(x.Evidence); room > 0 {
		x.Evidence = append(x.Evidence, s.Evidence[:min(len(s.Evidence), room)]...)
	}
}

var releaseAnswers = map[copyleft.Answer]assessment.ReleaseAnswer{
	copyleft.Yes: assessment.ReleasePossible, copyleft.Open: assessment.ReleaseOpen, copyleft.No: assessment.ReleaseRuledOut,
}

// toMind are the reasons of a Yes that whoever chooses the candidate has to know.
func toMind(key string) bool {
	switch key {
	case "copyleft.relinking", "copyleft.relinking-shared", "fit.compatible", "fit.compatible-version", "fit.combined", "fit.combined-version",
		"fit.files", "fit.source", "fit.additional":
		return true
	}
	return false
}

// result closes the weighing. Where a part demands the candidate, it is not the author's to allow for what
// its terms do not take in, and that becomes a reason against it.
func (w *weighing) result() assessment.ReleaseCandidate {
	c := assessment.ReleaseCandidate{License: w.out.String(), Answer: assessment.ReleasePossible, Reasons: []assessment.ReleaseReason{}}
	for i, x := range w.reasons {
		if w.refused[i] && len(w.demands) > 0 {
			x.Answer, x.With = assessment.ReleaseRuledOut, w.demands
			x.Message.Key = "fit.refused-by"
		}
		if x.Message.Key == "fit.later" && len(w.demands) > 0 {
			x.Message.Key = "fit.later-by"
		}
		c.Reasons = append(c.Reasons, x)
		if worse(x.Answer, c.Answer) > 0 {
			c.Answer = x.Answer
		}
	}
	slices.SortStableFunc(c.Reasons, func(a, b assessment.ReleaseReason) int {
		return cmp.Or(worse(b.Answer, a.Answer), cmp.Compare(a.License, b.License), cmp.Compare(a.Message.String(), b.Message.String()), slices.Compare(a.Components, b.Components))
	})
	return c
}

// worse compares two answers: above zero if a is the worse one.
func worse(a, b assessment.ReleaseAnswer) int {
	order := []assessment.ReleaseAnswer{assessment.ReleasePossible, assessment.ReleaseOpen, assessment.ReleaseRuledOut}
	return slices.Index(order, a) - slices.Index(order, b)
}
