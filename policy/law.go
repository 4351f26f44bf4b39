// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package policy

import (
	"maps"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

// Ask proposes of every question of an assessment how it may be put: its kind, what is needed, what the answer may not
// do, and the paragraphs that say so, by the rule that asks, the stage and the procedure. It stays a proposal; whoever
// runs the procedure decides. Assess does it as its last step.
func Ask(a *assessment.Assessment) {
	rules := make(map[string]*assessment.RuleUsed, len(a.Rules))
	for i := range a.Rules {
		rules[a.Rules[i].ID] = &a.Rules[i]
	}
	law := newLaw(a.Procedure)
	law.scored = scored(a.Rules)
	a.Paragraphs = law.all()
	for i := range a.Questions {
		if u := rules[a.Questions[i].Rule]; u != nil {
			law.put(&a.Questions[i], u, a.Stage)
		}
	}
}

// A law is what is on record of the regime that a procedure follows.
type law struct {
	regime assessment.Regime
	kind   string // Verfahrensart
	scored string // the rules of B criteria that are open, in words
}

// scored are the rules of B criteria about components that are open: what one of them lacks, another rule may have asked for
// all of them.
func scored(rules []assessment.RuleUsed) string {
	var list []string
	for _, u := range rules {
		if u.Criterion != nil && u.Criterion.Kind == "B" && !u.Documents && u.Counts.Review > 0 {
			list = append(list, u.ID)
		}
	}
	return strings.Join(list, ", ")
}

func newLaw(p *assessment.Procedure) law {
	if p == nil {
		return law{}
	}
	return law{regime: p.Regime, kind: p.Kind}
}

// put gives a question its kind with what belongs to it.
func (w law) put(q *assessment.Question, u *assessment.RuleUsed, now assessment.Stage) {
	q.Limit, q.Basis = inventory.Message{}, nil
	asking, known := facts.AskingFor(q.Message.Key)
	q.Need = need(q, asking, known)
	scored := u.Criterion != nil && u.Criterion.Kind == "B"
	if !scored && strings.HasPrefix(strings.TrimPrefix(q.Message.Key, facts.SeveralPrefix), "rule.licence.") {
		// The licence is not known, which leaves every rule on licences open, and is asked once.
		defer w.bearsOnScore(q)
	}
	switch {
	case q.Addressee == assessment.City:
		q.Kind = assessment.QuestionOurselves
	case now.Awarded():
		q.Kind = assessment.QuestionAcceptance
		q.Limit = limit("question.limit.contract", "")
	case u.Criterion == nil && owedLater(u.Doc.Stage):
		q.Kind = assessment.QuestionAcceptance
		w.rest(q, "question.limit.acceptance", facts.TopicPerformance)
	case w.regime == assessment.RegimeOutside:
		q.Kind = assessment.QuestionClarification
		q.Limit = limit("question.limit.outside", "")
	case asking.Lack != facts.LackDocument && (asking.Lack != facts.LackGap || u.Criterion == nil):
		q.Kind = assessment.QuestionClarification
		key := "question.limit.clarification"
		if scored {
			key = "question.limit.clarification-scored"
		}
		w.rest(q, key, facts.TopicClarification)
	case u.Doc.Stage == assessment.StageSuitability:
		q.Kind = assessment.QuestionSupplement
		w.rest(q, "question.limit.supplement-suitability", facts.TopicSupplement, facts.TopicSuitability)
	case scored:
		q.Kind = assessment.QuestionNeither
		w.rest(q, "question.limit.neither", facts.TopicSupplementLimits)
	default:
		q.Kind = assessment.QuestionSupplement
		w.rest(q, "question.limit.supplement", facts.TopicSupplement, facts.TopicSupplementLimits)
	}
}

// bearsOnScore says with the limit that the answer bears on criteria that are scored.
func (w law) bearsOnScore(q *assessment.Question) {
	if w.scored != "" && (q.Limit.Key == "question.limit.clarification" || q.Limit.Key == "question.limit.supplement") {
		q.Limit.Args["scored"] = w.scored
	}
}

// need is what settles a question, with the arguments of its message. A message that the table does not know, as those
// of a policy's own rules, needs an answer with its proof.
func need(q *assessment.Question, asking facts.Asking, known bool) inventory.Message {
	m := inventory.Message{Key: "question.need." + asking.Need, Args: maps.Clone(q.Message.Args)}
	if !known || asking.Need == "" {
		m.Key = "question.need.explanation"
		if q.Addressee == assessment.City {
			m.Key = "question.need.decision"
		}
	}
	return m
}

func owedLater(owed assessment.Stage) bool {
	return owed == assessment.StagePerformance || owed == assessment.StageAcceptance
}

// rest names the limit of a question and the paragraphs that it rests on, or why there are none.
func (w law) rest(q *assessment.Question, key string, topics ...facts.Topic) {
	var unsure string
	first := true
	for _, topic := range topics {
		list := facts.ParagraphsOn(string(w.regime), topic)
		applies := slices.DeleteFunc(slices.Clone(list), func(p facts.Paragraph) bool { return !p.Covers(w.kind) })
		if first { // the kind of the question rests on it
			unsure, first = w.unsure(list, applies), false
		}
		for _, p := range applies {
			if s := source(p); !slices.Contains(q.Basis, s) { // one paragraph may say both
				q.Basis = append(q.Basis, s)
			}
		}
	}
	q.Limit = limit(key, unsure)
}

// unsure says why it is not certain that a question may be put like that; "" where a paragraph says so.
func (w law) unsure(list, applies []facts.Paragraph) string {
	switch {
	case w.regime == "":
		return "none"
	case len(list) == 0 && w.regime == assessment.RegimeStatute:
		return "own-statute"
	case len(list) == 0:
		return "no-paragraph"
	case len(applies) == 0:
		return "other-kind"
	case w.kind == "" && len(applies[0].Kinds) > 0:
		return "kind-" + string(w.regime)
	}
	return ""
}

func limit(key, unsure string) inventory.Message {
	return inventory.Message{Key: key, Args: inventory.Args{"unsure": unsure}}
}

func source(p facts.Paragraph) assessment.Source {
	return assessment.Source{Title: p.Law, Section: p.Section, Date: p.Stand, URL: p.URL}
}

// all are the paragraphs of the regime, for whoever reads the result. One that is about another kind of procedure is
// left out.
func (w law) all() []assessment.Paragraph {
	var list []assessment.Paragraph
	for _, p := range facts.Paragraphs(string(w.regime)) {
		if !p.Covers(w.kind) {
			continue
		}
		list = append(list, assessment.Paragraph{
			Topic: string(p.Topic), Says: inventory.Message{Key: "paragraph." + p.Says, Args: inventory.Args{"kinds": strings.Join(p.Kinds, ",")}}, Source: source(p),
		})
	}
	return list
}
