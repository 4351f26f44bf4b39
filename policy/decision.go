// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/decision"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// LoadDecisions reads the files in which people recorded what they decided under the policy. See [decision.Load].
func (p *Policy) LoadDecisions(names []string, open func(path string) ([]byte, error)) ([]assessment.Decision, error) {
	var own []string
	for _, c := range p.Custom {
		own = append(own, c.ID)
	}
	return decision.Load(names, open, Decidable(own...))
}

// Decidable lists the rules that a decision may be about: all but those about decisions, and the policy's own, if these are given.
func Decidable(own ...string) []string {
	var ids []string
	for _, r := range rule.All {
		if r.Decision == nil {
			ids = append(ids, r.ID)
		}
	}
	for _, id := range own {
		if rule.ByID(id) == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// decisions hold what people decided against what is judged. Nil decisions decide nothing.
type decisions struct {
	list        []assessment.Decision // with what became of each
	cases       []rule.DecisionCase   // of the list
	index       map[string]int        // by ID
	byComponent map[string][]int      // those in force, by what they are bound to
	free        map[freely][]int      // those in force that name no component
}

// freely is what a decision that names no component is found by: its rule ("" of a choice) and licence ("" of one about files).
type freely struct{ rule, licence string }

func newDecisions(inv *inventory.Inventory, list []assessment.Decision, date string, examiners int) *decisions {
	if len(list) == 0 {
		return nil
	}
	x := &decisions{list: slices.Clone(list), cases: make([]rule.DecisionCase, len(list)), index: map[string]int{}, byComponent: map[string][]int{}, free: map[freely][]int{}}
	sums := x.sums(inv)
	here := map[string]string{}
	for i := range inv.Components {
		id := inv.Components[i].ID
		here[id] = id
		if base := inventory.WithoutVersion(id); here[base] == "" {
			here[base] = id
		}
	}
	for i := range x.list {
		d, c := &x.list[i], &x.cases[i]
		d.State, d.Results, d.Components = "", 0, nil
		*c = rule.DecisionCase{Decision: d, Examiners: max(1, examiners), Date: date}
		x.index[d.ID] = i
		for _, f := range d.Files {
			if sums[f.Path] != f.SHA256 {
				c.Changed = append(c.Changed, f.Path)
			}
		}
		late := func(s assessment.Signature) bool { return s.Date > date }
		switch {
		case len(d.Signed) < c.Examiners || slices.ContainsFunc(d.Signed, late):
			d.State = assessment.DecisionPending
		case d.Until != "" && d.Until < date:
			d.State = assessment.DecisionExpired
		case d.Component != "" && here[d.Component] == "":
			d.State = assessment.DecisionUnmatched
			c.Other = here[inventory.WithoutVersion(d.Component)]
		case len(c.Changed) > 0:
			d.State = assessment.DecisionChanged
		case d.Component == "":
			key := freely{d.Rule, d.License}
			x.free[key] = append(x.free[key], i)
		default:
			x.byComponent[d.Component] = append(x.byComponent[d.Component], i)
		}
	}
	return x
}

// sums are the digests of the files that decisions are bound to.
func (x *decisions) sums(inv *inventory.Inventory) map[string]string {
	sums := map[string]string{}
	for i := range x.list {
		for _, f := range x.list[i].Files {
			sums[f.Path] = ""
		}
	}
	if len(sums) == 0 {
		return sums
	}
	for i := range inv.Documents {
		if d := &inv.Documents[i]; d.SHA256 != "" {
			sums[d.ID] = d.SHA256
		}
	}
	for i := range inv.Files {
		if f := &inv.Files[i]; f.SHA256 != "" {
			if _, asked := sums[f.Path]; asked {
				sums[f.Path] = f.SHA256
			}
		}
	}
	return sums
}

// about lists the decisions in force that name a component.
func (x *decisions) about(component string) []int {
	list := slices.Clip(x.byComponent[component])
	if base := inventory.WithoutVersion(component); base != component {
		list = append(list, x.byComponent[base]...)
	}
	return list
}

// freelyAbout lists those that name no component and are about one of the licences, in the order in which they were made.
func (x *decisions) freelyAbout(rule string, licences []string) []int {
	var list []int
	for i, licence := range licences {
		if len(x.free) > 0 && !slices.Contains(licences[:i], licence) {
			list = append(list, x.free[freely{rule, licence}]...)
		}
	}
	slices.Sort(list)
	return list
}

func (x *decisions) use(i int, component string) *assessment.Decision {
	d := &x.list[i]
	d.State = assessment.DecisionUsed
	if component != "" && !slices.Contains(d.Components[max(0, len(d.Components)-1):], component) { // components come one after the other
		d.Components = append(d.Components, component)
	}
	return d
}

// license puts what a person concluded or chose in the place of what is claimed, and names the decision; "" if there is none.
func (x *decisions) license(c *inventory.Component, l *rule.License) (name string) {
	s := x.settle(c, l)
	x.act(&s, c.ID)
	return s.by
}

// What is settled of the licence of a component.
type settled struct {
	by       string // the last decision that did something; "" if none did
	used     []int  // all that did
	noBranch []int  // choices of what nothing there offers
}

// settle is license without a record of it, see act: it changes the licence and nothing else.
func (x *decisions) settle(c *inventory.Component, l *rule.License) (s settled) {
	if x == nil {
		return s
	}
	use := func(i int) {
		s.by = x.list[i].ID
		s.used = append(s.used, i)
	}
	about := x.about(c.ID)
	for _, i := range about {
		if d := &x.list[i]; d.Kind == assessment.Conclusion && (d.License == "" || d.License == c.Stated() || l.Says(d.License)) {
			l.Conclude(d.Concluded)
			use(i)
			break
		}
	}
	for _, i := range about {
		if d := &x.list[i]; d.Kind == assessment.Choice {
			if l.Choose(d.License, d.Concluded) {
				use(i)
			} else {
				s.noBranch = append(s.noBranch, i)
			}
		}
	}
	if len(x.free) == 0 {
		return s
	}
	for n := range l.Parts {
		for _, i := range x.free[freely{"", l.Parts[n].Expression.String()}] {
			if d := &x.list[i]; l.Choose(d.License, d.Concluded) {
				use(i)
			}
		}
	}
	return s
}

// act records what was settled of the licence of a component.
func (x *decisions) act(s *settled, component string) {
	for _, i := range s.used {
		x.use(i, component)
	}
	for _, i := range s.noBranch {
		x.cases[i].NoBranch = true
	}
}

// decide lets justifications and exceptions act on what a rule says of a component, or of a document.
func (x *decisions) decide(u *used, component string, s *spoken) {
	if x == nil || s.State == rule.Pass {
		return
	}
	for _, i := range append(x.about(component), x.freelyAbout(u.ID, append(licensesOf(s), ""))...) {
		d := &x.list[i]
		if d.Rule != u.ID || !fits(d, s) {
			continue
		}
		switch d.Kind {
		case assessment.Exception:
			if s.verdict > assessment.Conditional {
				s.verdict, s.decided = assessment.Conditional, true
			}
		case assessment.Justification:
			if !u.rule.Settled(s.Message) {
				continue
			}
			// What a policy demands is not made good by a reason.
			if u.Weight != assessment.Must && !s.noted {
				s.verdict, s.decided = assessment.Satisfied, true
			}
		default:
			continue
		}
		s.decision = x.use(i, component).ID
		return
	}
}

// fits reports whether what was said is about the licence and, of a decision that names nothing else, the files it is bound to.
func fits(d *assessment.Decision, s *spoken) bool {
	if d.License != "" && !slices.Contains(licensesOf(s), d.License) {
		return false
	}
	return d.Component != "" || d.License != "" || slices.ContainsFunc(d.Files, func(f assessment.DecidedFile) bool {
		return s.File == f.Path || slices.ContainsFunc(s.Evidence, func(e inventory.Evidence) bool { return e.Path == f.Path })
	})
}

// licensesOf names the licence that something was said about: the expression, the words that are none, or the one
// licence of the expression that nothing else in it is worse than.
func licensesOf(s *spoken) []string {
	list := []string{spdx.Text(s.Expression), s.Message.Args["raw"]}
	open := ""
	for _, l := range s.Leaves {
		if !l.Decisive || l.State == rule.Pass {
			continue
		}
		if open != "" {
			return list
		}
		open = l.License
	}
	return append(list, open)
}

// decided puts every decision before the rules about decisions, once it is known what became of it.
func (j *judge) decided() {
	x := j.decisions
	if x == nil {
		return
	}
	for i := range x.list {
		if d := &x.list[i]; d.State == "" {
			d.State = assessment.DecisionUnmatched
		}
		var said []spoken
		for n := range j.rules {
			if check := j.rules[n].rule.Decision; check != nil {
				for _, o := range check(&x.cases[i]) {
					s := j.spoken(n, o)
					s.decision = x.list[i].ID
					said = append(said, s)
				}
			}
		}
		j.tell("", identity{path: x.list[i].ID}, said)
	}
	j.a.Decisions = x.list
}
