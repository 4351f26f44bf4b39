// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"cmp"
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/custom"
	"lizenzlotse/policy/profile"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Limits of what one result shows.
const (
	maxEvidence = 20
	maxEvery    = 10_000 // where the evidence is of many components
	maxLeaves   = 100
)

// A judge collects the assessment.
type judge struct {
	inv       *inventory.Inventory
	a         *assessment.Assessment
	policy    *Policy
	outbound  spdx.Expression
	exclude   *exclusions
	world     *rule.World
	owned     *own
	own       func(*inventory.Component) bool
	example   bool
	rules     []used
	results   [][]assessment.Result // by rule
	judged    int                   // components
	said      []spoken              // of the component at hand, kept for its memory
	overrides overrides
	duties    duties
	questions questions
	decisions *decisions // nil if nobody decided anything
}

// A used rule is one the policy switched on.
type used struct {
	assessment.RuleUsed
	rule  rule.Rule
	order int // in the catalogue
}

func newJudge(inv *inventory.Inventory, p *Policy, a *assessment.Assessment, o Options) *judge {
	j := &judge{inv: inv, a: a, policy: p, exclude: newExclusions(inv, p, o.Exclude)}
	j.world = rule.NewWorld(inv, j.exclude.covers)
	// Flag, procedure and policy were read as expressions; nothing else is in there.
	j.outbound, _ = spdx.ParseText(a.Outbound)
	if len(p.Licenses) > 0 {
		j.world.Class = p.Class
	}
	j.overrides.licenses = p.Licenses
	j.world.Dependency = p.Standing()
	j.world.House = p.HouseLicenses()
	stated := withOwn(p.Own, o.Own)
	if j.example = o.example != nil; j.example {
		j.world.Certain = true
		stated = profile.Own{} // its root is
	}
	j.owned = ownCode(inv, stated)
	j.own = j.owned.component
	j.decisions = newDecisions(inv, o.Decisions, o.Date, p.Examiners)
	for i := range inv.Components {
		if c := &inv.Components[i]; j.own(c) && !j.exclude.component(c) {
			j.owned.take(c)
			j.world.OwnComponents = append(j.world.OwnComponents, c)
		}
	}
	j.world.AnyOwn = len(j.world.OwnComponents) > 0
	switch {
	case j.world.AnyOwn:
		j.world.Work = ownIDs(inv, j.own)
	case inv.Subject.Main != "" && stated.Main == nil:
		j.world.Work = func(id string) bool { return id == inv.Subject.Main }
	}
	j.world.OwnFile = j.owned.file
	if a.Procedure != nil {
		j.world.Contract = a.Procedure.Contract
	}
	j.rules = p.asked(a)
	j.results = make([][]assessment.Result, len(j.rules))
	return j
}

// asked lists the rules that the policy switched on, in catalogue order.
func (p *Policy) asked(a *assessment.Assessment) []used {
	var list []used
	for i, r := range rule.All {
		set := p.Rule(r.ID)
		if set == nil || set.Weight == profile.Off {
			continue
		}
		list = append(list, used{assessment.RuleUsed{
			ID: r.ID, Weight: set.Weight, Criterion: a.Valid(set.ID, set.Criterion), Origin: set.Origin, Doc: r.Doc, Documents: r.Check == nil,
		}, r, i})
	}
	budget := custom.NewBudget(custom.MaxTotal)
	for i := range p.written {
		list = append(list, p.written[i].used(len(rule.All)+i, a, budget))
	}
	return list
}

// spoken is what one rule said of a component.
type spoken struct {
	rule int // index in judge.rules
	rule.Outcome
	verdict  assessment.Verdict
	noted    bool
	repeated bool   // an earlier result says it already
	decision string // ID of the recorded decision that was applied; "" without one
	decided  bool   // that decision settles it
}

func (j *judge) component(c *inventory.Component) {
	if j.exclude.component(c) {
		return
	}
	j.judged++
	seen := j.exclude.filter(c)
	k := &rule.Case{Component: seen, License: rule.Judged(seen.Claims), Own: j.own(c), Use: j.a.Use, Outbound: j.outbound, World: j.world}
	licence := j.decisions.license(seen, &k.License)
	said := j.said[:0]
	for i := range j.rules {
		if check := j.rules[i].rule.Check; check != nil {
			for _, o := range j.sure(i, check(k)) {
				s := j.spoken(i, o)
				if o.Expression != nil {
					s.decision = licence
				}
				j.decisions.decide(&j.rules[i], c.ID, &s)
				said = append(said, s)
			}
		}
	}
	markRepeated(said, func(s spoken) bool { return j.rules[s.rule].Weight == assessment.WNote })
	j.count(said)
	clear(j.questions.asked)
	id := identify(c)
	for _, s := range said {
		j.report(c.ID, id, s)
	}
	j.said = said
	j.overrides.add(k)
	j.duties.add(k)
}

