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

// A judge collects the assessment.
type judge struct {
	inv       *inventory.Inventory
	a         *assessment.Assessment
	policy    *Policy
	outbound  spdx.Expression
	exclude   *exclusions
	world     *rule.World
	own       *own
	example   bool
	rules     []used
	results   [][]assessment.Result // by rule
	judged    int                   // components
	overrides overrides
	classes   classes
	duties    duties
	questions questions
	decisions *decisions // nil if nobody decided anything
}

// A used rule is one the policy switched on.
type used struct {
	assessment.RuleUsed
	rule  rule.Rule
	order int // in the catalogue
	// inTurn: it is asked of one component after the other, because what all its answers together may cost is limited.
	inTurn bool
}

func newJudge(inv *inventory.Inventory, p *Policy, a *assessment.Assessment, o Options) *judge {
	j := &judge{inv: inv, a: a, policy: p, exclude: newExclusions(inv, p, o.Exclude), classes: classes{}}
	j.world = p.world(inv, j.exclude)
	// Flag, procedure and policy were read as expressions; nothing else is in there.
	j.outbound, _ = spdx.ParseText(a.Outbound)
	j.overrides.licenses = p.Licenses
	j.world.Dependency = p.Standing()
	j.world.House = p.HouseLicenses()
	stated := withOwn(p.Own, o.Own)
	if j.example = o.example != nil; j.example {
		j.world.Certain = true
		stated = profile.Own{} // its root is
	}
	j.own = ownCode(inv, stated)
	j.world.Own = j.own.seen(j.exclude.component)
	switch {
	case len(j.world.Own.Components) > 0:
		j.world.Work = j.own.has
	case inv.Subject.Main != "" && stated.Main == nil:
		j.world.Work = func(id string) bool { return id == inv.Subject.Main }
	case (stated.Main == nil || *stated.Main) && (j.outbound != nil && !j.tree() || slices.ContainsFunc(inv.Relations, func(r inventory.Relation) bool { return r.From == "" })):
		// Nothing says which component the work is, but documents say how it uses others, or it is to go out under a licence:
		// then it is the subject as a whole. Of a tree, noOwn asks what it is.
		j.world.Work = func(id string) bool { return id == "" }
	}
	j.duties.world = j.world
	j.decisions = newDecisions(inv, o.Decisions, o.Date, p.Examiners)
	if a.Procedure != nil {
		j.world.Contract = a.Procedure.Contract
	}
	j.rules = p.asked(a)
	j.results = make([][]assessment.Result, len(j.rules))
	return j
}

// world is what rules look up of an inventory, with the policy's own view of licences.
func (p *Policy) world(inv *inventory.Inventory, exclude *exclusions) *rule.World {
	w := rule.NewWorld(inv, exclude.covers)
	if len(p.Licenses) > 0 {
		w.Class = p.Class
	}
	return w
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
		}, r, i, false})
	}
	x := &asking{a: a, budget: custom.NewBudget(custom.MaxTotal)}
	for i := range p.written {
		list = append(list, p.written[i].used(len(rule.All)+i, x))
	}
	return list
}

// component enters a hearing.
func (j *judge) component(h *hearing) {
	c, said := h.component, h.said
	j.judged++
	j.decisions.act(&h.settled, c.ID)
	for i := range j.rules {
		if j.rules[i].inTurn {
			said = j.ask(said, i, h)
		}
	}
	for i := range said {
		j.decisions.decide(&j.rules[said[i].rule], c.ID, &said[i])
	}
	markRepeated(said, func(s spoken) bool { return j.rules[s.rule].Weight == assessment.WNote })
	var id identity
	if slices.ContainsFunc(said, spoken.reported) { // of most components nothing is
		id = identify(c)
	}
	j.tell(c.ID, id, said)
	j.overrides.add(h.of)
	j.classes.add(c.ID, h.class)
	j.duties.add(h.of, h.situation)
}

// sure makes a question of what a rule found missing, where the examination was ended before it could be known.
func (j *judge) sure(i int, said []rule.Outcome) []rule.Outcome {
	r := &j.rules[i].rule
	absence := r.OwnCode || r.Document != nil && !r.SBOM
	if !absence || !slices.ContainsFunc(said, func(o rule.Outcome) bool { return o.State == rule.Fail }) || j.inv.Interrupted() == nil {
		return said
	}
	return []rule.Outcome{rule.Interrupted()}
}

// tree reports whether components lie in the input, and are not only named there.
func (j *judge) tree() bool {
	return slices.ContainsFunc(j.inv.Components, func(c inventory.Component) bool { return c.InTree() && !j.exclude.component(&c) })
}

// noOwn asks which part is own code, where there is code, a rule about own code or what that uses, and none that is.
func (j *judge) noOwn() {
	none := j.own.main != nil && !*j.own.main // the policy itself says so
	if none || len(j.world.Own.Components) > 0 || !j.tree() {
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
	j.tell("", identity{}, []spoken{j.spoken(i, rule.NoOwnCode())})
}

// comparesOwn reports whether a rule is asked of what own code uses: without any it has nothing to say, whatever is there.
func (j *judge) comparesOwn(r *rule.Rule) bool {
	if r.Uses != nil && !slices.Contains(r.Uses, j.a.Use) {
		return false
	}
	return r.Outbound && j.outbound != nil || r.Dependencies
}

// whole asks the rules about all that is judged. In their counts it counts as one.
func (j *judge) whole() {
	var said []spoken
	for i := range j.rules {
		if check := j.rules[i].rule.Whole; check != nil {
			for _, o := range check(j.a, j.exclude.covers) {
				said = append(said, j.spoken(i, o))
			}
		}
	}
	markRepeated(said, func(s spoken) bool { return j.rules[s.rule].Weight == assessment.WNote })
	j.tell("", identity{}, said)
}

func (j *judge) finish() {
	if !j.example {
		j.noOwn()
		j.aboutOwn()
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
		if a.Complete { // of what was not read no share is known
			a.Rules[i].Points = points(&a.Rules[i])
		}
	}
	a.Excluded = j.exclude.list()
	a.Overrides = j.overrides.list()
	a.Own = j.own.list(j.policy.OriginOf)
	a.Classes = j.classes.list()
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
