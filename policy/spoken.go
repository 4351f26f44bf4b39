// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/rule"
)

// Limits of what one result shows.
const (
	maxEvidence = 20
	maxEvery    = 10_000 // where the evidence is of many components
	maxLeaves   = 100
)

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

// tell counts what the rules said of one component or document, or of all that is judged, and reports it.
func (j *judge) tell(component string, id identity, said []spoken) {
	j.count(said)
	clear(j.questions.asked)
	for _, s := range said {
		j.report(component, id, s)
	}
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

// reported tells what is to be read from what only counts.
func (s spoken) reported() bool { return !s.repeated && (s.State != rule.Pass || s.Message.Key != "") }

// report makes a result of what was said, and a question where a person has to answer.
func (j *judge) report(component string, id identity, s spoken) {
	if !s.reported() {
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