// sure makes a question of what a rule found missing, where the examination was ended before it could be known.
func (j *judge) sure(i int, said []rule.Outcome) []rule.Outcome {
	r := j.rules[i].rule
	absence := r.OwnCode || r.Document != nil && !r.SBOM
	if !absence || j.inv.Interrupted() == nil || !slices.ContainsFunc(said, func(o rule.Outcome) bool { return o.State == rule.Fail }) {
		return said
	}
	return []rule.Outcome{rule.Interrupted()}
}

func (j *judge) spoken(rule int, o rule.Outcome) spoken {
	s := spoken{rule: rule, Outcome: o}
	if s.verdict, s.noted = j.rules[rule].verdict(o.State, j.a.Stage); o.Note {
		s.verdict, s.noted = assessment.Satisfied, true
	}
	return s
}

// verdict turns a state into what it means under the rule's weight.
func (u *used) verdict(s rule.State, stage assessment.Stage) (v assessment.Verdict, noted bool) {
	switch {
	case s == rule.Pass:
		return assessment.Satisfied, false
	case u.Weight == assessment.WNote:
		return assessment.Satisfied, true
	case s == rule.Unknown || u.Weight == assessment.Ask:
		return assessment.Review, false
	case u.Weight == assessment.Should:
		return assessment.Conditional, false
	case early(stage, u.Doc.Stage):
		return assessment.Review, false
	}
	return assessment.Violated, false
}

// early reports whether a rule is asked before what it asks for is owed: what belongs to the performance
// or acceptance of a contract cannot fail a bid, it is a question there.
func early(now, owed assessment.Stage) bool {
	return (now == assessment.StageBid || now == assessment.StageSuitability) &&
		(owed == assessment.StagePerformance || owed == assessment.StageAcceptance)
}

// markRepeated finds the unknowns that several rules state in the same words. The first rule whose
// weight counts speaks for all; among notes alone, the first. A rule that has something of its own to say
// about another part of the licence says that.
func markRepeated(said []spoken, note func(spoken) bool) {
	if !slices.ContainsFunc(said, func(s spoken) bool { return s.State == rule.Unknown }) {
		return
	}
	told := map[string]bool{}
	for _, notes := range []bool{false, true} {
		for i := range said {
			s := &said[i]
			if note(*s) != notes || s.State == rule.Pass || s.decided {
				continue
			}
			open := s.open()
			if s.State == rule.Unknown {
				s.repeated = true
				for _, f := range open {
					if f.State == rule.Unknown && !told[f.Message.String()] {
						s.Finding, s.repeated = f, false
						break
					}
				}
			}
			for _, f := range open {
				told[f.Message.String()] = true
			}
		}
	}
}

// open is what an outcome leaves to be said: its finding, and those of the licences that decided it.
func (s *spoken) open() []rule.Finding {
	decisive := 0
	for _, l := range s.Leaves {
		if l.Decisive && l.State != rule.Pass {
			decisive++
		}
	}
	list := append(make([]rule.Finding, 0, 1+decisive), s.Finding)
	for _, l := range s.Leaves {
		if l.Decisive && l.State != rule.Pass {
			list = append(list, l.Finding)
		}
	}
	return list
}

// count enters a component or document into the counts of the rules, with the worst that each said of it; a note stands
// beside what is worse, and instead of satisfied.
func (j *judge) count(said []spoken) {
	for i := 0; i < len(said); {
		u := &j.rules[said[i].rule]
		worst, noted := assessment.Satisfied, false
		n := i
		for ; n < len(said) && said[n].rule == said[i].rule; n++ {
			worst = max(worst, said[n].verdict)
			noted = noted || said[n].noted
		}
		i = n
		u.Verdict = max(u.Verdict, worst)
		if noted {
			u.Counts.Noted++ // beside what is worse
		}
		switch {
		case worst == assessment.Violated:
			u.Counts.Violated++
		case worst == assessment.Review:
			u.Counts.Review++
		case worst == assessment.Conditional:
			u.Counts.Conditional++
		case !noted:
			u.Counts.Satisfied++
		}
	}
}

