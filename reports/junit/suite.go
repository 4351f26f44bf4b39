// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package junit

import (
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/finding"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// A status is how a case ended, from best to worst.
type status int

const (
	passed status = iota
	skipped
	failed
	errored
)

type testCase struct {
	name    string
	status  status
	kind    string // of what is not passed: verdict, decision or code
	message string // of what is not passed: on one line
	body    string // all there is to say
}

type counts struct{ tests, skipped, failures, errors int }

func (c *counts) add(o counts) {
	c.tests += o.tests
	c.skipped += o.skipped
	c.failures += o.failures
	c.errors += o.errors
}

// A suite is the cases of one rule, or of the examination itself.
type suite struct {
	id, name string
	cases    []testCase
	counts
	taken map[string]int // names, each with the number of cases that wanted it
}

// examination is the ID of the suite that says whether everything was read.
const examination = "examination"

// put adds a case. What shows results tells cases by their names, so each has one of its own: the second of a name is
// told by its ID, and what still is the same by its number.
func (s *suite) put(c testCase, id string) {
	if s.taken[c.name]++; s.taken[c.name] > 1 && id != "" {
		c.name = i18n.Cut(c.name+" ["+i18n.Visible(id)+"]", 2*finding.MaxName)
		s.taken[c.name]++
	}
	if n := s.taken[c.name]; n > 1 {
		c.name += " #" + strconv.Itoa(n)
	}
	s.cases = append(s.cases, c)
	s.tests++
	switch c.status {
	case skipped:
		s.skipped++
	case failed:
		s.failures++
	case errored:
		s.errors++
	}
}

type maker struct {
	a    *assessment.Assessment
	l    i18n.Lang
	o    Options
	show *finding.Shown
}

func (m *maker) suites() []*suite {
	list := []*suite{m.examination()}
	byRule := map[string][]*assessment.Result{}
	for i := range m.a.Results {
		r := &m.a.Results[i]
		byRule[r.Rule] = append(byRule[r.Rule], r)
	}
	for i := range m.a.Rules {
		list = append(list, m.rule(&m.a.Rules[i], byRule[m.a.Rules[i].ID]))
	}
	return list
}

// examination says what was not read, and of a scan that nothing was judged.
func (m *maker) examination() *suite {
	v := m.a.Inventory
	s := &suite{id: examination, name: m.l.T("report.ci.examination"), taken: map[string]int{}}
	for i := range v.Issues {
		if issue := &v.Issues[i]; issue.Effect == inventory.Unread {
			s.put(testCase{name: i18n.Cut(i18n.Visible(m.show.PlaceOf(issue).String()), finding.MaxName), status: errored, kind: issue.Code,
				message: m.show.Issue(issue), body: i18n.Visible(issue.Path)}, issue.Code)
		}
	}
	complete := v.Complete()
	if m.a.Judged() {
		complete = m.a.Complete
	}
	switch {
	case complete:
		s.put(testCase{name: m.l.T("report.ci.read")}, "")
	case s.errors == 0:
		s.put(testCase{name: m.l.T("report.ci.read"), status: errored, kind: "nothing", message: m.l.T("report.ci.nothing")}, "")
	}
	if !m.a.Judged() {
		s.put(testCase{name: m.l.T("report.ci.judged"), status: skipped, kind: "scan", message: m.l.T("report.ci.unjudged")}, "")
	}
	return s
}

// rule makes a case of every component, document or file about which the rule has something to say, and of those it found
// nothing wrong with where the counts tell which they are.
func (m *maker) rule(u *assessment.RuleUsed, results []*assessment.Result) *suite {
	s := &suite{id: u.ID, name: m.show.Title(u.ID), taken: map[string]int{}}
	about := map[string][]*assessment.Result{}
	var order []string
	for _, r := range results {
		key := r.Component + "\x00" + r.File
		if r.Component != "" {
			key = r.Component
		}
		if about[key] == nil {
			order = append(order, key)
		}
		about[key] = append(about[key], r)
	}
	for _, key := range order {
		list := about[key]
		id := list[0].Component
		if id == "" {
			id = list[0].File
		}
		s.put(m.testCase(list), id)
	}
	components := m.a.Inventory.Components
	c := u.Counts
	switch all := c.Satisfied + c.Conditional + c.Review + c.Violated; {
	case !u.Documents && all == len(components) && all <= maxComponents:
		for i := range components {
			if id := components[i].ID; about[id] == nil {
				s.put(testCase{name: m.show.Name(&assessment.Result{Component: id})}, id)
			}
		}
	case all > len(order):
		key := "report.ci.others.components"
		if u.Documents {
			key = "report.ci.others.documents"
		}
		s.put(testCase{name: m.l.T(key), body: strconv.Itoa(all - len(order))}, "")
	}
	return s
}

// testCase makes one case of what a rule says of one thing; the worst of it decides.
func (m *maker) testCase(list []*assessment.Result) testCase {
	c := testCase{name: m.show.Name(list[0])}
	if c.name == "" {
		c.name = m.l.T("report.ci.whole")
	}
	var body strings.Builder
	for i, r := range list {
		at, kind := m.status(r)
		line := m.show.Said(r) + ": " + m.show.Text(r)
		why := m.show.Settled(r)
		if at > c.status {
			c.status, c.kind, c.message = at, kind, line
			if why != "" {
				c.message = m.show.Said(r) + ": " + why
			}
		}
		if i > 0 {
			body.WriteString("\n\n")
		}
		body.WriteString(line)
		if why != "" {
			body.WriteString("\n" + m.l.T("report.decision", "decision", why))
		}
		places := m.show.Places(r)
		for _, p := range places[:min(len(places), maxPlaces)] {
			body.WriteString("\n  " + i18n.Visible(p.String()))
			if p.Quote != "" {
				body.WriteString("\n    " + i18n.Visible(p.Quote))
			}
		}
		if more := len(places) - maxPlaces; more > 0 {
			body.WriteString("\n  " + m.l.T("text.more", "n", strconv.Itoa(more)))
		}
	}
	if fix := m.show.Fix(list[0].Rule); fix != "" && c.status != passed {
		body.WriteString("\n\n" + m.l.T("text.fix", "fix", fix))
	}
	c.body = body.String()
	return c
}

// status is how a case ends that has this result alone, and the kind of it.
func (m *maker) status(r *assessment.Result) (status, string) {
	settled := m.show.Settled(r) != ""
	switch {
	case r.Noted:
		return passed, ""
	case r.Verdict >= m.o.FailOn:
		return failed, r.Verdict.String()
	case settled:
		return skipped, "decision"
	case r.Verdict == assessment.Review:
		return skipped, r.Verdict.String()
	}
	return passed, ""
}