// report makes a result of what was said, and a question where a person has to answer.
func (j *judge) report(component string, id identity, s spoken) {
	if s.repeated || s.State == rule.Pass && s.Message.Key == "" {
		return
	}
	u := &j.rules[s.rule]
	r := assessment.Result{
		Rule: u.ID, Component: component, File: s.File, Expression: s.Expression, Choice: s.Choice,
		Verdict: s.verdict, Noted: s.noted, Message: s.Message, Evidence: s.Evidence,
		Decision: s.decision, Fingerprint: id.fingerprint(u.ID, s),
	}
	if s.decision != "" && u.rule.Decision == nil {
		j.decisions.list[j.decisions.index[s.decision]].Results++
	}
	most := maxEvidence
	if s.Every {
		most = maxEvery
	}
	if len(r.Evidence) > most {
		r.Evidence = slices.Clone(r.Evidence[:most])
	}
	if n := min(len(s.Leaves), maxLeaves); n > 0 {
		r.Leaves = make([]assessment.Leaf, 0, n)
	}
	for _, l := range s.Leaves[:cap(r.Leaves)] {
		v, _ := u.verdict(l.State, j.a.Stage)
		r.Leaves = append(r.Leaves, assessment.Leaf{License: l.License, Verdict: v, Message: l.Message})
	}
	j.results[s.rule] = append(j.results[s.rule], r)
	if s.verdict == assessment.Review {
		j.questions.add(u, component, s)
	}
}

// noOwn asks which part is own code, where there is code, a rule about own code or what that uses, and none that is.
func (j *judge) noOwn() {
	none := j.owned.main != nil && !*j.owned.main // the policy itself says so
	if none || j.world.AnyOwn || !slices.ContainsFunc(j.inv.Components, func(c inventory.Component) bool { return c.InTree() && !j.exclude.component(&c) }) {
		return
	}
	counts := func(about func(r *rule.Rule) bool) int {
		return slices.IndexFunc(j.rules, func(u used) bool { return u.Weight != assessment.WNote && about(&u.rule) })
	}
	i := counts(func(r *rule.Rule) bool { return r.OwnCode })
	if i < 0 {
		i = counts(j.comparesOwn)
	}
	if i < 0 {
		return
	}
	u := &j.rules[i]
	u.Verdict = max(u.Verdict, assessment.Review)
	u.Counts.Review++
	clear(j.questions.asked)
	j.report("", identity{}, spoken{rule: i, Outcome: rule.NoOwnCode(), verdict: assessment.Review})
}

// comparesOwn reports whether a rule is asked of what own code uses: without any it has nothing to say, whatever is there.
func (j *judge) comparesOwn(r *rule.Rule) bool {
	if r.Uses != nil && !slices.Contains(r.Uses, j.a.Use) {
		return false
	}
	return r.Outbound && j.outbound != nil || r.Dependencies
}

func (j *judge) finish() {
	if !j.example {
		j.noOwn()
		j.documents()
		j.whole()
	}
	j.decided()
	a := j.a
	order := map[string]int{}
	for _, u := range j.rules {
		order[u.ID] = u.order
		a.Rules = append(a.Rules, u.RuleUsed)
		a.Verdict = max(a.Verdict, u.Verdict)
	}
	for _, list := range j.results {
		// An inventory is sorted, so this is the exception: a saved result that somebody else wrote.
		if !slices.IsSortedFunc(list, byComponent) {
			slices.SortStableFunc(list, byComponent)
		}
	}
	a.Results = slices.Concat(j.results...)
	numberFingerprints(a.Results)
	if a.Complete = j.complete(); !a.Complete {
		a.Verdict = max(a.Verdict, assessment.Review) // what was not read is not known
	}
	for i := range a.Rules {
		if a.Complete {
			a.Rules[i].Points = points(&a.Rules[i])
		}
	}
	a.Excluded = j.exclude.list()
	a.Overrides = j.overrides.list()
	a.Own = j.owned.list(j.policy.OriginOf)
	a.Duties = j.duties.list()
	a.Questions = j.questions.list(order)
	Ask(a)
}

func byComponent(x, y assessment.Result) int {
	return cmp.Or(cmp.Compare(x.Component, y.Component), cmp.Compare(x.File, y.File))
}

// complete reports whether everything that was to be judged was read, and something was judged.
func (j *judge) complete() bool {
	for _, i := range j.inv.Issues {
		if i.Effect == inventory.Unread && !j.exclude.covers(i.Path) {
			return false
		}
	}
	return j.judged > 0 && len(j.rules) > 0
}
